package names

import (
	"maps"
	"slices"

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

	overloaded bool // there is another one of its name
}

// maxTemplated bounds the instances of all function templates.
const maxTemplated = 256

// template enters a function template that has a body. Class templates are made at the
// tokens, before.
func (u *Unit) template(d *syntax.Template, c *Class) {
	for _, of := range d.Decl {
		u.generic(of, c)
	}
	if len(d.Decl) == 1 && len(d.Params)+len(d.Types) == 0 {
		u.special(d.Decl[0], c)
		return
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
	for _, other := range u.Prog.templates[name] {
		if u.key(fn.Name, fn.Span) == other.unit.key(other.Decl.Name, other.Decl.Span) {
			return
		}
	}
	u.Prog.templates[name] = append(u.Prog.templates[name], &Template{unit: u, space: u.space, class: c, types: d.Types, Decl: fn, made: map[string]*Function{}})
}

// generic notes the name of a template of functions or variables.
func (u *Unit) generic(d syntax.Decl, c *Class) {
	name := ""
	switch d := d.(type) {
	case *syntax.Record:
		u.Prog.classTemplates[d.Name.Last()] = true
	case *syntax.Func:
		if len(d.Name.Parts) == 1 && d.Body != nil {
			name = d.Name.Last()
		}
	case *syntax.Var:
		if d.Storage&syntax.Typedef == 0 && len(d.Name.Parts) == 1 {
			name = d.Name.Last()
		}
	}
	if name == "" {
		return
	}
	u.Prog.generics[name] = true
	if c != nil {
		u.Prog.generics[c.Full+"::"+name] = true
	}
}

// special enters a specialisation of a function template for all of its parameters.
func (u *Unit) special(d syntax.Decl, c *Class) {
	fn, ok := d.(*syntax.Func)
	if !ok || fn.Body == nil || len(fn.Name.Parts) != 1 {
		return
	}
	var types []*Type
	for _, p := range fn.Type.Params {
		types = append(types, u.Type(p.Type))
	}
	t := u.Prog.Template(c, fn.Name.Last(), types)
	if t == nil {
		return
	}
	bound := map[string]*Type{}
	for i, a := range fn.Name.Parts[0].Args {
		if at, ok := a.(*syntax.Type); ok && i < len(t.types) {
			bound[t.types[i]] = u.Type(at)
		}
		if at, ok := a.(*syntax.TypeExpr); ok && i < len(t.types) {
			bound[t.types[i]] = u.Type(at.Type)
		}
	}
	for i, p := range t.Decl.Type.Params {
		if i < len(fn.Type.Params) && p.Type != nil && !p.Pack {
			t.deduce(p.Type, u.Type(fn.Type.Params[i].Type), bound)
		}
	}
	key, ok := t.key(bound)
	if !ok || t.made[key] != nil {
		t.overloaded = t.overloaded || !ok
		return
	}
	f := &Function{C: fn.Name.Last(), Space: t.space, Unit: u, Class: c, Static: t.Decl.Storage&syntax.Static != 0, Decl: fn}
	f.Go = u.Prog.Unique(f.C)
	t.made[key] = f
	u.Prog.Funcs = append(u.Prog.Funcs, f)
}

// key tells the instances of a template apart; it fails where a parameter is not bound.
func (t *Template) key(bound map[string]*Type) (string, bool) {
	key := ""
	for _, name := range t.types {
		b := bound[name]
		if b == nil {
			return "", false
		}
		key += b.String() + ";"
	}
	return key, true
}

// ClassTemplate reports whether the text has a template of classes of a name.
func (p *Program) ClassTemplate(name string) bool { return p.classTemplates[name] }

// Generic reports whether the text has a template of functions or variables of a name.
func (p *Program) Generic(name string) bool { return p.generics[name] }

// Template is the function template of a name, of a class if c is one, that suits some
// arguments; nil if there is none, or more than one.
func (p *Program) Template(c *Class, name string, args []*Type) *Template {
	if c != nil {
		name = c.Full + "::" + name
	}
	list := p.templates[name]
	if len(list) == 1 {
		return list[0]
	}
	var best *Template
	most := -1
	for _, t := range list {
		switch n := t.fits(args); {
		case n > most:
			best, most = t, n
		case n == most && best != nil && best.changes() != t.changes(): // f(T &) beside f(const T &)
			if t.changes() {
				best = t
			}
		case n == most:
			best = nil
		}
	}
	return best
}

// fits says how well arguments suit a template, -1 if they do not.
func (t *Template) fits(args []*Type) int {
	if len(args) != len(t.Decl.Type.Params) {
		return -1
	}
	n := 0
	for i, p := range t.Decl.Type.Params {
		a := args[i]
		if a == nil || p.Type == nil {
			continue
		}
		if a.Kind == Array {
			a = PointerTo(a.Elem)
		}
		switch of := t.unit.Type(p.Type); {
		case t.depends(p.Type):
			if p.Type.Kind == syntax.TypePointer && a.Kind != Pointer {
				return -1
			}
		case Same(of, a):
			n += 2
		case of.Kind == Pointer && a.Kind == Pointer && (of.Elem.Kind == Pointer) != (a.Elem.Kind == Pointer), of.IsAddress() != a.IsAddress():
			return -1
		}
	}
	return n
}

// changes reports whether the template takes a reference by which it may change something.
func (t *Template) changes() bool {
	return slices.ContainsFunc(t.Decl.Type.Params, func(p *syntax.Var) bool {
		return p.Type != nil && p.Type.Kind == syntax.TypeRef && p.Type.Elem != nil && !p.Type.Elem.Const
	})
}

// depends reports whether a type names a parameter of the template.
func (t *Template) depends(p *syntax.Type) bool {
	for ; p != nil; p = p.Elem {
		if p.Kind == syntax.TypeNamed {
			return p.Name != nil && slices.Contains(t.types, p.Name.Last())
		}
	}
	return false
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
	key, ok := t.key(bound)
	if !ok || t.overloaded {
		return nil
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
