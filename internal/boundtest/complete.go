package boundtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Complete holds that each constant of the package under test that is named as a bound
// has a row: bounds_test.go names it. Room are those that bound memory alone.
func Complete(t *testing.T, room ...string) {
	t.Helper()
	source, err := os.ReadFile("bounds_test.go")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, bound := range boundsOf(t, name) {
			if !slices.Contains(room, bound) && !strings.Contains(string(source), bound) {
				t.Errorf("%s: %s has no row", name, bound)
			}
		}
	}
}

// boundsOf are the constants of a file that are named as bounds.
func boundsOf(t *testing.T, file string) []string {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range f.Decls {
		d, ok := d.(*ast.GenDecl)
		if !ok || d.Tok != token.CONST {
			continue
		}
		for _, spec := range d.Specs {
			for _, name := range spec.(*ast.ValueSpec).Names {
				if named := strings.ToLower(name.Name); strings.HasPrefix(named, "max") && named != "max" {
					out = append(out, name.Name)
				}
			}
		}
	}
	return out
}

// Below holds that each package below a folder that has such a constant has that test.
func Below(t *testing.T, dir string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "testdata") {
			return err
		}
		files++
		bounds := boundsOf(t, path)
		if _, err := os.Stat(filepath.Join(filepath.Dir(path), "bounds_test.go")); err != nil && len(bounds) > 0 {
			t.Errorf("%s: nothing holds %s against the table", path, bounds)
		}
		return nil
	})
	if err != nil || files == 0 {
		t.Fatal(files, err)
	}
}
