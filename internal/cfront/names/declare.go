package names

import (
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// declare enters declarations into the unit's scope.
func (u *Unit) declare(decls []syntax.Decl, class string) {
	for _, d := range decls {
		switch d := d.(type) {
		case *syntax.Group:
			hidden := u.hidden
			leave := func() {}
			if d.Kind == "namespace" {
				u.hidden = hidden || d.Name.Last() == ""
				if d.Name != nil {
					leave = u.Enter(inside(u.space, spelling(d.Name)))
				}
			}
			u.declare(d.Decls, class)
			leave()
			u.hidden = hidden
		case *syntax.Template:
			u.template(d, nil)
		case *syntax.Record:
			u.record(d)
		case *syntax.Enum:
			u.enum(d)
		case *syntax.Var:
			u.Declare(d)
		case *syntax.Func:
			u.function(d)
		case *syntax.Macro:
			u.macro(d)
		}
	}
}

// linkage says which units see a name of file scope.
type linkage uint8

const (
	external linkage = iota // all that declare it
	internal                // its own
)

func (u *Unit) linkage(s syntax.Storage) linkage {
	if u.hidden || s&syntax.Static != 0 {
		return internal
	}
	return external
}

func (f *Function) linkage() linkage {
	if f.Static {
		return internal
	}
	return external
}

// record enters the tag of a structure.
func (u *Unit) record(d *syntax.Record) {
	name := d.Name.Last()
	if name == "" || !d.Defined {
		return
	}
	t, known := u.tagOf(d)
	u.noteTag(name, t)
	u.tags[name] = t
	if u.Prog.tags[name] == nil {
		u.Prog.tags[name] = t
	}
	if known && t.unit != u && u.instance(d) {
		return // what it holds is there as the unit before has it
	}
	leave := u.Enter(inside(u.space, name))
	for _, m := range d.Members {
		switch m := m.(type) {
		case *syntax.Record:
			u.record(m)
		case *syntax.Enum:
			u.enum(m)
		case *syntax.Var:
			if m.Storage&syntax.Typedef != 0 && m.Name.Last() != "" && m.Type != nil {
				u.note(m.Name.Last(), &Typedef{unit: u, space: u.space, decl: m.Type}, external)
			}
		}
	}
	leave()
	if u.File.CPP {
		u.class(t, d)
	}
}

// Declare enters a variable or typedef of file scope.
func (u *Unit) Declare(d *syntax.Var) {
	name := d.Name.Last()
	if name == "" || d.Type == nil {
		return
	}
	if d.Storage&syntax.Typedef != 0 {
		u.typedef(name, d)
		return
	}
	if n := len(d.Name.Parts); n > 1 { // of a class or namespace
		defer u.Enter(inside(u.space, spelling(&syntax.Name{Parts: d.Name.Parts[:n-1]})))()
	}
	if u.functionType(d) != nil {
		u.declaredBy(u.prototype(name, u.linkage(d.Storage)), d)
		return
	}
	k := u.key(d.Name, d.Span)
	of := u.linkage(d.Storage)
	if v, ok := u.Prog.at[k].(*Var); ok {
		u.scope[name] = v
		u.note(name, v, of)
		return
	}
	defined := d.Storage&syntax.Extern == 0 || d.Init != nil
	v, _ := u.own(name).(*Var)
	if v == nil && of == external {
		v, _ = u.Prog.global[name].(*Var)
	}
	if v != nil && v.Space != u.space || v == nil && len(d.Name.Parts) > 1 {
		v, _ = u.Prog.exact[inside(u.space, name)].(*Var)
	}
	switch {
	case v == nil:
		v = &Var{C: name, Space: u.space, Unit: u, Decl: d, Init: d.Init, Static: of == internal, Defined: defined}
		u.Prog.Vars = append(u.Prog.Vars, v)
	case d.Init != nil, defined && !v.Defined:
		v.Unit, v.Decl, v.Init, v.Defined = u, d, d.Init, true
	}
	u.Prog.at[k], u.scope[name] = v, v
	u.note(name, v, of)
	if of == external && u.Prog.global[name] == nil {
		u.Prog.global[name] = v
	}
}

// functionType is the type of a function that is declared by a typedef:
// DRIVER_UNLOAD EchoUnload. It is nil for all else.
func (u *Unit) functionType(d *syntax.Var) *Type {
	if d.Type == nil || d.Type.Kind != syntax.TypeNamed || d.Type.Name == nil || d.Init != nil {
		return nil
	}
	if t := u.Type(d.Type); t.Kind == Func && t.Code {
		return t
	}
	return nil
}

// declaredBy gives a function the type that such a declaration says.
func (u *Unit) declaredBy(f *Function, d *syntax.Var) {
	f.declared = u.Type(d.Type)
	if f.Role == nil && u.Prog.foreign(d.Type.Name.Last()) {
		f.Role = f.declared
	}
}

func (u *Unit) typedef(name string, d *syntax.Var) {
	k := u.key(d.Name, d.Span)
	t, ok := u.Prog.at[k].(*Typedef)
	if !ok {
		t = &Typedef{unit: u, space: u.space, decl: d.Type}
		u.Prog.at[k] = t
	}
	u.note(name, t, external)
	u.scope[name] = t
	if u.Prog.global[name] == nil {
		u.Prog.global[name] = t
	}
	if r, ok := d.Type.Def.(*syntax.Record); ok && d.Type.Kind == syntax.TypeTag {
		k := u.recordKey(r)
		if u.Prog.typedefs[k] == "" {
			u.Prog.typedefs[k] = name
		}
	}
}

func (u *Unit) enum(d *syntax.Enum) {
	if !d.Defined {
		return
	}
	if n := d.Name.Last(); n != "" && u.tag(n) == nil {
		u.tags[n] = &tag{unit: u, typ: TInt32}
		if u.Prog.tags[n] == nil {
			u.Prog.tags[n] = u.tags[n]
		}
	}
	next := int64(0)
	toks := u.File.Tokens
	scoped := int(d.From)+1 < len(toks) && (toks[d.From+1].Is("class") || toks[d.From+1].Is("struct"))
	for _, it := range d.Items {
		name := it.Name.Last()
		k := u.key(it.Name, it.Span)
		e, ok := u.Prog.at[k].(*Enumerator)
		if !ok {
			if it.Init != nil {
				if v, ok := u.Const(it.Init); ok {
					next = v
				}
			}
			e = &Enumerator{C: name, Value: next, At: k.use}
			if c := u.Prog.Table.Const(name); c != nil && c.Value == next && !c.Typed {
				e.Go = c.Name // the driver's copy of what wdm declares
			}
			u.Prog.Enums = append(u.Prog.Enums, e)
			u.Prog.at[k] = e
		}
		next = e.Value + 1
		if !scoped {
			u.note(name, e, external)
		}
		if n := d.Name.Last(); n != "" {
			u.note(inside(n, name), e, external)
		}
		u.scope[name] = e
		if u.Prog.global[name] == nil {
			u.Prog.global[name] = e
		}
	}
}

// prototype is the function of a name as the unit sees it.
func (u *Unit) prototype(name string, of linkage) *Function {
	if f, ok := u.own(name).(*Function); ok {
		return f
	}
	if f, ok := u.Prog.global[name].(*Function); ok && of == external && !f.Static {
		u.scope[name] = f
		return f
	}
	f := &Function{C: name, Space: u.space, Unit: u, Static: of == internal}
	u.Prog.Funcs = append(u.Prog.Funcs, f)
	u.scope[name] = f
	u.note(name, f, of)
	if _, ok := u.Prog.global[name].(*Function); !ok && of == external {
		u.Prog.global[name] = f
	}
	return f
}

func (u *Unit) function(d *syntax.Func) {
	name := d.Name.Last()
	if name == "" || name == "__noop" { // the compiler's own: a macro has hidden the function's name
		return
	}
	if len(d.Name.Parts) > 1 {
		u.method(d)
		return
	}
	k := u.key(d.Name, d.Span)
	if f, ok := u.Prog.at[k].(*Function); ok {
		u.scope[name] = f
		u.note(name, f, f.linkage())
		return
	}
	of := u.linkage(d.Storage)
	if u.File.CPP {
		u.overload(d, k, of)
		return
	}
	f := u.prototype(name, of)
	u.define(f, d)
	u.Prog.at[k] = f
}

// define notes the definition of a function, or its first declaration.
func (u *Unit) define(f *Function, d *syntax.Func) {
	if f.Decl != nil && (f.Decl.Body != nil || d.Body == nil) {
		return
	}
	if f.Decl != nil {
		f.head, f.headUnit = f.Decl, f.Unit
	}
	f.Decl, f.Unit = d, u
}

// Default is the parameter whose value stands for an argument that a call leaves out,
// and the text that says it: the definition, or the declaration before it. It is nil
// if there is none.
func (f *Function) Default(i int) (*Unit, *syntax.Var) {
	for _, d := range []struct {
		u *Unit
		f *syntax.Func
	}{{f.Unit, f.Decl}, {f.headUnit, f.head}} {
		if d.f != nil && i < len(d.f.Type.Params) && d.f.Type.Params[i].Init != nil {
			return d.u, d.f.Type.Params[i]
		}
	}
	return nil, nil
}

// macro is a macro that declares something: the accessors of the framework's
// object contexts.
func (u *Unit) macro(d *syntax.Macro) {
	if d.Name != "WDF_DECLARE_CONTEXT_TYPE_WITH_NAME" && d.Name != "WDF_DECLARE_CONTEXT_TYPE" {
		return
	}
	var words []string
	for _, t := range u.File.Tokens[d.From:d.To] {
		if t.Kind == scan.Ident {
			words = append(words, t.Text)
		}
	}
	switch {
	case len(words) == 3:
		u.scope[words[2]] = &Accessor{Of: words[1]}
	case len(words) == 2:
		u.scope["WdfObjectGet_"+words[1]] = &Accessor{Of: words[1]}
	}
}

// DeclareLocal enters a type or function that is declared in a function.
func (u *Unit) DeclareLocal(d syntax.Decl) { u.declare([]syntax.Decl{d}, "") }

// StaticLocal is a static variable of a function.
func (u *Unit) StaticLocal(d *syntax.Var, function string) *Var {
	k := u.key(d.Name, d.Span)
	if v, ok := u.Prog.at[k].(*Var); ok {
		return v
	}
	v := &Var{C: d.Name.Last(), Go: u.Prog.Unique(function + "_" + d.Name.Last()), Unit: u, Decl: d, Init: d.Init, Static: true, Defined: true}
	u.Prog.Vars = append(u.Prog.Vars, v)
	u.Prog.at[k] = v
	return v
}
