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
	if v.fn != nil {
		return f.callFunction(x, v.fn, "")
	}
	if v.t == nil || v.t.Kind != names.Func {
		return f.callUnknown(x, nil, want)
	}
	return f.callValue(x, v)
}

// callName is a call of a name.
func (f *function) callName(x *syntax.Call, id *syntax.Ident, want *names.Type) value {
	name := id.Name.Last()
	if len(id.Name.Parts) == 1 {
		switch l := f.lookup(name).(type) {
		case *local:
			v := f.use(l)
			if v.t.Kind == names.Func {
				return f.callValue(x, v)
			}
			return f.callUnknown(x, nil, want)
		case value:
			if l.t.Kind == names.Func {
				return f.callValue(x, l)
			}
		}
		if v, ok := f.callOwnMethod(x, name); ok {
			return v
		}
	} else if v, ok := f.callQualified(x, id.Name, want); ok {
		return v
	}
	o := f.u.Lookup(name)
	fn, _ := o.(*names.Function)
	if fn != nil && f.u.File.CPP {
		fn = f.pick(f.u.Overloads(name), fn, x.Args)
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
	if t := f.u.ByName(name); t != nil {
		return f.castCall(x, t)
	}
	return f.callUnknown(x, nil, want)
}

// castCall is T(x) where T turns out to be a type.
func (f *function) castCall(x *syntax.Call, t *names.Type) value {
	l := &syntax.List{Span: x.Span, Paren: true}
	for _, a := range x.Args {
		l.Elems = append(l.Elems, &syntax.Init{Span: a.Range(), X: a})
	}
	return f.construct(t, nil, l)
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
	sig := f.b.signature(fn)
	args := f.arguments(x.Args, sig, fn)
	if this != "" {
		args = append([]string{this}, args...)
	}
	v := f.invoke(x, f.b.funcName(fn), args, sig.Elem)
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
		decl := paramDecl(fn, i)
		switch {
		case i < len(args):
			out = append(out, f.argument(args[i], p, decl))
		case decl != nil && decl.Init != nil:
			out = append(out, f.argument(decl.Init, p, decl))
		default:
			out = append(out, unknown(p).s)
		}
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
		case v.fn != nil:
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
	return f.convert(f.expr(x, p), p).s
}

// reference is the address of what a reference is bound to.
func (f *function) reference(x syntax.Expr, p *names.Type) string {
	v := f.expr(x, p.Elem)
	if v.t == nil || v.t.Kind == names.Void {
		return unknown(p).s
	}
	if !v.lv {
		v = f.temp(f.convert(f.settled(v), p.Elem))
	}
	a := value{s: v.address(), t: names.PointerTo(v.t), prec: precUnary}
	return f.toPointer(a, p).s
}

// callDDI calls a function of wdm or wsk.
func (f *function) callDDI(x *syntax.Call, d *names.DDI) value {
	t := d.Type
	if d.Generic {
		return f.callGeneric(x, d)
	}
	var args []string
	var after []func()
	for i, p := range t.Params {
		if i >= len(x.Args) {
			args = append(args, unknown(p).s)
			continue
		}
		s, then := f.ddiArgument(x, i, p)
		args = append(args, s)
		if then != nil {
			after = append(after, then)
		}
	}
	for i := len(t.Params); i < len(x.Args); i++ {
		v := f.expr(x.Args[i], nil)
		if t.Variadic && v.t != nil && v.t.Kind != names.Void {
			args = append(args, f.settled(v).typed())
			continue
		}
		f.discard(v)
	}
	v := f.invoke(x, d.Name, args, t.Elem)
	if len(after) == 0 {
		return v
	}
	if v.t.Kind == names.Void {
		f.emit(v.s)
	} else {
		v = f.temp(v)
	}
	for _, then := range after {
		then()
	}
	return v
}

// ddiArgument is an argument of a DDI, and what has to follow the call.
func (f *function) ddiArgument(x *syntax.Call, i int, p *names.Type) (string, func()) {
	a := x.Args[i]
	switch {
	case p.Kind == names.Pointer && p.Elem.Kind == names.Any:
		v := f.expr(a, names.PointerTo(names.TPointer))
		if v.t == nil || !v.t.IsAddress() || v.isNull() || v.t.Kind == names.Pointer && v.t.Elem.Kind == names.Any {
			return f.convert(orValue(v), p).s, nil
		}
		if v.t.Kind != names.Pointer || !v.t.Elem.IsAddress() {
			v = f.toPointer(v, names.PointerTo(names.TPointer))
		}
		out := f.variable(names.TAny)
		return "&" + out, func() {
			dst := f.deref(v, nil)
			f.store(dst, value{s: out, t: names.TAny, prec: precPrimary})
		}
	case p.Kind == names.Slice && p.Elem.Kind == names.Any:
		return f.waitObjects(x, i, p), nil
	case p.Kind == names.Slice:
		v := f.expr(a, nil)
		if v.t != nil && v.t.Kind == names.Array && names.Same(v.t.Elem, p.Elem) {
			return v.at(precPrimary) + "[:]", nil
		}
		return f.convert(orValue(v), p).s, nil
	}
	return f.named(a, p, f.rvalue(a, p).s), nil
}

// named notes the text of an argument that reports name: an IRP, a socket.
func (f *function) named(x syntax.Expr, p *names.Type, s string) string {
	if p.Kind != names.Pointer || p.Elem.Name != "wdm.IRP" && p.Elem.Name != "wsk.WSK_SOCKET" {
		return s
	}
	return f.marker(x.Range().From, x, false) + s
}

// waitObjects is the array of a wait, as long as the count before it says.
func (f *function) waitObjects(x *syntax.Call, i int, p *names.Type) string {
	v := f.expr(x.Args[i], nil)
	if v.t == nil || v.t.Kind != names.Array || !v.lv || !v.t.Elem.IsAddress() {
		return unknown(p).s
	}
	n := v.t.Len
	if i > 0 {
		c := f.expr(x.Args[i-1], nil)
		if !c.konst {
			return unknown(p).s
		}
		n = min(n, c.n)
	}
	var parts []string
	for k := range n {
		e := f.element(v, integer(k, names.TInt32))
		parts = append(parts, f.toAny(e).s)
	}
	return "[]any{" + strings.Join(parts, ", ") + "}"
}

// callGeneric calls a DDI that works on any type: the one that its first pointer
// points to.
func (f *function) callGeneric(x *syntax.Call, d *names.DDI) value {
	var elem *names.Type
	var args []string
	for i, p := range d.Type.Params {
		if i >= len(x.Args) {
			args = append(args, unknown(bind(p, elem)).s)
			continue
		}
		if elem != nil || !mentions(p) {
			args = append(args, f.rvalue(x.Args[i], bind(p, elem)).s)
			continue
		}
		v := orValue(f.expr(x.Args[i], nil))
		if v.t.Kind == names.Array {
			v = f.decay(v)
		}
		elem = bound(p, v.t)
		args = append(args, f.convert(v, bind(p, elem)).typed())
	}
	for i := len(d.Type.Params); i < len(x.Args); i++ {
		f.discard(f.expr(x.Args[i], nil))
	}
	return f.invoke(x, d.Name, args, bind(d.Type.Elem, elem))
}

func mentions(t *names.Type) bool {
	for ; t != nil; t = t.Elem {
		if t.Kind == names.Param {
			return true
		}
	}
	return false
}

// bound is the type that the parameter p makes of an argument's type.
func bound(p, a *names.Type) *names.Type {
	for p.Kind == names.Pointer && a.Kind == names.Pointer && a.Elem.Kind != names.Void {
		p, a = p.Elem, a.Elem
	}
	if p.Kind == names.Param && a.Kind != names.Void && !(a.Kind == names.Pointer && a.Elem.Kind == names.Void) {
		return a
	}
	return names.TUint8
}

func bind(t, elem *names.Type) *names.Type {
	if elem == nil {
		elem = names.TUint8
	}
	switch {
	case t.Kind == names.Param:
		return elem
	case t.Kind == names.Pointer && mentions(t):
		return names.PointerTo(bind(t.Elem, elem))
	}
	return t
}

// callUnknown is a call of what nobody knows: it writes to what it is handed the
// address of, may call back what it is handed, and returns anything. t is its
// type if the text declares it.
func (f *function) callUnknown(x *syntax.Call, t *names.Type, want *names.Type) value {
	f.b.counts(f.u, x)
	var after []func()
	for i, a := range x.Args {
		var p *names.Type
		if t != nil && i < len(t.Params) {
			p = t.Params[i]
		}
		if then := f.handed(a, p); then != nil {
			after = append(after, then)
		}
	}
	for _, then := range after {
		then()
	}
	result := want
	if t != nil && t.Elem != nil {
		result = t.Elem
	}
	if result != nil && result.Kind == names.Void {
		return value{t: names.TVoid}
	}
	if result == nil {
		result = names.TInt32
	}
	v := unknown(result)
	v.s = "wdm." + f.marker(x.Fun.Range().To-1, x, true) + strings.TrimPrefix(v.s, "wdm.")
	return v
}

// handed evaluates an argument of an unknown function, and gives what the function
// does to it.
func (f *function) handed(a syntax.Expr, p *names.Type) func() {
	inner := unparen(a)
	for {
		c, ok := inner.(*syntax.Cast)
		if !ok {
			break
		}
		inner = unparen(c.X)
	}
	if u, ok := inner.(*syntax.Unary); ok && u.Op == "&" && !u.Postfix {
		lv := f.lvalue(u.X, nil)
		switch {
		case lv.fn != nil:
			lv.fn.Callback = true
		case lv.s != "_" && lv.lv && mayBeWritten(lv.t):
			return func() { f.emit(lv.s + " = " + unknown(lv.t).s) }
		}
		return nil
	}
	if _, ok := inner.(*syntax.TypeExpr); ok {
		return nil
	}
	v := f.expr(a, p)
	if v.fn != nil {
		v.fn.Callback = true
		return nil
	}
	if v.t != nil && v.t.Kind == names.Pointer && !v.isNull() && scalar(v.t.Elem) && isName(inner) && !f.isConst(inner) {
		return func() {
			f.emit("if " + v.s + " != nil {")
			d := f.deref(v, nil)
			f.emit(d.s + " = " + unknown(d.t).s)
			f.emit("}")
		}
	}
	f.discard(v)
	return nil
}

// scalar reports whether a type is a number or pointer that is no character.
func scalar(t *names.Type) bool {
	switch t.Kind {
	case names.Int:
		return t.Size >= 4 && !t.Opaque
	case names.Bool, names.Handle, names.Pointer:
		return true
	}
	return false
}

func isName(x syntax.Expr) bool {
	_, ok := x.(*syntax.Ident)
	return ok
}

// isConst reports whether a name is a parameter that points to what is not written.
func (f *function) isConst(x syntax.Expr) bool {
	if f.fn == nil || f.fn.Decl == nil {
		return false
	}
	name := x.(*syntax.Ident).Name.Last()
	for _, p := range f.fn.Decl.Type.Params {
		if p.Name.Last() == name && p.Type != nil {
			return p.Type.Const || p.Type.Elem != nil && p.Type.Elem.Const
		}
	}
	return false
}

// mayBeWritten reports whether an unknown function that gets an object's address
// is taken to write all of it. One that holds objects of the system is not.
func mayBeWritten(t *names.Type) bool {
	switch t.Kind {
	case names.Int, names.Bool, names.Float, names.Pointer, names.Handle:
		return true
	case names.Struct:
		if t.Rec.Foreign {
			switch t.Name {
			case "wdm.UNICODE_STRING", "wdm.ANSI_STRING", "wdm.LARGE_INTEGER", "wdm.IO_STATUS_BLOCK", "wdm.GUID":
				return true
			}
			return false
		}
		for _, f := range t.Rec.Fields {
			if f.Type.Kind == names.Struct && !mayBeWritten(f.Type) || f.Type.Kind == names.Func || f.Type.Kind == names.Any {
				return false
			}
			if f.Type.Kind == names.Pointer && f.Type.Elem.Kind == names.Struct {
				return false
			}
		}
		return true
	}
	return false
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
