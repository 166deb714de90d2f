package requests

import (
	"fmt"

	"github.com/wskvet/wskvet/proof/draw"
)

// reacts opens a socket with a context of its own, which its event callbacks use.
func (s *session) reacts() {
	d, x := s.d, s.x
	s.listens, s.sure = false, true
	d.add(fmt.Sprintf("type context%[1]s struct {\nsocket *wsk.WSK_SOCKET\ndata *wsk.WSK_DATA_INDICATION\nbacklog, received uintptr\nready bool\n}\n\nvar (\nlent%[1]s *context%[1]s\nevents%[1]s wsk.WSK_CLIENT_CONNECTION_DISPATCH\n)", x))
	s.request(op{
		name: "open" + x, params: "c *context" + x, opens: true,
		call: "provider.Dispatch.WskSocketConnect(provider.Client, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, &local, &remote, 0, c, &events" + x + ", nil, nil, nil, irp)",
	})
	closes := s.closer()
	defer s.close()
	end := closes + "(socket)\n"
	receives := d.Chance(60)
	if receives {
		end = s.receives(end)
	}
	if !receives || d.Chance(50) {
		s.backlog()
	}
	free := "wdm.ExFreePool(c)\n"
	d.add(fmt.Sprintf("func start%[1]s() wdm.NTSTATUS {\nc := &context%[1]s{}\nsocket, status := open%[1]s(c)\nif !wdm.NT_SUCCESS(status) {\nwdm.ExFreePool(c)\nreturn status\n}\nc.socket = socket\nc.ready = true\nlent%[1]s = c\nreturn wdm.STATUS_SUCCESS\n}", x))
	d.add(fmt.Sprintf("func stop%[1]s() {\nc := lent%[1]s\nsocket := c.socket\n", x) +
		d.Or("WSK012", "context freed before the close", end+free, free+end) + "}")
	d.steps = append(d.steps, step{do: "start" + x + "()", undo: "stop" + x + "()"})
}

// on declares the callback of the session's socket for an event.
func (s *session) on(event, name, params, body string) {
	s.d.add("func " + name + s.x + "(socketContext any, " + params + ") wdm.NTSTATUS {\n" + body + "}")
	s.d.ready = append(s.d.ready, "events"+s.x+"."+event+" = "+name+s.x)
}

// backlog adds the callback for how much may be in flight, which does something that it
// may do there.
func (s *session) backlog() {
	d, x := s.d, s.x
	body := "socketContext.(*context" + x + ").backlog = size\n"
	switch d.Pick("event keeps a number", "event captures", "event looks") {
	case "event captures":
		body += d.peeks("waits for a capture in an event")
	case "event looks":
		d.once("seen", "var seen wsk.WSK_PROVIDER_CHARACTERISTICS")
		body += d.Or("WSK013", "deregisters in an event", "wsk.WskQueryProviderCharacteristics(&registration, &seen)\n", "wsk.WskDeregister(&registration)\n")
	}
	s.on("WskSendBacklogEvent", "backlog", "size uintptr", body+"return wdm.STATUS_SUCCESS\n")
}

// receives adds the callback that is lent received data, and gives back what it keeps
// before the socket is closed.
func (s *session) receives(closes string) string {
	d := s.d
	body := "c := socketContext.(*context" + s.x + ")\n" +
		d.Or("WSK012", "looks at data that are NULL", block("if data == nil", "return wdm.STATUS_SUCCESS\n"), "") +
		"c.received += data.Buffer.Length\n"
	before := ""
	switch d.Pick("event takes data", "event refuses data", "event keeps data", "event hands data on") {
	case "event takes data":
		body += "return wdm.STATUS_SUCCESS\n"
	case "event refuses data":
		body += "return wdm.STATUS_DATA_NOT_ACCEPTED\n"
	case "event keeps data":
		body += block("if !c.ready || c.data != nil", "return wdm.STATUS_DATA_NOT_ACCEPTED\n") + "c.data = data\n" + d.Or("WSK008", "releases data that it does not keep", "return wdm.STATUS_PENDING\n", "return wdm.STATUS_SUCCESS\n")
		release := s.table() + ".WskRelease(socket, c.data)\n"
		before = "c.ready = false\n" + block("if c.data != nil", d.Or("WSK008", "releases data twice", release, release+release)+"c.data = nil\n")
	case "event hands data on":
		s.handsOn()
		before = "wdm.ExWaitForRundownProtectionRelease(&giving" + s.x + ")\n"
		body += block("if !wdm.ExAcquireRundownProtection(&giving"+s.x+")", "return wdm.STATUS_DATA_NOT_ACCEPTED\n") +
			block("if !c.ready || c.data != nil", "wdm.ExReleaseRundownProtection(&giving"+s.x+")\nreturn wdm.STATUS_DATA_NOT_ACCEPTED\n") +
			fmt.Sprintf("c.data = data\nwdm.IoQueueWorkItem(item%[1]s, give%[1]s, wdm.DelayedWorkQueue, c)\nreturn wdm.STATUS_PENDING\n", s.x)
	}
	s.on("WskReceiveEvent", "received", "flags uint32, data *wsk.WSK_DATA_INDICATION, indicated uintptr, accepted *uintptr", body)
	if before == "" {
		return closes
	}
	return d.Or("WSK012", "closes before it has released data", before+closes, closes+before)
}

// handsOn declares a work item that releases data, and a rundown that waits for it.
func (s *session) handsOn() {
	d, x := s.d, s.x
	d.item(x)
	d.add("var giving" + x + " wdm.EX_RUNDOWN_REF")
	d.ready = append(d.ready, "wdm.ExInitializeRundownProtection(&giving"+x+")")
	d.add(fmt.Sprintf("func give%[1]s(device *wdm.DEVICE_OBJECT, context any) {\nc := context.(*context%[1]s)\nsocket := c.socket\n%[2]s.WskRelease(socket, c.data)\nc.data = nil\nwdm.ExReleaseRundownProtection(&giving%[1]s)\n}", x, s.table()))
}

// hangsUp has the callback for a disconnect end the session. It must not wait, so a work
// item closes the socket, or a completion routine says when it is closed.
func (s *session) hangsUp() {
	d, x := s.d, s.x
	s.listens, s.private, s.sync, s.sure = false, true, true, true
	d.add(fmt.Sprintf("var (\nkept%[1]s *wsk.WSK_SOCKET\nevents%[1]s wsk.WSK_CLIENT_CONNECTION_DISPATCH\nover%[1]s int32\nclosed%[1]s wdm.KEVENT\n)", x))
	d.ready = append(d.ready, "wdm.KeInitializeEvent(&closed"+x+", wdm.NotificationEvent, false)")
	s.request(op{
		name: "open" + x, opens: true,
		call: "provider.Dispatch.WskSocketConnect(provider.Client, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, &local, &remote, 0, nil, &events" + x + ", nil, nil, nil, irp)",
	})
	first := "if wdm.InterlockedExchange(&over" + x + ", 1) == 0"
	end, wrong, slip := s.closesLater()
	s.on("WskDisconnectEvent", "hangUp", "flags uint32", block("if kept"+x+" == nil", "return wdm.STATUS_SUCCESS\n")+
		block(first, d.Or("WSK013", "closes and waits in an event", end, wrong))+"return wdm.STATUS_SUCCESS\n")
	d.add("func start" + x + "() wdm.NTSTATUS {\nsocket, status := open" + x + "()\nkept" + x + " = socket\nreturn status\n}")
	d.add("func stop" + x + "() {\n" + d.Either(slip, block(first, end), end) + await("&closed"+x) + "}")
	d.steps = append(d.steps, step{do: "start" + x + "()", undo: "stop" + x + "()"})
}

// closesLater closes the socket without a wait, and wrong with one; slip is what it is to
// do so twice.
func (s *session) closesLater() (right, wrong string, slip draw.Slip) {
	d, x := s.d, s.x
	signal := "wdm.KeSetEvent(&closed" + x + ", wdm.IO_NO_INCREMENT, false)\n"
	if d.Pick("work item closes", "closes and does not wait") == "work item closes" {
		d.item(x)
		closes := s.closer()
		defer s.close()
		d.add("func finish" + x + "(device *wdm.DEVICE_OBJECT, context any) {\nsocket := kept" + x + "\n" + s.ends(closes) + signal + "}")
		return fmt.Sprintf("wdm.IoQueueWorkItem(item%[1]s, finish%[1]s, wdm.DelayedWorkQueue, nil)\n", x), "finish" + x + "(device, nil)\n", draw.Slip{Rule: "WSK012", Name: "event and unload both close"}
	}
	irp := d.spare(x)
	routine := d.completion("closed"+x+"Done", signal)
	d.add("func finish" + x + "() {\nsocket := kept" + x + "\nwdm.IoSetCompletionRoutine(" + irp + ", " + routine + ", nil, true, true, true)\n" + s.table() + ".WskCloseSocket(socket, " + irp + ")\n}")
	right = "finish" + x + "()\n"
	return right, right + await("&closed"+x), draw.Slip{Rule: "WSK010", Name: "event and unload close with one IRP"}
}

// item declares a work item, which lives as long as the driver.
func (d *driver) item(x string) {
	d.device()
	d.add(fmt.Sprintf("var item%[1]s *wdm.IO_WORKITEM\n\nfunc prepare%[1]s() wdm.NTSTATUS {\nitem%[1]s = wdm.IoAllocateWorkItem(device)\nif item%[1]s == nil {\nreturn wdm.STATUS_INSUFFICIENT_RESOURCES\n}\nreturn wdm.STATUS_SUCCESS\n}", x))
	d.first = append(d.first, step{do: "prepare" + x + "()", undo: "wdm.IoFreeWorkItem(item" + x + ")"})
}

// spare declares an IRP that lives as long, for the end of a session.
func (d *driver) spare(x string) string {
	name := "spare" + x
	d.add(fmt.Sprintf("var %[1]s *wdm.IRP\n\nfunc reserve%[2]s() wdm.NTSTATUS {\n%[1]s = wdm.IoAllocateIrp(1, false)\nif %[1]s == nil {\nreturn wdm.STATUS_INSUFFICIENT_RESOURCES\n}\nreturn wdm.STATUS_SUCCESS\n}", name, x))
	d.first = append(d.first, step{do: "reserve" + x + "()", undo: "wdm.IoFreeIrp(" + name + ")"})
	return name
}
