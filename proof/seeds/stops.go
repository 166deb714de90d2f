package seeds

import (
	"slices"

	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// stops seeds bugs in the way from the unload function to the only deregistration that
// it leads to. The driver is correct and deregisters there, so in some life it is
// registered when it is unloaded, and nothing else on the way deregisters. Without the
// call of WskDeregister, or with a return before it, the unload function returns
// registered. The same function may end a start that has failed, then other rules are
// broken too.
func (s *source) stops() (out []seed) {
	for _, unload := range s.unloads() {
		way := s.reach(unload)
		var there []*function
		n := 0
		for _, fn := range s.sorted() {
			if k := number(calls(fn.Body), deregister); k > 0 && way[fn.name()] {
				there, n = append(there, fn), n+k
			}
		}
		if n != 1 || s.started(way) {
			continue
		}
		fn := there[0]
		fn.blocks(func(list []syntax.Stmt) { out = append(out, fn.stop(unload, list)...) })
		out = append(out, s.flags(unload, fn)...)
		out = append(out, s.detours(unload, way, fn)...)
	}
	return out
}

// started reports whether functions start something that may deregister beside them.
func (s *source) started(way map[string]bool) bool {
	for name := range way {
		for _, c := range calls(s.funcs[name].Body) {
			if c == "PsCreateSystemThread" || c == "IoQueueWorkItem" || c == "WdfWorkItemEnqueue" || c == "ExQueueWorkItem" {
				return true
			}
		}
	}
	return false
}

func number(names []string, name string) (n int) {
	for _, x := range names {
		if x == name {
			n++
		}
	}
	return n
}

var later = []string{"WSK006", "WSK008", "WSK009"}

func (fn *function) stop(unload string, list []syntax.Stmt) (out []seed) {
	u := fn.unit
	at := []want{{Rule: "WSK001", Func: unload}, {Rule: "WSK009"}}
	for _, s := range list {
		c, ok := callIn(s)
		if !ok || c.name != deregister || !c.direct || !u.wrote(s) {
			continue
		}
		out = append(out, u.seed("dropped deregister", s, at, u.drop(s)))
		if lo, _, _ := u.extent(s); fn.isVoid() {
			out = append(out, u.seed("early return", s, at, change{lo, lo, "return; "}))
		}
	}
	for i := range out {
		out[i].Also = later
	}
	return out
}

// detours seeds a call on the way from the unload function to the one that deregisters
// that is dropped: a call whose function leads there, where no other call of the same
// function does.
func (s *source) detours(unload string, way map[string]bool, to *function) (out []seed) {
	for _, fn := range s.sorted() {
		if !way[fn.name()] {
			continue
		}
		var leads []string
		for _, c := range calls(fn.Body) {
			if s.reach(c)[to.name()] {
				leads = append(leads, c)
			}
		}
		if len(leads) != 1 {
			continue
		}
		fn.blocks(func(list []syntax.Stmt) {
			for _, st := range list {
				if c, ok := callIn(st); ok && c.direct && c.name == leads[0] && c.result == nil && fn.unit.wrote(st) {
					e := fn.unit.seed("dropped cleanup", st, []want{{Rule: "WSK001", Func: unload}, {Rule: "WSK009"}}, fn.unit.drop(st))
					e.Also = append(slices.Clone(later), "WSK003", "WSK004")
					out = append(out, e)
				}
			}
		})
	}
	return out
}

// waits seeds a request that is not waited for. A call through a table whose last
// argument is an IRP, then a wait without a time-out or an if that does nothing but wait
// and assign, then IoFreeIrp of the same IRP, with nothing between that leaves: as the
// driver is correct, the request may be pending when it is waited for, so without the
// wait, or where the if waits for every other status, the IRP is freed while it is.
func (fn *function) waits(list []syntax.Stmt) (out []seed) {
	u := fn.unit
	for i, s := range list {
		c, ok := callIn(s)
		if !ok || c.direct || len(c.Args) < 2 || c.name == closeSock {
			continue
		}
		irp := u.words(c.Args[len(c.Args)-1])
		end, ok := u.next(list[i+1:], freeIrp, irp)
		if !ok {
			continue
		}
		between := list[i+1 : i+1+end]
		at := []want{{Rule: "WSK010", Line: u.line(list[i+1+end])}}
		at = append(at, want{Rule: "WSK010", Func: fn.name()})
		w, guard := onlyWait(between)
		if w == nil || !u.wrote(w) {
			continue
		}
		out = append(out, u.seed("dropped wait", w, at, u.drop(w)))
		if guard == nil {
			continue
		}
		if b, ok := guard.Cond.(*syntax.Binary); ok && b.Op == "==" && u.words(b.Y) == "STATUS_PENDING" && u.wrote(b) {
			out = append(out, u.seed("negated guard", guard, at, u.put(b, u.text(b.X)+" != "+u.text(b.Y))))
		}
	}
	return out
}

// onlyWait is the wait without a time-out among statements, and the if around it, if
// it is the only one.
func onlyWait(list []syntax.Stmt) (w syntax.Stmt, guard *syntax.If) {
	n := 0
	for _, s := range list {
		n += number(calls(s), wait)
		if c, ok := callIn(s); ok && endless(c) {
			w = s
		}
		g, ok := s.(*syntax.If)
		if !ok || g.Else != nil {
			continue
		}
		if b, ok := g.Then.(*syntax.Block); ok {
			for _, s := range b.List {
				if c, ok := callIn(s); ok && endless(c) {
					w, guard = s, g
				}
			}
		}
	}
	if n != 1 {
		return nil, nil
	}
	return w, guard
}

func endless(c call) bool {
	if c.name != wait || len(c.Args) != 5 {
		return false
	}
	id, ok := c.Args[4].(*syntax.Ident)
	return ok && (id.Name.Last() == "NULL" || id.Name.Last() == "nullptr")
}

// closes seeds a socket that is not closed: the only call in the unload function's own
// body of a function that calls WskCloseSocket, before the only way to a
// deregistration. The driver is correct, so a socket may be open there and nothing
// behind closes it.
func (s *source) closes() (out []seed) {
	for _, unload := range s.unloads() {
		fn := s.funcs[unload]
		if s.started(s.reach(unload)) {
			continue
		}
		fn.blocks(func(list []syntax.Stmt) { out = append(out, s.closing(fn, list)...) })
	}
	return out
}

func (s *source) closing(fn *function, list []syntax.Stmt) (out []seed) {
	at := -1
	for i, st := range list {
		c, ok := callIn(st)
		if !ok || !c.direct {
			continue
		}
		closes, stops := s.leads(c.name, closeSock), s.leads(c.name, deregister) || c.name == deregister
		switch {
		case closes && at >= 0 && !stops:
			return nil // two of them
		case closes && !stops:
			at = i
		case stops && at >= 0 && fn.unit.wrote(list[at]):
			return []seed{fn.unit.seed("skipped close", list[at], []want{{Rule: "WSK004"}}, fn.unit.drop(list[at]))}
		}
	}
	return nil
}

// leads reports whether a function comes to call another.
func (s *source) leads(from, to string) bool {
	for name := range s.reach(from) {
		if slices.Contains(calls(s.funcs[name].Body), to) {
			return true
		}
	}
	return false
}
