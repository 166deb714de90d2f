package model

import (
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// ofThis is a member of the object that a method works on.
func (f *function) ofThis(name string) (value, bool) {
	if f.this == nil || f.this.t.Kind != names.Pointer || f.this.t.Elem.Kind != names.Struct {
		return value{}, false
	}
	steps := f.this.t.Elem.Rec.Find(name)
	if steps == nil {
		return value{}, false
	}
	return f.along(target(f.this.name, f.this.t.Elem), steps), true
}

// overloaded is an operator of a class, if it has one.
func (f *function) overloaded(string, value, syntax.Expr) (value, bool) { return value{}, false }

// derefObject is *x or x-> of a class.
func (f *function) derefObject(v value, want *names.Type) value {
	return target(unknown(names.PointerTo(orInt(want))).s, orInt(want))
}

// construct is T{...} or T(...).
func (f *function) construct(t *names.Type, _ *syntax.Type, l *syntax.List) value {
	if t.Kind == names.Struct || t.Kind == names.Array {
		return f.composite(t, l)
	}
	if len(l.Elems) == 0 {
		return f.convert(integer(0, names.TInt32), t)
	}
	return f.rvalue(l.Elems[0].X, t)
}

// newObject is new T(...).
func (f *function) newObject(x *syntax.New, _ *names.Type) value {
	t := f.typ(x.Type)
	for _, p := range x.Place {
		f.effect(p)
	}
	v := f.temp(value{s: "new(" + t.String() + ")", t: names.PointerTo(t), prec: precPrimary, calls: true})
	f.emit("if wdm.Unknown[bool]() {")
	f.emit(v.s + " = nil")
	f.emit("}")
	return v
}

// deleteObject is delete x.
func (f *function) deleteObject(x *syntax.Delete) {
	v := f.expr(x.X, names.TPointer)
	if v.t != nil && v.t.Kind == names.Pointer && !v.isNull() {
		f.emit("wdm.ExFreePool(" + v.s + ")")
	}
}

// lambda is code that may run later.
func (f *function) lambda(x *syntax.Lambda, want *names.Type) value {
	f.fail(x, "a lambda is not modelled yet")
	return unknown(orInt(want))
}
