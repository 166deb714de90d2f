package cdriver

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/wskvet/wskvet"
	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/summary"
)

// module is the path of the packages that models import.
const module = "github.com/wskvet/wskvet/"

// declared is what models import: packages wdm and wsk, from the sources that are
// embedded in the program, and the little of the standard library that these use.
type declared struct {
	fset  *token.FileSet
	types map[string]*types.Package
	below []*summary.Package // of wdm and wsk, sorted
}

// standard declares what wdm and wsk use of the standard library. Bodies are not
// looked at: the functions are known by their names.
func standard() map[string]string {
	return map[string]string{
		"sync/atomic": atomics(),
		"sync":        "package sync\ntype Mutex struct{}\nfunc (m *Mutex) Lock()\nfunc (m *Mutex) Unlock()\n",
	}
}

// atomics declares the functions of sync/atomic.
func atomics() string {
	var b strings.Builder
	b.WriteString("package atomic\nimport \"unsafe\"\n")
	for _, t := range []struct{ name, of string }{
		{"Int32", "int32"}, {"Int64", "int64"}, {"Uint32", "uint32"}, {"Uint64", "uint64"}, {"Uintptr", "uintptr"}, {"Pointer", "unsafe.Pointer"},
	} {
		r := strings.NewReplacer("NAME", t.name, "OF", t.of)
		r.WriteString(&b, "func LoadNAME(addr *OF) (val OF)\nfunc StoreNAME(addr *OF, val OF)\nfunc SwapNAME(addr *OF, new OF) (old OF)\n")
		r.WriteString(&b, "func CompareAndSwapNAME(addr *OF, old, new OF) (swapped bool)\n")
		if t.name != "Pointer" {
			r.WriteString(&b, "func AddNAME(addr *OF, delta OF) (new OF)\nfunc AndNAME(addr *OF, mask OF) (old OF)\nfunc OrNAME(addr *OF, mask OF) (old OF)\n")
		}
	}
	return b.String()
}

// declare type-checks and summarises what models import.
func declare(fset *token.FileSet, checkPackage func(check.Input) (check.Output, error)) (*declared, error) {
	d := &declared{fset: fset, types: map[string]*types.Package{"unsafe": types.Unsafe}}
	for path, text := range standard() {
		f, err := parser.ParseFile(fset, path+".go", text, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		conf := types.Config{Importer: d, IgnoreFuncBodies: true}
		if d.types[path], err = conf.Check(path, fset, []*ast.File{f}, nil); err != nil {
			return nil, err
		}
	}
	for _, name := range []string{"wdm", "wsk"} {
		if err := d.add(name, checkPackage); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return d, nil
}

// Import gives a package that is declared.
func (d *declared) Import(path string) (*types.Package, error) {
	if p := d.types[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("a model does not import %s", path)
}

// add takes one of the embedded packages.
func (d *declared) add(name string, checkPackage func(check.Input) (check.Output, error)) error {
	var files []*ast.File
	list, err := fs.ReadDir(wskvet.Declarations, name)
	if err != nil {
		return err
	}
	for _, e := range list {
		if strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file := path.Join(name, e.Name())
		text, err := fs.ReadFile(wskvet.Declarations, file)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(d.fset, file, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		d.foreign(f)
		files = append(files, f)
	}
	in := check.Input{Path: module + name, Fset: d.fset, Files: files, Info: newInfo(0), Deps: d.below, Silent: true}
	conf := types.Config{Importer: d, Sizes: sizes()}
	if in.Types, err = conf.Check(in.Path, d.fset, files, in.Info); err != nil {
		return err
	}
	d.types[in.Path] = in.Types
	out, err := checkPackage(in)
	if err != nil {
		return err
	}
	d.below = append(d.below, out.Summary)
	return nil
}

// foreign takes from a file the bodies that use packages which are not declared:
// those functions are for models that run, and an analysis knows them by their
// names. A function that has such a package in its signature goes.
func (d *declared) foreign(f *ast.File) {
	unknown := map[string]bool{}
	f.Imports = slices.DeleteFunc(f.Imports, func(i *ast.ImportSpec) bool {
		p := strings.Trim(i.Path.Value, `"`)
		if d.types[p] != nil {
			return false
		}
		unknown[path.Base(p)] = true
		return true
	})
	mentions := func(n ast.Node) (found bool) {
		ast.Inspect(n, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				x, ok := sel.X.(*ast.Ident)
				found = found || ok && unknown[x.Name]
			}
			return !found
		})
		return found
	}
	f.Decls = slices.DeleteFunc(f.Decls, func(decl ast.Decl) bool {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if mentions(decl.Type) {
				return true
			}
			if decl.Body != nil && mentions(decl.Body) {
				decl.Body = bodyless(decl.Type)
			}
		case *ast.GenDecl:
			decl.Specs = slices.DeleteFunc(decl.Specs, func(s ast.Spec) bool {
				i, ok := s.(*ast.ImportSpec)
				return ok && !slices.Contains(f.Imports, i)
			})
			return len(decl.Specs) == 0
		}
		return false
	})
}

// bodyless is the body of a function of which the name tells all: none, or, where
// the language wants one, one that returns zero values.
func bodyless(t *ast.FuncType) *ast.BlockStmt {
	if t.TypeParams == nil {
		return nil
	}
	ret := &ast.ReturnStmt{}
	if t.Results != nil {
		for _, r := range t.Results.List {
			zero := &ast.StarExpr{X: &ast.CallExpr{Fun: ast.NewIdent("new"), Args: []ast.Expr{r.Type}}}
			ret.Results = append(ret.Results, zero)
		}
	}
	return &ast.BlockStmt{List: []ast.Stmt{ret}}
}

// sizes are those of a 64-bit kernel, wherever wskvet runs.
func sizes() types.Sizes { return types.SizesFor("gc", "amd64") }

// newInfo has room for the types of so many bytes of Go: a map that grows is copied again
// and again, and a model has an expression for each 16 to 25 of its bytes.
func newInfo(size int) *types.Info {
	return &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue, size/20), Uses: make(map[*ast.Ident]types.Object, size/30),
		Defs: make(map[*ast.Ident]types.Object, size/250), Selections: make(map[*ast.SelectorExpr]*types.Selection, size/250),
		Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
	}
}
