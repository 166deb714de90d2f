package lives

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// Rundown protection, and so a remove lock, is refused once somebody waits for its
// release, until it is made ready again. What the driver has not initialised itself may
// be refused or not.

// Protection is a DDI on rundown protection that does not wait.
func (m *Lives) Protection(r *follow.Call, st state.State) []follow.Outcome {
	switch r.Op {
	case ddi.RundownReset:
		m.runDown(&st, r, 0)
		if v, ok := r.Pointer(); ok {
			m.Put(&st, v.O, v.P, domain.Value{K: domain.Int, T: state.EventType})
		}
	case ddi.RundownOver:
		m.runDown(&st, r, 1)
	case ddi.RundownBegin:
		return m.protect(r, st)
	}
	return m.Anything(r, st)
}

// protect is a call that takes protection, or is refused.
func (m *Lives) protect(r *follow.Call, st state.State) []follow.Outcome {
	down, known := m.isDown(&st, r)
	taken := st
	if v, ok := r.Pointer(); ok && m.Strong(&taken, v.O, v.P) {
		m.count(&taken, v, r.Times(1))
	}
	var out []follow.Outcome
	if !known || down == 0 {
		res := m.Status(&taken, r, follow.Succeeds)
		out = append(out, follow.Outcome{St: taken, Result: res})
	}
	if !known || down != 0 {
		res := m.Status(&st, r, follow.Fails)
		out = append(out, follow.Outcome{St: st, Result: res})
	}
	return out
}

// waitRunDown is the states in which a wait for the release of rundown protection ends.
// Who has been started may have begun before it, or begins behind it and is refused.
func (m *Lives) waitRunDown(r *follow.Call, st state.State, signals func(*Activity) bool) []state.State {
	v, ok := r.Pointer()
	if ok && r.Op == ddi.RundownLast {
		m.count(&st, v, domain.Number(-1))
	}
	states := m.Await([]state.State{st}, signals)
	if ok {
		states = slices.DeleteFunc(states, func(s state.State) bool { return m.keeps(&s, v) })
	}
	if ok && m.Strong(&st, v.O, v.P) {
		k := state.Key(v.O, v.P)
		m.runDown(&st, r, 1)
		for _, s := range m.awaitUntil([]state.State{st}, signals, k, func(s *state.State) bool { return m.zeroAt(s, k) }) {
			if m.zeroAt(&s, k) {
				states = append(states, s)
			}
		}
	}
	for i := range states {
		m.runDown(&states[i], r, 1)
	}
	return follow.Distinct(states)
}

// keeps reports whether somebody holds protection who has ended, or waits for it himself, so
// that the wait for its release never ends.
func (m *Lives) keeps(st *state.State, v domain.Value) bool {
	return m.Alone && m.Inside == 0 && m.Strong(st, v.O, v.P) && !m.zeroAt(st, state.Key(v.O, v.P)) && m.Others(st)&program.Signals == 0
}

// runDown notes whether the protection refuses.
func (m *Lives) runDown(st *state.State, r *follow.Call, down int64) {
	if len(r.Args) > 0 && r.Args[0].K == domain.Ptr {
		v := r.Args[0]
		m.Put(st, v.O, m.Paths.Below(v.P, "down"), domain.Number(down))
	}
}

// isDown is whether it refuses, where that is known.
func (m *Lives) isDown(st *state.State, r *follow.Call) (down int64, known bool) {
	if len(r.Args) == 0 || r.Args[0].K != domain.Ptr || !m.Strong(st, r.Args[0].O, r.Args[0].P) {
		return 0, false
	}
	v := r.Args[0]
	cell, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, "down")))
	return cell.N, ok && cell.K == domain.Int
}
