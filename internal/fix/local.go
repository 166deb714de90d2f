package fix

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"runtime"

	"github.com/wskvet/wskvet/internal/check"
)

// Local is the world of a driver of analyzers that shows one package at a time:
// its files alone can be edited, and what depends on it is not seen.
type Local struct {
	In   check.Input
	Out  check.Output
	Read func(file string) ([]byte, error)
}

// Text is a file as the driver has it.
func (l Local) Text(file string) ([]byte, error) { return l.Read(file) }

// Source is the package, for its own files.
func (l Local) Source(file string) (Source, bool) {
	for _, f := range l.In.Files {
		if l.name(f) == file {
			return Source{Input: l.In, Summary: l.Out.Summary}, true
		}
	}
	return Source{}, false
}

func (l Local) name(f *ast.File) string { return l.In.Fset.PositionFor(f.FileStart, false).Filename }

// Try analyses the package with all default rules: an edit is to break none,
// whichever the user looks at.
func (l Local) Try(edited map[string][]byte) (Outcome, error) {
	in := l.In
	if len(edited) == 0 && len(in.Settings.Checks) == 0 {
		return Outcome{l.Out.Findings, l.Out.Places()}, nil
	}
	in.Settings.Checks = nil
	if len(edited) > 0 {
		var err error
		if in, err = l.edit(in, edited); err != nil {
			return Outcome{}, err
		}
	}
	out, err := check.Package(in)
	return Outcome{out.Findings, out.Places()}, err
}

// edit parses and type-checks the package with other texts. The packages that it
// imports are the same.
func (l Local) edit(in check.Input, edited map[string][]byte) (check.Input, error) {
	in.Fset, in.Files = token.NewFileSet(), nil
	imports := packages{}
	for _, f := range l.In.Files {
		name := l.name(f)
		text := edited[name]
		if text == nil {
			var err error
			if text, err = l.Read(name); err != nil {
				return in, err
			}
		}
		g, err := parser.ParseFile(in.Fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return in, err
		}
		in.Files = append(in.Files, g)
		for _, i := range f.Imports {
			if p := l.In.Info.PkgNameOf(i); p != nil {
				imports[i.Path.Value] = p.Imported()
			}
		}
	}
	in.Info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{}, Scopes: map[ast.Node]*types.Scope{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, FileVersions: map[*ast.File]string{},
	}
	tc := types.Config{Importer: imports, Sizes: types.SizesFor("gc", runtime.GOARCH), GoVersion: l.In.Types.GoVersion()}
	var err error
	in.Types, err = tc.Check(l.In.Types.Path(), in.Fset, in.Files, in.Info)
	return in, err
}

// packages are those that the package imports, by the literal that names them.
type packages map[string]*types.Package

func (ps packages) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if p := ps[fmt.Sprintf("%q", path)]; p != nil {
		return p, nil
	}
	return nil, errors.New("could not import " + path)
}
