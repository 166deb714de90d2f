package harness

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/obligation"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/simulate"
	"github.com/wskvet/wskvet/internal/slice"
)

// Bounds on the steps of what matters to one obligation of a driver, in one round; of what
// confirms one claim of that, and all of them.
const (
	sliceSteps = 100_000
	claimSteps = 60_000
	proofSteps = 400_000
)

// maxDepth is how far from what moves an obligation conditions are followed at most.
const maxDepth = 3

// drive follows one driver from its entry. A small one is followed in all that it does.
// Of a larger one each obligation is followed by itself, on the slice of the program that
// matters to it.
func (h *harness) drive(entry program.Function) {
	m := simulate.New(h.prog, h.limits, h.log)
	start := h.start(m)
	scope := simulate.Scope{Sockets: true, Lent: h.listens(), Steps: h.most(h.limits.Whole)}
	findings, inconclusive, whole := h.follow(m, m.Follow(scope, start), entry)
	h.findings = append(h.findings, findings...)
	if whole {
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
func (h *harness) prove(m *simulate.Machine, start simulate.State, entry program.Function) {
	points := h.prog.PointsTo()
	var large []string
	for _, k := range obligation.Kinds {
		p := &proof{harness: h, m: m, start: start, entry: entry, kind: k, points: points}
		if !p.run() {
			large = append(large, k.String())
		}
	}
	if n := len(large); n > 0 && large[n-1] == obligation.Requests.String() && !slices.Contains(large, obligation.Sockets.String()) {
		large = slices.Insert(large, n-1, obligation.Sockets.String()) // they depend on them
	}
	if len(large) > 0 {
		h.log.Cut()
		h.inconclusive = append(h.inconclusive, m.GaveUp(entry.Index, "the driver is too large to follow "+list(large)+" through all of its lives"))
	}
}

// list names several things.
func list(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// proof is the attempt to prove that every life of a driver meets an obligation.
type proof struct {
	*harness
	m      *simulate.Machine
	start  simulate.State
	entry  program.Function
	kind   obligation.Kind
	points *program.Points
	spent  int // steps of what confirms claims

	unclear bool // the slice followed last does not know which object some call is about
}

// claim is one of a run that followed one registration alone, or all of them.
type claim struct {
	simulate.Claim
	focus string
}

// run follows the slice of the obligation, which allows more than the driver does: what
// breaks nothing there is proved. What seems broken is confirmed on the whole program;
// where that fails, the slice takes more conditions in. It reports whether all that
// matters to the obligation has been followed.
func (p *proof) run() bool {
	var open []claim
	unclear := false
	for depth := 1; depth <= maxDepth; depth++ {
		claims, unread, whole := p.coarse(depth)
		still := claims[:0]
		for _, c := range claims {
			if !p.confirmed(c) {
				still = append(still, c)
			}
		}
		if !whole && depth > 1 { // a shallower one has been followed whole
			break
		}
		if open = still; !whole {
			return false
		}
		if unclear = p.unclear; len(open) == 0 && !unclear {
			p.inconclusive = append(p.inconclusive, unread...)
			return true
		}
	}
	p.undecided(open)
	if unclear {
		p.inconclusive = append(p.inconclusive, p.m.GaveUp(p.entry.Index, "of "+p.kind.String()+" it is not known everywhere which object a call is about"))
	}
	return true
}

// undecided says of which claims it is not known whether a life comes to them.
func (p *proof) undecided(open []claim) {
	for _, c := range open {
		f := c.Finding
		f.Message, f.Rule = "it is not known whether "+f.Message+" ("+f.Rule+"): no one life was found that comes to it", finding.Inconclusive
		p.inconclusive = append(p.inconclusive, f)
	}
}

// coarse follows the slice of a depth. It returns what seems broken, what could not be
// followed, and whether the rest was followed to its end.
func (p *proof) coarse(depth int) (claims []claim, unread []finding.Finding, whole bool) {
	s := slice.Of(p.prog, p.points, p.criterion(depth))
	scope := simulate.Scope{Sockets: p.kind.Sockets(), Lent: p.kind.Sockets() && p.listens(), Slice: s, Rules: p.kind.Rules(), Steps: p.most(sliceSteps)}
	whole, p.unclear = true, false
	follow := func(focus string) {
		p.m.Again()
		p.m.Focus(focus)
		p.life(p.m, p.m.Follow(scope, p.start), p.entry)
	}
	take := func(focus string) {
		whole, p.unclear = whole && !p.m.Over(), p.unclear || p.m.Unclear()
		for _, c := range p.m.Claims() {
			claims = append(claims, claim{c, focus})
		}
		_, inconclusive := p.m.Findings()
		unread = append(unread, inconclusive...)
	}
	follow("")
	ids, crowded := p.m.Met()
	if !crowded {
		take("")
		return claims, unread, whole
	}
	for _, id := range ids[:min(len(ids), maxAlone)] {
		follow(id)
		take(id)
	}
	return claims, unread, whole
}

// answers reports whether the system takes something from the result of a callback, or
// from its being there.
func answers(slot string) bool { return paired(slot) || registrar(slot) || lends(slot) }

func (p *proof) criterion(depth int) slice.Criterion {
	return slice.Criterion{Seed: p.kind.Moves, Opens: answers, Depth: depth, Roots: func(f *program.Func) bool {
		return f.Mark == ddi.Entry || f.Mark == ddi.Unload || ddi.NamedEntry(f.Short) || ddi.NamedUnload(f.Short)
	}}
}

// confirmed follows a claim on the whole program, along its lives. What it comes to is a
// finding.
func (p *proof) confirmed(c claim) bool {
	if slices.ContainsFunc(p.findings, func(f finding.Finding) bool {
		return f.Same(&c.Finding) || p.kind == obligation.Owed && f.Pos == c.Finding.Pos // of what is misused, once
	}) {
		return true
	}
	for _, l := range c.Lives() {
		for _, along := range []simulate.Life{l, l.Undecided()} {
			if f, ok := p.along(c, along); ok {
				p.findings = append(p.findings, f)
				return true
			}
		}
	}
	return false
}

// along follows the whole program along one life, as long as steps for that are left.
func (p *proof) along(c claim, l simulate.Life) (finding.Finding, bool) {
	if p.spent > proofSteps {
		return finding.Finding{}, false
	}
	start := p.m.Follow(simulate.Scope{Sockets: true, Lent: p.listens(), Steps: claimSteps}, p.start)
	p.m.Again()
	p.m.Focus(c.focus)
	p.m.Exactly(claimSteps, &l)
	p.life(p.m, start, p.entry)
	p.spent += p.m.Steps()
	return p.m.Confirms(c.Claim)
}
