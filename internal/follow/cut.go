package follow

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// slice takes a part of a slice, an array or a string. It is false where the life ends, as
// the part goes beyond the whole, or ends before it begins. The part shares the elements of
// the whole; where it begins with them and its length is known, the whole keeps its own.
func (a *Activation) slice(in *summary.Instr, st *state.State) bool {
	m, v := a.m, a.Value(st, in.A)
	from, whole := a.Value(st, in.B), m.Long(st, v)
	to := whole
	if len(in.Args) == 1 {
		to = a.Value(st, in.Args[0])
	}
	if in.N == becomesArray {
		Set(st, in.Dst, v)
		return whole.K != domain.Int || whole.N >= to.N
	}
	if from.K == domain.Int && (from.N < 0 || to.K == domain.Int && from.N > to.N) {
		return false
	}
	if v.K == domain.Ptr && in.N != 1 {
		switch {
		case in.N > 1:
			m.Resize(st, v, domain.Number(int64(in.N-1)))
		case from == domain.Number(0) && to.K == domain.Int:
			v.N = to.N + 1
		default:
			m.Resize(st, v, domain.Value{K: domain.Any})
			v.N = 0
		}
	}
	Set(st, in.Dst, v)
	return true
}

// becomesArray is N of a Slice that becomes an array.
const becomesArray = -1
