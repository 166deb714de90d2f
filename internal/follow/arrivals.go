package follow

import (
	"slices"

	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/witness"
)

// arrivals is what has come to a block.
type arrivals struct {
	few    []uint64        // hashes of states, as long as they are few
	states map[uint64]bool // then
	groups map[uint64]*group
	marks  map[uint64]mark // where the reader of C has guessed
}

// mark is a state that has come: its witness, and where it waits.
type mark struct {
	trace *witness.Step
	at    int
}

// note remembers a state that has come.
func (s *arrivals) note(h uint64, trace *witness.Step, at int) {
	if s.marks == nil {
		s.marks = map[uint64]mark{}
	}
	s.marks[h] = mark{trace, at}
}

// add reports whether a state of that hash is new.
func (s *arrivals) add(h uint64) bool {
	if s.states == nil {
		if slices.Contains(s.few, h) {
			return false
		}
		if len(s.few) < 16 {
			s.few = append(s.few, h)
			return true
		}
		s.states = make(map[uint64]bool, 2*len(s.few))
		for _, x := range s.few {
			s.states[x] = true
		}
	}
	was := s.states[h]
	s.states[h] = true
	return !was
}

// none reports whether nothing has come.
func (s *arrivals) none() bool { return len(s.few) == 0 }

// clear keeps the room for a few.
func (s *arrivals) clear() { *s = arrivals{few: s.few[:0]} }

// laps is how often a beam of states goes round a loop for the sake of a way out that none
// of them has gone yet.
const laps = 256

// group is the states of one typestate that came to a block.
type group struct {
	n      int
	merged *state.State
}

// loopVariants is how many states of the same memory a loop's head keeps apart
// by their registers alone: small counted loops are followed exactly.
const loopVariants = 10

// limit is how many states of one typestate are kept apart: fewer in a function
// that has too many again and again.
func (a *Activation) limit() int {
	if a.merges > 8 && a.m.exact == nil {
		return min(4, a.m.states())
	}
	return a.m.states()
}

// collapse merges the states before a block that are too many of one typestate.
// All of them become one, so that the next branches start from few again. The list that
// is left lies where they did.
func (a *Activation) collapse(states []state.State) []state.State {
	if a.m.Dropped(len(states)) {
		return a.m.spread(states)
	}
	limit := a.limit()
	if len(states) <= limit {
		return states
	}
	count := map[uint64]int{}
	for i := range states {
		count[a.m.Typestate(&states[i])]++
	}
	out := states[:0]
	merged := map[uint64]int{} // protocol to place in out
	for i := range states {
		k := a.m.Typestate(&states[i])
		if count[k] <= limit {
			out = append(out, states[i])
			continue
		}
		if at, ok := merged[k]; ok {
			out[at] = a.m.Merge(&out[at], &states[i])
			continue
		}
		merged[k] = len(out)
		out = append(out, states[i])
	}
	if len(merged) > 0 {
		a.merges++
	}
	return out
}

// admit counts st, which is new before loop head b, in its group and merges it with the
// others when they are too many. It reports whether it is new still.
func (a *Activation) admit(b int32, k uint64, limit int, st *state.State) bool {
	s := &a.gates[b].arrivals
	g := s.groups[k]
	if g == nil {
		g = &group{}
		if s.groups == nil {
			s.groups = map[uint64]*group{}
		}
		s.groups[k] = g
	}
	g.n++
	if a.m.Dropped(g.n) && (a.m.Dropped(g.n/laps) || !a.shut(b)) {
		a.m.Cuts++
		return false
	}
	if a.m.drops() || g.n <= limit {
		return true
	}
	a.merges++
	if g.merged == nil {
		c := *st
		g.merged = &c
		return true
	}
	j := a.m.Merge(g.merged, st)
	h := j.Hash()
	if h == g.merged.Hash() {
		return false
	}
	same := h == st.Hash() // it stands for all of them
	*g.merged = j
	*st = j
	return same || s.add(h)
}

// Distinct keeps one of equal states, in order.
func Distinct(states []state.State) []state.State {
	seen := map[uint64]int{}
	left := states[:0]
	for i := range states {
		h := states[i].Hash()
		if at, was := seen[h]; was {
			left[at].Trace = witness.Meet(left[at].Trace, states[i].Trace)
			continue
		}
		seen[h] = len(left)
		left = append(left, states[i])
	}
	clear(states[len(left):])
	return left
}

// meets says what a state that is not followed, as an equal one was there, shows of guesses:
// that those two have come by its ways, or that it has come back.
func (a *Activation) meets(b int32, st *state.State) {
	q := &a.gates[b]
	h := st.Hash()
	x, ok := q.marks[h]
	if !ok {
		return
	}
	if x.at < len(q.waiting) && q.waiting[x.at].Hash() == h {
		w := &q.waiting[x.at]
		w.Trace = witness.Meet(w.Trace, st.Trace)
		return
	}
	if a.F.Blocks[b].Loop {
		witness.ComesBack(st.Trace, x.trace, a.run)
	}
}
