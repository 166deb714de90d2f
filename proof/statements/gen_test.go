package statements

import (
	"bytes"
	"fmt"
	"go/format"
	"strings"
	"testing"
)

// TestTypeCheck checks that what is written type-checks, is gofmt-clean and
// has about as many correct programs as violating ones.
func TestTypeCheck(t *testing.T) {
	o := Options{Seed: 20, On: without()}
	made := generate(300, o)
	clean := 0
	for i, m := range made {
		if m == nil {
			t.Fatalf("no program %d", i+1)
		}
		if err := typeCheck(m.P, m.Files); err != nil {
			t.Errorf("%s: %v", m.P.ID, err)
		}
		for name, src := range m.Files {
			out, err := format.Source(src)
			if err != nil || !bytes.Equal(out, src) {
				t.Errorf("%s is not gofmt-clean (%v)", name, err)
			}
		}
		tp := m.truth()
		if tp.Clean {
			clean++
			if len(tp.May) > 0 {
				t.Errorf("%s: correct but with may %v", tp.ID, tp.May)
			}
		} else if len(tp.Must) > 3 {
			t.Errorf("%s: %d must", tp.ID, len(tp.Must))
		}
	}
	if clean < 120 || clean > 180 {
		t.Errorf("%d of 300 correct", clean)
	}
	again := generate(20, o)
	for i, m := range again {
		for name, src := range m.Files {
			if !bytes.Equal(src, made[i].Files[name]) {
				t.Errorf("%s differs between runs", name)
			}
		}
	}
}

// TestUnmutated checks that what the generator means to be correct is, also
// after it has been taken apart into helpers and closures.
func TestUnmutated(t *testing.T) {
	on := without("wild")
	bad := 0
	for i := range 600 {
		g := build(newRand(5, i), "p00001", on, size, "")
		unshare(g.p)
		for k := range 5 {
			fixup(g.p)
			files, err := printAll(g.p, false)
			if err != nil {
				t.Fatal(err)
			}
			src := func() string {
				var s strings.Builder
				for _, f := range files {
					s.Write(f)
				}
				return s.String()
			}
			if err := typeCheck(g.p, files); err != nil {
				t.Fatalf("%d step %d: %v\n%s", i, k, err, src())
			}
			tr := Explore(g.p, 6000)
			if len(tr.Must)+len(tr.May) > 0 || tr.Reject == "crash" {
				bad++
				t.Errorf("%d step %d: %s must %d may %d\n%s", i, k, tr.Reject, len(tr.Must), len(tr.May), src())
				if bad > 2 {
					t.FailNow()
				}
				break
			}
			if k < 3 {
				g.outline()
			} else {
				g.enclose()
			}
		}
	}
}

// TestFeatures checks that a feature switched off does not turn up.
func TestFeatures(t *testing.T) {
	for _, f := range allFeatures {
		for _, m := range generate(12, Options{Seed: 8, On: without(f)}) {
			if m != nil && has(m.Feats, f) {
				t.Errorf("%s has %s", m.P.ID, f)
			}
		}
	}
}

// TestScore scores a perfect analyser, a blind one, and a few single reports.
func TestScore(t *testing.T) {
	made := generate(60, Options{Seed: 3, On: without()})
	var tf []TruthProgram
	var perfect []Report
	for _, m := range made {
		tp := m.truth()
		tf = append(tf, tp)
		for _, e := range tp.Must {
			perfect = append(perfect, Report{e.Rule, e.Line})
		}
	}
	if s := score(tf, perfect); s.Must.Hit != s.Must.All || s.FP+s.Allowed != 0 || s.Flagged.Hit != 0 {
		t.Errorf("perfect: %+v", s)
	}
	if s := score(tf, nil); s.Must.Hit != 0 || len(s.Misses) != s.Must.All {
		t.Errorf("blind: %+v", s)
	}
	one := []TruthProgram{
		{ID: "p00001", Stmts: 9, Unload: []Line{{"p00001/driver.go", 40}, {"p00001/driver.go", 44}, {"p00001/driver.go", 50}},
			Must: []Entry{
				{Rule: "WSK007", Line: Line{"p00001/net/net.go", 7}, Sites: []Line{{"p00001/driver.go", 20}}},
				{Rule: "WSK001", Line: Line{"p00001/driver.go", 50}},
			},
			May: []Entry{{Rule: "WSK003", Line: Line{"p00001/driver.go", 30}}}},
		{ID: "p00002", Stmts: 5, Clean: true},
	}
	for _, c := range []struct {
		report             string
		found, allowed, fp int
	}{
		{"WSK007 p00001/net/net.go 7", 1, 0, 0},
		{"WSK008 p00001/net/net.go 7", 1, 0, 0},
		{"WSK007 p00001/driver.go 20", 1, 0, 0},
		{"WSK002 p00001/net/net.go 7", 0, 0, 1},
		{"WSK007 p00001/driver.go 7", 0, 0, 1},
		{"WSK001 p00001/driver.go 40", 1, 0, 0},
		{"WSK001 p00001/driver.go 44", 1, 0, 0},
		{"WSK001 p00001/driver.go 45", 0, 0, 1},
		{"WSK003 p00001/driver.go 30", 0, 1, 0},
		{"WSK004 p00002/driver.go 3", 0, 0, 1},
		{"WSK005 p00002/driver.go 3", 0, 0, 1},
		{"WSK014 p00002/driver.go 3", 0, 0, 0},
		{"WSK004 wsk/wsk.go 3", 0, 0, 0},
	} {
		var r Report
		if _, err := fmt.Sscan(c.report, &r.Rule, &r.File, &r.Line.Line); err != nil {
			t.Fatal(err)
		}
		s := score(one, []Report{r})
		if s.Must.Hit != c.found || s.Allowed != c.allowed || s.FP != c.fp {
			t.Errorf("%s: found %d allowed %d false %d", c.report, s.Must.Hit, s.Allowed, s.FP)
		}
		var b bytes.Buffer
		s.Print(&b, 3)
	}
}
