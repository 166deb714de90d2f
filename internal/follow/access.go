package follow

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// fork splits st by the values of a set.
func (m *Runner) fork(st state.State, v domain.Value, use func(st *state.State, v domain.Value)) []state.State {
	var out []state.State
	for _, w := range m.Sets[v.N] {
		s := st
		use(&s, w)
		out = append(out, s)
	}
	return out
}

// First takes the first of several states as the one that goes on at hand.
func First(st *state.State, all []state.State) (bool, []state.State) {
	if len(all) == 0 {
		return false, nil
	}
	*st = all[0]
	return true, all[1:]
}

func (a *Activation) load(b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
	m := a.m
	at := m.Site(a.F, b, i)
	addr := a.Value(st, in.A)
	if in.Name != "" {
		Set(st, in.Dst, m.tableValue(in.Name, addr))
		return true, nil
	}
	if addr.K == domain.Set {
		var out []state.State
		for _, w := range m.Sets[addr.N] {
			s := *st
			if in.A >= 0 {
				Set(&s, int32(in.A), w)
			}
			if ok, more := a.load(b, i, in, &s); ok {
				out = append(append(out, s), more...)
			}
		}
		return First(st, out)
	}
	if m.Sys.Stray(a, b, i, st, addr) || addr.IsNil() || m.Sys.Null(st, at, addr) {
		return false, nil // the driver crashes, by no rule of ours but of what a callback is handed
	}
	o, p, ok := m.Base(st, addr)
	if !ok {
		if addr.K == domain.Sym {
			return false, nil
		}
		Set(st, in.Dst, m.Vague(st, at, in.Kind))
		return true, nil
	}
	if m.Sys.ReadsResult(a, b, i, st, o, p) || m.Sys.TouchesFreed(a, b, i, st, o) {
		return false, nil
	}
	v := m.Load(st, o, p, in.Kind, at)
	if v.K == domain.Int && in.N > 0 { // the pointer may be to a part of a wider number
		v = m.Convert(st, v, in)
	}
	if v.K == domain.Set {
		strong := m.Strong(st, o, p)
		return First(st, m.fork(*st, v, func(s *state.State, w domain.Value) {
			if strong {
				m.Put(s, o, p, w)
			}
			Set(s, in.Dst, w)
		}))
	}
	Set(st, in.Dst, v)
	return true, nil
}

// compareEach compares what may be one of several values: behind it those are told apart
// of which the comparison is true, false, or not known.
func (a *Activation) compareEach(b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
	m, at := a.m, a.m.Site(a.F, b, i)
	y := a.Value(st, in.B)
	var results []domain.Value
	narrowed := map[domain.Value]domain.Value{}
	for _, w := range m.Sets[a.Value(st, in.A).N] {
		s := *st
		v := m.Binary(&s, in.Name, w, y, in, at)
		if v.K != domain.Int {
			v = domain.Value{K: domain.Any}
		}
		if old, ok := narrowed[v]; ok {
			w = m.Either(old, w)
		} else {
			results = append(results, v)
		}
		narrowed[v] = w
	}
	var out []state.State
	for _, v := range results {
		s := *st
		Set(&s, int32(in.A), narrowed[v])
		if v.K == domain.Any {
			v = m.Binary(&s, in.Name, narrowed[v], y, in, at)
		}
		Set(&s, in.Dst, v)
		out = append(out, s)
	}
	return First(st, out)
}

// How many elements of an array are told apart by an index that is not known, and how many
// where a driver is followed once more.
const (
	maxIndexes  = 8
	manyIndexes = 64
)

func (m *Runner) indexes() int64 {
	if m.Exact {
		return manyIndexes
	}
	return maxIndexes
}

// element takes the address of an element. An index that may be one of a few is each of them.
func (a *Activation) element(b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
	m, n := a.m, a.Value(st, in.B)
	if n.K == domain.Any && 0 < in.N && int64(in.N) <= m.indexes() && in.B >= 0 {
		n = m.UnknownIn(st, m.Site(a.F, b, i), domain.Full)
		Set(st, int32(in.B), n)
	}
	r := m.Bounds(st, n)
	if in.N > 0 { // beyond it the driver crashes, by no rule of ours
		r = r.Meet(domain.Range{Lo: 0, Hi: int64(in.N) - 1})
	}
	if r.Empty() || r.Hi < 0 {
		return false, nil
	}
	if n.K != domain.Sym && n.K != domain.Term || r.Lo == r.Hi || r.Lo < 0 || r.Hi-r.Lo >= m.indexes() {
		at := m.Element(st, a.Value(st, in.A), n)
		m.CountElements(at, in.N)
		Set(st, in.Dst, at)
		return true, nil
	}
	var out []state.State
	for k := r.Lo; k <= r.Hi; k++ {
		s := *st
		if m.Learn(&s, n, "==", k) {
			Set(&s, in.Dst, m.Element(&s, a.Value(&s, in.A), domain.Number(k)))
			out = append(out, s)
		}
	}
	return First(st, out)
}

// tableValue is the function named name of the table that addr is a field of.
func (m *Runner) tableValue(name string, addr domain.Value) domain.Value {
	v := domain.Value{K: domain.API, N: m.Prog.Str(name), O: domain.AnyBase}
	switch {
	case addr.IsNil():
		v.O = domain.NilBase
	case addr.K == domain.Ptr:
		v.O, v.P = addr.O, max(m.Paths.Up[addr.P], 0)
	}
	return v
}

// tableOf is the object of a table held by value.
func (m *Runner) tableOf(st *state.State, v domain.Value) int32 {
	if v.K == domain.Ptr {
		return v.O
	}
	return domain.AnyBase
}

func (a *Activation) store(b, i int32, in *summary.Instr, st *state.State) bool {
	m := a.m
	at := m.Site(a.F, b, i)
	addr, v := a.Value(st, in.A), a.Value(st, in.B)
	if addr.IsNil() {
		return false
	}
	if in.Name != "" && v.K == domain.Func {
		m.Install(st, in.Name, v, domain.Value{K: domain.Any})
	}
	idle := a.F.Idle[program.Place{Block: b, Instr: i}]
	if addr.K == domain.Set {
		for _, w := range m.Sets[addr.N] {
			if w.K == domain.Ptr && !idle {
				old, ok := st.Mem.Get(state.Key(w.O, w.P))
				if !ok {
					old = domain.Number(0)
				}
				m.Store(st, w.O, w.P, m.Either(old, v))
			}
		}
		return true
	}
	o, p, ok := m.Base(st, addr)
	if !ok {
		a.loosen(st, in.A)
		return addr.K != domain.Sym
	}
	if m.Sys.TouchesFreed(a, b, i, st, o) {
		return false
	}
	if idle {
		return true
	}
	v = a.Tally(at, st, v)
	old, had := st.Mem.Get(state.Key(o, p))
	if had && old.K == domain.Ptr && old != v {
		return a.replace(b, i, st, o, p, old, v)
	}
	if m.Sys.Overwritten(st, o, p, v, at) {
		return false
	}
	m.Store(st, o, p, v)
	m.Wrote(st, at, o, p, old, v, in.Kind)
	return true
}

// replace writes v where a pointer was.
func (a *Activation) replace(b, i int32, st *state.State, o, p int32, old, v domain.Value) bool {
	m, before, at := a.m, *st, a.m.Site(a.F, b, i)
	if m.Sys.Overwritten(st, o, p, v, at) {
		return false
	}
	m.Store(st, o, p, v)
	m.Wrote(st, at, o, p, old, v, summary.Pointer)
	return !m.Sys.Orphaned(a, b, i, &before, st, old)
}

func (a *Activation) assert(b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
	m := a.m
	at := m.Site(a.F, b, i)
	v := a.Value(st, in.A)
	if v.K == domain.Set {
		var out []state.State
		for _, w := range m.Sets[v.N] {
			s := *st
			Set(&s, int32(in.A), w)
			if ok, more := a.assert(b, i, in, &s); ok {
				out = append(append(out, s), more...)
			}
		}
		return First(st, out)
	}
	want := a.typeOf(st, in)
	succeed := func(s *state.State) {
		w := v
		if in.N&2 == 0 {
			w = v.Unboxed()
		}
		if in.Kind == summary.Struct && w.K != domain.Agg { // one that is not known
			w = domain.Value{K: domain.Agg, N: 1}
		}
		if in.N&1 != 0 {
			w = m.Tuple([]domain.Value{w, domain.Number(1)})
		}
		Set(s, in.Dst, w)
	}
	fail := func(s *state.State) bool {
		if in.N&1 == 0 {
			return false
		}
		Set(s, in.Dst, m.Tuple([]domain.Value{domain.Number(0), domain.Number(0)}))
		return true
	}
	switch {
	case v.IsNil():
		return fail(st), nil
	case v.T == state.AnyType, v.T > 0 && in.N&2 == 0 && v.T == want:
		succeed(st)
		return true, nil
	case v.T > 0 && in.N&2 == 0 && want > 0:
		return fail(st), nil
	case v.T > 0: // an interface: by its methods, which are not compared
		succeed(st)
		return true, nil
	}
	if in.N&1 == 0 {
		if v.K == domain.Sym && !m.Learn(st, v, "!=", 0) {
			return false, nil
		}
		succeed(st)
		return true, nil
	}
	other := *st
	succeed(st)
	if v.K == domain.Sym && !m.Learn(st, v, "!=", 0) {
		*st = other
		return fail(st), nil
	}
	fail(&other)
	_ = at
	return true, []state.State{other}
}
