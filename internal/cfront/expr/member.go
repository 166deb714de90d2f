package expr

import (
	"strconv"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// member is x.name or x->name.
func (f *Function) member(x *syntax.Member, want *names.Type) draft.Value {
	v := f.object(x)
	return f.select_(v, x.Name.Last(), want)
}

// object is what the member of x is a member of, as an lvalue.
func (f *Function) object(x *syntax.Member) draft.Value {
	v := f.Expr(x.X, nil)
	if v.Type == nil || v.Type.Kind == names.Void {
		v = draft.Guess(names.TPointer)
	}
	if !x.Arrow {
		if !v.LValue && v.Calls && f.ends(v.Type, 0) {
			return f.Kept(v)
		}
		return v
	}
	if v.Type.Kind == names.Array {
		v = f.decay(v)
	}
	if v.Type.Kind == names.Struct {
		return f.derefObject(v, nil)
	}
	switch {
	case v.IsNull():
		v = draft.Value{Text: "(" + "*uintptr)(nil)", Type: names.PointerTo(names.TUintptr), Prec: draft.PrecPrimary}
	case v.Type.Kind == names.Int || v.Type.Kind == names.Any || v.Type.Kind == names.Handle:
		v = f.ToPointer(v, names.TPointer)
	}
	if v.Type.Kind == names.Pointer && v.Type.Elem.Kind != names.Void {
		return f.Deref(v, nil)
	}
	out := draft.Target(v.At(draft.PrecPrimary), names.TVoid)
	out.Calls = v.Calls
	return out
}

// select_ is the member of an object.
func (f *Function) select_(v draft.Value, name string, want *names.Type) draft.Value {
	if v.Type.Kind != names.Struct {
		return f.unknownMember(v, name, want)
	}
	steps := v.Type.Rec.Find(name)
	if steps == nil {
		if half, ok := f.half(v, name); ok {
			return half
		}
		return f.unknownMember(v, name, want)
	}
	return f.along(v, steps)
}

// half is a member of the union that a LARGE_INTEGER is in C: the lower or the higher half
// of its number, or u, which has them.
func (f *Function) half(v draft.Value, name string) (draft.Value, bool) {
	if t := v.Type.Name; t != "wdm.LARGE_INTEGER" && t != "wdm.ULARGE_INTEGER" {
		return draft.Value{}, false
	}
	out := draft.Value{Type: names.TUint64, Prec: draft.PrecMul, LValue: true, Calls: v.Calls, Bits: 32}
	switch name {
	case "u":
		return v, true
	case "LowPart":
	case "HighPart":
		out.Shift = 32
		if v.Type.Name == "wdm.LARGE_INTEGER" {
			out.Type = names.TInt64
		}
	default:
		return draft.Value{}, false
	}
	if !v.LValue && v.Ptr == "" {
		v = f.Temp(v)
	}
	return inWord(out, "(*uint64)(unsafe.Pointer("+v.Address()+"))"), true
}

// along follows the way to a member.
func (f *Function) along(v draft.Value, steps []names.Step) draft.Value {
	cur := v
	for i, s := range steps {
		t := s.Field.Type
		if s.Of.Word != nil {
			cur = f.packed(cur, s)
			continue
		}
		if s.Of.Union && !s.Of.Foreign {
			if !cur.LValue {
				cur = f.Temp(cur)
			}
			if i+1 < len(steps) && steps[i+1].Of.Word != nil {
				continue // its word lies where the union does
			}
			next := draft.Target("(*"+t.String()+")(unsafe.Pointer("+cur.Address()+"))", t)
			if t.Kind == names.Func {
				next = draft.Value{Text: "*(*" + t.String() + ")(unsafe.Pointer(" + cur.Address() + "))", Type: t, Prec: draft.PrecUnary, LValue: true}
			}
			next.Calls, next.Bits = cur.Calls, s.Field.Bits
			cur = next
			continue
		}
		if s.Field.Embedded && i+1 < len(steps) && !(steps[i+1].Of.Union && !steps[i+1].Of.Foreign) && s.Of.Foreign {
			continue
		}
		next := draft.Value{Text: cur.Base() + "." + s.Field.Go, Type: t, Prec: draft.PrecPrimary, LValue: cur.LValue || cur.Ptr != "", Calls: cur.Calls, Bits: s.Field.Bits}
		if s.Field.Ref && t.Kind == names.Pointer {
			next = draft.Target(next.Text, t.Elem)
			next.Calls = cur.Calls
		}
		cur = next
	}
	return cur
}

// packed is a bit field of a word that has others beside it.
func (f *Function) packed(v draft.Value, s names.Step) draft.Value {
	if !v.LValue && v.Ptr == "" {
		v = f.Temp(v)
	}
	out := draft.Value{Type: s.Field.Type, Prec: draft.PrecMul, LValue: true, Calls: v.Calls, Bits: s.Field.Bits, Shift: s.Field.Shift}
	return inWord(out, "(*"+s.Of.Word.String()+")(unsafe.Pointer("+v.Address()+"))")
}

// inWord is a bit field of the word that a primary expression points to.
func inWord(v draft.Value, p string) draft.Value {
	v.Word = p
	word := names.Unsigned(v.Type.Size)
	w := draft.Target(p, word)
	if v.Type.Signed {
		left, right := strconv.Itoa(int(8*word.Size)-v.Shift-v.Bits), strconv.Itoa(int(8*word.Size)-v.Bits)
		v.Text = v.Type.String() + "(" + w.Text + ") << " + left + " >> " + right
		return v
	}
	if !names.Same(v.Type, word) {
		w = draft.Primary(v.Type.String()+"("+w.Text+")", v.Type)
	}
	v.Text = w.At(draft.PrecMul)
	if v.Shift > 0 {
		v.Text += " >> " + strconv.Itoa(v.Shift)
	}
	v.Text += " & " + strconv.FormatUint(mask(v.Bits), 10)
	return v
}

// mask has the lowest bits set.
func mask(bits int) uint64 { return 1<<bits - 1 }

// put writes a value that has been converted to an lvalue.
func (f *Function) put(lv, v draft.Value) {
	if lv.Word == "" {
		f.Emit(lv.Text + " = " + v.Text)
		return
	}
	bits := v.Text
	if v.Const {
		bits = strconv.FormatUint(uint64(v.N)&mask(lv.Bits)<<lv.Shift, 10)
	} else {
		bits = names.Unsigned(lv.Type.Size).String() + "(" + bits + ") & " + strconv.FormatUint(mask(lv.Bits), 10) + " << " + strconv.Itoa(lv.Shift)
	}
	word := "*" + lv.Word
	f.Emit(word + " = " + word + " &^ " + strconv.FormatUint(mask(lv.Bits)<<lv.Shift, 10) + " | " + bits)
}

// unknownMember is a member that nothing declares: a cell of that name.
func (f *Function) unknownMember(v draft.Value, name string, want *names.Type) draft.Value {
	t := want
	if t == nil || t.Kind == names.Void || t.Kind == names.Any || t.Kind == names.Slice || t.Kind == names.String || t.Kind == names.Param {
		t = names.TInt32
		if want != nil && want.Kind == names.Any {
			t = names.TPointer
		}
		if want == nil {
			t = names.TUintptr
		}
	}
	if v.Type.Kind == names.Struct && len(v.Type.Rec.Fields) > 0 && v.Type.Rec.Foreign {
		for _, fl := range v.Type.Rec.Fields { // Basic.WskCloseSocket: the part that Go embeds
			if fl.Embedded && name == "Basic" {
				return f.along(v, []names.Step{{Of: v.Type.Rec, Field: fl}})
			}
		}
	}
	if !v.LValue {
		if v.Type.Kind == names.Void {
			return draft.Unknown(t)
		}
		v = f.Temp(v)
	}
	addr := v.Address()
	if !(v.Type.Kind == names.Void && v.Ptr != "") {
		addr = "unsafe.Pointer(" + addr + ")"
	}
	out := draft.Target("wdm.Field["+t.String()+"]("+addr+", "+strconv.Quote(name)+")", t)
	if t.Kind == names.Func {
		out = draft.Value{Text: "*" + out.Ptr, Type: t, Prec: draft.PrecUnary, LValue: true}
	}
	out.Calls, out.Undeclared = v.Calls, name
	return out
}
