package model

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
)

// convert is v as a value of type t, by the rules of C's conversions and casts.
func (f *function) convert(v value, t *names.Type) value {
	if t.Kind == names.Void {
		return v
	}
	if v.t == nil || v.t.Kind == names.Void && v.s == "" {
		return unknown(t)
	}
	if v.fn != nil && t.Kind == names.Func {
		return value{s: f.b.funcValue(v.fn, t), t: t, prec: precPrimary, fn: v.fn}
	}
	if v.isStr && t.Kind == names.String {
		return primary(v.text, t)
	}
	if v.t.Kind == names.Array && t.Kind != names.Array && t.Kind != names.Slice {
		return f.convert(f.decay(v), t)
	}
	if v.isStr && t.Kind == names.Array {
		return f.characters(v, t)
	}
	if w, ok := f.converted(v, t); ok {
		return f.convert(w, t)
	}
	switch t.Kind {
	case names.Bool:
		return f.truth(v)
	case names.Int:
		return f.toInt(v, t)
	case names.Float:
		return f.toFloat(v, t)
	case names.Pointer, names.Handle:
		return f.toPointer(v, t)
	case names.Any:
		return f.toAny(v)
	case names.Func:
		return f.toFunc(v, t)
	case names.String:
		return f.toString(v)
	}
	if names.Same(v.t, t) {
		return v
	}
	switch {
	case v.konst && v.n == 0 && (t.Kind == names.Struct || t.Kind == names.Array):
		return primary(t.String()+"{}", t)
	case t.Kind == names.Slice && v.t.Kind == names.Array:
		return primary(v.at(precPrimary)+"[:]", t)
	case t.Kind == names.Struct && v.lv:
		return target("("+"*"+t.String()+")(unsafe.Pointer("+v.address()+"))", t)
	}
	return unknown(t)
}

// truth is v as a condition.
func (f *function) truth(v value) value {
	switch {
	case v.t.Kind == names.Bool:
		return v
	case v.isNull():
		return integer(0, names.TBool)
	case v.konst:
		return integer(boolean(v.n != 0), names.TBool)
	case v.fn != nil, v.isStr, v.t.Kind == names.Array:
		return integer(1, names.TBool)
	}
	if b, ok := f.operatorOf(v, "bool"); ok && b.t.Kind != names.Struct {
		return f.truth(b)
	}
	out := value{t: names.TBool, prec: precCompare, calls: v.calls}
	switch v.t.Kind {
	case names.Int, names.Float:
		out.s = v.at(precCompare+1) + " != 0"
	case names.Pointer, names.Handle, names.Any, names.Func, names.Slice:
		out.s = v.at(precCompare+1) + " != nil"
	case names.String:
		out.s = v.at(precCompare+1) + ` != ""`
	default:
		return unknown(names.TBool)
	}
	return out
}

func boolean(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func (f *function) toInt(v value, t *names.Type) value {
	switch {
	case v.isNull():
		return integer(0, t)
	case v.konst:
		n := names.Wrap(v.n, t)
		if names.Same(v.t, t) && n == v.n {
			return v
		}
		if !v.bare && n == v.n && v.t.Kind == names.Int && (n >= 0 || t.Signed) && (v.n >= 0 || v.t.Signed) {
			out := primary(t.String()+"("+v.s+")", t)
			out.n, out.konst = n, true
			return out
		}
		return integer(n, t)
	}
	switch v.t.Kind {
	case names.Bool:
		f.b.use("truth")
		out := primary("truth("+v.s+")", names.TInt32)
		out.calls = v.calls
		return f.toInt(out, t)
	case names.Int:
		if names.Same(v.t, t) {
			return v
		}
	case names.Float:
	case names.Pointer, names.Handle, names.Any:
		p := f.toPointer(v, names.TPointer)
		out := primary("uintptr("+p.s+")", names.TUintptr)
		out.calls = v.calls
		return f.toInt(out, t)
	case names.Struct:
		if v.lv && v.t.SizeOf() == t.SizeOf() {
			return target("(*"+t.String()+")(unsafe.Pointer("+v.address()+"))", t)
		}
		return unknown(t)
	default:
		return unknown(t)
	}
	out := primary(t.String()+"("+v.s+")", t)
	out.calls = v.calls
	return out
}

func (f *function) toFloat(v value, t *names.Type) value {
	switch {
	case v.t.Kind == names.Float && names.Same(v.t, t):
		return v
	case v.konst && v.t.Kind == names.Int && v.bare:
		out := v
		out.t = t
		out.konst = false
		return out
	case v.t.Kind == names.Bool:
		v = f.toInt(v, names.TInt32)
	case v.t.Kind != names.Int && v.t.Kind != names.Float:
		return unknown(t)
	}
	out := primary(t.String()+"("+v.s+")", t)
	out.calls = v.calls
	return out
}

func (f *function) toPointer(v value, t *names.Type) value {
	if v.isNull() || v.konst && v.n == 0 {
		return null(t)
	}
	if names.Same(v.t, t) {
		return v
	}
	var raw value
	switch v.t.Kind {
	case names.Pointer, names.Handle:
		if v.t.Kind == names.Pointer && v.t.Elem.Kind == names.Struct && interfaceOf(v.t.Elem.Rec, t) {
			v = f.publish(v)
		}
		if out, ok := f.related(v, t); ok {
			return out
		}
		raw = primary("unsafe.Pointer("+v.s+")", names.TPointer)
		if v.t.Kind == names.Pointer && v.t.Elem.Kind == names.Void {
			raw = v
		}
	case names.Any:
		raw = primary("wdm.Pointer("+v.s+")", names.TPointer)
	case names.Int, names.Bool:
		n := f.toInt(v, names.TUintptr)
		raw = primary("wdm.PointerOf("+n.s+")", names.TPointer)
	case names.Func:
		out := unknown(t)
		if v.fn != nil {
			v.fn.Callback = true
			out.fn = v.fn // a cast back to a function finds it
		}
		return out
	case names.Struct:
		if !v.lv {
			return unknown(t)
		}
		return target("("+"*"+t.String()+")(unsafe.Pointer("+v.address()+"))", t)
	default:
		return unknown(t)
	}
	raw.calls = v.calls
	if t.Kind == names.Pointer && t.Elem.Kind == names.Void {
		return raw
	}
	out := primary(convertTo(t)+"("+raw.s+")", t)
	out.calls = v.calls
	return out
}

func (f *function) toAny(v value) value {
	switch {
	case v.isNull() || v.konst && v.n == 0:
		return null(names.TAny)
	case v.fn != nil:
		v.fn.Callback = true
		return unknown(names.TAny)
	}
	switch v.t.Kind {
	case names.Int, names.Bool:
		v = f.toPointer(v, names.TPointer)
	case names.Struct, names.Func, names.Float, names.Slice, names.String:
		return unknown(names.TAny)
	}
	v.t = names.TAny
	return v
}

func (f *function) toFunc(v value, t *names.Type) value {
	switch {
	case v.isNull() || v.konst && v.n == 0:
		return null(t)
	case v.t.Kind == names.Func && names.Same(v.t, t):
		return v
	case v.t.Kind == names.Func && !v.t.Variadic && !t.Variadic && (v.lv || passes(t, v.t)):
		return f.recast(v, t)
	}
	return unknown(t)
}

// passes reports whether a DDI gets what it is made for when it is called as of type t.
// What it does with other things is not defined.
func passes(t, ddi *names.Type) bool {
	if len(t.Params) < len(ddi.Params) {
		return false
	}
	for i, p := range ddi.Params {
		if t.Params[i].IsAddress() != p.IsAddress() {
			return false
		}
	}
	return true
}

// recast is a function by a pointer of another type: it gets the arguments that there
// are. Null stays null.
func (f *function) recast(v value, t *names.Type) value {
	if v.lv || v.calls {
		v = f.temp(v)
	}
	var params, args []string
	for i, p := range t.Params {
		name := f.name("a" + strconv.Itoa(i+1))
		params = append(params, name+" "+p.String())
		if i < len(v.t.Params) {
			args = append(args, f.convert(primary(name, p), v.t.Params[i]).s)
		}
	}
	for _, p := range v.t.Params[len(args):] {
		args = append(args, unknown(p).s)
	}
	call := primary(v.s+"("+strings.Join(args, ", ")+")", v.t.Elem)
	s := "func(" + strings.Join(params, ", ") + ")"
	switch {
	case t.Elem.Kind == names.Void:
		s += " { " + call.s + " }"
	case v.t.Elem.Kind == names.Void:
		s += " " + t.Elem.String() + " { " + call.s + "; return " + unknown(t.Elem).s + " }"
	default:
		s += " " + t.Elem.String() + " { return " + f.convert(call, t.Elem).s + " }"
	}
	if !v.lv {
		return primary(s, t)
	}
	out := f.variable(t)
	f.emit("if " + v.s + " != nil {")
	f.emit(out + " = " + s)
	f.emit("}")
	return primary(out, t)
}

func (f *function) toString(v value) value {
	switch {
	case v.isNull() || v.konst && v.n == 0:
		return primary(`""`, names.TString)
	case v.t.Kind == names.String:
		return v
	}
	return unknown(names.TString)
}

// decay is the address of an array's first element.
func (f *function) decay(v value) value {
	t := names.PointerTo(v.t.Elem)
	if v.isStr {
		return f.literal(v, t)
	}
	if v.t.Len == 0 || !v.lv {
		return unknown(t)
	}
	out := value{s: "&" + v.base() + "[0]", t: t, prec: precUnary, calls: v.calls}
	return out
}

// literal is a pointer to the characters of a string literal.
func (f *function) literal(v value, t *names.Type) value {
	name := "wdm.Chars"
	if t.Elem.Size == 2 {
		name = "wdm.Wide"
	}
	return primary(name+"("+v.text+")", t)
}

// characters is an array that a string literal fills; its contents do not matter.
func (f *function) characters(v value, t *names.Type) value {
	return primary(t.String()+"{}", t)
}

// promote is the integer promotion of C.
func (f *function) promote(v value) value {
	switch {
	case v.t.Kind == names.Bool:
		return f.toInt(v, names.TInt32)
	case v.t.Kind == names.Int && (v.t.Size < 4 || v.bits > 0 && v.bits < 32):
		return f.toInt(v, names.TInt32)
	}
	return v
}

// common is the type of the usual arithmetic conversions.
func common(a, b *names.Type) *names.Type {
	switch {
	case a.Kind == names.Float || b.Kind == names.Float:
		if a.Kind == names.Float && (b.Kind != names.Float || b.Size <= a.Size) {
			return a
		}
		return b
	case names.Same(a, b):
		return a
	case a.Size > b.Size:
		return a
	case b.Size > a.Size:
		return b
	case !a.Signed && b.Signed:
		return a
	case !b.Signed && a.Signed:
		return b
	case a.Name == "int32" || a.Name == "uint32" || a.Name == "uint64" || a.Name == "int64":
		return a
	}
	return b
}
