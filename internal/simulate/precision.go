package simulate

import (
	"math"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// Precision is how exactly a driver is followed. Where its lives are too many to
// follow, it is followed once more at the next.
type Precision uint8

// The precisions. At Lending event callbacks are lent something. At Few, fewer
// objects of one allocation are told apart. At Rough the driver is followed for its
// registrations alone, which do not depend on its sockets and requests but through
// what its code makes of their statuses: a request is taken to be over when the call
// returns, with any status, and no socket counts.
const (
	Lending Precision = iota
	Exact
	Few
	Rough
)

// share is the part of the bound on steps that a precision is given: what can be
// followed exactly takes few.
func (p Precision) share() int {
	switch p {
	case Lending:
		return 8
	case Exact:
		return 4
	}
	return 1
}

// Follow makes runs as precise as p from here on. It gives st, a driver just
// loaded, for them.
func (m *Machine) Follow(p Precision, st State) State {
	m.precision = p
	st.blurred = p == Rough
	return st
}

// done is a request that is over when the call returns.
func (m *Machine) done(r *request, st State) []outcome {
	opens := r.op == ddi.OpenSocket || r.op == ddi.Accept
	if !opens && r.name() != "WskGetAddressInfo" {
		m.answered(r, &st, "Status", Value{K: Any})
		res := m.results(&st, r.call, r.at)
		if res.K == Sym {
			m.learn(&st, res, "!=", statusPending)
		}
		return []outcome{{st: st, result: res}}
	}
	bad := st
	made := m.made(r, &st, opens)
	failure := *r.at
	failure.key.fn = -2 - failure.key.fn*8 - 7
	m.answered(r, &st, "Status", integer(0))
	m.answered(r, &bad, "Status", m.unknownIn(&bad, &failure, Range{Lo: math.MinInt32, Hi: -1}))
	m.answered(r, &bad, "Information", integer(0))
	good := m.status(&st, r, true, made)
	fail := m.status(&bad, r, false)
	return []outcome{{st: st, result: good}, {st: bad, result: fail}}
}

// made is the socket or the list of addresses that a request gives.
func (m *Machine) made(r *request, st *State, opens bool) Value {
	if opens {
		sock := m.newSocket(st, r.at, &held{socket: none, context: none})
		m.answered(r, st, "Information", sock)
		if v, ok := r.arg(summary.SocketOut); ok && v.K == Ptr {
			m.store(st, v.O, v.P, sock)
		}
		return sock
	}
	list := Value{K: Ptr, O: m.allocate(st, "alloc", r.at, "", true)}
	for i, role := range r.call.Roles {
		if role == summary.Out && i < len(r.args) && r.args[i].K == Ptr {
			m.store(st, r.args[i].O, r.args[i].P, list)
		}
	}
	return list
}

// answered writes a field of the status block of the request's IRP.
func (m *Machine) answered(r *request, st *State, field string, v Value) {
	irp, ok := r.arg(summary.Irp)
	if !ok || irp.K != Ptr {
		return
	}
	for _, p := range []int32{m.paths.below(irp.P, "IoStatus"), irp.P} {
		m.store(st, irp.O, m.paths.below(p, field), v)
	}
}
