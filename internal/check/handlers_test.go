package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/harness"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/slice"
)

// handlers is a driver whose requests queue operations, each with its handler, and that runs
// what is queued when it is asked to. The verbs are what it keeps as a handler, and what
// it does once it has captured the provider.
const handlers = `
type (
	WSK_PROVIDER_NPI struct{ _ int }
	DEVICE_OBJECT    struct{ _ int }
	IRP              struct{ _ int }
)

func WskCaptureProviderNPI(*WSK_REGISTRATION, uint32, *WSK_PROVIDER_NPI) NTSTATUS { return 0 }
func WskReleaseProviderNPI(*WSK_REGISTRATION)                                     {}

type op struct {
	next *op
	run  func(*op)
}

var (
	queue *op
	first op
	npi   WSK_PROVIDER_NPI
	held  bool
)

func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	d.DriverUnload = bye
	d.MajorFunction[14] = control
	return WskRegister(nil, &reg)
}

func push(o *op, run func(*op)) {
	o.run = run
	o.next = queue
	queue = o
}

func control(*DEVICE_OBJECT, *IRP) NTSTATUS {
	push(&first, %s)
	for o := queue; o != nil; o = o.next {
		o.run(o)
	}
	queue = nil
	return 0
}

func ask(o *op) {
	if WskCaptureProviderNPI(&reg, 0, &npi) == 0 {
		%s
	}
}

func bye(*DRIVER_OBJECT) {
	WskDeregister(&reg)
}
`

// A slice without memory enters whatever a field of the driver's own may hold, so the queue
// is not followed: what each handler does is decided or, where it binds variables or is the
// system's, still not missed.
func TestSliceEntersHandlers(t *testing.T) {
	for _, c := range []struct {
		handler, then string
		want          []string
	}{
		{"ask", "WskReleaseProviderNPI(&reg)", nil},
		{"ask", "held = true", []string{"WSK003"}},
		{"func(o *op) { if npi == (WSK_PROVIDER_NPI{}) { ask(o) } }", "WskReleaseProviderNPI(&reg)", nil},
		{"bound(ask)", "WskReleaseProviderNPI(&reg)", nil},
		{"bound(ask)", "held = true", []string{"WSK003"}},
	} {
		limits, trace := settings.DefaultLimits(), &harness.Trace{}
		limits.Whole = 1
		text := fmt.Sprintf(handlers, c.handler, c.then) + "func bound(f func(*op)) func(*op) { return func(o *op) { f(o) } }\n"
		in := input(t, "example.org/driver", strings.Replace(prelude, "DriverUnload func", "MajorFunction [28]func(*DEVICE_OBJECT, *IRP) NTSTATUS; DriverUnload func", 1)+text, settings.Settings{Limits: limits})
		in.Trace = trace
		out, err := Package(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := found(out); !slices.Equal(got, c.want) || len(out.Inconclusive) > 0 {
			t.Errorf("%s, %s: found %v, want %v; inconclusive %v", c.handler, c.then, got, c.want, out.Inconclusive)
		}
		keeps := func(m slice.Member) bool { return m.Func.Short == "push" }
		if kept := slices.ContainsFunc(trace.Rounds[0].Slice.Members(), keeps); kept != strings.HasPrefix(c.handler, "bound") {
			t.Errorf("%s, %s: push is in the first slice: %v", c.handler, c.then, kept)
		}
	}
}
