package simulate

import (
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/state"
)

// Rundown protection, and so a remove lock, is refused once somebody waits for its
// release, until it is made ready again. What the driver has not initialised itself may
// be refused or not.

// protection is a DDI on rundown protection that does not wait.
func (m *Machine) protection(r *request, st state.State) []outcome {
	switch r.op {
	case ddi.RundownReset:
		m.runDown(&st, r, 0)
		if v, ok := r.pointer(); ok {
			m.Put(&st, v.O, v.P, Value{K: Int, T: state.EventType})
		}
	case ddi.RundownOver:
		m.runDown(&st, r, 1)
	case ddi.RundownBegin:
		return m.protect(r, st)
	}
	return m.anything(r, st)
}

// protect is a call that takes protection, or is refused.
func (m *Machine) protect(r *request, st state.State) []outcome {
	down, known := m.isDown(&st, r)
	taken := st
	if v, ok := r.pointer(); ok && m.Strong(&taken, v.O, v.P) {
		m.count(&taken, v, r.times(1))
	}
	var out []outcome
	if !known || down == 0 {
		res := m.status(&taken, r, true)
		out = append(out, outcome{st: taken, result: res})
	}
	if !known || down != 0 {
		res := m.status(&st, r, false)
		out = append(out, outcome{st: st, result: res})
	}
	return out
}

// times is how many holds a call takes or releases, with the sign: forms whose names end in
// Ex are handed their number.
func (r *request) times(sign int64) Value {
	n := r.integers()
	switch {
	case !strings.HasSuffix(r.name(), "Ex") || len(n) == 0:
		return integer(sign)
	case n[0].K == Int:
		return integer(sign * n[0].N)
	}
	return Value{K: Any}
}

// waitRunDown is the states in which a wait for the release of rundown protection ends.
// Who has been started may have begun before it, or begins behind it and is refused.
func (m *Machine) waitRunDown(r *request, st state.State, signals func(*state.Activity) bool) []state.State {
	v, ok := r.pointer()
	if ok && r.op == ddi.RundownLast {
		m.count(&st, v, integer(-1))
	}
	states := m.await([]state.State{st}, signals)
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
	return distinct(states)
}

// runDown notes whether the protection refuses.
func (m *Machine) runDown(st *state.State, r *request, down int64) {
	if len(r.args) > 0 && r.args[0].K == Ptr {
		v := r.args[0]
		m.Put(st, v.O, m.Paths.Below(v.P, "down"), integer(down))
	}
}

// isDown is whether it refuses, where that is known.
func (m *Machine) isDown(st *state.State, r *request) (down int64, known bool) {
	if len(r.args) == 0 || r.args[0].K != Ptr || !m.Strong(st, r.args[0].O, r.args[0].P) {
		return 0, false
	}
	v := r.args[0]
	cell, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, "down")))
	return cell.N, ok && cell.K == Int
}
