package wsk

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/ruleid"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// request is a call of a provider function that takes an IRP and may give a list
// of addresses.
func (m *Client) request(r *follow.Call, st state.State) []follow.Outcome {
	q := Request{Socket: domain.None}
	for i, role := range r.Call.Roles {
		if role == summary.Out && i < len(r.Args) && r.Args[i].K == domain.Ptr {
			q.Out, q.Lists = r.Args[i], true
		}
	}
	if q.Lists = q.Lists && len(r.Call.Results) > 0 && r.Name() == "WskGetAddressInfo"; !q.Lists {
		q.Out = domain.Value{}
	}
	return m.handOver(r, st, q)
}

// OpenSocket makes a socket of registration k (0 if not known).
func (m *Client) OpenSocket(r *follow.Call, st state.State, k uint64) []follow.Outcome {
	q := Request{Socket: domain.None, Opens: true, Owner: k}
	if r.Op == ddi.Accept {
		if m.socketBroken(r, &st, typestate.SocketUse) {
			return nil
		}
		if s, o, ok := m.socketOf(&st, r); ok {
			q.Socket = o
			if k == 0 {
				q.Owner = s.Owner
			}
		}
	}
	if v, ok := r.Arg(summary.SocketOut); ok && v.K == domain.Ptr {
		q.Out = v
	}
	q.Events, q.Given, q.Known = m.listens(&st, r)
	return m.handOver(r, st, q)
}

// newSocket makes the socket that a request at a place has opened.
func (m *Client) newSocket(st *state.State, at *program.Site, q *Request) domain.Value {
	if m.opened(st) >= m.apart() {
		m.Crowd(st)
	}
	o := m.Allocate(st, state.SocketObject, at, "", state.Random)
	if !m.Strong(st, o, 0) {
		m.Blur(st)
	}
	m.Put(st, o, m.Paths.Below(0, "Dispatch"), domain.Value{K: domain.Ptr, T: state.AnyType, O: m.tables(st)})
	if !m.Scope.Sockets {
		return domain.Value{K: domain.Ptr, O: o}
	}
	owner := q.Owner
	if owner == 0 {
		owner = m.soleOwner(st)
	}
	m.socketMoves(st, Socket{Owner: owner}, typestate.SocketOpens)
	if !st.Blurred {
		m.setSocket(st, o, Socket{Owner: owner, SocketPhase: typestate.SocketOpen})
		if q.Known {
			m.give(st, o, q.Events, q.Given)
			m.mute(st, o, q.Socket)
		}
	}
	return domain.Value{K: domain.Ptr, O: o}
}

// socketMoves tells the registration of a socket, if it is known, that the socket
// opens or closes.
func (m *Client) socketMoves(st *state.State, s Socket, e typestate.Event) {
	if s.Owner == 0 {
		return
	}
	reg := m.RegistrationAt(st, s.Owner)
	reg.Registration = reg.Next(e)
	if st.Blurred && reg.Sockets > maxSockets {
		reg.Sockets = typestate.Unsure
	}
	m.setRegistration(st, s.Owner, reg)
}

// How many sockets are told apart at a time, and how many as a driver loads or unloads that
// is followed once more, or on a slice: it opens a table of them in one loop, and closes them in another.
const (
	maxSockets  = 3
	manySockets = 15 // the sixteenth object of an allocation stands for all further ones
)

// apart is how many open sockets are told apart.
func (m *Client) apart() int {
	if m.Alone && (m.Exact || m.Slice != nil) {
		return manySockets
	}
	return maxSockets
}

// tables is the object that stands for sockets' dispatch tables.
func (m *Client) tables(st *state.State) int32 {
	o := m.Object(state.Origin{Kind: state.TablesObject}, "", nil)
	st.Objs = st.Objs.Set(uint64(o), state.Object{Unknown: true, Escaped: true})
	return o
}

// socketOf is the socket that a call is about, and its object.
func (m *Client) socketOf(st *state.State, r *follow.Call) (Socket, int32, bool) {
	v, ok := r.Arg(summary.Socket)
	if !ok {
		v, ok = r.Arg(summary.Receiver)
	}
	if !ok {
		return Socket{}, domain.None, false
	}
	o, p, ok := m.Base(st, v)
	if !ok || p != 0 || !m.Strong(st, o, p) {
		return Socket{}, domain.None, false
	}
	s, _ := m.socket(st, o)
	return s, o, true
}

// Strays reports a call that is handed, for a socket, what a request has left that
// has failed.
func (m *Client) Strays(r *follow.Call, st *state.State) bool {
	v, ok := r.Arg(summary.Socket)
	if !ok || !v.IsStray() {
		return false
	}
	m.Report.Add(st, ruleid.IrpInFlight, r.At, r.Name()+" is handed "+socketName(r)+", which a request has left that failed: IoStatus.Information is a socket only after a success", socketName(r), r.Text())
	return true
}

// Stray reports, at instruction i of block b, an address found through what a
// request has left that has failed.
func (m *Client) Stray(a *follow.Activation, b, i int32, st *state.State, addr domain.Value) bool {
	if !addr.IsStray() {
		return false
	}
	m.Report.Add(st, ruleid.IrpInFlight, a.AddressSite(b, i), "what a request has left that failed is taken for a socket: IoStatus.Information is one only after a success", "", "follows the pointer")
	return true
}

// socketName is the socket that a call is about, in the driver's words.
func socketName(r *follow.Call) string {
	if r.Call.Socket != "" {
		return r.Call.Socket
	}
	return "a socket"
}

// socketBroken reports a call that its socket must not meet.
func (m *Client) socketBroken(r *follow.Call, st *state.State, e typestate.SocketEvent) bool {
	s, _, ok := m.socketOf(st, r)
	if !ok {
		return false
	}
	row, broken := s.Breaks(e)
	if !broken {
		return false
	}
	if st.Blurred {
		m.Report.Inconclusive(st, r.At, "a socket seems to be closed already, but what the driver keeps is not known exactly")
		return false
	}
	name := socketName(r)
	m.Report.Add(st, ruleid.SocketAfterClose, r.At, follow.Sprintf(row.Text+"%.0[1]s%.0[2]s", r.Name(), name), name, r.Text())
	return true
}

// UseSocket is a call of a function of a socket's dispatch table.
func (m *Client) UseSocket(r *follow.Call, st state.State) []follow.Outcome {
	if m.socketBroken(r, &st, typestate.SocketUse) {
		return nil
	}
	_, o, _ := m.socketOf(&st, r)
	if r.Name() == "WskControlSocket" && m.enables(r, &st) {
		unmute := func(st *state.State) {
			if o >= 0 {
				m.Clear(st, o, m.Paths.Below(0, mutedCell))
			}
		}
		if irp, ok := r.Arg(summary.Irp); !ok || irp.IsNil() {
			return m.enable(r, st, unmute)
		}
		unmute(&st) // the page wants NULL, and leaves open what comes of an IRP: they may be called
	}
	return m.handOver(r, st, Request{Socket: o})
}

func (m *Client) CloseSocket(r *follow.Call, st state.State) []follow.Outcome {
	v, ok := r.Arg(summary.Socket)
	if !ok {
		v, ok = r.Arg(summary.Receiver)
	}
	if ok && v.IsNil() {
		return nil
	}
	if m.socketBroken(r, &st, typestate.SocketClose) {
		return nil
	}
	s, o, one := m.socketOf(&st, r)
	if !one {
		switch {
		case ok && st.Blurred:
			m.someClosed(&st)
		case ok:
			m.unknownClosed(&st)
		}
		return m.handOver(r, st, Request{Socket: domain.None, Closes: true})
	}
	if m.retains(r, &st, o) {
		return nil
	}
	switch {
	case s.SocketPhase == typestate.SocketOpen:
		m.socketMoves(&st, s, typestate.SocketCloses)
	case st.Blurred && s.SocketPhase == typestate.SocketUnknown:
		m.someClosed(&st)
	}
	if v.K != domain.Ptr {
		m.unknownClosed(&st)
	}
	s.SocketPhase = s.Next(typestate.SocketClose)
	m.setSocket(&st, o, s)
	return m.handOver(r, st, Request{Socket: o, Closes: true, Owner: s.Owner})
}

// closed notes that the close of a socket has completed.
func (m *Client) closed(st *state.State, o int32) {
	if s, ok := m.socket(st, o); ok && o >= 0 {
		s.SocketPhase = s.Next(typestate.SocketCloseEnds)
		m.setSocket(st, o, s)
	}
}

// ContextFreed reports that object o is freed, which is the context of a socket
// whose callbacks may still run.
func (m *Client) ContextFreed(r *follow.Call, st *state.State, o int32) bool {
	found := false
	m.sockets.Of(st).Each(func(sock int32, s Socket) bool {
		row, broken := s.Breaks(typestate.SocketContextFree)
		context, _ := st.Mem.Get(state.Key(sock, m.Paths.Below(0, contextCell)))
		if broken && !(s.Adrift && s.SocketPhase == typestate.SocketClosing) && context.K == domain.Ptr && context.O == o && context.P == 0 {
			found = true
			m.Report.Add(st, ruleid.SocketAfterClose, r.At, follow.Sprintf(row.Text, r.Name(), "what it is handed"), "", r.Text())
		}
		return !found
	})
	return found
}

// shutSocket closes the open socket at o at once: WSK does.
func (m *Client) shutSocket(st *state.State, o int32) {
	s, _ := m.socket(st, o)
	s.SocketPhase = typestate.SocketClosed
	m.setSocket(st, o, s)
	m.socketMoves(st, s, typestate.SocketCloses)
}

// soleOwner is the registration of a socket that is made through something of which it is
// not known: the only one that is registered, or 0. Where there are more, any of them may
// have one more.
func (m *Client) soleOwner(st *state.State) uint64 {
	var owners []uint64
	m.registrations.Of(st).Range(func(k uint64, reg Registration) bool {
		if reg.Phase == typestate.Registered {
			owners = append(owners, k)
		}
		return true
	})
	if len(owners) == 1 {
		return owners[0]
	}
	for _, k := range owners {
		reg := m.RegistrationAt(st, k)
		reg.Sockets = typestate.Unsure
		m.setRegistration(st, k, reg)
	}
	return 0
}

// someClosed: one of the open sockets is closed, and which is not known. Where they are
// those of one registration it has one less.
func (m *Client) someClosed(st *state.State) {
	var owners []uint64
	m.registrations.Of(st).Range(func(k uint64, reg Registration) bool {
		if reg.Sockets > 0 && reg.Phase == typestate.Registered {
			owners = append(owners, k)
		}
		return true
	})
	if len(owners) != 1 {
		m.unknownClosed(st)
		return
	}
	m.socketMoves(st, Socket{Owner: owners[0]}, typestate.SocketCloses)
}

// unknownClosed: a socket is closed, and which is not known. From here on none
// counts.
func (m *Client) unknownClosed(st *state.State) {
	m.registrations.Of(st).Range(func(k uint64, reg Registration) bool {
		if reg.Sockets > 0 && reg.Phase == typestate.Registered {
			reg.Sockets = typestate.Unsure
			m.setRegistration(st, k, reg)
		}
		return true
	})
}
