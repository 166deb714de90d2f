package device

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// Callbacks that a driver registers with the system: it calls them at any time until
// the driver takes them back.

// Hook registers the functions that a DDI is handed, or takes one back where its flag
// says so. What stands for them is stored, or returned.
// Pages: ntddk/nf-ntddk-pssetcreateprocessnotifyroutineex, wdm/nf-wdm-exregistercallback
func (m *System) Hook(r *follow.Call, st state.State) []follow.Outcome {
	slots := ddi.HookSlots(r.Name())
	if remove, ok := r.Arg(summary.Flag); r.Op == ddi.HookIf && ok && remove.K == domain.Int && remove.N != 0 {
		m.Uninstall(&st, func(t *follow.Installed) bool { return ddi.Hooked(t.Slot) && r.Hands(t.Func) })
		return m.Anything(r, st)
	}
	bad := st
	made := domain.Value{K: domain.Ptr, O: m.Allocate(&st, state.HookObject, r.At, "", state.Zeroed)}
	context, ok := r.LastContext()
	if !ok {
		context = domain.Value{K: domain.Any}
	}
	n := 0
	for i, v := range r.Args {
		switch {
		case v.K == domain.Func:
			m.Install(&st, slots[min(n, len(slots)-1)], v, context)
			m.Store(&st, made.O, m.Paths.Below(0, follow.Sprintf("%d", n)), v)
			n++
		case v.K == domain.Ptr && r.Call.Roles[i] == summary.Out && (n > 0 || len(slots) > 1):
			m.Store(&st, v.O, v.P, made)
		}
	}
	good := m.Status(&st, r, follow.Succeeds)
	if len(r.Call.Results) == 1 && good.K != domain.Int {
		good = made
	}
	fail := m.Status(&bad, r, follow.Fails)
	return []follow.Outcome{{St: st, Result: good}, {St: bad, Result: fail}}
}

// Unhooks takes back what a handle stands for, or a function. Where it is not known
// which, all are: none is called that the driver has taken back.
func (m *System) Unhooks(r *follow.Call, st state.State) []follow.Outcome {
	gone := func(t *follow.Installed) bool { return ddi.Hooked(t.Slot) }
	for _, v := range r.Args {
		switch {
		case v.K == domain.Func:
			fn := v
			gone = func(t *follow.Installed) bool { return ddi.Hooked(t.Slot) && t.Func.Plain() == fn.Plain() }
		case v.K == domain.Ptr && m.Objects[v.O].Kind == state.HookObject:
			gone = func(t *follow.Installed) bool { return ddi.Hooked(t.Slot) && m.hooked(&st, v.O, t.Func) }
		}
	}
	m.Uninstall(&st, gone)
	return m.Anything(r, st)
}

// hooked reports whether handle object o stands for fn.
func (m *System) hooked(st *state.State, o int32, fn domain.Value) bool {
	found := false
	st.Mem.High(uint32(o), func(_ uint64, v domain.Value) bool {
		found = found || v.Plain() == fn.Plain()
		return !found
	})
	return found
}
