package model

import (
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

func (f *function) gotoStmt(s *syntax.Goto) bool {
	if s.X != nil {
		f.fail(s, "a computed goto")
		f.emit("wdm.NotModelled()")
		return true
	}
	f.leaveTo(s.Label)
	f.jump(f.labelOf(s.Label))
	return false
}

func (f *function) labelOf(name string) *label {
	l := f.labels["c:"+name]
	if l == nil {
		l = f.newLabel(names.Identifier(name))
		f.labels["c:"+name] = l
	}
	return l
}

// jumpStmt is break, continue or __leave.
func (f *function) jumpStmt(s *syntax.Jump) bool {
	for i := len(f.ways) - 1; i >= 0; i-- {
		w := &f.ways[i]
		switch {
		case s.Word == "__leave" && w.try != nil:
			f.leave(i + 1)
			f.jump(w.try)
			return false
		case s.Word == "break" && (w.loop || w.sw):
			f.leaveWith(i+1, true)
			*w.broken = true
			if w.brk != nil {
				f.jump(w.brk)
			} else {
				f.emit("break")
			}
			return false
		case s.Word == "continue" && w.loop:
			f.leaveWith(i+1, true)
			switch {
			case w.once:
				*w.broken = true
				if w.brk != nil {
					f.jump(w.brk)
					return false
				}
				if f.switchInside(i) {
					f.jump(w.cont)
					return false
				}
				f.emit("break")
			case w.cont != nil:
				f.jump(w.cont)
			default:
				f.emit("continue")
			}
			return false
		}
	}
	return true
}

// switchInside reports whether Go's break would leave a switch within a loop.
func (f *function) switchInside(i int) bool {
	for _, w := range f.ways[i+1:] {
		if w.sw {
			return true
		}
	}
	return false
}

// leave does what has to be done where the ways from the n-th on are left.
func (f *function) leave(n int) { f.leaveWith(n, false) }

func (f *function) leaveWith(n int, abnormal bool) {
	ways := f.ways
	for i := len(ways) - 1; i >= n; i-- {
		for k := len(ways[i].leaves) - 1; k >= 0; k-- {
			f.ways = ways[:i:i]
			ways[i].leaves[k](f, abnormal)
		}
	}
	f.ways = ways
}

// leaveTo does what has to be done on the way to a label.
func (f *function) leaveTo(name string) {
	n := len(f.ways)
	for n > 0 {
		w := f.ways[n-1]
		if len(w.leaves) > 0 && w.of != nil && hasLabel(w.of, name) {
			break
		}
		n--
	}
	f.leaveWith(n, true)
}

func hasLabel(s syntax.Node, name string) bool {
	found := false
	syntax.Walk(s, func(n syntax.Node) bool {
		if l, ok := n.(*syntax.Label); ok && l.Name == name {
			found = true
		}
		return !found
	})
	return found
}

func (f *function) leaving() bool {
	for _, w := range f.ways {
		if len(w.leaves) > 0 {
			return true
		}
	}
	return false
}

func (f *function) returnStmt(s *syntax.Return) bool {
	if s.Word == "throw" {
		if s.X != nil {
			f.effect(s.X)
		}
		return f.throw()
	}
	f.raise(s)
	if c, ok := unparen(s.X).(*syntax.Cond); ok && c.A != nil && f.result.Kind != names.Void && !f.flat {
		cond := f.cond(c.C)
		if !cond.konst {
			f.emit("if " + cond.s + " {")
			f.returnValue(c.A)
			f.emit("}")
			f.returnValue(c.B)
			return false
		}
	}
	f.returnValue(s.X)
	return false
}

func (f *function) returnValue(x syntax.Expr) {
	if f.deduces {
		if x != nil && f.found.Kind == names.Void {
			f.found = f.resultOf(x)
		}
		f.emit("return " + unknown(f.result).s)
		return
	}
	if f.result.Kind == names.Void {
		if x != nil {
			f.effect(x)
		}
		f.leaveWith(0, true)
		f.emit("return")
		return
	}
	n := len(f.ways)
	f.ways = append(f.ways, way{}) // of temporaries
	defer func() { f.ways = f.ways[:n] }()
	if x != nil && f.result.Kind == names.Struct && f.hasLife(f.result) {
		f.returnObject(x)
		return
	}
	v := unknown(f.result)
	if x != nil {
		v = f.returned(x)
	}
	if f.leaving() && !v.konst {
		v = f.temp(v)
	}
	f.leaveWith(0, true)
	f.emit("return " + v.s)
}

// resultOf is the result of a function that says auto and returns x.
func (f *function) resultOf(x syntax.Expr) *names.Type {
	v := f.look(x)
	switch {
	case v.t == nil:
		return names.TInt32
	case isReference(f.fn.Decl.Type.Elem):
		return names.PointerTo(object(v.t))
	}
	return object(f.settled(v).t)
}

// returned is what a return gives; of a reference it is the address.
func (f *function) returned(x syntax.Expr) value {
	if f.fn != nil && f.fn.Decl != nil && f.result.Kind == names.Pointer && isReference(f.fn.Decl.Type.Elem) {
		return primary(f.reference(x, f.result), f.result)
	}
	return f.rvalue(x, f.result)
}

func isReference(t *syntax.Type) bool {
	return t != nil && (t.Kind == syntax.TypeRef || t.Kind == syntax.TypeRvalueRef)
}

// noReturn reports whether an expression is a call that does not come back, which
// Go sees as well.
func (f *function) noReturn(x syntax.Expr) bool {
	u, ok := unparen(x).(*syntax.Unary)
	return ok && u.Op == "throw"
}
