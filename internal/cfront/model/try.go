package model

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// tryStmt is __try with __except or __finally, or try with catch.
func (f *function) tryStmt(s *syntax.Try) bool {
	if len(s.Handlers) == 0 {
		return f.stmt(s.Body)
	}
	if s.Handlers[0].Word == "__finally" {
		return f.tryFinally(s, s.Handlers[0])
	}
	return f.tryExcept(s)
}

// tryFinally carries out the handler at every way out of the body.
func (f *function) tryFinally(s *syntax.Try, h *syntax.Handler) bool {
	end := f.newLabel("leave")
	w := way{try: end, of: s.Body}
	w.leaves = []func(*function, bool){func(f *function, abnormal bool) {
		saved := f.abnormal
		f.abnormal = abnormal
		f.copies++
		labels := f.renamed(h.Body)
		f.stmt(h.Body)
		labels()
		f.abnormal = saved
	}}
	f.ways = append(f.ways, w)
	n := len(f.ways)
	reach := f.stmt(s.Body)
	f.place(end)
	if reach || end.used {
		f.tok = h.From
		f.leaveWith(n-1, false)
		reach = !f.ended()
	}
	f.ways = f.ways[:n-1]
	return reach
}

// abnormally is AbnormalTermination(): whether the body has been left by a jump.
func (f *function) abnormally(*syntax.Call, *names.Type) value {
	if f.abnormal {
		return integer(1, names.TInt32)
	}
	return integer(0, names.TInt32)
}

// ended reports whether the last line leaves the function or jumps.
func (f *function) ended() bool {
	for i := len(f.out) - 1; i >= 0; i-- {
		t := f.out[i].text
		if t == "}" && !f.flat {
			continue
		}
		return strings.HasPrefix(t, "return") || strings.HasPrefix(t, "goto ") || t == "break" || t == "continue"
	}
	return false
}

// renamed gives the labels in a statement that is made more than once new names.
func (f *function) renamed(s syntax.Stmt) func() {
	old := map[string]*label{}
	syntax.Walk(s, func(n syntax.Node) bool {
		if l, ok := n.(*syntax.Label); ok {
			old[l.Name] = f.labels["c:"+l.Name]
			delete(f.labels, "c:"+l.Name)
		}
		return true
	})
	return func() {
		for name, l := range old {
			delete(f.labels, "c:"+name)
			if l != nil {
				f.labels["c:"+name] = l
			}
		}
	}
}

// tryExcept makes the handlers reachable from where the body can raise.
func (f *function) tryExcept(s *syntax.Try) bool {
	except, after, end := f.newLabel("except"), f.newLabel("after"), f.newLabel("leave")
	w := way{except: except, try: end, of: s.Body, probes: calls(s.Body, probing)}
	f.ways = append(f.ways, w)
	n := len(f.ways)
	mark := len(f.out)
	reach := f.stmt(s.Body)
	f.ways = f.ways[:n-1]
	if !except.used && calls(s.Body, func(name string) bool { return !copying(name) }) { // something may raise, at once
		rest := append([]line(nil), f.out[mark:]...)
		f.out = f.out[:mark]
		f.tok = s.From
		f.emit("if " + f.maybe(syntax.Span{From: s.From, To: s.From + 1}, " raises an exception") + " {")
		f.jump(except)
		f.emit("}")
		f.out = append(f.out, rest...)
	}
	f.place(end)
	if reach || end.used {
		f.jump(after)
	}
	if except.used {
		f.place(except)
		reach = f.handlers(s.Handlers)
	} else {
		reach = false
	}
	f.place(after)
	return reach || after.used
}

// handlers are carried out, one of them.
func (f *function) handlers(list []*syntax.Handler) bool {
	after := f.newLabel("after")
	reach := false
	for i, h := range list {
		f.tok = h.From
		next := f.newLabel("except")
		if i+1 < len(list) {
			f.emit("if " + f.maybe(head(h, h.Body), " passes the exception on") + " {")
			f.jump(next)
			f.emit("}")
		}
		f.push()
		if v, ok := h.Filter.(*syntax.Var); ok && v != nil && v.Name.Last() != "" {
			f.bindVar(v, unknown(names.TPointer))
		}
		r := f.stmt(h.Body)
		f.pop()
		if i+1 < len(list) {
			if r {
				f.jump(after)
			}
			f.place(next)
			continue
		}
		reach = r
	}
	f.place(after)
	return reach || after.used
}

// raise jumps to the handler around where a statement may raise an exception.
func (f *function) raise(n syntax.Node) {
	except := f.handler()
	if except < 0 || !f.raises(n) {
		return
	}
	f.emit("if " + f.maybe(headOf(n), " raises an exception") + " {")
	f.leaveWith(except+1, true)
	f.jump(f.ways[except].except)
	f.emit("}")
}

// handler is the innermost way with a handler, or -1.
func (f *function) handler() int {
	for i := len(f.ways) - 1; i >= 0; i-- {
		if f.ways[i].except != nil {
			return i
		}
	}
	return -1
}

// throw leaves for the handler around it, or the function.
func (f *function) throw() bool {
	if i := f.handler(); i >= 0 {
		f.leaveWith(i+1, true)
		f.jump(f.ways[i].except)
		return false
	}
	f.leaveWith(0, true)
	f.emit(`panic("exception")`)
	return false
}

// raises reports whether a statement has a call that raises on purpose, or for
// memory of a user, whose handler the body then has a probe for. A copy of other
// memory that is bad is a bug check at a raised IRQL and no exception.
func (f *function) raises(n syntax.Node) bool {
	probes := f.ways[f.handler()].probes
	return calls(headOf(n), func(name string) bool {
		return probing(name) || strings.HasPrefix(name, "ExRaise") || strings.HasPrefix(name, "RtlRaise") || probes && copying(name)
	})
}

// calls reports whether a node has a call of a function that is asked for.
func calls(n syntax.Node, asked func(name string) bool) bool {
	found := false
	syntax.Walk(n, func(n syntax.Node) bool {
		if c, ok := n.(*syntax.Call); ok {
			found = found || asked(calleeOf(c))
		}
		return !found
	})
	return found
}

// headOf is the part of a statement that is carried out before its parts are.
func headOf(n syntax.Node) syntax.Node {
	switch n := n.(type) {
	case *syntax.If:
		return n.Cond
	case *syntax.Switch:
		return n.Cond
	}
	return n
}

// probing reports whether a function raises where a user's memory is bad.
func probing(name string) bool {
	return strings.HasPrefix(name, "Probe") || strings.HasPrefix(name, "MmProbe") || strings.HasPrefix(name, "MmMapLockedPages")
}

// copying reports whether a function does nothing but touch memory.
func copying(name string) bool {
	switch name {
	case "memcpy", "memmove", "memset", "RtlCopyMemory", "RtlMoveMemory", "RtlZeroMemory", "RtlFillMemory", "RtlCompareMemory", "memcmp":
		return true
	}
	return false
}
