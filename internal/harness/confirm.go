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
	wholeSteps = 1_000_000
	lifeSteps  = 60_000
	againSteps = 2_000_000
)

// confirm is what a machine has found, and where it has given up. What it reports
// behind a merge is no finding yet: exactly runs the driver once more, without
// merging, up to a number of steps, along one life or all.
func (h *harness) confirm(m *simulate.Machine, exactly func(steps int, along *witness.Life)) (findings, inconclusive []finding.Finding) {
	findings, inconclusive = m.Findings()
	if !m.Merged() && !m.Hides {
		return findings, inconclusive
	}
	claims, hides := m.Claims(), m.Hides
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
	for _, way := range ways() {
		var open []witness.Claim
		for _, c := range claims {
			if f, ok := h.reach(m, c, way, exactly); ok {
				findings = append(findings, f)
			} else {
				open = append(open, c)
			}
		}
		claims = open
	}
	h.open = h.open || hides || len(claims) > 0
	for _, c := range claims {
		f := c.Finding
		f.Rule, f.Message = finding.Inconclusive, "states were merged before it seems that "+f.Message+" ("+f.Rule+"), and no one life was found that comes to it"
		inconclusive = append(inconclusive, f)
	}
	return findings, inconclusive
}

// ways are how the life of a claim is followed: with the decisions of its witness and
// without, and both with more objects told apart. All claims are tried in one way before
// any is in the next, so that a hard one does not use up the steps of the others.
func ways() []func(witness.Life) witness.Life {
	return []func(witness.Life) witness.Life{
		func(l witness.Life) witness.Life { return l },
		witness.Life.Undecided,
		witness.Life.Wide,
		func(l witness.Life) witness.Life { return l.Undecided().Wide() },
	}
}

func claimed(claims []witness.Claim, f finding.Finding) bool {
	return slices.ContainsFunc(claims, func(c witness.Claim) bool { return c.Finding.Same(&f) })
}

// reach follows the lives of a claim in one way.
func (h *harness) reach(m *simulate.Machine, c witness.Claim, way func(witness.Life) witness.Life, exactly func(int, *witness.Life)) (finding.Finding, bool) {
	for _, l := range c.Lives() {
		steps := min(lifeSteps, againSteps-h.again)
		if steps <= 0 {
			break
		}
		along := way(l)
		exactly(steps, &along)
		h.again += m.Steps()
		if f, ok := m.Confirms(c); ok {
			return f, true
		}
	}
	return finding.Finding{}, false
}
