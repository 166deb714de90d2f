package expr

import (
	"slices"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// callMethod is x.f(args) where x is of a class that has a method f.
func (f *Function) callMethod(x *syntax.Call, m *syntax.Member, want *names.Type) (draft.Value, bool) {
	if !f.Unit.File.CPP {
		return draft.Value{}, false
	}
	if f.guardMethod(x, m) {
		return draft.Value{Type: names.TVoid}, true
	}
	name := m.Name.Last()
	v := f.object(m)
	if v.Type.Kind != names.Struct {
		return draft.Value{}, false
	}
	if steps := v.Type.Rec.Find(name); steps != nil {
		return draft.Value{}, false
	}
	if out, ok := f.callOfBase(x, m, v); ok {
		return out, true
	}
	fn, rec := f.methodOf(v.Type.Rec, name, x.Args, 0)
	fn = f.suited(fn, rec, f.isConstant(m.X), !v.LValue || v.Moved)
	if fn == nil {
		fn, rec = f.methodInstance(v.Type.Rec, m.Name, x.Args, 0)
	}
	if p := ParamDecl(fn, 0); p != nil && p.This {
		obj := m.X
		if m.Arrow {
			obj = &syntax.Unary{Span: m.Span, Op: "*", X: m.X}
		}
		x = &syntax.Call{Span: x.Span, Fun: x.Fun, Args: append([]syntax.Expr{obj}, x.Args...)}
	}
	if fn == nil && f.templated(v.Type.Rec, m.Name, len(x.Args), 0) {
		f.give(x, "what a template makes is not understood")
	}
	if fn == nil {
		if !f.released(v, name) {
			f.Discard(v)
		}
		return f.callUnknown(x, nil, want), true
	}
	if fn.Static && fn.Defined() {
		return f.callFunction(x, fn, ""), true
	}
	if !v.LValue {
		v = f.Kept(v)
	}
	return f.callMethodOf(x, fn, rec, v, want), true
}

// callOfBase is x.A::f(args): the method of that class, whatever the object is made of.
func (f *Function) callOfBase(x *syntax.Call, m *syntax.Member, v draft.Value) (draft.Value, bool) {
	c := f.Unit.ClassNamed(m.Name)
	if c == nil || c.Record() == nil {
		return draft.Value{}, false
	}
	fn, rec := f.methodOf(c.Record(), m.Name.Last(), x.Args, 0)
	if fn == nil || !fn.Defined() || fn.Static {
		return draft.Value{}, false
	}
	if !v.LValue {
		v = f.Kept(v)
	}
	return f.callFunction(x, fn, f.AsBase(v, rec)), true
}

// AsBase is the address of an object as one of a class that it derives from.
func (f *Function) AsBase(v draft.Value, rec *names.Record) string {
	if v.Type.Rec == rec {
		return v.Address()
	}
	for _, fl := range v.Type.Rec.Fields {
		if fl.Embedded && fl.Type.Kind == names.Struct && (fl.Type.Rec == rec || draft.Derives(fl.Type.Rec, rec, 0)) {
			return f.AsBase(f.along(v, []names.Step{{Of: v.Type.Rec, Field: fl}}), rec)
		}
	}
	return "(*" + rec.Name + ")(unsafe.Pointer(" + v.Address() + "))"
}

// methodOf is the method of a class or of what it derives from, and whose it is.
func (f *Function) methodOf(r *names.Record, name string, args []syntax.Expr, depth int) (*names.Function, *names.Record) {
	if c := f.Unit.Prog.ClassOf(r); c != nil {
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
func (f *Function) methodInstance(r *names.Record, name *syntax.Name, args []syntax.Expr, depth int) (*names.Function, *names.Record) {
	if c := f.Unit.Prog.ClassOf(r); c != nil {
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

// templated reports whether a class, or what it derives from, has a template of a name that
// may be meant: not where nothing tells its types, and a base outside of the text may have a
// method of that name.
func (f *Function) templated(r *names.Record, name *syntax.Name, args, depth int) bool {
	if r.Outside && args == 0 && !name.Parts[len(name.Parts)-1].Template {
		return false
	}
	if c := f.Unit.Prog.ClassOf(r); c != nil && f.Unit.Prog.Generic(c.Full+"::"+name.Last()) {
		return true
	}
	return depth < 8 && slices.ContainsFunc(r.Bases, func(b *names.Record) bool { return f.templated(b, name, args, depth+1) })
}

// callOwnMethod is a call of a method of the class at hand by its bare name.
func (f *Function) callOwnMethod(x *syntax.Call, name string) (draft.Value, bool) {
	if f.Func == nil || f.Func.Class == nil {
		return draft.Value{}, false
	}
	if f.This == nil {
		list := f.Func.Class.Methods[name]
		if len(list) == 0 {
			return draft.Value{}, false
		}
		fn := f.pick(list, list[0], x.Args)
		if !fn.Static || !fn.Defined() {
			return f.callUnknown(x, fn.Type(), nil), true
		}
		return f.callFunction(x, fn, ""), true
	}
	fn, rec := f.methodOf(f.This.Type.Elem.Rec, name, x.Args, 0)
	if rec != nil {
		fn = f.suited(fn, rec, f.constantThis(), false)
	}
	if rec != nil && name == rec.C {
		return draft.Value{}, false // it makes another object
	}
	if id, ok := syntax.Unparen(x.Fun).(*syntax.Ident); ok && fn == nil {
		fn, rec = f.methodInstance(f.This.Type.Elem.Rec, id.Name, x.Args, 0)
	}
	if fn == nil {
		return draft.Value{}, false
	}
	if fn.Static && fn.Defined() {
		return f.callFunction(x, fn, ""), true
	}
	return f.callMethodOf(x, fn, rec, draft.Target(f.This.Name, f.This.Type.Elem), nil), true
}

// callQualified is a call of A::f.
func (f *Function) callQualified(x *syntax.Call, n *syntax.Name, want *names.Type) (draft.Value, bool) {
	if len(n.Parts) < 2 {
		return draft.Value{}, false
	}
	c := f.Unit.ClassNamed(n)
	if c == nil {
		return draft.Value{}, false
	}
	var fn *names.Function
	if list := c.Methods[n.Last()]; len(list) > 0 {
		fn = f.pick(list, list[0], x.Args)
	} else if rec := c.Record(); rec != nil {
		fn, _ = f.methodOf(rec, n.Last(), x.Args, 0)
	}
	switch {
	case fn == nil:
		return draft.Value{}, false
	case !fn.Defined():
		return f.callUnknown(x, fn.Type(), want), true
	case fn.Static:
		return f.callFunction(x, fn, ""), true
	case f.This != nil:
		if rec := f.Draft.ClassRecord(fn); rec != nil {
			return f.callFunction(x, fn, f.AsBase(draft.Target(f.This.Name, f.This.Type.Elem), rec)), true
		}
	}
	return f.callUnknown(x, fn.Type(), want), true
}

// staticMethod is a static method that is named and not called, as where it is handed to
// a DDI as a routine: of the class at hand or what that derives from, or of the class that
// qualifies the name.
func (f *Function) staticMethod(n *syntax.Name) (draft.Value, bool) {
	var c *names.Class
	switch {
	case n.Global:
	case len(n.Parts) > 1:
		c = f.Unit.ClassNamed(n)
	case f.Func != nil:
		c = f.Func.Class
	}
	if c == nil {
		return draft.Value{}, false
	}
	var fn *names.Function
	if list := c.Methods[n.Last()]; len(list) > 0 {
		fn = list[0]
	} else if rec := c.Record(); rec != nil {
		fn, _ = f.methodOf(rec, n.Last(), nil, 0)
	}
	if fn == nil || !fn.Static || !fn.Defined() {
		return draft.Value{}, false
	}
	return draft.Value{Text: "nil", Type: fn.Type(), Prec: draft.PrecPrimary, Func: fn}, true
}

// pick chooses among overloads by the number and kind of the arguments.
func (f *Function) pick(list []*names.Function, other *names.Function, args []syntax.Expr) *names.Function {
	best, bestScore := other, -1
	if len(list) < 2 {
		return other
	}
	kinds := f.looks(args)
	for _, fn := range list {
		if score := suits(fn, kinds); score > bestScore {
			best, bestScore = fn, score
		}
	}
	return best
}

// looks are the types of arguments.
func (f *Function) looks(args []syntax.Expr) (out []draft.Value) {
	for _, a := range args {
		out = append(out, f.Look(a))
	}
	return out
}

// suits says how well a function suits some arguments; it is less than 1 if it cannot
// be called with them.
func suits(fn *names.Function, args []draft.Value) int {
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
		score += 2 * fits(args[i], t.Params[i], ParamDecl(fn, i))
	}
	if fn.Defined() {
		score++
	}
	return score
}

// fits says how well an argument fits a parameter.
func fits(v draft.Value, p *names.Type, decl *syntax.Var) int {
	a := v.Type
	if decl != nil && decl.Type != nil && (decl.Type.Kind == syntax.TypeRef || decl.Type.Kind == syntax.TypeRvalueRef) && p.Kind == names.Pointer {
		p = p.Elem
		named := v.LValue && !v.Moved
		switch {
		case a == nil:
		case named == (decl.Type.Kind == syntax.TypeRef):
		case named, decl.Type.Elem == nil || !decl.Type.Elem.Const:
			return -4 // it cannot be bound
		default:
			return fits(v, p, nil) - 1
		}
	}
	if a != nil && a.Kind == names.Array && p.Kind != names.Array {
		a = names.PointerTo(a.Elem)
	}
	switch {
	case a == nil:
		return 1
	case p.Kind == names.Struct && a.Kind == names.Struct && a.Rec != p.Rec:
		return near(a.Rec, p.Rec)
	case p.Kind == names.Pointer && a.Kind == names.Pointer && p.Elem.Kind == names.Struct && a.Elem.Kind == names.Struct && a.Elem.Rec != p.Elem.Rec && draft.Derives(a.Elem.Rec, p.Elem.Rec, 0):
		return near(a.Elem.Rec, p.Elem.Rec)
	case names.Same(a, p):
		return 4
	case a.Kind == p.Kind:
		return 2
	case a.IsAddress() == p.IsAddress():
		return 1
	}
	return 0
}

// near says how well an object of one class is passed for one of another: the nearer of two
// bases is the better one.
func near(r, base *names.Record) int {
	if !draft.Derives(r, base, 0) {
		return 0
	}
	for _, b := range r.Bases {
		if b == base {
			return 3
		}
	}
	return 2
}
