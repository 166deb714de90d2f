package model

import (
	"maps"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/stmt"
)

// A class whose base the text does not have is one of the system's interfaces, of
// COM or of a port class: the system calls the methods that the driver itself does
// not, on an object that it was handed, and ends it. It is handed one where its address
// becomes that of an interface, or an argument of an unknown function. One object of
// each class is followed: a second new fails while the system has one.

// systemCalls writes what the system does with the objects of such classes.
func (f *file) systemCalls() {
	b := f.b
	for _, r := range b.SystemClasses {
		object := b.SystemObjects[r]
		f.raw("\n// " + object + " is the object that the system has.\nvar " + object + " *" + r.Name + "\n")
		c := b.Program.ClassOf(r)
		if c == nil {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(c.Methods)) {
			for _, fn := range c.Methods[name] {
				if fn.Defined() && !fn.Static && !b.Called[fn] && name != c.Name && !strings.HasPrefix(name, "~") {
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
		args = append(args, draft.Unknown(p).Text)
	}
	f.callback(fn.Go, draft.Qualified(fn), fn, object, fn.Go+"("+strings.Join(args, ", ")+")")
}

// systemEnd writes a callback that ends the object.
func (f *file) systemEnd(object string, r *names.Record) {
	t := &names.Type{Kind: names.Struct, Rec: r, Name: r.Name}
	g := stmt.Expressions(f.b.Draft, r.Unit)
	g.Finish(draft.Target("o", t))
	if len(g.Lines) == 0 {
		return
	}
	text := object + " = nil"
	for _, l := range g.Lines {
		text += "\n\t\t" + l.Text
	}
	var at *names.Function
	if c := f.b.Program.ClassOf(r); c != nil && len(c.Methods["~"+c.Name]) > 0 {
		at = c.Methods["~"+c.Name][0]
	}
	f.callback(r.Name+"_end", r.C+"::~"+r.C, at, object, text)
}

func (f *file) callback(name, written string, at *names.Function, object, text string) {
	name = f.b.Program.Unique("system_" + name)
	f.b.callbacks[name] = written
	defer f.b.Program.Release(name) // the model may be written again
	f.raw("\n//wskvet:callback\n")
	if at != nil {
		f.directive(f.b.Place(at.Unit, at.Decl.Name.From))
	}
	f.raw("func " + name + "() {\n\tif o := " + object + "; o != nil {\n\t\t" + text + "\n\t}\n}\n")
}
