package check

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
	"github.com/wskvet/wskvet/internal/harness"
	"github.com/wskvet/wskvet/internal/settings"
)

// guarded is a driver with so many captures, each with its flag, that calls as many
// functions as others says, which touch nothing of WSK.
func guarded(captures, others int) string {
	shapes := boundtest.Shapes()
	i := slices.IndexFunc(shapes, func(s boundtest.Shape) bool { return s.Name == "flags" })
	text := shapes[i].Text("driver", captures, false)
	var b strings.Builder
	for n := range others {
		fmt.Fprintf(&b, "\nfunc work%d(n int32) int32 {\n\tfor i := int32(0); i < n; i++ {\n\t\tif total > i {\n\t\t\ttotal += work%d(i)\n\t\t}\n\t}\n\treturn total\n}\n", n, n+1)
	}
	fmt.Fprintf(&b, "\nvar total int32\n\nfunc work%d(n int32) int32 { return n }\n", others)
	return strings.Replace(text, "\td.DriverUnload = unload\n", "\td.DriverUnload = unload\n\twork0(9)\n", 1) + b.String()
}

// stepsOf is how many steps the obligations of a driver take, one by one.
func stepsOf(t testing.TB, text string) int {
	limits, trace := settings.DefaultLimits(), &harness.Trace{}
	limits.Whole = 1
	in := input(t, "example.org/driver", text, settings.Settings{Limits: limits})
	in.Trace = trace
	if _, err := Package(in); err != nil {
		t.Fatal(err)
	}
	steps := 0
	for _, r := range trace.Rounds {
		steps += r.Steps
	}
	return steps
}

// What touches nothing of WSK adds no step, however much of it there is.
func TestNoStepsForOthers(t *testing.T) {
	few := stepsOf(t, guarded(4, 1))
	if few == 0 {
		t.Fatal("no steps were made")
	}
	for _, others := range []int{10, 300} {
		if many := stepsOf(t, guarded(4, others)); many != few {
			t.Errorf("%d steps with %d functions that touch nothing of WSK, %d with one", many, others, few)
		}
	}
}

// A driver that names nothing of WSK owes nothing, and is not followed. One that names it,
// where no life comes to, is told so.
func TestNoClient(t *testing.T) {
	const driver = `package driver

type (
	NTSTATUS         int32
	KEVENT           struct{ state int32 }
	DRIVER_OBJECT    struct{ DriverUnload func(*DRIVER_OBJECT) }
	WSK_REGISTRATION struct{ state uint64 }
)

func KeWaitForSingleObject(e *KEVENT)

var wait *KEVENT

func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	d.DriverUnload = unload
	KeWaitForSingleObject(wait)
	return 0
}

func unload(d *DRIVER_OBJECT) {}
`
	const client = `
func WskDeregister(r *WSK_REGISTRATION)

var registration WSK_REGISTRATION

func stop() { WskDeregister(&registration) }
`
	for text, told := range map[string]bool{driver: false, driver + client: true} {
		r, err := Package(input(t, "example.org/driver", text, settings.Settings{Limits: settings.DefaultLimits()}))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(r.Inconclusive)+len(r.Findings)+len(r.Notes) > 0; got != told {
			t.Errorf("something is said: %v, want %v: %v %v %v", got, told, r.Findings, r.Inconclusive, r.Notes)
		}
	}
}

// A step is an instruction run on a state. The figure to look at is the bytes for each: what
// is allocated decides what the collector costs.
func BenchmarkSteps(b *testing.B) {
	for _, captures := range []int{2, 4, 8} {
		text := guarded(captures, 1)
		b.Run(fmt.Sprintf("flags=%d", captures), func(b *testing.B) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			steps := 0
			for b.Loop() {
				steps += stepsOf(b, text)
			}
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(steps)/b.Elapsed().Seconds(), "steps/s")
			b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(steps), "B/step")
		})
	}
}
