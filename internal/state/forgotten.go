package state

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
)

// Forgotten is the value of a forgotten cell.
func (m *Space) Forgotten(st *State, k uint64) domain.Value {
	at := &program.Site{Key: program.Forgotten.Of(ObjectOf(k), PathOf(k))}
	v := m.UnknownIn(st, at, domain.Full)
	m.AssumeAll(v)
	return v
}

// AssumeAll says of the unknown values that v is made of that what a branch on them
// says need not be so.
func (m *Space) AssumeAll(v domain.Value) {
	m.atoms(v, func(k uint64) {
		if k < 1<<40 {
			m.assume0(int64(k))
		}
	})
}

// CellName is the name of the cell at key k, as the program has it.
func (m *Space) CellName(k uint64) string {
	p := PathOf(k)
	for ; p > 0 && strings.HasPrefix(m.Paths.Elem[p], "["); p = m.Paths.Up[p] {
	}
	if o := ObjectOf(k); p == 0 && int(o) < len(m.Prog.Names) {
		return m.Prog.Names[o]
	}
	return m.Paths.Elem[max(p, 0)]
}

// AlsoForgot numbers the cells that have been forgotten: those of a number, and some.
func (m *Space) AlsoForgot(n int32, cells map[string]bool) int32 {
	all := map[string]bool{}
	for _, name := range m.forgets[n] {
		all[name] = true
	}
	for name := range cells {
		all[name] = true
	}
	var names []string
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	if i := slices.IndexFunc(m.forgets, func(f []string) bool { return slices.Equal(f, names) }); i >= 0 {
		return int32(i)
	}
	m.forgets = append(m.forgets, names)
	return int32(len(m.forgets) - 1)
}

// bothForgot is what two states have forgotten.
func (m *Space) bothForgot(x, y int32) int32 {
	if x == y {
		return x
	}
	cells := map[string]bool{}
	for _, name := range m.forgets[y] {
		cells[name] = true
	}
	return m.AlsoForgot(x, cells)
}

// hasForgot reports whether a cell that is not written may have been, by a call that
// was passed over.
func (m *Space) hasForgot(st *State, k uint64) bool {
	if st.Forgot == 0 {
		return false
	}
	_, found := slices.BinarySearch(m.forgets[st.Forgot], m.CellName(k))
	return found
}
