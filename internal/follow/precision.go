package follow

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
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

	Lent   bool         // event callbacks are lent something
	Prompt bool         // requests end before the call that makes them returns: some of the driver's lives
	Slice  *slice.Slice // what of the program is run; nil for all of it
	Rules  []string     // that may be reported; empty: all
	Steps  int          // after which the run is given up
	Early  bool         // it is given up before, where that many will not do
}

// Holds reports whether a rule is one of those that are followed: what breaks another is
// not known exactly, as not all that moves its objects is run.
func (s *Scope) Holds(rule string) bool {
	return len(s.Rules) == 0 || slices.Contains(s.Rules, rule)
}

// Follow sets what runs follow from here on. It gives st, a driver just loaded, for them.
func (m *Runner) Follow(s Scope, st state.State) state.State {
	m.Scope, m.Slice = s, s.Slice
	st.Blurred = !s.Sockets
	return st
}

// FollowsSockets reports whether sockets and requests are followed.
func (m *Runner) FollowsSockets() bool { return m.Scope.Sockets }

// Acts reports whether function i does something that is followed.
func (m *Runner) Acts(i int32) bool {
	if m.Slice != nil {
		return m.Slice.Acts(i)
	}
	return m.Prog.Funcs[i].Reach != 0
}

func (m *Runner) planned(f *program.Func) *program.Plan {
	if m.Slice != nil {
		return m.Slice.Plan(f.Index)
	}
	return m.Prog.Planned(f)
}

// unknowns are results of a call that is not followed: any of them may be the address of
// any object.
func (m *Runner) unknowns(st *state.State, c *summary.Call, at *program.Site) domain.Value {
	v := m.Results(st, c, at)
	if len(c.Results) == 1 && !state.Scalar(c.Results[0]) {
		return domain.Value{K: domain.Any}
	}
	return v
}

// guess makes what an instruction would make unknown.
func (a *Activation) guess(b, i int32, in *summary.Instr, st *state.State) {
	at := a.m.Site(a.F, b, i)
	if in.Call != nil {
		Set(st, in.Dst, a.m.unknowns(st, in.Call, at))
		return
	}
	Set(st, in.Dst, a.m.Vague(st, at, in.Kind))
}
