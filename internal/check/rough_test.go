package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/settings"
)

// sender never deregisters, and sends through sockets that are told apart.
const sender = `
type WSK_SOCKET struct{ Dispatch *WSK_PROVIDER_DATAGRAM_DISPATCH }
type WSK_CLIENT struct{ _ int }
type IRP struct{ Status NTSTATUS; Information *WSK_SOCKET }
type KEVENT struct{ _ int }
type WSK_PROVIDER_DATAGRAM_DISPATCH struct {
	WskCloseSocket func(*WSK_SOCKET, *IRP) NTSTATUS
	WskSendTo      func(*WSK_SOCKET, *IRP) NTSTATUS
}
type WSK_PROVIDER_DISPATCH struct {
	WskSocket func(*WSK_CLIENT, *IRP) NTSTATUS
}
type WSK_PROVIDER_NPI struct {
	Client   *WSK_CLIENT
	Dispatch *WSK_PROVIDER_DISPATCH
}

func WskCaptureProviderNPI(*WSK_REGISTRATION, uint32, *WSK_PROVIDER_NPI) NTSTATUS { return 0 }
func WskReleaseProviderNPI(*WSK_REGISTRATION)                                      {}
func IoAllocateIrp() *IRP                                                          { return nil }
func IoFreeIrp(*IRP)                                                               {}
func KeWaitForSingleObject(*KEVENT)                                                {}

var (
	npi   WSK_PROVIDER_NPI
	done  KEVENT
	socks [3]*WSK_SOCKET
)

func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	if s := WskRegister(nil, &reg); s != 0 {
		return s
	}
	if s := WskCaptureProviderNPI(&reg, 0, &npi); s != 0 {
		WskDeregister(&reg)
		return s
	}
	d.DriverUnload = bye
	for i := range socks {
		talk(&socks[i])
	}
	return 0
}

func finish(s NTSTATUS, irp *IRP) NTSTATUS {
	if s == 0x103 {
		KeWaitForSingleObject(&done)
		s = irp.Status
	}
	return s
}

func talk(to **WSK_SOCKET) {
	irp := IoAllocateIrp()
	if irp == nil {
		return
	}
	if finish(npi.Dispatch.WskSocket(npi.Client, irp), irp) == 0 {
		s := irp.Information
		for range 3 {
			finish(s.Dispatch.WskSendTo(s, irp), irp)
		}
		*to = s
	}
	IoFreeIrp(irp)
}

func bye(d *DRIVER_OBJECT) {
	for _, s := range socks {
		if s != nil {
			irp := &IRP{}
			finish(s.Dispatch.WskCloseSocket(s, irp), irp)
		}
	}
	WskReleaseProviderNPI(&reg)
}
`

// A driver whose requests are too much to follow is still followed for its
// registrations.
func TestRough(t *testing.T) {
	whole := analyse(t, sender, settings.Settings{})
	if got := found(whole); !slices.Equal(got, []string{"WSK001"}) || len(whole.Inconclusive) > 0 {
		t.Fatalf("followed whole: %v, inconclusive %v", got, whole.Inconclusive)
	}
	rough := analyse(t, sender, settings.Settings{Limits: settings.Limits{States: 16, Steps: 1400, Depth: 10, Whole: 1400}})
	if got := found(rough); !slices.Equal(got, []string{"WSK001"}) {
		t.Errorf("followed roughly: %v, want WSK001", got)
	}
	requests := func(f finding.Finding) bool { return strings.HasPrefix(f.Message, "its requests: undecided") }
	if !slices.ContainsFunc(rough.Inconclusive, requests) {
		t.Errorf("inconclusive: %v", rough.Inconclusive)
	}
}

// Where what the driver keeps becomes too much to count its sockets, and one may be
// open, the analysis says so.
func TestUncountedSockets(t *testing.T) {
	const leaves = `
func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	if s := WskRegister(nil, &reg); s != 0 {
		return s
	}
	if s := WskCaptureProviderNPI(&reg, 0, &npi); s != 0 {
		WskDeregister(&reg)
		return s
	}
	if irp := IoAllocateIrp(); irp != nil {
		finish(npi.Dispatch.WskSocket(npi.Client, irp), irp)
	}
	for row := 0; row < %[1]d; row++ {
		for column := 0; column < %[1]d; column++ {
			seen += row * column
		}
	}
	if seen >= 0 {
		WskReleaseProviderNPI(&reg)
		WskDeregister(&reg)
	}
	return 1
}

var seen int

func finish(`
	declarations, _, _ := strings.Cut(sender, "func DriverEntry")
	_, rest, _ := strings.Cut(sender, "func finish(")
	rest, _, _ = strings.Cut(rest, "func talk")
	few := analyse(t, declarations+fmt.Sprintf(leaves, 2)+rest, settings.Settings{})
	if got := found(few); !slices.Equal(got, []string{"WSK004"}) || len(few.Inconclusive) > 0 {
		t.Errorf("4 rounds: %v, inconclusive %v", got, few.Inconclusive)
	}
	many := analyse(t, declarations+fmt.Sprintf(leaves, 6)+rest, settings.Settings{})
	if len(found(many)) == 0 && len(many.Inconclusive) == 0 {
		t.Error("36 rounds: nothing is said of the socket that stays open")
	}
}
