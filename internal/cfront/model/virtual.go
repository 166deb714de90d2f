package model

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// Objects of classes with virtual methods know their class: constructors leave its
// number in a member of the first class that has such methods. A call of one is a call
// of a function that asks for the number, and calls the method of that class.

// A dispatch is such a function: of a method as a class has it, or of its destructor.
type dispatch struct {
	name string
	rec  *names.Record
	fn   *names.Function // nil for the destructor
}

// overrides reports whether two methods have the same parameters.
func overrides(a, b *names.Function) bool {
	p, q := a.Type().Params, b.Type().Params
	if len(p) != len(q) {
		return false
	}
	for i := range p {
		if !names.Same(p[i], q[i]) {
			return false
		}
	}
	return true
}

// isVirtual reports whether a method of a class is virtual: by its own declaration, or
// by that of a method that it overrides.
func (b *builder) isVirtual(fn *names.Function, rec *names.Record) bool {
	if fn.Static || fn.Class == nil {
		return false
	}
	if fn.Virtual {
		return true
	}
	for _, base := range rec.Bases {
		if c := b.prog.ClassOf(base); c != nil {
			for _, g := range c.Methods[fn.C] {
				if overrides(fn, g) && b.isVirtual(g, base) {
					return true
				}
			}
		}
		if b.isVirtual(fn, base) {
			return true
		}
	}
	return false
}

// virtualEnd reports whether the destructor of a class is virtual.
func (b *builder) virtualEnd(rec *names.Record) bool {
	if c := b.prog.ClassOf(rec); c != nil {
		for _, fn := range c.Methods["~"+c.Name] {
			if fn.Virtual {
				return true
			}
		}
	}
	for _, base := range rec.Bases {
		if b.virtualEnd(base) {
			return true
		}
	}
	return false
}

// overrider is what a class has for a method of a base of it: its own, or that of the
// nearest base.
func (b *builder) overrider(rec *names.Record, fn *names.Function) *names.Function {
	if c := b.prog.ClassOf(rec); c != nil {
		for _, g := range c.Methods[fn.C] {
			if g == fn || overrides(fn, g) {
				return g
			}
		}
	}
	for _, base := range rec.Bases {
		if g := b.overrider(base, fn); g != nil {
			return g
		}
	}
	return nil
}

// classNumber is the number of a class, from 1.
func (b *builder) classNumber(rec *names.Record) int {
	n, ok := b.numbers[rec]
	if !ok {
		n = len(b.numbers) + 1
		b.numbers[rec] = n
	}
	return n
}

// callMethodOf calls a method on an object, by the class that it was made of where its
// type here does not tell.
func (f *function) callMethodOf(x *syntax.Call, fn *names.Function, rec *names.Record, obj value, want *names.Type) value {
	if obj.ptr != "" && rec.Virtual() && f.b.isVirtual(fn, rec) {
		if d := f.b.dispatch(rec, fn); d != "" {
			return f.callAs(x, d, fn, f.asBase(obj, rec))
		}
	}
	if !fn.Defined() {
		return f.callUnknown(x, fn.Type(), want)
	}
	return f.callAs(x, f.b.funcName(fn), fn, f.asBase(obj, rec))
}

// dispatch is the name of the function that calls a virtual method, or a destructor;
// "" where no class has it.
func (b *builder) dispatch(rec *names.Record, fn *names.Function) string {
	for _, d := range b.dispatches {
		if d.rec == rec && d.fn == fn {
			return d.name
		}
	}
	what := "end"
	if fn != nil {
		what = fn.C
		if b.final && len(b.targets(rec, fn)) == 0 {
			return ""
		}
	}
	d := dispatch{b.prog.Unique("virtual_" + rec.Name + "_" + names.Identifier(what)), rec, fn}
	b.dispatches = append(b.dispatches, d)
	return d.name
}

// A branch is a function and the classes whose objects it is called for.
type branch struct {
	fn      *names.Function
	classes []*names.Record
}

// targets are the functions that a virtual method may be, that of the class itself last.
func (b *builder) targets(rec *names.Record, fn *names.Function) []branch {
	var out []branch
	add := func(r *names.Record) {
		g := b.overrider(r, fn)
		if g == nil || !g.Defined() {
			return
		}
		for i := range out {
			if out[i].fn == g {
				out[i].classes = append(out[i].classes, r)
				return
			}
		}
		out = append(out, branch{g, []*names.Record{r}})
	}
	for _, r := range b.prog.Records {
		if r != rec && derives(r, rec, 0) {
			add(r)
		}
	}
	own := len(out)
	for i := range out {
		if out[i].fn == b.overrider(rec, fn) {
			own = i
		}
	}
	if add(rec); own < len(out)-1 {
		out = append(append(out[:own:own], out[own+1:]...), out[own])
	}
	return out
}

// tags are the members that tell an object's class.
func tags(obj value, f *function) []value {
	rec := obj.t.Rec
	if rec.Tag != nil {
		return []value{f.along(obj, []names.Step{{Of: rec, Field: rec.Tag}})}
	}
	var out []value
	for _, fl := range rec.Fields {
		if fl.Embedded && fl.Type.Kind == names.Struct && derivesFrom(rec, fl.Type.Rec) {
			out = append(out, tags(f.along(obj, []names.Step{{Of: rec, Field: fl}}), f)...)
		}
	}
	return out
}

func derivesFrom(r, base *names.Record) bool {
	for _, b := range r.Bases {
		if b == base {
			return true
		}
	}
	return false
}

// classify leaves in an object of which class it is.
func (f *function) classify(obj value) {
	if !obj.t.Rec.Virtual() {
		return
	}
	n := strconv.Itoa(f.b.classNumber(obj.t.Rec))
	for _, t := range tags(obj, f) {
		f.emit(t.s + " = " + n)
	}
}

// virtuals writes the functions that call virtual methods.
func (f *file) virtuals() {
	for i := 0; i < len(f.b.dispatches); i++ { // one may ask for another
		if d := f.b.dispatches[i]; d.fn != nil {
			f.virtualMethod(d)
		} else {
			f.virtualEnd(d)
		}
	}
}

func (f *file) virtualMethod(d dispatch) {
	b, sig := f.b, f.b.signature(d.fn)
	g := b.newFunction(d.fn.Unit, nil)
	var params, args []string
	for i, p := range sig.Params {
		name := "a" + strconv.Itoa(i+1)
		params, args = append(params, name+" "+p.String()), append(args, name)
	}
	result := ""
	if sig.Elem.Kind != names.Void {
		result = " " + sig.Elem.String()
	}
	f.raw("\n")
	at := b.place(d.fn.Unit, d.fn.Decl.Name.From)
	write := func(text string) {
		f.directive(at)
		f.raw(text + "\n")
	}
	write("func " + d.name + "(" + strings.Join(append([]string{"this *" + d.rec.Name}, params...), ", ") + ")" + result + " {")
	this := target("this", &names.Type{Kind: names.Struct, Rec: d.rec, Name: d.rec.Name})
	list := b.targets(d.rec, d.fn)
	if len(list) > 1 {
		write("\tswitch " + tags(this, g)[0].s + " {")
	}
	for i, t := range list {
		if len(list) > 1 {
			write(b.label(t.classes, i+1 == len(list)))
		}
		call := t.fn.Go + "(" + strings.Join(append([]string{g.from(this, t.fn)}, args...), ", ") + ")"
		theirs := b.signature(t.fn).Elem
		switch {
		case result == "":
			write("\t\t" + call)
		case theirs.Kind == names.Void:
			write("\t\t" + call)
			write("\t\treturn " + unknown(sig.Elem).s)
		default:
			write("\t\treturn " + g.convert(primary(call, theirs), sig.Elem).s)
		}
	}
	if len(list) > 1 {
		write("\t}")
	}
	if len(list) == 0 && result != "" {
		write("\treturn " + unknown(sig.Elem).s)
	}
	write("}")
}

// label is the case of some classes; the last one takes the others, too.
func (b *builder) label(classes []*names.Record, last bool) string {
	if last {
		return "\tdefault:"
	}
	var ns []string
	for _, r := range classes {
		ns = append(ns, strconv.Itoa(b.classNumber(r)))
	}
	return "\tcase " + strings.Join(ns, ", ") + ":"
}

// virtualEnd writes what delete does to an object of a class with a virtual destructor.
func (f *file) virtualEnd(d dispatch) {
	b := f.b
	at := Place{}
	if c := b.prog.ClassOf(d.rec); c != nil && len(c.Methods["~"+c.Name]) > 0 {
		fn := c.Methods["~"+c.Name][0]
		at = b.place(fn.Unit, fn.Decl.Name.From)
	}
	write := func(text string) {
		if at.Line > 0 {
			f.directive(at)
		}
		f.raw(text + "\n")
	}
	f.raw("\n")
	write("func " + d.name + "(this *" + d.rec.Name + ") {")
	this := target("this", &names.Type{Kind: names.Struct, Rec: d.rec, Name: d.rec.Name})
	write("\tswitch " + tags(this, b.newFunction(d.rec.Unit, nil))[0].s + " {")
	for _, r := range append(b.derived(d.rec), d.rec) {
		g := b.newFunction(d.rec.Unit, nil)
		obj := this
		if r != d.rec {
			obj = target("o", &names.Type{Kind: names.Struct, Rec: r, Name: r.Name})
		}
		g.finish(obj)
		write(b.label([]*names.Record{r}, r == d.rec))
		if r != d.rec && len(g.out) > 0 {
			write("\t\to := " + g.outer("this", r, d.rec))
		}
		for _, l := range g.out {
			write("\t\t" + l.text)
		}
	}
	write("\t}")
	write("}")
}

// derived are the classes that derive from one.
func (b *builder) derived(rec *names.Record) []*names.Record {
	var out []*names.Record
	for _, r := range b.prog.Records {
		if r != rec && derives(r, rec, 0) {
			out = append(out, r)
		}
	}
	return out
}
