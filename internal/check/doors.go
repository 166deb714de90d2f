package check

import (
	"fmt"
	"path/filepath"
	"slices"

	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/settings"
)

// Diagnostics are what a door shows that has nothing but diagnostics, and sees one
// package at a time: the findings, and what was not followed, as the settings ask for it.
// What becomes of a package without a driver's entry the packages above it tell.
func (o Output) Diagnostics(how settings.Inconclusive) []finding.Finding {
	out := slices.Clone(o.Findings)
	if how == settings.Nowhere {
		return out
	}
	places := o.Places()
	switch {
	case how == settings.EachPlace:
		return append(out, places...)
	case o.Coverage.Drivers > 0 && len(places) > 0:
		return append(out, o.unfollowed(places))
	}
	return out
}

// Places are all that is inconclusive as far as the package alone tells.
func (o Output) Places() []finding.Finding {
	if o.Coverage.Drivers == 0 {
		return o.Inconclusive
	}
	_, missed := coverage.Merge([]coverage.Report{o.Coverage})
	return finding.Merge(slices.Concat(o.Inconclusive, missed))
}

// unfollowed says in one diagnostic that a driver was not followed to its end.
func (o Output) unfollowed(places []finding.Finding) finding.Finding {
	f := places[0]
	text := fmt.Sprintf("this driver was not followed to its end: %s:%d: %s", filepath.Base(f.Pos.File), f.Pos.Line, f.Message)
	if n := len(places) - 1; n > 0 {
		text += fmt.Sprintf(" (and %d more)", n)
	}
	pos := o.start()
	return finding.Finding{Rule: finding.Inconclusive, Pos: pos, End: pos, Message: text, Package: o.Summary.Path}
}

// start is where the lives of the package's driver begin.
func (o Output) start() finding.Position {
	i := slices.IndexFunc(o.Summary.Funcs, entry)
	if i < 0 {
		return finding.Position{}
	}
	p := o.Summary.Funcs[i].Pos
	return finding.Position{File: o.Summary.Files[p.File], Line: int(p.Line), Col: int(p.Col)}
}
