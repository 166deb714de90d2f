package check

import (
	"fmt"
	"slices"
	"testing"

	"github.com/wskvet/wskvet/internal/harness"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/slice"
)

// clocked deregisters where the time that it has kept is still the one that the system has
// stored, which it is.
const clocked = `
type TIME struct{ QuadPart int64 }

func KeQuerySystemTime(*TIME) {}

var (
	begun TIME
	kept  int64
)

func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	if s := WskRegister(nil, &reg); s != 0 {
		return s
	}
	d.DriverUnload = bye
	start()
	kept = begun.QuadPart
	return 0
}

func start() { KeQuerySystemTime(&begun) }

func bye(d *DRIVER_OBJECT) {
	if kept == begun.QuadPart {
		WskDeregister(&reg)
	}
}
`

// A slice that follows a cell runs a DDI that the system carries out and that is handed its
// address, whatever its declaration says that it does.
func TestSliceHoldsStubs(t *testing.T) {
	limits, trace := settings.DefaultLimits(), &harness.Trace{}
	limits.Whole = 1
	in := input(t, "example.org/driver", prelude+clocked, settings.Settings{Limits: limits})
	in.Trace = trace
	out, err := Package(in)
	if err != nil {
		t.Fatal(err)
	}
	if got := found(out); len(got) > 0 || len(out.Inconclusive) > 0 {
		t.Errorf("found %v, inconclusive %v", got, out.Inconclusive)
	}
	starts := func(m slice.Member) bool { return m.Func.Short == "start" }
	if !slices.ContainsFunc(trace.Rounds, func(r harness.Round) bool { return slices.ContainsFunc(r.Slice.Members(), starts) }) {
		t.Error("start is in no slice")
	}
}

// waiting has a thread that captures, waits for an event, and releases it behind that.
const waiting = `
type (
	KEVENT           struct{ _ int }
	WSK_PROVIDER_NPI struct{ _ int }
)

func KeInitializeEvent(*KEVENT, int32, bool)                                                             {}
func KeSetEvent(*KEVENT, int32, bool) int32                                                              { return 0 }
func KeWaitForSingleObject(any, int32, int32, bool, *int64) NTSTATUS                                     { return 0 }
func PsCreateSystemThread(*uintptr, uint32, any, any, any, func(any), any) NTSTATUS                      { return 0 }
func ObReferenceObjectByHandle(uintptr, uint32, any, int32, *any, any) NTSTATUS                          { return 0 }
func WskCaptureProviderNPI(*WSK_REGISTRATION, uint32, *WSK_PROVIDER_NPI) NTSTATUS                        { return 0 }
func WskReleaseProviderNPI(*WSK_REGISTRATION)                                                            {}

var (
	end    KEVENT
	npi    WSK_PROVIDER_NPI
	handle uintptr
	worker any
)

func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	d.DriverUnload = bye
	KeInitializeEvent(&end, 0, false)
	if s := WskRegister(nil, &reg); s != 0 {
		return s
	}
	if s := PsCreateSystemThread(&handle, 0, nil, nil, nil, serve, nil); s != 0 {
		WskDeregister(&reg)
		return s
	}
	ObReferenceObjectByHandle(handle, 0, nil, 0, &worker, nil)
	return 0
}

func serve(any) {
	if WskCaptureProviderNPI(&reg, 0, &npi) != 0 {
		return
	}
	KeWaitForSingleObject(&end, 0, 0, false, nil)
	WskReleaseProviderNPI(&reg)
}

func ask() int

func tell() {
	if ask() > 0 {
		KeSetEvent(&end, 0, false)
	}
}

func bye(d *DRIVER_OBJECT) {
	%s
	WskDeregister(&reg)
	KeWaitForSingleObject(worker, 0, 0, false, nil)
}
`

// A wait on a slice is not passed because nobody who acts brings about its end: nobody may
// at all.
func TestSliceHoldsWaits(t *testing.T) {
	limits := settings.DefaultLimits()
	limits.Whole = 1
	tell := "KeSetEvent(&end, 0, false)"
	for tells, want := range map[string][]string{tell: nil, "": {"WSK003"}, "tell()": {"WSK003"}} {
		out := analyse(t, fmt.Sprintf(waiting, tells), settings.Settings{Limits: limits})
		if got := found(out); !slices.Equal(got, want) || len(out.Inconclusive) > 0 {
			t.Errorf("told by %q: found %v, want %v; inconclusive %v", tells, got, want, out.Inconclusive)
		}
	}
}
