package requests

import "fmt"

// A holder is where a socket is kept from one call of the driver to the next.
type holder struct {
	made  string // statements before it is kept
	ref   string // an expression
	empty string // the condition that nothing is kept
	gone  string // statements after it has been taken out
}

func (s *session) holder() holder {
	d, x := s.d, s.x
	switch d.Pick("global", "field", "heap") {
	case "field":
		d.add(fmt.Sprintf("type holder%[1]s struct {\nsocket *wsk.WSK_SOCKET\nopened int\n}\n\nvar kept%[1]s holder%[1]s", x))
		return holder{ref: "kept" + x + ".socket", empty: "kept" + x + ".socket == nil"}
	case "heap":
		d.add(fmt.Sprintf("type holder%[1]s struct {\nsocket *wsk.WSK_SOCKET\nopened int\n}\n\nvar kept%[1]s *holder%[1]s", x))
		return holder{
			made: fmt.Sprintf("kept%[1]s = &holder%[1]s{}\n", x), ref: "kept" + x + ".socket", empty: fmt.Sprintf("kept%[1]s == nil", x),
			gone: fmt.Sprintf("kept%[1]s = nil\n", x),
		}
	}
	d.add(fmt.Sprintf("var kept%s *wsk.WSK_SOCKET", x))
	return holder{ref: "kept" + x, empty: "kept" + x + " == nil"}
}

// kept opens the socket in one call of the driver and closes it in another.
func (s *session) kept(life string) {
	d, x := s.d, s.x
	if !s.listens && d.Chance(20) {
		s.list(life)
		return
	}
	h := s.holder()
	l := lock{}
	if d.Has(50, "taken under a lock") {
		l = d.lock(x)
	}
	closes := s.closer()
	defer s.close()
	armed, arm := !s.listens && d.Has(30, "armed"), ""
	if armed {
		s.arm()
		arm = "status = arm" + x + "(socket)\n" + block("if !wdm.NT_SUCCESS(status)", closes+"(socket)\nreturn status\n")
	}
	d.add("func start" + x + "() wdm.NTSTATUS {\n" + s.begin(closes, arm+l.acquire+h.made+h.ref+" = socket\n"+l.release+"return wdm.STATUS_SUCCESS\n") + "}")
	forget := h.gone
	if forget == "" {
		forget = h.ref + " = nil\n"
	}
	early := l.release
	if life == "lazy" {
		forget = d.Or("WSK012", "not forgotten after its close", forget, "")
		if l.release != "" {
			early = d.Or("WSK011", "leaves with the lock", early, "")
		}
	}
	end := s.ends(closes)
	if armed {
		end = s.disarm(end)
	}
	d.add("func stop" + x + "() {\n" + l.acquire + block("if "+h.empty, early+"return\n") +
		"socket := " + h.ref + "\n" + forget + l.release + end + "}")
	for _, u := range s.uses(1) {
		d.major("DEVICE_CONTROL", block("if !("+h.empty+")", u+"("+h.ref+")\n"))
	}
	s.called(life, h.empty)
}

// called has the driver's callbacks start and stop the session.
func (s *session) called(life, empty string) {
	d := s.d
	start, stop := "start"+s.x+"()", "stop"+s.x+"()"
	switch life {
	case "at load":
		late := d.Or("WSK004", "closed after WskDeregister", "", "late") == "late"
		d.steps = append(d.steps, step{do: start, undo: stop, late: late})
	case "lazy":
		d.major("DEVICE_CONTROL", block("if "+empty, start+"\n"))
		d.major("FLUSH_BUFFERS", stop)
		d.steps = append(d.steps, step{undo: d.Or("WSK004", "not stopped at unload", stop, "")})
	default:
		d.major("CREATE", block("if !("+empty+")", "return wdm.STATUS_DEVICE_BUSY\n")+fmt.Sprintf("status%[1]s := %[2]s\nif !wdm.NT_SUCCESS(status%[1]s) {\nreturn status%[1]s\n}", s.x, start))
		d.major("CLOSE", d.Or("WSK004", "not stopped at close", stop, ""))
	}
}

// list keeps two sockets in a slice.
func (s *session) list(life string) {
	d, x := s.d, s.x
	d.Note("list")
	d.add(fmt.Sprintf("var kept%s []*wsk.WSK_SOCKET", x))
	closes := s.closer()
	defer s.close()
	kept := "kept" + x
	d.add("func add" + x + "() wdm.NTSTATUS {\n" + s.begin(closes, kept+" = append("+kept+", socket)\nreturn wdm.STATUS_SUCCESS\n") + "}")
	undo := d.Or("WSK004", "first of two left open", "stop"+x+"()\n", "")
	d.add("func start" + x + "() wdm.NTSTATUS {\nfor range 2 {\nstatus := add" + x + "()\n" + block("if !wdm.NT_SUCCESS(status)", undo+"return status\n") + "}\nreturn wdm.STATUS_SUCCESS\n}")
	forget := kept + " = nil\n"
	if life == "lazy" {
		forget = d.Or("WSK012", "not forgotten after its close", forget, "")
	}
	all := "for _, socket := range " + kept + " {\n" + closes + "(socket)\n}\n"
	all = d.Or("WSK004", "only the first closed", all, block("if len("+kept+") > 0", closes+"("+kept+"[0])\n"))
	d.add("func stop" + x + "() {\n" + all + forget + "}")
	s.called(life, "len("+kept+") == 0")
}
