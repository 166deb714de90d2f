package model

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// call is f(args).
func (f *function) call(x *syntax.Call, want *names.Type) value {
	switch fun := unparen(x.Fun).(type) {
	case *syntax.Ident:
		return f.callName(x, fun, want)
	case *syntax.Member:
		if v, ok := f.callMethod(x, fun, want); ok {
			return v
		}
		v := f.expr(fun, nil)
		if v, ok := f.callObject(x, v); ok {
			return v
		}
		if v.t == nil || v.t.Kind != names.Func {
			if v.t != nil && strings.HasPrefix(v.s, "*wdm.Field[") {
				return f.callUnknown(x, nil, want)
			}
			f.discard(v)
			return f.callUnknown(x, nil, want)
		}
		return f.callValue(x, v)
	}
	v := f.expr(x.Fun, nil)
	if v.fn != nil && v.t.Kind == names.Func {
		return f.callFunction(x, v.fn, "")
	}
	if v, ok := f.callObject(x, v); ok {
		return v
	}
	if v.t == nil || v.t.Kind != names.Func {
		return f.callUnknown(x, nil, want)
	}
	return f.callValue(x, v)
}

// callName is a call of a name.
func (f *function) callName(x *syntax.Call, id *syntax.Ident, want *names.Type) value {
	name := id.Name.Last()
	if len(id.Name.Parts) == 1 && !id.Name.Global {
		switch l := f.lookup(name).(type) {
		case *local:
			v := f.use(l)
			if v.t.Kind == names.Func {
				return f.callValue(x, v)
			}
			if v, ok := f.callObject(x, v); ok {
				return v
			}
			return f.callUnknown(x, nil, want)
		case value:
			if l.t.Kind == names.Func {
				return f.callValue(x, l)
			}
		}
		if v, ok := f.ofThis(name); ok {
			if v.t.Kind == names.Func {
				return f.callValue(x, v)
			}
			if v, ok := f.callObject(x, v); ok {
				return v
			}
		}
		if v, ok := f.callOwnMethod(x, name); ok {
			return v
		}
	} else if v, ok := f.callQualified(x, id.Name, want); ok {
		return v
	}
	if v, ok := f.moved(x, id.Name); ok {
		return v
	}
	o := f.u.Resolve(id.Name)
	fn, _ := o.(*names.Function)
	if fn != nil && f.u.File.CPP {
		fn = f.pick(f.u.Overloads(fn), fn, x.Args)
	}
	if fn != nil && fn.Defined() {
		return f.callFunction(x, fn, "")
	}
	if special := intrinsics[name]; special != nil {
		return special(f, x, want)
	}
	if d := f.ddi(name); d != nil {
		return f.callDDI(x, d)
	}
	if fn := f.instance(nil, id.Name, x.Args); fn != nil {
		return f.callFunction(x, fn, "")
	}
	switch o := o.(type) {
	case *names.Function:
		return f.callUnknown(x, o.Type(), want)
	case *names.Accessor:
		return f.accessor(x, o)
	case *names.Var:
		if v := f.expr(id, nil); v.t.Kind == names.Func {
			return f.callValue(x, v)
		}
		return f.callUnknown(x, nil, want)
	case *names.Typedef:
		return f.castCall(x, o.Type())
	}
	if t := f.u.TypeAt(id.Name); t != nil {
		return f.castCall(x, t)
	}
	if v, ok := f.statusTest(x); ok {
		return v
	}
	return f.callUnknown(x, nil, want)
}

// instance is the function that a template makes for a call, or nil.
func (f *function) instance(c *names.Class, name *syntax.Name, args []syntax.Expr) *names.Function {
	t := f.u.Prog.Template(c, name.Last())
	if t == nil || !f.u.File.CPP {
		return nil
	}
	var given, types []*names.Type
	for _, a := range name.Parts[len(name.Parts)-1].Args {
		switch a := a.(type) {
		case *syntax.Type:
			given = append(given, f.typ(a))
		case *syntax.TypeExpr:
			given = append(given, f.typ(a.Type))
		}
	}
	for _, a := range args {
		types = append(types, f.typeOf(a))
	}
	return t.Instance(given, types)
}

// castCall is T(x) where T turns out to be a type.
func (f *function) castCall(x *syntax.Call, t *names.Type) value {
	return f.construct(t, nil, asList(x))
}

// ddi is the function of wdm or wsk that a name stands for; the variants of the
// interlocked functions differ in their fences alone.
func (f *function) ddi(name string) *names.DDI {
	table := f.u.Prog.Table
	if d := table.Func(name); d != nil {
		return d
	}
	base := strings.TrimPrefix(name, "_")
	if !strings.HasPrefix(base, "Interlocked") {
		return nil
	}
	for _, suffix := range []string{"Acquire", "Release", "NoFence", "_acq", "_rel", "_nf"} {
		base = strings.TrimSuffix(base, suffix)
	}
	return table.Func(base)
}

// callValue calls a function by a pointer to it.
func (f *function) callValue(x *syntax.Call, v value) value {
	args := f.arguments(x.Args, v.t, nil)
	for i, p := range v.t.Params {
		if i < len(x.Args) {
			args[i] = f.named(x.Args[i], p, args[i])
		}
	}
	return f.invoke(x, v.at(precPrimary), args, v.t.Elem)
}

// callFunction calls a function of the text; this is the object of a method.
func (f *function) callFunction(x *syntax.Call, fn *names.Function, this string) value {
	return f.callAs(x, f.b.funcName(fn), fn, this)
}

// callAs calls a function of the text, or what is called in its place.
func (f *function) callAs(x *syntax.Call, name string, fn *names.Function, this string) value {
	f.b.called[fn] = true
	sig := f.b.signature(fn)
	args := f.arguments(x.Args, sig, fn)
	if this != "" {
		args = append([]string{this}, args...)
	}
	v := f.invoke(x, name, args, sig.Elem)
	if isReference(fn.Decl.Type.Elem) && v.t.Kind == names.Pointer {
		return f.deref(f.temp(v), nil) // what it refers to, and found once
	}
	return v
}

// invoke is the call itself.
func (f *function) invoke(x *syntax.Call, callee string, args []string, result *names.Type) value {
	f.b.counts(f.u, x)
	i := strings.LastIndexByte(callee, '.') + 1 // what is reported stands at the name
	s := callee[:i] + f.marker(x.Fun.Range().To-1, x, true) + callee[i:] + "(" + strings.Join(args, ", ") + ")"
	return value{s: s, t: result, prec: precPrimary, calls: true}
}

// arguments are converted to the parameters of a function.
func (f *function) arguments(args []syntax.Expr, t *names.Type, fn *names.Function) []string {
	var out []string
	for i, p := range t.Params {
		if i < len(args) {
			out = append(out, f.argument(args[i], p, paramDecl(fn, i)))
			continue
		}
		out = append(out, f.defaulted(fn, i, p))
	}
	for i := len(t.Params); i < len(args); i++ {
		v := f.expr(args[i], nil)
		if !t.Variadic {
			f.discard(v)
			continue
		}
		v = f.settled(orValue(v))
		switch {
		case v.isNull():
			out = append(out, "nil")
		case v.fn != nil && v.t.Kind == names.Func:
			out = append(out, f.b.funcValue(v.fn, v.t))
		default:
			out = append(out, v.typed())
		}
	}
	return out
}

func orValue(v value) value {
	if v.t == nil || v.t.Kind == names.Void {
		return unknown(names.TInt32)
	}
	return v
}

// defaulted is what a parameter is that a call leaves out.
func (f *function) defaulted(fn *names.Function, i int, p *names.Type) string {
	if fn == nil {
		return unknown(p).s
	}
	u, decl := fn.Default(i)
	if decl == nil {
		return unknown(p).s
	}
	var s string
	f.within(u, fn.Space, func() { s = f.argument(decl.Init, p, decl) })
	return s
}

func paramDecl(fn *names.Function, i int) *syntax.Var {
	if fn == nil || fn.Decl == nil || i >= len(fn.Decl.Type.Params) {
		return nil
	}
	return fn.Decl.Type.Params[i]
}

// argument is one argument; for a reference it is the address.
func (f *function) argument(x syntax.Expr, p *names.Type, decl *syntax.Var) string {
	if decl != nil && decl.Type != nil && (decl.Type.Kind == syntax.TypeRef || decl.Type.Kind == syntax.TypeRvalueRef) && p.Kind == names.Pointer {
		return f.reference(x, p)
	}
	if p.Kind == names.Struct && f.hasLife(p) {
		obj := value{s: f.variable(p), t: p, prec: precPrimary, lv: true}
		f.start(obj, x) // the function ends it
		return obj.s
	}
	if decl == nil && f.u.File.CPP && p.Kind == names.Pointer { // of a lambda: the kind of a parameter is not kept
		if t := f.typeOf(x); t != nil && names.Same(t, p.Elem) {
			return f.reference(x, p)
		}
	}
	return f.convert(f.expr(x, p), p).s
}

// reference is the address of what a reference is bound to.
func (f *function) reference(x syntax.Expr, p *names.Type) string {
	if p.Elem.Kind == names.Struct && !f.converting && f.hasLife(p.Elem) && f.converts(x, p.Elem) {
		obj := f.temp(primary(p.Elem.String()+"{}", p.Elem))
		f.converting = true // once: conversions by constructors do not follow each other
		f.start(obj, x)
		f.converting = false
		f.owe(obj)
		return obj.address()
	}
	v := f.expr(x, p.Elem)
	if v.t == nil || v.t.Kind == names.Void {
		return unknown(p).s
	}
	return f.bound(v, p)
}

// converts reports whether an object of a class is made of an expression that is to be
// bound to a reference to one.
func (f *function) converts(x syntax.Expr, t *names.Type) bool {
	if _, ok := x.(*syntax.List); ok {
		return true
	}
	a := f.typeOf(x)
	return a != nil && (a.Kind != names.Struct || a.Rec != t.Rec && !derives(a.Rec, t.Rec, 0)) && f.makes(t, x)
}

// makes reports whether a class has a constructor of one argument for an expression.
func (f *function) makes(t *names.Type, x syntax.Expr) bool {
	c := f.u.Prog.ClassOf(t.Rec)
	if c == nil || len(c.Methods[c.Name]) == 0 {
		return false
	}
	fn := f.pick(c.Methods[c.Name], c.Methods[c.Name][0], []syntax.Expr{x})
	return len(fn.Type().Params) > 0 && fn.Decl.Storage&syntax.Explicit == 0
}

// accessor gives the context of a framework object.
func (f *function) accessor(x *syntax.Call, a *names.Accessor) value {
	t := f.u.NamedType(&syntax.Name{Parts: []syntax.Part{{Text: a.Of}}})
	arg := "nil"
	if len(x.Args) > 0 {
		arg = f.rvalue(x.Args[0], names.TAny).s
	}
	return f.invoke(x, "wdm.WdfObjectGetTypedContext["+t.String()+"]", []string{arg}, names.PointerTo(t))
}

// assignedUnknown is x = f(...) where f is not known: x is any value.
func (f *function) assignedUnknown(*syntax.Binary, *names.Type) bool { return false }
