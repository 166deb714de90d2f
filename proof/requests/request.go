package main

// An op is a request that a function of its own makes.
type op struct {
	name   string // of the function
	params string // that it has
	call   string // the call, with the IRP irp and the socket socket
	socket bool   // it is about a socket
	opens  bool   // it makes a socket
	closes bool
	buffer bool   // it uses the buffer buffer
	gives  string // the address list that it makes
}

// A style is how a request is made and waited for.
type style struct {
	source  string // of the IRP
	event   string // where the event is
	waits   string // for the event
	guarded bool   // only if the request is pending
	quiet   bool   // the routine signals only if the request was pending
	freed   string // the IRP, where it is allocated: "after", "deferred" or "in the routine"
	checked bool   // a failure is returned at once
	helped  bool   // helpers wait and read
}

// style draws how a request of the session is made.
func (s *session) style(o op) style {
	d := s.d
	sources := []string{"IRP in a variable"}
	if !s.private {
		sources = append(sources, "preallocated IRP", "embedded IRP")
	}
	if !o.closes || !s.sure && d.chance(15) {
		sources = append(sources, "allocated IRP", "allocated IRP")
	}
	st := style{source: d.pick(sources...), event: "event in a variable"}
	if st.source == "allocated IRP" {
		st.freed = d.pick("freed after", "freed deferred", "freed in the routine")
	}
	if st.freed == "freed in the routine" {
		if !o.opens && o.gives == "" && !s.sync && d.chance(60) {
			st.waits = d.pick("forgotten", "timed, leaves")
			return st
		}
		st.event = d.pick("result in a variable", "result on the heap")
	} else if s.private {
		st.event = d.pick("event in a variable", "event on the heap")
	} else {
		st.event = d.pick("event in a variable", "event in a global", "event on the heap")
	}
	st.guarded = d.has(50, "waits if pending")
	st.quiet = st.guarded && st.freed != "freed in the routine" && d.has(50, "signals if pending")
	if st.event == "event in a global" {
		st.guarded, st.quiet = s.global.guarded, s.global.guarded && s.global.quiet
	}
	st.checked = d.has(30, "failure returned at once") && st.freed != "freed in the routine" && (st.event != "event in a global" || st.quiet)
	st.helped = d.has(40, "helpers")
	st.waits = "for ever"
	if st.freed != "freed in the routine" && d.has(35, "timed, cancels and waits") {
		st.waits = "timed"
	}
	return st
}

// request adds the function that makes a request.
func (s *session) request(o op) {
	st := s.style(o)
	w := &writer{session: s, op: o, style: st}
	params, result := o.params, "wdm.NTSTATUS"
	if o.socket {
		params = "socket *wsk.WSK_SOCKET"
	}
	if o.opens {
		result = "(*wsk.WSK_SOCKET, wdm.NTSTATUS)"
	}
	body := w.irp() + w.buffer()
	switch st.waits {
	case "forgotten":
		body += w.forgotten()
	case "timed, leaves":
		body += w.left()
	default:
		body += w.awaited()
	}
	s.d.add("func " + o.name + "(" + params + ") " + result + " {\n" + body + "}")
}

// A writer writes the body of one request.
type writer struct {
	*session
	op
	style
	at, context string // expressions: the event, and what the routine is handed
}

// fail returns a status, with no socket.
func (w *writer) fail(status string) string {
	if w.opens {
		return "return nil, " + status + "\n"
	}
	return "return " + status + "\n"
}

// irp gets the IRP.
func (w *writer) irp() string {
	initialize := "wdm.IoInitializeIrp(irp, wdm.IoSizeOfIrp(1), 1)\n"
	switch w.source {
	case "allocated IRP":
		s := "irp := wdm.IoAllocateIrp(1, false)\n" + block("if irp == nil", w.fail("wdm.STATUS_INSUFFICIENT_RESOURCES"))
		if w.freed == "freed deferred" {
			s += "defer wdm.IoFreeIrp(irp)\n"
		}
		return s
	case "preallocated IRP":
		reuse := "wdm.IoReuseIrp(irp, wdm.STATUS_UNSUCCESSFUL)\n"
		if w.usesIrp {
			reuse = w.d.or("WSK010", "IRP not made ready", reuse, "")
		}
		w.usesIrp = true
		return "irp := irp" + w.x + "\n" + reuse
	case "embedded IRP":
		w.usesPacket = true
		return "irp := &packet" + w.x + ".irp\n" + initialize
	}
	return "var packet wdm.IRP\nirp := &packet\n" + initialize
}

// buffer gets the memory that the request uses.
func (w *writer) buffer() string {
	out := ""
	if w.gives != "" {
		out = "var " + w.gives + " *wsk.ADDRINFOEXW\n"
	}
	if !w.op.buffer {
		return out
	}
	free := ""
	if w.source == "allocated IRP" && w.freed != "freed deferred" {
		free = "wdm.IoFreeIrp(irp)\n"
	}
	return out + "mdl := wdm.IoAllocateMdl(&data, 64, false, false, nil)\n" +
		block("if mdl == nil", free+w.fail("wdm.STATUS_INSUFFICIENT_RESOURCES")) +
		"buffer := wsk.WSK_BUF{Mdl: mdl, Length: 64}\n"
}

// hand sets the completion routine, and makes the call.
func (w *writer) hand(routine, context string) string {
	set := "wdm.IoSetCompletionRoutine(irp, " + routine + ", " + context + ", true, true, true)\n"
	return w.d.or("WSK010", "no completion routine", set, "") + "status := " + w.call + "\n"
}

// forgotten leaves the rest to the completion routine.
func (w *writer) forgotten() string {
	d := w.d
	freed := "wdm.IoFreeIrp(irp)\n"
	routine, context := d.completion("freeIrp", freed), "nil"
	if w.op.buffer {
		routine, context = d.completion("freeBoth", "wdm.IoFreeMdl(context.(*wdm.MDL))\n"+freed), "mdl"
	}
	if w.d.chance(30) {
		routine = w.captures(routine, context)
	}
	s := w.hand(routine, context)
	s += d.or("WSK010", "caller frees what its routine frees", "", freed)
	s += d.or("WSK010", "caller frees what its routine frees, on failure", "", block("if !wdm.NT_SUCCESS(status)", freed))
	if w.op.buffer {
		s += d.or("WSK010", "MDL freed in flight", "", "wdm.IoFreeMdl(mdl)\n")
	}
	return s + "return status\n"
}

// left waits for a time and then leaves; who comes last, it or the completion routine,
// frees what both use.
func (w *writer) left() string {
	d := w.d
	d.once("shared", "type shared struct {\nirp *wdm.IRP\nmdl *wdm.MDL\ndone wdm.KEVENT\nstatus wdm.NTSTATUS\nholders int32\n}")
	d.once("letGo", "func letGo(r *shared) {\nif wdm.InterlockedDecrement(&r.holders) > 0 {\nreturn\n}\nif r.mdl != nil {\nwdm.IoFreeMdl(r.mdl)\n}\nwdm.IoFreeIrp(r.irp)\nwdm.ExFreePool(r)\n}")
	routine := d.completion("letGoLate", "r := context.(*shared)\nr.status = irp.IoStatus.Status\nwdm.KeSetEvent(&r.done, wdm.IO_NO_INCREMENT, false)\nletGo(r)\n")
	mdl := ""
	if w.op.buffer {
		mdl = ", mdl: mdl"
	}
	w.at = "&r.done"
	s := "r := &shared{irp: irp" + mdl + ", holders: " + d.or("WSK010", "one holder too few", "2", "1") + "}\n" +
		"wdm.KeInitializeEvent(&r.done, wdm.NotificationEvent, false)\n" + w.hand(routine, "r")
	free := d.or("WSK010", "frees on time-out", "", "wdm.IoFreeIrp(irp)\n")
	late := w.timed(free + "status = wdm.STATUS_UNSUCCESSFUL\n")
	return s + late[:len(late)-1] + " else {\nstatus = r.status\n}\nletGo(r)\nreturn status\n"
}

// captures is a routine that captures for a moment before it calls another.
func (w *writer) captures(inner, context string) string {
	w.d.features["captures in a routine"] = true
	name := w.name + "Done"
	w.d.add("func " + name + `(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	var npi wsk.WSK_PROVIDER_NPI
	if wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, ` + w.d.or("WSK011", "waits for a capture in a routine", "wsk.WSK_NO_WAIT", "1000") + `, &npi)) {
		wsk.WskReleaseProviderNPI(&registration)
	}
	return ` + inner + `(device, irp, context)
}`)
	return name
}

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
		s = d.or("WSK010", "does not wait for its routine", s, read+take+free)
		s = d.or("WSK010", "frees what its routine frees", s, wait+read+take+freed+free)
		s = d.or("WSK010", "cancels what its routine frees", s, w.timed("wdm.IoCancelIrp(irp)\n"+w.forEver())+read+take+free)
		s = d.or("WSK010", "frees on failure what its routine frees", s, block("if !wdm.NT_SUCCESS(status)", freed)+s)
	} else {
		s = d.or("WSK010", "does not wait", s, read+take+free)
		s = d.or("WSK010", "reads the result before it waits", s, read+wait+take+free)
	}
	if w.freed == "freed after" {
		s = d.or("WSK010", "frees before it waits", s, free+wait+read+take)
		s = d.or("WSK010", "frees twice", s, s+"wdm.IoFreeIrp(irp)\n")
	}
	if w.op.buffer {
		s = d.or("WSK010", "MDL freed before it waits", s, "wdm.IoFreeMdl(mdl)\n"+s)
	}
	return begin + s + w.leave()
}

// copies reports whether the routine keeps the result, and frees the IRP.
func (w *writer) copies() bool { return w.freed == "freed in the routine" }

// place puts the event where it belongs.
func (w *writer) place() string {
	kind := "wdm.SynchronizationEvent"
	if w.d.chance(50) {
		kind = "wdm.NotificationEvent"
	}
	initialize := func(event string) string { return "wdm.KeInitializeEvent(" + event + ", " + kind + ", false)\n" }
	switch w.event {
	case "event in a global":
		clear := ""
		if w.global.stale() {
			clear = "wdm.KeClearEvent(&done" + w.x + ")\n"
			if w.usesEvent {
				clear = w.d.or("WSK010", "event not cleared", clear, "")
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
	return d.once(name, "func "+name+"(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {\n"+body+"return wdm.STATUS_MORE_PROCESSING_REQUIRED\n}")
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
			right = d.or("WSK004", "late socket lost", right, w.timed(cancel+s+give))
		case d.has(30, "late result ignored"):
			right = w.timed(cancel + s + give)
		}
		right = d.or("WSK010", "cancels and does not wait", right, w.timed(cancel))
		right = d.or("WSK010", "gives up waiting", right, w.timed(""))
		if w.free() != "" || w.source != "preallocated IRP" && w.source != "embedded IRP" || w.event == "event in a variable" {
			right = d.or("WSK010", "leaves on time-out", right, w.timed(give))
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
	return "var opened *wsk.WSK_SOCKET\n" + block("if wdm.NT_SUCCESS(status)", "opened = (*wsk.WSK_SOCKET)(unsafe.Pointer("+information+"))\n")
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
		return block("if wdm.NT_SUCCESS(status)", "provider.Dispatch.WskFreeAddressInfo(provider.Client, "+w.gives+")\n") + "return status\n"
	case w.opens:
		return "return opened, status\n"
	}
	return "return status\n"
}
