package expr

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
	"github.com/wskvet/wskvet/internal/ddi"
)

// callDDI calls a function of wdm or wsk.
func (f *Function) callDDI(x *syntax.Call, d *names.DDI) draft.Value {
	t := d.Type
	if d.Generic {
		return f.callGeneric(x, d)
	}
	var args []string
	var after []func()
	for i, p := range t.Params {
		if i >= len(x.Args) {
			args = append(args, draft.Unknown(p).Text)
			continue
		}
		s, then := f.ddiArgument(x, i, p)
		args = append(args, s)
		if then != nil {
			after = append(after, then)
		} else if then := f.written(x.Args[i], d, i); then != nil {
			after = append(after, then)
		}
	}
	for i := len(t.Params); i < len(x.Args); i++ {
		v := f.Expr(x.Args[i], nil)
		if t.Variadic && v.Type != nil && v.Type.Kind != names.Void {
			args = append(args, f.Settled(v).Typed())
			continue
		}
		f.Discard(v)
	}
	v := f.invoke(x, d.Name, args, t.Elem)
	if len(after) == 0 {
		return v
	}
	if v.Type.Kind == names.Void {
		f.Emit(v.Text)
	} else {
		v = f.Temp(v)
	}
	for _, then := range after {
		then()
	}
	return v
}

// written is what a DDI does to what an argument points to, if nothing but its
// declaration is known of it; nil for an argument that it reads.
func (f *Function) written(a syntax.Expr, d *names.DDI, i int) func() {
	name := d.Name[strings.LastIndexByte(d.Name, '.')+1:]
	if !d.Idle || ddi.Lookup(name) != ddi.None || f.hasCall(a) {
		return nil
	}
	p := d.Type.Params[i]
	switch {
	case p.Kind == names.Pointer && scalar(p.Elem):
	case p.Kind == names.Any && filled(name, d.Params[i]):
	default:
		return nil
	}
	inner := uncast(a)
	if u, ok := inner.(*syntax.Unary); ok && u.Op == "&" && !u.Postfix && !f.hasOperator(f.TypeOf(u.X), "&") {
		if lv := f.lvalue(u.X, nil); lv.Text != "_" && lv.LValue && MayBeWritten(lv.Type) {
			return func() { f.fill(lv) }
		}
		return nil
	}
	v := f.Expr(inner, nil)
	if v.Type == nil || v.Type.Kind == names.Array || v.Type.Kind != names.Pointer || v.IsNull() || !isName(inner) {
		return nil
	}
	return func() {
		if p.Kind == names.Any && v.Type.Elem.Kind == names.Void {
			f.Emit("wdm.RtlFillMemory(" + v.Text + ", 0, " + draft.Unknown(names.TUint8).Text + ")")
			return
		}
		if MayBeWritten(v.Type.Elem) {
			f.fillAt(v)
		}
	}
}

// filled reports whether a function fills the memory that a parameter of it points to.
func filled(fn, param string) bool {
	if strings.HasPrefix(param, "output") {
		return true
	}
	asks := strings.Contains(fn, "Query") || strings.Contains(fn, "Read") || strings.Contains(fn, "Get")
	low := strings.ToLower(param)
	return asks && (strings.Contains(low, "buffer") || strings.HasSuffix(low, "information") || strings.HasSuffix(low, "data") || strings.HasSuffix(low, "value"))
}

// uncast is an expression without the casts around it.
func uncast(x syntax.Expr) syntax.Expr {
	for {
		x = syntax.Unparen(x)
		c, ok := x.(*syntax.Cast)
		if !ok {
			return x
		}
		x = c.X
	}
}

// ddiArgument is an argument of a DDI, and what has to follow the call.
func (f *Function) ddiArgument(x *syntax.Call, i int, p *names.Type) (string, func()) {
	a := x.Args[i]
	switch {
	case p.Kind == names.Pointer && p.Elem.Kind == names.Any:
		v := f.Expr(a, names.PointerTo(names.TPointer))
		if v.Type == nil || !v.Type.IsAddress() || v.IsNull() || v.Type.Kind == names.Pointer && v.Type.Elem.Kind == names.Any {
			return f.Convert(OrValue(v), p).Text, nil
		}
		if v.Type.Kind != names.Pointer || !v.Type.Elem.IsAddress() {
			v = f.ToPointer(v, names.PointerTo(names.TPointer))
		}
		out := f.Variable(names.TAny)
		return "&" + out, func() {
			dst := f.Deref(v, nil)
			f.store(dst, draft.Value{Text: out, Type: names.TAny, Prec: draft.PrecPrimary})
		}
	case p.Kind == names.Slice && p.Elem.Kind == names.Any:
		return f.waitObjects(x, i, p), nil
	case p.Kind == names.Slice:
		v := f.Expr(a, nil)
		if v.Type != nil && v.Type.Kind == names.Array && names.Same(v.Type.Elem, p.Elem) {
			return v.At(draft.PrecPrimary) + "[:]", nil
		}
		return f.Convert(OrValue(v), p).Text, nil
	}
	return f.named(a, p, f.Rvalue(a, p).Text), nil
}

// named notes the text of an argument that reports name: an IRP, a socket.
func (f *Function) named(x syntax.Expr, p *names.Type, s string) string {
	if p.Kind != names.Pointer || p.Elem.Name != "wdm.IRP" && p.Elem.Name != "wsk.WSK_SOCKET" {
		return s
	}
	return f.Marker(x.Range().From, x, draft.Near) + s
}

// waitObjects is the array of a wait, as long as the count before it says.
func (f *Function) waitObjects(x *syntax.Call, i int, p *names.Type) string {
	v := f.Expr(x.Args[i], nil)
	if v.Type == nil || v.Type.Kind != names.Array || !v.LValue || !v.Type.Elem.IsAddress() {
		return draft.Unknown(p).Text
	}
	n := v.Type.Len
	if i > 0 {
		c := f.Expr(x.Args[i-1], nil)
		if !c.Const {
			return draft.Unknown(p).Text
		}
		n = min(n, c.N)
	}
	var parts []string
	for k := range n {
		e := f.element(v, draft.Integer(k, names.TInt32))
		parts = append(parts, f.toAny(e).Text)
	}
	return "[]any{" + strings.Join(parts, ", ") + "}"
}

// callGeneric calls a DDI that works on any type: the one that its first pointer
// points to.
func (f *Function) callGeneric(x *syntax.Call, d *names.DDI) draft.Value {
	var elem *names.Type
	var args []string
	for i, p := range d.Type.Params {
		if i >= len(x.Args) {
			args = append(args, draft.Unknown(bind(p, elem)).Text)
			continue
		}
		if elem != nil || !mentions(p) {
			args = append(args, f.Rvalue(x.Args[i], bind(p, elem)).Text)
			continue
		}
		v := OrValue(f.Expr(uncast(x.Args[i]), nil))
		if v.Type.Kind == names.Array {
			v = f.decay(v)
		}
		elem = bound(p, v.Type)
		args = append(args, f.Convert(v, bind(p, elem)).Typed())
	}
	for i := len(d.Type.Params); i < len(x.Args); i++ {
		f.Discard(f.Expr(x.Args[i], nil))
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
