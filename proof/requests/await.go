package requests

import "github.com/wskvet/wskvet/proof/draw"

// awaited waits for the request, takes its result and frees what it used.
func (w *writer) awaited() string {
	d := w.d
	begin := w.place() + w.hand(w.routine(), w.context)
	wait, read, take, free := w.wait(), w.read(), w.take(), w.free()
	if w.checked {
		begin += block("if !wdm.NT_SUCCESS(status)", free+w.fail("status"))
	}
	s := wait + read + take + free
	if w.copies() {
		freed := "wdm.IoFreeIrp(irp)\n"
		s = d.Or("WSK010", "does not wait for its routine", s, read+take+free)
		s = d.Or("WSK010", "frees what its routine frees", s, wait+read+take+freed+free)
		s = d.Or("WSK010", "cancels what its routine frees", s, w.timed("wdm.IoCancelIrp(irp)\n"+w.forEver())+read+take+free)
		s = d.Or("WSK010", "frees on failure what its routine frees", s, block("if !wdm.NT_SUCCESS(status)", freed)+s)
	} else {
		s = d.Or("WSK010", "does not wait", s, read+take+free)
		s = d.Or("WSK010", "reads the result before it waits", s, read+wait+take+free)
	}
	if w.freed == "freed after" {
		s = d.Or("WSK010", "frees before it waits", s, free+wait+read+take)
		s = d.Or("WSK010", "frees twice", s, s+"wdm.IoFreeIrp(irp)\n")
	}
	if w.op.buffer {
		s = d.Or("WSK010", "MDL freed before it waits", s, "wdm.IoFreeMdl(mdl)\n"+s)
	}
	return begin + s + w.leave()
}

// place puts the event where it belongs.
func (w *writer) place() string {
	kind := "wdm.SynchronizationEvent"
	if w.d.Chance(50) {
		kind = "wdm.NotificationEvent"
	}
	initialize := func(event string) string { return "wdm.KeInitializeEvent(" + event + ", " + kind + ", false)\n" }
	switch w.event {
	case "event in a global":
		clear := ""
		if w.global.stale() {
			clear = "wdm.KeClearEvent(&done" + w.x + ")\n"
			if w.usesEvent {
				clear = w.d.Or("WSK010", "event not cleared", clear, "")
			}
		}
		w.usesEvent = true
		w.at, w.context = "&done"+w.x, "&done"+w.x
		return clear
	case "event on the heap":
		w.at, w.context = "done", "done"
		return "done := new(wdm.KEVENT)\n" + initialize(w.at)
	case "result in a variable":
		w.at, w.context = "&r.done", "&r"
		return "var r result\n" + initialize(w.at)
	case "result on the heap":
		w.at, w.context = "&r.done", "r"
		return "r := new(result)\n" + initialize(w.at)
	}
	w.at, w.context = "&done", "&done"
	return "var done wdm.KEVENT\n" + initialize(w.at)
}

// routine is the completion routine that signals the event.
func (w *writer) routine() string {
	switch {
	case w.copies():
		w.d.once("result", "type result struct {\ndone wdm.KEVENT\nstatus wdm.NTSTATUS\ninformation uintptr\n}")
		return w.d.completion("keepResult", `r := context.(*result)
r.status, r.information = irp.IoStatus.Status, irp.IoStatus.Information
wdm.IoFreeIrp(irp)
wdm.KeSetEvent(&r.done, wdm.IO_NO_INCREMENT, false)
`)
	case w.quiet:
		return w.d.completion("signalPending", "if irp.PendingReturned {\nwdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)\n}\n")
	}
	return w.d.completion("signal", signals)
}

// signals is what a completion routine does that signals its context.
const signals = "wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)\n"

// completion declares a completion routine.
func (d *driver) completion(name, body string) string {
	if d.declared[name] {
		return name
	}
	status := "wdm.STATUS_MORE_PROCESSING_REQUIRED"
	if d.routines++; d.routines > 1 { // a model that never stops the system leaves out what that does
		status = d.Or("WSK010", "lets the system go on with an IRP of its own", status, "wdm.STATUS_SUCCESS")
	}
	return d.once(name, "func "+name+"(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {\n"+body+"return "+status+"\n}")
}

// forEver waits without a time-out, itself or in a helper.
func (w *writer) forEver() string {
	if !w.helped {
		return await(w.at)
	}
	return w.d.once("await", "func await(event *wdm.KEVENT) {\n"+await("event")+"}") + "(" + w.at + ")\n"
}

// await waits for an event without a time-out.
func await(event string) string {
	return "wdm.KeWaitForSingleObject(" + event + ", wdm.Executive, wdm.KernelMode, false, nil)\n"
}

// timed waits for a time, and does then if that is over.
func (w *writer) timed(then string) string {
	w.d.once("timeout", "var timeout = wdm.LARGE_INTEGER{QuadPart: -10_000_000}")
	wait := "wdm.KeWaitForSingleObject(" + w.at + ", wdm.Executive, wdm.KernelMode, false, &timeout)"
	if then == "" {
		return wait + "\n"
	}
	return block("if "+wait+" == wdm.STATUS_TIMEOUT", then)
}

// wait waits for the event.
func (w *writer) wait() string {
	d := w.d
	s := w.forEver()
	if w.waits == "timed" {
		cancel := "wdm.IoCancelIrp(irp)\n"
		give := w.free() + w.fail("wdm.STATUS_UNSUCCESSFUL")
		right := w.timed(cancel + s)
		switch {
		case w.opens:
			right = d.Either(draw.Slip{Rule: "WSK004", Name: "late socket lost", Also: "WSK012"}, right, w.timed(cancel+s+give)) // with its context
		case d.Has(30, "late result ignored"):
			right = w.timed(cancel + s + give)
		}
		right = d.Or("WSK010", "cancels and does not wait", right, w.timed(cancel))
		right = d.Or("WSK010", "gives up waiting", right, w.timed(""))
		slip := draw.Slip{Rule: "WSK010", Name: "leaves on time-out", Also: "WSK004"} // completed just then, it has a socket
		if w.free() != "" || w.source != "preallocated IRP" && w.source != "embedded IRP" || w.event == "event in a variable" {
			right = d.Either(slip, right, w.timed(give))
		}
		s = right
	}
	if w.guarded {
		return block("if status == wdm.STATUS_PENDING", s)
	}
	return s
}

// read reads the status.
func (w *writer) read() string {
	if w.copies() {
		return "status = r.status\n"
	}
	if w.helped {
		return "status = " + w.d.once("outcome", "func outcome(irp *wdm.IRP) wdm.NTSTATUS { return irp.IoStatus.Status }") + "(irp)\n"
	}
	return "status = irp.IoStatus.Status\n"
}

// take takes the socket.
func (w *writer) take() string {
	if !w.opens {
		return ""
	}
	information := "irp.IoStatus.Information"
	if w.copies() {
		information = "r.information"
	}
	socket := "opened = (*wsk.WSK_SOCKET)(unsafe.Pointer(" + information + "))\n"
	taken := block("if wdm.NT_SUCCESS(status)", socket)
	if w.d.Has(25, "looks at its table") {
		w.d.once("table", "var table any")
		socket += "table = opened.Dispatch\n"
		taken = w.d.Or("WSK010", "takes a socket from what failed", block("if wdm.NT_SUCCESS(status)", socket), socket)
	}
	return "var opened *wsk.WSK_SOCKET\n" + taken
}

// free frees what the function has.
func (w *writer) free() string {
	s := ""
	if w.op.buffer {
		s += "wdm.IoFreeMdl(mdl)\n"
	}
	if w.freed == "freed after" {
		s += "wdm.IoFreeIrp(irp)\n"
	}
	switch w.event {
	case "event on the heap":
		s += "wdm.ExFreePool(done)\n"
	case "result on the heap":
		s += "wdm.ExFreePool(r)\n"
	}
	return s
}

// leave gives an address list back, and returns.
func (w *writer) leave() string {
	switch {
	case w.gives != "":
		free := "provider.Dispatch.WskFreeAddressInfo(provider.Client, " + w.gives + ")\n"
		return block("if wdm.NT_SUCCESS(status)", w.d.Or("WSK008", "gives an address list back twice", free, free+free)) + "return status\n"
	case w.opens:
		return "return opened, status\n"
	}
	return "return status\n"
}
