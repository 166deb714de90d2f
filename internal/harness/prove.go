package harness

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/obligation"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/simulate"
	"github.com/wskvet/wskvet/internal/slice"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/witness"
)

// Bounds on the steps of what matters to one obligation of a driver, in one round and in
// all of them: first, as what a slice leaves out may cost more than to take it in, so that
// a deeper one comes to its end far sooner; then, where each was too large. And of what
// tries one claim of a round, confirms one of the last, and all that.
const (
	quickSteps = 20_000
	quickAll   = 60_000
	sliceSteps = 100_000
	roundSteps = 300_000
	trialSteps = 20_000
	claimSteps = 60_000
	proofSteps = 100_000
)

// maxDepth is how far from what moves an obligation conditions are followed at most, and
// maxRounds how often a slice is refined.
const (
	maxDepth  = 3
	maxRounds = 10
)

// proof is the attempt to prove that every life of a driver meets an obligation.
type proof struct {
	*harness
	m      *simulate.Machine
	start  state.State
	entry  program.Function
	kind   obligation.Kind
	links  *slice.Links
	brief  bool // an obligation that it holds has been too large
	hard   bool // it was too large at first
	depth  int
	cells  map[int32]bool // classes of cells that are followed at any depth
	slice  *slice.Slice   // that is followed
	budget int            // steps that one slice may take
	early  bool           // one that will not do with them is given up before
	coarse int            // steps that slices took
	spent  int            // steps of what confirms claims

	unclear []follow.Unclear // calls of the slice followed last about objects that it does not know
	round   *Round

	core map[finding.Position]bool // of the operations on registrations; see foreign
}

// claim is one of a run that followed one registration alone, or all of them.
type claim struct {
	witness.Claim
	focus string
	stop  follow.Stop // of the life of it that was tried
}

// run follows the slice of the obligation, which allows more than the driver does: what
// breaks nothing there is proved. What seems broken is confirmed on the whole program;
// where that fails, the slice takes more in (Clarke et al. 2000): the cells that decide
// where the life cannot go on, or, where there are none, all conditions one further out.
// It reports whether all that matters to the obligation has been followed, and whether that
// leaves something open.
func (p *proof) run() (whole, open bool) {
	var r result
	if p.brief {
		r = p.rounds(sliceSteps, sliceSteps)
	} else if r = p.rounds(quickSteps, quickAll); r.cut {
		p.hard = true
		r = p.rounds(sliceSteps, roundSteps)
	}
	if r.decided {
		p.inconclusive = append(p.inconclusive, r.unread...)
		return true, false
	}
	left := p.unconfirmed(r.open, p.confirmed)
	if r.whole || !p.brief { // of one that was followed briefly it is said that it is undecided
		p.undecided(left)
	}
	if len(r.unclear) > 0 && r.whole {
		p.inconclusive = append(p.inconclusive, p.vague(r.unclear[0]))
	}
	return r.whole, len(left) > 0 || len(r.unclear) > 0
}

// result is what rounds of an obligation have come to.
type result struct {
	decided bool             // nothing is left open
	whole   bool             // some slice was followed to its end
	cut     bool             // some slice was not
	unclear []follow.Unclear // calls of the last one about objects that it does not know
	open    []claim
	unread  []finding.Finding // what could not be followed of what decides
}

// rounds follows slices of the obligation, up to a number of steps for one and for all.
func (p *proof) rounds(one, all int) result {
	var r result
	p.cells, p.depth, p.coarse, p.budget = map[int32]bool{}, 0, 0, one
	given := 0 // steps, of a slice that is given up all that it had
	for n := 0; n < maxRounds && p.depth <= maxDepth && given < all; n++ {
		before := p.coarse
		p.early = n > 0 // the first comes to as many calls as it can
		claims, unread, end := p.follows()
		if given += one; end {
			given += p.coarse - before - one
		}
		claims = p.unconfirmed(claims, p.tried)
		if r.cut = r.cut || !end; !end && r.whole { // a smaller one has been followed whole
			break
		}
		if r.open, r.unclear = claims, p.unclear; end && len(claims) == 0 && len(p.unclear) == 0 {
			r.decided, r.unread, r.cut = true, unread, false
			break
		}
		r.whole = r.whole || end
		if !p.refine(r.open) {
			p.depth++
		}
	}
	return r
}

// unconfirmed are the claims to which no life comes.
func (p *proof) unconfirmed(claims []claim, confirms func(*claim) bool) []claim {
	var open []claim
	for _, c := range claims {
		if !confirms(&c) {
			open = append(open, c)
		}
	}
	return open
}

// refine takes the cells in that decide where the lives of claims stop, and about which
// objects calls are. It reports whether there are any that were not followed before.
func (p *proof) refine(open []claim) bool {
	more := false
	take := func(f *program.Func, o summary.Operand) {
		for class := range p.slice.Decides(f, o) {
			more = more || !p.cells[class]
			p.cells[class] = true
		}
	}
	for _, c := range open {
		if f, o, ok := c.stop.Asks(); ok {
			take(f, o)
		}
	}
	for _, u := range p.unclear {
		take(u.Call.Fn, u.Operand)
	}
	return more
}

// undecided says of which claims it is not known whether a life comes to them.
func (p *proof) undecided(open []claim) {
	for _, c := range open {
		f := c.Finding
		f.Message, f.Rule = "it is not known whether "+f.Message+" ("+f.Rule+"): no one life was found that comes to it"+p.because(c), finding.Inconclusive
		p.inconclusive = append(p.inconclusive, f)
	}
}

// unfollowed says that the lives are too many that matter to the obligation, at the first
// call that moves it.
func (p *proof) unfollowed() finding.Finding {
	f := p.m.GaveUp(p.entry.Index, "")
	for _, at := range p.slice.Calls(p.kind.Moves) {
		if pos := p.m.PositionOf(at); pos.Line > 0 && p.funcs[at.Fn].Path == p.path {
			f.Pos, f.End, f.Func = pos, pos, p.funcs[at.Fn].Short
			break
		}
	}
	most := ""
	if costs := p.round.Costs; len(costs) > 0 {
		most = ", most of them in " + costs[0].Func.Short
	}
	f.Message = fmt.Sprintf("%s: undecided: there are too many lives to follow them all, %d steps were made in %d functions that matter%s", p.kind, p.coarse, p.slice.Functions(), most)
	return f
}

// vague says that it is not known which object a call is about.
func (p *proof) vague(u follow.Unclear) finding.Finding {
	f := p.m.GaveUp(p.entry.Index, "of "+p.kind.String()+" it is not known which object this call is about")
	if pos := u.Call.Position(); pos.Line > 0 && u.Call.Fn.Path == p.path {
		f.Pos, f.End, f.Func = pos, pos, u.Call.Fn.Short
	}
	return f
}

// because says where the life stops that was tried last.
func (p *proof) because(c claim) string {
	if c.stop.Text == "" || c.stop.At.Line == 0 {
		return ""
	}
	return fmt.Sprintf(", as %s at %s:%d is not come to", c.stop.Text, path.Base(filepath.ToSlash(c.stop.At.File)), c.stop.At.Line)
}

// follows follows the slice at hand. It returns what seems broken, what could not be
// followed, and whether the rest was followed to its end.
func (p *proof) follows() (claims []claim, unread []finding.Finding, whole bool) {
	p.slice = slice.Of(p.links, p.criterion())
	p.round = p.trace.round(Round{Entry: p.entry.Short, Obligation: p.kind.String(), Depth: p.depth, Slice: p.slice, Cells: p.slice.Names(p.cells), Whole: true})
	p.m.Counting()
	scope := follow.Scope{Sockets: p.kind.Sockets(), Lent: p.kind.Sockets() && p.listens(), Prompt: p.kind.Prompt(), Slice: p.slice, Rules: p.kind.Rules(), Steps: p.most(p.budget), Early: p.early}
	whole, p.unclear = true, nil
	follow := func(focus string) {
		patiently(p.m, scope.Steps, func(steps int) {
			scope.Steps = steps
			p.m.Again()
			p.m.Focus(focus)
			p.life(p.m, p.m.Follow(scope, p.start), p.entry)
			p.coarse += p.m.Steps()
			p.round.Steps, p.round.Costs = p.round.Steps+p.m.Steps(), p.m.Costs()
		})
	}
	take := func(focus string) {
		whole, p.unclear = whole && !p.m.Over(), append(p.unclear, p.m.Unclear()...)
		p.round.Whole, p.round.Unclear = whole, p.unclear
		for _, c := range p.m.Claims() {
			if !p.foreign(c.Finding) {
				claims = append(claims, claim{Claim: c, focus: focus})
			}
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

// foreign reports whether a claim is one of the core of a registration, which is an
// obligation of its own.
func (p *proof) foreign(f finding.Finding) bool {
	if p.kind == obligation.Core || !slices.Contains(obligation.Core.Rules(), f.Rule) {
		return false
	}
	if p.core == nil {
		p.core = map[finding.Position]bool{}
		for _, at := range p.slice.Calls(obligation.Core.Moves) {
			p.core[p.m.PositionOf(at)] = true
		}
	}
	return p.core[f.Pos]
}

// answers reports whether the system takes something from the result of a callback, or
// from its being there, in any case. What event callbacks are lent concerns sockets.
func (p *proof) answers(slot string) bool {
	return registrar(slot) || lends(slot) && p.kind.Sockets() || cleanup(slot) || ddi.AnyPair(func(p ddi.Pair) bool { return p.Last && (p.Open == slot || p.Close == slot) })
}

// pairs are the slots of callbacks that depend on each other.
func pairs() [][]string {
	var out [][]string
	for p := range ddi.Pairs() {
		slots := slices.Concat([]string{p.Open, p.Close, p.Before, p.First, p.Behind}, p.Within)
		out = append(out, slices.DeleteFunc(slots, func(s string) bool { return s == "" }))
	}
	return out
}

func (p *proof) criterion() slice.Criterion {
	return slice.Criterion{Seed: p.kind.Moves, Opens: p.answers, Pairs: pairs(), Depth: p.depth, Cells: p.cells}
}

// root reports whether a function is a root by its name or a directive.
func root(f *program.Func) bool {
	return f.Mark == ddi.Entry || f.Mark == ddi.Unload || ddi.NamedEntry(f.Short) || ddi.NamedUnload(f.Short)
}

// found reports whether a claim, or what causes it, has been found.
func (p *proof) found(c *claim) bool {
	return slices.ContainsFunc(p.findings, func(f finding.Finding) bool {
		switch o := c.Finding; {
		case f.Pos != o.Pos:
			return false
		case p.kind == obligation.Owed: // of what is misused, once
			return true
		}
		return f.Same(&c.Finding) || f.Rule == c.Finding.Rule && c.Finding.Object == ""
	})
}

// tried follows the likeliest life of a claim, decision by decision, or as its calls go.
func (p *proof) tried(c *claim) bool {
	return p.attempt(c, trialSteps, func(lives []witness.Life) []witness.Life {
		return []witness.Life{lives[0].Heeding(p.slice), lives[0].Called().Heeding(p.slice)}
	})
}

// confirmed follows all lives that a claim may have come by, with their decisions and
// without.
func (p *proof) confirmed(c *claim) bool {
	return p.attempt(c, claimSteps, func(lives []witness.Life) []witness.Life {
		var out []witness.Life
		for _, l := range lives {
			out = append(out, l.Heeding(p.slice), l.Called().Heeding(p.slice), l.Undecided().Heeding(p.slice), l.Wide(), l.Called().Wide(), l.Undecided().Wide())
		}
		return out
	})
}

// attempt follows lives of a claim on the whole program, without merging. What it comes
// to is a finding.
func (p *proof) attempt(c *claim, steps int, of func([]witness.Life) []witness.Life) (ok bool) {
	tried := Attempt{Finding: c.Finding, Known: p.found(c)}
	defer func() {
		if tried.Reached = ok; !tried.Over {
			c.stop = tried.Stop
		}
		p.round.Claims = append(p.round.Claims, tried)
	}()
	if tried.Known {
		return true
	}
	for _, along := range of(c.Lives()) {
		if p.spent > proofSteps {
			return false
		}
		f, ok := p.along(c, along, steps)
		tried.note(p.m)
		if ok {
			p.findings = append(p.findings, f)
			return true
		}
	}
	return false
}

// along follows the whole program along one life.
func (p *proof) along(c *claim, l witness.Life, steps int) (finding.Finding, bool) {
	scope := follow.Scope{Sockets: true, Lent: p.listens(), Prompt: p.kind != obligation.Requests, Steps: steps}
	scope.Rules = p.kind.Along()
	start := p.m.Follow(scope, p.start)
	p.m.Again()
	p.m.Focus(c.focus)
	p.m.Exactly(steps, &l)
	if p.trace != nil {
		p.m.Counting()
	}
	p.life(p.m, start, p.entry)
	p.spent += p.m.Steps()
	return p.m.Confirms(c.Claim)
}
