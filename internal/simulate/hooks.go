package simulate

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// Callbacks that a driver registers with the system: it calls them at any time until
// the driver takes them back.

// hook registers the functions that a DDI is handed, or takes one back where its flag
// says so. What stands for them is stored, or returned.
// Pages: ntddk/nf-ntddk-pssetcreateprocessnotifyroutineex, wdm/nf-wdm-exregistercallback
func (m *Machine) hook(r *follow.Call, st state.State) []follow.Outcome {
	slots := ddi.HookSlots(r.Name())
	if remove, ok := r.Arg(summary.Flag); r.Op == ddi.HookIf && ok && remove.K == Int && remove.N != 0 {
		m.unhook(&st, func(t *state.Table) bool { return ddi.Hooked(t.Slot) && r.Hands(t.Fn) })
		return m.Anything(r, st)
	}
	bad := st
	made := Value{K: Ptr, O: m.Allocate(&st, "hook", r.At, "", false)}
	context, ok := r.LastContext()
	if !ok {
		context = Value{K: Any}
	}
	n := 0
	for i, v := range r.Args {
		switch {
		case v.K == Func:
			m.Install(&st, slots[min(n, len(slots)-1)], v, context)
			m.Store(&st, made.O, m.Paths.Below(0, follow.Sprintf("%d", n)), v)
			n++
		case v.K == Ptr && r.Call.Roles[i] == summary.Out && (n > 0 || len(slots) > 1):
			m.Store(&st, v.O, v.P, made)
		}
	}
	good := m.Status(&st, r, true)
	if len(r.Call.Results) == 1 && good.K != Int {
		good = made
	}
	fail := m.Status(&bad, r, false)
	return []follow.Outcome{{St: st, Result: good}, {St: bad, Result: fail}}
}

// unhooks takes back what a handle stands for, or a function. Where it is not known
// which, all are: none is called that the driver has taken back.
func (m *Machine) unhooks(r *follow.Call, st state.State) []follow.Outcome {
	gone := func(t *state.Table) bool { return ddi.Hooked(t.Slot) }
	for _, v := range r.Args {
		switch {
		case v.K == Func:
			fn := v
			gone = func(t *state.Table) bool { return ddi.Hooked(t.Slot) && t.Fn.Plain() == fn.Plain() }
		case v.K == Ptr && m.Objects[v.O].Kind == "hook":
			gone = func(t *state.Table) bool { return ddi.Hooked(t.Slot) && m.hooked(&st, v.O, t.Fn) }
		}
	}
	m.unhook(&st, gone)
	return m.Anything(r, st)
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
		m.Install(st, kept[i].Slot, kept[i].Fn, kept[i].Context)
	}
}

// reinitialization is the kind of an activity that the system runs once drivers have
// been started, before it may unload this one.
const reinitialization = "reinitialization routine"

// reinitialize has the system call a routine again once DriverEntry has succeeded.
// Page: ntddk/nf-ntddk-ioregisterdriverreinitialization
func (m *Machine) reinitialize(r *follow.Call, st state.State) []follow.Outcome {
	for _, fn := range r.Args {
		if fn.K != Func {
			continue
		}
		f := m.Prog.Funcs[fn.N]
		context, ok := r.LastContext()
		if !ok {
			context = Value{K: Any}
		}
		args := m.ArgsOf(f, Value{K: Any}, context)
		if len(args) > 0 && len(r.Args) > 0 {
			args[0] = r.Args[0]
		}
		m.launch(&st, state.Activity{Fn: fn, Args: args, Handle: none, At: r.At, Kind: reinitialization})
	}
	return m.Anything(r, st)
}

func reinitializes(a *state.Activity) bool { return a.Kind == reinitialization }

// Starting reports whether the system has yet to call a reinitialization routine.
func (m *Machine) Starting(st *state.State) bool { return len(m.pending(st, reinitializes)) > 0 }

// Dismiss takes reinitialization routines back: DriverEntry has failed.
func (m *Machine) Dismiss(e follow.Exit) follow.Exit {
	for _, a := range m.pending(&e.State, reinitializes) {
		m.disarm(&e.State, a)
	}
	return e
}
