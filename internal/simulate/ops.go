package simulate

import (
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
)

// Operate carries out a DDI, unless it ends the life.
func (m *Machine) Operate(r *follow.Call, st *state.State) []follow.Outcome {
	if m.Strays(r, st) {
		return nil
	}
	if r.Crashes() {
		if m.Inside == 0 {
			m.Activities(*st) // they may have run before that
		}
		return nil
	}
	if m.CheckLevel(r, st) {
		return nil
	}
	if r.Op.Wsk() {
		m.Called(r, st)
	}
	return m.by[r.Op](r, *st)
}
