package wdm_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// page is what the comment of a declaration, or of its group, ends in.
var page = regexp.MustCompile(`(?m)(^|\. )Page: [a-z0-9]+/[a-z0-9_~-]+\n?\z`)

// Every exported declaration names the page that documents it.
func TestPages(t *testing.T) {
	fset := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	pkg, err := doc.NewFromFiles(fset, files, "wdm")
	if err != nil {
		t.Fatal(err)
	}
	check := func(name, text string) {
		if !page.MatchString(text) {
			t.Errorf("%s names no page: %q", name, text)
		}
	}
	values, funcs := slices.Concat(pkg.Consts, pkg.Vars), pkg.Funcs
	for _, d := range pkg.Types {
		check(d.Name, d.Doc)
		values, funcs = slices.Concat(values, d.Consts, d.Vars), slices.Concat(funcs, d.Funcs)
	}
	for _, d := range values {
		check(strings.Join(d.Names, ", "), d.Doc)
	}
	for _, d := range funcs {
		check(d.Name, d.Doc)
	}
	if len(pkg.Types) == 0 || len(values) == 0 || len(funcs) == 0 {
		t.Errorf("read %d types, %d groups of values, %d functions", len(pkg.Types), len(values), len(funcs))
	}
}
