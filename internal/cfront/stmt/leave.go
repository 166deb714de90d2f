package stmt

import (
	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/expr"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

func (f *function) gotoStmt(s *syntax.Goto) bool {
	if s.X != nil {
		f.Fail(s, "a computed goto")
		f.Emit("wdm.NotModelled()")
		return true
	}
	f.LeaveTo(s.Label)
	f.Jump(f.LabelOf(s.Label))
	return false
}

// jumpStmt is break, continue or __leave.
func (f *function) jumpStmt(s *syntax.Jump) bool {
	for i := len(f.Ways) - 1; i >= 0; i-- {
		w := &f.Ways[i]
		switch {
		case s.Word == "__leave" && w.Try != nil:
			f.Leave(i + 1)
			f.Jump(w.Try)
			return false
		case s.Word == "break" && (w.Loop || w.Switch):
			f.JumpOut(i + 1)
			*w.Broken = true
			if w.Break != nil {
				f.Jump(w.Break)
			} else {
				f.Emit("break")
			}
			return false
		case s.Word == "continue" && w.Loop:
			f.JumpOut(i + 1)
			switch {
			case w.Once:
				*w.Broken = true
				if w.Break != nil {
					f.Jump(w.Break)
					return false
				}
				if f.switchInside(i) {
					f.Jump(w.Continue)
					return false
				}
				f.Emit("break")
			case w.Continue != nil:
				f.Jump(w.Continue)
			default:
				f.Emit("continue")
			}
			return false
		}
	}
	return true
}

// switchInside reports whether Go's break would leave a switch within a loop.
func (f *function) switchInside(i int) bool {
	for _, w := range f.Ways[i+1:] {
		if w.Switch {
			return true
		}
	}
	return false
}

func (f *function) returnStmt(s *syntax.Return) bool {
	if s.Word == "throw" {
		if s.X != nil {
			f.Effect(s.X)
		}
		return f.throw()
	}
	f.raise(s)
	if c, ok := syntax.Unparen(s.X).(*syntax.Cond); ok && c.A != nil && f.Result.Kind != names.Void && !f.Flat {
		cond := f.Cond(c.C)
		if !cond.Const {
			f.Emit("if " + cond.Text + " {")
			f.returnValue(c.A)
			f.Emit("}")
			f.returnValue(c.B)
			return false
		}
	}
	f.returnValue(s.X)
	return false
}

func (f *function) returnValue(x syntax.Expr) {
	if f.Deduces {
		if x != nil && f.Found.Kind == names.Void {
			f.Found = f.resultOf(x)
		}
		f.Emit("return " + draft.Unknown(f.Result).Text)
		return
	}
	if f.Result.Kind == names.Void {
		if x != nil {
			f.Effect(x)
		}
		f.JumpOut(0)
		f.Emit("return")
		return
	}
	n := len(f.Ways)
	f.Ways = append(f.Ways, draft.Way{}) // of temporaries
	defer func() { f.Ways = f.Ways[:n] }()
	if x != nil && f.Result.Kind == names.Struct && f.HasLife(f.Result) {
		f.ReturnObject(x)
		return
	}
	v := draft.Unknown(f.Result)
	if x != nil {
		v = f.returned(x)
	}
	if f.Leaving() && !v.Const {
		v = f.Temp(v)
	}
	f.JumpOut(0)
	f.Emit("return " + v.Text)
}

// resultOf is the result of a function that says auto and returns x.
func (f *function) resultOf(x syntax.Expr) *names.Type {
	v := f.Look(x)
	switch {
	case v.Type == nil:
		return names.TInt32
	case syntax.IsReference(f.Func.Decl.Type.Elem):
		return names.PointerTo(expr.Object(v.Type))
	}
	return expr.Object(f.Settled(v).Type)
}

// returned is what a return gives; of a reference it is the address.
func (f *function) returned(x syntax.Expr) draft.Value {
	if f.Func != nil && f.Func.Decl != nil && f.Result.Kind == names.Pointer && syntax.IsReference(f.Func.Decl.Type.Elem) {
		return draft.Primary(f.Reference(x, f.Result), f.Result)
	}
	return f.Rvalue(x, f.Result)
}

// noReturn reports whether an expression is a call that does not come back, which
// Go sees as well.
func (f *function) noReturn(x syntax.Expr) bool {
	u, ok := syntax.Unparen(x).(*syntax.Unary)
	return ok && u.Op == "throw"
}
