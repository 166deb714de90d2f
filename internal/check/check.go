// Package check analyses one package: from types and syntax to findings. Every
// door calls it, so that every door says the same.
package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/harness"
	"github.com/wskvet/wskvet/internal/instance"
	"github.com/wskvet/wskvet/internal/lower"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/rules"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/summary"
)

// Input is a type-checked package and what is known of the packages below it.
type Input struct {
	Path     string // import path, without a test variant's suffix
	Fset     *token.FileSet
	Files    []*ast.File // parsed with comments
	Types    *types.Package
	Info     *types.Info
	Deps     []*summary.Package // the relevant packages below, transitively, each once
	Settings settings.Settings
	Silent   bool                        // summarise the package and find nothing: it is only a dependency
	Quote    func(token.Position) string // as lower.Source has it
	Called   func(string) string         // likewise
	Dropped  func()                      // called where much of what the package takes has just been dropped; or nil
	Watch    harness.Watch               // told how far the run is; or nil
	Trace    *harness.Trace              // of how obligations are followed one by one; or nil
}

// Output is what an analysis of one package gives.
type Output struct {
	Summary      *summary.Package  // for the packages above
	Findings     []finding.Finding // sorted, one for each rule, place and object
	Inconclusive []finding.Finding // where the analysis gave up, sorted; coverage.Merge has more
	Notes        []finding.Finding // what is no finding and worth saying, sorted
	Coverage     coverage.Report   // what was followed, and what not
	Used         []string          // directives, of any package, that suppress something: see Stale

	Unnamed map[string]string // names in the settings that no function of the package has, and what is near to each

	wrong []finding.Finding // directives that say nothing
	looks *finding.Finding  // what looks like a driver's entry, in a package that has none
}

// Package analyses one package.
func Package(in Input) (Output, error) {
	marks, wrong := directives(in)
	looks := resembling(in)
	src := lower.Source{Path: in.Path, Fset: in.Fset, Files: in.Files, Types: in.Types, Info: in.Info, Marks: marks, Quote: in.Quote, Called: in.Called, Dropped: in.Dropped}
	in.Info = nil // what is done with is dropped at once: a driver can be large
	sum := lower.Package(src)
	wrong = append(wrong, ignores(in, sum)...)
	in.Files = nil
	if in.Dropped != nil {
		in.Dropped()
	}
	return judge(in, sum, Output{wrong: wrong, looks: looks, Unnamed: unnamed(in.Settings, sum, in.Deps)})
}

// Again analyses a package whose own code is what it was when it gave out, over
// packages below it that have changed. It needs no syntax.
func Again(in Input, out Output) (Output, error) {
	sum := *out.Summary
	sum.Reported = nil
	return judge(in, &sum, out)
}

// judge finds what is wrong in a summarised package, of whose syntax read tells.
func judge(in Input, sum *summary.Package, read Output) (Output, error) {
	out := Output{Summary: sum, wrong: read.wrong, looks: read.looks, Unnamed: read.Unnamed}
	if in.Silent {
		return out, nil
	}
	limits := in.Settings.Limits
	if limits == (settings.Limits{}) {
		limits = settings.DefaultLimits()
	}
	log, pkgs := coverage.NewLog(), append(dependencies(in), sum)
	in.Types = nil // as Package does
	result := harness.Check(program.Link(instance.Of(pkgs)), in.Path, limits, log, in.Trace, in.Watch)
	findings := result.Findings
	ran, err := rules.Select(in.Settings.Checks)
	if err != nil {
		return out, err
	}
	findings = slices.DeleteFunc(findings, func(f finding.Finding) bool { return !slices.Contains(ran, f.Rule) })
	used, vague := suppress(findings, append(slices.Clone(in.Deps), sum))
	out.Used = used
	if Rooted(sum) {
		findings = append(findings, Stale(sum, out.Used, ran)...)
	}
	findings = append(append(findings, vague...), read.wrong...)
	known := map[string]bool{}
	for _, d := range in.Deps {
		for _, r := range d.Reported {
			known[r] = true
		}
	}
	for _, f := range findings {
		if !known[reported(f)] {
			out.Findings = append(out.Findings, f)
			sum.Reported = append(sum.Reported, reported(f))
		}
	}
	out.Findings = finding.Merge(out.Findings)
	report, ends, words := coverage.Of(pkgs, log, result.Entries)
	if !Rooted(sum) {
		report.Entry = out.looks
	}
	out.Coverage, out.Notes = report, append(result.Notes, notes(words)...)
	out.Inconclusive = finding.Merge(slices.Concat(result.Inconclusive, ends, words))
	slices.Sort(sum.Reported)
	return out, nil
}

// notes are findings as notes.
func notes(fs []finding.Finding) []finding.Finding {
	out := slices.Clone(fs)
	for i := range out {
		out[i].Rule = finding.Note
	}
	return out
}

// reported is how a summary names a finding that has been reported.
func reported(f finding.Finding) string {
	return fmt.Sprintf("%s %s:%d:%d %s", f.Rule, f.Pos.File, f.Pos.Line, f.Pos.Col, finding.Subject(f.Object))
}

// dependencies are the summaries below, each behind those that it may call: in
// the order of the import graph.
func dependencies(in Input) []*summary.Package {
	byPath := map[string]*summary.Package{}
	for _, d := range in.Deps {
		byPath[d.Path] = d
	}
	var out []*summary.Package
	seen := map[string]bool{}
	var visit func(p *types.Package)
	visit = func(p *types.Package) {
		if seen[p.Path()] {
			return
		}
		seen[p.Path()] = true
		imports := slices.Clone(p.Imports())
		slices.SortFunc(imports, func(a, b *types.Package) int { return compare(a.Path(), b.Path()) })
		for _, i := range imports {
			visit(i)
		}
		if d := byPath[p.Path()]; d != nil {
			out = append(out, d)
		}
	}
	for _, i := range in.Types.Imports() {
		visit(i)
	}
	for _, d := range in.Deps { // reached through export data alone
		if !seen[d.Path] {
			out = append(out, d)
		}
	}
	return out
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
