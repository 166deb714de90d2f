package simulate

import "github.com/wskvet/wskvet/internal/ddi"

// Rundown protection, and so a remove lock, is refused once somebody waits for its release, until it is
// made ready again. What the driver has not initialised itself may be refused or not.

// protection is a DDI on rundown protection that does not wait.
func (m *Machine) protection(r *request, st State) []outcome {
	switch r.op {
	case ddi.RundownReset:
		m.runDown(&st, r, 0)
	case ddi.RundownOver:
		m.runDown(&st, r, 1)
	case ddi.RundownBegin:
		down, known := m.isDown(&st, r)
		if known && (down == 0 || m.inside == 0) { // who runs beside the wait may have come before it
			res := m.status(&st, r, down == 0)
			return []outcome{{st: st, result: res}}
		}
	}
	return m.anything(r, st)
}

// runDown notes whether the protection refuses.
func (m *Machine) runDown(st *State, r *request, down int64) {
	if len(r.args) > 0 && r.args[0].K == Ptr {
		v := r.args[0]
		m.put(st, v.O, m.paths.below(v.P, "down"), integer(down))
	}
}

// isDown is whether it refuses, where that is known.
func (m *Machine) isDown(st *State, r *request) (down int64, known bool) {
	if len(r.args) == 0 || r.args[0].K != Ptr || !m.strong(st, r.args[0].O, r.args[0].P) {
		return 0, false
	}
	v := r.args[0]
	cell, ok := st.mem.Get(key(v.O, m.paths.below(v.P, "down")))
	return cell.N, ok && cell.K == Int
}
