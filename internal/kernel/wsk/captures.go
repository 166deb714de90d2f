package wsk

import (
	"math"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// More captures than a typestate counts are counted in a cell below the registration, as a
// number like those that a driver counts in: merged states keep how the two are related, so
// a loop that releases as often as it is said to have been captured is seen to do so.

// tallied is the key of the cell that counts the captures of registration k.
func (m *Client) tallied(k uint64) uint64 {
	return state.Key(state.ObjectOf(k), m.Paths.Below(state.PathOf(k), "its captures"))
}

// captured is registration k, with its captures as far as they are known.
func (m *Client) captured(st *state.State, k uint64) Registration {
	reg := m.RegistrationAt(st, k)
	if reg.Captures != typestate.Many {
		return reg
	}
	reg.Captures = typestate.Unsure
	if v, ok := st.Mem.Get(m.tallied(k)); ok {
		switch r := m.Bounds(st, v); {
		case r.Lo == r.Hi && 0 <= r.Lo && r.Lo <= typestate.MaxCaptures:
			reg.Captures = uint8(r.Lo)
		case r.Lo > 0:
			reg.Captures = typestate.Positive
		}
	}
	return reg
}

// tally counts event e of registration k, whose captures are n by the typestate from now on,
// and returns what the typestate keeps of them.
func (m *Client) tally(st *state.State, k uint64, n uint8, e typestate.Event, at *program.Site) uint8 {
	cell := m.tallied(k)
	o, p := state.ObjectOf(cell), state.PathOf(cell)
	old, had := st.Mem.Get(cell)
	was := m.RegistrationAt(st, k).Captures
	switch {
	case was != typestate.Many && n != typestate.Many:
		return n
	case !m.Strong(st, o, p), was == typestate.Many && !had:
		return typestate.Unsure
	case was != typestate.Many:
		m.Put(st, o, p, domain.Number(typestate.MaxCaptures+1))
	case n <= typestate.MaxCaptures:
		m.Put(st, o, p, domain.Number(0))
		return n
	case e == typestate.CaptureSucceeds:
		m.Put(st, o, p, m.counted(st, old, 1, at))
	case e == typestate.Release:
		m.Put(st, o, p, m.counted(st, old, -1, at))
	}
	return typestate.Many
}

// counted is a count of captures, and by: it is never below zero, as no life goes on behind a
// release too many.
func (m *Client) counted(st *state.State, n domain.Value, by int64, at *program.Site) domain.Value {
	least := max(0, -by)
	if n.K == domain.Any || n.K == domain.Set {
		return m.UnknownIn(st, at, domain.Range{Lo: least + by, Hi: math.MaxInt64})
	}
	m.Learn(st, n, ">=", least)
	return m.Binary(st, "+", n, domain.Number(by), &summary.Instr{}, at)
}

// miscounted says that event e breaks a rule if registration k, of which it is not known
// how often it is captured, is captured still or is not.
func (m *Client) miscounted(st *state.State, r *follow.Call, k uint64, reg Registration, e typestate.Event) {
	if reg.Captures != typestate.Unsure || reg.Phase != typestate.Registered {
		return
	}
	for _, n := range []uint8{0, typestate.Positive} {
		reg.Captures = n
		if row, broken := reg.Breaks(e); broken && row.Captures != typestate.Any && !m.Excused(st, k, excuses(row)) {
			m.Report.Vague(st, row.Rule, r, "as many releases as captures are not certain", follow.Sprintf(row.Text, m.RegistrationName(st, k)))
		}
	}
}
