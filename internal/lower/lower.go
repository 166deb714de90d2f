// Package lower turns the SSA form of a package into its residual program.
//
// It keeps every function: what a function can change or decide is known only
// when its callers are, in other packages too. It drops types, names of
// registers and everything that the simulation would not look at.
package lower

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// Source is a type-checked package.
type Source struct {
	Path  string
	Fset  *token.FileSet
	Files []*ast.File
	Types *types.Package
	Info  *types.Info
	Marks map[*types.Func]Directive // what directives say of functions

	Quote   func(token.Position) string  // the text that a model was made of, at a place of it, or ""; or nil
	Called  func(function string) string // what that text calls a function of the model, or ""; or nil
	Dropped func()                       // called where what is known of types, or the SSA form, has just been dropped; or nil
}

// Directive is what a comment above a function says of it.
type Directive struct {
	Mark   ddi.Mark
	Effect ddi.Op
}

// Package lowers one package.
func Package(src Source) *summary.Package { return inParts(src, partSize) }

// inParts lowers a package, so many bytes of its source text at a time.
func inParts(src Source, size token.Pos) *summary.Package {
	uses := imports(src)
	parts := split(src, size)
	vars := variables(src.Files)
	src.Files, src.Info = nil, nil // a driver can be large
	l := &lowerer{src: src, vars: vars, texts: newTexts(src), out: &summary.Package{Path: src.Path, Init: -1},
		files: map[string]int32{}, consts: map[summary.Const]summary.Operand{}, methods: map[summary.Method]bool{}, typed: map[string]bool{}, regs: map[ssa.Value]int32{}, made: map[string]bool{}}
	l.stubs = declaresDDI(src.Types)
	for len(parts) > 0 {
		pt := parts[0]
		parts = parts[1:]
		l.part(pt, uses)
	}
	l.finish()
	return l.out
}

// part lowers a part of the package.
func (l *lowerer) part(pt *part, uses []imported) {
	l.prog, l.seen, l.elsewhere = ssa.NewProgram(l.src.Fset, 0), map[*ssa.Function]bool{}, pt.elsewhere
	for _, u := range uses {
		l.prog.CreatePackage(u.pkg, []*ast.File{u.file}, u.info, true)
	}
	pkg := l.prog.CreatePackage(l.src.Types, pt.files, pt.info, false)
	pkg.Build()
	last := pt.last
	*pt = part{}
	if last {
		l.src.dropped()
	}
	l.members(pkg)
	for len(l.work) > 0 {
		fn := l.work[0]
		l.work = l.work[1:]
		l.function(fn)
	}
}

func (src Source) dropped() {
	if src.Dropped != nil {
		src.Dropped()
	}
}

type lowerer struct {
	src       Source
	prog      *ssa.Program
	out       *summary.Package
	vars      []ast.Node          // declarations of package variables
	texts     texts               // of the function at hand
	regs      map[ssa.Value]int32 // likewise
	stubs     bool
	files     map[string]int32
	consts    map[summary.Const]summary.Operand
	seen      map[*ssa.Function]bool
	elsewhere map[ast.Node]bool // declarations of functions that another part lowers
	made      map[string]bool   // functions without syntax, which several parts may need
	work      []*ssa.Function
	methods   map[summary.Method]bool
	typed     map[string]bool
	taken     map[string]summary.Use
	bases     map[types.Type][]string // what structures of the package begin with, by the paths that lead there
}

// members queues the package's functions and methods in source order.
func (l *lowerer) members(pkg *ssa.Package) {
	var fns []*ssa.Function
	for _, m := range pkg.Members {
		switch m := m.(type) {
		case *ssa.Function:
			fns = append(fns, m)
		case *ssa.Type:
			named, ok := m.Type().(*types.Named)
			if !ok {
				continue
			}
			for i := range named.NumMethods() {
				if fn := l.prog.FuncValue(named.Method(i)); fn != nil {
					fns = append(fns, fn)
				}
			}
		}
	}
	slices.SortFunc(fns, func(a, b *ssa.Function) int {
		return cmp.Or(int(a.Pos()-b.Pos()), strings.Compare(a.Name(), b.Name()))
	})
	for _, fn := range fns {
		l.need(fn)
	}
}

// need queues a function whose body this package has.
func (l *lowerer) need(fn *ssa.Function) {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if l.seen[fn] || l.elsewhere[fn.Syntax()] {
		return
	}
	l.seen[fn] = true
	if fn.Synthetic != "" {
		name := nameOf(fn)
		if l.made[name] {
			return
		}
		l.made[name] = true
	}
	if len(fn.Blocks) > 0 || fn.Pkg != nil && fn.Pkg.Pkg == l.src.Types {
		l.work = append(l.work, fn)
	}
}

func (l *lowerer) finish() {
	for i := range l.out.Funcs {
		f := &l.out.Funcs[i]
		if f.Name == l.src.Types.Path()+".init" {
			l.out.Init = int32(i)
		}
		_, f.Taken = l.taken[f.Name]
	}
	for _, use := range l.taken {
		l.out.Values = append(l.out.Values, use)
	}
	slices.SortFunc(l.out.Values, func(a, b summary.Use) int { return strings.Compare(a.Func, b.Func) })
	for m := range l.methods {
		l.out.Methods = append(l.out.Methods, m)
	}
	slices.SortFunc(l.out.Methods, func(a, b summary.Method) int {
		return strings.Compare(a.Type+"\x00"+a.Name, b.Type+"\x00"+b.Name)
	})
}

func (l *lowerer) pos(p token.Pos) summary.Pos {
	if !p.IsValid() {
		return summary.Pos{}
	}
	q := l.src.Fset.Position(l.texts.callee(p))
	i, ok := l.files[q.Filename]
	if !ok {
		i = int32(len(l.out.Files))
		l.files[q.Filename] = i
		l.out.Files = append(l.out.Files, q.Filename)
	}
	return summary.Pos{File: i, Line: int32(q.Line), Col: int32(q.Column)}
}

func (l *lowerer) constant(c summary.Const) summary.Operand {
	if o, ok := l.consts[c]; ok {
		return o
	}
	l.out.Consts = append(l.out.Consts, c)
	o := summary.Operand(-len(l.out.Consts))
	l.consts[c] = o
	return o
}

// dynamic notes that a value of type t becomes an interface, with its methods.
func (l *lowerer) dynamic(t types.Type) string {
	name := types.TypeString(t, nil)
	if l.typed[name] {
		return name
	}
	l.typed[name] = true
	if types.IsInterface(t) {
		return name
	}
	set := l.prog.MethodSets.MethodSet(t)
	for i := range set.Len() {
		if fn := l.prog.MethodValue(set.At(i)); fn != nil {
			l.need(fn)
			l.methods[summary.Method{Type: name, Name: set.At(i).Obj().Name(), Func: nameOf(fn), Args: l.argsOf(fn)}] = true
		}
	}
	return name
}

// argsOf is the type arguments of an instance, as Method has them.
func (l *lowerer) argsOf(fn *ssa.Function) string {
	var out strings.Builder
	for _, t := range fn.TypeArgs() {
		out.WriteByte(0)
		if !parametric(t) {
			out.WriteString(l.argument(t))
		}
	}
	return out.String()
}

func nameOf(fn *ssa.Function) string {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	return fn.String()
}

// short is a function's name as the driver's code writes it.
func (l *lowerer) short(fn *ssa.Function) string {
	switch {
	case fn.Parent() == nil:
	case l.src.Called == nil:
		return "a function literal in " + l.short(root(fn))
	case l.standsFor(fn) != nil:
		return l.short(l.standsFor(fn))
	default:
		return "a lambda in " + l.short(root(fn))
	}
	name := fn.RelString(fn.Package().Pkg)
	if l.src.Called == nil {
		return name
	}
	return cmp.Or(l.src.Called(name), name)
}

// standsFor is the function that a literal in the model of C calls and does nothing else:
// C has no lambdas, but functions as values of another type. It is nil for other literals.
func (l *lowerer) standsFor(fn *ssa.Function) *ssa.Function {
	if len(fn.Blocks) != 1 || !strings.HasSuffix(l.src.Fset.Position(fn.Pos()).Filename, ".c") {
		return nil
	}
	for _, in := range fn.Blocks[0].Instrs {
		if c, ok := in.(*ssa.Call); ok && c.Call.StaticCallee() != nil && c.Call.StaticCallee().Pkg == fn.Pkg {
			return c.Call.StaticCallee()
		}
	}
	return nil
}

func root(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// declaresDDI reports whether p is a package of DDI declarations: one that
// declares the structures that the DDIs work on.
func declaresDDI(p *types.Package) bool {
	for _, name := range []string{"DRIVER_OBJECT", "IRP", "KEVENT", "WSK_REGISTRATION", "WSK_PROVIDER_NPI"} {
		if _, ok := p.Scope().Lookup(name).(*types.TypeName); ok {
			return true
		}
	}
	return false
}

// stub reports whether fn stands for a DDI that only the system can carry out.
func (l *lowerer) stub(fn *ssa.Function) bool {
	if !l.stubs || fn.Signature.Recv() != nil || !ddi.Named(fn.Name()) {
		return false
	}
	if len(fn.Blocks) != 1 {
		return len(fn.Blocks) == 0
	}
	for _, in := range fn.Blocks[0].Instrs {
		switch in.(type) {
		case *ssa.Return, *ssa.Alloc:
		default:
			return false
		}
	}
	return true
}

func (l *lowerer) function(fn *ssa.Function) {
	if syn := fn.Syntax(); syn != nil {
		l.texts.read(syn)
	} else {
		l.texts.read(l.vars...)
	}
	f := summary.Func{Name: nameOf(fn), Short: fn.Name(), Recover: -1, Pos: l.pos(fn.Pos())}
	if fn.Package() != nil {
		f.Short = l.short(fn)
	}
	if syn := fn.Syntax(); syn != nil {
		f.End = l.pos(syn.End() - 1)
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		d := l.src.Marks[obj]
		f.Mark, f.Effect = d.Mark, d.Effect
		f.Public = public(obj)
	}
	if f.Effect == ddi.None && l.stub(fn) {
		f.Effect = ddi.Opaque
	}
	res := fn.Signature.Results()
	for i := range res.Len() {
		f.Results = append(f.Results, shapeOf(res.At(i).Type()))
	}
	for _, p := range fn.Params {
		f.Roles = append(f.Roles, RoleOf(p.Type()))
	}
	f.Params, f.Free = int32(len(fn.Params)), int32(len(fn.FreeVars))
	clear(l.regs)
	b := &body{l: l, fn: fn, f: &f, regs: l.regs}
	b.lower()
	f.Dead = l.dead(fn, &f)
	fn.Blocks, fn.Locals, fn.Params, fn.FreeVars, fn.Recover = nil, nil, nil, nil, nil // likewise: each leads to the whole body
	l.out.Funcs = append(l.out.Funcs, f)
	for _, a := range fn.AnonFuncs {
		l.need(a)
	}
}

func public(obj *types.Func) bool {
	if !obj.Exported() {
		return false
	}
	recv := obj.Signature().Recv()
	if recv == nil {
		return true
	}
	t := recv.Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Exported()
}
