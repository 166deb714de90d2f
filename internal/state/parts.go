package state

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/typestate"
)

func (m *Space) RegistrationAt(st *State, k uint64) Registration {
	if r, ok := st.Regis.Get(k); ok {
		return r
	}
	r := Registration{Dispatch: domain.None}
	if m.Unknown(st, ObjectOf(k), PathOf(k)) {
		r.Phase = typestate.Unknown
	}
	return r
}

// Blur says that what the driver keeps is no longer known exactly: from here on
// sockets are not told apart, and no finding is made of them, as what closes one may
// seem to be passed over. How many are open is counted yet.
func (m *Space) Blur(st *State) {
	st.Blurred = true
	st.Sockets = nil
}

// Confound says that what the driver keeps is merged. On a slice that hides nothing: what
// is about an object of which it is not known which one it is asks for a deeper slice, and
// what seems broken is confirmed.
func (m *Space) Confound(st *State) {
	if m.Slice == nil {
		m.Blur(st)
	}
}

// IrpAt is the typestate of the IRP at an address.
func (m *Space) IrpAt(st *State, irp domain.Value) typestate.Irp {
	if i, ok := st.Irps.Get(Key(irp.O, irp.P)); ok {
		return i
	}
	if m.Unknown(st, irp.O, irp.P) {
		return typestate.Irp{Phase: typestate.IrpUnknown}
	}
	return m.NewIrp()
}

// NewIrp is the typestate of an IRP that has just been allocated.
func (m *Space) NewIrp() typestate.Irp {
	if m.Prog.Arms {
		return typestate.Irp{Routine: typestate.RoutineMissing}
	}
	return typestate.Irp{}
}

// Owed is something that the driver has to give back.
type Owed struct {
	Thing typestate.Thing
	Stage typestate.Stage
	Of    int32 // the socket of received data
}

// ContextCell is the cell of a socket's object for what its callbacks are given.
const ContextCell = "context"

// lentOut visits what the system holds of the driver's: the contexts of open
// sockets, and of bindings of NMR clients.
func (m *Space) lentOut(st *State, look func(domain.Value)) {
	st.Sockets.Range(func(o uint64, s Socket) bool {
		if v, ok := st.Mem.Get(Key(int32(o), m.Paths.Below(0, ContextCell))); ok && s.SocketPhase == typestate.SocketOpen && v.K == domain.Ptr {
			look(v)
		}
		return true
	})
	st.Owed.Range(func(o uint64, x Owed) bool {
		if x.Thing == typestate.Binding && x.Stage != typestate.Ended {
			look(domain.Value{K: domain.Ptr, O: int32(o)})
		}
		return true
	})
}

// IsNull reports whether v is what an event callback was handed NULL for.
func (m *Space) IsNull(v domain.Value) bool {
	return v.K == domain.Sym && program.Null.Marks(m.symbols[v.N].site)
}

// Moved reports whether something that has a typestate has moved since before.
func (st *State) Moved(before *State) bool {
	return st.Regis.Hash() != before.Regis.Hash() || st.Sockets.Hash() != before.Sockets.Hash() ||
		st.Irps.Hash() != before.Irps.Hash() || st.Owed.Hash() != before.Owed.Hash()
}
