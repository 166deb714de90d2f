package names

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/wskvet/wskvet"
)

// A Table is what packages wdm and wsk declare.
type Table struct {
	WDM, WSK *types.Package
	idle     map[string]bool // functions whose bodies only give a value
	types    map[*types.TypeName]*Type
	slots    map[string]*Type
}

// declarations are the packages, type-checked without the bodies of their functions.
type declarations struct {
	wdm, wsk *types.Package
	idle     map[string]bool
}

// declared reads the declarations once.
var declared = sync.OnceValue(func() declarations {
	idle := map[string]bool{}
	fset := token.NewFileSet()
	known := importer{"unsafe": types.Unsafe}
	for _, name := range []string{"wdm", "wsk"} {
		var files []*ast.File
		entries, _ := fs.ReadDir(wskvet.Declarations, name)
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), "_test.go") {
				continue
			}
			text, _ := fs.ReadFile(wskvet.Declarations, path.Join(name, e.Name()))
			if f, err := parser.ParseFile(fset, e.Name(), text, parser.SkipObjectResolution); err == nil {
				files = append(files, f)
				noteIdle(f, idle)
			}
		}
		conf := types.Config{Importer: known, IgnoreFuncBodies: true, Error: func(error) {}, Sizes: types.SizesFor("gc", "amd64")}
		pkg, _ := conf.Check(Module+name, fset, files, nil)
		known[Module+name] = pkg
	}
	return declarations{known[Module+"wdm"], known[Module+"wsk"], idle}
})

// noteIdle notes the functions of a file whose bodies do nothing but give a value: they
// stand for what the system does.
func noteIdle(f *ast.File, idle map[string]bool) {
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Recv != nil || fn.Body == nil || len(fn.Body.List) > 1 {
			continue
		}
		if len(fn.Body.List) == 0 {
			idle[fn.Name.Name] = true
			continue
		}
		ret, ok := fn.Body.List[0].(*ast.ReturnStmt)
		if ok && len(ret.Results) == 1 && isPlain(ret.Results[0]) {
			idle[fn.Name.Name] = true
		}
	}
}

// isPlain reports whether an expression is a constant, nil or a zero value.
func isPlain(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.BasicLit, *ast.Ident:
		return true
	case *ast.CompositeLit:
		return len(x.Elts) == 0
	}
	return false
}

// Module is where packages wdm and wsk are.
const Module = "github.com/wskvet/wskvet/"

type importer map[string]*types.Package

func (m importer) Import(p string) (*types.Package, error) {
	if pkg := m[p]; pkg != nil {
		return pkg, nil
	}
	pkg := types.NewPackage(p, path.Base(p))
	pkg.MarkComplete()
	return pkg, nil
}

// Importer imports packages wdm and wsk for the check of a model.
func (t *Table) Importer() types.Importer {
	return importer{"unsafe": types.Unsafe, Module + "wdm": t.WDM, Module + "wsk": t.WSK}
}

// NewTable reads the declarations.
func NewTable() *Table {
	p := declared()
	return &Table{WDM: p.wdm, WSK: p.wsk, idle: p.idle, types: map[*types.TypeName]*Type{}, slots: map[string]*Type{}}
}

// lookup finds an exported object of either package, and its name in Go.
func (t *Table) lookup(name string) (types.Object, string) {
	if o := t.WDM.Scope().Lookup(name); o != nil && o.Exported() {
		return o, "wdm." + name
	}
	if o := t.WSK.Scope().Lookup(name); o != nil && o.Exported() {
		return o, "wsk." + name
	}
	return nil, ""
}

// Type is the type of a name, or nil. C has names for pointers, too: PIRP, PCIRP.
func (t *Table) Type(name string) *Type {
	if o, _ := t.lookup(name); o != nil {
		if tn, ok := o.(*types.TypeName); ok {
			return code(t.from(tn.Type()), name)
		}
	}
	for _, prefix := range []string{"PC", "P", "LP", "PR"} { // PRKEVENT is a pointer that is restricted
		rest, ok := strings.CutPrefix(name, prefix)
		if !ok || rest == "" {
			continue
		}
		o, _ := t.lookup(rest)
		if tn, ok := o.(*types.TypeName); ok {
			if inner := code(t.from(tn.Type()), rest); inner.Kind != Handle || rest == "HANDLE" {
				return PointerTo(inner)
			}
		}
	}
	return nil
}

// code is the type that a name stands for: of a function, unless it is that of a
// pointer to one, as its first letter says.
func code(t *Type, name string) *Type {
	if t.Kind != Func || name[0] == 'P' {
		return t
	}
	fn := *t
	fn.Code = true
	return &fn
}

// A DDI is a function of wdm or wsk.
type DDI struct {
	Name    string // in Go
	Type    *Type
	Generic bool
	Idle    bool     // its body only gives a value
	Params  []string // their names
}

// Func is the DDI of a name, or nil.
func (t *Table) Func(name string) *DDI {
	o, goName := t.lookup(name)
	f, ok := o.(*types.Func)
	if !ok {
		return nil
	}
	sig := f.Signature()
	d := &DDI{Name: goName, Type: t.from(sig), Generic: sig.TypeParams().Len() > 0, Idle: t.idle[name]}
	for i := range sig.Params().Len() {
		d.Params = append(d.Params, sig.Params().At(i).Name())
	}
	return d
}

// A Const is a constant of wdm or wsk.
type Const struct {
	Name  string // in Go
	Type  *Type  // int32 or wider if it has none
	Typed bool
	Value int64
}

// Const is the constant of a name, or nil.
func (t *Table) Const(name string) *Const {
	o, goName := t.lookup(name)
	c, ok := o.(*types.Const)
	if !ok {
		return nil
	}
	v := constant.ToInt(c.Val())
	n, exact := constant.Int64Val(v)
	if !exact {
		u, ok := constant.Uint64Val(v)
		if !ok {
			return nil
		}
		n = int64(u)
	}
	out := &Const{Name: goName, Value: n}
	if b, ok := c.Type().(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
		out.Type = literalType(n)
		return out
	}
	out.Type, out.Typed = t.from(c.Type()), true
	if out.Type.Kind != Int {
		return nil
	}
	return out
}

func literalType(n int64) *Type {
	switch {
	case n == int64(int32(n)):
		return TInt32
	case n == int64(uint32(n)):
		return TUint32
	}
	return TInt64
}

// Var is the type of a variable of wdm or wsk and its name, or nil.
func (t *Table) Var(name string) (*Type, string) {
	o, goName := t.lookup(name)
	v, ok := o.(*types.Var)
	if !ok {
		return nil, ""
	}
	return t.from(v.Type()), goName
}

// from is a Go type as a Type.
func (t *Table) from(g types.Type) *Type {
	switch g := g.(type) {
	case *types.Alias:
		return t.from(types.Unalias(g))
	case *types.Named:
		return t.named(g)
	case *types.Basic:
		return basic(g)
	case *types.Pointer:
		return PointerTo(t.from(g.Elem()))
	case *types.Slice:
		return &Type{Kind: Slice, Elem: t.from(g.Elem())}
	case *types.Array:
		return ArrayOf(t.from(g.Elem()), g.Len())
	case *types.Interface:
		return TAny
	case *types.TypeParam:
		return &Type{Kind: Param, Name: g.Obj().Name()}
	case *types.Signature:
		return t.signature(g)
	case *types.Struct:
		rec := &Record{Foreign: true, Name: types.TypeString(g, func(p *types.Package) string { return p.Name() })}
		t.fields(rec, g)
		return &Type{Kind: Struct, Rec: rec, Name: rec.Name}
	}
	return TPointer
}

func (t *Table) signature(g *types.Signature) *Type {
	out := &Type{Kind: Func, Size: 8, Elem: TVoid, Variadic: g.Variadic()}
	n := g.Params().Len()
	if g.Variadic() {
		n--
	}
	for i := range n {
		out.Params = append(out.Params, t.from(g.Params().At(i).Type()))
	}
	if g.Results().Len() > 0 {
		out.Elem = t.from(g.Results().At(0).Type())
	}
	return out
}

func (t *Table) named(g *types.Named) *Type {
	obj := g.Obj()
	if out := t.types[obj]; out != nil {
		return out
	}
	name := obj.Name()
	if obj.Pkg() != nil {
		name = obj.Pkg().Name() + "." + name
	}
	out := &Type{Name: name}
	t.types[obj] = out
	switch u := g.Underlying().(type) {
	case *types.Basic:
		b := *basic(u)
		b.Name = name
		*out = b
	case *types.Pointer:
		out.Kind, out.Size = Handle, 8
	case *types.Struct:
		out.Kind = Struct
		out.Rec = &Record{Name: name, C: obj.Name(), Foreign: true}
		t.fields(out.Rec, u)
		sizes := types.SizesFor("gc", "amd64")
		out.Rec.size, out.Rec.align = sizes.Sizeof(u), sizes.Alignof(u)
	case *types.Signature:
		*out = *t.signature(u)
		out.Name = name
	case *types.Interface:
		*out = *TAny
	default:
		in := *t.from(u)
		in.Name = name
		*out = in
	}
	return out
}

// fields adds the exported members of a structure.
func (t *Table) fields(rec *Record, s *types.Struct) {
	for i := range s.NumFields() {
		v := s.Field(i)
		if !v.Exported() {
			continue
		}
		ft := t.from(v.Type())
		rec.Fields = append(rec.Fields, &Field{Name: v.Name(), Go: v.Name(), Type: ft, Embedded: v.Embedded() && ft.Kind == Struct})
	}
}

func basic(b *types.Basic) *Type {
	switch b.Kind() {
	case types.Bool, types.UntypedBool:
		return TBool
	case types.Int8:
		return TInt8
	case types.Uint8:
		return TUint8
	case types.Int16:
		return TInt16
	case types.Uint16:
		return TUint16
	case types.Int32:
		return TInt32
	case types.Uint32:
		return TUint32
	case types.Int64:
		return TInt64
	case types.Uint64:
		return TUint64
	case types.Uintptr:
		return TUintptr
	case types.Int:
		return TGoInt
	case types.Float32:
		return TFloat
	case types.Float64:
		return TDouble
	case types.String:
		return TString
	}
	return TPointer
}
