package requests

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
	freed   string // when the IRP is, where it is allocated
	checked bool   // a failure is returned at once
	helped  bool   // helpers wait and read
}

// style draws how a request of the session is made.
func (s *session) style(o op) style {
	d := s.d
	st := style{source: s.drawSource(o), waits: "for ever"}
	if st.source == "allocated IRP" {
		st.freed = d.Pick("freed after", "freed deferred", "freed in the routine")
	}
	if st.copies() && !o.opens && o.gives == "" && !s.sync && d.Chance(60) {
		st.waits = d.Pick("forgotten", "timed, leaves")
		return st
	}
	st.event = s.drawEvent(st)
	st.guarded = d.Has(50, "waits if pending")
	st.quiet = st.guarded && !st.copies() && d.Has(50, "signals if pending")
	if st.event == "event in a global" {
		st.guarded, st.quiet = s.global.guarded, s.global.guarded && s.global.quiet
	}
	st.helped = d.Has(40, "helpers")
	if st.copies() {
		return st
	}
	st.checked = d.Has(30, "failure returned at once") && (st.event != "event in a global" || st.quiet)
	if d.Has(35, "timed, cancels and waits") {
		st.waits = "timed"
	}
	return st
}

// drawSource draws where the IRP of a request comes from. That of a close must be there
// before.
func (s *session) drawSource(o op) string {
	sources := []string{"IRP in a variable"}
	if !s.private {
		sources = append(sources, "preallocated IRP", "embedded IRP")
	}
	if !o.closes {
		sources = append(sources, "allocated IRP", "allocated IRP")
	}
	return s.d.Pick(sources...)
}

// drawEvent draws where the event of a request is.
func (s *session) drawEvent(st style) string {
	switch {
	case st.copies():
		return s.d.Pick("result in a variable", "result on the heap")
	case s.private:
		return s.d.Pick("event in a variable", "event on the heap")
	}
	return s.d.Pick("event in a variable", "event in a global", "event on the heap")
}

// copies reports whether the completion routine keeps the result, and frees the IRP.
func (st style) copies() bool { return st.freed == "freed in the routine" }

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
	s := w.own()
	if w.closes && !w.sure {
		s = w.d.Or("WSK004", "no IRP to close with", s, w.allocated("1")+"defer wdm.IoFreeIrp(irp)\n")
	}
	return s
}

func (w *writer) allocated(locations string) string {
	return "irp := wdm.IoAllocateIrp(" + locations + ", false)\n" + block("if irp == nil", w.fail("wdm.STATUS_INSUFFICIENT_RESOURCES"))
}

// own gets the IRP from where it comes from.
func (w *writer) own() string {
	initialize := "wdm.IoInitializeIrp(irp, wdm.IoSizeOfIrp(1), 1)\n"
	switch w.source {
	case "allocated IRP":
		s := w.allocated(w.d.Or("WSK010", "IRP without a stack location", "1", "0"))
		if w.freed == "freed deferred" {
			s += "defer wdm.IoFreeIrp(irp)\n"
		}
		return s
	case "preallocated IRP":
		reuse := "wdm.IoReuseIrp(irp, wdm.STATUS_UNSUCCESSFUL)\n"
		if w.usesIrp {
			reuse = w.d.Or("WSK010", "IRP not made ready", reuse, "")
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
	set := "wdm.IoSetCompletionRoutine(irp, " + routine + ", " + context + ", true, " + w.d.Or("WSK010", "routine not called after a failure", "true, true", "false, false") + ")\n"
	return w.d.Or("WSK010", "no completion routine", set, "") + "status := " + w.call + "\n"
}

// forgotten leaves the rest to the completion routine.
func (w *writer) forgotten() string {
	d := w.d
	freed := "wdm.IoFreeIrp(irp)\n"
	routine, context := d.completion("freeIrp", freed), "nil"
	if w.op.buffer {
		routine, context = d.completion("freeBoth", "wdm.IoFreeMdl(context.(*wdm.MDL))\n"+freed), "mdl"
	}
	if d.Chance(30) {
		routine = w.captures(routine)
	}
	s := w.hand(routine, context)
	s += d.Or("WSK010", "caller frees what its routine frees", "", freed)
	s += d.Or("WSK010", "caller frees what its routine frees, on failure", "", block("if !wdm.NT_SUCCESS(status)", freed))
	if w.op.buffer {
		s += d.Or("WSK010", "MDL freed in flight", "", "wdm.IoFreeMdl(mdl)\n")
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
	s := "r := &shared{irp: irp" + mdl + ", holders: " + d.Or("WSK010", "one holder too few", "2", "1") + "}\n" +
		"wdm.KeInitializeEvent(&r.done, wdm.NotificationEvent, false)\n" + w.hand(routine, "r")
	free := d.Or("WSK010", "frees on time-out", "", "wdm.IoFreeIrp(irp)\n")
	late := w.timed(free + "status = wdm.STATUS_UNSUCCESSFUL\n")
	return s + late[:len(late)-1] + " else {\nstatus = r.status\n}\nletGo(r)\nreturn status\n"
}

// captures is a routine that captures for a moment before it calls another.
func (w *writer) captures(inner string) string {
	w.d.Note("captures in a routine")
	name := w.name + "Done"
	w.d.add("func " + name + `(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
` + w.d.peeks("waits for a capture in a routine") + `
	return ` + inner + `(device, irp, context)
}`)
	return name
}
