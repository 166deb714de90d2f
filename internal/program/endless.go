package program

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// A function that calls itself on every way to its end never returns. Such a call must not
// be passed over where it is too deep to be followed: no life goes on behind it.

// recurses marks the functions that never return, as each of their ways comes to a call of
// such a function again.
func (p *Program) recurses() {
	returns := make([]bool, len(p.Funcs))
	work := make([]int32, len(p.Funcs))
	for i := range work {
		work[i] = int32(i)
	}
	for len(work) > 0 {
		i := work[len(work)-1]
		work = work[:len(work)-1]
		if int(i) >= len(returns) { // what stands for calls through values
			continue
		}
		if !returns[i] && p.mayReturn(p.Funcs[i], returns) {
			returns[i] = true
			work = append(work, p.CalledBy[i]...)
		}
	}
	for _, f := range p.Funcs {
		if f.Endless = !returns[f.Index]; f.Endless {
			f.Own |= Diverts
		}
	}
}

// mayReturn reports whether there is a way out of f without a call of a function of which
// that is not known. The end of a loop and that of a life are ways out: others look at them.
func (p *Program) mayReturn(f *Func, returns []bool) bool {
	if len(f.Blocks) == 0 {
		return true
	}
	seen, calls := make([]bool, len(f.Blocks)), false
	work := []int32{0}
	for len(work) > 0 {
		b := &f.Blocks[work[len(work)-1]]
		i := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[i] {
			continue
		}
		seen[i] = true
		if p.stuck(f, b, returns) {
			calls = true
			continue
		}
		if last := b.Instrs[len(b.Instrs)-1].Code; last == summary.Return || last == summary.Panic {
			return true
		}
		work = append(work, b.Succs...)
	}
	return !calls
}

// stuck reports whether a block calls, by name, a function that is not known to return.
func (p *Program) stuck(f *Func, b *summary.Block, returns []bool) bool {
	for i := range b.Instrs {
		in := &b.Instrs[i]
		if in.Code != summary.Invoke || in.Call.Op != ddi.None || in.Call.Method != "" {
			continue
		}
		if v := f.Value(in.Call.Callee); v.K == domain.Func && v.O == domain.None && !returns[v.N] {
			return true
		}
	}
	return false
}
