package simulate

import (
	"math"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/summary"
)

// Slots of routines that the system calls at a raised IRQL.
const (
	Completion = "(completion routine)"
	DPC        = "(DPC)"
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

// ---- IRQL and context

// raise changes the IRQL.
func (m *Machine) raise(r *request, st State) []outcome {
	switch r.op {
	case ddi.SpinLock:
		st.level.spins++
	case ddi.SpinUnlock:
		st.level.spins -= min(st.level.spins, 1)
	case ddi.FastLock:
		st.level.mutex++
	case ddi.FastUnlock:
		st.level.mutex -= min(st.level.mutex, 1)
	case ddi.RaiseIrql:
		if n := r.integers(); len(n) > 0 && n[0].K == Int && n[0].N < math.MaxInt8 {
			st.level.raised = int8(n[0].N)
		}
	case ddi.LowerIrql:
		st.level.raised = 0
		if n := r.integers(); len(n) > 0 && n[0].K == Int && n[0].N < math.MaxInt8 {
			st.level.raised = int8(n[0].N)
		}
	}
	if st.level.spins > 8 || st.level.mutex > 8 {
		st.level.spins, st.level.mutex = min(st.level.spins, 8), min(st.level.mutex, 8)
	}
	m.note(&st, finding.Operate, r.at, r.text(), "")
	st.trace.level = true
	return m.anything(r, st)
}

// passive reports whether the call must be made at PASSIVE_LEVEL: the pages of
// the functions.
func (r *request) passive() bool {
	switch r.op {
	case ddi.Register, ddi.Deregister, ddi.FreeAddress:
		return true
	case ddi.Capture:
		n := r.integers()
		return len(n) > 0 && n[0].K == Int && n[0].N != 0
	case ddi.Dispatch:
		return r.name() == "WskGetAddressInfo" || r.name() == "WskGetNameInfo"
	}
	return false
}

// checkLevel reports a call that must not be made at the IRQL at hand, or in the
// routine at hand.
func (m *Machine) checkLevel(r *request, st *State) {
	if r.op == ddi.Deregister && st.level.event {
		m.report.add(st, "WSK013", r.at, r.name()+" in a WSK callback waits for the callback itself", "", r.text())
		return
	}
	if st.level.level() > 0 && r.passive() {
		name := "APC_LEVEL"
		if st.level.level() >= dispatchLevel {
			name = "DISPATCH_LEVEL"
		}
		m.report.add(st, "WSK011", r.at, r.name()+" is called at "+name, "", r.text())
	}
}

// waitsInCallback reports a wait for a request in a callback of WSK.
func (m *Machine) waitsInCallback(r *request, st *State) {
	if st.level.event && st.awaited.Len() > 0 {
		m.report.add(st, "WSK013", r.at, r.name()+" waits in a WSK callback for a request that cannot complete before it returns", "", r.text())
	}
}

// blocksLoad reports a capture that waits for ever on the way of DriverEntry.
func (m *Machine) blocksLoad(r *request, st *State) {
	if !m.loading || m.inside > 0 {
		return
	}
	if n := r.integers(); len(n) > 0 && n[0].K == Int && uint32(n[0].N) == math.MaxUint32 {
		m.report.add(st, "WSK014", r.at, r.name()+" with WSK_INFINITE_WAIT can keep DriverEntry, and the boot, waiting", "", r.text())
	}
}

// ---- the network module registrar

// States of a client module, in the cell of its handle's object.
const (
	nmrGone       = 0
	nmrRegistered = 1
	nmrPending    = 2
)

func (m *Machine) nmr(r *request, st State) []outcome {
	if r.op == ddi.NmrRegister {
		bad := st
		for i, v := range r.args {
			if v.K == Ptr && r.call.Roles[i] == summary.Out && i > 0 {
				o := m.allocate(&st, "nmr", r.at, "", false)
				m.put(&st, o, m.paths.below(0, "state"), integer(nmrRegistered))
				m.store(&st, v.O, v.P, Value{K: Ptr, O: o})
			}
		}
		m.note(&st, finding.Operate, r.at, r.text()+" succeeds", "registered")
		good := m.status(&st, r, true)
		fail := m.status(&bad, r, false)
		return []outcome{{st: st, result: good}, {st: bad, result: fail}}
	}
	if len(r.args) == 0 || r.args[0].K != Ptr || m.objects[r.args[0].O].kind != "nmr" {
		return m.anything(r, st)
	}
	cell := m.paths.below(0, "state")
	if r.op == ddi.NmrWait {
		m.put(&st, r.args[0].O, cell, integer(nmrGone))
		return m.anything(r, st)
	}
	done := st
	m.put(&st, r.args[0].O, cell, integer(nmrPending))
	m.put(&done, r.args[0].O, cell, integer(nmrGone))
	m.note(&st, finding.Operate, r.at, r.text()+" is pending", "deregistration pending")
	good := m.status(&done, r, true)
	if len(r.call.Results) == 0 {
		return []outcome{{st: st}}
	}
	return []outcome{{st: st, result: integer(statusPending)}, {st: done, result: good}}
}

// ReportModules reports client modules of the registrar that Unload leaves.
func (m *Machine) ReportModules(e Exit, unload string) {
	cell := m.paths.below(0, "state")
	e.State.objs.Range(func(o uint64, _ object) bool {
		if m.objects[o].kind != "nmr" {
			return true
		}
		switch v, _ := e.State.mem.Get(key(int32(o), cell)); v {
		case integer(nmrRegistered):
			m.report.add(&e.State, "WSK015", e.at, unload+" can return with an NMR client still registered", "", unload+" returns")
		case integer(nmrPending):
			m.report.add(&e.State, "WSK015", e.at, unload+" can return before the deregistration of an NMR client has ended", "", unload+" returns")
		}
		return true
	})
}

// At raises the IRQL to that of a routine which the system calls in slot.
func (m *Machine) At(st State, level int8, event bool) State {
	st.level.base, st.level.event = level, event
	return st
}

// Only restricts what may be reported, until the function it returns is called.
func (m *Machine) Only(rules ...string) (restore func()) {
	was := m.only
	m.only = rules
	return func() { m.only = was }
}

// Loading says that DriverEntry runs, until the function it returns is called.
func (m *Machine) Loading() (done func()) {
	m.loading = true
	return func() { m.loading = false }
}
