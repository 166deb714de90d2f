package wsk

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/ruleid"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/typestate"
)

// Registrations that are lost: they die with a frame, are overwritten, or nothing leads
// to them any more.

// Leaves reports what a frame must not leave behind.
func (m *Client) Leaves(f *program.Func, e *follow.Exit) {
	m.lost(f, e)
	m.leftPending(f, e)
}

// lost looks for registrations that die with a function's frame.
func (m *Client) lost(f *program.Func, e *follow.Exit) {
	st := &e.State
	if st.Tainted || e.Panics {
		return
	}
	m.registrations.Of(st).Range(func(k uint64, reg Registration) bool {
		if reg.Phase != typestate.Registered {
			return true
		}
		table := reg.Dispatch >= 0 && m.Objects[reg.Dispatch].Local && m.Objects[reg.Dispatch].Site.Fn == f.Index
		dies := m.dies(f, e, state.ObjectOf(k))
		if !dies && !table || m.Excused(st, k, program.Deregisters) {
			return true
		}
		name := m.RegistrationName(st, k)
		if dies {
			m.Report.Add(st, ruleid.RegistrationLost, e.Place, name+" goes out of scope while it is registered", name, "returns from "+f.Short)
			st.Tainted = true
			return false
		}
		m.Report.Add(st, ruleid.RegistrationLost, e.Place, "the WSK_CLIENT_DISPATCH "+m.Objects[reg.Dispatch].Name+" of "+name+" goes out of scope while it is registered", name, "returns from "+f.Short)
		reg.Dispatch = domain.None
		m.setRegistration(st, k, reg)
		return true
	})
}

// Overwritten reports a write of v at o, p that destroys a live registration.
func (m *Client) Overwritten(st *state.State, o, p int32, v domain.Value, at *program.Site) bool {
	if v.K != domain.Agg || m.registrations.Of(st).Len() == 0 {
		return false
	}
	return m.destroyed(st, o, p, at, "is overwritten while it is registered", "overwrites it")
}

// Freed reports that object o is freed with a live registration in it.
func (m *Client) Freed(st *state.State, o int32, at *program.Site, text string) bool {
	return m.destroyed(st, o, 0, at, "is freed while it is registered", text)
}

func (m *Client) destroyed(st *state.State, o, p int32, at *program.Site, what, last string) bool {
	broken := false
	m.registrations.Of(st).High(uint32(o), func(k uint64, reg Registration) bool {
		if reg.Phase == typestate.Registered && m.Paths.Within(state.PathOf(k), p) && !m.Excused(st, k, program.Deregisters) {
			name := m.RegistrationName(st, k)
			m.Report.Add(st, ruleid.RegistrationLost, at, name+" "+what, name, last)
			broken = true
		}
		return true
	})
	return broken
}

// Orphaned reports that the last pointer to an object with a live registration
// has just been overwritten, by instruction i of block b; before is what was before.
// In Unload the life goes on: that it leaves without deregistering is the cause then,
// and what is said here counts where it cannot leave any more.
func (m *Client) Orphaned(a *follow.Activation, b, i int32, before, st *state.State, old domain.Value) (ends bool) {
	if old.K != domain.Ptr || !m.registrations.Of(st).Owes(old.O) {
		return false
	}
	later := a.Behind(b, i, st)
	if m.Reachable(&later, old.O) {
		return false
	}
	lost, at := false, m.Site(a.F, b, i)
	m.registrations.Of(st).High(uint32(old.O), func(k uint64, reg Registration) bool {
		if reg.Phase == typestate.Registered && !m.Excused(st, k, program.Deregisters) {
			lost = true
			name := m.RegistrationName(before, k)
			m.Report.Add(st, ruleid.RegistrationLost, at, "the last pointer to "+name+" is overwritten while it is registered", name, "overwrites the pointer")
			m.lastNames[k] = name
		}
		return true
	})
	if lost && m.InUnload && m.Inside == 0 {
		m.Log(st, finding.Operate, at, "overwrites the last pointer to it", "")
		st.Trace.Orphans = true
		return false
	}
	return lost
}

// dies reports whether object o, which f has made, is out of reach when f leaves
// by e. A root's heap objects are left to the harness, which knows whether the
// driver stays loaded.
func (m *Client) dies(f *program.Func, e *follow.Exit, o int32) bool {
	info := m.Objects[o]
	if info.Kind != state.AllocObject || info.Site.Fn != f.Index || len(m.Stack) == 1 {
		return false
	}
	return !m.Reach(&e.State, e.Results, -1).Has(o)
}
