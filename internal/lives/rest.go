package lives

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// What an activity that waits may still do is less than what its function may do:
// only what comes behind the calls that it is in.

// remaining are the effects of what is left of a paused activity.
func (m *Lives) remaining(c *Continuation) program.Effects {
	var e program.Effects
	for _, fr := range c.Frames {
		e |= m.behind(fr.F, fr.At.Key)
		for d := fr.Defers; d != nil; d = d.Next {
			e |= m.effectsOf(d.Fn)
		}
	}
	return e
}

// effectsOf are the effects of calling a function value.
func (m *Lives) effectsOf(fn domain.Value) program.Effects {
	switch fn.K {
	case domain.API:
		return program.EffectOf(ddi.Lookup(m.Prog.Text(fn.N)))
	case domain.Func:
		return m.Prog.Funcs[fn.N].Reach
	}
	return ^program.Effects(0)
}

// behind are the effects of what follows an instruction of f.
func (m *Lives) behind(f *program.Func, at program.SiteKey) program.Effects {
	if e, ok := m.rests[at]; ok {
		return e
	}
	rest := *f
	own := *f.Func
	rest.Func, rest.Own, rest.Callees, rest.Armed, rest.Dynamic, rest.Invoked = &own, 0, nil, nil, nil, nil
	rest.Op = ddi.None
	rest.Defs = f.Definitions() // what is defined before the instruction is used behind it
	own.Blocks = f.Follow(at)
	m.Prog.OwnEffects(&rest)
	e := m.Prog.Called(&rest)
	m.rests[at] = e
	return e
}

// Excused reports whether somebody else who runs may have done something with
// registration k, with one of the effects, that is not seen in st: a routine of the
// system, or an activity that can go on and comes to it.
func (m *Lives) Excused(st *state.State, k uint64, by program.Effects) bool {
	if st.Async&by != 0 {
		return true
	}
	for _, a := range m.Pending(st, func(a *Activity) bool { return m.ActivityEffects(a)&by != 0 }) {
		if m.Inside > 0 || m.touches(st, a, k, by) {
			return true
		}
	}
	return false
}

// touches runs a to see whether it may change registration k. What waits for an event
// that is not set does not; what has paused again may, once it goes on.
func (m *Lives) touches(st *state.State, a *Activity, k uint64, by program.Effects) bool {
	if a.Paused != nil && !m.Signalled(st, a.Paused.On) {
		return false
	}
	cuts, states := m.Cuts, m.trial(st, a)
	for _, s := range states {
		if m.Reqs.Changed(st, &s, k) {
			return true
		}
		for b := m.Last(&s); b != nil; b = b.next {
			if m.ActivityEffects(b)&by != 0 && (b.Paused == nil || m.Signalled(&s, b.Paused.On)) && !slices.Contains(m.Pending(st, Anybody), b) {
				return true
			}
		}
	}
	return len(states) == 0 || m.Cuts != cuts // what does may be among those that were dropped
}

// MayYet reports whether a may still change registration k: it does when it is run,
// or it comes to wait for what somebody can do yet.
func (m *Lives) MayYet(st *state.State, a *Activity, k uint64, by program.Effects) bool {
	if a.Paused != nil || m.touches(st, a, k, by) {
		return !m.stuck(st, a)
	}
	may := false
	for _, s := range m.trial(st, a) {
		for b := m.Last(&s); b != nil; b = b.next {
			may = may || b.Paused != nil && m.ActivityEffects(b)&by != 0 && !m.stuck(&s, b)
		}
	}
	return may
}

// trial is the states that a leads to, to its end or to where it waits.
func (m *Lives) trial(st *state.State, a *Activity) []state.State {
	var states []state.State
	m.Silently(func() {
		done, paused := m.RunActivity(*st, a, 0)
		states = append(done, paused...)
	})
	return states
}

// stuck reports whether a waits for an event that nobody who runs can set any more.
func (m *Lives) stuck(st *state.State, a *Activity) bool {
	if a.Paused == nil || m.Signalled(st, a.Paused.On) || st.Async&program.Signals != 0 {
		return false
	}
	return len(m.Pending(st, func(b *Activity) bool { return b != a && m.ActivityEffects(b)&program.Signals != 0 })) == 0
}
