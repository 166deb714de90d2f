package report

import (
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/wskvet/wskvet/internal/finding"
)

// Every line of text is a finding, a step, a fix or the summary, and nothing in
// it moves a terminal.
func TestTextLines(t *testing.T) {
	x := newFixture(t)
	out := write(t, "text", x.full())
	line := regexp.MustCompile(`^(\S+\.go:\d+(:\d+)?: .+ \((WSK\d{3}|directive|inconclusive)\)| {3,4}\d+\. \S+\.go:\d+:\d+: .+|       fix: .+)$`)
	for l := range strings.Lines(out) {
		if l = strings.TrimSuffix(l, "\n"); !line.MatchString(l) {
			t.Errorf("unexpected line %q", l)
		}
		if i := strings.IndexFunc(l, func(r rune) bool { return !unicode.IsPrint(r) }); i >= 0 {
			t.Errorf("control character at %d of %q", i, l)
		}
	}
	if n := strings.Count(out, "(WSK006)"); n != 0 {
		t.Errorf("the suppressed finding is printed %d times", n)
	}
}

// Colours are escapes of the report's own: without them the text is the same
// but for the excerpts.
func TestTextColor(t *testing.T) {
	x := newFixture(t)
	r := x.run(x.unloadRegistered())
	plain := write(t, "text", r)
	r.Options.Color, r.Options.Excerpts = true, true
	color := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(write(t, "text", r), "")
	if want := strings.Replace(plain, "(WSK001)\n", "(WSK001)\n    }\n    ^\n", 1); color != want {
		t.Errorf("coloured text without colours is\n%s\nwant\n%s", color, want)
	}
}

// The mark stands below what it marks, behind tabs and wide characters.
func TestTextMark(t *testing.T) {
	x := newFixture(t)
	f := x.hostile()
	f.Pos = x.at(hostileGo, "𝔊 :=", 1)
	f.End, f.Steps = f.Pos, nil
	r := x.run(f)
	r.Options.Color, r.Options.Excerpts = true, true
	lines := strings.Split(write(t, "text", r), "\n")
	want := "    " + "    " + "größe, " + "世界, "
	if got, _, _ := strings.Cut(lines[2], "\x1b"); len(got) != width(want) {
		t.Errorf("the mark stands behind %d columns, want %d\n%s\n%s", len(got), width(want), lines[1], lines[2])
	}
}

func TestSummary(t *testing.T) {
	for _, c := range []struct {
		counts counts
		want   string
	}{
		{counts{}, "0 findings; 0 drivers, 0 roots, 0 of 0 lifecycle calls followed; 0 inconclusive"},
		{counts{Findings: 1, Files: 1, Tally: finding.Tally{Drivers: 1, Roots: 1, Calls: 1}}, "1 finding in 1 file; 1 driver, 1 root, 0 of 1 lifecycle call followed; 0 inconclusive"},
		{counts{Findings: 3, Files: 2, Suppressed: 1, Inconclusive: 2, Tally: finding.Tally{Drivers: 2, Roots: 9, Calls: 14, Followed: 12}}, "3 findings in 2 files; 1 suppressed; 2 drivers, 9 roots, 12 of 14 lifecycle calls followed; 2 inconclusive"},
		{counts{Findings: 1, Files: 1, Suppressed: 1, Baselined: 2}, "1 finding in 1 file; 1 suppressed; 2 in the baseline; 0 drivers, 0 roots, 0 of 0 lifecycle calls followed; 0 inconclusive"},
	} {
		if got := c.counts.String(); got != c.want {
			t.Errorf("%+v is %q, want %q", c.counts, got, c.want)
		}
	}
}

func TestPlace(t *testing.T) {
	for _, c := range []struct {
		pos  finding.Position
		want string
	}{
		{finding.Position{File: "a.go", Line: 3, Col: 7}, "a.go:3:7"},
		{finding.Position{File: "a.go", Line: 3}, "a.go:3"},
		{finding.Position{File: "a.go"}, "a.go"},
		{finding.Position{}, "-"},
		{finding.Position{File: "a\nb.go", Line: 1}, `a\nb.go:1`},
	} {
		if got := place(c.pos); got != c.want {
			t.Errorf("place(%+v) = %q, want %q", c.pos, got, c.want)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errDisk }

var errDisk = errors.New("disk full")

var _ io.Writer = full{}

func TestWriteError(t *testing.T) {
	x := newFixture(t)
	for _, format := range Formats() {
		if err := Write(full{}, format, x.full()); !errors.Is(err, errDisk) {
			t.Errorf("%s: error %v, want %v", format, err, errDisk)
		}
	}
}

// Data and properties are escaped as a runner undoes it.
func TestGitHub(t *testing.T) {
	f := finding.Finding{
		Rule: "WSK001", Pos: finding.Position{File: "a,b:100%.go", Line: 5, Col: 3}, Message: "50% of a, b: done",
		Steps: []finding.Step{{Pos: finding.Position{File: "c.go", Line: 9}, Text: "x\r\n::error::y", State: "registered"}},
	}
	got := write(t, "github", Run{Findings: []finding.Finding{f}, Rules: texts()})
	want := "::error file=a%2Cb%3A100%25.go,line=5,title=WSK001 unload-registered::50%25 of a, b: done" +
		`%0A1. c.go:9: x\x0d\n::error::y [registered]` + "\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestGitHubLevels(t *testing.T) {
	x := newFixture(t)
	r := x.full()
	blocking := x.withoutSteps()
	blocking.Rule = "WSK014"
	r.Findings = append(r.Findings, blocking)
	got := write(t, "github", r)
	for _, want := range []string{
		"::warning file=driver.go,line=9,title=WSK014 capture-blocks-load::",
		"::error file=driver.go,line=39,col=1,endLine=39,endColumn=2,title=WSK001 unload-registered::",
		"::notice file=sock/sock.go,line=42,",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no line begins %s", want)
		}
	}
	if strings.Contains(got, "WSK006") {
		t.Error("the suppressed finding is printed")
	}
	if got, want := strings.Count(got, "\n"), 6; got != want {
		t.Errorf("%d lines, want %d: one for each finding", got, want)
	}
}
