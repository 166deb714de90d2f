package follow

import (
	"container/heap"
	"slices"

	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// Activation is one run of a function's body: states wait at blocks, the block
// that comes first in reverse post-order is taken first.
type Activation struct {
	m      *Runner
	F      *program.Func
	plan   *program.Plan
	trail  *coverage.Trail // or nil, where nobody hears what is found
	gates  []gate          // by block
	used   []int32         // blocks that a state has come to
	order  intHeap
	closed []int32 // loops to whose heads a state has come as one had before
	exits  []Exit
	known  arrivals // hashes of exits
	merges int
	run    int         // its number
	other  state.State // room for a state on its way to a block
}

// gate is what waits at a block, and what has come there.
type gate struct {
	waiting []state.State
	from    []int32 // blocks that states of a thread, or of few lives, have come from
	arrivals
}

type intHeap []int32

func (h intHeap) Len() int           { return len(h) }
func (h intHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h intHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *intHeap) Push(x any)        { *h = append(*h, x.(int32)) }
func (h *intHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

// usual is the number of blocks that a run has room for in any case: most functions have
// fewer, and so most rooms serve again.
const usual = 64

// Activate begins a run of f. Calls make up most of a large driver, so what a run
// has needed serves the next one.
func (m *Runner) Activate(f *program.Func) *Activation {
	var a *Activation
	if len(m.idle) > 0 {
		a = program.Pop(&m.idle)
	} else {
		a = &Activation{m: m}
	}
	m.runs++
	a.F, a.plan, a.trail, a.run = f, m.planned(f), m.trail(f), m.runs
	n := len(f.Blocks)
	if n > cap(a.gates) {
		a.gates = make([]gate, max(n, usual))
	}
	a.gates = a.gates[:n]
	return a
}

// done gives back what a run has needed, but for its exits.
func (a *Activation) done() {
	for _, b := range a.used {
		q := &a.gates[b]
		a.m.vacate(q.waiting)
		q.waiting, q.from = nil, q.from[:0]
		q.arrivals.clear()
	}
	a.known.clear()
	*a = Activation{m: a.m, gates: a.gates, used: a.used[:0], order: a.order[:0], closed: a.closed[:0], exits: a.exits[:0], known: a.known}
	a.m.idle = append(a.m.idle, a)
}

func (m *Runner) body(f *program.Func, st *state.State) []Exit {
	a := m.Activate(f)
	defer a.done()
	a.other = *st
	a.other.Defers = nil
	a.arrive(0, &a.other)
	return slices.Clone(a.Drain()) // which is remembered, and takes no more room than it needs
}

// Drain runs blocks until no state waits.
func (a *Activation) Drain() []Exit {
	m := a.m
	for len(a.order) > 0 {
		b := heap.Pop(&a.order).(int32)
		states := a.gates[b].waiting
		a.gates[b].waiting = nil
		left := a.collapse(m.fewer(states))
		if m.Observer != nil {
			m.Observer.Stand(m, a.F, b, left)
		}
		for i := range left {
			if m.crowded {
				return nil
			}
			if m.over() {
				m.Cuts++
				m.Report.GiveUp(&left[i], m.StartOf(a.F), "steps", "the function is too large to follow to its end")
				return a.exits
			}
			a.From(b, 0, &left[i])
		}
		m.vacate(states)
	}
	if m.Inside == 1 {
		a.stay()
	}
	return a.exits
}

// stay counts the loops in which every state of a thread has stayed. What follows such a
// loop may have been come to another way.
func (a *Activation) stay() {
	for _, h := range a.closed {
		loop := a.F.LoopOf(h)
		if !slices.ContainsFunc(a.used, func(b int32) bool { return !loop[b] && a.leaves(loop, b) }) {
			a.m.Stays++
		}
	}
	a.closed = a.closed[:0]
}

// leaves reports whether a state has left a loop to block b.
func (a *Activation) leaves(loop []bool, b int32) bool {
	return slices.ContainsFunc(a.gates[b].from, func(from int32) bool { return loop[from] })
}

// shut reports whether there is a way out of the loop with head h that no state has gone.
func (a *Activation) shut(h int32) bool {
	loop := a.F.LoopOf(h)
	for b := range int32(len(loop)) {
		if !loop[b] {
			continue
		}
		for _, to := range a.F.Blocks[b].Succs {
			if !loop[to] && !slices.Contains(a.gates[to].from, b) {
				return true
			}
		}
	}
	return false
}

// comparisons of two states are counted as one step.
const comparisons = 8

// fewer leaves out states that others stand for.
func (m *Runner) fewer(states []state.State) []state.State {
	left, compared := m.Fewer(states)
	m.steps += compared / comparisons
	return left
}

// pass moves a state from one block before another.
func (a *Activation) pass(from, to int32, st *state.State) {
	if q := &a.gates[to]; (a.m.Inside == 1 || a.m.drops()) && !st.Tainted && !slices.Contains(q.from, from) {
		q.from = append(q.from, from)
	}
	a.arrive(to, st)
}

// arrive puts a state before block b, unless an equal one was there. Too many of
// one typestate are merged to what they share.
func (a *Activation) arrive(b int32, st *state.State) {
	if st.Tainted { // nothing can be found behind it
		a.Ends(b, 0, coverage.Said)
		return
	}
	q := &a.gates[b]
	if q.none() {
		a.used = append(a.used, b)
	}
	if !q.add(st.Hash()) {
		a.meets(b, st)
		if a.F.Blocks[b].Loop {
			a.Ends(b, 0, coverage.Loop)
			a.closed = append(a.closed, b)
		}
		return
	}
	if a.F.Blocks[b].Loop {
		if !a.admit(b, domain.Combine(st.Memory(), 3), a.m.loopStates(), st) || !a.admit(b, domain.Combine(a.m.Typestate(st), 5), a.limit(), st) {
			return
		}
	}
	if len(q.waiting) == 0 {
		heap.Push(&a.order, b)
		q.waiting = a.m.room()
	}
	q.waiting = append(q.waiting, *st)
	if a.m.guesses {
		q.note(st.Hash(), st.Trace, len(q.waiting)-1)
	}
}
