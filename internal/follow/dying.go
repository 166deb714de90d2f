package follow

import (
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// bury drops the registers that die behind instruction i of block b.
func (a *Activation) bury(b, i int32, st *state.State) {
	dead := a.F.Dying(b).At(i)
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

// Behind is st with those registers alone that are read behind instruction i of
// block b.
func (a *Activation) Behind(b, i int32, st *state.State) state.State {
	out := *st
	for _, r := range a.F.Dying(b).At(i) {
		out.Regs.Drop(uint32(r))
	}
	return out
}

// AddressSite is where the address is made that instruction i of block b loads
// from: the load itself has no place of its own in the source.
func (a *Activation) AddressSite(b, i int32) *program.Site {
	at := a.m.Site(a.F, b, i)
	from := a.F.Blocks[b].Instrs[i].A
	for k := i - 1; k >= 0 && at.Pos.Line == 0; k-- {
		if in := &a.F.Blocks[b].Instrs[k]; in.Dst >= 0 && in.Dst == int32(from) {
			at = a.m.Site(a.F, b, k)
		}
	}
	return at
}
