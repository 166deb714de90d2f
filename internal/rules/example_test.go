package rules_test

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/rules"
)

// TestExamples type-checks both models of every rule against the packages
// that declare the DDIs.
func TestExamples(t *testing.T) {
	imp := newLocal()
	for _, r := range rules.All() {
		for _, ex := range []struct{ name, code string }{{"reported", r.BadGo}, {"correct", r.GoodGo}} {
			t.Run(r.ID+"/"+ex.name, func(t *testing.T) {
				formatted, err := format.Source([]byte(ex.code))
				if err != nil {
					t.Fatal(err)
				}
				if string(formatted) != ex.code {
					t.Errorf("not formatted; want\n%s", formatted)
				}
				if _, err := imp.check(ex.code); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

var goBlock = regexp.MustCompile("(?s)```go\n(.*?)```")

// blocks are the Go examples of a page.
func blocks(t *testing.T, page string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(page)))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range goBlock.FindAllStringSubmatch(strings.ReplaceAll(string(data), "\r\n", "\n"), -1) {
		out = append(out, m[1])
	}
	return out
}

// block is the first Go example of a page that has a text.
func block(t *testing.T, page, has string) string {
	t.Helper()
	for _, b := range blocks(t, page) {
		if strings.Contains(b, has) {
			return b
		}
	}
	t.Fatalf("%s has no example with %q", page, has)
	return ""
}

// TestDocExamples type-checks the Go in the README and the pages of docs/. The
// pages of docs/rules are made of the rules' text.
func TestDocExamples(t *testing.T) {
	imp := newLocal()
	pages, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"README.md"}
	for _, page := range pages {
		names = append(names, "docs/"+filepath.Base(page))
	}
	for _, page := range names {
		for i, code := range blocks(t, page) {
			if _, err := imp.check(code); err != nil {
				t.Errorf("%s, block %d: %v", page, i+1, err)
			}
		}
	}
}

// withImports makes a file of an example that leaves out its package clause and
// imports.
func withImports(code string) string {
	if strings.HasPrefix(code, "package ") {
		return code
	}
	var b strings.Builder
	b.WriteString("package driver\n\n")
	for _, path := range []string{module + "wdm", module + "wsk", "sync", "unsafe"} {
		if strings.Contains(code, path[strings.LastIndex(path, "/")+1:]+".") {
			fmt.Fprintf(&b, "import %q\n", path)
		}
	}
	return b.String() + "\n" + code
}

const (
	root   = "../.."
	module = "github.com/wskvet/wskvet/"
)

// local imports this module's packages from their directories, and the standard
// library from its source: no build cache.
type local struct {
	fset *token.FileSet
	done map[string]*types.Package
	std  types.Importer
}

func newLocal() *local {
	fset := token.NewFileSet()
	if build.Default.GOROOT == "" { // the test was built with -trimpath
		if out, err := exec.Command("go", "env", "GOROOT").Output(); err == nil {
			build.Default.GOROOT = strings.TrimSpace(string(out))
		}
	}
	return &local{fset, map[string]*types.Package{}, importer.ForCompiler(fset, "source", nil)}
}

func (l *local) Import(path string) (*types.Package, error) {
	dir, ours := strings.CutPrefix(path, module)
	if !ours {
		return l.std.Import(path)
	}
	if p := l.done[path]; p != nil {
		return p, nil
	}
	names, err := filepath.Glob(filepath.Join(root, dir, "*.go"))
	if err != nil {
		return nil, err
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(l.fset, name, nil, 0)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	conf := types.Config{Importer: l}
	p, err := conf.Check(path, l.fset, files, nil)
	l.done[path] = p
	return p, err
}

// check type-checks an example.
func (l *local) check(code string) (check.Input, error) {
	f, err := parser.ParseFile(l.fset, "driver.go", withImports(code), parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return check.Input{}, err
	}
	in := check.Input{Path: "driver", Fset: l.fset, Files: []*ast.File{f}, Info: &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Instances:    map[*ast.Ident]types.Instance{},
		Scopes:       map[ast.Node]*types.Scope{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		FileVersions: map[*ast.File]string{},
	}}
	conf := types.Config{Importer: l}
	in.Types, err = conf.Check(in.Path, l.fset, in.Files, in.Info)
	return in, err
}
