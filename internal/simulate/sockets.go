package simulate

import (
	"math"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// request is a call of a provider function that takes an IRP and may give a list
// of addresses.
func (m *Machine) request(r *request, st State) []outcome {
	var list Value
	found := false
	for i, role := range r.call.Roles {
		if role == summary.Out && i < len(r.args) && r.args[i].K == Ptr {
			list, found = r.args[i], true
		}
	}
	if !found || len(r.call.Results) == 0 || r.name() != "WskGetAddressInfo" {
		return m.handOver(r, st)
	}
	var out []outcome
	for _, how := range m.completions(r) {
		s := st
		if how.ok {
			o := m.allocate(&s, "alloc", r.at, "", true)
			m.store(&s, list.O, list.P, Value{K: Ptr, O: o})
			m.owe(&s, o, typestate.AddressList)
		}
		m.complete(r, &s, m.final(&s, r, how.ok))
		if how.pending {
			m.await0(r, &s, integer(1))
		}
		res := m.answer(&s, r, how)
		out = append(out, outcome{st: s, result: res})
	}
	return out
}

// completion is one way in which a request with an IRP goes.
type completion struct{ ok, pending bool }

// completions are the ways of a request: at once or later, well or not. There is
// a later where the status can say so and the caller, or what it calls, asks: a
// caller that does not ask takes any success for the end of the request.
func (m *Machine) completions(r *request) []completion {
	all := []completion{{ok: true}, {}, {ok: true, pending: true}, {pending: true}}
	if _, irp := r.arg(summary.Irp); !irp || len(r.call.Results) != 1 || r.call.Results[0] != summary.Signed || !m.asks(r.at) {
		return all[:2]
	}
	return all
}

// answer is what the call returns.
func (m *Machine) answer(st *State, r *request, how completion, before ...Value) Value {
	if how.pending {
		return integer(statusPending)
	}
	return m.status(st, r, how.ok, before...)
}

// final is the status with which the IRP completes.
func (m *Machine) final(st *State, r *request, ok bool) Value {
	if ok {
		return integer(0)
	}
	at := *r.at
	at.key.fn = -2 - at.key.fn*8 - 7
	return m.unknownIn(st, &at, Range{Lo: math.MinInt32, Hi: -1})
}

// complete writes the status of the request's IRP.
func (m *Machine) complete(r *request, st *State, status Value) {
	irp, ok := m.irp(r, st)
	if !ok {
		return
	}
	for _, p := range m.irpCells(irp.P, "Status") {
		m.store(st, irp.O, p, status)
	}
}

// irpCells are the paths of a field of an IRP's status block: users' own IRPs
// may have it directly.
func (m *Machine) irpCells(p int32, field string) []int32 {
	return []int32{m.paths.below(m.paths.below(p, "IoStatus"), field), m.paths.below(p, field)}
}

// keeps reports whether the completion routine of an IRP stores a pointer.
func (m *Machine) keeps(st *State, irp Value) bool {
	if irp.K != Ptr {
		return false
	}
	fn, ok := st.mem.Get(key(irp.O, m.paths.below(irp.P, "routine")))
	return ok && fn.K == Func && m.prog.funcs[fn.N].reach&Keeps != 0
}

// open makes a socket of registration k (0 if not known).
func (m *Machine) open(r *request, st State, k uint64) []outcome {
	irp, hasIrp := r.arg(summary.Irp)
	if hasIrp && irp.isNil() {
		return nil // a bugcheck
	}
	if k == 0 && r.op == ddi.Accept {
		if s, ok := m.socketOf(&st, r); ok {
			k = s.Owner
		}
	}
	var out []outcome
	for _, how := range m.completions(r) {
		s := st
		var sock Value
		if how.ok {
			sock = m.newSocket(&s, r, k)
			if hasIrp && irp.K == Ptr {
				for _, p := range m.irpCells(irp.P, "Information") {
					m.store(&s, irp.O, p, sock)
				}
			}
			if v, ok := r.arg(summary.SocketOut); ok && v.K == Ptr {
				m.store(&s, v.O, v.P, sock)
			}
			if hasIrp && m.keeps(&s, irp) {
				m.report.inconclusive(&s, r.at, "the completion routine may keep the socket: whether it is closed is not followed")
				m.blur(&s)
			}
		} else if hasIrp && irp.K == Ptr {
			for _, p := range m.irpCells(irp.P, "Information") {
				m.store(&s, irp.O, p, integer(0))
			}
		}
		m.complete(r, &s, m.final(&s, r, how.ok))
		if how.pending {
			m.await0(r, &s, integer(1))
		}
		text := r.text() + " succeeds"
		if !how.ok {
			text = r.text() + " fails"
		}
		m.note(&s, finding.Operate, r.at, text, m.stateOf(&s, k))
		res := m.answer(&s, r, how, sock)
		out = append(out, outcome{st: s, result: res})
	}
	return out
}

func (m *Machine) newSocket(st *State, r *request, k uint64) Value {
	if st.sockets.Len() >= maxSockets {
		m.blur(st)
	}
	o := m.allocate(st, "socket", r.at, "", true)
	m.put(st, o, m.paths.below(0, "Dispatch"), Value{K: Ptr, T: anyType, O: m.tables(st)})
	if st.blurred {
		return Value{K: Ptr, O: o}
	}
	st.sockets = st.sockets.Set(uint64(o), Socket{Owner: k, Open: true})
	if k != 0 {
		reg := m.registrationAt(st, k)
		reg.Registration = reg.Next(typestate.SocketOpens)
		st.regis = st.regis.Set(k, reg)
	}
	return Value{K: Ptr, O: o}
}

// maxSockets is how many sockets are told apart at a time.
const maxSockets = 3

// blur says that what the driver keeps is no longer known exactly: from here on
// no socket counts, as what closes it may seem to be passed over.
func (m *Machine) blur(st *State) {
	st.blurred = true
	st.sockets = nil
	m.unknownClosed(st)
}

// tables is the object that stands for sockets' dispatch tables.
func (m *Machine) tables(st *State) int32 {
	o := m.object(origin{kind: "tables"}, "", nil)
	st.objs = st.objs.Set(uint64(o), object{unknown: true, escaped: true})
	return o
}

// socketOf is the socket that a call is about.
func (m *Machine) socketOf(st *State, r *request) (Socket, bool) {
	v, ok := r.arg(summary.Socket)
	if !ok {
		v, ok = r.arg(summary.Receiver)
	}
	if !ok || v.K != Ptr {
		return Socket{}, false
	}
	return st.sockets.Get(uint64(v.O))
}

func (m *Machine) closeSocket(r *request, st State) []outcome {
	v, ok := r.arg(summary.Socket)
	if !ok {
		v, ok = r.arg(summary.Receiver)
	}
	if ok && v.isNil() {
		return nil
	}
	if ok && v.K == Ptr {
		if s, ok := st.sockets.Get(uint64(v.O)); ok {
			if !s.Open {
				m.shut(r, &st)
				return nil
			}
			s.Open, s.Shut = false, true
			st.sockets = st.sockets.Set(uint64(v.O), s)
			if s.Owner != 0 {
				reg := m.registrationAt(&st, s.Owner)
				reg.Registration = reg.Next(typestate.SocketCloses)
				st.regis = st.regis.Set(s.Owner, reg)
			}
			m.note(&st, finding.Operate, r.at, r.text(), m.stateOf(&st, s.Owner))
		}
	} else if ok {
		m.unknownClosed(&st)
	}
	m.noteShut(&st, v)
	return m.handOver(r, st)
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
