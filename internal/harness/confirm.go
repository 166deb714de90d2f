package harness

import (
	"slices"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/simulate"
	"github.com/wskvet/wskvet/internal/witness"
)

// Bounds on the steps that a driver is followed once more for the sake of what was
// reported behind a merge: all of its lives at once, one life, and all that at all.
const (
	wholeSteps = 400_000
	lifeSteps  = 60_000
	againSteps = 1_500_000
)

// confirm is what a machine has found, and where it has given up. What it reports
// behind a merge is no finding yet: exactly runs the driver once more, without
// merging, up to a number of steps, along one life or all.
func (h *harness) confirm(m *simulate.Machine, exactly func(steps int, along *witness.Life)) (findings, inconclusive []finding.Finding) {
	findings, inconclusive = m.Findings()
	if !m.Merged() {
		return findings, inconclusive
	}
	claims := m.Claims()
	if m.Over() { // each obligation is followed by itself
		return slices.DeleteFunc(findings, func(f finding.Finding) bool { return claimed(claims, f) }), nil
	}
	if steps := min(wholeSteps, againSteps-h.again); steps > 0 {
		exactly(steps, nil)
		h.again += m.Steps()
		if !m.Over() && !m.Merged() {
			return m.Findings()
		}
	}
	findings = slices.DeleteFunc(findings, func(f finding.Finding) bool { return claimed(claims, f) })
	for _, c := range claims {
		f, ok := h.reach(m, c, exactly)
		if !ok {
			f.Rule, f.Message = finding.Inconclusive, "states were merged before it seems that "+c.Finding.Message+" ("+c.Finding.Rule+"), and no one life was found that comes to it"
			inconclusive = append(inconclusive, f)
			continue
		}
		findings = append(findings, f)
	}
	return findings, inconclusive
}

func claimed(claims []witness.Claim, f finding.Finding) bool {
	return slices.ContainsFunc(claims, func(c witness.Claim) bool { return c.Finding.Same(&f) })
}

// reach follows the lives of a claim, with the decisions of its witness and without.
func (h *harness) reach(m *simulate.Machine, c witness.Claim, exactly func(int, *witness.Life)) (finding.Finding, bool) {
	for _, l := range c.Lives() {
		for _, along := range []witness.Life{l, l.Undecided(), l.Wide(), l.Undecided().Wide()} {
			steps := min(lifeSteps, againSteps-h.again)
			if steps <= 0 {
				return c.Finding, false
			}
			exactly(steps, &along)
			h.again += m.Steps()
			if f, ok := m.Confirms(c); ok {
				return f, true
			}
		}
	}
	return c.Finding, false
}
