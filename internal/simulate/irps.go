package simulate

import (
	"github.com/wskvet/wskvet/internal/summary"
)

// ---- sockets after their end

// shut reports a call on a socket that has been closed.
func (m *Machine) shut(r *request, st *State) bool {
	v, ok := r.arg(summary.Socket)
	if !ok {
		v, ok = r.arg(summary.Receiver)
	}
	if !ok {
		return false
	}
	o, p, ok := m.base(st, v)
	if !ok || p != 0 || !m.strong(st, o, p) {
		return false
	}
	if s, ok := st.sockets.Get(uint64(o)); !ok || !s.Shut {
		return false
	}
	if st.blurred {
		m.report.inconclusive(st, r.at, "a socket seems to be closed already, but what the driver keeps is not known exactly")
		return false
	}
	m.report.add(st, "WSK012", r.at, r.name()+" is called on a socket that WskCloseSocket has closed", "", r.text())
	return true
}

// noteShut remembers that the socket v has been closed.
func (m *Machine) noteShut(st *State, v Value) {
	o, p, ok := m.base(st, v)
	if !ok || p != 0 || !m.strong(st, o, p) {
		return
	}
	if _, ok := st.sockets.Get(uint64(o)); !ok {
		st.sockets = st.sockets.Set(uint64(o), Socket{Shut: true})
	}
}

// ---- IRPs that the provider holds

// handOver hands an IRP to a function that completes it now or later; which, the
// status tells.
func (m *Machine) handOver(r *request, st State) []outcome {
	m.complete(r, &st, Value{K: Any})
	res := m.results(&st, r.call, r.at)
	if res.K == Sym {
		m.await0(r, &st, m.makeTerm(&st, "==", res, integer(statusPending)))
	}
	return []outcome{{st: st, result: res}}
}

// irp is the address of the request's IRP.
func (m *Machine) irp(r *request, st *State) (Value, bool) {
	v, ok := r.arg(summary.Irp)
	if !ok {
		return v, false
	}
	o, p, ok := m.base(st, v)
	return Value{K: Ptr, O: o, P: p}, ok
}

// await0 notes that the provider may hold the request's IRP. One that it holds
// already must not be handed over again.
func (m *Machine) await0(r *request, st *State, pending Value) {
	irp, ok := m.irp(r, st)
	if !ok || !m.strong(st, irp.O, irp.P) {
		return
	}
	k := key(irp.O, irp.P)
	if m.holds(st, k) {
		m.report.add(st, "WSK010", r.at, "the IRP of "+r.name()+" is still held by an earlier request", "", r.text())
	}
	q := request0{pending: pending, frame: none}
	if ctx, ok := st.mem.Get(key(irp.O, m.paths.below(irp.P, "completion"))); ok && ctx.K == Ptr && m.objects[ctx.O].local {
		q.frame = ctx.O
	}
	st.awaited = st.awaited.Set(k, q)
}

// holds reports whether the provider holds the IRP at k for certain.
func (m *Machine) holds(st *State, k uint64) bool {
	q, ok := st.awaited.Get(k)
	return ok && m.certain(st, q)
}

func (m *Machine) certain(st *State, q request0) bool {
	if q.pending.K == Term {
		t := m.terms[q.pending.N]
		n, one := m.bounds(st, t.a).single()
		return one && n == statusPending
	}
	return q.pending == integer(1)
}

// outOfTime: a wait has timed out, so what it waited for is still held.
func (m *Machine) outOfTime(st *State) {
	st.awaited.Range(func(k uint64, q request0) bool {
		q.pending = integer(1)
		st.awaited = st.awaited.Set(k, q)
		return true
	})
}

// irpAgain frees an IRP or makes it ready for another request.
func (m *Machine) irpAgain(r *request, st State) []outcome {
	irp, ok := m.irp(r, &st)
	if !ok {
		return m.anything(r, st)
	}
	k := key(irp.O, irp.P)
	if m.holds(&st, k) {
		m.report.add(&st, "WSK010", r.at, r.name()+" on an IRP that the provider may still complete", "", r.text())
		return nil
	}
	st.awaited = st.awaited.Delete(k)
	return m.anything(r, st)
}

// leftPending reports a frame that is left while the provider may still write to
// it.
func (m *Machine) leftPending(f *function, e *Exit) {
	st := &e.State
	if st.awaited.Len() == 0 || e.Panics {
		return
	}
	st.awaited.Range(func(k uint64, q request0) bool {
		local := q.frame
		if o := m.objects[objectOf(k)]; o.local {
			local = objectOf(k)
		}
		if local < 0 || m.objects[local].site.fn != f.index {
			return true
		}
		if m.certain(st, q) {
			name := m.objects[local].name
			m.report.add(st, "WSK010", e.at, f.Short+" returns while the provider may still write to its "+name, name, "returns from "+f.Short)
			st.tainted = true
		}
		st.awaited = st.awaited.Delete(k)
		return true
	})
}
