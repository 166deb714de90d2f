package slice

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// Who is looked at again once more is tracked, and what waits count for.

// wakeMembers is wake for those members of a class.
func (w *work) wakeMembers(class int32) {
	if class == program.Nowhere {
		return
	}
	if w.consults == nil {
		w.consults = map[int32]bool{}
		for _, name := range ddi.Consulted() {
			for _, c := range w.points.AllNamed(name) {
				w.consults[c] = true
			}
		}
	}
	for _, c := range w.points.Fields(class) {
		if w.consults[c] {
			w.wake(c)
		}
	}
}

// acts says that function f has to be run: so have the calls of it, and what makes
// others call it.
func (w *work) acts(f *function, why reason) {
	if f.acts {
		return
	}
	f.acts, w.why[f.Index] = true, why
	w.enter(f.Index)
	if f.wanted != passed {
		w.returnsAt(f.Index, w.ring, f.wanted)
	}
	w.later(func() {
		for _, c := range f.callers {
			in := w.instr(c.at)
			w.acting(c.at, because("calls "+f.Short))
			if in.Code == summary.Spawn || c.hands && in.Call.Op != ddi.None {
				w.beside()
			}
		}
		for _, v := range f.values {
			w.valued(f, v)
		}
	})
}

// valued keeps a place where function f becomes a value: a store of it, or a closure and
// what is done with that.
func (w *work) valued(f *function, at program.SiteKey) {
	in := w.instr(at)
	if w.Depth == 0 && in.Code == summary.Store && in.Name == "" && !w.bound(f.Index) && w.own[w.points.Find(w.points.Of(w.funcs[at.Fn].Func, in.A))] {
		return // who calls by it may enter any function that is kept there: see callee
	}
	w.acting(at, because("keeps "+f.Short))
	if in.Code != summary.Closure {
		return
	}
	g := w.funcs[at.Fn]
	for b := range g.Blocks {
		for i := range g.Blocks[b].Instrs {
			x, uses := &g.Blocks[b].Instrs[i], false
			x.Reads(func(o summary.Operand) { uses = uses || o == summary.Operand(in.Dst) })
			if uses && (x.Code == summary.Store || x.Call != nil) {
				w.acting(program.SiteKey{Fn: at.Fn, Block: int32(b), Instr: int32(i)}, because("hands on "+f.Short))
			}
		}
	}
}

// ---- cells

// wake says that what the cells of a class hold matters: so does who writes them.
func (w *work) wake(class int32) { w.wakeOf(class, program.Nowhere) }

// wakeOf is wake for the cells of the objects of a class alone, unless that is Nowhere.
func (w *work) wakeOf(class, base int32) {
	if class == program.Nowhere {
		return
	}
	class = w.points.Find(class)
	k := wakeKey{class, base}
	if w.woken[k] || w.woken[wakeKey{class, program.Nowhere}] {
		return
	}
	if w.woken[k] = true; !w.alive[class] {
		w.alive[class], w.asker[class] = true, w.reader
	}
	w.at(w.ring+1, func() {
		for _, by := range w.writers[class] {
			if w.meets(base, by) {
				w.acting(by.at, reason{"writes ", class})
				if in := w.instr(by.at); in.Code == summary.Store && w.Cells[class] {
					w.stems(w.funcs[by.at.Fn], in.B, map[summary.Operand]bool{})
				}
			}
		}
	})
}

// stems follows what operand o of f is made from to what calls give, at any depth: it is
// written to a cell that is asked for.
func (w *work) stems(f *function, o summary.Operand, seen map[summary.Operand]bool) {
	in := w.made(f, o)
	if in == nil || seen[o] {
		return
	}
	seen[o] = true
	if in.Call != nil {
		for _, t := range w.points.Targets(f.Func, in.Call) {
			w.returnsAt(t, w.ring, asked)
		}
		return
	}
	in.Reads(func(x summary.Operand) { w.stems(f, x, seen) })
}

// wakeRead is wake for the cells that an instruction reads.
func (w *work) wakeRead(f *function, in *summary.Instr) {
	class, base := w.read(f, in), program.Nowhere
	if in.Code == summary.Load {
		base = w.closed(w.base(f, in.A))
	}
	if in.Code == summary.Field || in.Kind != summary.Struct && (in.Code == summary.Load || in.Code == summary.Invoke) {
		w.wakeOf(class, base)
		return
	}
	w.wakeAllOf(class, base)
}

// wakeAll is wake for all that is found in a class.
func (w *work) wakeAll(class int32) { w.wakeAllOf(class, program.Nowhere) }

func (w *work) wakeAllOf(class, base int32) {
	if class == program.Nowhere {
		return
	}
	for _, c := range w.points.Fields(class) {
		w.wakeOf(c, base)
	}
}

// beside says that something runs beside that matters: so may the waits for it.
func (w *work) beside() { w.started = true }

// joins keeps the waits for what runs beside and acts. It reports whether there are more
// of them than before.
func (w *work) joins() bool {
	more := false
	w.ring = 0
	for _, at := range w.waits {
		f, in := w.funcs[at.Fn], w.instr(at)
		if w.started && !f.acting[at.Block][at.Instr] && w.awaits(f, in) {
			more = true
			w.acting(at, because("waits"))
		}
	}
	return more
}

// awaits reports whether a wait may be for what somebody does who may act: for the end of
// their thread, or for an event that they set, or that nobody sets. The completion of a
// request is none of that, unless requests are followed. Who runs beside may wait for ever,
// for whomever; where the system waits for who waits, no life goes on without.
func (w *work) awaits(f *function, in *summary.Instr) bool {
	c, requests := in.Call, w.Seed(ddi.UseSocket)
	switch whom := c.Op.Awaits(); {
	case whom == ddi.Kind || whom == ddi.Several: // one may be who acts
		return true
	case whom == ddi.Anybody: // a thread that acts may sleep until others have done what it asks for
		return requests || w.aside[f.Index] && w.leads(f)
	case len(c.Args) == 0:
		return requests
	}
	class := w.points.Of(f.Func, c.Args[0])
	if class == program.Nowhere || w.joined(class) {
		return true
	}
	known := false
	for _, by := range w.writers[class] {
		x, g := w.instr(by.at), w.funcs[by.at.Fn]
		switch {
		case x.Call == nil, x.Call.Op.Waits(): // who waits takes, and tells nobody
		case program.EffectOf(x.Call.Op)&program.Signals != 0:
			known = true
			if requests || !w.completes(g) && (w.aside[f.Index] || w.leads(g)) {
				return true
			}
		case !x.Call.Op.OnCell() && !clears(x.Call.Op): // the system may set it
			known = true
		}
	}
	return !known && (requests || !w.untold)
}

// leads reports whether f acts, or what comes to it by calls does.
func (w *work) leads(f *function) bool {
	seen := map[int32]bool{}
	var leads func(f *function) bool
	leads = func(f *function) bool {
		if f.acts || seen[f.Index] {
			return f.acts
		}
		seen[f.Index] = true
		return slices.ContainsFunc(f.callers, func(c call) bool { return !c.hands && leads(w.funcs[c.at.Fn]) })
	}
	return leads(f)
}

// joined reports whether a class is that of a thread whose routine acts.
func (w *work) joined(class int32) bool {
	return slices.ContainsFunc(w.starts, func(at program.SiteKey) bool {
		in := w.instr(at)
		return w.funcs[at.Fn].acting[at.Block][at.Instr] && w.points.Thread(w.funcs[at.Fn].Func, in.Call) == class
	})
}

// completes reports whether f runs as a completion routine alone.
func (w *work) completes(f *function) bool {
	for _, c := range f.callers {
		if !c.hands || w.instr(c.at).Call.Op != ddi.OnCompletion {
			return false
		}
	}
	return len(f.callers) > 0
}

// levels keeps what changes the IRQL.
func (w *work) levels() {
	if w.level {
		return
	}
	w.level = true
	for _, f := range w.funcs {
		w.eachCall(f, func(at program.SiteKey, op ddi.Op, _ *summary.Instr) {
			if op == ddi.CurrentIrql || levelled(op) {
				w.at(w.ring+1, func() { w.acting(at, because("changes the IRQL")) })
			}
		})
	}
}

func levelled(op ddi.Op) bool {
	switch op {
	case ddi.Raise, ddi.TryRaise, ddi.Restore, ddi.RaiseIrql, ddi.LowerIrql:
		return true
	}
	return false
}
