package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// What an activity that waits may still do is less than what its function may do:
// only what comes behind the calls that it is in.

// remaining are the effects of what is left of a paused activity.
func (m *Machine) remaining(c *continuation) Effects {
	var e Effects
	for _, fr := range c.frames {
		e |= m.behind(fr.f, fr.at.key)
		for d := fr.defers; d != nil; d = d.next {
			e |= m.effectsOf(d.fn)
		}
	}
	return e
}

// effectsOf are the effects of calling a function value.
func (m *Machine) effectsOf(fn Value) Effects {
	switch fn.K {
	case API:
		return effectOf(ddi.Lookup(m.prog.string(fn.N)))
	case Func:
		return m.prog.funcs[fn.N].reach
	}
	return ^Effects(0)
}

// behind are the effects of what follows an instruction of f.
func (m *Machine) behind(f *function, at siteKey) Effects {
	if e, ok := m.rests[at]; ok {
		return e
	}
	rest := *f
	own := *f.Func
	rest.Func, rest.own, rest.callees, rest.armed, rest.dynamic, rest.invoked = &own, 0, nil, nil, nil, nil
	rest.op = ddi.None
	rest.defs = f.definitions() // what is defined before the instruction is used behind it
	own.Blocks = f.follow(at)
	m.prog.ownEffects(&rest)
	e := m.prog.called(&rest)
	m.rests[at] = e
	return e
}

// called are f's own effects and those of what it calls, as far as that is known.
func (p *Program) called(f *function) Effects {
	e := f.own
	for _, c := range append(f.callees, f.armed...) {
		e |= p.funcs[c].reach
	}
	for _, sig := range f.dynamic {
		for _, t := range p.fitting(sig) {
			e |= p.funcs[t].reach
		}
	}
	for _, name := range f.invoked {
		for _, t := range p.byMethod[name] {
			e |= p.funcs[t].reach
		}
	}
	return e
}

// follow is what can be run behind an instruction: the rest of its block, and the
// blocks that it leads to, which may be the whole of its own again.
func (f *function) follow(at siteKey) []summary.Block {
	first := f.Blocks[at.block]
	first.Instrs = first.Instrs[at.instr+1:]
	out := []summary.Block{first}
	seen := map[int32]bool{}
	work := slices.Clone(first.Succs)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[b] {
			continue
		}
		seen[b] = true
		out = append(out, f.Blocks[b])
		work = append(work, f.Blocks[b].Succs...)
	}
	return out
}

// excused reports whether somebody else who runs may have done something with
// registration k, with one of the effects, that is not seen in st: a routine of the
// system, or an activity that can go on and comes to it.
func (m *Machine) excused(st *State, k uint64, by Effects) bool {
	if st.async&by != 0 {
		return true
	}
	for _, a := range m.pending(st, func(a *activity) bool { return m.activityEffects(a)&by != 0 }) {
		if m.inside > 0 || m.touches(st, a, k, by) {
			return true
		}
	}
	return false
}

// touches runs a to see whether it may change registration k. What waits for an event
// that is not set does not; what has paused again may, once it goes on.
func (m *Machine) touches(st *State, a *activity, k uint64, by Effects) bool {
	if a.paused != nil && !m.signalled(st, a.paused.on) {
		return false
	}
	states := m.trial(st, a)
	was := m.registrationAt(st, k)
	for _, s := range states {
		if m.registrationAt(&s, k) != was {
			return true
		}
		for b := s.acts; b != nil; b = b.next {
			if m.activityEffects(b)&by != 0 && (b.paused == nil || m.signalled(&s, b.paused.on)) && !slices.Contains(m.pending(st, anybody), b) {
				return true
			}
		}
	}
	return len(states) == 0
}

// mayYet reports whether a may still change registration k: it does when it is run,
// or it comes to wait for what somebody can do yet.
func (m *Machine) mayYet(st *State, a *activity, k uint64, by Effects) bool {
	if a.paused != nil || m.touches(st, a, k, by) {
		return !m.stuck(st, a)
	}
	may := false
	for _, s := range m.trial(st, a) {
		for b := s.acts; b != nil; b = b.next {
			may = may || b.paused != nil && m.activityEffects(b)&by != 0 && !m.stuck(&s, b)
		}
	}
	return may
}

// trial is the states that a leads to, to its end or to where it waits.
func (m *Machine) trial(st *State, a *activity) []State {
	quiet := m.report.quiet
	m.report.quiet = true
	done, paused := m.runActivity(*st, a, 0)
	m.report.quiet = quiet
	return append(done, paused...)
}

// stuck reports whether a waits for an event that nobody who runs can set any more.
func (m *Machine) stuck(st *State, a *activity) bool {
	if a.paused == nil || m.signalled(st, a.paused.on) || st.async&Signals != 0 {
		return false
	}
	return len(m.pending(st, func(b *activity) bool { return b != a && m.activityEffects(b)&Signals != 0 })) == 0
}
