package corpus

import (
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wskvet/wskvet/internal/rules"
)

const root = "../../testdata/src"

func TestMarks(t *testing.T) {
	src := "package a\n\nfunc f() {\n\tg() // want WSK003\n\tg() // plain words\n} // want WSK001 WSK008\n"
	got, err := marks(fstest.MapFS{
		"guard/b_bad/net/net.go": {Data: []byte("package net\n\nvar a = 1 // want WSK009\n")},
		"guard/a_bad/driver.go":  {Data: []byte(src)},
		"guard/a_bad/notes.txt":  {Data: []byte("// want nothing")},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []Mark{
		{"WSK003", "guard/a_bad/driver.go", 4},
		{"WSK001", "guard/a_bad/driver.go", 6},
		{"WSK008", "guard/a_bad/driver.go", 6},
		{"WSK009", "guard/b_bad/net/net.go", 3},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if f := got[3].Fixture(); f != "guard/b_bad" {
		t.Errorf("fixture of a subpackage: got %s", f)
	}
}

func TestMalformedMarks(t *testing.T) {
	for _, line := range []string{
		"var a = 1 // want WSK01",
		"var a = 1 // want WSK016",
		"var a = 1 // want WSK001, WSK002",
		"var a = 1 // want wsk001",
		"var a = 1 // want inconclusive WSK001",
		"var a = 1 // want Inconclusive",
		"// want inconclusive",
		"var a = 1 // want: WSK001",
		"var a = 1 // want",
		"var a = 1 // WSK001",
		"var a = 1 /* want WSK001 */",
		"var a = 1 //want WSK001",
		"var a = 1 // want WSK001 because",
		"var a = 1 // want WSK002 WSK001",
		"var a = 1 // want WSK001 WSK001",
		"// want WSK001",
		"var a = 'x",
	} {
		if _, err := read("a.go", []byte("package a\n\n"+line+"\n")); err == nil {
			t.Errorf("no error for %q", line)
		} else if !strings.HasPrefix(err.Error(), "a.go:3: ") {
			t.Errorf("%q: the error names no place: %v", line, err)
		}
	}
}

func TestCompare(t *testing.T) {
	a := Mark{"WSK001", "x/a_bad/driver.go", 4}
	b := Mark{"WSK002", "x/a_bad/net/net.go", 9}
	c := Mark{"WSK001", "x/b_ok/driver.go", 4}
	if d := Compare([]Mark{a, b}, []Mark{b, a, a}); len(d) != 0 {
		t.Errorf("same marks differ: %v", d)
	}
	d := Compare([]Mark{a, b}, []Mark{c, b})
	if len(d) != 2 || !slices.Equal(d[0].Missed, []Mark{a}) || len(d[0].Extra) != 0 ||
		!slices.Equal(d[1].Extra, []Mark{c}) || len(d[1].Missed) != 0 {
		t.Errorf("got %v", d)
	}
	if got, want := d[1].String(), "extra  x/b_ok/driver.go:4 WSK001\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// unfollowed are the correct fixtures that are about a bound: recursion, sockets that cannot be
// counted, and a package of which nobody knows who calls it.
var unfollowed = []string{"call/freelistlong_ok", "packages/library_ok", "socket/handed_ok", "socket/queue_ok", "socket/slice_ok"}

// A correct fixture has no marks, every other one has some.
func TestFixtures(t *testing.T) {
	all, err := Marks(root)
	if err != nil {
		t.Fatal(err)
	}
	places, err := Inconclusive(root)
	if err != nil {
		t.Fatal(err)
	}
	names, err := Fixtures(root)
	if err != nil {
		t.Fatal(err)
	}
	correct := 0
	for _, name := range names {
		n := len(of(name, all))
		switch ok := strings.HasSuffix(name, "_ok"); {
		case ok && n > 0:
			t.Errorf("%s: a correct fixture has marks: %v", name, of(name, all))
		case ok && len(of(name, places)) > 0 && !slices.Contains(unfollowed, name):
			t.Errorf("%s: a correct fixture is not followed: %v", name, of(name, places))
		case !ok && n+len(of(name, places)) == 0:
			t.Errorf("%s: no marks", name)
		case ok:
			correct++
		}
	}
	if correct == 0 || correct == len(names) {
		t.Errorf("%d of %d fixtures are correct: both kinds are needed", correct, len(names))
	}
}

// Each of the fifteen rules has a fixture that breaks it, and beside that one of the same
// shape in which nothing is wrong.
func TestRulesCovered(t *testing.T) {
	all, err := Marks(root)
	if err != nil {
		t.Fatal(err)
	}
	names, err := Fixtures(root)
	if err != nil {
		t.Fatal(err)
	}
	quiet := map[string]bool{}
	for _, name := range names {
		if strings.HasSuffix(name, "_ok") && len(of(name, all)) == 0 {
			quiet[shape(name)] = true
		}
	}
	if n := len(rules.All()); n != 15 {
		t.Errorf("%d rules", n)
	}
	for _, r := range rules.All() {
		caught := slices.DeleteFunc(slices.Clone(all), func(m Mark) bool { return m.Rule != r.ID })
		switch {
		case len(caught) == 0:
			t.Errorf("no fixture breaks %s", r.ID)
		case !slices.ContainsFunc(caught, func(m Mark) bool { return quiet[shape(m.Fixture())] }):
			t.Errorf("no fixture that breaks %s has a correct one of its shape", r.ID)
		}
	}
}

// apart are fixtures that are another driver than their correct twins: what is broken in
// them takes more than an edit.
var apart = []string{"event/accept_closed", "framework/pnpstart_flag", "packages/library_twice"}

// maxEdit is how many lines a fixture and its twin differ in at the most.
const maxEdit = 20

// correct reports whether nothing is found in a fixture.
func correct(name string) bool {
	return strings.HasSuffix(name, "_ok") || strings.HasSuffix(name, "_halts")
}

// Every fixture that is not correct has a twin in which nothing is found: one of the same
// shape, which is the word before the first underscore. The two are the same to the letter
// but for an edit, the mistake; so neither can change without the other.
func TestTwins(t *testing.T) {
	names, err := Fixtures(root)
	if err != nil {
		t.Fatal(err)
	}
	texts, twins := map[string][]string{}, map[string][]string{}
	for _, name := range names {
		texts[name] = statements(t, name)
		if correct(name) {
			twins[shape(name)] = append(twins[shape(name)], name)
		}
	}
	for _, name := range names {
		if correct(name) {
			continue
		}
		least := maxEdit + 1
		for _, twin := range twins[shape(name)] {
			least = min(least, different(texts[name], texts[twin]))
		}
		switch known := slices.Contains(apart, name); {
		case len(twins[shape(name)]) == 0:
			t.Errorf("%s: no correct twin %s_..._ok", name, shape(name))
		case least > maxEdit && !known:
			t.Errorf("%s: no correct twin of it differs in an edit alone, of %d lines at the most", name, maxEdit)
		case least <= maxEdit && known:
			t.Errorf("%s: it is no longer another driver than its twin", name)
		}
	}
}

// statements are the lines of a fixture, without comments, imports and its own name.
func statements(t *testing.T, name string) []string {
	t.Helper()
	var out []string
	own := path.Base(name)
	err := fs.WalkDir(os.DirFS(root), name, func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(file) != ".go" {
			return err
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, filepath.Join(root, file), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
				continue
			}
			var text strings.Builder
			if err := format.Node(&text, fset, d); err != nil {
				return err
			}
			for line := range strings.Lines(strings.ReplaceAll(text.String(), own, "X")) {
				if line = strings.TrimSpace(line); line != "" {
					out = append(out, line)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// different is how many lines are in one of two texts alone, by their longest common
// subsequence.
func different(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		before := 0 // row[j] of the line above
		for j, y := range b {
			above := row[j+1]
			if x == y {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			before = above
		}
	}
	return len(a) + len(b) - 2*row[len(b)]
}

// shape is the first level of a fixture's name, and the first word of the second.
func shape(name string) string {
	family, model, _ := strings.Cut(name, "/")
	word, _, _ := strings.Cut(model, "_")
	return family + "/" + word
}
