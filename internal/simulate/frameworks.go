package simulate

// framework hands a table of callbacks to a framework. Where that fails, nobody calls them.
func (m *Machine) framework(r *request, st State) []outcome {
	out := m.routines(r, st)
	if len(out) == 2 { // the second is the failure
		for _, v := range r.args {
			if v.K == Ptr {
				m.uninstall(&out[1].st, v)
			}
		}
	}
	return out
}

// uninstall takes back what is installed through the fields of a table.
func (m *Machine) uninstall(st *State, of Value) {
	in := func(t *table) bool {
		fn, ok := st.mem.Get(key(of.O, m.paths.below(of.P, t.slot)))
		return ok && fn == t.fn
	}
	var kept []*table
	for t := st.tables; t != nil; t = t.next {
		if !in(t) {
			kept = append(kept, t)
		}
	}
	st.tables = nil
	for i := len(kept) - 1; i >= 0; i-- {
		m.install(st, kept[i].slot, kept[i].fn, kept[i].context)
	}
}
