package simulate

import "github.com/wskvet/wskvet/internal/state"

// bury drops the registers that die behind instruction i of block b.
func (a *activation) bury(b, i int32, st *state.State) {
	dead := a.f.Dying(b).At(i)
	if len(dead) == 0 {
		return
	}
	gone := a.m.Gone[:0]
	for _, r := range dead {
		if v, ok := st.Regs.Drop(uint32(r)); ok && v.Named() {
			gone = append(gone, v)
		}
	}
	a.m.Gone = gone
	a.m.Unlearn(st, gone)
}
