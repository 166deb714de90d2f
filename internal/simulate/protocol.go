package simulate

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// The transfer functions of the calls that move a registration: register,
// deregister, capture, release, and the dispatch calls in between.

func (m *Machine) register(r *request, st State) []outcome {
	v, _ := r.registration()
	k, ok := m.place(&st, v)
	if !ok {
		return m.untracked(r, st)
	}
	out := m.outcomes()
	good := st
	if m.step(&good, r, k, typestate.RegisterSucceeds, r.text()+" succeeds") {
		reg := m.registrationAt(&good, k)
		reg.Dispatch = m.clientDispatch(&good, r)
		good.regis = good.regis.Set(k, reg)
		res := m.status(&good, r, true)
		out = append(out, outcome{st: good, result: res})
	}
	bad := st
	if m.step(&bad, r, k, typestate.RegisterFails, r.text()+" fails") {
		res := m.status(&bad, r, false)
		out = append(out, outcome{st: bad, result: res})
	}
	return out
}

// either2 is a call that may succeed or fail on something not tracked.
func (m *Machine) either2(r *request, st State) []outcome {
	bad := st
	good := m.status(&st, r, true)
	fail := m.status(&bad, r, false)
	return []outcome{{st: st, result: good}, {st: bad, result: fail}}
}

// clientDispatch is the object of the WSK_CLIENT_DISPATCH that a registration
// is made with.
func (m *Machine) clientDispatch(st *State, r *request) int32 {
	npi, ok := r.arg(summary.ClientNPI)
	if !ok || npi.K != Ptr {
		return none
	}
	d, ok := st.mem.Get(key(npi.O, m.paths.below(npi.P, "Dispatch")))
	if !ok || d.K != Ptr {
		return none
	}
	return d.O
}

func (m *Machine) deregister(r *request, st State) []outcome {
	v, _ := r.registration()
	k, ok := m.place(&st, v)
	if !ok {
		return m.anything(r, st)
	}
	var out []outcome
	// it waits for requests too: for those that may open a socket yet, then for all
	for _, s := range m.await([]State{st}, func(a *activity) bool { return a.req != nil && a.req.opens }) {
		for _, s := range m.forestalled(s, k) {
			m.uncounted(&s, r, k)
			if !m.step(&s, r, k, typestate.Deregister, r.text()) {
				continue
			}
			m.landed(&s, false)
			for _, s := range m.await([]State{s}, requests) {
				out = append(out, m.anything(r, s)...)
			}
		}
	}
	return out
}

// uncounted says that sockets of registration k may be open as WskDeregister is called:
// there were too many to count them.
func (m *Machine) uncounted(st *State, r *request, k uint64) {
	reg := m.registrationAt(st, k)
	if st.blurred && reg.Phase == typestate.Registered && reg.Sockets == typestate.Unsure && st.async&program.Closes == 0 {
		m.report.vague(st, "WSK004", r, "a socket may be open", m.registrationName(st, k)+" may wait for ever: a socket may be open")
	}
}

// forestalled is the states in which WskDeregister goes on, or does not: who may
// capture beside it may have done so before, and may have opened a socket, too.
func (m *Machine) forestalled(st State, k uint64) []State {
	out := m.helped(st, k)
	for _, a := range m.pending(&st, func(a *activity) bool { return m.activityEffects(a)&program.Captures != 0 }) {
		if a.paused != nil && !m.signalled(&st, a.paused.on) {
			continue
		}
		done, paused := m.runActivity(st, a, 0)
		for _, s := range append(done, paused...) {
			if _, broken := m.registrationAt(&s, k).Breaks(typestate.Deregister); broken {
				out = append(out, m.helped(s, k)...)
			}
		}
	}
	return out
}

// maxHelp bounds how often others go on, one after the other, while WskDeregister
// waits for them.
const maxHelp = 4

// helped runs what is pending while WskDeregister waits, and the callbacks of open
// sockets: it returns when others have released and closed what they hold.
func (m *Machine) helped(st State, k uint64) []State {
	row, broken := m.registrationAt(&st, k).Breaks(typestate.Deregister)
	if !broken || row.Phase != typestate.Registered || st.async&excuses(row) != 0 {
		return []State{st}
	}
	helps := func(a *activity) bool { return m.activityEffects(a)&excuses(row) != 0 }
	alone := len(m.pending(&st, helps)) == 0
	var out []State
	stuck := alone // somebody runs on, or waits, and does not help
	for work, rounds := []State{st}, 0; len(work) > 0 && len(out) == 0 && rounds < maxHelp; rounds++ {
		var next []State
		take := func(states []State) {
			for _, x := range states {
				if _, still := m.registrationAt(&x, k).Breaks(typestate.Deregister); still {
					stuck, next = true, append(next, x)
				} else {
					out = append(out, x)
				}
			}
		}
		for _, s := range work {
			for _, a := range m.pending(&s, func(a *activity) bool { return helps(a) || (!alone || rounds > 0) && m.wakes(a) }) {
				if a.paused != nil && !m.signalled(&s, a.paused.on) {
					stuck = true
					continue
				}
				done, paused := m.runActivity(s, a, 0)
				take(append(done, paused...))
			}
			if row.Sockets == typestate.Some {
				take(m.calledMeanwhile(&s, k))
			}
			if m.endsYet(&s, k) && len(m.pending(&s, helps)) > 0 {
				m.unknownClosed(&s)
				out = append(out, s)
			}
		}
		work = distinct(next)
	}
	if len(out) > 0 || !stuck {
		return out
	}
	// nobody does: it waits for ever
	if !alone {
		st.acts = nil
	}
	return []State{st}
}

// wakes reports whether a is a request whose end may let others go on.
func (m *Machine) wakes(a *activity) bool {
	return a.req != nil && m.activityEffects(a)&program.Signals != 0
}

// endsYet reports whether a request on an open socket of registration k, which is not
// followed, may end yet: its routine may then have somebody close the socket.
func (m *Machine) endsYet(st *State, k uint64) bool {
	found := false
	st.sockets.Range(func(_ uint64, s Socket) bool {
		found = s.Owner == k && s.SocketPhase == typestate.SocketOpen && s.Adrift
		return !found
	})
	return found
}

func (m *Machine) capture(r *request, st State) []outcome {
	v, _ := r.registration()
	k, ok := m.place(&st, v)
	m.blocksLoad(r, &st, k)
	if !ok {
		return m.untracked(r, st)
	}
	out := m.outcomes()
	if reg := m.registrationAt(&st, k); reg.Phase != typestate.Deregistered {
		good := st
		if m.step(&good, r, k, typestate.CaptureSucceeds, r.text()+" succeeds") {
			before := m.provide(&good, r, k)
			res := m.status(&good, r, true, before...)
			out = append(out, outcome{st: good, result: res})
		}
	}
	bad := st
	if m.step(&bad, r, k, typestate.CaptureFails, r.text()+" fails") {
		bad.trace.Missed = true
		res := m.status(&bad, r, false)
		out = append(out, outcome{st: bad, result: res})
	}
	return out
}

// provide fills in the NPI of a capture: the argument, or the result that stands
// before the status.
func (m *Machine) provide(st *State, r *request, k uint64) []Value {
	disp := Value{K: Ptr, O: m.object(origin{kind: "provider", of: k}, "", nil)}
	client := Value{K: Ptr, O: m.object(origin{kind: "client", of: k}, "", nil)}
	for _, o := range []int32{disp.O, client.O} {
		st.objs = st.objs.Set(uint64(o), object{unknown: true, escaped: true})
	}
	fill := func(o, p int32) {
		m.store(st, o, m.paths.below(p, "Dispatch"), disp)
		m.store(st, o, m.paths.below(p, "Client"), client)
	}
	if npi, ok := r.arg(summary.ProviderNPI); ok {
		if o, p, ok := m.base(st, npi); ok {
			fill(o, p)
		}
		return nil
	}
	if n := len(r.call.Results); n < 2 {
		return nil
	}
	o := m.allocate(st, "alloc", r.at, "", false)
	fill(o, 0)
	if r.call.Results[0] == summary.Struct {
		return []Value{m.aggregate(st, o, 0)}
	}
	return []Value{{K: Ptr, O: o}}
}

func (m *Machine) release(r *request, st State) []outcome {
	v, _ := r.registration()
	k, ok := m.place(&st, v)
	if ok && !m.step(&st, r, k, typestate.Release, r.text()) {
		return nil
	}
	return m.anything(r, st)
}

// query is WskQueryProviderCharacteristics, which changes nothing.
func (m *Machine) query(r *request, st State) []outcome {
	v, _ := r.registration()
	k, ok := m.place(&st, v)
	if ok && !m.step(&st, r, k, typestate.Query, "") {
		return nil
	}
	return m.anything(r, st)
}

// provider is a call of a function of WSK_PROVIDER_DISPATCH.
func (m *Machine) provider(r *request, st State) []outcome {
	if b, ok := m.bindingOf(r); ok && !m.happens(r, &st, b, typestate.Binding, typestate.Called) {
		return nil
	}
	k, known := m.ownerOf(&st, r)
	if r.table.O == nilBase || known && k == 0 {
		if m.others(&st)&program.Captures == 0 {
			m.report.add(&st, "WSK007", r.at, r.name()+" is called through a provider NPI that was never captured", "", r.text())
		}
		return nil
	}
	if known && !m.step(&st, r, k, typestate.Use, "") {
		return nil
	}
	if !known {
		k = 0
	}
	if !m.scope.Sockets && r.op != ddi.FreeAddress {
		return m.done(r, st)
	}
	switch r.op {
	case ddi.OpenSocket:
		return m.open(r, st, k)
	case ddi.FreeAddress:
		return m.freeAddresses(r, st)
	}
	return m.descriptor(r, st)
}

// ownerOf is the registration through whose NPI a call goes. It is known and 0
// if the NPI is empty.
func (m *Machine) ownerOf(st *State, r *request) (uint64, bool) {
	if r.table.O >= 0 {
		if o := m.objects[r.table.O]; o.kind == "provider" {
			return o.of, true
		}
	}
	for _, v := range r.args {
		if v.K == Ptr {
			if o := m.objects[v.O]; o.kind == "client" || o.kind == "provider" {
				return o.of, true
			}
		}
	}
	if r.table.O == anyBase {
		if npi, ok := r.arg(summary.ProviderNPI); ok && npi.K == Ptr {
			d, ok := st.mem.Get(key(npi.O, m.paths.below(npi.P, "Dispatch")))
			switch {
			case ok && d.K == Ptr && m.objects[d.O].kind == "provider":
				return m.objects[d.O].of, true
			case !ok && !m.unknown(st, npi.O, npi.P), ok && d.IsNil():
				return 0, true
			}
		}
	}
	return 0, false
}

func (m *Machine) stateOf(st *State, k uint64) string {
	if k == 0 {
		return ""
	}
	return m.registrationAt(st, k).String()
}
