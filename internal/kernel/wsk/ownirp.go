package wsk

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/lives"
	"github.com/wskvet/wskvet/internal/ruleid"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// An IRP of the driver's own has to have a stack location and a completion routine
// that is called in every case and stops the completion: the system would go on with
// it, and free it, as if it was its own.

// Cells of an IRP.
const (
	stackCell  = "stack"  // how many stack locations it has
	alwaysCell = "always" // whether its completion routine is called in every case
)

// Sized remembers that an IRP has n stack locations.
func (m *Client) Sized(st *state.State, irp, n domain.Value) {
	m.Put(st, irp.O, m.Paths.Below(irp.P, stackCell), n.Plain())
}

// Always remembers whether the completion routine of an IRP is called in every
// case: the last three arguments say.
func (m *Client) Always(r *follow.Call, st *state.State) {
	irp, ok := m.Irp(r, st)
	if !ok || len(r.Args) < 6 {
		return
	}
	last := r.Args[len(r.Args)-3:]
	all := domain.Boolean(!slices.ContainsFunc(last, func(v domain.Value) bool { return v == domain.Number(0) }))
	m.Put(st, irp.O, m.Paths.Below(irp.P, alwaysCell), all)
}

// unfit reports what is wrong with an IRP of the driver's own that a WSK function is
// handed. It reports whether the system goes down with it.
func (m *Client) unfit(r *follow.Call, st *state.State, irp domain.Value) (ends bool) {
	fault := func(f typestate.IrpFault) {
		m.Report.Add(st, ruleid.IrpInFlight, r.At, follow.Sprintf(f.Text(), r.Name()), "", r.Text())
	}
	if n, ok := st.Mem.Get(state.Key(irp.O, m.Paths.Below(irp.P, stackCell))); ok && m.Bounds(st, n).Hi <= 0 {
		fault(typestate.NoStack)
		return true
	}
	armed := m.IrpAt(st, irp).Routine == typestate.RoutineSet
	if all, ok := st.Mem.Get(state.Key(irp.O, m.Paths.Below(irp.P, alwaysCell))); armed && ok && all == domain.Number(0) {
		fault(typestate.Sometimes)
		return true
	}
	return false
}

// goesOn reports a completion routine that returns with e and lets the system go on
// with an IRP of the driver's own. A model in Go that says STATUS_MORE_PROCESSING_REQUIRED
// nowhere leaves out what the system does then.
func (m *Client) goesOn(act *lives.Activity, e *follow.Exit) {
	f := m.Prog.Funcs[act.Fn.N]
	if !requestOf(act).Own || !m.Prog.Stops || e.Panics || len(f.Results) != 1 || f.Results[0] != summary.Signed {
		return
	}
	if !m.Bounds(&e.State, e.Results[0]).Has(typestate.MoreProcessing) {
		m.Report.Add(&e.State, ruleid.IrpInFlight, e.Place, follow.Sprintf(typestate.Goes.Text(), f.Short), "", "returns from "+f.Short)
	}
}
