package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/settings"
)

// optional has parts each of which captures if it is above 3, and releases if it is above %d.
const optional = `
type PART struct{ on bool; at int }

var (
	npi   WSK_PROVIDER_NPI
	parts [6]PART
)

type WSK_PROVIDER_NPI struct{ _ int }

func WskCaptureProviderNPI(*WSK_REGISTRATION, uint32, *WSK_PROVIDER_NPI) NTSTATUS { return 0 }
func WskReleaseProviderNPI(*WSK_REGISTRATION)                                      {}
func ask(i int) int

func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	if s := WskRegister(nil, &reg); s != 0 {
		return s
	}
	d.DriverUnload = bye
	for i := range parts {
		parts[i].at = ask(i)
		if parts[i].at > 3 && WskCaptureProviderNPI(&reg, 0, &npi) == 0 {
			parts[i].on = true
		}
	}
	return 0
}

func bye(d *DRIVER_OBJECT) {
	for i := range parts {
		if parts[i].on && parts[i].at > %d {
			WskReleaseProviderNPI(&reg)
		}
	}
	WskDeregister(&reg)
}
`

// Where a driver has too many lives to follow them all, some are followed: what is broken
// in one is found, and what is kept is still undecided.
func TestSome(t *testing.T) {
	few := settings.Settings{Limits: settings.Limits{States: 16, Steps: 425, Depth: 10, Whole: 425}}
	for at, want := range map[int][]string{3: nil, 7: {"WSK003"}} {
		out := analyse(t, fmt.Sprintf(optional, at), few)
		if got := found(out); !slices.Equal(got, want) || len(out.Inconclusive) == 0 {
			t.Errorf("released above %d: %v, want %v; inconclusive %v", at, got, want, out.Inconclusive)
		}
	}
}

// counted is optional behind a loop of more turns than states are kept.
var counted = strings.Replace(optional, "	d.DriverUnload = bye\n", "	d.DriverUnload = bye\n	for left > 0 {\n		if ask(left) < 0 {\n			WskDeregister(&reg)\n			return -1\n		}\n		left--\n	}\n", 1) + "\nvar left = 20\n"

// Some lives come out of a loop however many turns it takes, though others leave it at once.
func TestSomeCounted(t *testing.T) {
	few := settings.Settings{Limits: settings.Limits{States: 16, Steps: 900, Depth: 10, Whole: 900}}
	for at, want := range map[int][]string{3: nil, 7: {"WSK003"}} {
		out := analyse(t, fmt.Sprintf(counted, at), few)
		if got := found(out); !slices.Equal(got, want) || len(out.Inconclusive) == 0 {
			t.Errorf("released above %d: %v, want %v; inconclusive %v", at, got, want, out.Inconclusive)
		}
	}
}

// renewed makes a client for each turn, and deregisters it under a condition.
const renewed = `
type client struct{ reg WSK_REGISTRATION }

func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	for i := 0; i < 2; i++ {
		c := &client{}
		s := WskRegister(nil, &c.reg)
		if %s {
			WskDeregister(&c.reg)
		}
	}
	return 1
}
`

// New memory in the place of an object that is gone begins unregistered: deregistering it
// after a failed registration is no second time.
func TestRenewed(t *testing.T) {
	for when, want := range map[string][]string{"s == 0": nil, "s <= 0": {"WSK007"}} {
		if got := found(analyse(t, fmt.Sprintf(renewed, when), settings.Settings{})); !slices.Equal(got, want) {
			t.Errorf("deregistered where %s: %v, want %v", when, got, want)
		}
	}
}
