package slice

import (
	"slices"

	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// reading is the class of the cells that an instruction reads; ok is false if it reads
// none.
func (s *Slice) reading(f *function, in *summary.Instr) (class int32, ok bool) {
	switch in.Code {
	case summary.Load:
		if in.Name != "" {
			return program.Nowhere, false
		}
	case summary.Field:
		if in.N == 1 {
			return program.Nowhere, false
		}
		return s.points.FieldOf(f.Func, in), true
	case summary.Lookup, summary.Index, summary.Receive, summary.Next, summary.Select, summary.Range:
	case summary.Invoke:
		if !in.Call.Op.OnCell() || len(in.Call.Args) == 0 {
			return program.Nowhere, false
		}
		return s.points.Of(f.Func, in.Call.Args[0]), true
	default:
		return program.Nowhere, false
	}
	return s.points.Of(f.Func, in.A), true
}

// read is reading, or Nowhere.
func (w *work) read(f *function, in *summary.Instr) int32 {
	class, _ := w.reading(f, in)
	return class
}

// tracks reports whether what an instruction reads from memory is followed to who writes
// it: within the depth, where it says which object an operation is about, and for the
// cells that are asked for.
func (w *work) tracks(f *function, in *summary.Instr) bool {
	if f.ring < w.Depth || in.Dst >= 0 && f.needed[in.Dst] == identity || w.local(f, in) {
		return true
	}
	if in.Code == summary.Load && in.Kind == summary.Struct && w.closed(w.base(f, in.A)) != program.Nowhere {
		return true // a copy of what the driver has put together
	}
	return w.chosen(w.read(f, in))
}

// local reports whether an instruction reads a variable of its function, which is no more
// than a register: its address has been handed to a call that fills it.
func (w *work) local(f *function, in *summary.Instr) bool {
	if in.Code != summary.Load || in.Kind == summary.Struct {
		return false
	}
	made := w.made(f, in.A)
	return made != nil && made.Code == summary.Alloc && made.N == 1
}

// chosen reports whether the cells of a class are asked for.
func (w *work) chosen(class int32) bool {
	return class != program.Nowhere && w.Cells[w.points.Find(class)]
}

// reads reports whether an instruction reads cells that are asked for.
func (w *work) reads(f *function, in *summary.Instr) bool { return w.chosen(w.read(f, in)) }

// asks reports whether operand o of f is made from cells that are asked for.
func (w *work) asks(f *function, o summary.Operand) bool {
	if len(w.Cells) == 0 {
		return false
	}
	seen := map[summary.Operand]bool{}
	var made func(o summary.Operand) bool
	made = func(o summary.Operand) bool {
		in := w.made(f, o)
		if in == nil || seen[o] {
			return false
		}
		seen[o] = true
		if w.reads(f, in) || in.Call != nil && slices.ContainsFunc(w.points.Targets(f.Func, in.Call), w.looksAt) {
			return true
		}
		found := false
		in.Reads(func(x summary.Operand) { found = found || made(x) })
		return found
	}
	return made(o)
}

// looksAt reports whether function i gives what it is asked for from cells that are: it
// reads them itself, or returns what a function gives that does.
func (w *work) looksAt(i int32) bool {
	if len(w.Cells) == 0 {
		return false
	}
	f := w.funcs[i]
	if f.looks == unknown {
		f.looks = no // while it is looked for: one that calls itself adds nothing
		if w.readsAny(f) || w.passesOn(f) {
			f.looks = yes
		}
	}
	return f.looks == yes
}

// readsAny reports whether f reads cells that are asked for, itself.
func (w *work) readsAny(f *function) bool {
	for b := range f.Blocks {
		for k := range f.Blocks[b].Instrs {
			if w.reads(f, &f.Blocks[b].Instrs[k]) {
				return true
			}
		}
	}
	return false
}

// passesOn reports whether f returns what another function gives that looks at them.
func (w *work) passesOn(f *function) bool {
	for b := range f.Blocks {
		last := &f.Blocks[b].Instrs[len(f.Blocks[b].Instrs)-1]
		if last.Code == summary.Return && slices.ContainsFunc(last.Args, func(o summary.Operand) bool { return w.asks(f, o) }) {
			return true
		}
	}
	return false
}

// answer is what is known of a question that is asked once.
type answer uint8

const (
	unknown answer = iota
	no
	yes
)
