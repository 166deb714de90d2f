package wsk

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// Requests of a driver that is followed roughly.

// Done is a request that is over when the call returns.
func (m *Client) Done(r *follow.Call, st state.State) []follow.Outcome {
	opens := r.Op == ddi.OpenSocket || r.Op == ddi.Accept
	if !opens && r.Name() != "WskGetAddressInfo" {
		for i, role := range r.Call.Roles {
			if role == summary.Out && i < len(r.Args) && r.Args[i].K == domain.Ptr {
				m.Mark(&st, r.Args[i].O, r.Args[i].P, state.Random)
			}
		}
		m.answered(r, &st, "Status", domain.Value{K: domain.Any})
		res := m.Results(&st, r.Call, r.At)
		if res.K == domain.Sym {
			m.Learn(&st, res, "!=", program.StatusPending)
		}
		return []follow.Outcome{{St: st, Result: res}}
	}
	bad := st
	made := m.made(r, &st, opens)
	m.answered(r, &st, "Status", domain.Number(0))
	m.answered(r, &bad, "Status", m.UnknownIn(&bad, r.At, failure))
	m.answered(r, &bad, "Information", domain.Number(0))
	good := m.Status(&st, r, follow.Succeeds, made)
	fail := m.Status(&bad, r, follow.Fails)
	return []follow.Outcome{{St: st, Result: good}, {St: bad, Result: fail}}
}

// made is the socket or the list of addresses that a request gives.
func (m *Client) made(r *follow.Call, st *state.State, opens bool) domain.Value {
	if opens {
		sock := m.newSocket(st, r.At, &Request{Socket: domain.None})
		m.answered(r, st, "Information", sock)
		if v, ok := r.Arg(summary.SocketOut); ok && v.K == domain.Ptr {
			m.Store(st, v.O, v.P, sock)
		}
		return sock
	}
	list := domain.Value{K: domain.Ptr, O: m.Allocate(st, state.AllocObject, r.At, "", state.Random)}
	for i, role := range r.Call.Roles {
		if role == summary.Out && i < len(r.Args) && r.Args[i].K == domain.Ptr {
			m.Store(st, r.Args[i].O, r.Args[i].P, list)
		}
	}
	return list
}

// answered writes a field of the status block of the request's IRP.
func (m *Client) answered(r *follow.Call, st *state.State, field string, v domain.Value) {
	irp, ok := r.Arg(summary.Irp)
	if !ok || irp.K != domain.Ptr {
		return
	}
	for _, p := range []int32{m.Paths.Below(irp.P, "IoStatus"), irp.P} {
		m.Store(st, irp.O, m.Paths.Below(p, field), v)
	}
}
