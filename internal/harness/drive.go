package harness

import (
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/obligation"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/simulate"
	"github.com/wskvet/wskvet/internal/state"
)

// drive follows one driver from its entry. A small one is followed in all that it does.
// Of a larger one, and where that leaves a claim open, each obligation is followed by
// itself, on the slice of the program that matters to it.
func (h *harness) drive(entry program.Function) {
	m := simulate.New(h.prog, h.limits, h.log)
	start := h.start(m)
	scope := follow.Scope{Sockets: true, Lent: h.listens(), Steps: h.most(h.limits.Whole)}
	h.open = false
	findings, inconclusive, whole := h.follow(m, m.Follow(scope, start), entry)
	h.findings = append(h.findings, findings...)
	if whole && !h.open {
		h.inconclusive = append(h.inconclusive, inconclusive...)
	} else {
		h.prove(m, start, entry)
	}
	if h.leaves && !h.unloaded && !h.installs {
		h.notes = append(h.notes, m.Note(entry.Index, "no function of the driver is called when it is unloaded: it stays loaded for ever, and nothing is checked of how it leaves"))
	}
}

func (h *harness) most(steps int) int { return min(steps, h.limits.Steps) }

// prove follows a large driver an obligation at a time.
func (h *harness) prove(m *simulate.Machine, start state.State, entry program.Function) {
	points := h.prog.PointsTo()
	whole := true
	for i, k := range obligation.Kinds {
		if h.watch != nil {
			h.watch(k.String(), i, len(obligation.Kinds))
		}
		p := &proof{harness: h, m: m, start: start, entry: entry, kind: k, points: points}
		if p.run() && (k != obligation.Requests || whole) { // what is asked of requests depends on sockets
			continue
		}
		if k == obligation.Sockets {
			whole = false
		}
		h.log.Cut()
		h.inconclusive = append(h.inconclusive, p.unfollowed())
	}
}
