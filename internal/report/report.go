// Package report prints the findings of a run: as text, JSON, SARIF, workflow
// annotations of GitHub, and as one HTML page.
//
// A report depends on the findings and on the source they point to, and on
// nothing else: no clock, no absolute path, no order of a map. The same run
// gives the same bytes.
package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/rules"
)

// Run is what a report tells of.
type Run struct {
	Findings     []finding.Finding // suppressed ones too
	Inconclusive []finding.Finding // where the analysis gave up
	Notes        []finding.Finding // what is no finding and worth saying
	Coverage     finding.Tally     // what was followed
	Rules        []rules.Rule      // every rule, sorted by ID
	Version      string            // of wskvet
	Root         string            // directory that file names are made relative to
	Options      Options
}

// Options are the choices that change how a report looks.
type Options struct {
	Color        bool // text: colours
	Excerpts     bool // text: the source line of each finding
	Inconclusive bool // text, github: print the inconclusive ones; else they are only counted

	// ReadFile reads a source file by the name that findings give it. Without
	// it, or where it fails, there are no excerpts and no columns in SARIF.
	ReadFile func(name string) ([]byte, error)
}

// Formats are the names that Write knows.
func Formats() []string { return []string{"text", "json", "sarif", "github", "msbuild", "html"} }

// Write prints r in a format.
func Write(w io.Writer, format string, r Run) error {
	write, ok := writer(format)
	if !ok {
		return fmt.Errorf("unknown format %q: known are %s", format, strings.Join(Formats(), ", "))
	}
	b := bufio.NewWriter(w)
	if err := write(&report{Run: r.relative(), w: b, src: newSource(r)}); err != nil {
		return err
	}
	return b.Flush()
}

func writer(format string) (func(*report) error, bool) {
	switch format {
	case "text":
		return (*report).text, true
	case "json":
		return (*report).json, true
	case "sarif":
		return (*report).sarif, true
	case "github":
		return (*report).github, true
	case "msbuild":
		return (*report).msbuild, true
	case "html":
		return (*report).html, true
	}
	return nil, false
}

// report is a run on its way out. Its findings are sorted and name their files
// relative to the root.
type report struct {
	Run
	w   *bufio.Writer
	src *source
}

// relative is a copy of r with relative file names, sorted by them, so that the
// place of the checkout does not change the order.
func (r Run) relative() Run {
	r.Findings = relativeFindings(r.Root, r.Findings)
	r.Inconclusive = relativeFindings(r.Root, r.Inconclusive)
	r.Notes = relativeFindings(r.Root, r.Notes)
	return r
}

func relativeFindings(root string, fs []finding.Finding) []finding.Finding {
	out := slices.Clone(fs)
	for i := range out {
		f := &out[i]
		f.Steps, f.Fixes = slices.Clone(f.Steps), slices.Clone(f.Fixes)
		for j := range f.Fixes {
			f.Fixes[j].Edits = slices.Clone(f.Fixes[j].Edits)
		}
		places(f, func(p *finding.Position) { p.File = relative(root, p.File) })
	}
	slices.SortStableFunc(out, finding.Compare)
	return out
}

// places calls do for every position of f.
func places(f *finding.Finding, do func(*finding.Position)) {
	do(&f.Pos)
	do(&f.End)
	for i := range f.Steps {
		do(&f.Steps[i].Pos)
	}
	for i := range f.Fixes {
		for j := range f.Fixes[i].Edits {
			do(&f.Fixes[i].Edits[j].Pos)
			do(&f.Fixes[i].Edits[j].End)
		}
	}
}

// rule is the rule of a finding. One that the run does not describe, such as
// inconclusive, has an ID and a severity alone.
func (r *Run) rule(id string) rules.Rule {
	i, ok := slices.BinarySearchFunc(r.Rules, id, func(r rules.Rule, id string) int { return cmp.Compare(r.ID, id) })
	if !ok {
		return rules.Rule{ID: id, Name: id, Severity: rules.Warning}
	}
	return r.Rules[i]
}

// Summary is the counts in a line: "3 findings in 2 files; 1 suppressed; 4 in
// the baseline; 1 driver, 5 roots, 8 of 9 lifecycle calls followed; 2 inconclusive".
func (r Run) Summary() string { return r.counts().String() }

// counts are the numbers of a run.
type counts struct {
	Findings     int `json:"findings"`     // that count
	Files        int `json:"files"`        // that have one
	Suppressed   int `json:"suppressed"`   // by a directive
	Baselined    int `json:"baselined"`    // by the baseline
	Inconclusive int `json:"inconclusive"` // places where the analysis gave up
	finding.Tally
}

// Hidden is how many findings are there but do not count.
func (n counts) Hidden() int { return n.Suppressed + n.Baselined }

func (r *Run) counts() counts {
	n := counts{Inconclusive: len(r.Inconclusive), Tally: r.Coverage}
	var files []string
	for _, f := range r.Findings {
		switch {
		case f.Baselined:
			n.Baselined++
			continue
		case f.Suppressed != "":
			n.Suppressed++
			continue
		}
		n.Findings++
		files = append(files, f.Pos.File)
	}
	slices.Sort(files)
	n.Files = len(slices.Compact(files))
	return n
}

func (n counts) String() string {
	s := plural(n.Findings, "finding")
	if n.Files > 0 {
		s += " in " + plural(n.Files, "file")
	}
	if n.Suppressed > 0 {
		s += fmt.Sprintf("; %d suppressed", n.Suppressed)
	}
	if n.Baselined > 0 {
		s += fmt.Sprintf("; %d in the baseline", n.Baselined)
	}
	return fmt.Sprintf("%s; %s; %d inconclusive", s, n.Tally, n.Inconclusive)
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// place is "file:line:col", without what is not known.
func place(p finding.Position) string {
	file := clean(cmp.Or(p.File, "-"))
	switch {
	case p.Line <= 0:
		return file
	case p.Col <= 0:
		return fmt.Sprintf("%s:%d", file, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", file, p.Line, p.Col)
}

// NoteLines are the notes, a line each.
func (r Run) NoteLines() []string {
	var out []string
	for _, n := range r.relative().Notes {
		out = append(out, fmt.Sprintf("%s: note: %s", place(n.Pos), clean(n.Message)))
	}
	return out
}
