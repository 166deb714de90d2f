package expr

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
)

// Convert is v as a value of type t, by the rules of C's conversions and casts.
func (f *Function) Convert(v draft.Value, t *names.Type) draft.Value {
	if t.Kind == names.Void {
		return v
	}
	if v.Type == nil || v.Type.Kind == names.Void && v.Text == "" {
		return draft.Guess(t)
	}
	if v.Type.Kind == names.String && t.Kind != names.String && t.Kind != names.Bool { // what strings hold is not followed
		return draft.Unknown(t)
	}
	if v.Func != nil && t.Kind == names.Func {
		return draft.Value{Text: f.Draft.FuncValue(v.Func, t), Type: t, Prec: draft.PrecPrimary, Func: v.Func}
	}
	if v.IsStr && t.Kind == names.String {
		return draft.Primary(v.Literal, t)
	}
	if v.Type.Kind == names.Array && t.Kind != names.Array && t.Kind != names.Slice {
		return f.Convert(f.decay(v), t)
	}
	if v.IsStr && t.Kind == names.Array {
		return f.characters(v, t)
	}
	if w, ok := f.converted(v, t); ok {
		return f.Convert(w, t)
	}
	switch t.Kind {
	case names.Bool:
		return f.Truth(v)
	case names.Int:
		return f.ToInt(v, t)
	case names.Float:
		return f.toFloat(v, t)
	case names.Pointer, names.Handle:
		return f.ToPointer(v, t)
	case names.Any:
		return f.toAny(v)
	case names.Func:
		return f.toFunc(v, t)
	case names.String:
		return f.toString(v)
	}
	if names.Same(v.Type, t) {
		return v
	}
	switch {
	case v.Const && v.N == 0 && (t.Kind == names.Struct || t.Kind == names.Array):
		return draft.Primary(t.String()+"{}", t)
	case t.Kind == names.Slice && v.Type.Kind == names.Array:
		return draft.Primary(v.At(draft.PrecPrimary)+"[:]", t)
	case t.Kind == names.Struct && v.LValue:
		return draft.Target("("+"*"+t.String()+")(unsafe.Pointer("+v.Address()+"))", t)
	}
	return unlike(v, t)
}

// Truth is v as a condition.
func (f *Function) Truth(v draft.Value) draft.Value {
	switch {
	case v.Type.Kind == names.Bool:
		return v
	case v.IsNull():
		return draft.Integer(0, names.TBool)
	case v.Const:
		return draft.Integer(boolean(v.N != 0), names.TBool)
	case v.Func != nil, v.IsStr, v.Type.Kind == names.Array:
		return draft.Integer(1, names.TBool)
	}
	if b, ok := f.operatorOf(v, "bool"); ok && b.Type.Kind != names.Struct {
		return f.Truth(b)
	}
	out := draft.Value{Type: names.TBool, Prec: draft.PrecCompare, Calls: v.Calls}
	switch v.Type.Kind {
	case names.Int, names.Float:
		out.Text = v.At(draft.PrecCompare+1) + " != 0"
	case names.Pointer, names.Handle, names.Any, names.Func, names.Slice:
		out.Text = v.At(draft.PrecCompare+1) + " != nil"
	case names.String:
		out.Text = v.At(draft.PrecCompare+1) + ` != ""`
	default:
		return unlike(v, names.TBool)
	}
	return out
}

// unlike is a value as one of a type that C does not make of it. Where the text does not
// declare one of the types, or it is one whose contents are not followed, nobody knows; else
// something was not understood.
func unlike(v draft.Value, t *names.Type) draft.Value {
	for _, of := range []*names.Type{v.Type, t} {
		switch {
		case of.Opaque, of.Kind == names.Func, of.Kind == names.Any, of.Kind == names.String, of.Kind == names.Slice, of.Kind == names.Handle,
			of.Kind == names.Struct && (of.Rec.Foreign || of.Rec.Outside):
			return draft.Unknown(t)
		}
	}
	return draft.Guess(t)
}

func boolean(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// ToInt is a value as a number.
func (f *Function) ToInt(v draft.Value, t *names.Type) draft.Value {
	switch {
	case v.IsNull():
		return draft.Integer(0, t)
	case v.Const:
		n := names.Wrap(v.N, t)
		if names.Same(v.Type, t) && n == v.N {
			return v
		}
		if !v.Bare && n == v.N && v.Type.Kind == names.Int && (n >= 0 || t.Signed) && (v.N >= 0 || v.Type.Signed) {
			out := draft.Primary(t.String()+"("+v.Text+")", t)
			out.N, out.Const = n, true
			return out
		}
		return draft.Integer(n, t)
	}
	switch v.Type.Kind {
	case names.Bool:
		f.Draft.Use("truth")
		out := draft.Primary("truth("+v.Text+")", names.TInt32)
		out.Calls = v.Calls
		return f.ToInt(out, t)
	case names.Int:
		if names.Same(v.Type, t) {
			return v
		}
	case names.Float:
	case names.Pointer, names.Handle, names.Any:
		p := f.ToPointer(v, names.TPointer)
		out := draft.Primary("uintptr("+p.Text+")", names.TUintptr)
		out.Calls = v.Calls
		return f.ToInt(out, t)
	case names.Struct:
		if v.LValue && v.Type.SizeOf() == t.SizeOf() {
			return draft.Target("(*"+t.String()+")(unsafe.Pointer("+v.Address()+"))", t)
		}
		return unlike(v, t)
	default:
		return unlike(v, t)
	}
	out := draft.Primary(t.String()+"("+v.Text+")", t)
	out.Calls = v.Calls
	return out
}

func (f *Function) toFloat(v draft.Value, t *names.Type) draft.Value {
	switch {
	case v.Type.Kind == names.Float && names.Same(v.Type, t):
		return v
	case v.Const && v.Type.Kind == names.Int && v.Bare:
		out := v
		out.Type = t
		out.Const = false
		return out
	case v.Type.Kind == names.Bool:
		v = f.ToInt(v, names.TInt32)
	case v.Type.Kind != names.Int && v.Type.Kind != names.Float:
		return unlike(v, t)
	}
	out := draft.Primary(t.String()+"("+v.Text+")", t)
	out.Calls = v.Calls
	return out
}

// ToPointer is a value as a pointer.
func (f *Function) ToPointer(v draft.Value, t *names.Type) draft.Value {
	if v.IsNull() || v.Const && v.N == 0 {
		return draft.Null(t)
	}
	if names.Same(v.Type, t) {
		return v
	}
	var raw draft.Value
	switch v.Type.Kind {
	case names.Pointer, names.Handle:
		if v.Type.Kind == names.Pointer && v.Type.Elem.Kind == names.Struct && draft.InterfaceOf(v.Type.Elem.Rec, t) {
			v = f.publish(v)
		}
		if out, ok := f.related(v, t); ok {
			return out
		}
		raw = draft.Primary("unsafe.Pointer("+v.Text+")", names.TPointer)
		if v.Type.Kind == names.Pointer && v.Type.Elem.Kind == names.Void {
			raw = v
		}
	case names.Any:
		raw = draft.Primary("wdm.Pointer("+v.Text+")", names.TPointer)
	case names.Int, names.Bool:
		n := f.ToInt(v, names.TUintptr)
		raw = draft.Primary("wdm.PointerOf("+n.Text+")", names.TPointer)
	case names.Func:
		out := draft.Unknown(t)
		if v.Func != nil {
			v.Func.Callback = true
			out.Func = v.Func // a cast back to a function finds it
		}
		return out
	case names.Struct:
		if !v.LValue {
			return unlike(v, t)
		}
		return draft.Target("("+"*"+t.String()+")(unsafe.Pointer("+v.Address()+"))", t)
	default:
		return unlike(v, t)
	}
	raw.Calls = v.Calls
	if t.Kind == names.Pointer && t.Elem.Kind == names.Void {
		return raw
	}
	out := draft.Primary(draft.ConvertTo(t)+"("+raw.Text+")", t)
	out.Calls = v.Calls
	return out
}

func (f *Function) toAny(v draft.Value) draft.Value {
	switch {
	case v.IsNull() || v.Const && v.N == 0:
		return draft.Null(names.TAny)
	case v.Func != nil:
		v.Func.Callback = true
		return draft.Unknown(names.TAny)
	}
	switch v.Type.Kind {
	case names.Int, names.Bool:
		v = f.ToPointer(v, names.TPointer)
	case names.Struct, names.Func, names.Float, names.Slice, names.String:
		return unlike(v, names.TAny)
	}
	v.Type = names.TAny
	return v
}

func (f *Function) toFunc(v draft.Value, t *names.Type) draft.Value {
	switch {
	case v.IsNull() || v.Const && v.N == 0:
		return draft.Null(t)
	case v.Type.Kind == names.Func && names.Same(v.Type, t):
		return v
	case v.Type.Kind == names.Func && !v.Type.Variadic && !t.Variadic && (v.LValue || passes(t, v.Type)):
		return f.recast(v, t)
	}
	return unlike(v, t)
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
func (f *Function) recast(v draft.Value, t *names.Type) draft.Value {
	if v.LValue || v.Calls {
		v = f.Temp(v)
	}
	var params, args []string
	for i, p := range t.Params {
		name := f.Name("a" + strconv.Itoa(i+1))
		params = append(params, name+" "+p.String())
		if i < len(v.Type.Params) {
			args = append(args, f.Convert(draft.Primary(name, p), v.Type.Params[i]).Text)
		}
	}
	for _, p := range v.Type.Params[len(args):] {
		args = append(args, draft.Unknown(p).Text)
	}
	call := draft.Primary(v.Text+"("+strings.Join(args, ", ")+")", v.Type.Elem)
	s := "func(" + strings.Join(params, ", ") + ")"
	switch {
	case t.Elem.Kind == names.Void:
		s += " { " + call.Text + " }"
	case v.Type.Elem.Kind == names.Void:
		s += " " + t.Elem.String() + " { " + call.Text + "; return " + draft.Unknown(t.Elem).Text + " }"
	default:
		s += " " + t.Elem.String() + " { return " + f.Convert(call, t.Elem).Text + " }"
	}
	if !v.LValue {
		return draft.Primary(s, t)
	}
	out := f.Variable(t)
	f.Emit("if " + v.Text + " != nil {")
	f.Emit(out + " = " + s)
	f.Emit("}")
	return draft.Primary(out, t)
}

func (f *Function) toString(v draft.Value) draft.Value {
	switch {
	case v.IsNull() || v.Const && v.N == 0:
		return draft.Primary(`""`, names.TString)
	case v.Type.Kind == names.String:
		return v
	}
	return draft.Unknown(names.TString) // what strings hold is not followed
}

// decay is the address of an array's first element.
func (f *Function) decay(v draft.Value) draft.Value {
	t := names.PointerTo(v.Type.Elem)
	if v.IsStr {
		return f.literal(v, t)
	}
	if v.Type.Len == 0 {
		return draft.Guess(t)
	}
	if !v.LValue {
		v = f.Temp(v)
	}
	out := draft.Value{Text: "&" + v.Base() + "[0]", Type: t, Prec: draft.PrecUnary, Calls: v.Calls}
	return out
}

// literal is a pointer to the characters of a string literal.
func (f *Function) literal(v draft.Value, t *names.Type) draft.Value {
	name := "wdm.Chars"
	if t.Elem.Size == 2 {
		name = "wdm.Wide"
	}
	return draft.Primary(name+"("+v.Literal+")", t)
}

// maxCharacters is how long a string literal may be that fills an array: of a longer one
// nothing is known.
const maxCharacters = 256

// characters is an array that a string literal fills.
func (f *Function) characters(v draft.Value, t *names.Type) draft.Value {
	units := v.Units[:min(int64(len(v.Units)), t.Len)]
	if len(units) > maxCharacters {
		return draft.Guess(t)
	}
	var b strings.Builder
	for i, c := range units {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strconv.FormatInt(names.Wrap(c, t.Elem), 10))
	}
	return draft.Primary(t.String()+"{"+b.String()+"}", t)
}

// Promote is the integer promotion of C.
func (f *Function) Promote(v draft.Value) draft.Value {
	switch {
	case v.Type.Kind == names.Bool:
		return f.ToInt(v, names.TInt32)
	case v.Type.Kind == names.Int && (v.Type.Size < 4 || v.Bits > 0 && v.Bits < 32):
		return f.ToInt(v, names.TInt32)
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
