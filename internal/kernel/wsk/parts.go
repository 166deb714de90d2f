package wsk

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/typestate"
)

// What a state holds of a client: registrations, sockets, IRPs, and what else is owed.

// Registration is the typestate of a registration and what it rests on.
type Registration struct {
	typestate.Registration
	Dispatch int32 // the object of its WSK_CLIENT_DISPATCH, or none
}

// registrations are typestates by object and path. A live one stays when nothing leads to
// its object any more: that is how it is known to be lost.
type registrations struct{ state.Told[Registration] }

func (t registrations) Blurred() state.Part { return t }
func (t registrations) Join(*state.Space, *state.State, *state.State, state.Part) state.Part {
	return t
}
func (t registrations) Renamed(*state.Space, map[int32]int32) (state.Part, bool) { return t, true }

func (t registrations) Owes(o int32) bool {
	return some(t.Told, o, func(r Registration) bool { return r.Phase == typestate.Registered })
}

// Without keeps what is registered: nobody can give it back any more. What becomes of new
// memory in the place of an object begins unregistered.
func (t registrations) Without(o int32) state.Part {
	if t.Owes(o) {
		return t
	}
	return registrations{state.Told[Registration]{Map: t.DeleteHigh(uint32(o))}}
}

// some reports whether one of the things in an object is so.
func some[V comparable](t state.Told[V], o int32, so func(V) bool) bool {
	found := false
	t.High(uint32(o), func(_ uint64, v V) bool {
		found = so(v)
		return !found
	})
	return found
}

// RegistrationAt is the registration at key k.
func (m *Client) RegistrationAt(st *state.State, k uint64) Registration {
	if r, ok := m.registrations.Of(st).Get(k); ok {
		return r
	}
	r := Registration{Dispatch: domain.None}
	if m.Unknown(st, state.ObjectOf(k), state.PathOf(k)) {
		r.Phase = typestate.Unknown
	}
	return r
}

func (m *Client) setRegistration(st *state.State, k uint64, r Registration) {
	m.registrations.Put(st, registrations{state.Told[Registration]{Map: m.registrations.Of(st).Set(k, r)}})
}

func (m *Client) forgetRegistration(st *state.State, k uint64) {
	m.registrations.Put(st, registrations{state.Told[Registration]{Map: m.registrations.Of(st).Delete(k)}})
}

// Changed reports whether registration k is not in one state as it is in the other.
func (m *Client) Changed(before, after *state.State, k uint64) bool {
	return m.RegistrationAt(before, k) != m.RegistrationAt(after, k)
}

// Deregistered reports whether registration k has been deregistered.
func (m *Client) Deregistered(st *state.State, k uint64) bool {
	return m.RegistrationAt(st, k).Phase == typestate.Deregistered
}

// Socket is the typestate of a socket.
type Socket struct {
	typestate.SocketPhase
	Owner  uint64 // key of its registration, 0 if not known
	Adrift bool   // a request on it is pending that is not followed
}

// sockets are typestates by object.
type sockets struct{ state.Told[Socket] }

func (t sockets) Blurred() state.Part                                                  { return sockets{} }
func (t sockets) Join(*state.Space, *state.State, *state.State, state.Part) state.Part { return t }

func (t sockets) Owes(o int32) bool {
	return some(t.Told, o, func(s Socket) bool { return s.SocketPhase == typestate.SocketOpen })
}

func (t sockets) Without(o int32) state.Part {
	if t.Owes(o) {
		return t
	}
	return sockets{state.Told[Socket]{Map: t.DeleteHigh(uint32(o))}}
}

// contextCell is the cell of a socket's object for what its callbacks are given.
const contextCell = "context"

// Visit visits the contexts of open sockets: the system holds them.
func (t sockets) Visit(m *state.Space, st *state.State, look func(domain.Value)) {
	t.Each(func(o int32, s Socket) bool {
		if v, ok := st.Mem.Get(state.Key(o, m.Paths.Below(0, contextCell))); ok && s.SocketPhase == typestate.SocketOpen && v.K == domain.Ptr {
			look(v)
		}
		return true
	})
}

func (m *Client) socket(st *state.State, o int32) (Socket, bool) {
	return m.sockets.Of(st).Get(state.Key(o, 0))
}

func (m *Client) setSocket(st *state.State, o int32, s Socket) {
	m.sockets.Put(st, sockets{state.Told[Socket]{Map: m.sockets.Of(st).Set(state.Key(o, 0), s)}})
}

// Sockets reports whether a socket is open in st.
func (m *Client) Sockets(st *state.State) bool {
	open := false
	m.sockets.Of(st).Each(func(_ int32, s Socket) bool {
		open = open || s.SocketPhase == typestate.SocketOpen
		return !open
	})
	return open
}

// Owed is something that the driver has to give back.
type Owed struct {
	Thing typestate.Thing
	Stage typestate.Stage
	Of    int32 // the socket of received data
}

func (x Owed) String() string { return x.Thing.In(x.Stage) }

// owed is what has to be given back, by object.
type owed struct{ state.Told[Owed] }

func (t owed) Blurred() state.Part                                                  { return t }
func (t owed) Join(*state.Space, *state.State, *state.State, state.Part) state.Part { return t }

func (t owed) Owes(o int32) bool {
	return some(t.Told, o, func(x Owed) bool { return x.Thing == typestate.Data && x.Stage == typestate.Held })
}

func (t owed) Without(o int32) state.Part {
	if some(t.Told, o, func(x Owed) bool { return x.Stage != typestate.Ended }) {
		return t
	}
	return owed{state.Told[Owed]{Map: t.DeleteHigh(uint32(o))}}
}

// Visit visits the contexts of bindings of NMR clients: the registrar holds them.
func (t owed) Visit(_ *state.Space, _ *state.State, look func(domain.Value)) {
	t.Each(func(o int32, x Owed) bool {
		if x.Thing == typestate.Binding && x.Stage != typestate.Ended {
			look(domain.Value{K: domain.Ptr, O: o})
		}
		return true
	})
}

// Owed is what is owed of object o.
func (m *Client) Owed(st *state.State, o int32) (Owed, bool) {
	return m.owed.Of(st).Get(state.Key(o, 0))
}

// SetOwed says what is owed of object o.
func (m *Client) SetOwed(st *state.State, o int32, x Owed) {
	m.owed.Put(st, owed{state.Told[Owed]{Map: m.owed.Of(st).Set(state.Key(o, 0), x)}})
}

func (m *Client) notOwed(st *state.State, o int32) {
	m.owed.Put(st, owed{state.Told[Owed]{Map: m.owed.Of(st).Delete(state.Key(o, 0))}})
}

// irps are typestates by object and path. They keep no states apart: what is not known of
// an IRP is not reported.
type irps struct{ state.Told[typestate.Irp] }

func (t irps) Apart() uint64                                            { return 0 }
func (t irps) Owes(int32) bool                                          { return false }
func (t irps) Blurred() state.Part                                      { return t }
func (t irps) Renamed(*state.Space, map[int32]int32) (state.Part, bool) { return t, true }

func (t irps) Without(o int32) state.Part {
	return irps{state.Told[typestate.Irp]{Map: t.DeleteHigh(uint32(o))}}
}

// at is the typestate of the IRP at key k of st.
func (t irps) at(m *state.Space, st *state.State, k uint64) typestate.Irp {
	if i, ok := t.Get(k); ok {
		return i
	}
	if m.Unknown(st, state.ObjectOf(k), state.PathOf(k)) {
		return typestate.Irp{Phase: typestate.IrpUnknown}
	}
	return newIrp(m)
}

// newIrp is the typestate of an IRP that has just been allocated.
func newIrp(m *state.Space) typestate.Irp {
	if m.Prog.Arms {
		return typestate.Irp{Routine: typestate.RoutineMissing}
	}
	return typestate.Irp{}
}

// Join is what both states know of IRPs.
func (t irps) Join(m *state.Space, x, y *state.State, with state.Part) state.Part {
	u := with.(irps)
	out := t.Map
	persist.Zip(t.Map, u.Map, func(k uint64, _ typestate.Irp, _ bool, _ typestate.Irp, _ bool) {
		i, j := t.at(m, x, k), u.at(m, y, k)
		switch {
		case !x.Exists(state.ObjectOf(k)):
			i = j
		case y.Exists(state.ObjectOf(k)) && i != j:
			i = typestate.Irp{Phase: typestate.IrpUnknown}
		}
		out = out.Set(k, i)
	})
	return irps{state.Told[typestate.Irp]{Map: out}}
}

// IrpAt is the typestate of the IRP at an address.
func (m *Client) IrpAt(st *state.State, irp domain.Value) typestate.Irp {
	return m.irps.Of(st).at(m.Space, st, state.Key(irp.O, irp.P))
}

func (m *Client) setIrp(st *state.State, k uint64, i typestate.Irp) {
	m.irps.Put(st, irps{state.Told[typestate.Irp]{Map: m.irps.Of(st).Set(k, i)}})
}

func (m *Client) forgetIrp(st *state.State, k uint64) {
	m.irps.Put(st, irps{state.Told[typestate.Irp]{Map: m.irps.Of(st).Delete(k)}})
}

// moved reports whether something that has a typestate has moved from one state to the
// other.
func (m *Client) moved(before, after *state.State) bool {
	return m.registrations.Of(before).Hash() != m.registrations.Of(after).Hash() || m.sockets.Of(before).Hash() != m.sockets.Of(after).Hash() ||
		m.irps.Of(before).Hash() != m.irps.Of(after).Hash() || m.owed.Of(before).Hash() != m.owed.Of(after).Hash()
}
