package wsk

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/ruleid"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// The transfer functions of the calls that move a registration: register,
// deregister, capture, release, and the dispatch calls in between.

func (m *Client) Register(r *follow.Call, st state.State) []follow.Outcome {
	v, _ := r.Registration()
	k, ok := m.Place(&st, v)
	if !ok {
		return m.Untracked(r, st)
	}
	out := m.Outcomes()
	good := st
	if m.step(&good, r, k, typestate.RegisterSucceeds, r.Text()+" succeeds") {
		reg := m.RegistrationAt(&good, k)
		reg.Dispatch = m.clientDispatch(&good, r)
		m.setRegistration(&good, k, reg)
		res := m.Status(&good, r, follow.Succeeds)
		out = append(out, follow.Outcome{St: good, Result: res})
	}
	bad := st
	if m.step(&bad, r, k, typestate.RegisterFails, "") {
		res := m.Status(&bad, r, follow.Fails)
		out = append(out, follow.Outcome{St: bad, Result: res})
	}
	return out
}

// clientDispatch is the object of the WSK_CLIENT_DISPATCH that a registration
// is made with.
func (m *Client) clientDispatch(st *state.State, r *follow.Call) int32 {
	npi, ok := r.Arg(summary.ClientNPI)
	if !ok || npi.K != domain.Ptr {
		return domain.None
	}
	d, ok := st.Mem.Get(state.Key(npi.O, m.Paths.Below(npi.P, "Dispatch")))
	if !ok || d.K != domain.Ptr {
		return domain.None
	}
	return d.O
}

func (m *Client) Deregister(r *follow.Call, st state.State) []follow.Outcome {
	v, _ := r.Registration()
	k, ok := m.Place(&st, v)
	if !ok {
		return m.Anything(r, st)
	}
	var out []follow.Outcome
	// it waits for requests too: for those that may open a socket yet, then for all
	for _, s := range m.Await([]state.State{st}, opens) {
		for _, s := range m.forestalled(s, k) {
			m.uncounted(&s, r, k)
			if !m.step(&s, r, k, typestate.Deregister, r.Text()) {
				continue
			}
			m.Landed(&s, lives.Closed)
			for _, s := range m.Await([]state.State{s}, lives.Requests) {
				out = append(out, m.Anything(r, s)...)
			}
		}
	}
	return out
}

// opens reports whether a is a request that opens a socket.
func opens(a *lives.Activity) bool {
	q := requestOf(a)
	return q != nil && q.Opens
}

// uncounted says that sockets of registration k may be open as WskDeregister is called:
// there were too many to count them, or one was closed of which it is not known which.
func (m *Client) uncounted(st *state.State, r *follow.Call, k uint64) {
	reg := m.RegistrationAt(st, k)
	if (st.Blurred || m.Slice != nil || m.Sockets(st)) && reg.Phase == typestate.Registered && reg.Sockets == typestate.Unsure && st.Async&program.Closes == 0 {
		m.Report.Vague(st, ruleid.DeregisterOpenSocket, r, "a socket may be open", m.RegistrationName(st, k)+" may wait for ever: a socket may be open")
	}
}

// forestalled is the states in which WskDeregister goes on, or does not: who may
// capture beside it may have done so before, and may have opened a socket, too.
func (m *Client) forestalled(st state.State, k uint64) []state.State {
	out := m.helped(st, k)
	for _, a := range m.Pending(&st, func(a *lives.Activity) bool { return m.ActivityEffects(a)&program.Captures != 0 }) {
		if a.Paused != nil && !m.Signalled(&st, a.Paused.On) {
			continue
		}
		done, paused := m.RunActivity(st, a, 0)
		for _, s := range append(done, paused...) {
			if _, broken := m.captured(&s, k).Breaks(typestate.Deregister); broken {
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
func (m *Client) helped(st state.State, k uint64) []state.State {
	row, broken := m.captured(&st, k).Breaks(typestate.Deregister)
	if !broken || row.Phase != typestate.Registered || st.Async&excuses(row) != 0 {
		return []state.State{st}
	}
	helps := func(a *lives.Activity) bool { return m.ActivityEffects(a)&excuses(row) != 0 }
	alone, cuts := len(m.Pending(&st, helps)) == 0, m.Cuts
	var out, others []state.State // others: nobody helps with something else
	stuck := alone                // somebody runs on, or waits, and does not help
	work := []state.State{st}
	for rounds := 0; len(work) > 0 && len(out) == 0 && rounds < maxHelp; rounds++ {
		var next []state.State
		take := func(states []state.State) {
			for _, x := range states {
				switch now, still := m.captured(&x, k).Breaks(typestate.Deregister); {
				case !still:
					out = append(out, x)
				case now.Rule != row.Rule:
					others = append(others, x)
				default:
					stuck, next = true, append(next, x)
				}
			}
		}
		for _, s := range work {
			for _, a := range m.Pending(&s, func(a *lives.Activity) bool { return helps(a) || (!alone || rounds > 0) && m.wakes(a) }) {
				if a.Paused != nil && !m.Signalled(&s, a.Paused.On) {
					stuck = true
					continue
				}
				done, paused := m.RunActivity(s, a, 0)
				take(append(done, paused...))
			}
			if row.Sockets == typestate.Some {
				take(m.calledMeanwhile(&s, k))
			}
			if m.endsYet(&s, k) && len(m.Pending(&s, helps)) > 0 {
				m.unknownClosed(&s)
				out = append(out, s)
			}
		}
		work = follow.Distinct(next)
	}
	lost := len(work) > 0 && len(out) == 0 // they might have gone on
	for _, s := range others {             // they have done what it waited for first
		out = append(out, m.helped(s, k)...)
	}
	if len(out) > 0 || !stuck || m.Cuts != cuts { // who helps may be among those that were dropped
		return out
	}
	// nobody does: it waits for ever
	st.Lossy = st.Lossy || lost
	if !alone {
		m.Nobody(&st)
	}
	return []state.State{st}
}

// wakes reports whether a may let others go on.
func (m *Client) wakes(a *lives.Activity) bool { return m.ActivityEffects(a)&program.Signals != 0 }

// endsYet reports whether a request on an open socket of registration k, which is not
// followed, may end yet: its routine may then have somebody close the socket.
func (m *Client) endsYet(st *state.State, k uint64) bool {
	found := false
	m.sockets.Of(st).Each(func(_ int32, s Socket) bool {
		found = s.Owner == k && s.SocketPhase == typestate.SocketOpen && s.Adrift
		return !found
	})
	return found
}

func (m *Client) Capture(r *follow.Call, st state.State) []follow.Outcome {
	v, _ := r.Registration()
	k, ok := m.Place(&st, v)
	m.BlocksLoad(r, &st, k)
	if !ok {
		return m.Untracked(r, st)
	}
	if m.outlives(r, &st, k) {
		return nil
	}
	out := m.Outcomes()
	if reg := m.RegistrationAt(&st, k); reg.Phase != typestate.Deregistered {
		good := st
		if m.step(&good, r, k, typestate.CaptureSucceeds, r.Text()+" succeeds") {
			before := m.provide(&good, r, k)
			res := m.Status(&good, r, follow.Succeeds, before...)
			out = append(out, follow.Outcome{St: good, Result: res})
		}
	}
	bad := st
	if m.step(&bad, r, k, typestate.CaptureFails, "") {
		bad.Trace.Missed = true
		res := m.Status(&bad, r, follow.Fails)
		out = append(out, follow.Outcome{St: bad, Result: res})
	}
	return out
}

// provide fills in the NPI of a capture: the argument, or the result that stands
// before the status.
func (m *Client) provide(st *state.State, r *follow.Call, k uint64) []domain.Value {
	disp := domain.Value{K: domain.Ptr, O: m.Object(state.Origin{Kind: state.ProviderObject, Of: k}, "", nil)}
	client := domain.Value{K: domain.Ptr, O: m.Object(state.Origin{Kind: state.ClientObject, Of: k}, "", nil)}
	for _, o := range []int32{disp.O, client.O} {
		st.Objs = st.Objs.Set(uint64(o), state.Object{Unknown: true, Escaped: true})
	}
	fill := func(o, p int32) {
		m.Store(st, o, m.Paths.Below(p, "Dispatch"), disp)
		m.Store(st, o, m.Paths.Below(p, "Client"), client)
	}
	if npi, ok := r.Arg(summary.ProviderNPI); ok {
		if o, p, ok := m.Base(st, npi); ok {
			fill(o, p)
		}
		return nil
	}
	if n := len(r.Call.Results); n < 2 {
		return nil
	}
	o := m.Allocate(st, state.AllocObject, r.At, "", state.Zeroed)
	fill(o, 0)
	if r.Call.Results[0] == summary.Struct {
		return []domain.Value{m.Aggregate(st, o, 0)}
	}
	return []domain.Value{{K: domain.Ptr, O: o}}
}

func (m *Client) Release(r *follow.Call, st state.State) []follow.Outcome {
	v, _ := r.Registration()
	k, ok := m.Place(&st, v)
	if ok && !m.step(&st, r, k, typestate.Release, r.Text()) {
		return nil
	}
	return m.Anything(r, st)
}

// Query is WskQueryProviderCharacteristics, which changes nothing.
func (m *Client) Query(r *follow.Call, st state.State) []follow.Outcome {
	v, _ := r.Registration()
	k, ok := m.Place(&st, v)
	if ok && !m.step(&st, r, k, typestate.Query, "") {
		return nil
	}
	return m.Anything(r, st)
}

// Provider is a call of a function of WSK_PROVIDER_DISPATCH.
func (m *Client) Provider(r *follow.Call, st state.State) []follow.Outcome {
	if b, ok := m.bindingOf(r); ok && !m.Happens(r, &st, b, typestate.Binding, typestate.Called) {
		return nil
	}
	k, known := m.ownerOf(&st, r)
	if r.Table.O == domain.NilBase || known && k == 0 {
		if m.Others(&st)&program.Captures == 0 {
			m.Report.Add(&st, ruleid.SuccessNotEstablished, r.At, r.Name()+" is called through a provider NPI that was never captured", "", r.Text())
		}
		return nil
	}
	if known && !m.step(&st, r, k, typestate.Use, "") {
		return nil
	}
	if !known {
		k = 0
	}
	if !m.Scope.Sockets && r.Op != ddi.FreeAddress {
		return m.Done(r, st)
	}
	switch r.Op {
	case ddi.OpenSocket:
		return m.OpenSocket(r, st, k)
	case ddi.FreeAddress:
		return m.freeAddresses(r, st)
	}
	return m.descriptor(r, st)
}

// ownerOf is the registration through whose NPI a call goes. It is known and 0
// if the NPI is empty.
func (m *Client) ownerOf(st *state.State, r *follow.Call) (uint64, bool) {
	if r.Table.O >= 0 {
		if o := m.Objects[r.Table.O]; o.Kind == state.ProviderObject {
			return o.Of, true
		}
	}
	for _, v := range r.Args {
		if v.K == domain.Ptr {
			if o := m.Objects[v.O]; o.Kind == state.ClientObject || o.Kind == state.ProviderObject {
				return o.Of, true
			}
		}
	}
	if r.Table.O == domain.AnyBase {
		if npi, ok := r.Arg(summary.ProviderNPI); ok && npi.K == domain.Ptr {
			d, ok := st.Mem.Get(state.Key(npi.O, m.Paths.Below(npi.P, "Dispatch")))
			switch {
			case ok && d.K == domain.Ptr && m.Objects[d.O].Kind == state.ProviderObject:
				return m.Objects[d.O].Of, true
			case !ok && !m.Unknown(st, npi.O, npi.P), ok && d.IsNil():
				return 0, true
			}
		}
	}
	return 0, false
}

func (m *Client) stateOf(st *state.State, k uint64) string {
	if k == 0 {
		return ""
	}
	return m.RegistrationAt(st, k).String()
}
