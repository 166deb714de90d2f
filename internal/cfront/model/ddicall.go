package model

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
	"github.com/wskvet/wskvet/internal/ddi"
)

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
		} else if then := f.written(x.Args[i], d, i); then != nil {
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

// written is what a DDI does to what an argument points to, if nothing but its
// declaration is known of it; nil for an argument that it reads.
func (f *function) written(a syntax.Expr, d *names.DDI, i int) func() {
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
	if u, ok := inner.(*syntax.Unary); ok && u.Op == "&" && !u.Postfix {
		if lv := f.lvalue(u.X, nil); lv.s != "_" && lv.lv && mayBeWritten(lv.t) {
			return func() { f.emit(lv.s + " = " + unknown(lv.t).s) }
		}
		return nil
	}
	v := f.expr(inner, nil)
	if v.t == nil || v.t.Kind == names.Array || v.t.Kind != names.Pointer || v.isNull() || !isName(inner) {
		return nil
	}
	return func() {
		if p.Kind == names.Any && v.t.Elem.Kind == names.Void {
			f.emit("wdm.RtlFillMemory(" + v.s + ", 0, " + unknown(names.TUint8).s + ")")
			return
		}
		if mayBeWritten(v.t.Elem) {
			f.emit("if " + v.s + " != nil {")
			f.emit(f.deref(v, nil).s + " = " + unknown(v.t.Elem).s)
			f.emit("}")
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
		x = unparen(x)
		c, ok := x.(*syntax.Cast)
		if !ok {
			return x
		}
		x = c.X
	}
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
