package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/settings"
)

// captures is what the models below have besides the prelude.
const captures = `
type WSK_PROVIDER_NPI struct{ _ int }

func WskCaptureProviderNPI(*WSK_REGISTRATION, uint32, *WSK_PROVIDER_NPI) NTSTATUS { return 0 }
func WskReleaseProviderNPI(*WSK_REGISTRATION)                                     {}

var npi WSK_PROVIDER_NPI

func choice() uint32
`

// A bounded is a model of some size that reaches a bound, correct or with one mistake.
type bounded struct {
	name  string
	sizes []int // below the bound, at it
	above []int // beyond it: the model is judged right, or inconclusive
	model func(n int, broken bool) string
	rule  string // that the broken one breaks
}

// At a bound both the correct and the broken model are judged right, and beyond it no
// correct one is flagged and no broken one passes in silence.
func TestAtBounds(t *testing.T) {
	for _, b := range []bounded{
		{"flags", []int{2, 4, 5, 8}, nil, flagged, "WSK003"},
		{"candidates", []int{8, 9, 64}, []int{65}, chosen, "WSK001"},
		{"recursion", []int{2, 3, 63}, []int{64, 200}, recursive, "WSK001"},
		{"registrations", []int{3, 4, 9}, nil, several, "WSK001"},
		{"values", []int{6, 7, 12}, nil, staged, "WSK001"},
	} {
		for i, n := range append(append([]int{}, b.sizes...), b.above...) {
			beyond := i >= len(b.sizes)
			ok := analyse(t, captures+b.model(n, false), settings.Settings{})
			if len(ok.Findings) > 0 || len(ok.Inconclusive) > 0 && !beyond {
				t.Errorf("%s: the correct model of %d: %v, inconclusive %v", b.name, n, found(ok), ok.Inconclusive)
			}
			bad := analyse(t, captures+b.model(n, true), settings.Settings{})
			if reported := strings.Contains(strings.Join(found(bad), " "), b.rule); !reported && !(beyond && len(bad.Inconclusive) > 0) {
				t.Errorf("%s: the broken model of %d: %v, inconclusive %v", b.name, n, found(bad), bad.Inconclusive)
			}
		}
	}
}

// registering is an entry that registers and then does more.
func registering(more string) string {
	return "\nfunc DriverEntry(d *DRIVER_OBJECT) NTSTATUS {\n\td.DriverUnload = bye\n\tif status := WskRegister(nil, &reg); status < 0 {\n\t\treturn status\n\t}\n" + more + "\treturn 0\n}\n"
}

// flagged has n captures, each with its flag; the broken one forgets the last.
func flagged(n int, broken bool) string {
	var vars, takes, gives strings.Builder
	for i := range n {
		fmt.Fprintf(&vars, "var flag%d bool\n", i)
		fmt.Fprintf(&takes, "\tflag%d = WskCaptureProviderNPI(&reg, 0, &npi) >= 0\n", i)
		if !broken || i < n-1 {
			fmt.Fprintf(&gives, "\tif flag%d {\n\t\tWskReleaseProviderNPI(&reg)\n\t}\n", i)
		}
	}
	return vars.String() + registering(takes.String()) + "\nfunc bye(*DRIVER_OBJECT) {\n" + gives.String() + "\tWskDeregister(&reg)\n}\n"
}

// chosen stops in one of n ways; in the broken one the last does not deregister.
func chosen(n int, broken bool) string {
	var table, stops strings.Builder
	for i := range n {
		fmt.Fprintf(&table, "stop%d, ", i)
		body := "WskDeregister(&reg)"
		if broken && i == n-1 {
			body = "stops[0] = stop0"
		}
		fmt.Fprintf(&stops, "func stop%d() { %s }\n", i, body)
	}
	return registering("\tstops = []func(){"+strings.TrimSuffix(table.String(), ", ")+"}\n") + "\nvar stops []func()\n\n" + stops.String() +
		"\nfunc bye(*DRIVER_OBJECT) {\n\tn := choice()\n\tif int(n) >= len(stops) {\n\t\tn = 0\n\t}\n\tstops[n]()\n}\n"
}

// recursive registers at the end of n calls; the broken one does not deregister.
func recursive(n int, broken bool) string {
	stop := "\tWskDeregister(&reg)\n"
	if broken {
		stop = ""
	}
	return fmt.Sprintf("\nfunc start(n int) NTSTATUS {\n\tif n == 0 {\n\t\treturn WskRegister(nil, &reg)\n\t}\n\treturn start(n - 1)\n}\n\nfunc DriverEntry(d *DRIVER_OBJECT) NTSTATUS {\n\td.DriverUnload = bye\n\treturn start(%d)\n}\n\nfunc bye(*DRIVER_OBJECT) {\n%s}\n", n, stop)
}

// several has n registrations; the broken one leaves the last.
func several(n int, broken bool) string {
	var vars, starts, stops strings.Builder
	for i := range n {
		fmt.Fprintf(&vars, "var reg%d WSK_REGISTRATION\nvar on%d bool\n", i, i)
		fmt.Fprintf(&starts, "\ton%d = WskRegister(nil, &reg%d) >= 0\n", i, i)
		if !broken || i < n-1 {
			fmt.Fprintf(&stops, "\tif on%d {\n\t\tWskDeregister(&reg%d)\n\t}\n", i, i)
		}
	}
	return vars.String() + "\nfunc DriverEntry(d *DRIVER_OBJECT) NTSTATUS {\n\td.DriverUnload = bye\n" + starts.String() + "\treturn 0\n}\n\nfunc bye(*DRIVER_OBJECT) {\n" + stops.String() + "}\n"
}

// staged remembers which of n ways it has started; in the broken one Unload does not
// know the last.
func staged(n int, broken bool) string {
	var starts, stops strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&starts, "\tcase %d:\n\t\tstage = %d\n", i, i)
		if !broken || i < n {
			fmt.Fprintf(&stops, "\tcase %d:\n\t\tWskDeregister(&reg)\n", i)
		}
	}
	return "\nvar stage int\n" + registering("\tswitch choice() {\n"+starts.String()+"\tdefault:\n\t\tstage = 1\n\t}\n") + "\nfunc bye(*DRIVER_OBJECT) {\n\tswitch stage {\n" + stops.String() + "\t}\n}\n"
}
