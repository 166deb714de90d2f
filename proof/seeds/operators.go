package seeds

import "github.com/wskvet/wskvet/internal/cfront/syntax"

// The names of the functions that operators know.
const (
	register   = "WskRegister"
	deregister = "WskDeregister"
	capture    = "WskCaptureProviderNPI"
	release    = "WskReleaseProviderNPI"
	freeInfo   = "WskFreeAddressInfo"
	closeSock  = "WskCloseSocket"
	wait       = "KeWaitForSingleObject"
	freeIrp    = "IoFreeIrp"
)

// bugs are the seeded bugs of a driver.
//
// Every operator rests on one premise, that the driver is correct as it stands, and
// says in its comment why the verdict then follows from the text.
func (s *source) bugs() (out []seed) {
	for _, fn := range s.sorted() {
		fn.blocks(func(list []syntax.Stmt) {
			out = append(out, fn.pairs(list)...)
			out = append(out, fn.guards(list)...)
			out = append(out, fn.ladders(list)...)
			out = append(out, fn.waits(list)...)
		})
	}
	out = append(out, s.entry()...)
	out = append(out, s.stops()...)
	out = append(out, s.joins()...)
	return append(out, s.closes()...)
}

// pairs seeds bugs at a release that is followed, in the same list and by statements
// that do not leave it, by a deregistration of the same registration. As the driver is
// correct, one capture is held where control comes to the release, else it would
// release nothing, and none where it comes to the deregistration, else that would wait
// for ever. So
//
//   - without the release, or with the two exchanged, the deregistration waits for ever;
//   - a second release finds nothing captured;
//   - a provider call that stands just before the release and is exchanged with it
//     comes after the last release;
//   - a second deregistration finds nothing registered.
func (fn *function) pairs(list []syntax.Stmt) (out []seed) {
	u := fn.unit
	for i, s := range list {
		r, ok := callIn(s)
		if !ok || r.name != release || !r.direct || len(r.Args) != 1 || !u.wrote(s) {
			continue
		}
		j, ok := u.next(list[i+1:], deregister, u.words(r.Args[0]))
		if !ok {
			continue
		}
		d := list[i+1+j]
		at := []want{{Rule: "WSK003", Line: u.line(d)}}
		out = append(out, u.seed("dropped release", s, at, u.drop(s)))
		if j == 0 {
			out = append(out, u.seed("swapped pair", s, []want{{Rule: "WSK003", Line: u.line(s)}}, u.swap(s, d)...))
		}
		out = append(out, u.seed("second release", s, []want{{Rule: "WSK008", Line: u.line(s)}}, u.twice(s)))
		out = append(out, u.seed("second deregister", d, []want{{Rule: "WSK008", Line: u.line(d)}}, u.twice(d)))
		if i == 0 {
			continue
		}
		if p, ok := callIn(list[i-1]); ok && p.name == freeInfo && !p.direct && u.wrote(list[i-1]) {
			out = append(out, u.seed("swapped pair", list[i-1], []want{{Rule: "WSK002", Line: u.line(s)}}, u.swap(list[i-1], s)...))
		}
	}
	return out
}

// next finds the statement that calls a function with this first argument, behind
// statements that do not leave the list and are no call of the lifecycle themselves.
func (u *unit) next(list []syntax.Stmt, name, arg string) (int, bool) {
	for i, s := range list {
		c, ok := callIn(s)
		if ok && c.direct && c.name == name {
			return i, len(c.Args) > 0 && u.words(c.Args[0]) == arg && u.wrote(s)
		}
		if !plain(s) || ok && (c.name == register || c.name == deregister || c.name == capture || c.name == release) {
			return 0, false
		}
	}
	return 0, false
}

// guards seeds bugs at the test behind a registration. A WskRegister whose result is
// assigned, then an if that leaves, then a capture on the same registration with
// nothing between that leaves: as the driver is correct, the if leaves whenever the
// registration has failed, and a registration can fail. So without the if, or with its
// condition negated, the capture is reached with a registration that has failed. And a
// second registration behind the first finds the block registered when that succeeds.
func (fn *function) guards(list []syntax.Stmt) (out []seed) {
	u := fn.unit
	for i, s := range list {
		c, ok := callIn(s)
		if !ok || c.name != register || !c.direct || c.result == nil || len(c.Args) != 2 || !u.wrote(s) || i+1 >= len(list) {
			continue
		}
		out = append(out, u.seed("second register", s, []want{{Rule: "WSK008", Line: u.line(s)}}, u.twice(s)))
		guard, ok := list[i+1].(*syntax.If)
		if !ok || guard.Else != nil || guard.Init != nil || !leaves(guard.Then) || !u.wrote(guard) {
			continue
		}
		j, ok := u.next(list[i+2:], capture, u.words(c.Args[1]))
		if !ok {
			continue
		}
		at := []want{{Rule: "WSK007", Line: u.line(list[i+2+j])}}
		out = append(out, u.seed("status not looked at", guard, at, u.drop(guard)))
		if cond, ok := u.condition(guard); ok {
			e := u.seed("negated guard", guard, at, change{cond.lo, cond.hi, "!(" + u.raw[cond.lo:cond.hi] + ")"})
			e.Also = []string{"WSK001", "WSK003", "WSK006", "WSK007", "WSK008", "WSK009"}
			out = append(out, e)
		}
	}
	return out
}

// condition is the place of an if's condition.
func (u *unit) condition(s *syntax.If) (change, bool) {
	from, to := s.Range().From+1, s.Cond.Range().To
	if int(to) >= len(u.file.Tokens) {
		return change{}, false
	}
	open, end := u.file.Tokens[from], u.file.Tokens[to]
	lo, hi := u.offset(open), u.offset(end)
	return change{lo: lo + 1, hi: hi}, open.Text == "(" && end.Text == ")" && lo >= 0 && hi > lo
}

// ladders seeds gotos that enter an unwinding ladder one rung off. In
//
//	Release: WskReleaseProviderNPI(&r);
//	Deregister: WskDeregister(&r);
//
// a jump to the second label comes there with nothing captured, else it would wait for
// ever in a driver that is correct: one that jumps to the first instead releases what is
// not captured. A jump to the first comes there with a capture: one that jumps to the
// second leaves it behind.
func (fn *function) ladders(list []syntax.Stmt) (out []seed) {
	u := fn.unit
	for i := 0; i+3 < len(list); i++ {
		first, ok1 := list[i].(*syntax.Label)
		second, ok2 := list[i+2].(*syntax.Label)
		r, ok3 := callIn(list[i+1])
		d, ok4 := callIn(list[i+3])
		if !ok1 || !ok2 || !ok3 || !ok4 || r.name != release || d.name != deregister ||
			u.words(r.Args[0]) != u.words(d.Args[0]) {
			continue
		}
		syntax.Walk(fn.Body, func(n syntax.Node) bool {
			g, ok := n.(*syntax.Goto)
			switch {
			case !ok || !u.wrote(g):
			case g.Label == first.Name:
				at := []want{{Rule: "WSK003", Line: u.line(list[i+3])}}
				out = append(out, u.seed("label off by one", g, at, u.put(g, "goto "+second.Name+";")))
			case g.Label == second.Name:
				at := []want{{Rule: "WSK007", Line: u.line(list[i+1])}, {Rule: "WSK008", Line: u.line(list[i+1])}}
				out = append(out, u.seed("label off by one", g, at, u.put(g, "goto "+first.Name+";")))
			}
			return true
		})
	}
	return out
}
