package follow

import (
	"strconv"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/witness"
)

// How blocks are run, instruction by instruction.

// From runs block b from its i-th instruction to its ends. The states that calls
// split it into go on side by side, and are merged where they are too many.
func (a *Activation) From(b, i int32, st *state.State) {
	n := int32(len(a.F.Blocks[b].Instrs))
	states, next := append(a.m.room(), *st), a.m.room()
	defer func() { a.trail.Ran(b, i); a.m.vacate(states); a.m.vacate(next) }()
	for ; i < n && len(states) > 0; i++ {
		before := len(states)
		if before == 1 { // as a rule: it stays where it is
			states = a.step(states, b, i)
		} else {
			next = next[:0]
			for k := range states {
				next = a.step(append(next, states[k]), b, i)
			}
			states, next = next, states
		}
		if len(states) > before {
			states = a.m.fewer(states)
		}
		if len(states) > a.m.states() || a.m.Dropped(len(states)) {
			states = a.collapse(Distinct(states))
		}
		if a.m.over() {
			a.m.Cuts++
			return
		}
	}
}

// step runs an instruction on the last of some states. In its place come the
// states that go on behind it.
func (a *Activation) step(states []state.State, b, i int32) []state.State {
	at := len(states) - 1
	if a.plan.Skips(b, i) {
		a.bury(b, i, &states[at])
		return states
	}
	a.m.steps++
	if a.m.cost != nil {
		a.m.cost[a.F.Index]++
	}
	if a.plan.Guesses(b, i) {
		a.guess(b, i, &a.F.Blocks[b].Instrs[i], &states[at])
		a.bury(b, i, &states[at])
		return states
	}
	in, found := &a.F.Blocks[b].Instrs[i], a.m.Report.Told
	on, more := a.instr(b, i, in, &states[at])
	if !on {
		a.stops(b, i, in, a.m.Report.Told > found)
		return states[:at]
	}
	states = append(states, more...)
	a.m.vacate(more) // an instruction makes it for us alone
	for k := range states[at:] {
		a.bury(b, i, &states[at+k])
	}
	return states
}

func (a *Activation) Value(st *state.State, o summary.Operand) domain.Value {
	if o < 0 {
		return a.F.Consts[-1-o]
	}
	v, ok := st.Regs.Get(uint32(o))
	if !ok {
		return domain.Value{K: domain.Any}
	}
	return v
}

func (a *Activation) Values(st *state.State, os []summary.Operand) []domain.Value {
	vs := make([]domain.Value, len(os))
	for i, o := range os {
		vs[i] = a.Value(st, o)
	}
	return vs
}

func Set(st *state.State, r int32, v domain.Value) {
	if r >= 0 {
		st.Regs.Set(uint32(r), v)
	}
}

// instr runs one instruction on st. It reports whether st goes on behind it,
// and further states that do.
func (a *Activation) instr(b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
	m := a.m
	switch in.Code {
	case summary.Phi: // done on the edge
	case summary.Copy:
		Set(st, in.Dst, m.Convert(st, a.Value(st, in.A), in))
	case summary.Load:
		return a.load(b, i, in, st)
	case summary.Store:
		return a.store(b, i, in, st), nil
	case summary.Outer:
		Set(st, in.Dst, m.Outer(st, a.Value(st, in.A), in, m.Site(a.F, b, i)))
	case summary.Inner:
		Set(st, in.Dst, m.Inner(st, a.Value(st, in.A), in))
	case summary.FieldAddr:
		if m.Sys.Null(st, m.Site(a.F, b, i), a.Value(st, in.A)) {
			return false, nil
		}
		Set(st, in.Dst, m.Below(st, a.Value(st, in.A), in.Name))
	case summary.IndexAddr:
		if in.N < 0 {
			Set(st, in.Dst, m.Further(st, a.Value(st, in.A), a.Value(st, in.B)))
			break
		}
		return a.element(b, i, in, st)
	case summary.Field:
		at := m.Site(a.F, b, i)
		v := a.Value(st, in.A)
		if in.N == 1 {
			Set(st, in.Dst, domain.Value{K: domain.API, N: m.Prog.Str(in.Name), O: m.tableOf(st, v), P: 0})
			break
		}
		Set(st, in.Dst, m.Part(st, v, in.Name, in.Kind, at))
	case summary.Index:
		Set(st, in.Dst, m.Part(st, a.Value(st, in.A), m.IndexElem(a.Value(st, in.B)), in.Kind, m.Site(a.F, b, i)))
	case summary.Binary:
		if in.Divides() && a.Value(st, in.B) == domain.Number(0) {
			return false, nil
		}
		if a.Value(st, in.A).K == domain.Set && in.A >= 0 && program.Comparison(in.Name) {
			return a.compareEach(b, i, in, st)
		}
		Set(st, in.Dst, m.Binary(st, in.Name, a.Value(st, in.A), a.Value(st, in.B), in, m.Site(a.F, b, i)))
	case summary.Not:
		Set(st, in.Dst, m.Not(st, a.Value(st, in.A)))
	case summary.Negate:
		if v := a.Value(st, in.A); v.K == domain.Int {
			Set(st, in.Dst, domain.Number(-v.N))
		} else {
			Set(st, in.Dst, m.UnknownOf(st, m.Site(a.F, b, i), in.Kind))
		}
	case summary.Alloc:
		at := m.Site(a.F, b, i)
		if n := a.Value(st, in.A); in.N == 2 && n.K == domain.Int && n.N < 0 {
			return false, nil
		}
		o := m.Allocate(st, state.AllocObject, at, in.Name, state.Zeroed)
		m.Objects[o].Local = in.N == 1
		if in.N == 2 {
			if n := a.Value(st, in.A); n.K == domain.Int {
				m.Put(st, o, m.Paths.Below(0, "len"), n)
			} else {
				m.Resize(st, domain.Value{K: domain.Ptr, O: o}, domain.Value{K: domain.Any})
			}
		}
		if in.N == 3 {
			m.Put(st, o, m.Paths.Below(0, "len"), domain.Number(0))
		}
		Set(st, in.Dst, domain.Value{K: domain.Ptr, O: o})
	case summary.Closure:
		at := m.Site(a.F, b, i)
		o := m.Allocate(st, state.BindingsObject, at, "", state.Zeroed)
		for n, v := range a.Values(st, in.Args) {
			m.Put(st, o, m.Paths.Below(0, "#"+strconv.Itoa(n)), v)
		}
		Set(st, in.Dst, domain.Value{K: domain.Func, N: a.Value(st, in.A).N, O: o})
	case summary.MakeIface:
		v := a.Value(st, in.A)
		if !a.boxed(st, in) {
			v.T = a.typeOf(st, in)
		}
		if v.K == domain.Agg {
			v.K = domain.Box
		}
		Set(st, in.Dst, v)
	case summary.Assert:
		return a.assert(b, i, in, st)
	case summary.Extract:
		Set(st, in.Dst, m.Part(st, a.Value(st, in.A), "#"+strconv.Itoa(int(in.N)), in.Kind, m.Site(a.F, b, i)))
	case summary.Slice:
		return a.slice(in, st), nil
	case summary.Length:
		Set(st, in.Dst, m.Length(st, a.Value(st, in.A), m.Site(a.F, b, i)))
	case summary.Append:
		Set(st, in.Dst, m.AppendTo(st, a.Value(st, in.A), a.Value(st, in.B), m.Site(a.F, b, i)))
	case summary.Lookup:
		return a.lookup(b, i, in, st)
	case summary.Update:
		return a.update(b, i, in, st), nil
	case summary.Range:
		Set(st, in.Dst, m.iterate(st, a.Value(st, in.A), m.Site(a.F, b, i)))
	case summary.Next:
		return a.next(b, i, in, st)
	case summary.Receive, summary.Send, summary.Close, summary.Select:
		return m.Sys.Channel(a, b, i, in, st)
	case summary.Recover:
		v := domain.Number(0)
		if st.Panics {
			if v = st.Cause; v.K == domain.Any || v.IsNil() {
				v = m.UnknownIn(st, m.Site(a.F, b, i), domain.Full.Without(0))
			}
			st.Panics, st.Cause = false, domain.Value{}
		}
		Set(st, in.Dst, v)
	case summary.Invoke:
		return a.invoke(b, i, in, st)
	case summary.Spawn:
		m.Sys.Spawn(a, b, i, in, st)
	case summary.Defer:
		a.deferCall(b, i, in, st)
	case summary.RunDefers:
		return a.runDefers(b, i, in, st)
	case summary.Return:
		a.exit(Exit{State: *st, Results: a.Values(st, in.Args), Place: m.Site(a.F, b, i)})
		return false, nil
	case summary.Panic:
		st.Panics, st.Cause = true, a.Value(st, in.A)
		a.unwind(b, i, st)
		return false, nil
	case summary.Jump:
		a.edge(b, 0, st)
		return false, nil
	case summary.If:
		if to, ok := a.plan.Past(b); ok {
			a.jump(b, to, st)
			return false, nil
		}
		if a.plan.Either(b) {
			a.edge(b, 0, st)
			return false, nil
		}
		a.branch(b, i, in, st)
		return false, nil
	case summary.Havoc:
		switch {
		case in.Dst < 0:
		case in.N == 1:
			Set(st, in.Dst, m.UnknownIn(st, m.Site(a.F, b, i), domain.Full.Without(0)))
		default:
			Set(st, in.Dst, m.UnknownOf(st, m.Site(a.F, b, i), in.Kind))
		}
	}
	return true, nil
}

// exit adds a way out of the function.
func (a *Activation) exit(way Exit) {
	n := len(a.exits)
	a.exits = append(a.exits, way)
	e := &a.exits[n]
	a.m.Sys.Leaves(a.F, e)
	a.m.leave(a.F, e)
	h := domain.Combine(state.ValuesHash(e.State.Hash(), e.Results), state.Bit(e.Panics))
	if e.Place != nil {
		h = domain.Combine(h, uint64(e.Place.Key.Block), uint64(e.Place.Key.Instr))
	}
	if !a.known.add(h) {
		if x, ok := a.known.marks[h]; ok {
			a.exits[x.at].State.Trace = witness.Meet(a.exits[x.at].State.Trace, e.State.Trace)
		}
		a.exits = a.exits[:n]
		return
	}
	if a.m.guesses {
		a.known.note(h, nil, n)
	}
}

// edge moves a state along the k-th successor edge of block b.
func (a *Activation) edge(b int32, k int, st *state.State) {
	blk := &a.F.Blocks[b]
	to := blk.Succs[k]
	target := &a.F.Blocks[to]
	var few [4]domain.Value
	phis := few[:0]
	for i := range target.Instrs {
		in := &target.Instrs[i]
		if in.Code != summary.Phi {
			break
		}
		phis = append(phis, a.Value(st, in.Args[blk.Edge[k]]))
	}
	a.m.Gone = st.Regs.Keep(target.Live, a.m.Gone[:0])
	for i, v := range phis {
		if !a.plan.Skips(to, int32(i)) {
			Set(st, target.Instrs[i].Dst, v)
		}
	}
	a.m.Unlearn(st, a.m.Gone)
	a.pass(b, to, st)
}

// jump moves a state past a branch that decides nothing, to where its sides meet:
// nothing that is run reads what those would have made.
func (a *Activation) jump(b, to int32, st *state.State) {
	a.m.Gone = st.Regs.Keep(a.F.Blocks[to].Live, a.m.Gone[:0])
	a.m.Unlearn(st, a.m.Gone)
	a.pass(b, to, st)
}

func (a *Activation) branch(b, i int32, in *summary.Instr, st *state.State) {
	m := a.m
	v := a.Value(st, in.A)
	a.other = *st
	yes, no := st, &a.other
	canYes, canNo := m.Assume(yes, v, true), m.Assume(no, v, false)
	if canYes && canNo && m.Presumes(v) {
		if st.Forgot != 0 {
			m.Report.Inconclusive(st, m.Site(a.F, b, i), "what decides here may have been written by calls that are too deep to follow")
		}
		yes.Tainted, no.Tainted = true, true
	}
	var g *witness.Guess
	if canYes && canNo && m.Guessed(v) {
		g = &witness.Guess{At: m.Site(a.F, b, i), Run: a.run}
	}
	if canYes {
		a.hangs(b, i, in, g, 0, canNo, yes)
		a.edge(b, 0, yes)
	}
	if canNo {
		a.hangs(b, i, in, g, 1, canYes, no)
		a.edge(b, 1, no)
	}
}

// way notes the k-th way of a branch, where there are two that are possible, or where
// it passes over what others wait for.
func (a *Activation) way(b, i int32, in *summary.Instr, k int, two bool, st *state.State) {
	m := a.m
	s := m.skipper.Over(a.F, b, in, k)
	another := k == 1 && in.N == 1 // of a switch, which the next one tells from
	if !two && in.Name != "" && !another && m.exact != nil && m.deviates(st, witness.Decision{At: program.SiteKey{Fn: a.F.Index, Block: b, Instr: i}, Text: summary.Way(in.Name, k == 0)}) {
		st.Tainted = true
	}
	if in.Name == "" || s == nil && (!two || another) {
		return
	}
	text := summary.Way(in.Name, k == 0)
	m.Log(st, finding.Branch, m.Site(a.F, b, i), text, "")
	st.Trace.Skips, st.Trace.Only = s, !two || another
	if st.Trace.Only {
		st.Trace.N-- // it makes no witness longer than another
	}
}

// hangs notes the k-th way of a branch that may hang on what the reader of C has not
// understood. A life that is followed again goes both ways there.
func (a *Activation) hangs(b, i int32, in *summary.Instr, g *witness.Guess, k int, two bool, st *state.State) {
	before, tainted := st.Trace, st.Tainted
	a.way(b, i, in, k, two, st)
	if g == nil {
		return
	}
	st.Tainted = tainted
	if st.Trace == before {
		a.m.Log(st, finding.Branch, g.At, "", "")
		st.Trace.Only = true
		st.Trace.N--
		st.Tainted = tainted
	}
	st.Trace.Goes(g, k)
}
