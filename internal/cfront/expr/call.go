package expr

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// call is f(args).
func (f *Function) call(x *syntax.Call, want *names.Type) draft.Value {
	switch fun := syntax.Unparen(x.Fun).(type) {
	case *syntax.Ident:
		return f.callName(x, fun, want)
	case *syntax.Member:
		if v, ok := f.callMethod(x, fun, want); ok {
			return v
		}
		v := f.Expr(fun, nil)
		if v, ok := f.callObject(x, v); ok {
			return v
		}
		if v.Type == nil || v.Type.Kind != names.Func {
			if v.Type != nil && strings.HasPrefix(v.Text, "*wdm.Field[") {
				return f.callUnknown(x, nil, want)
			}
			f.Discard(v)
			return f.callUnknown(x, nil, want)
		}
		return f.callValue(x, v)
	}
	v := f.Expr(x.Fun, nil)
	if v.Func != nil && v.Type.Kind == names.Func {
		return f.callFunction(x, v.Func, "")
	}
	if v, ok := f.callObject(x, v); ok {
		return v
	}
	if v.Type == nil || v.Type.Kind != names.Func {
		return f.callUnknown(x, nil, want)
	}
	return f.callValue(x, v)
}

// callName is a call of a name.
func (f *Function) callName(x *syntax.Call, id *syntax.Ident, want *names.Type) draft.Value {
	name := id.Name.Last()
	if len(id.Name.Parts) == 1 && !id.Name.Global {
		switch l := f.Lookup(name).(type) {
		case *draft.Local:
			v := f.Use(l)
			if v.Type.Kind == names.Func {
				return f.callValue(x, v)
			}
			if v, ok := f.callObject(x, v); ok {
				return v
			}
			return f.callUnknown(x, nil, want)
		case draft.Value:
			if l.Type.Kind == names.Func {
				return f.callValue(x, l)
			}
		}
		if v, ok := f.ofThis(name); ok {
			if v.Type.Kind == names.Func {
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
	o := f.Unit.Resolve(id.Name)
	fn, _ := o.(*names.Function)
	if fn != nil && f.Unit.File.CPP {
		fn = f.pick(f.Unit.Overloads(fn), fn, x.Args)
	}
	if fn != nil && f.Unit.File.CPP && f.Unit.Prog.Generic(name) && suits(fn, f.looks(x.Args)) < 1 {
		fn, o = nil, nil
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
		if v := f.Expr(id, nil); v.Type.Kind == names.Func {
			return f.callValue(x, v)
		}
		return f.callUnknown(x, nil, want)
	case *names.Typedef:
		return f.castCall(x, o.Type())
	}
	if t := f.Unit.TypeAt(id.Name); t != nil {
		return f.castCall(x, t)
	}
	if v, ok := f.statusTest(x); ok {
		return v
	}
	return f.callUnknown(x, nil, want)
}

// instance is the function that a template makes for a call, or nil.
func (f *Function) instance(c *names.Class, name *syntax.Name, args []syntax.Expr) *names.Function {
	if !f.Unit.File.CPP || !f.Unit.Prog.Generic(name.Last()) {
		return nil
	}
	var given, types []*names.Type
	for _, a := range args {
		types = append(types, f.TypeOf(a))
	}
	t := f.Unit.Prog.Template(c, name.Last(), types)
	if t == nil {
		return nil
	}
	for _, a := range name.Parts[len(name.Parts)-1].Args {
		switch a := a.(type) {
		case *syntax.Type:
			given = append(given, f.Typ(a))
		case *syntax.TypeExpr:
			given = append(given, f.Typ(a.Type))
		default:
			return nil // a number, or a name that is no type
		}
	}
	return t.Instance(given, types)
}

// castCall is T(x) where T turns out to be a type.
func (f *Function) castCall(x *syntax.Call, t *names.Type) draft.Value {
	return f.construct(t, nil, asList(x))
}

// ddi is the function of wdm or wsk that a name stands for; the variants of the
// interlocked functions differ in their fences alone.
func (f *Function) ddi(name string) *names.DDI {
	table := f.Unit.Prog.Table
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
func (f *Function) callValue(x *syntax.Call, v draft.Value) draft.Value {
	args := f.arguments(x.Args, v.Type, nil)
	for i, p := range v.Type.Params {
		if i < len(x.Args) {
			args[i] = f.named(x.Args[i], p, args[i])
		}
	}
	return f.invoke(x, v.At(draft.PrecPrimary), args, v.Type.Elem)
}

// callFunction calls a function of the text; this is the object of a method.
func (f *Function) callFunction(x *syntax.Call, fn *names.Function, this string) draft.Value {
	return f.callAs(x, f.Draft.FuncName(fn), fn, this)
}

// callAs calls a function of the text, or what is called in its place.
func (f *Function) callAs(x *syntax.Call, name string, fn *names.Function, this string) draft.Value {
	f.Draft.Called[fn] = true
	sig := f.Draft.Signature(fn)
	args := f.arguments(x.Args, sig, fn)
	if this != "" {
		args = append([]string{this}, args...)
	}
	v := f.invoke(x, name, args, sig.Elem)
	if sig.Variadic && takesPointers(fn) {
		v = f.mayWrite(x, len(sig.Params), v)
	}
	if syntax.IsReference(fn.Decl.Type.Elem) && v.Type.Kind == names.Pointer {
		return f.Deref(f.Temp(v), nil) // what it refers to, and found once
	}
	return v
}

// takesPointers reports whether a function takes pointers off its variable arguments.
func takesPointers(fn *names.Function) bool {
	found := false
	syntax.Walk(fn.Decl.Body, func(n syntax.Node) bool {
		if c, ok := n.(*syntax.Call); ok && syntax.Callee(c) == "va_arg" && len(c.Args) == 2 {
			t, ok := c.Args[1].(*syntax.TypeExpr)
			found = found || ok && t.Type.Kind == syntax.TypePointer
		}
		return !found
	})
	return found
}

// mayWrite leaves anything in what variable arguments are the addresses of: what is done to
// them is not understood.
func (f *Function) mayWrite(x *syntax.Call, from int, v draft.Value) draft.Value {
	var to []draft.Value
	for _, a := range x.Args[min(from, len(x.Args)):] {
		if u, ok := uncast(a).(*syntax.Unary); ok && u.Op == "&" && !f.hasCall(u.X) {
			if lv := f.lvalue(u.X, nil); lv.LValue && lv.Text != "_" && MayBeWritten(lv.Type) {
				to = append(to, lv)
			}
		}
	}
	if len(to) == 0 {
		return v
	}
	if v.Type.Kind == names.Void {
		f.Emit(v.Text)
		v = draft.Value{Type: names.TVoid}
	} else {
		v = f.Temp(v)
	}
	for _, lv := range to {
		f.put(lv, draft.Guess(lv.Type))
	}
	return v
}

// invoke is the call itself.
func (f *Function) invoke(x *syntax.Call, callee string, args []string, result *names.Type) draft.Value {
	f.Draft.Counts(f.Unit, x)
	i := strings.LastIndexByte(callee, '.') + 1 // what is reported stands at the name
	s := callee[:i] + f.Marker(x.Fun.Range().To-1, x, draft.Exact) + callee[i:] + "(" + strings.Join(args, ", ") + ")"
	return draft.Value{Text: s, Type: result, Prec: draft.PrecPrimary, Calls: true}
}

// arguments are converted to the parameters of a function.
func (f *Function) arguments(args []syntax.Expr, t *names.Type, fn *names.Function) []string {
	var out []string
	for i, p := range t.Params {
		if i < len(args) {
			out = append(out, f.argument(args[i], p, ParamDecl(fn, i)))
			continue
		}
		out = append(out, f.defaulted(fn, i, p))
	}
	for i := len(t.Params); i < len(args); i++ {
		v := f.Expr(args[i], nil)
		if !t.Variadic {
			f.Discard(v)
			continue
		}
		v = f.Settled(OrValue(v))
		switch {
		case v.IsNull():
			out = append(out, "nil")
		case v.Func != nil && v.Type.Kind == names.Func:
			out = append(out, f.Draft.FuncValue(v.Func, v.Type))
		default:
			out = append(out, v.Typed())
		}
	}
	return out
}

// OrValue is a value, or an unknown number where there is none.
func OrValue(v draft.Value) draft.Value {
	if v.Type == nil || v.Type.Kind == names.Void {
		return draft.Guess(names.TInt32)
	}
	return v
}

// defaulted is what a parameter is that a call leaves out.
func (f *Function) defaulted(fn *names.Function, i int, p *names.Type) string {
	if fn == nil {
		return draft.Guess(p).Text
	}
	u, decl := fn.Default(i)
	if decl == nil {
		return draft.Guess(p).Text
	}
	var s string
	f.Within(u, fn.Space, func() { s = f.argument(decl.Init, p, decl) })
	return s
}

// ParamDecl is how a function declares a parameter, nil where it does not.
func ParamDecl(fn *names.Function, i int) *syntax.Var {
	if fn == nil || fn.Decl == nil || i >= len(fn.Decl.Type.Params) {
		return nil
	}
	return fn.Decl.Type.Params[i]
}

// argument is one argument; for a reference it is the address.
func (f *Function) argument(x syntax.Expr, p *names.Type, decl *syntax.Var) string {
	if decl != nil && decl.Type != nil && (decl.Type.Kind == syntax.TypeRef || decl.Type.Kind == syntax.TypeRvalueRef) && p.Kind == names.Pointer {
		return f.Reference(x, p)
	}
	if p.Kind == names.Struct && f.HasLife(p) {
		obj := draft.Value{Text: f.Variable(p), Type: p, Prec: draft.PrecPrimary, LValue: true}
		f.Start(obj, x) // the function ends it
		return obj.Text
	}
	if decl == nil && f.Unit.File.CPP && p.Kind == names.Pointer { // of a lambda: the kind of a parameter is not kept
		if t := f.TypeOf(x); t != nil && names.Same(t, p.Elem) {
			return f.Reference(x, p)
		}
	}
	return f.Convert(f.Expr(x, p), p).Text
}

// Reference is the address of what a reference is bound to.
func (f *Function) Reference(x syntax.Expr, p *names.Type) string {
	if p.Elem.Kind == names.Struct && !f.Converting && f.HasLife(p.Elem) && f.converts(x, p.Elem) {
		obj := f.Temp(draft.Primary(p.Elem.String()+"{}", p.Elem))
		f.Converting = true // once: conversions by constructors do not follow each other
		f.Start(obj, x)
		f.Converting = false
		f.Owe(obj)
		return obj.Address()
	}
	v := f.Object(x, p.Elem)
	if v.Type == nil || v.Type.Kind == names.Void {
		return draft.Guess(p).Text
	}
	return f.bound(v, p)
}

// converts reports whether an object of a class is made of an expression that is to be
// bound to a reference to one.
func (f *Function) converts(x syntax.Expr, t *names.Type) bool {
	if _, ok := x.(*syntax.List); ok {
		return true
	}
	a := f.TypeOf(x)
	return a != nil && (a.Kind != names.Struct || a.Rec != t.Rec && !draft.Derives(a.Rec, t.Rec, 0)) && f.makes(t, x)
}

// makes reports whether a class has a constructor of one argument for an expression.
func (f *Function) makes(t *names.Type, x syntax.Expr) bool {
	c := f.Unit.Prog.ClassOf(t.Rec)
	if c == nil || len(c.Methods[c.Name]) == 0 {
		return false
	}
	fn := f.pick(c.Methods[c.Name], c.Methods[c.Name][0], []syntax.Expr{x})
	return len(fn.Type().Params) > 0 && fn.Decl.Storage&syntax.Explicit == 0
}

// accessor gives the context of a framework object.
func (f *Function) accessor(x *syntax.Call, a *names.Accessor) draft.Value {
	return f.context(x, f.Unit.NamedType(&syntax.Name{Parts: []syntax.Part{{Text: a.Of}}}))
}

// typedContext is the macro that the accessors are made of, with the type as an argument.
func (f *Function) typedContext(x *syntax.Call, want *names.Type) draft.Value {
	if len(x.Args) != 2 {
		return f.callUnknown(x, nil, want)
	}
	if t := f.typeArgument(x.Args[1]); t != nil {
		return f.context(x, t)
	}
	return draft.Guess(draft.OrInt(want))
}

// context is the context of a type of the object that a call is handed.
func (f *Function) context(x *syntax.Call, t *names.Type) draft.Value {
	arg := "nil"
	if len(x.Args) > 0 {
		arg = f.Rvalue(x.Args[0], names.TAny).Text
	}
	return f.invoke(x, "wdm.WdfObjectGetTypedContext["+t.String()+"]", []string{arg}, names.PointerTo(t))
}

// assignedUnknown is x = f(...) where f is not known: x is any value.
func (f *Function) assignedUnknown(*syntax.Binary, *names.Type) bool { return false }
