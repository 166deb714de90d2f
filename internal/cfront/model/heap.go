package model

import (
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// newObject is new T(...): memory that may not be there, and its constructor.
func (f *function) newObject(x *syntax.New, _ *names.Type) value {
	t := f.typ(x.Type)
	if t.Kind == names.Array {
		t = t.Elem
	}
	for _, p := range x.Place {
		v := f.expr(p, nil)
		if v.t != nil && v.t.Kind == names.Pointer && len(x.Place) == 1 { // in memory that is there
			obj := f.temp(f.toPointer(v, names.PointerTo(t)))
			f.begin(f.deref(obj, nil), listOf(x.Init))
			return obj
		}
		f.discard(v)
	}
	if t.Kind == names.Void {
		t = names.TUint8
	}
	v := value{t: names.PointerTo(t), prec: precPrimary, lv: true}
	object := ""
	if t.Kind == names.Struct {
		object = f.b.systemObject(t.Rec)
		v.s = f.variableAs("new"+t.Rec.C, v.t)
	} else {
		v.s = f.variable(v.t)
	}
	f.emit(v.s + " = new(" + t.String() + ")")
	if object != "" {
		f.emit("if " + f.maybe(x, " fails") + " || " + object + " != nil {")
	} else {
		f.emit("if " + f.maybe(x, " fails") + " {")
	}
	f.emit(v.s + " = nil")
	made := f.capture(func() { f.begin(f.deref(v, nil), listOf(x.Init)) })
	if len(made) > 0 {
		f.emit("} else {")
		f.out = append(f.out, made...)
	}
	f.emit("}")
	return v
}

// maybe is a condition of which nothing is known; reports quote the text for it, and
// what it is asked.
func (f *function) maybe(x syntax.Node, asks string) string {
	return "wdm." + f.marked(mark{u: f.u, tok: x.Range().From, node: x, asks: asks}) + "Unknown[bool]()"
}

// listOf is an initializer as a list.
func listOf(x syntax.Expr) *syntax.List {
	l, _ := x.(*syntax.List)
	if l == nil && x != nil {
		l = &syntax.List{Span: x.Range(), Paren: true, Elems: []*syntax.Init{{Span: x.Range(), X: x}}}
	}
	return l
}

// deleteObject is delete x: the destructor, then the memory.
func (f *function) deleteObject(x *syntax.Delete) {
	v := orValue(f.expr(x.X, names.TPointer))
	if v.t.Kind != names.Pointer || v.isNull() {
		return
	}
	if v.calls {
		v = f.temp(v)
	}
	f.emit("if " + f.truth(v).s + " {")
	if v.t.Elem.Kind == names.Struct {
		if object := f.b.systemObject(v.t.Elem.Rec); object != "" {
			f.emit(object + " = nil")
		}
	}
	f.finishDynamic(f.deref(v, nil))
	f.emit("wdm.ExFreePool(" + v.s + ")")
	f.emit("}")
}
