package wsk

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// Operations are the calls of a client of WSK, and those on IRPs.
func (m *Client) Operations() follow.Operations {
	return follow.Operations{
		ddi.Register: m.Register, ddi.Deregister: m.Deregister, ddi.Capture: m.Capture, ddi.Release: m.Release, ddi.Query: m.Query,
		ddi.Dispatch: m.Provider, ddi.FreeAddress: m.Provider, ddi.OpenSocket: m.Provider,

		ddi.Accept:      m.ofSocket(m.accept, m.Done),
		ddi.UseSocket:   m.ofSocket(m.UseSocket, m.Done),
		ddi.ReleaseData: m.ofSocket(m.ReleaseData, m.Done),
		ddi.CloseSocket: m.ofSocket(m.CloseSocket, m.Done),

		ddi.FreeIrp:   m.ofSocket(m.irpCall(typestate.IrpFree), m.Anything),
		ddi.ReuseIrp:  m.ofSocket(m.irpCall(typestate.IrpReuse), m.Anything),
		ddi.InitIrp:   m.ofSocket(m.irpCall(typestate.IrpReuse), m.Anything),
		ddi.CancelIrp: m.ofSocket(m.irpCall(typestate.IrpCancel), m.Anything),
		ddi.FinishIrp: m.ofSocket(m.irpCall(typestate.IrpFinish), m.Anything),

		ddi.CallDriver: m.callDriver,
	}
}

// ofSocket is a call that is about sockets and requests: done where those are followed, or
// else otherwise.
func (m *Client) ofSocket(done, otherwise follow.Handler) follow.Handler {
	return func(r *follow.Call, st state.State) []follow.Outcome {
		if !m.Scope.Sockets {
			return otherwise(r, st)
		}
		return done(r, st)
	}
}

func (m *Client) accept(r *follow.Call, st state.State) []follow.Outcome {
	return m.OpenSocket(r, st, 0)
}

func (m *Client) irpCall(e typestate.IrpEvent) follow.Handler {
	return func(r *follow.Call, st state.State) []follow.Outcome { return m.IrpCall(r, st, e) }
}

// callDriver hands an IRP to another driver.
func (m *Client) callDriver(r *follow.Call, st state.State) []follow.Outcome {
	m.Sent(r, &st)
	m.Surrendered(r, &st)
	return r.A.Opaque(r.At, r.Call, r.Args, &st)
}

// Called notes a call of a WSK function, before it is carried out.
func (m *Client) Called(r *follow.Call, st *state.State) {
	m.Sent(r, st)
	if _, ok := r.Arg(summary.Irp); ok && !m.Prog.Arms {
		m.SetCount(st, lives.Unanswered, 1)
	}
}
