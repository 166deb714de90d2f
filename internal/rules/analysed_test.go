package rules_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/rules"
)

// TestExamplesAnalysed holds that the analysis says of every example what the
// rule's page says: one finding, at the mark; and nothing of the correct one.
func TestExamplesAnalysed(t *testing.T) {
	imp := newLocal()
	for _, r := range rules.All() {
		t.Run(r.ID, func(t *testing.T) {
			want := r.ID + fmt.Sprintf(" line %d", line(withImports(r.BadGo), "// "+r.ID))
			if got := imp.analyse(t, r.BadGo); !slices.Equal(got, []string{want}) {
				t.Errorf("reported: %q, want %q", got, want)
			}
			if got := imp.analyse(t, r.GoodGo); len(got) > 0 {
				t.Errorf("correct: %q", got)
			}
		})
	}
}

// line is the number of the line that holds mark.
func line(code, mark string) int {
	return 1 + strings.Count(code[:strings.Index(code, mark)], "\n")
}

// analyse gives the rule and line of what is found in an example.
func (l *local) analyse(t *testing.T, code string) []string {
	t.Helper()
	in, err := l.check(code)
	if err != nil {
		t.Fatal(err)
	}
	in.Settings.Checks = []string{"all"}
	out, err := check.Package(in)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range append(out.Findings, out.Inconclusive...) {
		found = append(found, fmt.Sprintf("%s line %d", f.Rule, f.Pos.Line))
	}
	return found
}

// TestDocExamplesAnalysed holds that the pages say of their drivers what the
// analysis says.
func TestDocExamplesAnalysed(t *testing.T) {
	imp := newLocal()
	for _, c := range []struct {
		page, has string // the block of a page that has a text
		want      string // rule, and a text of the line
	}{
		{"README.md", "func DriverEntry", ""},
		{"docs/modelling.md", "func beaconStart", "WSK006 return status // after IoCreateDevice"},
		{"docs/modelling.md", "registration.WskRegister()", ""},
	} {
		code := block(t, c.page, c.has)
		var want []string
		if rule, mark, ok := strings.Cut(c.want, " "); ok {
			want = []string{rule + fmt.Sprintf(" line %d", line(withImports(code), mark))}
		}
		if got := imp.analyse(t, code); !slices.Equal(got, want) {
			t.Errorf("%s, %q: %q, want %q", c.page, c.has, got, want)
		}
	}
}
