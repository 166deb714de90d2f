package names

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// What C++ declares in a namespace or class is known by its full name, util::Range, and
// found from where a name stands outwards. What is found nowhere is looked for by its
// last name alone, as using directives and headers that are missing would have it.

// Enter makes a namespace or class the one whose names are found first, until the
// function that it gives is called.
func (u *Unit) Enter(space string) (leave func()) {
	old := u.space
	u.space = space
	return func() { u.space = old }
}

// inside is the full name of what a namespace or class has.
func inside(space, name string) string {
	if space == "" || name == "" {
		return space + name
	}
	return space + "::" + name
}

// around is the namespace or class around one.
func around(space string) string {
	i := strings.LastIndex(space, "::")
	return space[:max(i, 0)]
}

// spelling is a qualified name without the arguments of templates.
func spelling(n *syntax.Name) string {
	parts := make([]string, 0, len(n.Parts))
	for _, p := range n.Parts {
		parts = append(parts, p.Text)
	}
	return strings.Join(parts, "::")
}

// note enters an object by its full name.
func (u *Unit) note(name string, o Object, of linkage) {
	if !u.File.CPP {
		return
	}
	full := inside(u.space, name)
	u.exact[full] = o
	if of == external && u.Prog.exact[full] == nil {
		u.Prog.exact[full] = o
	}
}

// noteTag enters a structure by its full name.
func (u *Unit) noteTag(name string, t *tag) {
	if !u.File.CPP {
		return
	}
	full := inside(u.space, name)
	u.exactTags[full] = t
	if u.Prog.exactTags[full] == nil {
		u.Prog.exactTags[full] = t
	}
}

// outwards asks for a name in a namespace or class, and in those around it.
func outwards[T comparable](space, name string, get func(full string) T) T {
	for {
		var none T
		if o := get(inside(space, name)); o != none || space == "" {
			return o
		}
		space = around(space)
	}
}

// full is the object of a full name, or nil.
func (u *Unit) full(name string) Object {
	for v := u; v != nil; v = v.Head {
		if o := v.exact[name]; o != nil {
			return o
		}
	}
	return u.Prog.exact[name]
}

// fullTag is the structure of a full name, or nil.
func (u *Unit) fullTag(name string) *tag {
	for v := u; v != nil; v = v.Head {
		if t := v.exactTags[name]; t != nil {
			return t
		}
	}
	return u.Prog.exactTags[name]
}

func (u *Unit) seen(name string) Object { return outwards(u.space, name, u.full) }

func (u *Unit) seenTag(name string) *tag { return outwards(u.space, name, u.fullTag) }

// seenType is the type that C++ finds by a name, or nil. The nearer of a typedef and a
// structure counts.
func (u *Unit) seenType(name string) *Type {
	return outwards(u.space, name, func(full string) *Type {
		if d, ok := u.full(full).(*Typedef); ok {
			return d.Type()
		}
		if t := u.fullTag(full); t != nil {
			return t.resolve()
		}
		return nil
	})
}

// Resolve is what a name is outside of functions, or nil.
func (u *Unit) Resolve(n *syntax.Name) Object {
	if len(n.Parts) > 1 || n.Global {
		space := u.space
		if n.Global {
			space = ""
		}
		if o := outwards(space, spelling(n), u.full); o != nil {
			return o
		}
	}
	return u.Lookup(n.Last())
}

// ClassNamed is the class that the first parts of a name stand for, or nil.
func (u *Unit) ClassNamed(n *syntax.Name) *Class {
	if len(n.Parts) < 2 {
		return nil
	}
	owner := &syntax.Name{Parts: n.Parts[:len(n.Parts)-1]}
	if c := outwards(u.space, spelling(owner), func(full string) *Class {
		if t := u.fullTag(full); t != nil && t.class != nil {
			return t.class
		}
		return u.Prog.classes[full]
	}); c != nil {
		return c
	}
	if t := u.TypeAt(owner); t != nil && t.Kind == Struct { // by another name
		return u.Prog.ClassOf(t.Rec)
	}
	return u.Prog.loose[owner.Last()]
}

// TypeAt is the type of a name that is qualified, or nil.
func (u *Unit) TypeAt(n *syntax.Name) *Type {
	if len(n.Parts) > 1 {
		if t := u.seenType(spelling(n)); t != nil {
			return t
		}
	}
	return u.ByName(n.Last())
}

// Overloads are the functions that share their name with one, in its namespace.
func (u *Unit) Overloads(fn *Function) []*Function {
	list := u.Named(fn.C)
	return slices.DeleteFunc(list, func(g *Function) bool { return g.Space != fn.Space })
}

// Named are the functions of a name that a unit sees.
func (u *Unit) Named(name string) []*Function {
	var out []*Function
	for _, f := range u.Prog.overloads[name] {
		if !f.Static || u.has(f.Unit) {
			out = append(out, f)
		}
	}
	return out
}
