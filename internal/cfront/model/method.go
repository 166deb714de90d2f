package model

import (
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// callMethod is x.f(args) where x is of a class that has a method f.
func (f *function) callMethod(x *syntax.Call, m *syntax.Member, want *names.Type) (value, bool) {
	if !f.u.File.CPP {
		return value{}, false
	}
	if f.guardMethod(x, m) {
		return value{t: names.TVoid}, true
	}
	name := m.Name.Last()
	v := f.object(m)
	if v.t.Kind != names.Struct {
		return value{}, false
	}
	if steps := v.t.Rec.Find(name); steps != nil {
		return value{}, false
	}
	fn, rec := f.methodOf(v.t.Rec, name, x.Args, 0)
	if fn == nil {
		fn, rec = f.methodInstance(v.t.Rec, m.Name, x.Args, 0)
	}
	if fn == nil {
		if !f.released(v, name) {
			f.discard(v)
		}
		return f.callUnknown(x, nil, want), true
	}
	if fn.Static && fn.Defined() {
		return f.callFunction(x, fn, ""), true
	}
	if !v.lv {
		v = f.kept(v)
	}
	return f.callMethodOf(x, fn, rec, v, want), true
}

// asBase is the address of an object as one of a class that it derives from.
func (f *function) asBase(v value, rec *names.Record) string {
	if v.t.Rec == rec {
		return v.address()
	}
	for _, fl := range v.t.Rec.Fields {
		if fl.Embedded && fl.Type.Kind == names.Struct && (fl.Type.Rec == rec || derives(fl.Type.Rec, rec, 0)) {
			return f.asBase(f.along(v, []names.Step{{Of: v.t.Rec, Field: fl}}), rec)
		}
	}
	return "(*" + rec.Name + ")(unsafe.Pointer(" + v.address() + "))"
}

func derives(r, base *names.Record, depth int) bool {
	for _, b := range r.Bases {
		if b == base || depth < 8 && derives(b, base, depth+1) {
			return true
		}
	}
	return false
}

// methodOf is the method of a class or of what it derives from, and whose it is.
func (f *function) methodOf(r *names.Record, name string, args []syntax.Expr, depth int) (*names.Function, *names.Record) {
	if c := f.u.Prog.ClassOf(r); c != nil {
		if list := c.Methods[name]; len(list) > 0 {
			return f.pick(list, list[0], args), r
		}
	}
	if depth < 8 {
		for _, b := range r.Bases {
			if fn, rec := f.methodOf(b, name, args, depth+1); fn != nil {
				return fn, rec
			}
		}
	}
	return nil, nil
}

// methodInstance is what a template of a class, or of what it derives from, makes for a
// call, and whose it is.
func (f *function) methodInstance(r *names.Record, name *syntax.Name, args []syntax.Expr, depth int) (*names.Function, *names.Record) {
	if c := f.u.Prog.ClassOf(r); c != nil {
		if fn := f.instance(c, name, args); fn != nil {
			return fn, r
		}
	}
	if depth < 8 {
		for _, b := range r.Bases {
			if fn, rec := f.methodInstance(b, name, args, depth+1); fn != nil {
				return fn, rec
			}
		}
	}
	return nil, nil
}

// callOwnMethod is a call of a method of the class at hand by its bare name.
func (f *function) callOwnMethod(x *syntax.Call, name string) (value, bool) {
	if f.fn == nil || f.fn.Class == nil {
		return value{}, false
	}
	if f.this == nil {
		list := f.fn.Class.Methods[name]
		if len(list) == 0 {
			return value{}, false
		}
		fn := f.pick(list, list[0], x.Args)
		if !fn.Static || !fn.Defined() {
			return f.callUnknown(x, fn.Type(), nil), true
		}
		return f.callFunction(x, fn, ""), true
	}
	fn, rec := f.methodOf(f.this.t.Elem.Rec, name, x.Args, 0)
	if rec != nil && name == rec.C {
		return value{}, false // it makes another object
	}
	if id, ok := unparen(x.Fun).(*syntax.Ident); ok && fn == nil {
		fn, rec = f.methodInstance(f.this.t.Elem.Rec, id.Name, x.Args, 0)
	}
	if fn == nil {
		return value{}, false
	}
	if fn.Static && fn.Defined() {
		return f.callFunction(x, fn, ""), true
	}
	return f.callMethodOf(x, fn, rec, target(f.this.name, f.this.t.Elem), nil), true
}

// callQualified is a call of A::f.
func (f *function) callQualified(x *syntax.Call, n *syntax.Name, want *names.Type) (value, bool) {
	if len(n.Parts) < 2 {
		return value{}, false
	}
	c := f.u.ClassNamed(n)
	if c == nil {
		return value{}, false
	}
	var fn *names.Function
	if list := c.Methods[n.Last()]; len(list) > 0 {
		fn = f.pick(list, list[0], x.Args)
	} else if rec := c.Record(); rec != nil {
		fn, _ = f.methodOf(rec, n.Last(), x.Args, 0)
	}
	switch {
	case fn == nil:
		return value{}, false
	case !fn.Defined():
		return f.callUnknown(x, fn.Type(), want), true
	case fn.Static:
		return f.callFunction(x, fn, ""), true
	case f.this != nil:
		if rec := f.b.classRecord(fn); rec != nil {
			return f.callFunction(x, fn, f.asBase(target(f.this.name, f.this.t.Elem), rec)), true
		}
	}
	return f.callUnknown(x, fn.Type(), want), true
}

// staticMethod is a static method that is named and not called, as where it is handed to
// a DDI as a routine: of the class at hand or what that derives from, or of the class that
// qualifies the name.
func (f *function) staticMethod(n *syntax.Name) (value, bool) {
	var c *names.Class
	switch {
	case n.Global:
	case len(n.Parts) > 1:
		c = f.u.ClassNamed(n)
	case f.fn != nil:
		c = f.fn.Class
	}
	if c == nil {
		return value{}, false
	}
	var fn *names.Function
	if list := c.Methods[n.Last()]; len(list) > 0 {
		fn = list[0]
	} else if rec := c.Record(); rec != nil {
		fn, _ = f.methodOf(rec, n.Last(), nil, 0)
	}
	if fn == nil || !fn.Static || !fn.Defined() {
		return value{}, false
	}
	return value{s: "nil", t: fn.Type(), prec: precPrimary, fn: fn}, true
}

// pick chooses among overloads by the number and kind of the arguments.
func (f *function) pick(list []*names.Function, other *names.Function, args []syntax.Expr) *names.Function {
	best, bestScore := other, -1
	if len(list) < 2 {
		return other
	}
	var kinds []value
	for _, a := range args {
		kinds = append(kinds, f.look(a))
	}
	for _, fn := range list {
		if score := suits(fn, kinds); score > bestScore {
			best, bestScore = fn, score
		}
	}
	return best
}

// suits says how well a function suits some arguments; it is less than 1 if it cannot
// be called with them.
func suits(fn *names.Function, args []value) int {
	t := fn.Type()
	if len(args) > len(t.Params) && !t.Variadic {
		return -8
	}
	score := 1
	for i := range t.Params {
		if i >= len(args) {
			if _, d := fn.Default(i); d == nil {
				score = -2
			}
			break
		}
		score += 2 * fits(args[i], t.Params[i], paramDecl(fn, i))
	}
	if fn.Defined() {
		score++
	}
	return score
}

// fits says how well an argument fits a parameter.
func fits(v value, p *names.Type, decl *syntax.Var) int {
	a := v.t
	if decl != nil && decl.Type != nil && (decl.Type.Kind == syntax.TypeRef || decl.Type.Kind == syntax.TypeRvalueRef) && p.Kind == names.Pointer {
		p = p.Elem
		named := v.lv && !v.moved
		switch {
		case a == nil:
		case named == (decl.Type.Kind == syntax.TypeRef):
		case named, decl.Type.Elem == nil || !decl.Type.Elem.Const:
			return -4 // it cannot be bound
		default:
			return fits(v, p, nil) - 1
		}
	}
	switch {
	case a == nil:
		return 1
	case p.Kind == names.Struct && a.Kind == names.Struct && a.Rec != p.Rec:
		if derives(a.Rec, p.Rec, 0) {
			return 3
		}
		return 0
	case names.Same(a, p):
		return 4
	case a.Kind == p.Kind:
		return 2
	case a.IsAddress() == p.IsAddress():
		return 1
	}
	return 0
}
