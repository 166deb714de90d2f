package expr

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// operateAddress is an operation on pointers.
func (f *Function) operateAddress(op string, a, b draft.Value) draft.Value {
	switch {
	case op == "==" || op == "!=":
		return f.compareAddress(op, a, b)
	case op == "+" && b.Type.Kind == names.Pointer && a.Type.Kind != names.Pointer:
		return f.advance(b, a)
	case op == "+" && a.Type.Kind == names.Pointer && !b.Type.IsAddress():
		return f.advance(a, b)
	case op == "-" && a.Type.Kind == names.Pointer && !b.Type.IsAddress():
		return f.retreat(a, b)
	case op == "-" && a.Type.Kind == names.Pointer && b.Type.Kind == names.Pointer:
		return f.between(a, b)
	case precOf[op] == draft.PrecCompare && a.Type.Kind == names.Pointer && b.Type.Kind == names.Pointer && !a.IsNull() && !b.IsNull():
		return f.Operate(op, f.between(a, b), draft.Integer(0, names.TInt64))
	case precOf[op] == draft.PrecCompare:
		return f.Operate(op, f.ToInt(a, names.TUintptr), f.ToInt(b, names.TUintptr))
	}
	return f.Operate(op, f.ToInt(a, names.TUintptr), f.ToInt(b, names.TUintptr))
}

// between is how many elements a is behind b.
func (f *Function) between(a, b draft.Value) draft.Value {
	t := a.Type
	if t.Elem.Kind == names.Void {
		t = names.PointerTo(names.TUint8)
	}
	a, b = f.ToPointer(a, t), f.ToPointer(b, t)
	return draft.Value{Text: "wdm.Between(" + a.Typed() + ", " + b.Typed() + ")", Type: names.TInt64, Prec: draft.PrecPrimary, Calls: a.Calls || b.Calls}
}

func (f *Function) compareAddress(op string, a, b draft.Value) draft.Value {
	if a.IsNull() || a.Const && a.N == 0 {
		a, b = b, a
	}
	if b.IsNull() || b.Const && b.N == 0 {
		if a.IsNull() || a.Const {
			return draft.Integer(boolean((a.IsNull() || a.N == 0) == (op == "==")), names.TBool)
		}
		if a.Func != nil || a.IsStr || a.Type.Kind == names.Array {
			return draft.Integer(boolean(op == "!="), names.TBool)
		}
		if !a.Type.IsAddress() && a.Type.Kind != names.Slice {
			if a.Type.Kind == names.Int && op == "==" {
				return draft.Value{Text: a.At(draft.PrecCompare+1) + " == 0", Type: names.TBool, Prec: draft.PrecCompare, Calls: a.Calls}
			}
			if a = f.Truth(a); op == "==" {
				return Not(a)
			}
			return a
		}
		return draft.Value{Text: a.At(draft.PrecCompare+1) + " " + op + " nil", Type: names.TBool, Prec: draft.PrecCompare, Calls: a.Calls}
	}
	if a.Type.Kind == names.Func || b.Type.Kind == names.Func {
		return draft.Unknown(names.TBool)
	}
	if !names.Same(a.Type, b.Type) {
		a, b = f.ToPointer(a, names.TPointer), f.ToPointer(b, names.TPointer)
	} else if a.Type.Kind == names.Any {
		a, b = f.ToPointer(a, names.TPointer), f.ToPointer(b, names.TPointer)
	}
	return draft.Value{Text: a.At(draft.PrecCompare+1) + " " + op + " " + b.At(draft.PrecCompare+1), Type: names.TBool, Prec: draft.PrecCompare, Calls: a.Calls || b.Calls}
}

// advance is p moved on by n elements.
func (f *Function) advance(p, n draft.Value) draft.Value {
	return f.atIndex(p, f.ToInt(f.Promote(n), names.TGoInt))
}

// retreat is p moved back by n elements.
func (f *Function) retreat(p, n draft.Value) draft.Value {
	i := f.ToInt(f.Promote(n), names.TGoInt)
	switch {
	case i.Type.Kind != names.Int:
		return draft.Guess(p.Type)
	case i.Const:
		return f.atIndex(p, draft.Integer(-i.N, names.TGoInt))
	}
	return f.atIndex(p, negative(i))
}

func (f *Function) atIndex(p, i draft.Value) draft.Value {
	if i.Type.Kind != names.Int {
		return draft.Guess(p.Type)
	}
	if i.Const && i.N == 0 {
		return p
	}
	if p.Type.Elem.Kind == names.Void {
		q := f.atIndex(f.ToPointer(p, names.PointerTo(names.TUint8)), i)
		return f.ToPointer(q, names.TPointer)
	}
	return draft.Value{Text: "wdm.At(" + p.Typed() + ", " + i.Text + ")", Type: p.Type, Prec: draft.PrecPrimary, Calls: p.Calls || i.Calls}
}

func pointerWant(want *names.Type) *names.Type {
	if want == nil || want.Kind == names.Void {
		return nil
	}
	return names.PointerTo(want)
}

// Deref is what a pointer points to.
func (f *Function) Deref(p draft.Value, want *names.Type) draft.Value {
	switch {
	case p.Type.Kind == names.Func:
		return p
	case p.Type.Kind == names.Array:
		if v, ok := character(p, draft.Integer(0, names.TInt32)); ok {
			return v
		}
		p = f.decay(p)
	case p.Type.Kind == names.Struct:
		return f.derefObject(p, want)
	}
	if p.Type.Kind != names.Pointer || p.Type.Elem.Kind == names.Void || p.IsNull() {
		p = f.ToPointer(p, names.PointerTo(draft.OrInt(want)))
	}
	if strings.HasPrefix(p.Text, "&") && p.Prec == draft.PrecUnary {
		return draft.Value{Text: p.Text[1:], Type: p.Type.Elem, Prec: draft.PrecPrimary, LValue: true, Calls: p.Calls}
	}
	if p.IsNull() {
		out := draft.Target("("+p.Type.String()+")(nil)", p.Type.Elem)
		return out
	}
	out := draft.Target(p.At(draft.PrecPrimary), p.Type.Elem)
	out.Calls = p.Calls
	return out
}

// Object is the type of what has an address: a function that is kept is a pointer to it.
func Object(t *names.Type) *names.Type {
	if t.Kind == names.Func && t.Code {
		return names.PointerTo(t)
	}
	return t
}

func (f *Function) addressOf(x *syntax.Unary, want *names.Type) draft.Value {
	var in *names.Type
	if want != nil && want.Kind == names.Pointer && want.Elem.Kind != names.Void {
		in = want.Elem
	}
	v := f.Object(x.X, in)
	switch {
	case v.Func != nil:
		return v
	case v.IsStr:
		return f.decay(v)
	case !v.LValue:
		if v.Type == nil || v.Type.Kind == names.Void {
			return draft.Guess(names.TPointer)
		}
		v = f.Temp(v)
	}
	if v.Word != "" { // a half of a LARGE_INTEGER: C has no other bits with an address
		if v.Shift > 0 {
			return draft.Guess(names.PointerTo(names.TInt32))
		}
		return draft.Primary("(*uint32)(unsafe.Pointer("+v.Word+"))", names.PointerTo(names.TUint32))
	}
	out := draft.Value{Text: v.Address(), Type: names.PointerTo(Object(v.Type)), Prec: draft.PrecUnary, Calls: v.Calls}
	if v.Ptr != "" {
		out.Prec = draft.PrecPrimary
	}
	return out
}

func (f *Function) index(x *syntax.Index, want *names.Type) draft.Value {
	a := f.Expr(x.X, nil)
	if b, ok := x.I.(*syntax.Binary); ok && b.Op == "," && a.Type != nil && a.Type.Kind == names.Struct {
		if v, ok := f.OperatorOn("[]", append([]draft.Value{a}, f.listed(b)...)...); ok {
			return v
		}
	}
	i := f.operand(x.I, nil)
	if i.Type.Kind == names.Array || i.Type.Kind == names.Pointer && a.Type.Kind == names.Int {
		a, i = i, a
	}
	switch a.Type.Kind {
	case names.Array:
		if a.IsStr {
			if v, ok := character(a, i); ok {
				return v
			}
			a = f.decay(a)
			break
		}
		return f.element(a, i)
	case names.Slice:
		i = f.ToInt(i, names.TGoInt)
		return draft.Value{Text: a.At(draft.PrecPrimary) + "[" + i.Text + "]", Type: a.Type.Elem, Prec: draft.PrecPrimary, LValue: true, Calls: a.Calls || i.Calls}
	case names.Struct:
		if v, ok := f.OperatorOn("[]", a, i); ok {
			return v
		}
		return draft.Guess(draft.OrInt(want))
	}
	if a.Type.Kind != names.Pointer || a.Type.Elem.Kind == names.Void {
		a = f.ToPointer(a, names.PointerTo(draft.OrInt(want)))
	}
	if i.Type.IsAddress() || a.IsNull() {
		return f.Deref(draft.Guess(a.Type), want)
	}
	return f.Deref(f.advance(a, i), want)
}

// listed are the operands of commas: of an operator [] with several parameters.
func (f *Function) listed(x syntax.Expr) []draft.Value {
	if b, ok := x.(*syntax.Binary); ok && b.Op == "," {
		return append(f.listed(b.X), f.operand(b.Y, nil))
	}
	return []draft.Value{f.operand(x, nil)}
}

// character is a character of a string literal, at an index that is known.
func character(s, i draft.Value) (draft.Value, bool) {
	if !s.IsStr || !i.Const {
		return draft.Value{}, false
	}
	c, ok := names.Text{Units: s.Units}.At(i.N)
	if !ok {
		return draft.Value{}, false
	}
	return draft.Integer(c, s.Type.Elem), true
}

// element is an element of an array.
func (f *Function) element(a, i draft.Value) draft.Value {
	if i.Type.Kind != names.Int && i.Type.Kind != names.Bool {
		i = draft.Guess(names.TInt32)
	}
	i = f.Promote(i)
	if i.Const && (i.N < 0 || i.N >= a.Type.Len) { // at the end of a structure that is longer than C says
		p := f.advance(f.decay(a), i)
		return f.Deref(p, nil)
	}
	return draft.Value{Text: a.Base() + "[" + i.Text + "]", Type: a.Type.Elem, Prec: draft.PrecPrimary, LValue: true, Calls: a.Calls || i.Calls}
}
