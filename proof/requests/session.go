package requests

import (
	"fmt"
	"strings"
)

// A session is a socket with what opens, uses and closes it.
type session struct {
	d          *driver
	x          string // its name
	private    bool   // its requests share nothing with others
	sync       bool   // its requests are waited for
	sure       bool   // its close does not fail for want of memory
	listens    bool
	global     global
	usesIrp    bool // what the requests share is used
	usesPacket bool
	usesEvent  bool
}

// global is the event in a global, and how the requests wait for it.
type global struct{ notification, guarded, quiet bool }

// stale reports whether the event may be set when a request is made: by one that
// nobody waited for, or as it stays set.
func (g global) stale() bool { return g.notification || g.guarded && !g.quiet }

// draw decides on what the requests of a session share.
func (s *session) draw() {
	s.global = global{s.d.Chance(50), s.d.Chance(50), s.d.Chance(50)}
}

// session adds a session.
func (d *driver) session(x string) {
	s := &session{d: d, x: x, listens: d.Has(25, "accepts")}
	s.draw()
	d.once("addresses", "var (\nlocal, remote wsk.SOCKADDR\ndata [64]byte\n)")
	lives := []string{"at load", "lazy", "at once", "own thread", "worker", "arrives", "dropped", "reacts", "hangs up", "serves"}
	if d.majors["CREATE"] == nil { // a create that fails in its second half would owe the first
		lives = append(lives, "with a handle")
	}
	switch life := d.Pick(lives...); life {
	case "at once":
		s.whole()
	case "own thread":
		s.thread()
	case "worker":
		s.worker()
	case "arrives":
		s.arrives()
	case "dropped":
		s.dropped()
	case "reacts":
		s.reacts()
	case "hangs up":
		s.hangsUp()
	case "serves":
		s.serves()
	default:
		s.kept(life)
	}
	s.shared()
}

// shared declares what the requests share, and has DriverEntry make it.
func (s *session) shared() {
	d := s.d
	if s.usesIrp {
		name := "irp" + s.x
		d.add(fmt.Sprintf("var %[1]s *wdm.IRP\n\nfunc allocate%[2]s() wdm.NTSTATUS {\n%[1]s = wdm.IoAllocateIrp(1, false)\nif %[1]s == nil {\nreturn wdm.STATUS_INSUFFICIENT_RESOURCES\n}\nreturn wdm.STATUS_SUCCESS\n}", name, s.x))
		d.steps = append([]step{{do: "allocate" + s.x + "()", undo: "wdm.IoFreeIrp(" + name + ")"}}, d.steps...)
	}
	if s.usesPacket {
		d.add(fmt.Sprintf("var packet%s struct {\nirp wdm.IRP\nname string\n}", s.x))
	}
	if s.usesEvent {
		kind := "SynchronizationEvent"
		if s.global.notification {
			kind = "NotificationEvent"
		}
		d.add(fmt.Sprintf("var done%s wdm.KEVENT", s.x))
		d.ready = append(d.ready, fmt.Sprintf("wdm.KeInitializeEvent(&done%s, wdm.%s, false)", s.x, kind))
	}
}

func (s *session) table() string {
	if s.listens {
		return "socket.Dispatch.(*wsk.WSK_PROVIDER_LISTEN_DISPATCH)"
	}
	return "socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH)"
}

// open adds the function that opens the socket.
func (s *session) open() string {
	name, flags := "open"+s.x, "wsk.WSK_FLAG_CONNECTION_SOCKET"
	call := "provider.Dispatch.WskSocketConnect(provider.Client, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, &local, &remote, 0, nil, nil, nil, nil, nil, irp)"
	if s.listens {
		flags = "wsk.WSK_FLAG_LISTEN_SOCKET"
	}
	if s.listens || s.d.Pick("WskSocket", "WskSocketConnect") == "WskSocket" {
		call = "provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, " + flags + ", nil, nil, nil, nil, nil, irp)"
	}
	s.request(op{name: name, call: call, opens: true})
	return name
}

// closer is the name of the function that closes it.
func (s *session) closer() string { return "close" + s.x }

// close adds that function: last, as slips in what requests share need to know which
// comes first.
func (s *session) close() {
	s.request(op{name: s.closer(), call: s.table() + ".WskCloseSocket(socket, irp)", socket: true, closes: true})
}

// use adds a function that makes a request of the socket.
func (s *session) use(name string) string {
	calls := []string{"WskBind(socket, &local, 0, irp)"}
	if !s.listens {
		calls = append(calls, "WskConnect(socket, &remote, 0, irp)", "WskSend(socket, &buffer, 0, irp)", "WskReceive(socket, &buffer, 0, irp)", "WskDisconnect(socket, nil, 0, irp)")
	}
	i := s.d.IntN(len(calls))
	kind, _, _ := strings.Cut(calls[i], "(")
	s.d.Note(kind)
	s.request(op{name: name, call: s.table() + "." + calls[i], socket: true, buffer: i == 2 || i == 3})
	return name
}

// serve adds the functions that accept a connection and close it.
func (s *session) serve() string {
	name := "serve" + s.x
	s.request(op{name: "accept" + s.x, call: s.table() + ".WskAccept(socket, 0, nil, nil, nil, nil, irp)", socket: true, opens: true})
	c := &session{d: s.d, x: s.x + "Accepted", private: s.private, sync: true}
	c.draw()
	c.close()
	c.shared()
	closes := c.closer() + "(accepted)\n"
	s.d.add("func " + name + "(socket *wsk.WSK_SOCKET) wdm.NTSTATUS {\naccepted, status := accept" + s.x + "(socket)\n" +
		block("if wdm.NT_SUCCESS(status)", s.d.Or("WSK004", "accepted socket dropped", closes, "_ = accepted.Dispatch\n")) + "return status\n}")
	return name
}

// uses are up to n functions that use the socket.
func (s *session) uses(n int) []string {
	if s.listens {
		return []string{s.serve()}
	}
	var out []string
	for i := range s.d.IntN(n + 1) {
		name := fmt.Sprintf("use%s%d", s.x, i)
		if s.d.Chance(20) {
			out = append(out, s.pair(name))
			continue
		}
		out = append(out, s.use(name))
	}
	return out
}

// begin opens a socket and uses it, in a function with a status; where that fails it
// is closed. Then it does what then says.
func (s *session) begin(closes, then string) string {
	d := s.d
	body := "socket, status := " + s.open() + "()\n" + block("if !wdm.NT_SUCCESS(status)", "return status\n")
	if !s.listens && d.Chance(60) {
		fail := d.Or("WSK004", "left open where a request fails", closes+"(socket)\n", "")
		body += "status = " + s.use("ready"+s.x) + "(socket)\n" + block("if !wdm.NT_SUCCESS(status)", fail+"return status\n")
	}
	return body + then
}

// whole opens, uses and closes a socket in one function.
func (s *session) whole() {
	d := s.d
	closes := s.closer()
	defer s.close()
	then := ""
	for _, u := range s.uses(1) {
		then += u + "(socket)\n"
	}
	end := s.ends(closes)
	d.add("func run" + s.x + "() wdm.NTSTATUS {\n" + s.begin(closes, then+end+"return wdm.STATUS_SUCCESS\n") + "}")
	if d.Pick("in a request", "in DriverEntry") == "in a request" {
		d.major("DEVICE_CONTROL", "run"+s.x+"()")
		return
	}
	d.steps = append(d.steps, step{do: "run" + s.x + "()"})
}

// ends closes the socket, and has no more to do with it.
func (s *session) ends(closes string) string {
	d := s.d
	end := closes + "(socket)\n"
	end = d.Or("WSK004", "not closed", end, "_ = socket\n")
	end = d.Or("WSK012", "closed twice", end, end+end)
	return d.Or("WSK012", "used after its close", end, end+s.again())
}

// again uses the socket once more.
func (s *session) again() string {
	return s.table() + ".WskControlSocket(socket, wsk.WskSetOption, wsk.SO_KEEPALIVE, wsk.SOL_SOCKET, 0, nil, 0, nil, nil, nil)\n"
}

// thread has a system thread open, keep and close the socket.
func (s *session) thread() {
	d, x := s.d, s.x
	d.add(fmt.Sprintf("var end%[1]s wdm.KEVENT\nvar thread%[1]s any", x))
	d.add(fmt.Sprintf(`func start%[1]s() wdm.NTSTATUS {
	wdm.KeInitializeEvent(&end%[1]s, wdm.NotificationEvent, false)
	var handle wdm.HANDLE
	status := wdm.PsCreateSystemThread(&handle, wdm.THREAD_ALL_ACCESS, nil, nil, nil, work%[1]s, nil)
	if wdm.NT_SUCCESS(status) {
		wdm.ObReferenceObjectByHandle(handle, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, &thread%[1]s, nil)
		wdm.ZwClose(handle)
	}
	return status
}`, x))
	d.add(fmt.Sprintf("func work%[1]s(context any) {\nrun%[1]s()\n}", x))
	d.add(fmt.Sprintf("func stop%[1]s() {\nwdm.KeSetEvent(&end%[1]s, wdm.IO_NO_INCREMENT, false)\n%[2]swdm.ObDereferenceObject(thread%[1]s)\n}", x, await("thread"+x)))
	closes := s.closer()
	defer s.close()
	d.add("func run" + x + "() wdm.NTSTATUS {\n" + s.begin(closes, await("&end"+x)+s.ends(closes)+"return wdm.STATUS_SUCCESS\n") + "}")
	d.steps = append(d.steps, step{do: "start" + x + "()", undo: "stop" + x + "()"})
}

// worker hands sockets to a goroutine, which uses and closes them.
func (s *session) worker() {
	d, x := s.d, s.x
	s.private = true
	d.add(fmt.Sprintf("var (\nqueue%[1]s chan *wsk.WSK_SOCKET\nidle%[1]s chan struct{}\n)", x))
	closes := s.closer()
	defer s.close()
	body := ""
	for _, u := range s.uses(1) {
		body += u + "(socket)\n"
	}
	d.add(fmt.Sprintf("func work%[1]s() {\nfor socket := range queue%[1]s {\n%[2]s}\nclose(idle%[1]s)\n}", x, body+s.ends(closes)))
	d.add(fmt.Sprintf("func start%[1]s() wdm.NTSTATUS {\nqueue%[1]s = make(chan *wsk.WSK_SOCKET, 8)\nidle%[1]s = make(chan struct{})\ngo work%[1]s()\nreturn wdm.STATUS_SUCCESS\n}", x))
	d.add(fmt.Sprintf("func stop%[1]s() {\nclose(queue%[1]s)\n<-idle%[1]s\n}", x))
	d.add("func run" + x + "() wdm.NTSTATUS {\n" + s.begin(closes, d.Or("WSK004", "not handed over", "queue"+x+" <- socket\n", "_ = socket\n")+"return wdm.STATUS_SUCCESS\n") + "}")
	d.major("DEVICE_CONTROL", "run"+x+"()")
	d.steps = append(d.steps, step{do: "start" + x + "()", undo: "stop" + x + "()"})
}
