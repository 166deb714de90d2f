package wsk

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/ruleid"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// What an event callback answers, and what becomes of what it was lent.

// eventReturns is e once WSK has seen what the callback returned for what it was
// lent: an exit for each status that means something.
func (m *Client) eventReturns(c follow.Installed, call EventCall, e follow.Exit) []follow.Exit {
	rows := typestate.Answers(c.Slot)
	if call.lent < 0 || len(e.Results) == 0 {
		return []follow.Exit{e}
	}
	var out []follow.Exit
	rest := e
	possible := true
	shape := m.Prog.Funcs[c.Index()].Results[0]
	for _, row := range rows {
		x := rest
		is := m.says(&x.State, e.Results[0], shape, row.Status)
		rest.State = x.State
		if m.Assume(&x.State, is, true) {
			m.answeredWith(c, call, &x, row.Means)
			out = append(out, x)
		}
		if possible = m.Assume(&rest.State, is, false); !possible {
			return out
		}
	}
	m.ForgetThings(&rest.State, typestate.Data) // what such a status means is not defined
	if c.Slot == acceptSlot {
		m.Blur(&rest.State)
	}
	return append(out, rest)
}

// says is whether a result says a status. One that is an error or a boolean tells
// success from failure alone.
func (m *Client) says(st *state.State, v domain.Value, shape summary.Shape, status int64) domain.Value {
	at := &program.Site{Key: program.Answer.Of(0, 0)}
	op := "=="
	switch shape {
	case summary.Unsigned:
		status = int64(uint32(status))
	case summary.Error, summary.Bool:
		if (status == 0) == (shape == summary.Bool) {
			op = "!="
		}
		if status > 0 {
			return domain.Number(0)
		}
		status = 0
	}
	return m.Compare(st, op, v, domain.Number(status), at)
}

// answeredWith moves what was lent.
func (m *Client) answeredWith(c follow.Installed, call EventCall, e *follow.Exit, h typestate.Happening) {
	st := &e.State
	if c.Slot != acceptSlot {
		m.givenBack(c, call.lent, e, h)
		return
	}
	if h == typestate.Returned {
		m.refused(c, call.lent, e)
		return
	}
	given := [2]domain.Value{{K: domain.Any}, {K: domain.Any}}
	for i, v := range call.outs[:min(len(call.outs), 2)] {
		given[i] = m.Load(st, v.O, v.P, summary.Pointer, e.Place)
	}
	if given[1].K == domain.Ptr || given[1].K == domain.Int {
		m.give(st, call.lent, given[1].Plain(), given[0])
	}
}

// givenBack moves received data where a callback returns.
func (m *Client) givenBack(c follow.Installed, o int32, e *follow.Exit, h typestate.Happening) {
	x, ok := m.Owed(&e.State, o)
	if !ok {
		return
	}
	row, ok := typestate.OwedRowOf(typestate.Data, x.Stage, h)
	if !ok {
		return
	}
	name := m.Prog.Funcs[c.Index()].Short
	if row.Rule != "" {
		m.Report.Add(&e.State, row.Rule, e.Place, follow.Sprintf(row.Text, name), "", name+" returns")
	}
	x.Stage = row.Next
	m.SetOwed(&e.State, o, x)
	if row.Next == typestate.Held {
		m.Log(&e.State, finding.Operate, e.Place, name+" returns STATUS_PENDING", typestate.Data.In(row.Next))
	}
}

// refused closes the socket of a connection that a callback has not taken: it is
// WSK's to close.
func (m *Client) refused(c follow.Installed, o int32, e *follow.Exit) {
	st := &e.State
	s, ok := m.socket(st, o)
	if !ok {
		return
	}
	name := m.Prog.Funcs[c.Index()].Short
	if s.SocketPhase != typestate.SocketOpen {
		m.Report.Add(st, ruleid.SocketAfterClose, e.Place, name+" closes the socket of a connection and returns STATUS_REQUEST_NOT_ACCEPTED: WSK closes it once more", "", name+" returns")
		return
	}
	m.shutSocket(st, o)
	m.Log(st, finding.Operate, e.Place, name+" returns STATUS_REQUEST_NOT_ACCEPTED: WSK closes the socket", m.stateOf(st, s.Owner))
}

// ReleaseData is WskRelease.
func (m *Client) ReleaseData(r *follow.Call, st state.State) []follow.Outcome {
	if m.socketBroken(r, &st, typestate.SocketUse) {
		return nil
	}
	list, ok := r.Arg(summary.Indication)
	if !ok {
		for i, v := range r.Args {
			if role := r.Call.Roles[i]; role == summary.Out || role == summary.Context {
				list, ok = v, true
			}
		}
	}
	if ok && !m.Happens(r, &st, list, typestate.Data, typestate.Ends) {
		return nil
	}
	return m.Anything(r, st)
}

// retains reports the close of a socket of which the driver retains data.
func (m *Client) retains(r *follow.Call, st *state.State, sock int32) bool {
	if m.Others(st)&program.Returns != 0 && st.Async&program.Returns != 0 {
		return false // a routine may have released them
	}
	for _, o := range m.Things(st, typestate.Data, typestate.Held) {
		x, _ := m.Owed(st, o)
		if x.Of != sock {
			continue
		}
		if st.Blurred {
			m.Report.Inconclusive(st, r.At, "the driver seems to retain data of the socket, but what it keeps is not known exactly")
			return false
		}
		row, _ := typestate.OwedRowOf(typestate.Data, typestate.Held, typestate.Closes)
		m.Report.Add(st, row.Rule, r.At, follow.Sprintf(row.Text, r.Name()), "", r.Text())
		return true
	}
	return false
}
