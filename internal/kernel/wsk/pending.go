package wsk

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/ruleid"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// Requests that are pending: what they use until then, who waits for them, and which
// are followed to their ends.

// Bare are the requests whose driver sets no completion routine: how it learns of
// their completion its model leaves out, so any wait ends them.
func (m *Client) Bare(states []state.State) []state.State {
	return m.Await(states, func(a *lives.Activity) bool { return requestOf(a) != nil && a.Fn.K != domain.Func })
}

// moves are the effects of a routine that takes the lifecycle on.
const moves = program.Opens | program.Closes | program.Registers | program.Deregisters | program.Captures | program.Releases

// Drift lets go of the requests that are pending between two roots and that nobody
// waits for. They end at any time from there on, as what the system calls at any
// time does: what their routines do may make up for anything, and is not followed.
// Only those that open a socket, or whose routines take the lifecycle on, are.
func (m *Client) Drift(st *state.State) {
	for _, a := range m.pending(st) {
		q := requestOf(a)
		o, _ := st.Objs.Get(uint64(q.Irp.O))
		if !o.Unknown && (q.Opens || m.ActivityEffects(a)&moves != 0 || m.wanted(st, a)) {
			continue
		}
		m.letGo(st, a)
		m.Remove(st, a)
	}
	m.irps.Of(st).Range(func(k uint64, _ typestate.Irp) bool {
		if o, _ := st.Objs.Get(uint64(state.ObjectOf(k))); o.Unknown { // another root may find another there
			m.forgetIrp(st, k)
		}
		return true
	})
}

// letGo follows a request no more: its routine may run at any time.
func (m *Client) letGo(st *state.State, a *lives.Activity) {
	q, e := requestOf(a), m.ActivityEffects(a)
	signals := a.Fn.K != domain.Func || e&program.Signals != 0
	if a.Fn.K == domain.Func && m.Prog.SignalsItself(a.Fn.N) && m.direct(st, a) {
		e &^= program.Signals // those of the events that it is handed, below
	}
	st.Async |= e
	if s, ok := m.socket(st, q.Socket); ok {
		s.Adrift = true
		m.setSocket(st, q.Socket, s)
	}
	q.Visit(func(v domain.Value) {
		if v.K == domain.Ptr && signals {
			m.Events(st, v.O, v.P)
		}
	})
}

// direct reports whether the routine of a request sets an event, in itself, that it
// is handed or finds in a global: somebody waits for it.
func (m *Client) direct(st *state.State, a *lives.Activity) bool {
	own := m.Prog.Funcs[a.Fn.N].Own
	found := own&program.Shares != 0
	requestOf(a).Visit(func(v domain.Value) {
		if v.K == domain.Ptr && !found && own&program.Signals != 0 {
			st.Mem.High(uint32(v.O), func(k uint64, e domain.Value) bool {
				found = found || e.T == state.EventType && m.Paths.Within(state.PathOf(k), v.P)
				return !found
			})
		}
	})
	return found
}

// wanted reports whether a paused thread waits for an event that the end of a
// request may set.
func (m *Client) wanted(st *state.State, a *lives.Activity) bool {
	for p := m.Last(st); p != nil; p = p.Next() {
		if p.Paused != nil && p.Paused.On != 0 && m.Notifies(a, state.ObjectOf(p.Paused.On)) {
			return true
		}
	}
	return false
}

// Landed says that requests which nobody followed any more may have ended: the
// driver has waited, or closed their socket. A wait is not for those whose routines
// tell nobody.
func (m *Client) Landed(st *state.State, by lives.Landing) {
	m.irps.Of(st).Range(func(k uint64, i typestate.Irp) bool {
		irp := domain.Value{K: domain.Ptr, O: state.ObjectOf(k), P: state.PathOf(k)}
		if i.Phase != typestate.IrpPending || m.requestWith(st, irp) != nil {
			return true
		}
		if fn, _, _ := m.Bound(st, irp); by == lives.Waited && fn.K == domain.Func && m.Prog.Funcs[fn.N].Reach&program.Signals == 0 {
			return true
		}
		m.setIrp(st, k, typestate.Irp{Phase: typestate.IrpUnknown})
		return true
	})
	m.sockets.Of(st).Each(func(o int32, s Socket) bool {
		if s.SocketPhase == typestate.SocketClosing && s.Adrift && !m.usedBy(st, o) {
			s.SocketPhase = typestate.SocketClosed
			m.setSocket(st, o, s)
		}
		return true
	})
}

// usedBy reports whether a request about the socket at o is pending.
func (m *Client) usedBy(st *state.State, o int32) bool {
	return slices.ContainsFunc(m.pending(st), func(a *lives.Activity) bool { return requestOf(a).Socket == o })
}

// uses is what a WSK function reads or writes until its request completes, by its
// page: the MDLs of its buffer and what they describe, and the buffers and addresses that it fills in.
// The address that WskBind, WskConnect and WskSendTo read has no documented
// lifetime.
func (m *Client) uses(r *follow.Call, st *state.State) []domain.Value {
	var out []domain.Value
	fills := slices.Contains(filling, r.Name())
	for i, v := range r.Args {
		if v.K != domain.Ptr || i >= len(r.Call.Roles) {
			continue
		}
		switch role := r.Call.Roles[i]; {
		case role == summary.Buffer:
			out = m.described(st, v, out)
		case fills && (role == summary.Out || role == summary.Context):
			out = append(out, v.Plain())
		}
	}
	return out
}

// bufferCell is the cell of an MDL that says which memory it describes: by its number, for
// the sake of no state that has dropped it.
const bufferCell = "buffer"

// Describes notes the memory that an MDL is made for, the first argument.
func (m *Client) Describes(st *state.State, mdl domain.Value, args []domain.Value) {
	if len(args) > 0 && args[0].K == domain.Ptr && m.Objects[args[0].O].Kind == state.AllocObject && m.Scope.Holds(ruleid.IrpInFlight) {
		m.Put(st, mdl.O, m.Paths.Below(mdl.P, bufferCell), domain.Number(int64(args[0].O)))
	}
}

// described adds the MDL of the WSK_BUF that v points to, if it is known, and the memory
// that it describes.
func (m *Client) described(st *state.State, v domain.Value, to []domain.Value) []domain.Value {
	mdl, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, "Mdl")))
	if !ok || mdl.K != domain.Ptr {
		return to
	}
	to = append(to, mdl.Plain())
	held, _ := st.Mem.Get(state.Key(mdl.O, m.Paths.Below(mdl.P, bufferCell)))
	for _, data := range m.Members(held) {
		if _, there := st.Objs.Get(uint64(data.N)); there && data.K == domain.Int && data.N != 0 {
			to = append(to, domain.Value{K: domain.Ptr, O: int32(data.N)})
		}
	}
	return to
}

// filling are the functions whose pages say that what they are handed the
// address of must stay until the IRP completes.
var filling = []string{
	"WskControlClient", "WskControlSocket", "WskAccept", "WskReceiveFrom", "WskGetLocalAddress",
	"WskGetRemoteAddress", "WskGetAddressInfo", "WskGetNameInfo",
}
