package check

import (
	"testing"

	"github.com/wskvet/wskvet/internal/settings"
)

// raised has routines that the system calls at a raised IRQL, whose names are marks.
const raised = `package driver

type (
	NTSTATUS         int32
	WSK_REGISTRATION struct{ state uint64 }
	DRIVER_OBJECT    struct{ DriverUnload func(*DRIVER_OBJECT) }
	KDPC             struct{ state int }
)

func WskRegister(*WSK_REGISTRATION) NTSTATUS                                          { return 0 }
func WskDeregister(*WSK_REGISTRATION)                                                 {}
func KeInitializeDpc(dpc *KDPC, routine func(dpc *KDPC, a, b, c any), context any)    {}
func KeInsertQueueDpc(dpc *KDPC, first, second any) bool                              { return false }
func KeFlushQueuedDpcs()                                                              {}

var (
	reg WSK_REGISTRATION
	dpc KDPC
)

func late(*KDPC, any, any, any) { stop() }

func stop() { WskDeregister(&reg) }

func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	d.DriverUnload = unload
	if status := WskRegister(&reg); status < 0 {
		return status
	}
	start()
	return 0
}

func start() {
	KeInitializeDpc(&dpc, late, nil)
	KeInsertQueueDpc(&dpc, nil, nil)
}

func unload(*DRIVER_OBJECT) { KeFlushQueuedDpcs() }
`

// TestRaisedBy: a message about the IRQL names the routine that the system calls there, not
// the function that has queued it, nor one that the routine calls.
func TestRaisedBy(t *testing.T) {
	out := analyseText(t, "example.org/driver", raised, settings.Settings{})
	const want = "WskDeregister is called at DISPATCH_LEVEL: late is a DPC routine"
	for _, f := range out.Findings {
		if f.Message == want {
			return
		}
	}
	t.Errorf("no finding says %q: %v", want, out.Findings)
}
