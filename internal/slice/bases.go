package slice

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// Two cells of one field are of two objects where these are known: where all that leads
// to the one is what the driver has made, and nothing of that leads to the other. Objects
// that the system hands in are open: they may be any of their type.

// writer is an instruction that writes cells, and the class of the objects that they are
// of; Nowhere if that is not known.
type writer struct {
	at   program.SiteKey
	base int32
}

// wakeKey is a class of cells, as those of the objects of a class; Nowhere of any.
type wakeKey struct{ class, base int32 }

// base is the class of the object, in whole, that operand o of f leads into.
func (w *work) base(f *function, o summary.Operand) int32 {
	for in := w.made(f, o); in != nil && (in.Code == summary.FieldAddr || in.Code == summary.IndexAddr || in.Code == summary.Copy); in = w.made(f, o) {
		o = in.A
	}
	class := w.points.Of(f.Func, o)
	if class == program.Nowhere || w.vague[w.points.Find(class)] {
		return program.Nowhere
	}
	return class
}

// vagues finds the classes of addresses that are kept as numbers, which may lead anywhere.
func (w *work) vagues() {
	for _, f := range w.funcs {
		for b := range f.Blocks {
			for i := range f.Blocks[b].Instrs {
				switch in := &f.Blocks[b].Instrs[i]; in.Code {
				case summary.Load, summary.Field, summary.Lookup, summary.Index, summary.Receive, summary.Extract, summary.Phi, summary.Next, summary.Select, summary.Binary, summary.Havoc:
					if class := w.points.Of(f.Func, summary.Operand(in.Dst)); in.Dst >= 0 && class != program.Nowhere && number(in.Kind) {
						w.vague[w.points.Find(class)] = true
					}
				}
			}
		}
	}
}

func number(k summary.Shape) bool { return k == summary.Signed || k == summary.Unsigned }

// closed is a class of objects that are known, or Nowhere.
func (w *work) closed(class int32) int32 {
	if class == program.Nowhere || w.open[w.points.Find(class)] || w.vague[w.points.Find(class)] {
		return program.Nowhere
	}
	return w.points.Find(class)
}

// meets reports whether the objects of a writer may be among those of a class.
func (w *work) meets(base int32, by writer) bool {
	if base == program.Nowhere || by.base == program.Nowhere {
		return true
	}
	other := w.points.Find(by.base)
	return w.points.Within(other, base) || w.points.Within(base, other)
}

// opens finds the classes of objects that the system may hand in: what is handed to
// functions that it calls, what calls give that cannot be read, what its own structures
// and fields hold.
func (w *work) opens() {
	mark := func(class int32) {
		if class != program.Nowhere {
			w.open[w.points.Find(class)] = true
		}
	}
	for _, class := range w.points.Nominal() {
		mark(class)
	}
	for _, class := range w.points.Foreign() {
		mark(w.points.Under(class))
	}
	handed := w.handed()
	for _, f := range w.funcs {
		if len(f.values) > 0 || handed[f.Index] || w.Roots(f.Func) {
			for r := range f.Params {
				mark(w.points.Of(f.Func, summary.Operand(r)))
			}
		}
		for b := range f.Blocks {
			for i := range f.Blocks[b].Instrs {
				if in := &f.Blocks[b].Instrs[i]; in.Call != nil {

					w.given(f, in, mark)
				}
			}
		}
	}
}

// handed are the functions that an operation, or what cannot be read, is handed, but for
// completion routines: these get what else their request was made with.
func (w *work) handed() map[int32]bool {
	out := map[int32]bool{}
	for _, f := range w.funcs {
		for b := range f.Blocks {
			for i := range f.Blocks[b].Instrs {
				in := &f.Blocks[b].Instrs[i]
				if in.Call == nil || w.operation(f, in.Call) == ddi.OnCompletion || w.readable(f, in.Call) {
					continue
				}
				for _, a := range in.Call.Args {
					for _, g := range w.points.Functions(w.points.Of(f.Func, a)) {
						out[g] = true
					}
				}
			}
		}
	}
	return out
}

// readable reports whether a call is of functions of the driver that have bodies.
func (w *work) readable(f *function, c *summary.Call) bool {
	targets := w.points.Targets(f.Func, c)
	return w.operation(f, c) == ddi.None && len(targets) > 0 && !slices.ContainsFunc(targets, func(t int32) bool { return len(w.funcs[t].Blocks) == 0 })
}

// given marks what a call gives.
func (w *work) given(f *function, in *summary.Instr, mark func(int32)) {
	c := in.Call
	if op := w.operation(f, c); op == ddi.NewIrp || op == ddi.NewObject || w.readable(f, c) {
		return
	}
	if in.Dst >= 0 {
		mark(w.points.Of(f.Func, summary.Operand(in.Dst)))
	}
	for _, a := range c.Args {
		if class := w.points.Of(f.Func, a); class != program.Nowhere {
			mark(w.points.Under(class))
		}
	}
}
