package slice

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// armed keeps the calls that have a routine run which was bound to their object before, if
// it acts, or if it is not known which that is. It reports whether there are more of them
// than before.
func (w *work) armed() bool {
	if !w.started {
		return false
	}
	more := false
	w.ring = 0
	for _, at := range w.arms {
		if f := w.funcs[at.Fn]; !f.acting[at.Block][at.Instr] && w.arming(f, at) {
			more = true
			w.acting(at, because("arms what acts"))
		}
	}
	return more
}

// answers keeps the calls that the system answers by a callback which acts. It reports
// whether there are more of them than before.
func (w *work) answers() bool {
	acts := func(in install) bool { return w.funcs[in.fn].acts }
	more := false
	for _, at := range w.answered {
		slot := w.instr(at).Call.Op.Routine().Slot
		if !w.funcs[at.Fn].acting[at.Block][at.Instr] && slices.ContainsFunc(w.stored[slot], acts) {
			more, w.ring = true, 0
			w.acting(at, because("ends in what acts"))
		}
	}
	return more
}

// arming reports whether the call at a place of f may have a routine run that acts: of
// those bound to what it is handed, if it is not handed one itself. What is cancelled was
// armed.
func (w *work) arming(f *function, at program.SiteKey) bool {
	call := w.instr(at).Call
	if slices.ContainsFunc(call.Args, func(a summary.Operand) bool { return f.Value(a).K == domain.Func }) {
		return false
	}
	before := w.binds
	if call.Op.Routine().Disarms {
		before = w.arms
	}
	known := false
	for _, by := range before {
		if w.instr(by).Call.Op.Routine().Disarms || !w.shares(f, at, by) {
			continue
		}
		if known = true; w.funcs[by.Fn].acting[by.Block][by.Instr] {
			return true
		}
	}
	return !known
}

// shares reports whether two calls are handed addresses of one class.
func (w *work) shares(f *function, at, by program.SiteKey) bool {
	g := w.funcs[by.Fn]
	for _, a := range w.instr(at).Call.Args {
		class := w.points.Of(f.Func, a)
		if class == program.Nowhere {
			continue
		}
		for _, b := range w.instr(by).Call.Args {
			if other := w.points.Of(g.Func, b); other != program.Nowhere && w.points.Within(other, class) {
				return true
			}
		}
	}
	return false
}
