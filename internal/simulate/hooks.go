package simulate

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// Callbacks that a driver registers with the system: it calls them at any time until
// the driver takes them back.

// hook registers the functions that a DDI is handed, or takes one back where its flag
// says so. What stands for them is stored, or returned.
// Pages: ntddk/nf-ntddk-pssetcreateprocessnotifyroutineex, wdm/nf-wdm-exregistercallback
func (m *Machine) hook(r *request, st state.State) []outcome {
	slots := ddi.HookSlots(r.name())
	if remove, ok := r.arg(summary.Flag); r.op == ddi.HookIf && ok && remove.K == Int && remove.N != 0 {
		m.unhook(&st, func(t *state.Table) bool { return ddi.Hooked(t.Slot) && r.hands(t.Fn) })
		return m.anything(r, st)
	}
	bad := st
	made := Value{K: Ptr, O: m.Allocate(&st, "hook", r.at, "", false)}
	context, ok := r.lastContext()
	if !ok {
		context = Value{K: Any}
	}
	n := 0
	for i, v := range r.args {
		switch {
		case v.K == Func:
			m.install(&st, slots[min(n, len(slots)-1)], v, context)
			m.Store(&st, made.O, m.Paths.Below(0, sprintf("%d", n)), v)
			n++
		case v.K == Ptr && r.call.Roles[i] == summary.Out && (n > 0 || len(slots) > 1):
			m.Store(&st, v.O, v.P, made)
		}
	}
	good := m.status(&st, r, true)
	if len(r.call.Results) == 1 && good.K != Int {
		good = made
	}
	fail := m.status(&bad, r, false)
	return []outcome{{st: st, result: good}, {st: bad, result: fail}}
}

// hands reports whether a call is handed fn.
func (r *request) hands(fn Value) bool {
	for _, v := range r.args {
		if v.Plain() == fn.Plain() {
			return true
		}
	}
	return false
}

// unhooks takes back what a handle stands for, or a function. Where it is not known
// which, all are: none is called that the driver has taken back.
func (m *Machine) unhooks(r *request, st state.State) []outcome {
	gone := func(t *state.Table) bool { return ddi.Hooked(t.Slot) }
	for _, v := range r.args {
		switch {
		case v.K == Func:
			fn := v
			gone = func(t *state.Table) bool { return ddi.Hooked(t.Slot) && t.Fn.Plain() == fn.Plain() }
		case v.K == Ptr && m.Objects[v.O].Kind == "hook":
			gone = func(t *state.Table) bool { return ddi.Hooked(t.Slot) && m.hooked(&st, v.O, t.Fn) }
		}
	}
	m.unhook(&st, gone)
	return m.anything(r, st)
}

// hooked reports whether handle object o stands for fn.
func (m *Machine) hooked(st *state.State, o int32, fn Value) bool {
	found := false
	st.Mem.High(uint32(o), func(_ uint64, v Value) bool {
		found = found || v.Plain() == fn.Plain()
		return !found
	})
	return found
}

// unhook takes callbacks back.
func (m *Machine) unhook(st *state.State, gone func(*state.Table) bool) {
	var kept []*state.Table
	for t := st.Tables; t != nil; t = t.Next {
		if !gone(t) {
			kept = append(kept, t)
		}
	}
	m.reinstall(st, kept)
}

// reinstall has those callbacks installed that are given, last first.
func (m *Machine) reinstall(st *state.State, kept []*state.Table) {
	st.Tables = nil
	for i := len(kept) - 1; i >= 0; i-- {
		m.install(st, kept[i].Slot, kept[i].Fn, kept[i].Context)
	}
}

// reinitialization is the kind of an activity that the system runs once drivers have
// been started, before it may unload this one.
const reinitialization = "reinitialization routine"

// reinitialize has the system call a routine again once DriverEntry has succeeded.
// Page: ntddk/nf-ntddk-ioregisterdriverreinitialization
func (m *Machine) reinitialize(r *request, st state.State) []outcome {
	for _, fn := range r.args {
		if fn.K != Func {
			continue
		}
		f := m.Prog.Funcs[fn.N]
		context, ok := r.lastContext()
		if !ok {
			context = Value{K: Any}
		}
		args := m.handed(f, Value{K: Any}, context)
		if len(args) > 0 && len(r.args) > 0 {
			args[0] = r.args[0]
		}
		m.launch(&st, state.Activity{Fn: fn, Args: args, Handle: none, At: r.at, Kind: reinitialization})
	}
	return m.anything(r, st)
}

func reinitializes(a *state.Activity) bool { return a.Kind == reinitialization }

// Starting reports whether the system has yet to call a reinitialization routine.
func (m *Machine) Starting(st *state.State) bool { return len(m.pending(st, reinitializes)) > 0 }

// Dismiss takes reinitialization routines back: DriverEntry has failed.
func (m *Machine) Dismiss(e Exit) Exit {
	for _, a := range m.pending(&e.State, reinitializes) {
		m.disarm(&e.State, a)
	}
	return e
}
