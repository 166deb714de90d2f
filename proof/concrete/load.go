package concrete

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Module is the import path below which packages are read from Root.
const Module = "github.com/wskvet/wskvet"

// A World type-checks driver models, and keeps what they have in common.
type World struct {
	Root string // the directory of the module
	Fset *token.FileSet
	std  types.Importer
	base map[string]*Package
	prog *program // for the next driver; nil at first
}

// A Package is type-checked, with its syntax.
type Package struct {
	Path  string
	Files []*ast.File
	Types *types.Package
	Info  *types.Info
}

// NewWorld reads the declarations of the kernel interfaces.
func NewWorld(root string) (*World, error) {
	fset := token.NewFileSet()
	w := &World{Root: root, Fset: fset, std: importer.ForCompiler(fset, "source", nil), base: map[string]*Package{}}
	for _, name := range []string{"wdm", "wsk"} {
		src, err := Sources(os.DirFS(root), name)
		if err != nil {
			return nil, err
		}
		ps, err := w.Check(src)
		if err != nil {
			return nil, err
		}
		w.base[ps[0].Path] = ps[0]
	}
	return w, nil
}

// Base are the packages that every driver may import, in order.
func (w *World) Base() []*Package {
	return []*Package{w.base[Module+"/wdm"], w.base[Module+"/wsk"]}
}

// Sources reads the Go files below a directory, tests excepted.
func Sources(tree fs.FS, dir string) (map[string]string, error) {
	out := map[string]string{}
	err := fs.WalkDir(tree, dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		src, err := fs.ReadFile(tree, name)
		out[name] = string(src)
		return err
	})
	return out, err
}

// Check type-checks sources, by their names below the module's root: each
// package behind those that it imports.
func (w *World) Check(src map[string]string) ([]*Package, error) {
	c := &checker{w: w, dirs: map[string][]*ast.File{}, done: map[string]*Package{}}
	var names []string
	for name := range src {
		names = append(names, name)
	}
	slices.Sort(names)
	var dirs []string
	for _, name := range names {
		f, err := parser.ParseFile(w.Fset, filepath.Join(w.Root, name), src[name], parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		p := Module + "/" + path.Dir(name)
		c.dirs[p] = append(c.dirs[p], f)
		dirs = append(dirs, p)
	}
	for _, p := range dirs {
		if _, err := c.Import(p); err != nil {
			return nil, err
		}
	}
	return c.order, nil
}

type checker struct {
	w     *World
	dirs  map[string][]*ast.File
	done  map[string]*Package
	order []*Package
}

// Import implements types.Importer.
func (c *checker) Import(p string) (*types.Package, error) {
	if q := c.w.base[p]; q != nil {
		return q.Types, nil
	}
	if q := c.done[p]; q != nil {
		return q.Types, nil
	}
	files := c.dirs[p]
	if files == nil {
		if strings.HasPrefix(p, Module) {
			return nil, fmt.Errorf("no package %s", p)
		}
		return c.w.std.Import(p)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{}, Scopes: map[ast.Node]*types.Scope{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, FileVersions: map[*ast.File]string{},
	}
	conf := types.Config{Importer: c, GoVersion: "go1.26"}
	t, err := conf.Check(p, c.w.Fset, files, info)
	if err != nil {
		return nil, err
	}
	q := &Package{p, files, t, info}
	c.done[p] = q
	c.order = append(c.order, q)
	return t, nil
}

// Driver makes packages ready to run. The one with DriverEntry is the driver.
func (w *World) Driver(ps []*Package) (*Driver, error) {
	for _, p := range ps {
		if directed(p) {
			return nil, fmt.Errorf("directives are wskvet's own")
		}
	}
	prog := w.program()
	d := &Driver{Prog: prog.Program, Fset: w.Fset}
	for _, p := range append(w.Base(), ps...) {
		s := prog.create(p)
		d.Types = append(d.Types, p.Types)
		d.tables = append(d.tables, eventTables(s)...)
		if s.Func("DriverEntry") == nil {
			continue
		}
		if d.Main != nil {
			return nil, fmt.Errorf("two drivers: %s, %s", strconv.Quote(d.Main.Pkg.Path()), strconv.Quote(p.Path))
		}
		d.Main = s
	}
	if d.Main == nil {
		return nil, fmt.Errorf("no DriverEntry")
	}
	slices.Reverse(d.Types) // the driver's own declarations first
	d.funcs = prog.functions(ps)
	d.arms, d.opens = calls(d.funcs, "IoSetCompletionRoutine"), calls(d.funcs, "WskSocket") || calls(d.funcs, "WskAccept")
	d.devices = calls(d.funcs, "IoCreateDevice")
	d.stops = names(d.funcs, moreProcessing)
	d.installs = d.setsUnload()
	return d, nil
}

// directed reports whether a package has directives.
func directed(p *Package) bool {
	for _, f := range p.Files {
		for _, c := range f.Comments {
			if strings.HasPrefix(c.List[0].Text, "//wskvet:") {
				return true
			}
		}
	}
	return false
}

// calls reports whether one of some functions calls a kernel interface or a function of
// a table whose name begins so: then the model does not leave them out.
func calls(fns []*ssa.Function, prefix string) bool {
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				c, ok := in.(ssa.CallInstruction)
				if ok && strings.HasPrefix(calledName(c.Common()), prefix) {
					return true
				}
			}
		}
	}
	return false
}

// calledName is the name of what is called, where it can be told.
func calledName(c *ssa.CallCommon) string {
	if f := c.StaticCallee(); f != nil {
		return f.Name()
	}
	if load, ok := c.Value.(*ssa.UnOp); ok {
		if a, ok := load.X.(*ssa.FieldAddr); ok {
			return field(a)
		}
	}
	return ""
}
