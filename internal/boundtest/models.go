package boundtest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ruleid"
)

// A Shape is a kind of driver of some size that reaches a bound, correct or with one
// mistake. Its declarations are the model's own, so that nothing is imported but what a
// model shows.
type Shape struct {
	Name  string
	Rule  string // that the broken one breaks
	Sizes []int  // up to the bound: the model is judged right
	Above []int  // beyond it: the correct one is not flagged, and the broken one is not passed in silence
	Make  func(n int, broken bool) string

	Sliced bool // it is a bound of slices: the model is followed an obligation at a time
}

// Shapes are all of them.
func Shapes() []Shape { return slices.Clone(shapes) }

var shapes = []Shape{
	{Name: "flags", Rule: ruleid.DeregisterCaptured, Sizes: []int{2, 4, 5, 8}, Make: flags},
	{Name: "candidates", Rule: ruleid.UnloadRegistered, Sizes: []int{8, 9, 64}, Above: []int{65}, Make: candidates},
	{Name: "implementers", Rule: ruleid.UnloadRegistered, Sizes: []int{8, 9, 64}, Above: []int{65}, Make: implementers},
	{Name: "recursion", Rule: ruleid.UnloadRegistered, Sizes: []int{2, 3, 63}, Above: []int{64, 200}, Make: recursion},
	{Name: "registrations", Rule: ruleid.UnloadRegistered, Sizes: []int{3, 4, 9}, Make: registrations},
	{Name: "values", Rule: ruleid.UnloadRegistered, Sizes: []int{6, 7, 12}, Make: values},
	{Name: "index", Rule: ruleid.UnloadRegistered, Sizes: []int{16, 255}, Above: []int{256}, Make: index},
	{Name: "allocations", Rule: ruleid.RegistrationLost, Sizes: []int{2, 4, 5}, Above: []int{16}, Make: allocations},
	{Name: "sockets", Rule: ruleid.DeregisterOpenSocket, Sizes: []int{2, 3, 4, 5}, Make: sockets},
	{Name: "table", Rule: ruleid.DeregisterOpenSocket, Sizes: []int{2, 4, 15}, Above: []int{16}, Make: table},
	{Name: "requests", Rule: ruleid.IrpInFlight, Sizes: []int{2, 3}, Above: []int{4, 5}, Make: requests},
	{Name: "captures", Rule: ruleid.DeregisterCaptured, Sizes: []int{3, 32, 33}, Make: captures},
	{Name: "turns", Rule: ruleid.DeregisterCaptured, Sizes: []int{10, 11, 64, 65}, Make: turns},
	{Name: "slots", Rule: ruleid.DeregisterCaptured, Sizes: []int{2, 8}, Above: []int{9}, Make: slots},
	{Name: "anywhere", Rule: ruleid.UnloadRegistered, Sizes: []int{2, 8, 9, 64}, Above: []int{65}, Make: anywhere},
	{Name: "asked", Rule: ruleid.DeregisterCaptured, Sizes: []int{2, 8}, Above: []int{9, 64, 65}, Make: asked},
	{Name: "linked", Rule: ruleid.DeregisterCaptured, Sizes: []int{1, 2, 3, 4}, Above: []int{5, 6, 8}, Make: linked},
	{Name: "loads", Rule: ruleid.UnloadRegistered, Sizes: []int{2, 64}, Above: []int{65}, Make: loads},
	{Name: "queue", Rule: ruleid.DeregisterCaptured, Sizes: []int{2, 4, 5}, Make: queue},
	{Name: "goroutines", Rule: ruleid.DeregisterCaptured, Sizes: []int{2, 6}, Above: []int{7}, Make: goroutines},
	{Name: "goroutines of one place", Rule: ruleid.DeregisterCaptured, Sizes: []int{1, 2}, Above: []int{3, 4}, Make: copies},
	{Name: "ticks", Rule: ruleid.DeregisterCaptured, Sizes: []int{1, 3, 4, 64}, Above: []int{65}, Make: ticks},
	{Name: "naps", Rule: ruleid.DeregisterCaptured, Sizes: []int{1, 2, 3, 8}, Make: naps},
	{Name: "routines", Rule: ruleid.Irql, Sizes: []int{2, 16, 17}, Make: routines},
	{Name: "devices", Rule: ruleid.Unbalanced, Sizes: []int{2, 5, 65}, Make: devices},
	{Name: "relay", Rule: ruleid.DeregisterCaptured, Sizes: []int{1, 2, 4}, Above: []int{5}, Make: relay},
	{Name: "defers", Rule: ruleid.DeregisterCaptured, Sizes: []int{2, 6}, Make: defers},
	{Name: "tally", Rule: ruleid.DeregisterCaptured, Sizes: []int{2, 8, 9, 20}, Make: tally},
	{Name: "forwards", Rule: ruleid.DeregisterCaptured, Sizes: []int{1, 4, 5}, Make: forwards},
	{Name: "chain", Rule: ruleid.DeregisterCaptured, Sizes: []int{2, 8, 9}, Make: chain},
	{Name: "way", Rule: ruleid.DeregisterCaptured, Sizes: []int{8, 64, 65}, Make: nested},
	{Name: "arms", Rule: ruleid.DeregisterCaptured, Sizes: []int{2, 8, 9}, Make: arms, Sliced: true},
	{Name: "calls", Rule: ruleid.DeregisterCaptured, Sizes: []int{1, 4}, Above: []int{5, 6}, Make: getters, Sliced: true},
}

// Text is the model of a shape, as the file of a package.
func (s Shape) Text(pkg string, n int, broken bool) string {
	text := s.Make(n, broken)
	imports := ""
	if strings.Contains(text, "sync.") {
		imports = "import \"sync\"\n\n"
	}
	return fmt.Sprintf("// Package %s has %s to the number of %d.\npackage %s\n\n%s%s%s", pkg, s.Name, n, pkg, imports, declarations, text)
}

const declarations = `type (
	NTSTATUS         int32
	WSK_REGISTRATION struct{ state uint64 }
	WSK_CLIENT       struct{ id int }
	KEVENT           struct{ state int32 }
	WSK_BUF          struct{ length uint64 }
)

type DRIVER_OBJECT struct {
	DriverUnload func(*DRIVER_OBJECT)
	DeviceObject *DEVICE_OBJECT
}

type DEVICE_OBJECT struct {
	NextDevice      *DEVICE_OBJECT
	DeviceExtension any
}

type IRP struct {
	IoStatus struct {
		Status      NTSTATUS
		Information uintptr
	}
}

type WSK_SOCKET struct {
	Dispatch *WSK_PROVIDER_CONNECTION_DISPATCH
}

type WSK_PROVIDER_CONNECTION_DISPATCH struct {
	WskSend        func(socket *WSK_SOCKET, buffer *WSK_BUF, flags uint32, irp *IRP) NTSTATUS
	WskCloseSocket func(socket *WSK_SOCKET)
}

type WSK_PROVIDER_DISPATCH struct {
	WskSocketConnect func(client *WSK_CLIENT, out **WSK_SOCKET) NTSTATUS
}

type WSK_PROVIDER_NPI struct {
	Client   *WSK_CLIENT
	Dispatch *WSK_PROVIDER_DISPATCH
}

func WskRegister(*WSK_REGISTRATION) NTSTATUS                                      { return 0 }
func WskDeregister(*WSK_REGISTRATION)                                             {}
func WskCaptureProviderNPI(*WSK_REGISTRATION, uint32, *WSK_PROVIDER_NPI) NTSTATUS { return 0 }
func WskReleaseProviderNPI(*WSK_REGISTRATION)                                     {}

func KeInitializeEvent(event *KEVENT, kind int32, state bool)                      {}
func KeSetEvent(event *KEVENT, increment int32, wait bool) int32                   { return 0 }
func KeWaitForSingleObject(object any, reason int32, mode int8, alertable bool, timeout *int64) NTSTATUS {
	return 0
}
func IoAllocateIrp(size int8, quota bool) *IRP { return nil }
func IoFreeIrp(irp *IRP)                       {}
func IoSetCompletionRoutine(irp *IRP, routine func(*DEVICE_OBJECT, *IRP, any) NTSTATUS, context any, success, failure, cancel bool) {
}

var (
	reg WSK_REGISTRATION
	npi WSK_PROVIDER_NPI
)

func capture() bool { return WskCaptureProviderNPI(&reg, 0, &npi) >= 0 }
func release()      { WskReleaseProviderNPI(&reg) }
`

// Driver is the model of a driver that does something once it has registered, and before it
// deregisters, by the functions capture and release.
func Driver(enters, unloads string) string {
	return "package driver\n\n" + declarations + entry(enters) + unload(unloads)
}

// lines repeats a text with each number below n.
func lines(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)))
	}
	return b.String()
}

// less is n, or one less in a model that forgets the last.
func less(n int, broken bool) int {
	if broken {
		return n - 1
	}
	return n
}

// entry is a DriverEntry that registers and then does more.
func entry(more string) string {
	return "\nfunc DriverEntry(d *DRIVER_OBJECT) NTSTATUS {\n\td.DriverUnload = unload\n\tif status := WskRegister(&reg); status < 0 {\n\t\treturn status\n\t}\n" + more + "\treturn 0\n}\n"
}

// unload is an Unload that does something, and then deregisters.
func unload(more string) string {
	return "\nfunc unload(*DRIVER_OBJECT) {\n" + more + "\tWskDeregister(&reg)\n}\n"
}

// flags has n captures, each with its flag; the broken one forgets the last.
func flags(n int, broken bool) string {
	return lines(n, "var flag# bool\n") + entry(lines(n, "\tflag# = capture()\n")) +
		unload(lines(less(n, broken), "\tif flag# {\n\t\trelease()\n\t}\n"))
}

// choice is a number that nobody knows.
const choice = "\n// choice is one of n numbers, as it happens.\nfunc choice(n int) int {\n\tfor i := range n - 1 {\n\t\tif capture() {\n\t\t\trelease()\n\t\t\treturn i\n\t\t}\n\t}\n\treturn n - 1\n}\n"

// candidates stops in one of n ways; in the broken one the last does not deregister.
func candidates(n int, broken bool) string {
	return "\nvar stops []func()\n\n" + lines(less(n, broken), "func stop#() { WskDeregister(&reg) }\n") + idle(n, broken, "func stop#() { stops[0] = stop0 }\n") + choice +
		entry("\tstops = []func(){"+strings.TrimSuffix(lines(n, "stop#, "), ", ")+"}\n") +
		"\nfunc unload(*DRIVER_OBJECT) { stops[choice(len(stops))]() }\n"
}

// idle is the last of n in a broken model.
func idle(n int, broken bool, format string) string {
	if !broken {
		return ""
	}
	return strings.ReplaceAll(format, "#", fmt.Sprint(n-1))
}

// implementers stops by one of n types; in the broken one the last does nothing.
func implementers(n int, broken bool) string {
	return "\ntype stopper interface{ Stop() }\n\nvar stops []stopper\n\n" + lines(n, "type type# struct{}\n") +
		lines(less(n, broken), "func (type#) Stop() { WskDeregister(&reg) }\n") + idle(n, broken, "func (type#) Stop() {}\n") + choice +
		entry("\tstops = []stopper{"+strings.TrimSuffix(lines(n, "type#{}, "), ", ")+"}\n") +
		"\nfunc unload(*DRIVER_OBJECT) { stops[choice(len(stops))].Stop() }\n"
}

// recursion registers at the end of n calls; the broken one does not deregister.
func recursion(n int, broken bool) string {
	return fmt.Sprintf("\nfunc start(n int) NTSTATUS {\n\tif n == 0 {\n\t\treturn WskRegister(&reg)\n\t}\n\treturn start(n - 1)\n}\n\nfunc DriverEntry(d *DRIVER_OBJECT) NTSTATUS {\n\td.DriverUnload = unload\n\treturn start(%d)\n}\n\nfunc unload(*DRIVER_OBJECT) {\n%s}\n",
		n, lines(less(1, broken), "\tWskDeregister(&reg)\n"))
}

// registrations has n of them; the broken one leaves the last.
func registrations(n int, broken bool) string {
	return lines(n, "var reg# WSK_REGISTRATION\nvar on# bool\n") +
		"\nfunc DriverEntry(d *DRIVER_OBJECT) NTSTATUS {\n\td.DriverUnload = unload\n" + lines(n, "\ton# = WskRegister(&reg#) >= 0\n") + "\treturn 0\n}\n\nfunc unload(*DRIVER_OBJECT) {\n" +
		lines(less(n, broken), "\tif on# {\n\t\tWskDeregister(&reg#)\n\t}\n") + "}\n"
}

// values remembers which of n ways it has started; in the broken one Unload does not know
// the last.
func values(n int, broken bool) string {
	return "\nvar stage int\n" + choice + entry("\tswitch choice("+fmt.Sprint(n)+") {\n"+lines(n, "\tcase #:\n\t\tstage = #\n")+"\t}\n") +
		"\nfunc unload(*DRIVER_OBJECT) {\n\tswitch stage {\n" + lines(less(n, broken), "\tcase #:\n\t\tWskDeregister(&reg)\n") + "\t}\n}\n"
}

// index keeps a registration in element n of an array; the broken one deregisters that of
// another only where there is one.
func index(n int, broken bool) string {
	return fmt.Sprintf("\nvar (\n\tall [%d]WSK_REGISTRATION\n\ton  [%d]bool\n)\n\nfunc DriverEntry(d *DRIVER_OBJECT) NTSTATUS {\n\td.DriverUnload = unload\n\ton[%d] = WskRegister(&all[%d]) >= 0\n\treturn 0\n}\n\nfunc unload(*DRIVER_OBJECT) {\n\tif on[%d] {\n\t\tWskDeregister(&all[%d])\n\t}\n}\n",
		n+1, n+1, n, n, less(n, broken), less(n, broken))
}

// allocations makes a list of n registrations; the broken one drops the last.
func allocations(n int, broken bool) string {
	return "\ntype node struct {\n\treg  WSK_REGISTRATION\n\tnext *node\n}\n\nvar head *node\n\nfunc add() {\n\tn := new(node)\n\tif WskRegister(&n.reg) >= 0 {\n\t\tn.next = head\n\t\thead = n\n\t}\n}\n" +
		"\nfunc DriverEntry(d *DRIVER_OBJECT) NTSTATUS {\n\td.DriverUnload = unload\n" + lines(n, "\tadd()\n") + lines(1-less(1, broken), "\tif head != nil {\n\t\thead = head.next\n\t}\n") +
		"\treturn 0\n}\n\nfunc unload(*DRIVER_OBJECT) {\n\tfor n := head; n != nil; n = n.next {\n\t\tWskDeregister(&n.reg)\n\t}\n}\n"
}

// sockets opens n of them; the broken one leaves the last open.
func sockets(n int, broken bool) string {
	return lines(n, "var sock# *WSK_SOCKET\n") + "\nfunc open() *WSK_SOCKET {\n\tvar s *WSK_SOCKET\n\tif npi.Dispatch.WskSocketConnect(npi.Client, &s) < 0 {\n\t\treturn nil\n\t}\n\treturn s\n}\n" +
		entry("\tif !capture() {\n\t\treturn 0\n\t}\n"+lines(n, "\tsock# = open()\n")+"\trelease()\n") +
		unload(lines(less(n, broken), "\tif sock# != nil {\n\t\tsock#.Dispatch.WskCloseSocket(sock#)\n\t}\n"))
}

// table opens n sockets in a loop, up to the first that fails; the broken one leaves the last.
func table(n int, broken bool) string {
	return fmt.Sprintf("\nvar socks [%d]*WSK_SOCKET\n", n) +
		entry("\tif !capture() {\n\t\treturn 0\n\t}\n\tfor i := range socks {\n\t\tif npi.Dispatch.WskSocketConnect(npi.Client, &socks[i]) < 0 {\n\t\t\tbreak\n\t\t}\n\t}\n\trelease()\n") +
		unload(fmt.Sprintf("\tfor i := range %d {\n\t\tif socks[i] != nil {\n\t\t\tsocks[i].Dispatch.WskCloseSocket(socks[i])\n\t\t}\n\t}\n", less(n, broken)))
}

// requests sends n times at once, and waits for all; the broken one does not wait for the
// last.
func requests(n int, broken bool) string {
	return lines(n, "var (\n\tirp#  *IRP\n\tdone# KEVENT\n)\n") + "\nvar (\n\tsock *WSK_SOCKET\n\tdata WSK_BUF\n)\n" + `
func sent(device *DEVICE_OBJECT, irp *IRP, context any) NTSTATUS {
	KeSetEvent(context.(*KEVENT), 0, false)
	return -1073741802
}
` + entry("\tif capture() {\n\t\tif npi.Dispatch.WskSocketConnect(npi.Client, &sock) >= 0 {\n\t\t\tsend()\n\t\t\tsock.Dispatch.WskCloseSocket(sock)\n\t\t}\n\t\trelease()\n\t}\n") +
		"\nfunc send() {\n" + lines(n, `	irp# = IoAllocateIrp(1, false)
	if irp# != nil {
		KeInitializeEvent(&done#, 0, false)
		IoSetCompletionRoutine(irp#, sent, &done#, true, true, true)
		sock.Dispatch.WskSend(sock, &data, 0, irp#)
	}
`) + lines(less(n, broken), "\tif irp# != nil {\n\t\tKeWaitForSingleObject(&done#, 0, 0, false, nil)\n\t\tIoFreeIrp(irp#)\n\t}\n") + idle(n, broken, "\tif irp# != nil {\n\t\tIoFreeIrp(irp#)\n\t}\n") + "}\n" + unload("")
}

// queue tells by a channel which of n captures have succeeded; the broken one looks at all
// but one.
func queue(n int, broken bool) string {
	return "\nvar queue chan bool\n" + entry(fmt.Sprintf("\tqueue = make(chan bool, %d)\n", n)+lines(n, "\tqueue <- capture()\n")) +
		unload(lines(less(n, broken), "\tif <-queue {\n\t\trelease()\n\t}\n"))
}

// goroutines has n that capture and release; the last of the broken one does not release.
func goroutines(n int, broken bool) string {
	return "\nvar all sync.WaitGroup\n" + lines(less(n, broken), "\nfunc work#() {\n\tdefer all.Done()\n\tif capture() {\n\t\trelease()\n\t}\n}\n") + idle(n, broken, "\nfunc work#() {\n\tdefer all.Done()\n\tcapture()\n}\n") +
		entry(lines(n, "\tall.Add(1)\n\tgo work#()\n")) + unload("\tall.Wait()\n")
}

// copies starts a goroutine n times; in the broken model it does not release.
func copies(n int, broken bool) string {
	return "\nvar all sync.WaitGroup\n\nfunc work() {\n\tdefer all.Done()\n\tif capture() {\n\t\t" + map[bool]string{false: "release()", true: "return"}[broken] + "\n\t}\n}\n" +
		entry(fmt.Sprintf("\tfor range %d {\n\t\tall.Add(1)\n\t\tgo work()\n\t}\n", n)) + unload("\tall.Wait()\n")
}

// defers captures n times in a loop and defers each release; the broken one defers one
// less.
func defers(n int, broken bool) string {
	return "\nfunc look() {\n" + fmt.Sprintf("\tfor i := range %d {\n\t\tif !capture() {\n\t\t\treturn\n\t\t}\n", n) +
		map[bool]string{false: "\t\t_ = i\n\t\tdefer release()\n", true: fmt.Sprintf("\t\tif i < %d {\n\t\t\tdefer release()\n\t\t}\n", n-1)}[broken] + "\t}\n}\n" + entry("\tlook()\n") + unload("")
}

// tally counts what callbacks put in a queue and take out, up to n. The broken one captures
// when the queue is full, and keeps that.
func tally(n int, broken bool) string {
	full := "if capture() {\n\t\t\trelease()\n\t\t}"
	if broken {
		full = "capture()"
	}
	return fmt.Sprintf(`
var length int

//wskvet:callback
func put() {
	if length >= %d {
		%s
		return
	}
	length++
}

//wskvet:callback
func take() {
	if length > 0 {
		length--
	}
}
`, n, full) + entry("") + unload("")
}
