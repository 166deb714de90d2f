// Package fix proposes edits that mend findings, and proves them before it does.
//
// An edit is proposed where exactly one is right. What could be right is told by
// the rule and the witness; whether it is, the analysis decides: each candidate
// is made in memory, type-checked and analysed with all that depends on it. One
// that leaves the finding, brings another, or makes the analysis give up, is
// dropped. Where two different ideas remain, nobody but the driver's author can
// choose, and nothing is proposed.
package fix

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/ruleid"
	"github.com/wskvet/wskvet/internal/summary"
)

// Source is a package with its syntax.
type Source struct {
	check.Input
	Summary *summary.Package // its own
}

// Outcome is what an analysis says.
type Outcome struct{ Findings, Inconclusive []finding.Finding }

// World is code that can be looked at, and analysed with other texts in place of
// some of its files.
type World interface {
	Source(file string) (Source, bool)
	Text(file string) ([]byte, error)
	Try(edited map[string][]byte) (Outcome, error)
}

// Propose adds to each finding the fix that is right for it, if there is one.
// Findings that are suppressed are left as they are.
func Propose(w World, fs []finding.Finding) error {
	for i := range fs {
		if fs[i].Suppressed == "" && !mendable(fs[i]) {
			fs[i].NoFix = "there is no edit that mends " + fs[i].Rule + " by itself"
		}
	}
	if !slices.ContainsFunc(fs, mendable) {
		return nil
	}
	before, err := w.Try(nil)
	if err != nil {
		return err
	}
	p := &proposer{w: w, was: before, sources: map[string]*Source{}, texts: map[string]string{}}
	for i := range fs {
		if !mendable(fs[i]) {
			continue
		}
		if x, why := p.propose(fs[i]); why == "" {
			fs[i].Fixes = []finding.Fix{x}
		} else {
			fs[i].NoFix = why
		}
	}
	return nil
}

// mendable reports whether there is any idea of how to mend a finding.
func mendable(f finding.Finding) bool {
	return f.Suppressed == "" && len(f.Steps) > 0 && slices.Contains([]string{ruleid.UnloadRegistered, ruleid.DispatchAfterRelease, ruleid.DeregisterCaptured, ruleid.DeregisterOpenSocket, ruleid.EntryFailsRegistered, ruleid.SuccessNotEstablished, ruleid.SocketAfterClose}, f.Rule)
}

// proposer looks for fixes in one world.
type proposer struct {
	w       World
	was     Outcome
	sources map[string]*Source // by file; nil where there is none
	texts   map[string]string
}

// change replaces bytes of a file.
type change struct {
	file     string
	from, to int
	text     string
}

// candidate is an edit that may be right.
type candidate struct {
	message string
	changes []change
}

// idea is one way to mend a finding, in the forms in which it can be written,
// the plainest first.
type idea []candidate

// stage is ideas of one kind. Where one of them is right, it is the fix; where
// several are, none; where none is, the next stage has its turn.
type stage []idea

// propose is the fix for a finding, or why there is none.
func (p *proposer) propose(f finding.Finding) (x finding.Fix, why string) {
	tried := 0
	for _, s := range p.stages(f) {
		var right []finding.Fix
		for _, i := range s {
			tried += len(i)
			if x, ok := p.first(f, i); ok {
				right = append(right, x)
			}
		}
		switch len(right) {
		case 0:
			continue
		case 1:
			return right[0], ""
		}
		return finding.Fix{}, fmt.Sprintf("%d different edits would mend it, and which is right only its author can say", len(right))
	}
	switch tried {
	case 0:
		return finding.Fix{}, "no edit is known that could mend it here"
	case 1:
		return finding.Fix{}, "the one edit that was tried leaves it, or breaks something else"
	}
	return finding.Fix{}, fmt.Sprintf("each of %d edits that were tried leaves it, or breaks something else", tried)
}

// first is the first form of an idea that mends the finding.
func (p *proposer) first(f finding.Finding, i idea) (finding.Fix, bool) {
	for _, c := range i {
		x, edited, err := p.render(c)
		if err != nil {
			continue
		}
		after, err := p.w.Try(edited)
		if err == nil && mends(p.was, after, f, x.Edits) {
			return x, true
		}
	}
	return finding.Fix{}, false
}

// sameObject reports whether two findings may be of one registration: one on the heap
// is named by what leads to it there.
func sameObject(a, b finding.Finding) bool {
	field := func(s string) string { return s[strings.LastIndex(s, ".")+1:] }
	return field(a.Object) == field(b.Object)
}

func (p *proposer) stages(f finding.Finding) []stage {
	switch f.Rule {
	case ruleid.UnloadRegistered, ruleid.EntryFailsRegistered:
		return p.undone(f)
	case ruleid.DeregisterCaptured:
		return []stage{{p.reordered(f)}, {p.released(f), p.brief(f)}}
	case ruleid.DispatchAfterRelease, ruleid.DeregisterOpenSocket, ruleid.SocketAfterClose:
		return []stage{{p.reordered(f)}}
	case ruleid.SuccessNotEstablished:
		return []stage{{p.checked(f)}}
	}
	return nil
}

// mends reports whether edits, which turn before into after, mend f: it is gone,
// and nothing new is found.
//
// What is missing on a path is inserted only if, besides, nothing else is found
// of the same object but of the same rule: an object that breaks two rules is most
// often the victim of a condition that is the wrong way round, which an insertion
// does not turn.
func mends(before, after Outcome, f finding.Finding, edits []finding.Edit) bool {
	inserted := f.Rule == ruleid.UnloadRegistered || f.Rule == ruleid.DeregisterCaptured || f.Rule == ruleid.EntryFailsRegistered
	other := slices.ContainsFunc(after.Findings, func(n finding.Finding) bool {
		return n.Object != "" && sameObject(n, f) && n.Package == f.Package && n.Rule != f.Rule
	})
	return !(inserted && other) && still(before, after, f, edits)
}
