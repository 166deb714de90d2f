package expr

import (
	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// Methods of C++ that differ in what stands behind their parameters: const, & and &&.

// Constant reports whether what a declaration makes, or refers or points to, is const.
func Constant(d *syntax.Var) bool {
	if d == nil || d.Type == nil {
		return false
	}
	switch t := d.Type; t.Kind {
	case syntax.TypePointer, syntax.TypeRef, syntax.TypeRvalueRef:
		return t.Elem != nil && t.Elem.Const
	default:
		return t.Const
	}
}

// isConstant reports whether the object that an expression is, or points to, is const, as
// far as declarations say so.
func (f *Function) isConstant(x syntax.Expr) bool {
	switch x := syntax.Unparen(x).(type) {
	case *syntax.Lit:
		return x.Text == "this" && f.constantThis()
	case *syntax.Ident:
		name := x.Name.Last()
		if name == "this" {
			return f.constantThis()
		}
		if len(x.Name.Parts) == 1 {
			if l, ok := f.Lookup(name).(*draft.Local); ok {
				return l.Const
			}
			if v, ok := f.Lookup(name).(*names.Var); ok {
				return Constant(v.Decl)
			}
			if _, ok := f.ofThis(name); ok {
				return f.constantThis()
			}
		}
		if v, ok := f.Unit.Resolve(x.Name).(*names.Var); ok {
			return Constant(v.Decl)
		}
	case *syntax.Member:
		return !x.Arrow && f.isConstant(x.X)
	case *syntax.Unary:
		return x.Op == "*" && f.isConstant(x.X)
	}
	return false
}

func (f *Function) constantThis() bool {
	return f.Func != nil && f.Func.Decl != nil && f.Func.Decl.Type.Const
}

// suited is the method among those with the parameters of fn that suits its object.
func (f *Function) suited(fn *names.Function, rec *names.Record, constant, rvalue bool) *names.Function {
	if fn == nil || rec == nil {
		return fn
	}
	c := f.Unit.Prog.ClassOf(rec)
	if c == nil || len(c.Methods[fn.C]) < 2 {
		return fn
	}
	best, most := fn, -1
	for _, g := range c.Methods[fn.C] {
		if !sameParams(fn.Type(), g.Type()) {
			continue
		}
		if n := qualifies(g.Decl.Type, constant, rvalue); n > most {
			best, most = g, n
		}
	}
	return best
}

// qualifies says how well a method suits an object; -1 if it cannot be called with it.
func qualifies(t *syntax.Type, constant, rvalue bool) int {
	switch {
	case constant && !t.Const, t.Rvalue && !rvalue, t.Lvalue && rvalue && !t.Const:
		return -1
	}
	n := 0
	if t.Const == constant {
		n++
	}
	if t.Rvalue {
		n += 2
	}
	return n
}

// sameParams reports whether two functions have the same parameters.
func sameParams(a, b *names.Type) bool {
	if len(a.Params) != len(b.Params) || a.Variadic != b.Variadic {
		return false
	}
	for i := range a.Params {
		if !names.Same(a.Params[i], b.Params[i]) {
			return false
		}
	}
	return true
}
