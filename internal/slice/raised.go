package slice

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/summary"
)

// Raised reports whether a call that has a limit may be made above it, or a callback of WSK
// may wait, as far as calls alone say: where neither can be, nobody has to follow the IRQL.
func (l *Links) Raised() bool {
	w := &work{Links: l, Slice: &Slice{points: l.classes}}
	w.functions()
	r := &raised{work: w, net: make([]int8, len(w.funcs)), high: make([]bool, len(w.funcs)), called: make([]bool, len(w.funcs))}
	for i := range r.net {
		r.net[i] = -maxHeld
	}
	for again := true; again; {
		again = false
		for _, f := range w.funcs {
			n := r.levels(f, nil)
			again = again || n > r.net[f.Index]
			r.net[f.Index] = max(r.net[f.Index], n)
		}
	}
	for _, f := range w.funcs {
		r.enters(f)
	}
	return slices.ContainsFunc(w.funcs, r.breaks)
}

// raised is a search for what may run at a raised IRQL.
type raised struct {
	*work
	net    []int8 // by function: how many more raises than restores a call of it makes, at most
	high   []bool // by function: it may run at a raised IRQL
	called []bool // by function: WSK may wait for it
}

// maxHeld is as many raises as wait for their restores where the IRQL counts as raised from
// there on: they may be restored in another order, to what the IRQL was in between.
const maxHeld = 2

// levels visits the calls of f with how many raises lie before each, at most, that are not
// restored. It returns how many lie before a return of f.
func (r *raised) levels(f *function, visit func(in *summary.Instr, held int8)) int8 {
	before := make([]int8, len(f.Blocks))
	for b := range before {
		before[b] = -maxHeld
	}
	end := int8(-maxHeld)
	if len(f.Blocks) == 0 {
		return 0
	}
	before[0] = 0
	for again := true; again; {
		again = false
		for b := range f.Blocks {
			held := r.through(f, b, before[b], nil)
			for _, s := range f.Blocks[b].Succs {
				if held > before[s] {
					before[s], again = held, true
				}
			}
			if len(f.Blocks[b].Succs) == 0 {
				end = max(end, held)
			}
		}
	}
	if visit != nil {
		for b := range f.Blocks {
			r.through(f, b, before[b], visit)
		}
	}
	return end
}

// through is how many raises are held behind a block of f, where so many are before it.
func (r *raised) through(f *function, b int, held int8, visit func(*summary.Instr, int8)) int8 {
	for i := range f.Blocks[b].Instrs {
		in := &f.Blocks[b].Instrs[i]
		if in.Call == nil {
			continue
		}
		if visit != nil {
			visit(in, held)
		}
		if held < maxHeld {
			held = min(maxHeld, max(-maxHeld, held+r.moves(f, in)))
		}
	}
	return held
}

// moves is how many raises more a call makes than restores, at most. What is deferred
// restores later.
func (r *raised) moves(f *function, in *summary.Instr) int8 {
	if in.Code != summary.Invoke {
		return 0
	}
	switch r.operation(f, in.Call) {
	case ddi.Raise, ddi.TryRaise, ddi.RaiseIrql:
		return 1
	case ddi.LowerIrql:
		if slices.ContainsFunc(in.Call.Args, func(a summary.Operand) bool { return f.Value(a).K == domain.Int && f.Value(a).N > 0 }) {
			return 1 // not to what it was
		}
		return -1
	case ddi.Restore:
		return -1
	}
	targets := r.points.Targets(f.Func, in.Call)
	if len(targets) == 0 {
		return 0
	}
	most := int8(-maxHeld)
	for _, t := range targets {
		most = max(most, r.net[t])
	}
	return most
}

// enters enters whom f installs for the system to call at a raised IRQL, and what it calls
// at one itself.
func (r *raised) enters(f *function) {
	install := func(slot string, o summary.Operand) {
		if routine, ok := irql.RoutineIn(slot); ok {
			for _, i := range r.routines(f, o) {
				r.comesTo(r.funcs[i], r.high)
				if routine.Kind == irql.Callback || slot == irql.Completion { // it may be that of a request
					r.comesTo(r.funcs[i], r.called)
				}
			}
		}
	}
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			if in := &f.Blocks[b].Instrs[i]; in.Code == summary.Store && in.Name != "" {
				install(in.Name, in.B)
			}
		}
	}
	r.levels(f, func(in *summary.Instr, held int8) {
		for _, a := range in.Call.Args {
			install(r.operation(f, in.Call).Routine().Slot, a)
		}
		if held > 0 && in.Code != summary.Spawn {
			for _, t := range r.points.Targets(f.Func, in.Call) {
				r.comesTo(r.funcs[t], r.high)
			}
		}
	})
}

// breaks reports whether a call in f may be made above its limit, or may wait where WSK
// waits for it.
func (r *raised) breaks(f *function) bool {
	found := false
	r.levels(f, func(in *summary.Instr, held int8) {
		op := r.operation(f, in.Call)
		found = found || above(f, in.Call, op) || r.called[f.Index] && op.Waits() || (held > 0 || r.high[f.Index]) && limited(f, in.Call, op)
	})
	return found
}

// limited reports whether a call may have a limit below DISPATCH_LEVEL.
func limited(f *function, c *summary.Call, op ddi.Op) bool {
	rows := irql.LimitsOf(c.Name)
	if len(rows) == 0 {
		return op.Lifecycle()
	}
	return slices.ContainsFunc(rows, func(l irql.Limit) bool {
		return l.Most < irql.Dispatch && (l.When != irql.Coded || slices.ContainsFunc(c.Args, func(a summary.Operand) bool {
			v := f.Value(a)
			return v.K != domain.Int || slices.Contains(l.Codes, uint32(v.N))
		}))
	})
}

// above reports whether a call may raise the IRQL above DISPATCH_LEVEL, where hardly
// anything may be called.
func above(f *function, c *summary.Call, op ddi.Op) bool {
	switch op {
	case ddi.Raise, ddi.TryRaise:
		return irql.RaisesTo(c.Name) > irql.Dispatch
	case ddi.RaiseIrql:
		return !slices.ContainsFunc(c.Args, func(a summary.Operand) bool {
			v := f.Value(a)
			return v.K == domain.Int && v.N <= int64(irql.Dispatch)
		})
	}
	return false
}
