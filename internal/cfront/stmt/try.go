package stmt

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// tryStmt is __try with __except or __finally, or try with catch.
func (f *function) tryStmt(s *syntax.Try) bool {
	if len(s.Handlers) == 0 {
		return f.Stmt(s.Body)
	}
	if s.Handlers[0].Word == "__finally" {
		return f.tryFinally(s, s.Handlers[0])
	}
	return f.tryExcept(s)
}

// tryFinally carries out the handler at every way out of the body.
func (f *function) tryFinally(s *syntax.Try, h *syntax.Handler) bool {
	end := f.NewLabel("leave")
	w := draft.Way{Try: end, Of: s.Body}
	w.Leaves = []func(bool){func(abnormal bool) {
		saved := f.Abnormal
		f.Abnormal = abnormal
		f.Copies++
		labels := f.renamed(h.Body)
		f.Stmt(h.Body)
		labels()
		f.Abnormal = saved
	}}
	f.Ways = append(f.Ways, w)
	n := len(f.Ways)
	reach := f.Stmt(s.Body)
	f.Place(end)
	if reach || end.Used {
		f.Token = h.From
		f.Leave(n - 1)
		reach = !f.Ended()
	}
	f.Ways = f.Ways[:n-1]
	return reach
}

// renamed gives the labels in a statement that is made more than once new names.
func (f *function) renamed(s syntax.Stmt) func() {
	old := map[string]*draft.Label{}
	syntax.Walk(s, func(n syntax.Node) bool {
		if l, ok := n.(*syntax.Label); ok {
			old[l.Name] = f.Labels["c:"+l.Name]
			delete(f.Labels, "c:"+l.Name)
		}
		return true
	})
	return func() {
		for name, l := range old {
			delete(f.Labels, "c:"+name)
			if l != nil {
				f.Labels["c:"+name] = l
			}
		}
	}
}

// tryExcept makes the handlers reachable from where the body can raise.
func (f *function) tryExcept(s *syntax.Try) bool {
	except, after, end := f.NewLabel("except"), f.NewLabel("after"), f.NewLabel("leave")
	w := draft.Way{Except: except, Try: end, Of: s.Body, Probes: calls(s.Body, probing)}
	f.Ways = append(f.Ways, w)
	n := len(f.Ways)
	mark := len(f.Lines)
	reach := f.Stmt(s.Body)
	f.Ways = f.Ways[:n-1]
	if !except.Used && calls(s.Body, func(name string) bool { return !copying(name) }) { // something may raise, at once
		rest := append([]draft.Line(nil), f.Lines[mark:]...)
		f.Lines = f.Lines[:mark]
		f.Token = s.From
		f.Emit("if " + f.Maybe(syntax.Span{From: s.From, To: s.From + 1}, " raises an exception") + " {")
		f.Jump(except)
		f.Emit("}")
		f.Lines = append(f.Lines, rest...)
	}
	f.Place(end)
	if reach || end.Used {
		f.Jump(after)
	}
	if except.Used {
		f.Place(except)
		reach = f.handlers(s.Handlers)
	} else {
		reach = false
	}
	f.Place(after)
	return reach || after.Used
}

// handlers are carried out, one of them.
func (f *function) handlers(list []*syntax.Handler) bool {
	after := f.NewLabel("after")
	reach := false
	for i, h := range list {
		f.Token = h.From
		next := f.NewLabel("except")
		if i+1 < len(list) {
			f.Emit("if " + f.Maybe(head(h, h.Body), " passes the exception on") + " {")
			f.Jump(next)
			f.Emit("}")
		}
		f.Push()
		if v, ok := h.Filter.(*syntax.Var); ok && v != nil && v.Name.Last() != "" {
			f.BindVar(v, draft.Guess(names.TPointer))
		}
		r := f.Stmt(h.Body)
		f.Pop()
		if i+1 < len(list) {
			if r {
				f.Jump(after)
			}
			f.Place(next)
			continue
		}
		reach = r
	}
	f.Place(after)
	return reach || after.Used
}

// raise jumps to the handler around where a statement may raise an exception.
func (f *function) raise(n syntax.Node) {
	except := f.Handler()
	if except < 0 || !f.raises(n) {
		return
	}
	f.Emit("if " + f.Maybe(headOf(n), " raises an exception") + " {")
	f.JumpOut(except + 1)
	f.Jump(f.Ways[except].Except)
	f.Emit("}")
}

// throw leaves for the handler around it, or the function.
func (f *function) throw() bool {
	if i := f.Handler(); i >= 0 {
		f.JumpOut(i + 1)
		f.Jump(f.Ways[i].Except)
		return false
	}
	f.JumpOut(0)
	f.Emit(`panic("exception")`)
	return false
}

// raises reports whether a statement has a call that raises on purpose, or for
// memory of a user, whose handler the body then has a probe for. A copy of other
// memory that is bad is a bug check at a raised IRQL and no exception.
func (f *function) raises(n syntax.Node) bool {
	probes := f.Ways[f.Handler()].Probes
	return calls(headOf(n), func(name string) bool {
		return probing(name) || strings.HasPrefix(name, "ExRaise") || strings.HasPrefix(name, "RtlRaise") || probes && copying(name)
	})
}

// calls reports whether a node has a call of a function that is asked for.
func calls(n syntax.Node, asked func(name string) bool) bool {
	found := false
	syntax.Walk(n, func(n syntax.Node) bool {
		if c, ok := n.(*syntax.Call); ok {
			found = found || asked(syntax.Callee(c))
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
