package slice

import (
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// maxCalls is through how many calls it is looked for what a condition reads.
const maxCalls = 4

// Decides are the classes of the cells that decide operand o of f: those that it is made
// from, here, in what its function calls and in what calls that with arguments.
func (s *Slice) Decides(f *program.Func, o summary.Operand) map[int32]bool {
	d := &decider{s: s, out: map[int32]bool{}, seen: map[operand]bool{}}
	d.made(s.funcs[f.Index], o, 0)
	return d.out
}

// decider follows operands back to the cells that they are read from.
type decider struct {
	s    *Slice
	out  map[int32]bool
	seen map[operand]bool
}

type operand struct {
	fn int32
	o  summary.Operand
}

func (d *decider) made(f *function, o summary.Operand, calls int) {
	if o < 0 || int(o) >= len(f.At) || d.seen[operand{f.Index, o}] {
		return
	}
	d.seen[operand{f.Index, o}] = true
	if f.At[o].Block < 0 {
		d.param(f, int32(o), calls)
		return
	}
	in := &f.Blocks[f.At[o].Block].Instrs[f.At[o].Instr]
	if class, ok := d.s.reading(f, in); ok {
		if class != program.Nowhere {
			d.out[class] = true
		}
		return
	}
	if in.Code == summary.Phi { // which way was taken decides
		for _, p := range f.Preds[f.At[o].Block] {
			d.branch(f, p, calls)
		}
	}
	if in.Call != nil {
		d.returned(f, in, calls)
	}
	in.Reads(func(x summary.Operand) { d.made(f, x, calls) })
}

// branch takes what a block ends with that goes several ways.
func (d *decider) branch(f *function, b int32, calls int) {
	instrs := f.Blocks[b].Instrs
	if in := &instrs[len(instrs)-1]; in.Code == summary.If {
		d.made(f, in.A, calls)
		return
	}
	for _, u := range f.Under[b] {
		if last := &f.Blocks[u].Instrs[len(f.Blocks[u].Instrs)-1]; last.Code == summary.If {
			d.made(f, last.A, calls)
		}
	}
}

func (d *decider) returned(f *function, in *summary.Instr, calls int) {
	if calls == maxCalls {
		return
	}
	for _, t := range d.s.points.Targets(f.Func, in.Call) {
		g := d.s.funcs[t]
		for b := range g.Blocks {
			for k := range g.Blocks[b].Instrs {
				if x := &g.Blocks[b].Instrs[k]; x.Code == summary.Return && len(x.Args) > 0 {
					x.Reads(func(o summary.Operand) { d.made(g, o, calls+1) })
					for _, u := range g.Under[b] {
						d.branch(g, u, calls+1)
					}
				}
			}
		}
	}
}

func (d *decider) param(f *function, r int32, calls int) {
	if calls == maxCalls {
		return
	}
	for _, c := range f.callers {
		g := d.s.funcs[c.at.Fn]
		call := g.Blocks[c.at.Block].Instrs[c.at.Instr].Call
		if !c.hands && r < f.Params && int(r) < len(call.Args) {
			d.made(g, call.Args[r], calls+1)
		}
	}
}
