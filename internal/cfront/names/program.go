package names

import (
	"go/token"
	"strconv"
	"strings"

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

	at             map[key]any // what is declared where: a header is part of many units
	global         map[string]Object
	tags           map[string]*tag
	opaque         map[string]*Type
	classes        map[string]*Class // by their full names
	loose          map[string]*Class // by their last names
	exact          map[string]Object // of C++, by their full names
	exactTags      map[string]*tag
	overloads      map[string][]*Function // functions of C++ by their names
	typedefs       map[key]string         // the first typedef of a structure that is defined with it
	taken          map[string]bool        // names in Go
	copies         map[string]int         // how many more of a name there are
	templates      map[string][]*Template // of functions, by their names
	classTemplates map[string]bool
	generics       map[string]bool // names of templates of functions and variables, also of those that make nothing
	members        map[string]bool // through which functions are called, or nil
	instances      int
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
	Head *Unit // the headers that it begins with, or nil

	scope  map[string]Object
	tags   map[string]*tag
	outer  string // the record whose members are at hand
	nested int    // anonymous records in it
	hidden bool   // in a namespace without a name

	space     string            // the namespace or class at hand
	exact     map[string]Object // of C++, by their full names
	exactTags map[string]*tag
}

// An Object is a *Typedef, *Var, *Function or *Enumerator.
type Object interface{ object() }

// A Typedef is a name for a type.
type Typedef struct {
	unit  *Unit
	space string
	decl  *syntax.Type
	done  *Type
	busy  bool
}

// A Var is a variable outside of functions, or a static one of a function.
type Var struct {
	C, Go   string
	Space   string // the namespace or class that it is of
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
	Space    string // the namespace or class that it is of
	Unit     *Unit
	Decl     *syntax.Func // the definition if there is one
	head     *syntax.Func // the declaration before the definition, of headUnit
	headUnit *Unit
	Class    *Class
	Static   bool // local to its file, or a method without an object
	Virtual  bool // its class declares it so
	Role     *Type
	Callback bool  // an unknown function is handed it
	Kept     bool  // a member that nothing declares holds it: whoever declares that calls it
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
	unit  *Unit
	space string
	decl  *syntax.Record
	typ   *Type
	class *Class
}

// NewProgram makes an empty program.
func NewProgram(table *Table, set *scan.Set) *Program {
	p := &Program{Table: table, Set: set, at: map[key]any{}, global: map[string]Object{}, tags: map[string]*tag{},
		opaque: map[string]*Type{}, classes: map[string]*Class{}, loose: map[string]*Class{}, exact: map[string]Object{}, exactTags: map[string]*tag{}, overloads: map[string][]*Function{}, typedefs: map[key]string{}, taken: map[string]bool{}, copies: map[string]int{}, templates: map[string][]*Template{}, generics: map[string]bool{}, classTemplates: map[string]bool{}}
	for _, w := range predeclared {
		p.taken[w] = true
	}
	return p
}

// predeclared are the names that a model needs in their own meaning.
var predeclared = []string{"wdm", "wsk", "unsafe", "any", "bool", "string", "error", "nil", "true", "false", "new", "make", "len", "cap", "copy",
	"append", "clear", "panic", "recover", "print", "println", "min", "max", "close", "delete", "complex", "real", "imag", "iota", "init", "_",
	"int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr", "byte", "rune", "float32", "float64",
	"comparable", "truth", "chars", "wide",
	"ones", "lowest", "highest", "multiplyHigh", "swapped16", "swapped32", "swapped64"}

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
	switch {
	case out[0] >= '0' && out[0] <= '9':
		return "n" + string(out)
	case token.IsKeyword(string(out)) || string(out) == "_":
		out = append(out, '_')
	}
	return string(out)
}

// Add declares what a unit declares behind its head, which has been added, too, if
// there is one. All units come before the first look-up.
func (p *Program) Add(name string, head *Unit, f *syntax.File) *Unit {
	u := &Unit{Prog: p, Name: name, Head: head, File: f, scope: map[string]Object{}, tags: map[string]*tag{}, exact: map[string]Object{}, exactTags: map[string]*tag{}}
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

// An Accessor is a function that gives an object's context of a type.
type Accessor struct{ Of string }

func (*Accessor) object() {}

// foreign reports whether a name is one of wdm or wsk and not of the text.
func (p *Program) foreign(name string) bool {
	return p.global[name] == nil && p.Table.Type(name) != nil
}

// Defined reports whether the text has the function's body.
func (f *Function) Defined() bool { return f.Decl != nil && f.Decl.Body != nil }

// Lent reports whether the function's text is none of the driver's: it is that of a
// stand-in for a header.
func (f *Function) Lent() bool {
	if f.Decl == nil || f.Decl.Name == nil {
		return false
	}
	file := f.Unit.Prog.Set.File(f.Unit.File.Tokens[f.Decl.Name.To-1].At)
	return file != nil && file.StandIn()
}

// Type is the function's type by its declaration in C.
func (f *Function) Type() *Type {
	switch {
	case f.typ != nil:
	case f.Decl != nil:
		leave := f.Unit.Enter(f.Space)
		f.typ = f.Unit.Type(f.Decl.Type)
		leave()
		switch name, conversion := strings.CutPrefix(f.C, "operator "); {
		case f.Class != nil && (f.C == f.Class.Name || f.C == "~"+f.Class.Name):
			f.Returns(TVoid)
		case conversion && f.Decl.Type.Elem.Kind == syntax.TypeNone:
			f.Returns(f.Unit.spelled(name))
		}
	case f.declared != nil:
		f.typ = f.declared
	default:
		f.typ = FuncOf(nil, TInt32)
		f.typ.Variadic = true
	}
	return f.typ
}

// Returns says what the function's result is.
func (f *Function) Returns(t *Type) {
	f.typ = f.Type().Returning(t)
}

// Auto reports whether what the function returns tells its result, as auto says.
func (f *Function) Auto() bool {
	if !f.Defined() {
		return false
	}
	t := f.Decl.Type.Elem
	for t != nil && t.Elem != nil && (t.Kind == syntax.TypePointer || t.Kind == syntax.TypeRef || t.Kind == syntax.TypeRvalueRef) {
		t = t.Elem
	}
	return t != nil && t.Kind == syntax.TypeAuto
}

// Type is the variable's type.
func (v *Var) Type() *Type {
	if v.typ == nil {
		leave := v.Unit.Enter(v.Space)
		v.typ = v.Unit.Sized(v.Decl.Type, v.Init)
		leave()
	}
	return v.typ
}

// Lookup is what a name is in the unit outside of functions, or nil.
func (u *Unit) Lookup(name string) Object {
	if o := u.seen(name); o != nil {
		return o
	}
	if o := u.own(name); o != nil {
		return o
	}
	switch o := u.Prog.global[name].(type) {
	case nil:
		return nil
	default:
		return o
	}
}

// own is what the text of the unit and of its head declares, or nil.
func (u *Unit) own(name string) Object {
	for ; u != nil; u = u.Head {
		if o := u.scope[name]; o != nil {
			return o
		}
	}
	return nil
}

// tag is the tag that the text of the unit and of its head declares, or nil.
func (u *Unit) tag(name string) *tag {
	for ; u != nil; u = u.Head {
		if t := u.tags[name]; t != nil {
			return t
		}
	}
	return nil
}

// has reports whether the text of another unit is this one's, too.
func (u *Unit) has(other *Unit) bool {
	for ; u != nil; u = u.Head {
		if u == other {
			return true
		}
	}
	return false
}

// Release gives a name of the package back.
func (p *Program) Release(name string) { delete(p.taken, name) }
