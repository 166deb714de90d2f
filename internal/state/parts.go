package state

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
)

// Blur says that what the driver keeps is no longer known exactly: from here on
// sockets are not told apart, and no finding is made of them, as what closes one may
// seem to be passed over. How many are open is counted yet.
func (m *Space) Blur(st *State) {
	st.Blurred = true
	st.change(Part.Blurred)
}

// Confound says that what the driver keeps is merged. On a slice that hides nothing: what
// is about an object of which it is not known which one it is asks for a deeper slice, and
// what seems broken is confirmed. A run that merges and hides what becomes of sockets is not
// the last word on them.
func (m *Space) Confound(st *State) {
	if m.Slice != nil {
		return
	}
	m.Hides = m.Hides || !m.Exact && !st.Blurred && m.Prog.Opens
	m.Blur(st)
}

// Crowd says that there are more sockets than are told apart. As a driver loads, a run that
// is followed once more tells more of them.
func (m *Space) Crowd(st *State) {
	m.Hides = m.Hides || m.Alone && m.Slice == nil && !m.Exact && !st.Blurred
	m.Blur(st)
}

// IsNull reports whether v is what an event callback was handed NULL for.
func (m *Space) IsNull(v domain.Value) bool {
	return v.K == domain.Sym && program.Null.Marks(m.symbols[v.N].site)
}
