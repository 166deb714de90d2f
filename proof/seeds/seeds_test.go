package seeds

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

func read(t *testing.T, dir string) *source {
	t.Helper()
	s, err := readSource(os.DirFS(dir), nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// drivers are the folders of the drivers here, each correct.
func drivers(t *testing.T) []string {
	t.Helper()
	dirs, err := filepath.Glob("testdata/*")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no drivers: %v", err)
	}
	return dirs
}

// TestBugs holds what operators propose against what a reading of some drivers
// says: the line of the edit, its kind, and what it breaks where.
func TestBugs(t *testing.T) {
	for dir, expected := range map[string][]string{
		"relay": {
			"87 negated guard: WSK010 at 90 or WSK010 in RelaySend",
			"88 dropped wait: WSK010 at 90 or WSK010 in RelaySend",
			"145 second register: WSK008 at 145",
			"146 negated guard: WSK007 at 149",
			"146 status not looked at: WSK007 at 149",
			"151 label off by one: WSK007 at 166 or WSK008 at 166",
			"155 label off by one: WSK003 at 168",
			"168 dropped deregister: WSK006 in DriverEntry or WSK009 in DriverEntry",
			"180 skipped close: WSK004",
			"181 dropped release: WSK003 at 182",
			"181 second release: WSK008 at 181",
			"181 swapped pair: WSK003 at 181",
			"182 dropped deregister: WSK001 in RelayUnload or WSK009",
			"182 early return: WSK001 in RelayUnload or WSK009",
			"182 second deregister: WSK008 at 182",
		},
		"joined": {
			"31 dropped join: WSK005",
			"43 second register: WSK008 at 43",
			"49 dropped deregister: WSK006 in DriverEntry or WSK009 in DriverEntry",
		},
		"flags": {
			"31 dropped deregister: WSK001 in Unload or WSK009",
			"31 early return: WSK001 in Unload or WSK009",
			"43 dropped cleanup: WSK001 in Unload or WSK009",
			"56 flag not set: WSK001 in Unload or WSK009",
		},
		"lwf": {
			"26 flag not set: WSK001 in FilterUnload or WSK009",
			"33 dropped release: WSK003 at 34",
			"33 second release: WSK008 at 33",
			"33 swapped pair: WSK003 at 33",
			"34 dropped deregister: WSK001 in FilterUnload or WSK009",
			"34 early return: WSK001 in FilterUnload or WSK009",
			"34 second deregister: WSK008 at 34",
			"54 dropped cleanup: WSK001 in FilterUnload or WSK009",
		},
		"lookup": {
			"59 swapped pair: WSK002 at 60",
			"60 dropped release: WSK003 at 61",
			"60 second release: WSK008 at 60",
			"60 swapped pair: WSK003 at 60",
			"61 dropped deregister: WSK001 in LookupUnload or WSK009",
			"61 early return: WSK001 in LookupUnload or WSK009",
			"61 second deregister: WSK008 at 61",
			"72 second register: WSK008 at 72",
			"73 negated guard: WSK007 at 76",
			"73 status not looked at: WSK007 at 76",
			"83 dropped release: WSK003 at 84",
			"83 second release: WSK008 at 83",
			"83 swapped pair: WSK003 at 83",
			"84 second deregister: WSK008 at 84",
			"95 dropped cleanup: WSK001 in LookupUnload or WSK009",
		},
	} {
		var got []string
		for _, e := range read(t, "testdata/"+dir).bugs() {
			var wants []string
			for _, w := range e.Want {
				wants = append(wants, w.String())
			}
			got = append(got, fmt.Sprintf("%d %s: %s", e.Line, e.Kind, strings.Join(wants, " or ")))
		}
		slices.Sort(got)
		slices.Sort(expected)
		for _, d := range difference(got, expected) {
			t.Errorf("%s: proposed, but not expected: %s", dir, d)
		}
		for _, d := range difference(expected, got) {
			t.Errorf("%s: expected, but not proposed: %s", dir, d)
		}
	}
}

func difference(a, b []string) (out []string) {
	for _, x := range a {
		if !slices.Contains(b, x) {
			out = append(out, x)
		}
	}
	return out
}

// TestWhole sees that an edit leaves a text that parses whole, with its lines where the
// seed says that they are.
func TestWhole(t *testing.T) {
	kinds := map[string]int{}
	for _, dir := range drivers(t) {
		s := read(t, dir)
		for _, e := range append(s.bugs(), s.same()...) {
			kinds[e.Kind]++
			after, err := readSource(replace(s.fsys, e.File, e.Src), nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, u := range after.units {
				for _, x := range u.file.Errors {
					t.Errorf("%s:%d %s: %s", e.File, e.Line, e.Kind, x.Msg)
				}
			}
			for _, fn := range s.sorted() {
				f := found{File: fn.unit.name, Line: fn.unit.line(fn)}
				if is := after.funcs[fn.name()]; is.unit.line(is) != e.moved(f).Line {
					t.Errorf("%s:%d %s: %s moves from %d to %d, not to %d", e.File, e.Line, e.Kind, fn.name(), f.Line, is.unit.line(is), e.moved(f).Line)
				}
			}
		}
	}
	for _, k := range []string{"renamed variable", "reordered", "inverted if", "ternary", "double negation", "do while", "if true",
		"comment", "temporary", "wrapper", "macro"} {
		if kinds[k] == 0 {
			t.Errorf("no edit of kind %q", k)
		}
	}
}

// TestCautious has shapes that look like those that operators edit, where the verdict is
// not certain.
func TestCautious(t *testing.T) {
	for name, body := range map[string]string{
		"two registrations":      "void S() { WskReleaseProviderNPI(&a); WskDeregister(&b); }",
		"left in between":        "void S() { WskReleaseProviderNPI(&a); if (x) return; WskDeregister(&a); }",
		"captured in between":    "void S() { WskReleaseProviderNPI(&a); WskCaptureProviderNPI(&a, 0, &p); WskDeregister(&a); }",
		"guard that goes on":     "int S() { s = WskRegister(&n, &a); if (!NT_SUCCESS(s)) { x = 1; } s = WskCaptureProviderNPI(&a, 0, &p); }",
		"written by a macro":     "#define END WskReleaseProviderNPI(&a); WskDeregister(&a)\nvoid S() { END; }",
		"wait with a time-out":   "void S() { s = d->WskBind(k, &x, 0, irp); KeWaitForSingleObject(&e, 0, 0, 0, &t); IoFreeIrp(irp); }",
		"two waits":              "void S() { s = d->WskBind(k, &x, 0, irp); KeWaitForSingleObject(&e, 0, 0, 0, NULL); KeWaitForSingleObject(&e, 0, 0, 0, NULL); IoFreeIrp(irp); }",
		"two deregistrations":    "void U() { if (x) { WskDeregister(&a); } else { WskDeregister(&b); } } int DriverEntry(D *d) { d->DriverUnload = U; }",
		"a thread deregisters":   "void T() { WskDeregister(&a); } void U() { PsCreateSystemThread(T); T(); } int DriverEntry(D *d) { d->DriverUnload = U; }",
		"entry that may succeed": "int DriverEntry() { if (x) { WskDeregister(&a); return s; } return s; }",
	} {
		s, err := readSource(fstest.MapFS{"a.c": {Data: []byte(body + "\n")}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range s.bugs() {
			if e.Kind != "second register" {
				t.Errorf("%s: %s", name, e.Kind)
			}
		}
	}
}

// TestJudge holds edits against reports that are made up.
func TestJudge(t *testing.T) {
	const text = "void S(void)\n{\n    WskReleaseProviderNPI(&a);\n    WskDeregister(&a);\n}\n"
	s, err := readSource(fstest.MapFS{"a.c": {Data: []byte(text)}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	e := s.bugs()[0] // the release is dropped: WSK003 in line 4
	for _, c := range []struct {
		before, after []found
		verdict       verdict
		beside        int
	}{
		{nil, []found{{"WSK003", "a.c", 4}}, killed, 0},
		{nil, nil, missed, 0},
		{nil, []found{{"WSK003", "a.c", 5}}, missed, 1},
		{nil, []found{{"WSK003", "a.c", 4}, {"WSK001", "a.c", 5}}, killed, 1},
		{[]found{{"WSK003", "a.c", 4}}, []found{{"WSK003", "a.c", 4}}, missed, 0},
	} {
		o := s.judge(e, report{Found: c.before}, report{Found: c.after})
		if o.Verdict != c.verdict || len(o.Beside) != c.beside {
			t.Errorf("%v after %v: %v with %v beside", c.after, c.before, o.Verdict, o.Beside)
		}
	}
	i := slices.IndexFunc(s.same(), func(e seed) bool { return e.Kind == "macro" })
	m := s.same()[i] // a line is put before the function
	for after, verdict := range map[found]verdict{{"WSK003", "a.c", 5}: kept, {"WSK003", "a.c", 4}: falseAlarm} {
		o := s.judge(m, report{Found: []found{{"WSK003", "a.c", 4}}}, report{Found: []found{after}})
		if o.Verdict != verdict {
			t.Errorf("%v: %v", after, o.Verdict)
		}
	}
}

// TestNoBad sees that the drivers themselves parse whole.
func TestNoBad(t *testing.T) {
	for _, dir := range drivers(t) {
		for _, u := range read(t, dir).units {
			for _, d := range u.file.Decls {
				syntax.Walk(d, func(n syntax.Node) bool {
					if b, ok := n.(*syntax.Bad); ok {
						t.Errorf("%s:%d: %s", u.name, u.line(b), b.Msg)
					}
					return true
				})
			}
		}
	}
}
