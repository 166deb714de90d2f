package simulate

// bury drops the registers that die behind instruction i of block b.
func (a *activation) bury(b, i int32, st *State) {
	dead := a.f.Dying(b).At(i)
	if len(dead) == 0 {
		return
	}
	gone := a.m.gone[:0]
	for _, r := range dead {
		if v, ok := st.regs.drop(uint32(r)); ok && v.Named() {
			gone = append(gone, v)
		}
	}
	a.m.gone = gone
	a.m.unlearn(st, gone)
}
