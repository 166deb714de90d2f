package wsk

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// Request is an activity of the system: a WSK function that has been handed an IRP, until
// it completes that. It uses what it holds as long.
type Request struct {
	Of     string         // the WSK function
	Irp    domain.Value   // its address
	Own    bool           // it is the driver's own
	Owner  uint64         // the registration of the socket that it opens
	Opens  bool           // it opens a socket
	Closes bool           // it closes its socket
	Socket int32          // the socket that it is about, or none
	Events domain.Value   // the table of the callbacks of the socket that it opens
	Given  domain.Value   // and what they are given
	Known  bool           // both are known
	Out    domain.Value   // where the socket goes besides, or the list of addresses
	Lists  bool           // out is for a list
	Uses   []domain.Value // what it reads or writes until then
}

// requestOf is the request that an activity is, or nil.
func requestOf(a *lives.Activity) *Request {
	q, _ := a.Kind.(*Request)
	return q
}

// pending are the activities that are requests, last made first.
func (m *Client) pending(st *state.State) []*lives.Activity {
	var out []*lives.Activity
	for a := m.Last(st); a != nil; a = a.Next() {
		if requestOf(a) != nil {
			out = append(out, a)
		}
	}
	return out
}

// requestWith is the pending request with the IRP, or nil.
func (m *Client) requestWith(st *state.State, irp domain.Value) *lives.Activity {
	for _, a := range m.pending(st) {
		if requestOf(a).Irp == irp {
			return a
		}
	}
	return nil
}

func (q *Request) Name(*lives.Lives, *lives.Activity) string { return "the request of " + q.Of }
func (q *Request) Verb() string                              { return "makes" }

// Effects are what the end of a request may do.
func (q *Request) Effects(m *lives.Lives, a *lives.Activity) program.Effects {
	var e program.Effects
	if q.Opens {
		e |= program.Opens
	}
	if a.Fn.K == domain.Func {
		e |= m.Prog.Funcs[a.Fn.N].Reach
	}
	return e
}

func (q *Request) Begin(*lives.Lives, *state.State, *lives.Activity) {}
func (q *Request) Level(*lives.Lives, *state.State, *lives.Activity) {}

func (q *Request) Run(m *lives.Lives, st state.State, a *lives.Activity) []follow.Exit {
	return m.Reqs.Finish(st, a)
}

func (q *Request) Pends() bool         { return true }
func (q *Request) Loading() bool       { return false }
func (q *Request) KeepsDriver() bool   { return true }
func (q *Request) Flushed(ddi.Op) bool { return false }
func (q *Request) Sleeps() bool        { return false }
func (q *Request) Recurs() bool        { return false }
func (q *Request) Unbounded() bool     { return true }

func (q *Request) Enough(m *lives.Lives, a *lives.Activity) bool { return m.Enough(a.At, false) }

// Visit visits the addresses that a request holds.
func (q *Request) Visit(look func(domain.Value)) {
	look(q.Irp)
	look(q.Out)
	look(q.Given)
	for _, v := range q.Uses {
		look(v)
	}
	if q.Socket >= 0 {
		look(domain.Value{K: domain.Ptr, O: q.Socket})
	}
}

func (q *Request) Hash() uint64 {
	flags := state.Bit(q.Own)<<4 | state.Bit(q.Opens)<<3 | state.Bit(q.Closes)<<2 | state.Bit(q.Lists)<<1 | state.Bit(q.Known)
	return state.ValuesHash(domain.Combine(domain.TextHash(q.Of), q.Irp.Hash(), q.Owner, flags, uint64(uint32(q.Socket)), q.Out.Hash(), q.Events.Hash(), q.Given.Hash()), q.Uses)
}
