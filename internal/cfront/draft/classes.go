package draft

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
)

// A Dispatch is such a function: of a method as a class has it, or of its destructor.
type Dispatch struct {
	Name   string
	Record *names.Record
	Func   *names.Function // nil for the destructor
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

// IsVirtual reports whether a method of a class is virtual: by its own declaration, or
// by that of a method that it overrides.
func (b *Draft) IsVirtual(fn *names.Function, rec *names.Record) bool {
	if fn.Static || fn.Class == nil {
		return false
	}
	if fn.Virtual {
		return true
	}
	for _, base := range rec.Bases {
		if c := b.Program.ClassOf(base); c != nil {
			for _, g := range c.Methods[fn.C] {
				if overrides(fn, g) && b.IsVirtual(g, base) {
					return true
				}
			}
		}
		if b.IsVirtual(fn, base) {
			return true
		}
	}
	return false
}

// VirtualEnd reports whether the destructor of a class is virtual.
func (b *Draft) VirtualEnd(rec *names.Record) bool {
	if c := b.Program.ClassOf(rec); c != nil {
		for _, fn := range c.Methods["~"+c.Name] {
			if fn.Virtual {
				return true
			}
		}
	}
	for _, base := range rec.Bases {
		if b.VirtualEnd(base) {
			return true
		}
	}
	return false
}

// overrider is what a class has for a method of a base of it: its own, or that of the
// nearest base.
func (b *Draft) overrider(rec *names.Record, fn *names.Function) *names.Function {
	if c := b.Program.ClassOf(rec); c != nil {
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

// ClassNumber is the number of a class, from 1.
func (b *Draft) ClassNumber(rec *names.Record) int {
	n, ok := b.numbers[rec]
	if !ok {
		n = len(b.numbers) + 1
		b.numbers[rec] = n
	}
	return n
}

// Dispatch is the name of the function that calls a virtual method, or a destructor;
// "" where no class has it.
func (b *Draft) Dispatch(rec *names.Record, fn *names.Function) string {
	for _, d := range b.Dispatches {
		if d.Record == rec && d.Func == fn {
			return d.Name
		}
	}
	what := "end"
	if fn != nil {
		what = fn.C
		if b.Final && len(b.Targets(rec, fn)) == 0 {
			return ""
		}
	}
	d := Dispatch{b.Program.Unique("virtual_" + rec.Name + "_" + names.Identifier(what)), rec, fn}
	b.Dispatches = append(b.Dispatches, d)
	return d.Name
}

// A branch is a function and the classes whose objects it is called for.
type branch struct {
	Func    *names.Function
	Classes []*names.Record
}

// Targets are the functions that a virtual method may be, that of the class itself last.
func (b *Draft) Targets(rec *names.Record, fn *names.Function) []branch {
	var out []branch
	add := func(r *names.Record) {
		g := b.overrider(r, fn)
		if g == nil || !g.Defined() {
			return
		}
		for i := range out {
			if out[i].Func == g {
				out[i].Classes = append(out[i].Classes, r)
				return
			}
		}
		out = append(out, branch{g, []*names.Record{r}})
	}
	for _, r := range b.Program.Records {
		if r != rec && Derives(r, rec, 0) {
			add(r)
		}
	}
	own := len(out)
	for i := range out {
		if out[i].Func == b.overrider(rec, fn) {
			own = i
		}
	}
	if add(rec); own < len(out)-1 {
		out = append(append(out[:own:own], out[own+1:]...), out[own])
	}
	return out
}

// DerivesFrom reports whether a class has another for a base of its own.
func DerivesFrom(r, base *names.Record) bool {
	for _, b := range r.Bases {
		if b == base {
			return true
		}
	}
	return false
}

// Label is the case of some classes; the last one takes the others, too.
func (b *Draft) Label(classes []*names.Record, last bool) string {
	if last {
		return "\tdefault:"
	}
	var ns []string
	for _, r := range classes {
		ns = append(ns, strconv.Itoa(b.ClassNumber(r)))
	}
	return "\tcase " + strings.Join(ns, ", ") + ":"
}

// Derived are the classes that derive from one.
func (b *Draft) Derived(rec *names.Record) []*names.Record {
	var out []*names.Record
	for _, r := range b.Program.Records {
		if r != rec && Derives(r, rec, 0) {
			out = append(out, r)
		}
	}
	return out
}

// SystemObject is the variable that holds the object of such a class, or "".
func (b *Draft) SystemObject(r *names.Record) string {
	if !r.Outside || r.Foreign {
		return ""
	}
	name, ok := b.SystemObjects[r]
	if !ok {
		name = b.Program.Unique(r.Name + "_object")
		b.SystemObjects[r] = name
		b.SystemClasses = append(b.SystemClasses, r)
	}
	return name
}

// InterfaceOf reports whether t is what the system knows an object of class r by.
func InterfaceOf(r *names.Record, t *names.Type) bool {
	if t.Kind != names.Pointer || !r.Outside {
		return false
	}
	return t.Elem.Opaque || t.Elem.Kind == names.Struct && t.Elem.Rec != r && Derives(r, t.Elem.Rec, 0)
}

// Derives reports whether a class has another for a base, or for a base of one.
func Derives(r, base *names.Record, depth int) bool {
	for _, b := range r.Bases {
		if b == base || depth < 8 && Derives(b, base, depth+1) {
			return true
		}
	}
	return false
}
