package corpus

import (
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

// shape is the first level of a fixture's name, and the first word of the second.
func shape(name string) string {
	family, model, _ := strings.Cut(name, "/")
	word, _, _ := strings.Cut(model, "_")
	return family + "/" + word
}
