package program

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// WriteSet is what a function, and all that it calls, may write: cells by the name of
// their field, or of their global. It is not Known where it may do more than write
// such cells.
type WriteSet struct {
	Cells map[string]bool
	Known bool
}

// WritesOf is what function f may write.
func (p *Program) WritesOf(f *Func) WriteSet {
	w := WriteSet{Cells: map[string]bool{}, Known: true}
	seen := map[int32]bool{f.Index: true}
	for work := []*Func{f}; len(work) > 0 && w.Known; work = work[1:] {
		g := work[0]
		for b := range g.Blocks {
			for i := range g.Blocks[b].Instrs {
				w.add(p, g, &g.Blocks[b].Instrs[i])
			}
		}
		for _, c := range p.mayCall(g) {
			if !seen[c] {
				seen[c] = true
				work = append(work, p.Funcs[c])
			}
		}
	}
	return w
}

// mayCall are the functions that f may call.
func (p *Program) mayCall(f *Func) []int32 {
	out := slices.Clone(f.Callees)
	for _, sig := range f.Dynamic {
		out = append(out, p.Fitting(sig)...)
	}
	for _, name := range f.Invoked {
		out = append(out, p.ByMethod[name]...)
	}
	return out
}

// add takes in an instruction of f.
func (w *WriteSet) add(p *Program, f *Func, in *summary.Instr) {
	switch in.Code {
	case summary.Store:
		if name, ok := p.cellName(f, in.A); ok {
			w.Cells[name] = true
		} else if !f.local(in.A) {
			w.Known = false
		}
	case summary.Update, summary.Append, summary.Send, summary.Close, summary.Spawn, summary.Receive, summary.Select:
		w.Known = false
	}
	if c := in.Call; c != nil {
		w.Known = w.Known && harmless(f, c)
	}
}

// harmless reports whether a call is of a function of the program, or of a DDI that
// writes nothing which a cell does not say.
func harmless(f *Func, c *summary.Call) bool {
	if c.Op == ddi.None && c.Method == "" && c.Callee >= 0 {
		return f.TableEffects(c.Callee) == 0
	}
	return c.Op == ddi.Nop || c.Op == ddi.FreeObject || EffectOf(c.Op) == 0
}

// cellName is the name of the cell at an address, if that is known.
func (p *Program) cellName(f *Func, o summary.Operand) (string, bool) {
	for o >= 0 {
		in := f.definition(int32(o))
		switch {
		case in != nil && in.Code == summary.FieldAddr:
			return in.Name, true
		case in != nil && in.Code == summary.IndexAddr:
			o = in.A
		default:
			return "", false
		}
	}
	if v := f.Value(o); v.K == domain.Ptr {
		return p.Names[v.O], true
	}
	return "", false
}

// local reports whether an address is of a variable of the function's own, or of an
// element of one.
func (f *Func) local(o summary.Operand) bool {
	for o >= 0 {
		in := f.definition(int32(o))
		switch {
		case in != nil && in.Code == summary.Alloc:
			return true
		case in != nil && in.Code == summary.IndexAddr:
			o = in.A
		default:
			return false
		}
	}
	return false
}
