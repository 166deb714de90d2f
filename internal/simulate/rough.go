package simulate

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// Requests of a driver that is followed roughly.

// done is a request that is over when the call returns.
func (m *Machine) done(r *request, st state.State) []outcome {
	opens := r.op == ddi.OpenSocket || r.op == ddi.Accept
	if !opens && r.name() != "WskGetAddressInfo" {
		for i, role := range r.call.Roles {
			if role == summary.Out && i < len(r.args) && r.args[i].K == Ptr {
				m.Mark(&st, r.args[i].O, r.args[i].P, true)
			}
		}
		m.answered(r, &st, "Status", Value{K: Any})
		res := m.results(&st, r.call, r.at)
		if res.K == Sym {
			m.Learn(&st, res, "!=", program.StatusPending)
		}
		return []outcome{{st: st, result: res}}
	}
	bad := st
	made := m.made(r, &st, opens)
	m.answered(r, &st, "Status", integer(0))
	m.answered(r, &bad, "Status", m.UnknownIn(&bad, r.at, failure))
	m.answered(r, &bad, "Information", integer(0))
	good := m.status(&st, r, true, made)
	fail := m.status(&bad, r, false)
	return []outcome{{st: st, result: good}, {st: bad, result: fail}}
}

// made is the socket or the list of addresses that a request gives.
func (m *Machine) made(r *request, st *state.State, opens bool) Value {
	if opens {
		sock := m.newSocket(st, r.at, &state.Held{Socket: none})
		m.answered(r, st, "Information", sock)
		if v, ok := r.arg(summary.SocketOut); ok && v.K == Ptr {
			m.Store(st, v.O, v.P, sock)
		}
		return sock
	}
	list := Value{K: Ptr, O: m.Allocate(st, "alloc", r.at, "", true)}
	for i, role := range r.call.Roles {
		if role == summary.Out && i < len(r.args) && r.args[i].K == Ptr {
			m.Store(st, r.args[i].O, r.args[i].P, list)
		}
	}
	return list
}

// answered writes a field of the status block of the request's IRP.
func (m *Machine) answered(r *request, st *state.State, field string, v Value) {
	irp, ok := r.arg(summary.Irp)
	if !ok || irp.K != Ptr {
		return
	}
	for _, p := range []int32{m.Paths.Below(irp.P, "IoStatus"), irp.P} {
		m.Store(st, irp.O, m.Paths.Below(p, field), v)
	}
}
