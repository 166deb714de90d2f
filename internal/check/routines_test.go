package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/settings"
)

// routines is a driver with DPCs, one of which a request queues. The verbs are the table of
// DPCs, how each is made, and what its routine does once it has captured the provider.
const routines = `
type (
	WSK_PROVIDER_NPI struct{ _ int }
	DEVICE_OBJECT    struct{ _ int }
	KDPC             struct{ _ int }
	IRP              struct{ Code int }
)

func WskCaptureProviderNPI(*WSK_REGISTRATION, uint32, *WSK_PROVIDER_NPI) NTSTATUS { return 0 }
func WskReleaseProviderNPI(*WSK_REGISTRATION)                                     {}
func KeInitializeDpc(*KDPC, any, any)                                             {}
func KeInsertQueueDpc(*KDPC, any, any) bool                                       { return true }
func KeFlushQueuedDpcs()                                                          {}

var (
	dpcs %s
	npi  WSK_PROVIDER_NPI
	held bool
)

func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	d.DriverUnload = bye
	d.MajorFunction[14] = control
	for i := range dpcs {
		%s
	}
	return WskRegister(nil, &reg)
}

func control(_ *DEVICE_OBJECT, irp *IRP) NTSTATUS {
	if i := irp.Code; i >= 0 && i < len(dpcs) {
		KeInsertQueueDpc(dpc(i), nil, nil)
	}
	return 0
}

func tick(*KDPC, any, any, any) {
	if WskCaptureProviderNPI(&reg, 0, &npi) == 0 {
		%s
	}
}

func idle(*KDPC, any, any, any) {}

func bye(*DRIVER_OBJECT) {
	KeFlushQueuedDpcs()
	WskDeregister(&reg)
}
`

// A slice that does not know which DPC is queued, or that merges those that bind another
// routine, does not pass over what the routine does.
func TestSliceRunsRoutines(t *testing.T) {
	limits := settings.DefaultLimits()
	limits.Whole = 1
	for _, c := range []struct{ table, makes, dpc string }{
		{"[2]KDPC", "if i == 1 { KeInitializeDpc(&dpcs[i], tick, nil) } else { KeInitializeDpc(&dpcs[i], idle, nil) }", "&dpcs[i]"},
		{"[9]KDPC", "KeInitializeDpc(&dpcs[i], tick, nil)", "&dpcs[i]"},
		{"[12]*KDPC", "dpcs[i] = new(KDPC); KeInitializeDpc(dpcs[i], tick, nil)", "dpcs[i]"},
	} {
		types := strings.Replace(prelude, "DriverUnload func", "MajorFunction [28]func(*DEVICE_OBJECT, *IRP) NTSTATUS; DriverUnload func", 1)
		run := func(then string) Output {
			text := fmt.Sprintf(routines, c.table, c.makes, then) + "func dpc(i int) *KDPC { return " + c.dpc + " }\n"
			return analyseText(t, "example.org/driver", types+text, settings.Settings{Limits: limits})
		}
		if out := run("held = true"); !slices.Contains(found(out), "WSK003") && len(out.Inconclusive) == 0 {
			t.Errorf("%s: a routine that keeps what it has captured is missed in silence", c.table)
		}
		if out := run("WskReleaseProviderNPI(&reg)"); len(found(out)) > 0 {
			t.Errorf("%s: found %v in a correct driver", c.table, found(out))
		}
	}
}
