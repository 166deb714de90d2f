package expr

import (
	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// newObject is new T(...): memory that may not be there, and its constructor.
func (f *Function) newObject(x *syntax.New, _ *names.Type) draft.Value {
	t := f.Typ(x.Type)
	if t.Kind == names.Array {
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
	f.finishDynamic(f.Deref(v, nil))
	f.Emit("wdm.ExFreePool(" + v.Text + ")")
	f.Emit("}")
}
