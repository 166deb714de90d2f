package requests

import "fmt"

// allocate is what gets an IRP in a function with a status.
const allocate = "irp := wdm.IoAllocateIrp(1, false)\nif irp == nil {\nreturn wdm.STATUS_INSUFFICIENT_RESOURCES\n}\n"

// arrives opens the socket in a request that nobody waits for before it is to be
// closed; the completion routine keeps the socket.
func (s *session) arrives() {
	d, x := s.d, s.x
	s.listens = false
	d.add(fmt.Sprintf("var (\nkept%[1]s *wsk.WSK_SOCKET\narrived%[1]s wdm.KEVENT\n)", x))
	call := "provider.Dispatch.WskSocketConnect(provider.Client, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, &local, &remote, 0, nil, nil, nil, nil, nil, irp)"
	keep := block("if wdm.NT_SUCCESS(irp.IoStatus.Status)", fmt.Sprintf("kept%s = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))\n", x))
	routine := d.completion("arrive"+x, d.Or("WSK004", "late socket dropped by its routine", keep, "")+
		"wdm.IoFreeIrp(irp)\nwdm.KeSetEvent(&arrived"+x+", wdm.IO_NO_INCREMENT, false)\n")
	d.add("func start" + x + "() wdm.NTSTATUS {\n" + allocate +
		"wdm.KeInitializeEvent(&arrived" + x + ", wdm.NotificationEvent, false)\n" +
		"wdm.IoSetCompletionRoutine(irp, " + routine + ", nil, true, true, true)\nreturn " + call + "\n}")
	closes := s.closer()
	defer s.close()
	d.add("func stop" + x + "() {\n" + d.Or("WSK004", "late socket not waited for", await("&arrived"+x), "") +
		block("if kept"+x+" == nil", "return\n") + "socket := kept" + x + "\nkept" + x + " = nil\n" + s.ends(closes) + "}")
	d.steps = append(d.steps, step{do: "start" + x + "()", undo: "stop" + x + "()"})
}

// arm adds functions that begin to receive on a socket and that end it, with an IRP
// that stays in flight between them.
func (s *session) arm() {
	d, x := s.d, s.x
	d.add(fmt.Sprintf("var (\narmed%[1]s *wdm.IRP\nreceived%[1]s wdm.KEVENT\nbuffer%[1]s wsk.WSK_BUF\n)", x))
	routine := d.completion("signal", signals)
	d.add("func arm" + x + "(socket *wsk.WSK_SOCKET) wdm.NTSTATUS {\n" + allocate + "armed" + x + " = irp\n" +
		"wdm.KeInitializeEvent(&received" + x + ", wdm.NotificationEvent, false)\n" +
		"wdm.IoSetCompletionRoutine(irp, " + routine + ", &received" + x + ", true, true, true)\n" +
		s.table() + ".WskReceive(socket, &buffer" + x + ", 0, irp)\nreturn wdm.STATUS_SUCCESS\n}")
}

// disarm closes the socket with a receive in flight.
func (s *session) disarm(end string) string {
	wait, free := await("&received"+s.x), "wdm.IoFreeIrp(armed"+s.x+")\n"
	return s.d.Or("WSK010", "frees what is armed before it closes", end+wait+free, free+end+wait)
}

// dropped closes the socket in a work item, which the completion routine of its last
// request queues.
func (s *session) dropped() {
	d, x := s.d, s.x
	s.listens, s.private, s.sync = false, true, true
	d.item(x)
	irp := d.spare(x)
	d.add(fmt.Sprintf("var (\nkept%[1]s *wsk.WSK_SOCKET\nclosed%[1]s wdm.KEVENT\n)", x))
	closes := s.closer()
	defer s.close()
	d.add(fmt.Sprintf("func finish%[1]s(device *wdm.DEVICE_OBJECT, context any) {\nsocket := kept%[1]s\n%[2]swdm.KeSetEvent(&closed%[1]s, wdm.IO_NO_INCREMENT, false)\n}", x, s.ends(closes)))
	routine := d.completion("gone"+x, d.Or("WSK013", "closes and waits in a routine",
		fmt.Sprintf("wdm.IoQueueWorkItem(item%[1]s, finish%[1]s, wdm.DelayedWorkQueue, nil)\n", x), fmt.Sprintf("finish%s(device, nil)\n", x)))
	d.add("func start" + x + "() wdm.NTSTATUS {\n" + s.begin(closes, "kept"+x+" = socket\nreturn wdm.STATUS_SUCCESS\n") + "}")
	d.add("func stop" + x + "() {\nwdm.KeInitializeEvent(&closed" + x + ", wdm.NotificationEvent, false)\nsocket := kept" + x + "\n" +
		"wdm.IoSetCompletionRoutine(" + irp + ", " + routine + ", nil, true, true, true)\n" +
		s.table() + ".WskDisconnect(socket, nil, 0, " + irp + ")\n" + await("&closed"+x) + "}")
	d.steps = append(d.steps, step{do: "start" + x + "()", undo: "stop" + x + "()"})
}

// device makes a device, which work items need.
func (d *driver) device() {
	if d.declared["device"] {
		return
	}
	d.once("device", "var device *wdm.DEVICE_OBJECT")
	d.first = append(d.first, step{
		do:   "wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_NETWORK, 0, false, &device)",
		undo: "wdm.IoDeleteDevice(device)",
	})
}

// pair adds a function that has two requests in flight at the same time.
func (s *session) pair(name string) string {
	d := s.d
	d.Note("two at once")
	routine := d.completion("signal", signals)
	hand := func(irp, event, call string) string {
		return "wdm.IoSetCompletionRoutine(" + irp + ", " + routine + ", &" + event + ", true, true, true)\n" + s.table() + "." + call + "(socket, &buffer, 0, " + irp + ")\n"
	}
	begin := "var sent, received wdm.KEVENT\nvar buffer wsk.WSK_BUF\nwdm.KeInitializeEvent(&sent, wdm.NotificationEvent, false)\nwdm.KeInitializeEvent(&received, wdm.NotificationEvent, false)\n"
	both := await("&sent") + await("&received")
	d.add("func " + name + "(socket *wsk.WSK_SOCKET) wdm.NTSTATUS {\nfirst := wdm.IoAllocateIrp(1, false)\n" +
		block("if first == nil", "return wdm.STATUS_INSUFFICIENT_RESOURCES\n") + "second := wdm.IoAllocateIrp(1, false)\n" +
		block("if second == nil", "wdm.IoFreeIrp(first)\nreturn wdm.STATUS_INSUFFICIENT_RESOURCES\n") +
		begin + hand("first", "sent", "WskSend") + d.Or("WSK010", "two requests with one IRP", hand("second", "received", "WskReceive"), hand("first", "received", "WskReceive")) +
		d.Or("WSK010", "waits for one of two", both, await("&sent")) + "status := first.IoStatus.Status\nwdm.IoFreeIrp(second)\nwdm.IoFreeIrp(first)\nreturn status\n}")
	return name
}
