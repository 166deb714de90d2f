package wsk

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
)

// The event callbacks of a socket begin disabled. Most models leave out that they are
// enabled: there they are called. In one that enables any, those of a socket that the
// driver has made are called once SO_WSK_EVENT_CALLBACK has succeeded on it, or
// WSK_SET_STATIC_EVENT_CALLBACKS before it was made. An accepted socket has them from
// the socket that listens.
// Pages: so-wsk-event-callback, wsk-set-static-event-callbacks,
// enabling-and-disabling-event-callback-functions.

// Cells that say so: of a socket, that its callbacks are yet to be enabled; of the
// harness, that those of all sockets to come are.
const (
	mutedCell     = "muted"
	staticCounter = "static callbacks"
)

// disabledEvent is the flag of an event mask that disables.
const disabledEvent = 1 << 31

// mute begins a socket that the driver has made, or accepted from another: nobody
// calls back what it has made yet.
func (m *Client) mute(st *state.State, o, from int32) {
	if from < 0 && m.Prog.Enables && m.Count(st, staticCounter) == 0 {
		m.Put(st, o, m.Paths.Below(0, mutedCell), domain.Number(1))
	}
}

func (m *Client) muted(st *state.State, o int32) bool {
	_, muted := st.Mem.Get(state.Key(o, m.Paths.Below(0, mutedCell)))
	return muted
}

// enables reports whether a call of WskControlSocket enables callbacks: one that hands
// on a mask that is known to disable one does not.
func (m *Client) enables(r *follow.Call, st *state.State) bool {
	codes := r.Integers()
	if !hasCode(codes, ddi.EventCallback) {
		return false
	}
	for _, v := range r.Outs() {
		mask, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, "EventMask")))
		if ok && mask.K == domain.Int && mask.N&disabledEvent != 0 {
			return false
		}
	}
	return true
}

func hasCode(codes []domain.Value, code int64) bool {
	for _, c := range codes {
		if c.K == domain.Int && c.N == code {
			return true
		}
	}
	return false
}

// enable splits a call that enables callbacks into its success and its failure.
func (m *Client) enable(r *follow.Call, st state.State, succeeds func(*state.State)) []follow.Outcome {
	bad := st
	succeeds(&st)
	m.Log(&st, finding.Operate, r.At, r.Text()+" succeeds", "callbacks enabled")
	m.LogFailure(&bad, r, "callbacks disabled")
	good := m.Status(&st, r, follow.Succeeds)
	fail := m.Status(&bad, r, follow.Fails)
	return []follow.Outcome{{St: st, Result: good}, {St: bad, Result: fail}}
}
