package wskvet

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestRooms holds the imports against the table of ARCHITECTURE.md: each package of
// the product stands there once, and imports only what stands above it.
func TestRooms(t *testing.T) {
	rooms := rooms(t)
	var found []string
	for _, top := range []string{"internal", "analyzer", "plugin", "cmd"} {
		found = append(found, packagesBelow(t, top)...)
	}
	for i, room := range rooms {
		if slices.Index(rooms, room) != i {
			t.Errorf("%s stands twice in the table", room)
		}
		if !slices.Contains(found, room) {
			t.Errorf("%s stands in the table and is no package", room)
		}
	}
	for _, pkg := range found {
		at := slices.Index(rooms, pkg)
		if at < 0 {
			t.Errorf("%s does not stand in the table", pkg)
			continue
		}
		for _, imported := range importsOf(t, pkg) {
			if below := slices.Index(rooms, imported); below >= at {
				t.Errorf("%s imports %s, which does not stand above it", pkg, imported)
			}
		}
	}
}

// rooms are the packages of the table, in its order.
func rooms(t *testing.T) []string {
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile("(?m)^\\| `((?:internal|analyzer|plugin|cmd)[a-z/]*)` \\|")
	var out []string
	for _, m := range row.FindAllSubmatch(text, -1) {
		out = append(out, string(m[1]))
	}
	if len(out) == 0 {
		t.Fatal("ARCHITECTURE.md has no table of packages")
	}
	return out
}

// packagesBelow are the folders from dir down that have Go files which are not tests.
func packagesBelow(t *testing.T, dir string) []string {
	var out []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if d.Name() == "testdata" {
			return filepath.SkipDir
		}
		if len(sources(t, path)) > 0 {
			out = append(out, filepath.ToSlash(path))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func sources(t *testing.T, dir string) []string {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, "_test.go") })
}

// importsOf are the packages of this module, but its root, wdm and wsk, that a package
// imports outside of its tests.
func importsOf(t *testing.T, pkg string) []string {
	const module = "github.com/wskvet/wskvet/"
	var out []string
	for _, name := range sources(t, pkg) {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			rest, ok := strings.CutPrefix(path, module)
			if ok && rest != "wdm" && rest != "wsk" {
				out = append(out, rest)
			}
		}
	}
	return out
}

// TestTables: no package hands out a table that others could change.
func TestTables(t *testing.T) {
	for _, pkg := range append(rooms(t), "wdm", "wsk") {
		for _, name := range sources(t, pkg) {
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, table := range tables(f) {
				t.Errorf("%s: %s is exported, and anybody may change it", name, table)
			}
		}
	}
}

// tables are the exported variables of a file that are written as maps, arrays or slices.
func tables(f *ast.File) []string {
	var out []string
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		for _, spec := range g.Specs {
			v := spec.(*ast.ValueSpec)
			for i, name := range v.Names {
				if name.IsExported() && (isTable(v.Type) || i < len(v.Values) && isTable(v.Values[i])) {
					out = append(out, name.Name)
				}
			}
		}
	}
	return out
}

// isTable reports whether a type, or the type of a literal, is that of a table.
func isTable(e ast.Expr) bool {
	if lit, ok := e.(*ast.CompositeLit); ok {
		e = lit.Type
	}
	switch e.(type) {
	case *ast.MapType, *ast.ArrayType:
		return true
	}
	return false
}

// No room is more than a tenth of the house, without tests: a larger one is several.
func TestSize(t *testing.T) {
	lines, all := map[string]int{}, 0
	for _, pkg := range packagesBelow(t, "internal") {
		for _, name := range sources(t, pkg) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			lines[pkg] += strings.Count(string(data), "\n")
		}
		all += lines[pkg]
	}
	for pkg, n := range lines {
		if 10*n > all {
			t.Errorf("%s has %d of %d lines", pkg, n, all)
		}
	}
}
