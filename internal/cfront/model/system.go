package model

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
)

// A class whose base the text does not have is one of the system's interfaces, of
// COM or of a port class: the system calls the methods that the driver itself does
// not, on an object that it was handed, and ends it. It is handed one where its address
// becomes that of an interface, or an argument of an unknown function. One object of
// each class is followed: a second new fails while the system has one.

// systemObject is the variable that holds the object of such a class, or "".
func (b *builder) systemObject(r *names.Record) string {
	if !r.Outside || r.Foreign {
		return ""
	}
	name, ok := b.objects[r]
	if !ok {
		name = b.prog.Unique(r.Name + "_object")
		b.objects[r] = name
		b.classes = append(b.classes, r)
	}
	return name
}

// publish hands an object to the system.
func (f *function) publish(v value) value {
	if v.t.Kind != names.Pointer || v.t.Elem.Kind != names.Struct || v.isNull() {
		return v
	}
	object := f.b.systemObject(v.t.Elem.Rec)
	if object == "" || f.this != nil && v.s == f.this.name {
		return v
	}
	if v.calls {
		v = f.temp(v)
	}
	f.emit("if " + v.at(precCompare+1) + " != nil {")
	f.emit(object + " = " + v.s)
	f.emit("}")
	return v
}

// released is p->Release() of an object whose class leaves the counting of references
// to a base that the text does not have. One that the system was not handed ends here:
// the driver's reference is taken for the last.
func (f *function) released(v value, method string) bool {
	if method != "Release" || v.t.Kind != names.Struct || v.ptr == "" {
		return false
	}
	object := f.b.systemObject(v.t.Rec)
	if object == "" {
		return false
	}
	f.emit("if " + v.ptr + " != nil && " + object + " != " + v.ptr + " {")
	f.finish(v)
	f.emit("wdm.ExFreePool(" + v.ptr + ")")
	f.emit("}")
	return true
}

// interfaceOf reports whether t is what the system knows an object of class r by.
func interfaceOf(r *names.Record, t *names.Type) bool {
	if t.Kind != names.Pointer || !r.Outside {
		return false
	}
	return t.Elem.Opaque || t.Elem.Kind == names.Struct && t.Elem.Rec != r && derives(r, t.Elem.Rec, 0)
}

// systemCalls writes what the system does with the objects of such classes.
func (f *file) systemCalls() {
	b := f.b
	for _, r := range b.classes {
		object := b.objects[r]
		f.raw("\n// " + object + " is the object that the system has.\nvar " + object + " *" + r.Name + "\n")
		c := b.prog.ClassOf(r)
		if c == nil {
			continue
		}
		for _, name := range sortedKeys(c.Methods) {
			for _, fn := range c.Methods[name] {
				if fn.Defined() && !fn.Static && !b.called[fn] && name != c.Name && !strings.HasPrefix(name, "~") {
					f.systemCall(object, fn)
				}
			}
		}
		f.systemEnd(object, r)
	}
}

// systemCall writes a callback that calls a method with anything.
func (f *file) systemCall(object string, fn *names.Function) {
	args := []string{"o"}
	for _, p := range fn.Type().Params {
		args = append(args, unknown(p).s)
	}
	f.callback(fn.Go, qualified(fn), fn, object, fn.Go+"("+strings.Join(args, ", ")+")")
}

// systemEnd writes a callback that ends the object.
func (f *file) systemEnd(object string, r *names.Record) {
	t := &names.Type{Kind: names.Struct, Rec: r, Name: r.Name}
	g := f.b.newFunction(r.Unit, nil)
	g.finish(target("o", t))
	if len(g.out) == 0 {
		return
	}
	text := object + " = nil"
	for _, l := range g.out {
		text += "\n\t\t" + l.text
	}
	var at *names.Function
	if c := f.b.prog.ClassOf(r); c != nil && len(c.Methods["~"+c.Name]) > 0 {
		at = c.Methods["~"+c.Name][0]
	}
	f.callback(r.Name+"_end", r.C+"::~"+r.C, at, object, text)
}

func (f *file) callback(name, written string, at *names.Function, object, text string) {
	name = f.b.prog.Unique("system_" + name)
	f.b.callbacks[name] = written
	defer f.b.prog.Release(name) // the model may be written again
	f.raw("\n//wskvet:callback\n")
	if at != nil {
		f.directive(f.b.place(at.Unit, at.Decl.Name.From))
	}
	f.raw("func " + name + "() {\n\tif o := " + object + "; o != nil {\n\t\t" + text + "\n\t}\n}\n")
}
