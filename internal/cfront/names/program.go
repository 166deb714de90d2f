package names

import (
	"go/token"
	"strconv"

	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// A Program is all units of a driver and the names that they declare.
type Program struct {
	Table *Table
	Set   *scan.Set
	Units []*Unit

	Records []*Record   // of the text, in order
	Opaque  []*Type     // types of which nothing but the name is known, in order of their use
	Funcs   []*Function // in order
	Vars    []*Var
	Enums   []*Enumerator

	at        map[key]any // what is declared where: a header is part of many units
	global    map[string]Object
	tags      map[string]*tag
	opaque    map[string]*Type
	classes   map[string]*Class
	overloads map[string][]*Function // functions of C++ by their names
	typedefs  map[key]string         // the first typedef of a structure that is defined with it
	taken     map[string]bool        // names in Go
	copies    map[string]int         // how many more of a name there are
}

// key is where a declaration stands; that of a macro's text is told apart by
// where the macro is used.
type key struct {
	at, use scan.Pos
	name    string
}

// A Unit is one translation unit.
type Unit struct {
	Prog *Program
	Name string // its file
	File *syntax.File

	scope  map[string]Object
	tags   map[string]*tag
	outer  string // the record whose members are at hand
	nested int    // anonymous records in it
}

// An Object is a *Typedef, *Var, *Function or *Enumerator.
type Object interface{ object() }

// A Typedef is a name for a type.
type Typedef struct {
	unit *Unit
	decl *syntax.Type
	done *Type
	busy bool
}

// A Var is a variable outside of functions, or a static one of a function.
type Var struct {
	C, Go   string
	Unit    *Unit
	Decl    *syntax.Var
	Init    syntax.Expr
	Static  bool
	Defined bool // not extern alone
	typ     *Type
}

// A Function is a function or method.
type Function struct {
	C, Go    string
	Unit     *Unit
	Decl     *syntax.Func // the definition if there is one
	Class    *Class
	Static   bool // local to its file, or a method without an object
	Role     *Type
	Callback bool
	declared *Type // by a typedef of its type: DRIVER_UNLOAD Unload;
	typ      *Type
}

// An Enumerator is a constant of an enumeration.
type Enumerator struct {
	C, Go string
	Value int64
	At    scan.Pos
}

func (*Typedef) object()    {}
func (*Var) object()        {}
func (*Function) object()   {}
func (*Enumerator) object() {}

// A tag is what struct, union or enum X is.
type tag struct {
	unit *Unit
	decl *syntax.Record
	typ  *Type
}

// NewProgram makes an empty program.
func NewProgram(table *Table, set *scan.Set) *Program {
	p := &Program{Table: table, Set: set, at: map[key]any{}, global: map[string]Object{}, tags: map[string]*tag{},
		opaque: map[string]*Type{}, classes: map[string]*Class{}, overloads: map[string][]*Function{}, typedefs: map[key]string{}, taken: map[string]bool{}, copies: map[string]int{}}
	for _, w := range predeclared {
		p.taken[w] = true
	}
	return p
}

// predeclared are the names that a model needs in their own meaning.
var predeclared = []string{"wdm", "wsk", "unsafe", "any", "bool", "string", "error", "nil", "true", "false", "new", "make", "len", "cap", "copy",
	"append", "clear", "panic", "recover", "print", "println", "min", "max", "close", "delete", "complex", "real", "imag", "iota", "init", "_",
	"int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr", "byte", "rune", "float32", "float64",
	"comparable", "truth", "chars", "wide"}

// Unique is a name of the package in Go that nothing else has.
func (p *Program) Unique(name string) string {
	name = Identifier(name)
	try := name
	for p.taken[try] {
		p.copies[name]++
		try = name + "_" + strconv.Itoa(p.copies[name]+1)
	}
	p.taken[try] = true
	return try
}

// Taken reports whether a name of the package exists.
func (p *Program) Taken(name string) bool { return p.taken[name] }

// Identifier makes an identifier of Go of a name of C.
func Identifier(name string) string {
	out := []byte(name)
	for i, c := range out {
		if c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			out[i] = '_'
		}
	}
	if len(out) == 0 {
		return "anonymous"
	}
	if out[0] >= '0' && out[0] <= '9' || token.IsKeyword(string(out)) || string(out) == "_" {
		out = append(out, '_')
	}
	return string(out)
}

// Add declares what a unit declares. All units come before the first look-up.
func (p *Program) Add(name string, f *syntax.File) *Unit {
	u := &Unit{Prog: p, Name: name, File: f, scope: map[string]Object{}, tags: map[string]*tag{}}
	p.Units = append(p.Units, u)
	u.declare(f.Decls, "")
	return u
}

func (u *Unit) key(n *syntax.Name, span syntax.Span) key {
	i := span.From
	name := ""
	if n != nil {
		i, name = n.To-1, n.Last()
	}
	if int(i) >= len(u.File.Tokens) {
		i = int32(len(u.File.Tokens) - 1)
	}
	t := &u.File.Tokens[max(i, 0)]
	return key{t.At, t.Use, name}
}

// declare enters declarations into the unit's scope.
func (u *Unit) declare(decls []syntax.Decl, class string) {
	for _, d := range decls {
		switch d := d.(type) {
		case *syntax.Group:
			u.declare(d.Decls, class)
		case *syntax.Template:
			// by need
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

// record enters the tag of a structure.
func (u *Unit) record(d *syntax.Record) {
	name := d.Name.Last()
	if name == "" || !d.Defined {
		return
	}
	k := u.key(d.Name, d.Span)
	k.name = "struct " + name
	t, ok := u.Prog.at[k].(*tag)
	if !ok {
		t = &tag{unit: u, decl: d}
		u.Prog.at[k] = t
	}
	u.tags[name] = t
	if u.Prog.tags[name] == nil {
		u.Prog.tags[name] = t
	}
	for _, m := range d.Members {
		switch m := m.(type) {
		case *syntax.Record:
			u.record(m)
		case *syntax.Enum:
			u.enum(m)
		}
	}
	if u.File.CPP {
		u.class(t)
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
	if d.Type.Kind == syntax.TypeNamed && d.Type.Name != nil && d.Init == nil {
		if t := u.Type(d.Type); t.Kind == Func { // DRIVER_UNLOAD EchoUnload;
			f := u.prototype(name, d.Storage&syntax.Static != 0)
			if f.Role == nil && u.Prog.foreign(d.Type.Name.Last()) {
				f.Role = t
			}
			f.declared = t
			return
		}
	}
	k := u.key(d.Name, d.Span)
	if v, ok := u.Prog.at[k].(*Var); ok {
		u.scope[name] = v
		return
	}
	static := d.Storage&syntax.Static != 0
	defined := d.Storage&syntax.Extern == 0 || d.Init != nil
	v, _ := u.scope[name].(*Var)
	if v == nil && !static {
		v, _ = u.Prog.global[name].(*Var)
	}
	switch {
	case v == nil:
		v = &Var{C: name, Unit: u, Decl: d, Init: d.Init, Static: static, Defined: defined}
		u.Prog.Vars = append(u.Prog.Vars, v)
	case d.Init != nil, defined && !v.Defined:
		v.Unit, v.Decl, v.Init, v.Defined = u, d, d.Init, true
	}
	u.Prog.at[k], u.scope[name] = v, v
	if !static && u.Prog.global[name] == nil {
		u.Prog.global[name] = v
	}
}

func (u *Unit) typedef(name string, d *syntax.Var) {
	k := u.key(d.Name, d.Span)
	t, ok := u.Prog.at[k].(*Typedef)
	if !ok {
		t = &Typedef{unit: u, decl: d.Type}
		u.Prog.at[k] = t
	}
	u.scope[name] = t
	if u.Prog.global[name] == nil {
		u.Prog.global[name] = t
	}
	if r, ok := d.Type.Def.(*syntax.Record); ok && d.Type.Kind == syntax.TypeTag {
		k := u.key(r.Name, r.Span)
		k.name = "struct " + r.Name.Last()
		if u.Prog.typedefs[k] == "" {
			u.Prog.typedefs[k] = name
		}
	}
}

func (u *Unit) enum(d *syntax.Enum) {
	if !d.Defined {
		return
	}
	if n := d.Name.Last(); n != "" && u.tags[n] == nil {
		u.tags[n] = &tag{unit: u, typ: TInt32}
		if u.Prog.tags[n] == nil {
			u.Prog.tags[n] = u.tags[n]
		}
	}
	next := int64(0)
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
			if c := u.Prog.Table.Const(name); c != nil && c.Value == next {
				e.Go = c.Name // the driver's copy of what wdm declares
			}
			u.Prog.Enums = append(u.Prog.Enums, e)
			u.Prog.at[k] = e
		}
		next = e.Value + 1
		u.scope[name] = e
		if u.Prog.global[name] == nil {
			u.Prog.global[name] = e
		}
	}
}

// prototype is the function of a name as the unit sees it.
func (u *Unit) prototype(name string, static bool) *Function {
	if f, ok := u.scope[name].(*Function); ok {
		return f
	}
	if f, ok := u.Prog.global[name].(*Function); ok && !static && !f.Static {
		u.scope[name] = f
		return f
	}
	f := &Function{C: name, Unit: u, Static: static}
	u.Prog.Funcs = append(u.Prog.Funcs, f)
	u.scope[name] = f
	if _, ok := u.Prog.global[name].(*Function); !ok && !static {
		u.Prog.global[name] = f
	}
	return f
}

func (u *Unit) function(d *syntax.Func) {
	name := d.Name.Last()
	if name == "" {
		return
	}
	if len(d.Name.Parts) > 1 {
		u.method(d)
		return
	}
	k := u.key(d.Name, d.Span)
	if f, ok := u.Prog.at[k].(*Function); ok {
		u.scope[name] = f
		return
	}
	static := d.Storage&syntax.Static != 0
	if u.File.CPP {
		u.overload(d, k, static)
		return
	}
	f := u.prototype(name, static)
	u.define(f, d)
	u.Prog.at[k] = f
}

// define notes the definition of a function, or its first declaration.
func (u *Unit) define(f *Function, d *syntax.Func) {
	if f.Decl == nil || f.Decl.Body == nil && d.Body != nil {
		f.Decl, f.Unit = d, u
	}
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

// An Accessor is a function that gives an object's context of a type.
type Accessor struct{ Of string }

func (*Accessor) object() {}

// foreign reports whether a name is one of wdm or wsk and not of the text.
func (p *Program) foreign(name string) bool {
	return p.global[name] == nil && p.Table.Type(name) != nil
}

// Defined reports whether the text has the function's body.
func (f *Function) Defined() bool { return f.Decl != nil && f.Decl.Body != nil }

// Type is the function's type by its declaration in C.
func (f *Function) Type() *Type {
	switch {
	case f.typ != nil:
	case f.Decl != nil:
		f.typ = f.Unit.Type(f.Decl.Type)
	case f.declared != nil:
		f.typ = f.declared
	default:
		f.typ = FuncOf(nil, TInt32, true)
	}
	return f.typ
}

// Type is the variable's type.
func (v *Var) Type() *Type {
	if v.typ == nil {
		v.typ = v.Unit.Sized(v.Decl.Type, v.Init)
	}
	return v.typ
}

// Lookup is what a name is in the unit outside of functions, or nil.
func (u *Unit) Lookup(name string) Object {
	if o := u.scope[name]; o != nil {
		return o
	}
	switch o := u.Prog.global[name].(type) {
	case nil:
		return nil
	default:
		return o
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

// Release gives a name of the package back.
func (p *Program) Release(name string) { delete(p.taken, name) }
