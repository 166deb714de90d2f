package simulate

import (
	"github.com/wskvet/wskvet/internal/ddi"
)

// Which of the requests of IRP_MJ_PNP a callback is given, is told by the minor
// function in the IRP's stack location, or in a parameter that is a number.

// minor is the harness's cell of the minor function of the request at hand, counted
// from 1; Unasked if it is none of those that the harness tells apart.
const minor = "minor"

// Unasked stands for all minor functions but those of ddi.PnpMinors.
const Unasked = -2

// Ask sets the minor function of the request at hand.
func (m *Machine) Ask(st *State, n int64) { m.SetCount(st, minor, n+1) }

// Answered says that there is no request at hand.
func (m *Machine) Answered(st *State) { m.SetCount(st, minor, 0) }

// asMinor is v, which is read as a minor function, as the harness has set it.
func (m *Machine) asMinor(st *State, v Value) Value {
	n := m.Count(st, minor)
	if n > 0 {
		return integer(n - 1)
	}
	if n < 0 {
		for _, x := range ddi.PnpMinors {
			m.learn(st, v, "!=", x)
		}
	}
	return v
}
