package simulate

import (
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/slice"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// Scope is what of a driver is followed, and how far.
type Scope struct {
	// Sockets says that sockets and requests are followed. Where they are not, a request
	// is taken to be over when the call returns, with any status, and no socket counts:
	// registrations do not depend on them but through what the code makes of statuses.
	Sockets bool

	Lent  bool         // event callbacks are lent something
	Slice *slice.Slice // what of the program is run; nil for all of it
	Rules []string     // that may be reported; empty: all
	Steps int          // after which the run is given up
}

// Follow sets what runs follow from here on. It gives st, a driver just loaded, for them.
func (m *Machine) Follow(s Scope, st state.State) state.State {
	m.scope, m.Slice = s, s.Slice
	st.Blurred = !s.Sockets
	return st
}

// FollowsSockets reports whether sockets and requests are followed.
func (m *Machine) FollowsSockets() bool { return m.scope.Sockets }

// Acts reports whether function i does something that is followed.
func (m *Machine) Acts(i int32) bool {
	if m.Slice != nil {
		return m.Slice.Acts(i)
	}
	return m.Prog.Funcs[i].Reach != 0
}

func (m *Machine) planned(f *program.Func) *program.Plan {
	if m.Slice != nil {
		return m.Slice.Plan(f.Index)
	}
	return m.Prog.Planned(f)
}

// unknowns are results of a call that is not followed: any of them may be the address of
// any object.
func (m *Machine) unknowns(st *state.State, c *summary.Call, at *program.Site) Value {
	v := m.results(st, c, at)
	if len(c.Results) == 1 && !state.Scalar(c.Results[0]) {
		return Value{K: Any}
	}
	return v
}

// guess makes what an instruction would make unknown.
func (a *activation) guess(b, i int32, in *summary.Instr, st *state.State) {
	at := a.m.site(a.f, b, i)
	if in.Call != nil {
		set(st, in.Dst, a.m.unknowns(st, in.Call, at))
		return
	}
	set(st, in.Dst, a.m.Vague(st, at, in.Kind))
}
