package program

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// Follow is what can be run behind an instruction: the rest of its block, and the
// blocks that it leads to, which may be the whole of its own again.
func (f *Func) Follow(at SiteKey) []summary.Block {
	first := f.Blocks[at.Block]
	first.Instrs = first.Instrs[at.Instr+1:]
	out := []summary.Block{first}
	seen := map[int32]bool{}
	work := slices.Clone(first.Succs)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[b] {
			continue
		}
		seen[b] = true
		out = append(out, f.Blocks[b])
		work = append(work, f.Blocks[b].Succs...)
	}
	return out
}

// Undoes are the effects of calls that give something back.
const Undoes = Deregisters | Releases | Closes

// Ahead are the effects that give something back, by the block from which they can
// be reached. All blocks are looked at together: one after the other, a function
// with many branches would be gone through as many times.
func (p *Program) Ahead(f *Func) []Effects {
	if f.ahead != nil {
		return f.ahead
	}
	f.ahead = make([]Effects, len(f.Blocks))
	one := Func{Func: f.Func, Consts: f.Consts, Defs: f.Definitions()}
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			f.ahead[b] |= p.undoing(one, &f.Blocks[b].Instrs[i])
		}
	}
	for changed := true; changed; { // as often as loops are nested
		changed = false
		for b := len(f.Blocks) - 1; b >= 0; b-- {
			e := f.ahead[b]
			for _, to := range f.Blocks[b].Succs {
				e |= f.ahead[to]
			}
			changed, f.ahead[b] = changed || e != f.ahead[b], e
		}
	}
	return f.ahead
}

// undoing are the effects of an instruction that give something back: those of f, a
// Func of which nothing else is said, if it were all that it does.
func (p *Program) undoing(f Func, in *summary.Instr) Effects {
	switch {
	case in.Call != nil:
		p.callEffects(&f, in.Call)
	case in.Code == summary.Closure:
		f.Callees = []int32{int32(f.Value(in.A).N)}
	default:
		return 0
	}
	return p.Called(&f) & Undoes
}

// After are block b and those that it leads to.
func (f *Func) After(b int32) []int32 {
	out, work := []int32{b}, slices.Clone(f.Blocks[b].Succs)
	seen := make([]bool, len(f.Blocks))
	for len(work) > 0 {
		b := Pop(&work)
		if seen[b] {
			continue
		}
		seen[b] = true
		out, work = append(out, b), append(work, f.Blocks[b].Succs...)
	}
	return out
}

// maxChain bounds how far the value of a condition is followed back.
const maxChain = 8

// Asked are the names of the fields and globals that o is made of.
func (p *Program) Asked(f *Func, o summary.Operand) []string {
	var names []string
	for _, c := range p.cellsOf(f, o, 0) {
		if c != anywhere {
			names = append(names, strings.TrimPrefix(p.cells[c], "."))
		}
	}
	return names
}

// cellsOf are the cells that o is made of; anywhere is one of which nothing is known.
func (p *Program) cellsOf(f *Func, o summary.Operand, depth int) []int32 {
	in := f.defines(o)
	if in == nil || depth > maxChain {
		return nil
	}
	switch in.Code {
	case summary.Load:
		return []int32{p.cellAt(f, in.A)}
	case summary.Binary:
		return append(p.cellsOf(f, in.A, depth+1), p.cellsOf(f, in.B, depth+1)...)
	case summary.Not, summary.Copy, summary.Extract:
		return p.cellsOf(f, in.A, depth+1)
	case summary.Invoke:
		if in.Call.Op.Atomic() {
			return []int32{p.cellAt(f, in.Call.Args[0])}
		}
	}
	return nil
}

// Kept reports whether o is made of what the driver keeps: of a cell of memory, of an
// interlocked operation on one, of a flag that ways through the function have set, or of
// what another function of the driver gives, as the status with which a helper fails.
func (f *Func) Kept(o summary.Operand, depth int) bool {
	in := f.defines(o)
	if in == nil || depth > maxChain {
		return false
	}
	switch in.Code {
	case summary.Load, summary.Phi, summary.Lookup:
		return true
	case summary.Binary:
		return f.Kept(in.A, depth+1) || f.Kept(in.B, depth+1)
	case summary.Not, summary.Copy, summary.Extract, summary.Field, summary.Length, summary.Assert:
		return f.Kept(in.A, depth+1)
	case summary.Invoke:
		if in.Call.Op == ddi.Succeeded && len(in.Call.Args) > 0 {
			return f.Kept(in.Call.Args[0], depth+1)
		}
		return in.Call.Op.Atomic() || in.Call.Op == ddi.None
	}
	return false
}
