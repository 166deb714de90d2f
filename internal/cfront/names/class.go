package names

import "github.com/wskvet/wskvet/internal/cfront/syntax"

// A Class is what a structure of C++ has beside its members.
type Class struct {
	Name    string
	Full    string // with the namespaces and classes around it
	tag     *tag
	Methods map[string][]*Function
	statics map[string]*syntax.Var // also functions, by a typedef: static DRIVER_UNLOAD Unload;
}

// class enters the methods that a class declares, as this text has it: another that
// includes the same header has the same functions.
func (u *Unit) class(t *tag, r *syntax.Record) {
	if t.class == nil {
		t.class = u.Prog.class(t, inside(u.space, r.Name.Last()), r.Name.Last())
	}
	c := t.class
	defer u.Enter(c.Full)()
	for _, m := range r.Members {
		if d, ok := m.(*syntax.Template); ok {
			u.template(d, c)
		}
		if d, ok := m.(*syntax.Var); ok && d.Storage&syntax.Static != 0 {
			c.statics[d.Name.Last()] = d
			u.staticMember(d)
		}
		d, ok := m.(*syntax.Func)
		if !ok || d.Name.Last() == "" {
			continue
		}
		if d.Storage&syntax.Friend != 0 {
			u.friend(c, d)
			continue
		}
		u.member(c, d)
	}
}

// staticMember enters a static member that is a variable: where it has a value in its
// class, nothing else need define it.
func (u *Unit) staticMember(d *syntax.Var) {
	name := d.Name.Last()
	if name == "" || d.Type == nil || d.Storage&syntax.Typedef != 0 || u.functionType(d) != nil {
		return
	}
	k := u.key(d.Name, d.Span)
	v, ok := u.Prog.at[k].(*Var)
	if !ok {
		v, ok = u.Prog.exact[inside(u.space, name)].(*Var)
	}
	if !ok {
		v = &Var{C: name, Space: u.space, Unit: u, Decl: d, Init: d.Init, Defined: d.Init != nil}
		u.Prog.Vars = append(u.Prog.Vars, v)
	}
	u.Prog.at[k] = v
	u.note(name, v, external)
}

// friend enters a function that a class declares or defines and that is of the namespace
// around it.
func (u *Unit) friend(c *Class, d *syntax.Func) {
	defer u.Enter(around(c.Full))()
	u.function(d)
}

// class makes the class of a structure. Files may have others under its name: the first
// is the one of texts that do not say which.
func (p *Program) class(t *tag, full, name string) *Class {
	c := &Class{Name: name, Full: full, tag: t, Methods: map[string][]*Function{}, statics: map[string]*syntax.Var{}}
	if p.classes[full] == nil {
		p.classes[full] = c
	}
	if p.loose[name] == nil {
		p.loose[name] = c
	}
	return c
}

// ClassOf is the class of a structure, or nil.
func (p *Program) ClassOf(r *Record) *Class {
	if r.Foreign || r.Full == "" {
		return nil
	}
	if r.tag != nil && r.tag.class != nil {
		return r.tag.class
	}
	return p.classes[r.Full]
}

// Record is the structure of a class.
func (c *Class) Record() *Record {
	if t := c.tag.resolve(); t.Kind == Struct {
		return t.Rec
	}
	return nil
}

// member enters a method as its class declares it.
func (u *Unit) member(c *Class, d *syntax.Func) *Function {
	k := u.key(d.Name, d.Span)
	if f, ok := u.Prog.at[k].(*Function); ok {
		return f
	}
	name := d.Name.Last()
	f := &Function{C: name, Space: c.Full, Unit: u, Class: c, Static: d.Storage&syntax.Static != 0, Virtual: d.Storage&syntax.Virtual != 0}
	if v := c.statics[name]; v != nil {
		f.Static = true
		if u.functionType(v) != nil {
			u.declaredBy(f, v)
		}
	}
	u.define(f, d)
	u.Prog.at[k] = f
	u.Prog.Funcs = append(u.Prog.Funcs, f)
	c.Methods[name] = append(c.Methods[name], f)
	return f
}

// method is the definition of a function with a qualified name: of a class that
// declares it, or of a namespace.
func (u *Unit) method(d *syntax.Func) {
	k := u.key(d.Name, d.Span)
	if f, ok := u.Prog.at[k].(*Function); ok {
		u.define(f, d)
		return
	}
	c := u.ClassNamed(d.Name)
	if c == nil {
		space := spelling(&syntax.Name{Parts: d.Name.Parts[:len(d.Name.Parts)-1]})
		if u.space != "" && !d.Name.Global {
			space = inside(u.space, space)
		}
		defer u.Enter(space)()
		u.overload(d, k, u.linkage(d.Storage))
		return
	}
	name := d.Name.Last()
	var open []*Function
	for _, f := range c.Methods[name] {
		if f.Decl.Body == nil {
			open = append(open, f)
		}
	}
	f := u.match(open, d)
	if f == nil {
		u.member(c, d)
		return
	}
	u.define(f, d)
	u.Prog.at[k] = f
}

// match is the declaration among some that a definition belongs to.
func (u *Unit) match(open []*Function, d *syntax.Func) *Function {
	var best *Function
	for _, f := range open {
		if len(f.Decl.Type.Params) != len(d.Type.Params) {
			continue
		}
		same := Same(f.Unit.Type(f.Decl.Type), u.Type(d.Type))
		if same && f.Decl.Type.Const == d.Type.Const && f.Decl.Type.Rvalue == d.Type.Rvalue {
			return f
		}
		if best == nil || same {
			best = f
		}
	}
	if best == nil && len(open) == 1 {
		best = open[0]
	}
	return best
}

// overload enters a function of C++, which may share its name with others.
func (u *Unit) overload(d *syntax.Func, k key, of linkage) {
	name := d.Name.Last()
	list := u.Prog.overloads[name]
	for _, f := range list {
		if f.Static && !u.has(f.Unit) || f.Decl == nil || f.Space != u.space {
			continue
		}
		if (f.Decl.Body == nil || d.Body == nil) && len(f.Decl.Type.Params) == len(d.Type.Params) && Same(f.Unit.Type(f.Decl.Type), u.Type(d.Type)) {
			u.define(f, d)
			u.Prog.at[k], u.scope[name] = f, f
			u.note(name, f, of)
			return
		}
	}
	f, ok := u.own(name).(*Function)
	if !ok || f.Decl != nil {
		f = nil
		if g, ok := u.Prog.global[name].(*Function); ok && g.Decl == nil && of == external {
			f = g
		}
	}
	if g, ok := u.Prog.global[name].(*Function); f == nil && ok && of == external && !g.Static && g.Decl != nil && !g.Unit.File.CPP &&
		(g.Decl.Body == nil || d.Body == nil) && len(g.Decl.Type.Params) == len(d.Type.Params) {
		f = g // a function of C by the other language's declaration
	}
	if f == nil {
		f = &Function{C: name, Space: u.space, Unit: u, Static: of == internal}
		u.Prog.Funcs = append(u.Prog.Funcs, f)
	}
	u.define(f, d)
	u.Prog.at[k], u.scope[name] = f, f
	u.note(name, f, of)
	u.Prog.overloads[name] = append(list, f)
	if _, ok := u.Prog.global[name].(*Function); !ok && of == external {
		u.Prog.global[name] = f
	}
}
