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

// logging has a work item that has nothing to do with the registration, for which Unload
// waits, and a timer that has neither.
const logging = `
type (
	KEVENT   struct{ _ int }
	KTIMER   struct{ _ int }
	KDPC     struct{ _ int }
	WORKITEM struct{ _ int }
)

func KeInitializeEvent(*KEVENT, int32, bool)                         {}
func KeSetEvent(*KEVENT, int32, bool) int32                          { return 0 }
func KeWaitForSingleObject(any, int32, int32, bool, *int64) NTSTATUS { return 0 }
func KeInitializeDpc(*KDPC, any, any)                                {}
func KeInitializeTimer(*KTIMER)                                      {}
func KeSetTimer(*KTIMER, int64, *KDPC) bool                          { return false }
func KeCancelTimer(*KTIMER) bool                                     { return false }
func IoAllocateWorkItem(any) *WORKITEM                               { return new(WORKITEM) }
func IoQueueWorkItem(*WORKITEM, any, int32, any)                     {}

var (
	idle  KEVENT
	timer KTIMER
	dpc   KDPC
	item  *WORKITEM
	lines int
)

func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	d.DriverUnload = bye
	KeInitializeEvent(&idle, 0, false)
	KeInitializeDpc(&dpc, tick, nil)
	KeInitializeTimer(&timer)
	if s := WskRegister(nil, &reg); s != 0 {
		return s
	}
	KeSetTimer(&timer, 1, &dpc)
	item = IoAllocateWorkItem(d)
	%s
	return 0
}

func tick(*KDPC, any, any, any) { lines = 0 }

func write(any, any) {
	%s
	KeSetEvent(&idle, 0, false)
}

func bye(d *DRIVER_OBJECT) {
	KeCancelTimer(&timer)
	KeWaitForSingleObject(&idle, 0, 0, false, nil)
	%s
}
`

// Who does nothing for the registration is not in its slice, although others wait for them
// or stop them; who does is.
func TestSliceLeavesOut(t *testing.T) {
	limits := settings.DefaultLimits()
	limits.Whole = 1
	ends := "WskDeregister(&reg)"
	for _, c := range []struct {
		writes, unload string
		in, want       []string
	}{
		{"lines++", ends, nil, nil},
		{"lines++", "", nil, []string{"WSK001"}},
		{ends, "", []string{"write"}, nil},
		{ends, ends, []string{"write"}, []string{"WSK008"}},
	} {
		trace := &harness.Trace{}
		in := input(t, "example.org/driver", prelude+fmt.Sprintf(logging, "IoQueueWorkItem(item, write, 0, nil)", c.writes, c.unload), settings.Settings{Limits: limits})
		in.Trace = trace
		out, err := Package(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := found(out); !slices.Equal(got, c.want) {
			t.Errorf("written %q, unloaded %q: found %v, want %v; inconclusive %v", c.writes, c.unload, got, c.want, out.Inconclusive)
		}
		var beside []string
		for _, m := range trace.Rounds[0].Slice.Members() {
			if m.Func.Short == "write" || m.Func.Short == "tick" {
				beside = append(beside, m.Func.Short)
			}
		}
		if !slices.Equal(beside, c.in) {
			t.Errorf("written %q, unloaded %q: in the slice of the registration are %v, want %v", c.writes, c.unload, beside, c.in)
		}
	}
}

// Who is started on the way that a function takes through parameters, variables and
// interfaces is started on a slice, too.
func TestSliceHoldsHanded(t *testing.T) {
	limits := settings.DefaultLimits()
	limits.Whole = 1
	ends := "WskDeregister(&reg)"
	for queues, with := range map[string]string{
		"IoQueueWorkItem(item, write, 0, nil)": "",
		"queue(write)":                         "func queue(f func(any, any)) { IoQueueWorkItem(item, f, 0, nil) }",
		"handler = write; queue()":             "var handler func(any, any)\nfunc queue() { IoQueueWorkItem(item, handler, 0, nil) }",
		"queue(write) ":                        "func queue(f any) { IoQueueWorkItem(item, f, 0, nil) }",
	} {
		out := analyse(t, fmt.Sprintf(logging, queues, ends, ends)+with, settings.Settings{Limits: limits})
		if got := found(out); !slices.Equal(got, []string{"WSK008"}) {
			t.Errorf("%q: found %v, want WSK008; inconclusive %v", queues, got, out.Inconclusive)
		}
	}
}
