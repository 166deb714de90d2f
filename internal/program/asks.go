package program

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// Question follows a status to where it is compared with STATUS_PENDING.
type Question struct {
	*Program
	Left map[int32]bool // functions whose result has been followed to their callers
}

// In follows register r through function f, and what f returns to its callers.
func (q Question) In(f *Func, r int32) bool {
	from := map[int32]bool{r: true}
	has := func(o summary.Operand) bool { return o >= 0 && from[int32(o)] }
	returned := false
	for grown := true; grown; {
		grown = false
		for _, b := range f.Blocks {
			for i := range b.Instrs {
				in := &b.Instrs[i]
				used := has(in.A) || slices.ContainsFunc(in.Args, has)
				switch in.Code {
				case summary.Phi, summary.Copy, summary.Extract:
					if used && !from[in.Dst] {
						from[in.Dst], grown = true, true
					}
				case summary.Binary:
					if has(in.A) && f.Value(in.B) == domain.Number(StatusPending) || has(in.B) && f.Value(in.A) == domain.Number(StatusPending) {
						return true
					}
				case summary.Store:
					if has(in.B) && f.Reach&Compares != 0 {
						return true
					}
				case summary.Return:
					returned = returned || used
				case summary.Invoke:
					if slices.ContainsFunc(in.Call.Args, has) && q.hands(f, in.Call) {
						return true
					}
				}
			}
		}
	}
	return returned && q.behind(f)
}

// behind reports whether a caller of f compares what f returns. What a root
// returns goes to the system.
func (q Question) behind(f *Func) bool {
	if q.Left[f.Index] {
		return false
	}
	q.Left[f.Index] = true
	return slices.ContainsFunc(q.CalledBy[f.Index], func(c int32) bool { return q.at(c, f) })
}

// At reports whether caller c, or those behind it if it stands for several, compare
// what f returns.
func (q Question) at(c int32, f *Func) bool {
	if int(c) >= len(q.Funcs) {
		return slices.ContainsFunc(q.CalledBy[c], func(d int32) bool { return q.at(d, f) })
	}
	g := q.Funcs[c]
	for _, b := range g.Blocks {
		for i := range b.Instrs {
			if in := &b.Instrs[i]; in.Call != nil && in.Dst >= 0 && q.mayCall(g, in.Call, f) && q.In(g, in.Dst) {
				return true
			}
		}
	}
	return false
}

// mayCall reports whether a call in g may be one of f.
func (q Question) mayCall(g *Func, c *summary.Call, f *Func) bool {
	switch {
	case c.Method != "":
		return slices.Contains(q.ByMethod[c.Method], f.Index)
	case c.Callee < 0:
		return g.Value(c.Callee).K == domain.Func && g.Value(c.Callee).N == int64(f.Index)
	}
	return len(c.Args) == int(f.Params)
}

// hands reports whether a call may compare what it is handed with
// STATUS_PENDING.
func (p *Program) hands(f *Func, c *summary.Call) bool {
	if v := f.Value(c.Callee); v.K == domain.Func {
		return p.Funcs[v.N].Reach&Compares != 0
	}
	return c.Op == ddi.None && p.Compares
}

// Guesses reports whether the reader of C has not understood something of the program.
func (p *Program) Guesses() bool {
	for _, f := range p.Funcs {
		for _, b := range f.Blocks {
			if slices.ContainsFunc(b.Instrs, func(in summary.Instr) bool { return in.Code == summary.Havoc && in.N == summary.Guessed }) {
				return true
			}
		}
	}
	return false
}
