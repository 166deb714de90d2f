package state

import (
	"math"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/irql"
)

// Level is the IRQL at which the code runs, and in which routine.
type Level struct {
	At    domain.Value // a known level, or an unknown one of which a range is known; the zero value is PASSIVE_LEVEL
	Under domain.Value // what it was before it was raised last
	Slot  int64        // of the routine that the system has called, as a string from 1; 0 for one at PASSIVE_LEVEL
}

func (l Level) Hash() uint64 {
	if l == (Level{}) {
		return 0 // as below, and as a rule
	}
	return domain.Combine(l.At.Hash(), l.Under.Hash(), uint64(l.Slot))
}

// Visit visits the values that the level holds.
func (l Level) Visit(look func(domain.Value)) {
	look(l.At)
	look(l.Under)
}

// OrPassive is a level as a number.
func OrPassive(v domain.Value) domain.Value {
	if v == (domain.Value{}) {
		return domain.Number(int64(irql.Passive))
	}
	return v
}

// SetLevel moves the IRQL to v.
func (m *Space) SetLevel(st *State, v, under domain.Value) {
	l := Level{At: v, Under: under, Slot: st.Level.Slot}
	if l.At == domain.Number(int64(irql.Passive)) {
		l.At = domain.Value{}
	}
	if l.Under == domain.Number(int64(irql.Passive)) {
		l.Under = domain.Value{}
	}
	st.Level = l
}

// Highest is the highest IRQL at which the code may run.
func (m *Space) Highest(st *State) irql.Level {
	return irql.Level(min(m.Bounds(st, OrPassive(st.Level.At)).Hi, math.MaxInt8))
}

// Lowest is the lowest.
func (m *Space) Lowest(st *State) irql.Level {
	return irql.Level(max(m.Bounds(st, OrPassive(st.Level.At)).Lo, 0))
}
