package state

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
)

// Merge is what two states of one typestate share.
func (m *Space) Merge(x, y *State) State {
	j := *x
	if y.Trace.Count() < x.Trace.Count() {
		j.Trace = y.Trace
	}
	j.Objs = x.Objs
	persist.Zip(x.Objs, y.Objs, func(k uint64, p Object, pok bool, q Object, qok bool) {
		if !pok {
			p = q
		} else if qok {
			p.Escaped, p.summary, p.freed, p.Unknown = p.Escaped || q.Escaped, p.summary || q.summary, p.freed || q.freed, p.Unknown || q.Unknown
		}
		j.Objs = j.Objs.Set(k, p)
	})
	var twins []twin
	facts, loose := m.joinFacts(x, y)
	j.Facts = facts
	both(&x.Regs, &y.Regs, func(r uint32, v domain.Value, vok bool, w domain.Value, wok bool) {
		if vok && wok {
			j.Regs.Drop(r) // its name may be used again
			u := m.common(&j, x, y, v, w, program.Joined.Of(0, int32(r)))
			twins = m.twinned(twins, u, v, w)
			j.Regs.Set(r, u)
		} else if wok {
			j.Regs.Set(r, w)
		}
	})
	m.joinParts(&j, x, y)
	j.Forgot = m.bothForgot(x.Forgot, y.Forgot)
	if x.loose.Hash() != y.loose.Hash() {
		y.loose.Range(func(k uint64, _ bool) bool { j.loose = j.loose.Set(k, true); return true })
	}
	blurred := false // which socket it is that the driver comes to is not known exactly
	persist.Zip(x.Mem, y.Mem, func(k uint64, v domain.Value, vok bool, w domain.Value, wok bool) {
		o, p := ObjectOf(k), PathOf(k)
		if !m.global(o) && !j.Exists(o) { // of a name that nothing had, and that is another's now
			return
		}
		if vok {
			m.Retain(&j, v, -1)
			m.atoms(v, func(k uint64) { loose = append(loose, k) })
		} else {
			v = m.absent(x, o, p, w)
		}
		if !wok {
			w = m.absent(y, o, p, v)
		}
		if v.K == domain.Mark || w.K == domain.Mark {
			v, w = domain.Value{K: domain.Mark, N: 1}, domain.Value{K: domain.Mark, N: 1}
		}
		u := m.Either(v, w)
		blurred = blurred || (u.K == domain.Any || u.K == domain.Set) && (m.ToSocket(x, v) || m.ToSocket(y, w))
		u = m.common(&j, x, y, v, w, program.Joined.Of(o, p))
		if m.Strong(&j, o, p) {
			twins = m.twinned(twins, u, v, w)
		}
		m.Retain(&j, u, 1)
		j.Mem = j.Mem.Set(k, u)
	})
	j.Related = m.relate(x, y, twins)
	if blurred {
		m.Confound(&j)
	}
	m.prune(&j, loose)
	h := j.Hash()
	j.Lossy = x.Lossy || y.Lossy || h != x.Hash() && h != y.Hash()
	return j
}

// common stands for v in x and w in y: one of them, or a number. What the driver
// counts keeps its bounds, which widen as long as they grow; of other numbers the
// sign is known as far as both states know it. All tests of it go the same way, as
// those of the two did. What may be a pointer is not given a name: that would be of
// an object of its own.
func (m *Space) common(j, x, y *State, v, w domain.Value, at program.SiteKey) domain.Value {
	u := m.Either(v, w)
	if (u.K != domain.Any || u.T != 0) && !m.row(u) {
		return u
	}
	a, counted := m.counted(x, v, at)
	b, also := m.counted(y, w, at)
	if counted && also {
		return m.widened(j, v, a, b, at, m.elsewhere(y, w))
	}
	r := m.span(x, v).Hull(m.span(y, w)).Signs()
	if r.Lo < 0 && r.Hi > 0 {
		return u
	}
	return m.freshIn(j, &program.Site{Key: at}, r, m.elsewhere(y, w))
}

// elsewhere reports of a name whether y has it besides in w. What is yet to be merged may
// come to have it in the merged state.
func (m *Space) elsewhere(y *State, w domain.Value) func(id uint64) bool {
	return func(id uint64) bool {
		f, ok := y.Facts.Get(id)
		if !ok {
			return false
		}
		if y.pinned(id) {
			return true
		}
		left := int(f.Refs)
		count := func(by int) func(domain.Value) {
			return func(v domain.Value) {
				m.atoms(v, func(x uint64) {
					if x == id {
						left += by
					}
				})
			}
		}
		m.holds(y, count(1))
		count(-1)(w)
		return left > 0
	}
}

// row reports whether v may be any of some numbers that follow each other: of an unknown
// number as much can be known, and how it is related to others, too.
func (m *Space) row(v domain.Value) bool {
	if v.K != domain.Set {
		return false
	}
	vs := m.Sets[v.N] // in order
	for i, w := range vs {
		if w.K != domain.Int || w.T != 0 || w.N != vs[0].N+int64(i) {
			return false
		}
	}
	return true
}

// span is what is known of v, which may be one of a few.
func (m *Space) span(st *State, v domain.Value) domain.Range {
	if v.K != domain.Set {
		return m.Bounds(st, v)
	}
	r := m.Bounds(st, m.Sets[v.N][0])
	for _, w := range m.Sets[v.N][1:] {
		r = r.Hull(m.Bounds(st, w))
	}
	return r
}

// counted is the bounds of the integer v of a cell, if it is one of a few or a
// number that joins have made there, with something added.
func (m *Space) counted(st *State, v domain.Value, at program.SiteKey) (domain.Range, bool) {
	integers := func(vs []domain.Value) bool {
		return !slices.ContainsFunc(vs, func(w domain.Value) bool { return w.K != domain.Int || w.T != 0 })
	}
	switch v.K {
	case domain.Int, domain.Set:
		return m.span(st, v), integers(m.Members(v))
	case domain.Sym:
		return m.Bounds(st, v), m.symbols[v.N].site == at
	case domain.Term:
		t := m.terms[v.N]
		_, known := m.counted(st, t.a, at)
		return m.Bounds(st, v), known && t.op == "+" && t.b.K == domain.Int
	}
	return domain.Full, false
}

// widened is a number within a and b, where a is what is known of v: it keeps v as
// long as b is within a, and gives up a bound that grows, but for its sign. A least
// number that is small may drop step by step.
func (m *Space) widened(j *State, v domain.Value, a, b domain.Range, at program.SiteKey, taken func(id uint64) bool) domain.Value {
	r := a.Hull(b)
	if v.K == domain.Sym {
		if r == a {
			return v
		}
		wide := r.Signs()
		if r.Lo < a.Lo && (r.Lo < 0 || r.Lo > FewBelow) {
			r.Lo = wide.Lo
		}
		if r.Hi > a.Hi {
			r.Hi = wide.Hi
		}
	}
	return m.freshIn(j, &program.Site{Key: at}, r, taken)
}

// FewBelow bounds the least number from which joins go down step by step: a count
// of captures, say, stays above what has been captured.
const FewBelow = 64

// joinFacts is what both x and y know; cells are counted as x has them. Nothing
// may hold the loose ones any more.
func (m *Space) joinFacts(x, y *State) (facts *persist.Map[Fact], loose []uint64) {
	facts = x.Facts
	persist.Zip(x.Facts, y.Facts, func(k uint64, p Fact, pok bool, q Fact, qok bool) {
		loose = append(loose, k)
		switch {
		case pok && qok:
			p = m.says(p, m.rangeOf(p).Hull(m.rangeOf(q)))
		case qok:
			p = Fact{known: q.known}
		default:
			return
		}
		facts = facts.Set(k, p)
	})
	return facts, loose
}

// prune drops those of some facts that are of values which nothing holds: they
// would gather from one join to the next.
func (m *Space) prune(st *State, some []uint64) {
	var kept map[uint64]bool
	for _, k := range some {
		f, ok := st.Facts.Get(k)
		if !ok || f.Refs > 0 {
			continue
		}
		if kept == nil {
			kept = map[uint64]bool{}
			m.holds(st, func(v domain.Value) { m.atoms(v, func(x uint64) { kept[x] = true }) })
		}
		if !kept[k] && !st.pinned(k) {
			m.unrelate(st, k)
			st.Facts = st.Facts.Delete(k)
		}
	}
}

// absent is the value of a cell that a state does not have: the other state's
// if the object does not exist there at all.
func (m *Space) absent(st *State, o, p int32, other domain.Value) domain.Value {
	if _, ok := st.Objs.Get(uint64(o)); !ok && o >= int32(len(m.Prog.Names)) {
		return other
	}
	if m.Unknown(st, o, p) || m.hasForgot(st, Key(o, p)) {
		return domain.Value{K: domain.Any}
	}
	return domain.Number(0)
}
