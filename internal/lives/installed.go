package lives

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
)

// Events makes the events at and below o, p set or not.
func (m *Lives) Events(st *state.State, o, p int32) {
	var ks []uint64
	st.Mem.High(uint32(o), func(k uint64, v domain.Value) bool {
		if v.T == state.EventType && m.Paths.Within(state.PathOf(k), p) {
			ks = append(ks, k)
		}
		return true
	})
	for _, k := range ks {
		m.Put(st, state.ObjectOf(k), state.PathOf(k), domain.Value{K: domain.Any, T: state.EventType})
	}
}

// RoutineCell is the cell of an IRP, a DPC or a timer for the routine that is bound to it.
const RoutineCell = "routine"

// Bind remembers the routine of a DPC, a timer or an IRP below v.
func (m *Lives) Bind(st *state.State, r *follow.Call, v domain.Value, slot string) {
	for _, fn := range r.Args {
		if fn.K != domain.Func {
			continue
		}
		m.Store(st, v.O, m.Paths.Below(v.P, RoutineCell), fn)
		m.Store(st, v.O, m.Paths.Below(v.P, "slot"), domain.Value{K: domain.Str, N: m.Prog.Str(slot)})
		if ctx, ok := r.LastContext(); ok {
			m.Store(st, v.O, m.Paths.Below(v.P, "context"), ctx)
		}
		return
	}
}

// Bound is what bind has remembered below v.
func (m *Lives) Bound(st *state.State, v domain.Value) (fn, context domain.Value, slot string) {
	cell := func(name string) domain.Value {
		x, _ := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, name)))
		return x
	}
	if s := cell("slot"); s.K == domain.Str {
		slot = m.Prog.Text(s.N)
	}
	return cell(RoutineCell), cell("context"), slot
}

func (m *Lives) InstallEach(st *state.State, slot string, fn, context domain.Value) {
	switch fn.K {
	case domain.Func:
		m.Install(st, slot, fn, context)
	case domain.Set:
		for _, w := range m.Sets[fn.N] {
			m.InstallEach(st, slot, w, domain.Value{K: domain.Any})
		}
	}
}

// UninstallTable takes back what is installed through the fields of a table.
func (m *Lives) UninstallTable(st *state.State, of domain.Value) {
	before := *st
	m.Uninstall(st, func(c *follow.Installed) bool {
		fn, ok := before.Mem.Get(state.Key(of.O, m.Paths.Below(of.P, c.Slot)))
		return ok && fn == c.Func
	})
}

// Starting reports whether the system has yet to run what belongs to the start of the driver.
func (m *Lives) Starting(st *state.State) bool { return len(m.Pending(st, loading)) > 0 }

// Dismiss takes that back: DriverEntry has failed.
func (m *Lives) Dismiss(e follow.Exit) follow.Exit {
	for _, a := range m.Pending(&e.State, loading) {
		m.Remove(&e.State, a)
	}
	return e
}

func loading(a *Activity) bool { return a.Kind.Loading() }
