package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// Requests that are pending: what they use until then, who waits for them, and which
// are followed to their ends.

// bare are the requests whose driver sets no completion routine: how it learns of
// their completion its model leaves out, so any wait ends them.
func (m *Machine) bare(states []State) []State {
	return m.await(states, func(a *activity) bool { return a.req != nil && a.fn.K != Func })
}

// drift lets go of the requests that are pending between two roots and that nobody
// waits for. They end at any time from there on, as what the system calls at any
// time does: what their routines do may make up for anything, and is not followed.
// Only those that open a socket are.
func (m *Machine) drift(st *State) {
	for a := st.acts; a != nil; a = a.next {
		if a.req == nil {
			continue
		}
		irp := a.req.irp
		o, _ := st.objs.Get(uint64(irp.O))
		if !o.unknown && (a.req.opens || m.wanted(st, a)) {
			continue
		}
		m.letGo(st, a)
		st.acts = without(st.acts, a)
	}
	st.irps.Range(func(k uint64, _ typestate.Irp) bool {
		if o, _ := st.objs.Get(uint64(objectOf(k))); o.unknown { // another root may find another there
			st.irps = st.irps.Delete(k)
		}
		return true
	})
}

// letGo follows a request no more: its routine may run at any time.
func (m *Machine) letGo(st *State, a *activity) {
	e := m.activityEffects(a)
	if a.fn.K == Func && m.prog.SignalsItself(a.fn.N) && m.direct(st, a) {
		e &^= program.Signals // those of the events that it is handed, below
	}
	st.async |= e
	if s, ok := st.sockets.Get(uint64(uint32(a.req.socket))); ok {
		s.Adrift = true
		st.sockets = st.sockets.Set(uint64(a.req.socket), s)
	}
	a.req.visit(func(v Value) {
		if v.K == Ptr {
			m.events(st, v.O, v.P)
		}
	})
}

// How often the requests of one call are followed to their ends: those whose
// routines set an event in themselves, which somebody waits for, and the others.
const (
	maxAwaited = 256
	maxEnded   = 4
)

// enough counts a request of the call at a place that is followed to its end. It
// reports whether enough have been.
func (m *Machine) enough(at *program.Site, awaited bool) bool {
	m.followed[at.Key]++
	if awaited {
		return m.followed[at.Key] > maxAwaited
	}
	return m.followed[at.Key] > maxEnded
}

// direct reports whether the routine of a request sets an event, in itself, that it
// is handed or finds in a global: somebody waits for it.
func (m *Machine) direct(st *State, a *activity) bool {
	own := m.prog.Funcs[a.fn.N].Own
	found := own&program.Shares != 0
	a.req.visit(func(v Value) {
		if v.K == Ptr && !found && own&program.Signals != 0 {
			st.mem.High(uint32(v.O), func(k uint64, e Value) bool {
				found = found || e.T == eventType && m.paths.within(pathOf(k), v.P)
				return !found
			})
		}
	})
	return found
}

// wanted reports whether a paused thread waits for an event that the end of a
// request may set.
func (m *Machine) wanted(st *State, a *activity) bool {
	for p := st.acts; p != nil; p = p.next {
		if p.paused != nil && p.paused.on != 0 && m.notifies(a, objectOf(p.paused.on)) {
			return true
		}
	}
	return false
}

// landed says that requests which nobody followed any more may have ended: the
// driver has waited, or closed their socket. A wait is not for those whose routines
// tell nobody.
func (m *Machine) landed(st *State, waits bool) {
	st.irps.Range(func(k uint64, i typestate.Irp) bool {
		irp := Value{K: Ptr, O: objectOf(k), P: pathOf(k)}
		if i.Phase != typestate.IrpPending || m.requestOf(st, irp) != nil {
			return true
		}
		if fn, _, _ := m.bound(st, irp); waits && fn.K == Func && m.prog.Funcs[fn.N].Reach&program.Signals == 0 {
			return true
		}
		st.irps = st.irps.Set(k, typestate.Irp{Phase: typestate.IrpUnknown})
		return true
	})
	st.sockets.Range(func(o uint64, s Socket) bool {
		if s.SocketPhase == typestate.SocketClosing && s.Adrift && len(m.pending(st, func(a *activity) bool { return a.req != nil && a.req.socket == int32(o) })) == 0 {
			s.SocketPhase = typestate.SocketClosed
			st.sockets = st.sockets.Set(o, s)
		}
		return true
	})
}

// requestEffects are what the end of a request may do.
func (m *Machine) requestEffects(a *activity) program.Effects {
	var e program.Effects
	if a.req.opens {
		e |= program.Opens
	}
	if a.fn.K == Func {
		e |= m.prog.Funcs[a.fn.N].Reach
	}
	return e
}

// requests reports whether a is a request, whatever its routine does.
func requests(a *activity) bool { return a.req != nil }

// uses is what a WSK function reads or writes until its request completes, by its
// page: the MDLs of its buffer, and the buffers and addresses that it fills in.
// The address that WskBind, WskConnect and WskSendTo read has no documented
// lifetime.
func (m *Machine) uses(r *request, st *State) []Value {
	var out []Value
	fills := slices.Contains(filling, r.name())
	for i, v := range r.args {
		if v.K != Ptr || i >= len(r.call.Roles) {
			continue
		}
		switch role := r.call.Roles[i]; {
		case role == summary.Buffer:
			if mdl, ok := st.mem.Get(key(v.O, m.paths.below(v.P, "Mdl"))); ok && mdl.K == Ptr {
				out = append(out, mdl.Plain())
			}
		case fills && (role == summary.Out || role == summary.Context):
			out = append(out, v.Plain())
		}
	}
	return out
}

// filling are the functions whose pages say that what they are handed the
// address of must stay until the IRP completes.
var filling = []string{
	"WskControlClient", "WskControlSocket", "WskAccept", "WskReceiveFrom", "WskGetLocalAddress",
	"WskGetRemoteAddress", "WskGetAddressInfo", "WskGetNameInfo",
}
