package names

import (
	"maps"

	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// A Template is a function template whose parameters are types.
type Template struct {
	unit  *Unit
	space string
	class *Class // of a method
	types []string
	Decl  *syntax.Func
	made  map[string]*Function
}

// maxTemplated bounds the instances of all function templates.
const maxTemplated = 256

// template enters a function template that has a body. Class templates are made at the
// tokens, before.
func (u *Unit) template(d *syntax.Template, c *Class) {
	for _, of := range d.Decl {
		u.generic(of, c)
	}
	if len(d.Decl) != 1 || len(d.Params) > 0 || len(d.Types) == 0 {
		return
	}
	fn, ok := d.Decl[0].(*syntax.Func)
	if !ok || fn.Body == nil || len(fn.Name.Parts) != 1 {
		return
	}
	for _, name := range d.Types {
		if name == "" {
			return
		}
	}
	name := fn.Name.Last()
	if c != nil {
		name = c.Full + "::" + name
	}
	if u.Prog.templates[name] == nil {
		u.Prog.templates[name] = &Template{unit: u, space: u.space, class: c, types: d.Types, Decl: fn, made: map[string]*Function{}}
	}
}

// generic notes the name of a template of functions or variables.
func (u *Unit) generic(d syntax.Decl, c *Class) {
	name := ""
	switch d := d.(type) {
	case *syntax.Func:
		name = d.Name.Last()
	case *syntax.Var:
		name = d.Name.Last()
	}
	if name != "" {
		u.Prog.generics[name] = true
	}
}

// Generic reports whether the text has a template of functions or variables of a name.
func (p *Program) Generic(name string) bool { return p.generics[name] }

// Template is the function template of a name, of a class if c is one; or nil.
func (p *Program) Template(c *Class, name string) *Template {
	if c != nil {
		name = c.Full + "::" + name
	}
	return p.templates[name]
}

// Casts reports whether the template does nothing but cast its parameter to an rvalue.
func (t *Template) Casts() bool {
	b, ok := t.Decl.Body.(*syntax.Block)
	if !ok || len(b.List) != 1 || len(t.Decl.Type.Params) != 1 {
		return false
	}
	ret, ok := b.List[0].(*syntax.Return)
	if !ok {
		return false
	}
	c, ok := ret.X.(*syntax.Cast)
	if !ok || c.Type == nil || c.Type.Kind != syntax.TypeRvalueRef {
		return false
	}
	x := c.X
	for p, ok := x.(*syntax.Paren); ok; p, ok = x.(*syntax.Paren) {
		x = p.X
	}
	id, ok := x.(*syntax.Ident)
	return ok && id.Name.Last() == t.Decl.Type.Params[0].Name.Last()
}

// Instance is the function that a template makes for the types of its parameters, given
// ones first, the others by the arguments; nil where these do not tell.
func (t *Template) Instance(given, args []*Type) *Function {
	bound := map[string]*Type{}
	for i, name := range t.types {
		if i < len(given) {
			bound[name] = given[i]
		}
	}
	for i, p := range t.Decl.Type.Params {
		if i < len(args) && args[i] != nil && p.Type != nil && !p.Pack {
			t.deduce(p.Type, args[i], bound)
		}
	}
	key := ""
	for _, name := range t.types {
		b := bound[name]
		if b == nil {
			return nil
		}
		key += b.String() + ";"
	}
	if fn := t.made[key]; fn != nil {
		return fn
	}
	p := t.unit.Prog
	if p.instances++; p.instances > maxTemplated {
		return nil
	}
	u := *t.unit
	u.scope = maps.Clone(u.scope)
	u.exact = maps.Clone(u.exact)
	for name, b := range bound {
		u.scope[name] = &Typedef{unit: &u, done: b}
		u.exact[inside(t.space, name)] = u.scope[name]
	}
	fn := &Function{C: t.Decl.Name.Last(), Space: t.space, Unit: &u, Class: t.class, Static: t.Decl.Storage&syntax.Static != 0, Decl: t.Decl}
	name := fn.C
	if t.class != nil {
		name = t.class.Name + "_" + name
	}
	fn.Go = p.Unique(name)
	t.made[key] = fn
	p.Funcs = append(p.Funcs, fn)
	return fn
}

// deduce finds the types that a parameter's type has where an argument is of type a.
func (t *Template) deduce(p *syntax.Type, a *Type, bound map[string]*Type) {
	switch p.Kind {
	case syntax.TypeNamed:
		name := p.Name.Last()
		for _, n := range t.types {
			if n == name && bound[n] == nil {
				if a.Kind == Array {
					a = PointerTo(a.Elem)
				}
				bound[n] = a
			}
		}
	case syntax.TypeRef, syntax.TypeRvalueRef:
		t.deduce(p.Elem, a, bound)
	case syntax.TypePointer:
		if (a.Kind == Pointer || a.Kind == Array) && a.Elem != nil {
			t.deduce(p.Elem, a.Elem, bound)
		}
	}
}
