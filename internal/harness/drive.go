package harness

import (
	"slices"

	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/obligation"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/simulate"
	"github.com/wskvet/wskvet/internal/slice"
	"github.com/wskvet/wskvet/internal/state"
)

// A driver that is too large to be followed whole at once, and of which few obligations are
// left undecided, or with a claim open, is followed whole further, up to so many times the
// steps; not so where as many are undecided: all that they are about is yet more.
const (
	fewUndecided = 2
	further      = 2
)

// ordinary is how many lifecycle calls a driver may have that is followed whole for as many
// steps as the limits say. One that has more is followed for as many times the steps: where
// all of a driver matters, an obligation takes as much as the whole does, and each anew.
const ordinary = 3000

// drive follows one driver from its entry. A small one is followed in all that it does.
// Of a larger one, and where that leaves a claim open, each obligation is followed by
// itself, on the slice of the program that matters to it; most of these take less than a
// small driver does.
func (h *harness) drive(entry program.Function) {
	m := h.machine()
	start := h.start(m)
	if !h.whole(m, start, entry, h.enough()) {
		h.part(m, start, entry)
	} else if h.log.Barred() {
		h.behind(entry)
	}
	if h.leaves && !h.unloaded && !h.installs {
		h.notes = append(h.notes, m.Note(entry.Index, "no function of the driver is called when it is unloaded: it stays loaded for ever, and nothing is checked of how it leaves"))
	}
}

// whole follows all that a driver does. It reports whether that came to its end and left no
// claim open; if not, only what was found for certain is kept of it.
func (h *harness) whole(m *simulate.Machine, start state.State, entry program.Function, steps int) bool {
	scope := follow.Scope{Sockets: true, Lent: h.listens(), Steps: h.most(steps)}
	h.open = false
	findings, inconclusive, whole := h.follow(m, m.Follow(scope, start), entry)
	h.findings = append(h.findings, findings...)
	if !whole || h.open {
		return false
	}
	h.inconclusive = append(h.inconclusive, inconclusive...)
	return true
}

// part follows a large driver an obligation at a time.
func (h *harness) part(m *simulate.Machine, start state.State, entry program.Function) {
	before, ended := len(h.inconclusive), h.open
	claimed, undecided := h.prove(m, start, entry)
	if claimed+undecided == 0 {
		return
	}
	if left := h.inconclusive[before:]; !ended && undecided < fewUndecided && claimed+undecided <= fewUndecided {
		h.inconclusive = h.inconclusive[:before:before]
		if h.whole(m, start, entry, further*h.enough()) {
			return
		}
		h.inconclusive = append(h.inconclusive, left...)
	}
	if undecided == 0 {
		return
	}
	h.some(m, start, entry)
	h.log.Cut()
}

// behind follows each obligation of a driver of which every life ends where one rule is
// broken: others may be broken behind it. What is found counts; of what is left undecided
// it is said that no life comes to it.
func (h *harness) behind(entry program.Function) {
	log, inconclusive := h.log, slices.Clone(h.inconclusive)
	h.log = coverage.NewLog()
	m := h.machine()
	h.prove(m, h.start(m), entry)
	h.log, h.inconclusive = log, inconclusive
}

// prove follows each obligation by itself. It returns how many have been followed to their
// end and left claims open, and how many have not.
func (h *harness) prove(m *simulate.Machine, start state.State, entry program.Function) (claimed, undecided int) {
	links := slice.Link(h.prog, h.prog.PointsTo(), root)
	sockets, hard := true, false
	var large []obligation.Kind
	for i, k := range obligation.Kinds() {
		if h.watch != nil {
			h.watch(k.String(), i, len(obligation.Kinds()))
		}
		if k == obligation.Level && !links.Raised() {
			continue
		}
		p := &proof{harness: h, m: m, start: start, entry: entry, kind: k, links: links, brief: slices.ContainsFunc(large, k.Holds) || k == obligation.Requests && hard}
		whole, open := p.run()
		hard = k == obligation.Sockets && p.hard            // the lives of requests are those of sockets, many times over
		if whole && (k != obligation.Requests || sockets) { // what is asked of requests depends on sockets
			if open {
				claimed++
			}
			continue
		}
		if k != obligation.Requests || sockets { // sockets and what is asked of them count once
			undecided++
		}
		if k == obligation.Sockets {
			sockets = false
		}
		large = append(large, k)
		h.inconclusive = append(h.inconclusive, p.unfollowed())
	}
	return claimed, undecided
}

// enough is how many steps a driver of its size is followed whole for.
func (h *harness) enough() int {
	return h.limits.Whole * max(1, (h.calls+ordinary-1)/ordinary)
}

func (h *harness) most(steps int) int { return min(steps, h.limits.Steps) }
