package check

import (
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/harness"
	"github.com/wskvet/wskvet/internal/obligation"
	"github.com/wskvet/wskvet/internal/settings"
)

// locking is a driver that does something when it is unloaded, before it is done.
const locking = `
type (
	KSPIN_LOCK uintptr
	KDPC       struct{ _ int }
	KEVENT     struct{ _ int }
	IRP        struct{ _ int }
)

func KeAcquireSpinLock(*KSPIN_LOCK, *uint8)                                               {}
func KeReleaseSpinLock(*KSPIN_LOCK, uint8)                                                {}
func KeRaiseIrql(uint8, *uint8)                                                           {}
func KeLowerIrql(uint8)                                                                   {}
func KeInitializeDpc(*KDPC, any, any)                                                     {}
func KeInsertQueueDpc(*KDPC, any, any) bool                                               { return true }
func KeWaitForSingleObject(any, int32, int32, bool, *int64) NTSTATUS                      { return 0 }
func IoSetCompletionRoutine(*IRP, func(any, *IRP, any) NTSTATUS, any, bool, bool, bool)   {}

var (
	spin  KSPIN_LOCK
	dpc   KDPC
	ended KEVENT
	last  uint8
)

func lock()   { KeAcquireSpinLock(&spin, &last) }
func unlock() { KeReleaseSpinLock(&spin, last) }

func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	d.DriverUnload = bye
	return WskRegister(nil, &reg)
}
`

// The IRQL of a large driver is followed where a call may be made above its limit, and
// nowhere else.
func TestRaised(t *testing.T) {
	limits := settings.DefaultLimits()
	limits.Whole = 1
	level := obligation.Level.String()
	pairs := func(n int) string {
		return "func bye(*DRIVER_OBJECT) { " + strings.Repeat("lock(); ", n) + strings.Repeat("unlock(); ", n) + "WskDeregister(&reg) }"
	}
	for name, c := range map[string]struct {
		src      string
		followed bool
		want     []string
	}{
		"none":              {"func bye(*DRIVER_OBJECT) { WskDeregister(&reg) }", false, nil},
		"restored before":   {"func bye(*DRIVER_OBJECT) { KeAcquireSpinLock(&spin, &last); KeReleaseSpinLock(&spin, last); WskDeregister(&reg) }", false, nil},
		"restored by a":     {"func bye(*DRIVER_OBJECT) { lock(); unlock(); WskDeregister(&reg) }", false, nil},
		"held":              {"func bye(*DRIVER_OBJECT) { KeAcquireSpinLock(&spin, &last); WskDeregister(&reg); KeReleaseSpinLock(&spin, last) }", true, []string{"WSK011"}},
		"held for a":        {"func bye(*DRIVER_OBJECT) { lock(); WskDeregister(&reg); unlock() }", true, []string{"WSK011"}},
		"held by caller":    {"func bye(*DRIVER_OBJECT) { lock(); end(); unlock() }\nfunc end() { WskDeregister(&reg) }", true, []string{"WSK011"}},
		"held twice":        {"func bye(*DRIVER_OBJECT) { lock(); lock(); unlock(); WskDeregister(&reg); unlock() }", true, nil},
		"restored deferred": {"func bye(*DRIVER_OBJECT) { lock(); defer unlock(); WskDeregister(&reg) }", true, []string{"WSK011"}},
		"as many as count":  {pairs(1), false, nil},
		"one more":          {pairs(2), true, nil},
		"swapped":           {"func bye(*DRIVER_OBJECT) { var a, b uint8; KeAcquireSpinLock(&spin, &a); KeAcquireSpinLock(&other, &b); KeReleaseSpinLock(&spin, a); KeReleaseSpinLock(&other, b); WskDeregister(&reg) }\nvar other KSPIN_LOCK", true, []string{"WSK011"}},
		"lowered too high":  {"func bye(*DRIVER_OBJECT) { KeRaiseIrql(1, &last); KeLowerIrql(2); WskDeregister(&reg) }", true, []string{"WSK011"}},
		"lowered":           {"func bye(*DRIVER_OBJECT) { KeRaiseIrql(1, &last); KeLowerIrql(last); WskDeregister(&reg) }", false, nil},
		"some ways":         {"func ask() int\nfunc bye(*DRIVER_OBJECT) { if ask() > 0 { lock() }; WskDeregister(&reg) }", true, []string{"WSK011"}},
		"a DPC":             {"func bye(*DRIVER_OBJECT) { KeInitializeDpc(&dpc, tick, nil); KeInsertQueueDpc(&dpc, nil, nil); WskDeregister(&reg) }\nfunc tick(*KDPC, any, any, any) {}", false, nil},
		"in a DPC":          {"func bye(*DRIVER_OBJECT) { KeInitializeDpc(&dpc, tick, nil); KeInsertQueueDpc(&dpc, nil, nil) }\nfunc tick(*KDPC, any, any, any) { WskDeregister(&reg) }", true, nil},
		"above":             {"func bye(*DRIVER_OBJECT) { KeRaiseIrql(12, &last); KeLowerIrql(last); WskDeregister(&reg) }", true, nil},
		"waits":             {"func bye(*DRIVER_OBJECT) { WskDeregister(&reg) }\nfunc send(irp *IRP) { IoSetCompletionRoutine(irp, sent, nil, true, true, true) }\nfunc sent(any, *IRP, any) NTSTATUS { KeWaitForSingleObject(&ended, 0, 0, false, nil); return 0 }", true, nil},
	} {
		trace := &harness.Trace{}
		in := input(t, "example.org/driver", prelude+locking+c.src, settings.Settings{Limits: limits})
		in.Trace = trace
		out, err := Package(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.ContainsFunc(trace.Rounds, func(r harness.Round) bool { return r.Obligation == level }); got != c.followed {
			t.Errorf("%s: the IRQL is followed: %v, want %v", name, got, c.followed)
		}
		if got := found(out); c.want != nil && !slices.Equal(got, c.want) {
			t.Errorf("%s: found %v, want %v", name, got, c.want)
		}
	}
}
