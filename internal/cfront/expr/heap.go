package expr

import (
	"strconv"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// newObject is new T(...): memory that may not be there, and its constructor.
func (f *Function) newObject(x *syntax.New, _ *names.Type) draft.Value {
	t := f.Typ(x.Type)
	many := t.Kind == names.Array
	if many {
		t = t.Elem
	}
	for _, p := range x.Place {
		v := f.Expr(p, nil)
		if v.Type != nil && v.Type.Kind == names.Pointer && len(x.Place) == 1 { // in memory that is there
			obj := f.Temp(f.ToPointer(v, names.PointerTo(t)))
			f.Begin(f.Deref(obj, nil), ListOf(x.Init))
			return obj
		}
		f.Discard(v)
	}
	if t.Kind == names.Void {
		t = names.TUint8
	}
	if v, ok := f.newByClass(x, t, many); ok {
		return v
	}
	v := draft.Value{Type: names.PointerTo(t), Prec: draft.PrecPrimary, LValue: true}
	object := ""
	if t.Kind == names.Struct {
		object = f.Draft.SystemObject(t.Rec)
		v.Text = f.VariableAs("new"+t.Rec.C, v.Type)
	} else {
		v.Text = f.Variable(v.Type)
	}
	f.Emit(v.Text + " = new(" + t.String() + ")")
	if object != "" {
		f.Emit("if " + f.Maybe(x, " fails") + " || " + object + " != nil {")
	} else {
		f.Emit("if " + f.Maybe(x, " fails") + " {")
	}
	f.Emit(v.Text + " = nil")
	if many {
		f.beginMany(x, v)
		f.Emit("}")
		return v
	}
	// Temporaries of the initializer end with it: behind the expression they may not be there.
	made := f.Capture(func() {
		f.Full(func() draft.Value {
			f.Begin(f.Deref(v, nil), ListOf(x.Init))
			return draft.Value{}
		})
	})
	if len(made) > 0 {
		f.Emit("} else {")
		f.Lines = append(f.Lines, made...)
	}
	f.Emit("}")
	return v
}

// newByClass is an object in memory that its class gives.
func (f *Function) newByClass(x *syntax.New, t *names.Type, many bool) (draft.Value, bool) {
	if many || t.Kind != names.Struct {
		return draft.Value{}, false
	}
	operands := []draft.Value{draft.Integer(t.SizeOf(), names.TUintptr)}
	for _, p := range x.Place {
		operands = append(operands, f.Look(p))
	}
	fn, _ := f.MethodFor(t.Rec, "operator new", operands, 0)
	if fn == nil || !fn.Defined() || fn.Class == nil {
		return draft.Value{}, false
	}
	for i, p := range x.Place {
		operands[i+1] = OrValue(f.Expr(p, nil))
	}
	v := f.Temp(f.ToPointer(f.Temp(f.CallWith(fn, "", operands)), names.PointerTo(t)))
	made := f.Capture(func() {
		f.Full(func() draft.Value {
			f.Begin(f.Deref(v, nil), ListOf(x.Init))
			return draft.Value{}
		})
	})
	if len(made) > 0 {
		f.Emit("if " + v.Text + " != nil {")
		f.Lines = append(f.Lines, made...)
		f.Emit("}")
	}
	return v, true
}

// free gives the memory of an object back: to its class, where that has an operator for it.
func (f *Function) free(x *syntax.Delete, v draft.Value) {
	if t := v.Type.Elem; t.Kind == names.Struct && !x.Array {
		p := draft.Primary("unsafe.Pointer("+v.Text+")", names.TPointer)
		for _, args := range [][]draft.Value{{p}, {p, draft.Integer(t.SizeOf(), names.TUintptr)}} {
			if fn, _ := f.MethodFor(t.Rec, "operator delete", args, 0); fn != nil && fn.Defined() && len(fn.Type().Params) == len(args) {
				f.Emit(f.CallWith(fn, "", args).Text)
				return
			}
		}
	}
	f.Emit("wdm.ExFreePool(" + v.Text + ")")
}

// beginMany begins the elements of new T[n]: those that have a value, and the others by
// themselves. Their number stays with them, for delete[].
func (f *Function) beginMany(x *syntax.New, v draft.Value) {
	t := v.Type.Elem
	made := f.Capture(func() {
		n := f.ToInt(OrValue(f.Expr(x.Type.Len, names.TUintptr)), names.TGoInt)
		at := int64(0)
		if l := ListOf(x.Init); l != nil {
			for _, e := range l.Elems {
				f.Begin(f.Deref(f.atIndex(v, draft.Integer(at, names.TGoInt)), nil), ListOf(e.X))
				at++
			}
		}
		if !f.HasLife(t) {
			return
		}
		n = f.Temp(n)
		f.Emit(f.count(v) + " = " + n.Text)
		i := f.Name("i")
		begin := f.Capture(func() {
			f.Begin(f.Deref(f.atIndex(v, draft.Primary(i, names.TGoInt)), nil), nil)
		})
		if len(begin) == 0 {
			return
		}
		f.Emit("for " + i + " := " + strconv.FormatInt(at, 10) + "; " + i + " < " + n.Text + "; " + i + "++ {")
		f.Lines = append(f.Lines, begin...)
		f.Emit("}")
	})
	if len(made) > 0 {
		f.Emit("} else {")
		f.Lines = append(f.Lines, made...)
	}
}

// count is how many elements an array of new has: a cell of its own beside them.
func (f *Function) count(v draft.Value) string {
	return "*wdm.Field[int](unsafe.Pointer(" + v.Text + "), \"count of elements\")"
}

// finishMany ends the elements of an array, the last one first.
func (f *Function) finishMany(v draft.Value) {
	if !f.ends(v.Type.Elem, 0) {
		return
	}
	i := f.Name("i")
	f.Emit("for " + i + " := " + f.count(v) + " - 1; " + i + " >= 0; " + i + "-- {")
	f.finishDynamic(f.Deref(f.atIndex(v, draft.Primary(i, names.TGoInt)), nil))
	f.Emit("}")
}

// ListOf is an initializer as a list.
func ListOf(x syntax.Expr) *syntax.List {
	l, _ := x.(*syntax.List)
	if l == nil && x != nil {
		l = &syntax.List{Span: x.Range(), Paren: true, Elems: []*syntax.Init{{Span: x.Range(), X: x}}}
	}
	return l
}

// deleteObject is delete x: the destructor, then the memory.
func (f *Function) deleteObject(x *syntax.Delete) {
	v := OrValue(f.Expr(x.X, names.TPointer))
	if v.Type.Kind != names.Pointer || v.IsNull() {
		return
	}
	if v.Calls {
		v = f.Temp(v)
	}
	f.Emit("if " + f.Truth(v).Text + " {")
	if v.Type.Elem.Kind == names.Struct {
		if object := f.Draft.SystemObject(v.Type.Elem.Rec); object != "" {
			f.Emit(object + " = nil")
		}
	}
	if x.Array {
		f.finishMany(v)
	} else {
		f.finishDynamic(f.Deref(v, nil))
	}
	f.free(x, v)
	f.Emit("}")
}
