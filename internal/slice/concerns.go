package slice

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// general reports whether an operation is one on objects of many kinds, of which only those
// matter that an operation of WSK or of its registrar is about: they are freed, written
// over, sent elsewhere.
func general(op ddi.Op) bool {
	switch op {
	case ddi.FreeObject, ddi.FreeInto, ddi.Zero, ddi.Overwrite, ddi.CallDriver, ddi.FinishIrp, ddi.OnCompletion,
		ddi.NewIrp, ddi.FreeIrp, ddi.ReuseIrp, ddi.InitIrp, ddi.CancelIrp:
		return true
	}
	return false
}

// concerns finds the classes of the objects that the obligation is about: what its
// operations are handed and give, and what that leads to.
func (w *work) concerns() {
	note := func(class int32) {
		if class == program.Nowhere {
			return
		}
		for _, c := range w.points.Fields(class) {
			w.concerned[c] = true
			if under := w.points.Under(c); under != program.Nowhere {
				w.concerned[under] = true
			}
		}
	}
	for _, f := range w.funcs {
		w.eachCall(f, func(_ program.SiteKey, op ddi.Op, in *summary.Instr) {
			if !w.Seed(op) || general(op) {
				return
			}
			if in.Dst >= 0 {
				note(w.points.Of(f.Func, summary.Operand(in.Dst)))
			}
			for _, a := range in.Call.Args {
				note(w.points.Of(f.Func, a))
			}
		})
	}
}

// moves reports whether a call moves the obligation.
func (w *work) moves(f *function, op ddi.Op, in *summary.Instr) bool {
	if !w.Seed(op) || !general(op) {
		return w.Seed(op)
	}
	concerned := func(o summary.Operand) bool {
		class := w.points.Of(f.Func, o)
		if class == program.Nowhere {
			return false
		}
		fields := w.points.Fields(class)
		unknown := len(fields) == 1 && w.open[class] // what the system hands in, of no type
		return unknown || slices.ContainsFunc(fields, func(c int32) bool { return w.concerned[c] })
	}
	return in.Dst >= 0 && concerned(summary.Operand(in.Dst)) || slices.ContainsFunc(in.Call.Args, concerned)
}
