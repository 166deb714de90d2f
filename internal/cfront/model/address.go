package model

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// operateAddress is an operation on pointers.
func (f *function) operateAddress(op string, a, b value) value {
	switch {
	case op == "==" || op == "!=":
		return f.compareAddress(op, a, b)
	case op == "+" && b.t.Kind == names.Pointer && a.t.Kind != names.Pointer:
		return f.advance(b, a, false)
	case (op == "+" || op == "-") && a.t.Kind == names.Pointer && !b.t.IsAddress():
		return f.advance(a, b, op == "-")
	case op == "-" && a.t.Kind == names.Pointer && b.t.Kind == names.Pointer:
		x, y := f.toInt(a, names.TInt64), f.toInt(b, names.TInt64)
		size := max(a.t.Elem.SizeOf(), 1)
		d := value{s: x.s + " - " + y.s, t: names.TInt64, prec: precAdd, calls: a.calls || b.calls}
		if size == 1 {
			return d
		}
		return f.operate("/", d, integer(size, names.TInt64))
	case precOf[op] == precCompare:
		return f.operate(op, f.toInt(a, names.TUintptr), f.toInt(b, names.TUintptr))
	}
	return f.operate(op, f.toInt(a, names.TUintptr), f.toInt(b, names.TUintptr))
}

func (f *function) compareAddress(op string, a, b value) value {
	if a.isNull() || a.konst && a.n == 0 {
		a, b = b, a
	}
	if b.isNull() || b.konst && b.n == 0 {
		if a.isNull() || a.konst {
			return integer(boolean((a.isNull() || a.n == 0) == (op == "==")), names.TBool)
		}
		if a.fn != nil || a.isStr || a.t.Kind == names.Array {
			return integer(boolean(op == "!="), names.TBool)
		}
		if !a.t.IsAddress() && a.t.Kind != names.Slice {
			if a = f.truth(a); op == "==" {
				return not(a)
			}
			return a
		}
		return value{s: a.at(precCompare+1) + " " + op + " nil", t: names.TBool, prec: precCompare, calls: a.calls}
	}
	if a.t.Kind == names.Func || b.t.Kind == names.Func {
		return unknown(names.TBool)
	}
	if !names.Same(a.t, b.t) {
		a, b = f.toPointer(a, names.TPointer), f.toPointer(b, names.TPointer)
	} else if a.t.Kind == names.Any {
		a, b = f.toPointer(a, names.TPointer), f.toPointer(b, names.TPointer)
	}
	return value{s: a.at(precCompare+1) + " " + op + " " + b.at(precCompare+1), t: names.TBool, prec: precCompare, calls: a.calls || b.calls}
}

// advance is p moved by n elements.
func (f *function) advance(p, n value, back bool) value {
	i := f.toInt(f.promote(n), names.TGoInt)
	if i.t.Kind != names.Int {
		return unknown(p.t)
	}
	if back {
		if i.konst {
			i = integer(-i.n, names.TGoInt)
		} else {
			i = negative(i)
		}
	}
	if i.konst && i.n == 0 {
		return p
	}
	if p.t.Elem.Kind == names.Void {
		q := f.advance(f.toPointer(p, names.PointerTo(names.TUint8)), i, false)
		return f.toPointer(q, names.TPointer)
	}
	return value{s: "wdm.At(" + p.typed() + ", " + i.s + ")", t: p.t, prec: precPrimary, calls: p.calls || i.calls}
}

func pointerWant(want *names.Type) *names.Type {
	if want == nil || want.Kind == names.Void {
		return nil
	}
	return names.PointerTo(want)
}

// deref is what a pointer points to.
func (f *function) deref(p value, want *names.Type) value {
	switch {
	case p.t.Kind == names.Func:
		return p
	case p.t.Kind == names.Array:
		p = f.decay(p)
	case p.t.Kind == names.Struct:
		return f.derefObject(p, want)
	}
	if p.t.Kind != names.Pointer || p.t.Elem.Kind == names.Void || p.isNull() {
		p = f.toPointer(p, names.PointerTo(orInt(want)))
	}
	if strings.HasPrefix(p.s, "&") && p.prec == precUnary {
		return value{s: p.s[1:], t: p.t.Elem, prec: precPrimary, lv: true, calls: p.calls}
	}
	if p.isNull() {
		out := target("("+p.t.String()+")(nil)", p.t.Elem)
		return out
	}
	out := target(p.at(precPrimary), p.t.Elem)
	out.calls = p.calls
	return out
}

// object is the type of what has an address: a function that is kept is a pointer to it.
func object(t *names.Type) *names.Type {
	if t.Kind == names.Func && t.Code {
		return names.PointerTo(t)
	}
	return t
}

func (f *function) addressOf(x *syntax.Unary, want *names.Type) value {
	var in *names.Type
	if want != nil && want.Kind == names.Pointer && want.Elem.Kind != names.Void {
		in = want.Elem
	}
	v := f.expr(x.X, in)
	switch {
	case v.fn != nil:
		return v
	case v.isStr:
		return f.decay(v)
	case !v.lv:
		if v.t == nil || v.t.Kind == names.Void {
			return unknown(names.TPointer)
		}
		v = f.temp(v)
	}
	out := value{s: v.address(), t: names.PointerTo(object(v.t)), prec: precUnary, calls: v.calls}
	if v.ptr != "" {
		out.prec = precPrimary
	}
	return out
}

func (f *function) index(x *syntax.Index, want *names.Type) value {
	a := f.expr(x.X, nil)
	i := f.operand(x.I, nil)
	if i.t.Kind == names.Array || i.t.Kind == names.Pointer && a.t.Kind == names.Int {
		a, i = i, a
	}
	switch a.t.Kind {
	case names.Array:
		if a.isStr {
			a = f.decay(a)
			break
		}
		return f.element(a, i)
	case names.Slice:
		i = f.toInt(i, names.TGoInt)
		return value{s: a.at(precPrimary) + "[" + i.s + "]", t: a.t.Elem, prec: precPrimary, lv: true, calls: a.calls || i.calls}
	case names.Struct:
		if v, ok := f.operatorOn("[]", a, i); ok {
			return v
		}
		return unknown(orInt(want))
	}
	if a.t.Kind != names.Pointer || a.t.Elem.Kind == names.Void {
		a = f.toPointer(a, names.PointerTo(orInt(want)))
	}
	if i.t.IsAddress() || a.isNull() {
		return f.deref(unknown(a.t), want)
	}
	return f.deref(f.advance(a, i, false), want)
}

// element is an element of an array.
func (f *function) element(a, i value) value {
	if i.t.Kind != names.Int && i.t.Kind != names.Bool {
		i = unknown(names.TInt32)
	}
	i = f.promote(i)
	if i.konst && (i.n < 0 || i.n >= a.t.Len) { // at the end of a structure that is longer than C says
		p := f.advance(f.decay(a), i, false)
		return f.deref(p, nil)
	}
	return value{s: a.base() + "[" + i.s + "]", t: a.t.Elem, prec: precPrimary, lv: true, calls: a.calls || i.calls}
}
