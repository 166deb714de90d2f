package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/typestate"
)

// merge is what two states of one typestate share.
func (m *Machine) merge(x, y *State) State {
	j := *x
	if y.trace.Count() < x.trace.Count() {
		j.trace = y.trace
	}
	j.objs = x.objs
	persist.Zip(x.objs, y.objs, func(k uint64, p object, pok bool, q object, qok bool) {
		if !pok {
			p = q
		} else if qok {
			p.escaped, p.summary, p.freed, p.unknown = p.escaped || q.escaped, p.summary || q.summary, p.freed || q.freed, p.unknown || q.unknown
		}
		j.objs = j.objs.Set(k, p)
	})
	facts, loose := m.joinFacts(x, y)
	j.facts = facts
	both(&x.regs, &y.regs, func(r uint32, v Value, vok bool, w Value, wok bool) {
		if vok && wok {
			j.regs.drop(r) // its name may be used again
			j.regs.set(r, m.common(&j, x, y, v, w, program.Joined.Of(0, int32(r))))
		} else if wok {
			j.regs.set(r, w)
		}
	})
	j.irps = m.joinIrps(x, y)
	j.forgot = m.bothForgot(x.forgot, y.forgot)
	y.loose.Range(func(k uint64, _ bool) bool { j.loose = j.loose.Set(k, true); return true })
	blurred := false // what the driver keeps is not known exactly: what closes its sockets may be passed over
	persist.Zip(x.mem, y.mem, func(k uint64, v Value, vok bool, w Value, wok bool) {
		o, p := objectOf(k), pathOf(k)
		if vok {
			m.retain(&j, v, -1)
			m.atoms(v, func(k uint64) { loose = append(loose, k) })
		} else {
			v = m.absent(x, o, p, w)
		}
		if !wok {
			w = m.absent(y, o, p, v)
		}
		if v.K == Mark || w.K == Mark {
			v, w = Value{K: Mark, N: 1}, Value{K: Mark, N: 1}
		}
		u := m.either(v, w)
		blurred = blurred || u.K == Any || u.K == Set
		u = m.common(&j, x, y, v, w, program.Joined.Of(o, p))
		m.retain(&j, u, 1)
		j.mem = j.mem.Set(k, u)
	})
	if blurred {
		m.blur(&j)
	}
	m.prune(&j, loose)
	h := j.Hash()
	j.lossy = x.lossy || y.lossy || h != x.Hash() && h != y.Hash()
	return j
}

// joinIrps is what both x and y know of IRPs.
func (m *Machine) joinIrps(x, y *State) *persist.Map[typestate.Irp] {
	irps := x.irps
	persist.Zip(x.irps, y.irps, func(k uint64, _ typestate.Irp, _ bool, _ typestate.Irp, _ bool) {
		irp := Value{K: Ptr, O: objectOf(k), P: pathOf(k)}
		i, j := m.irpAt(x, irp), m.irpAt(y, irp)
		_, inX := x.objs.Get(uint64(irp.O))
		_, inY := y.objs.Get(uint64(irp.O))
		switch {
		case !inX:
			i = j
		case inY && i != j:
			i = typestate.Irp{Phase: typestate.IrpUnknown}
		}
		irps = irps.Set(k, i)
	})
	return irps
}

// common stands for v in x and w in y: one of them, or a number. What the driver
// counts keeps its bounds, which widen as long as they grow; of other numbers the
// sign is known as far as both states know it. All tests of it go the same way, as
// those of the two did. What may be a pointer is not given a name: that would be of
// an object of its own.
func (m *Machine) common(j, x, y *State, v, w Value, at program.SiteKey) Value {
	u := m.either(v, w)
	if u.K != Any || u.T != 0 {
		return u
	}
	a, counted := m.counted(x, v, at)
	b, also := m.counted(y, w, at)
	if counted && also {
		return m.widened(j, v, a, b, at)
	}
	r := m.span(x, v).Hull(m.span(y, w)).Signs()
	if r.Lo < 0 && r.Hi > 0 {
		return u
	}
	return m.unknownIn(j, &program.Site{Key: at}, r)
}

// span is what is known of v, which may be one of a few.
func (m *Machine) span(st *State, v Value) Range {
	if v.K != Set {
		return m.bounds(st, v)
	}
	r := m.bounds(st, m.sets[v.N][0])
	for _, w := range m.sets[v.N][1:] {
		r = r.Hull(m.bounds(st, w))
	}
	return r
}

// counted is the bounds of the integer v of a cell, if it is one of a few or a
// number that joins have made there, with something added.
func (m *Machine) counted(st *State, v Value, at program.SiteKey) (Range, bool) {
	integers := func(vs []Value) bool {
		return !slices.ContainsFunc(vs, func(w Value) bool { return w.K != Int || w.T != 0 })
	}
	switch v.K {
	case Int, Set:
		return m.span(st, v), integers(m.members(v))
	case Sym:
		return m.bounds(st, v), m.symbols[v.N].site == at
	case Term:
		t := m.terms[v.N]
		_, known := m.counted(st, t.a, at)
		return m.bounds(st, v), known && t.op == "+" && t.b.K == Int
	}
	return full, false
}

// widened is a number within a and b, where a is what is known of v: it keeps v as
// long as b is within a, and gives up a bound that grows, but for its sign. A least
// number that is small may drop step by step.
func (m *Machine) widened(j *State, v Value, a, b Range, at program.SiteKey) Value {
	r := a.Hull(b)
	if v.K == Sym {
		if r == a {
			return v
		}
		wide := r.Signs()
		if r.Lo < a.Lo && (r.Lo < 0 || r.Lo > fewBelow) {
			r.Lo = wide.Lo
		}
		if r.Hi > a.Hi {
			r.Hi = wide.Hi
		}
	}
	return m.unknownIn(j, &program.Site{Key: at}, r)
}

// fewBelow bounds the least number from which joins go down step by step: a count
// of captures, say, stays above what has been captured.
const fewBelow = 64

// joinFacts is what both x and y know; cells are counted as x has them. Nothing
// may hold the loose ones any more.
func (m *Machine) joinFacts(x, y *State) (facts *persist.Map[fact], loose []uint64) {
	facts = x.facts
	persist.Zip(x.facts, y.facts, func(k uint64, p fact, pok bool, q fact, qok bool) {
		loose = append(loose, k)
		switch {
		case pok && qok:
			p.Range = p.Range.Hull(q.Range)
		case qok:
			p = fact{Range: q.Range}
		default:
			return
		}
		facts = facts.Set(k, p)
	})
	return facts, loose
}

// prune drops those of some facts that are of values which nothing holds: they
// would gather from one join to the next.
func (m *Machine) prune(st *State, some []uint64) {
	var kept map[uint64]bool
	for _, k := range some {
		f, ok := st.facts.Get(k)
		if !ok || f.refs > 0 {
			continue
		}
		if kept == nil {
			kept = map[uint64]bool{}
			st.holds(func(v Value) { m.atoms(v, func(x uint64) { kept[x] = true }) })
		}
		if !kept[k] && !st.pinned(k) {
			st.facts = st.facts.Delete(k)
		}
	}
}

// absent is the value of a cell that a state does not have: the other state's
// if the object does not exist there at all.
func (m *Machine) absent(st *State, o, p int32, other Value) Value {
	if _, ok := st.objs.Get(uint64(o)); !ok && o >= int32(len(m.prog.Names)) {
		return other
	}
	if m.unknown(st, o, p) || m.hasForgot(st, key(o, p)) {
		return Value{K: Any}
	}
	return integer(0)
}
