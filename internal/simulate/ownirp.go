package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// An IRP that the driver has allocated has to have a stack location and a
// completion routine that is called in every case and stops the completion: the
// system would go on with it, and free it, as if it was its own.

// Cells of an IRP's object.
const (
	stackCell  = "stack"  // how many stack locations it has
	alwaysCell = "always" // whether its completion routine is called in every case
)

// sized remembers how many stack locations a new IRP has.
func (m *Machine) sized(r *request, outs []outcome) []outcome {
	n := r.integers()
	if len(n) == 0 {
		return outs
	}
	for i := range outs {
		if v := outs[i].result; v.K == Ptr {
			m.put(&outs[i].st, v.O, m.paths.below(v.P, stackCell), n[0].plain())
		}
	}
	return outs
}

// always remembers whether the completion routine of an IRP is called in every
// case: the last three arguments say.
func (m *Machine) always(r *request, st *State) {
	irp, ok := m.irp(r, st)
	if !ok || len(r.args) < 6 {
		return
	}
	last := r.args[len(r.args)-3:]
	all := boolean(!slices.ContainsFunc(last, func(v Value) bool { return v == integer(0) }))
	m.put(st, irp.O, m.paths.below(irp.P, alwaysCell), all)
}

// ownIrp reports what is wrong with an IRP of the driver's own that a WSK function
// is handed. It reports whether the system goes down with it.
func (m *Machine) ownIrp(r *request, st *State) (ends bool) {
	irp, ok := m.irp(r, st)
	if !ok || m.precision == Rough || m.objects[irp.O].kind != "irp" || !m.strong(st, irp.O, irp.P) {
		return false
	}
	cell := func(name string) (Value, bool) { return st.mem.Get(key(irp.O, m.paths.below(irp.P, name))) }
	fault := func(f typestate.IrpFault) {
		m.report.add(st, "WSK010", r.at, sprintf(typestate.IrpFaults[f], r.name()), "", r.text())
	}
	if n, ok := cell(stackCell); ok && m.bounds(st, n).Hi <= 0 {
		fault(typestate.NoStack)
		return true
	}
	fn, context, slot := m.bound(st, irp)
	if slot == "" || fn.K != Func {
		return false
	}
	if all, ok := cell(alwaysCell); ok && all == integer(0) {
		fault(typestate.Sometimes)
	}
	if m.prog.stops && !m.prog.funcs[fn.N].stopsAlways() {
		m.goesOn(r, *st, irp, fn, context)
	}
	return false
}

// goesOn runs the completion routine of an IRP of the driver's own, as if the
// request was over at once, to see whether it stops the completion. A model that
// says STATUS_MORE_PROCESSING_REQUIRED nowhere leaves out what the system does then.
func (m *Machine) goesOn(r *request, st State, irp, fn, context Value) {
	f := m.prog.funcs[fn.N]
	final := m.unknownIn(&st, &site{key: siteKey{-12, 0, 0}}, full.without(typestate.MoreProcessing)) // no request ends with that
	m.result(&st, irp, final, Value{K: Any})
	c := Installed{Slot: irql.WskCompletion, Func: fn, Context: context}
	var exits []Exit
	m.inside++
	m.Silently(func() { exits = m.callBack(r, st, c, m.handed(f, irp, context)) })
	m.inside--
	for _, e := range exits {
		if len(e.Results) == 1 && !m.bounds(&e.State, e.Results[0]).has(typestate.MoreProcessing) {
			m.report.add(&e.State, "WSK010", e.at, sprintf(typestate.IrpFaults[typestate.Goes], f.Short), "", "returns from "+f.Short)
		}
	}
}

// stopsAlways reports whether a routine returns no status, or by its text alone
// STATUS_MORE_PROCESSING_REQUIRED.
func (f *function) stopsAlways() bool {
	if len(f.Results) != 1 || f.Results[0] != summary.Signed {
		return true
	}
	for _, b := range f.Blocks {
		for i := range b.Instrs {
			if in := &b.Instrs[i]; in.Code == summary.Return && f.value(in.Args[0]) != integer(typestate.MoreProcessing) {
				return false
			}
		}
	}
	return true
}
