package simulate

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// request is a call of a provider function that takes an IRP and may give a list
// of addresses.
func (m *Machine) request(r *request, st State) []outcome {
	q := held{socket: none}
	for i, role := range r.call.Roles {
		if role == summary.Out && i < len(r.args) && r.args[i].K == Ptr {
			q.out, q.lists = r.args[i], true
		}
	}
	if q.lists = q.lists && len(r.call.Results) > 0 && r.name() == "WskGetAddressInfo"; !q.lists {
		q.out = Value{}
	}
	return m.handOver(r, st, q)
}

// open makes a socket of registration k (0 if not known).
func (m *Machine) open(r *request, st State, k uint64) []outcome {
	q := held{socket: none, opens: true, owner: k}
	if r.op == ddi.Accept {
		if m.socketBroken(r, &st, typestate.SocketUse) {
			return nil
		}
		if s, o, ok := m.socketOf(&st, r); ok {
			q.socket = o
			if k == 0 {
				q.owner = s.Owner
			}
		}
	}
	if v, ok := r.arg(summary.SocketOut); ok && v.K == Ptr {
		q.out = v
	}
	q.events, q.given, q.known = m.listens(&st, r)
	return m.handOver(r, st, q)
}

// newSocket makes the socket that a request at a place has opened.
func (m *Machine) newSocket(st *State, at *program.Site, q *held) Value {
	o := m.allocate(st, "socket", at, "", true)
	if st.sockets.Len() >= maxSockets || !m.strong(st, o, 0) {
		m.blur(st)
	}
	m.put(st, o, m.paths.below(0, "Dispatch"), Value{K: Ptr, T: anyType, O: m.tables(st)})
	if !m.scope.Sockets {
		return Value{K: Ptr, O: o}
	}
	owner := q.owner
	if owner == 0 {
		owner = m.soleOwner(st)
	}
	m.socketMoves(st, Socket{Owner: owner}, typestate.SocketOpens)
	if !st.blurred {
		st.sockets = st.sockets.Set(uint64(o), Socket{Owner: owner, SocketPhase: typestate.SocketOpen})
		if q.known {
			m.give(st, o, q.events, q.given)
			m.mute(st, o, q.socket)
		}
	}
	return Value{K: Ptr, O: o}
}

// socketMoves tells the registration of a socket, if it is known, that the socket
// opens or closes.
func (m *Machine) socketMoves(st *State, s Socket, e typestate.Event) {
	if s.Owner == 0 {
		return
	}
	reg := m.registrationAt(st, s.Owner)
	reg.Registration = reg.Next(e)
	if st.blurred && reg.Sockets > maxSockets {
		reg.Sockets = typestate.Unsure
	}
	st.regis = st.regis.Set(s.Owner, reg)
}

// maxSockets is how many sockets are told apart at a time.
const maxSockets = 3

// blur says that what the driver keeps is no longer known exactly: from here on
// sockets are not told apart, and no finding is made of them, as what closes one may
// seem to be passed over. How many are open is counted yet.
func (m *Machine) blur(st *State) {
	st.blurred = true
	st.sockets = nil
}

// tables is the object that stands for sockets' dispatch tables.
func (m *Machine) tables(st *State) int32 {
	o := m.object(origin{kind: "tables"}, "", nil)
	st.objs = st.objs.Set(uint64(o), object{unknown: true, escaped: true})
	return o
}

// socketOf is the socket that a call is about, and its object.
func (m *Machine) socketOf(st *State, r *request) (Socket, int32, bool) {
	v, ok := r.arg(summary.Socket)
	if !ok {
		v, ok = r.arg(summary.Receiver)
	}
	if !ok {
		return Socket{}, none, false
	}
	o, p, ok := m.base(st, v)
	if !ok || p != 0 || !m.strong(st, o, p) {
		return Socket{}, none, false
	}
	s, _ := st.sockets.Get(uint64(o))
	return s, o, true
}

// strays reports a call that is handed, for a socket, what a request has left that
// has failed.
func (m *Machine) strays(r *request, st *State) bool {
	v, ok := r.arg(summary.Socket)
	if !ok || !v.IsStray() {
		return false
	}
	m.report.add(st, "WSK010", r.at, r.name()+" is handed "+socketName(r)+", which a request has left that failed: IoStatus.Information is a socket only after a success", socketName(r), r.text())
	return true
}

// followsStray reports, at instruction i of block b, an address found through what a
// request has left that has failed.
func (a *activation) followsStray(b, i int32, st *State, addr Value) bool {
	if !addr.IsStray() {
		return false
	}
	a.m.report.add(st, "WSK010", a.addressSite(b, i), "what a request has left that failed is taken for a socket: IoStatus.Information is one only after a success", "", "follows the pointer")
	return true
}

// socketName is the socket that a call is about, in the driver's words.
func socketName(r *request) string {
	if r.call.Socket != "" {
		return r.call.Socket
	}
	return "a socket"
}

// socketBroken reports a call that its socket must not meet.
func (m *Machine) socketBroken(r *request, st *State, e typestate.SocketEvent) bool {
	s, _, ok := m.socketOf(st, r)
	if !ok {
		return false
	}
	row, broken := s.Breaks(e)
	if !broken {
		return false
	}
	if st.blurred {
		m.report.inconclusive(st, r.at, "a socket seems to be closed already, but what the driver keeps is not known exactly")
		return false
	}
	name := socketName(r)
	m.report.add(st, "WSK012", r.at, sprintf(row.Text+"%.0[1]s%.0[2]s", r.name(), name), name, r.text())
	return true
}

// useSocket is a call of a function of a socket's dispatch table.
func (m *Machine) useSocket(r *request, st State) []outcome {
	if m.socketBroken(r, &st, typestate.SocketUse) {
		return nil
	}
	_, o, _ := m.socketOf(&st, r)
	if r.name() == "WskControlSocket" && m.enables(r, &st) {
		return m.enable(r, st, func(st *State) {
			if o >= 0 {
				m.clear(st, o, m.paths.below(0, mutedCell))
			}
		})
	}
	return m.handOver(r, st, held{socket: o})
}

func (m *Machine) closeSocket(r *request, st State) []outcome {
	v, ok := r.arg(summary.Socket)
	if !ok {
		v, ok = r.arg(summary.Receiver)
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
		case ok && st.blurred:
			m.someClosed(&st)
		case ok:
			m.unknownClosed(&st)
		}
		return m.handOver(r, st, held{socket: none, closes: true})
	}
	if m.retains(r, &st, o) {
		return nil
	}
	switch {
	case s.SocketPhase == typestate.SocketOpen:
		m.socketMoves(&st, s, typestate.SocketCloses)
	case st.blurred && s.SocketPhase == typestate.SocketUnknown:
		m.someClosed(&st)
	}
	if v.K != Ptr {
		m.unknownClosed(&st)
	}
	s.SocketPhase = s.Next(typestate.SocketClose)
	st.sockets = st.sockets.Set(uint64(o), s)
	return m.handOver(r, st, held{socket: o, closes: true, owner: s.Owner})
}

// closed notes that the close of a socket has completed.
func (m *Machine) closed(st *State, o int32) {
	if s, ok := st.sockets.Get(uint64(o)); ok && o >= 0 {
		s.SocketPhase = s.Next(typestate.SocketCloseEnds)
		st.sockets = st.sockets.Set(uint64(o), s)
	}
}

// contextFreed reports that object o is freed, which is the context of a socket
// whose callbacks may still run.
func (m *Machine) contextFreed(r *request, st *State, o int32) bool {
	found := false
	st.sockets.Range(func(sock uint64, s Socket) bool {
		row, broken := s.Breaks(typestate.SocketContextFree)
		context, _ := st.mem.Get(key(int32(sock), m.paths.below(0, contextCell)))
		if broken && !(s.Adrift && s.SocketPhase == typestate.SocketClosing) && context.K == Ptr && context.O == o && context.P == 0 {
			found = true
			m.report.add(st, "WSK012", r.at, sprintf(row.Text, r.name(), "what it is handed"), "", r.text())
		}
		return !found
	})
	return found
}

// shutSocket closes the open socket at o at once: WSK does.
func (m *Machine) shutSocket(st *State, o int32) {
	s, _ := st.sockets.Get(uint64(o))
	s.SocketPhase = typestate.SocketClosed
	st.sockets = st.sockets.Set(uint64(o), s)
	m.socketMoves(st, s, typestate.SocketCloses)
}

// soleOwner is the registration of a socket that is made through something of which it is
// not known: the only one that is registered, or 0. Where there are more, any of them may
// have one more.
func (m *Machine) soleOwner(st *State) uint64 {
	var owners []uint64
	st.regis.Range(func(k uint64, reg Registration) bool {
		if reg.Phase == typestate.Registered {
			owners = append(owners, k)
		}
		return true
	})
	if len(owners) == 1 {
		return owners[0]
	}
	for _, k := range owners {
		reg := m.registrationAt(st, k)
		reg.Sockets = typestate.Unsure
		st.regis = st.regis.Set(k, reg)
	}
	return 0
}

// someClosed: one of the open sockets is closed, and which is not known. Where they are
// those of one registration it has one less.
func (m *Machine) someClosed(st *State) {
	var owners []uint64
	st.regis.Range(func(k uint64, reg Registration) bool {
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
func (m *Machine) unknownClosed(st *State) {
	st.regis.Range(func(k uint64, reg Registration) bool {
		if reg.Sockets > 0 && reg.Phase == typestate.Registered {
			reg.Sockets = typestate.Unsure
			st.regis = st.regis.Set(k, reg)
		}
		return true
	})
}
