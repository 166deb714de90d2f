package follow

import (
	"math"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// Tally is the number v as a tally keeps it in which it is stored: as it is, as long as it
// is small, and otherwise as one of those that are greater, or below zero. What is
// reported behind that is confirmed by a run that tells all numbers apart.
func (a *Activation) Tally(at *program.Site, st *state.State, v domain.Value) domain.Value {
	told, ok := a.F.Tallies[program.Place{Block: at.Key.Block, Instr: at.Key.Instr}]
	if !ok || a.m.exact != nil {
		return v
	}
	r := a.m.Bounds(st, v)
	wide := domain.Range{Lo: r.Lo, Hi: r.Hi}
	if r.Lo < 0 {
		wide.Lo = math.MinInt64
	}
	if r.Hi > told {
		wide.Lo, wide.Hi = min(wide.Lo, told+1), math.MaxInt64
	}
	if wide.Lo == r.Lo && wide.Hi == r.Hi {
		return v
	}
	st.Lossy = true
	return a.m.UnknownIn(st, at, wide)
}
