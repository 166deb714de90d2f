package harness

import (
	"slices"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/simulate"
	"github.com/wskvet/wskvet/internal/state"
)

// someSteps bounds the steps in which some lives of a driver are followed, with one number
// of states.
const someSteps = 150_000

// few are how many states of a typestate are kept at a block and between two roots: few
// come far, more come to what is rarer.
var few = [...]int{1, 2, 8}

// some follows some lives of a driver whose lives are too many to follow them all: a beam
// of states, the further ones dropped (Bisiani 1987). Nothing is merged and all that a life
// does is followed, so what one comes to is a finding; and nothing is proved so.
func (h *harness) some(m *simulate.Machine, start state.State, entry program.Function) {
	scope := follow.Scope{Sockets: true, Lent: h.listens(), Steps: h.most(someSteps)}
	for _, n := range few {
		m.Again()
		st := m.Follow(scope, start)
		m.Some(scope.Steps, n)
		m.Focus("")
		h.life(m, st, entry)
		found, _ := m.Findings()
		claims := m.Claims()
		h.add(slices.DeleteFunc(found, func(f finding.Finding) bool { return claimed(claims, f) }))
	}
}

// add takes the findings of which nothing is known at their places, and what was not known
// there.
func (h *harness) add(found []finding.Finding) {
	at := func(fs []finding.Finding, p finding.Position) bool {
		return slices.ContainsFunc(fs, func(f finding.Finding) bool { return f.Pos == p })
	}
	found = slices.DeleteFunc(found, func(f finding.Finding) bool { return at(h.findings, f.Pos) })
	h.inconclusive = slices.DeleteFunc(h.inconclusive, func(f finding.Finding) bool { return at(found, f.Pos) })
	h.findings = append(h.findings, found...)
}
