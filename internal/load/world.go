package load

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/fix"
	"github.com/wskvet/wskvet/internal/rules"
	"github.com/wskvet/wskvet/internal/summary"
)

// World is the analysed code, to be analysed again as it would be after edits.
// Nothing of it is kept but what a run has anyway.
type World struct{ loaders []*loader }

// Add makes one world of two.
func (w *World) Add(other *World) { w.loaders = append(w.loaders, other.loaders...) }

// Text is a file as it is on disk.
func (w *World) Text(file string) ([]byte, error) { return os.ReadFile(file) }

// Source is the package of the user's that has a file.
func (w *World) Source(file string) (fix.Source, bool) {
	for _, l := range w.loaders {
		for _, p := range l.order {
			if p.lowered && p.mine() && slices.Contains(p.files(), file) {
				return l.source(p)
			}
		}
	}
	return fix.Source{}, false
}

// Try analyses anew what the edited files can change: their packages, and those
// above them.
func (w *World) Try(edited map[string][]byte) (fix.Outcome, error) {
	var out fix.Outcome
	for _, l := range w.loaders {
		fs, is, err := l.try(edited)
		if err != nil {
			return fix.Outcome{}, err
		}
		out.Findings = append(out.Findings, fs...)
		out.Inconclusive = append(out.Inconclusive, is...)
	}
	return fix.Outcome{Findings: finding.Merge(out.Findings), Inconclusive: finding.Merge(out.Inconclusive)}, nil
}

// mine reports whether the package is of a module that the user works on.
func (p *pkg) mine() bool { return !p.Standard && (p.Module == nil || p.Module.Main) }

// source parses and type-checks a package once more: a run keeps no syntax.
func (l *loader) source(p *pkg) (fix.Source, bool) {
	again := &loader{c: l.c, fset: l.fset, by: l.by}
	q := *p
	files := again.parse(&q)
	info := again.types(&q, files)
	if q.failed || p.out.Summary == nil {
		return fix.Source{}, false
	}
	in := check.Input{Path: q.path(), Fset: l.fset, Files: files, Types: q.types, Info: info, Deps: deps(p), Settings: p.place.Settings}
	return fix.Source{Input: in, Summary: p.out.Summary}, true
}

// deps are the summaries below p, without its own.
func deps(p *pkg) []*summary.Package {
	return slices.DeleteFunc(slices.Clone(p.below), func(s *summary.Package) bool { return s == p.out.Summary })
}

func (l *loader) try(edited map[string][]byte) (findings, inconclusive []finding.Finding, err error) {
	again := &loader{c: l.c, fset: l.fset, by: maps.Clone(l.by), overlay: edited}
	var reports []coverage.Report
	for _, p := range l.order {
		if !p.lowered || p.testMain() {
			continue
		}
		changed := slices.ContainsFunc(p.files(), func(f string) bool { return edited[f] != nil })
		below := slices.ContainsFunc(p.Imports, func(i string) bool { return again.by[i] != l.by[i] })
		if changed || below || len(p.place.Settings.Checks) > 0 {
			q := *p
			q.place.Settings.Checks = nil // an edit is to break no rule, whichever rules the user looks at
			again.by[p.ImportPath] = &q
			if changed {
				again.load(&q)
			} else {
				again.judge(&q)
			}
			if q.failed || len(again.errs) > 0 {
				return nil, nil, errors.New(strings.Join(again.errs, "\n"))
			}
		}
		if q := again.by[p.ImportPath]; !q.DepOnly {
			findings = append(findings, q.out.Findings...)
			inconclusive = append(inconclusive, q.out.Inconclusive...)
			reports = append(reports, q.out.Coverage)
		}
	}
	_, missed := coverage.Merge(reports)
	return findings, append(inconclusive, missed...), nil
}

// stale are the directives of packages without a driver's entry that suppress
// nothing in any of those above them.
func (l *loader) stale() ([]finding.Finding, error) {
	var used []string
	for _, p := range l.order {
		used = append(used, p.out.Used...)
	}
	var out []finding.Finding
	for _, p := range l.order {
		if sum := p.out.Summary; sum != nil && p.mine() && !p.DepOnly && !check.Rooted(sum) {
			ran, err := rules.Select(p.place.Settings.Checks)
			if err != nil {
				return nil, err
			}
			out = append(out, check.Stale(sum, used, ran)...)
		}
	}
	return out, nil
}

// judge checks a package whose own code has not changed.
func (l *loader) judge(p *pkg) {
	if p.out.Summary == nil {
		return
	}
	p.below = l.below(p)
	in := check.Input{Path: p.path(), Fset: l.fset, Types: p.types, Deps: p.below, Settings: p.place.Settings, Silent: p.DepOnly}
	out, err := check.Again(in, p.out)
	if err != nil {
		l.fail(fmt.Sprintf("%s: %v", p.ImportPath, err))
		return
	}
	p.keep(out)
}

// keep is what remains of a package that has been checked.
func (p *pkg) keep(out check.Output) {
	p.out = out
	p.below = append(slices.Clone(p.below), out.Summary)
	slices.SortFunc(p.below, func(a, b *summary.Package) int { return strings.Compare(a.Path, b.Path) })
}

// parse reads the files of p. One that does not parse fails the package if its
// bodies matter.
func (l *loader) parse(p *pkg) []*ast.File {
	mode := parser.SkipObjectResolution
	if p.lowered {
		mode |= parser.ParseComments
	}
	var files []*ast.File
	for _, name := range p.files() {
		var text any
		if data := l.overlay[name]; data != nil {
			text = data
		}
		f, err := parser.ParseFile(l.fset, name, text, mode)
		if err != nil && p.bodied() {
			p.failed = true
			l.parseError(err)
			return nil
		}
		if f != nil {
			files = append(files, f)
		}
	}
	return files
}
