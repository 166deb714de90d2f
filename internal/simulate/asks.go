package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// asks reports whether the status that the call at a place returns is compared
// with STATUS_PENDING, there or where it is handed.
func (m *Machine) asks(at *site) bool {
	yes, ok := m.asked[at.key]
	if !ok {
		in := &at.fn.Blocks[at.key.block].Instrs[at.key.instr]
		q := question{m.prog, map[int32]bool{}}
		yes = in.Code != summary.Invoke || in.Dst >= 0 && m.prog.compares && q.in(at.fn, in.Dst)
		m.asked[at.key] = yes
	}
	return yes
}

// question follows a status to where it is compared with STATUS_PENDING.
type question struct {
	*Program
	left map[int32]bool // functions whose result has been followed to their callers
}

// in follows register r through function f, and what f returns to its callers.
func (q question) in(f *function, r int32) bool {
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
					if has(in.A) && f.value(in.B) == integer(statusPending) || has(in.B) && f.value(in.A) == integer(statusPending) {
						return true
					}
				case summary.Store:
					if has(in.B) && f.reach&Compares != 0 {
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
func (q question) behind(f *function) bool {
	if q.left[f.index] {
		return false
	}
	q.left[f.index] = true
	return slices.ContainsFunc(q.calledBy[f.index], func(c int32) bool { return q.at(c, f) })
}

// at reports whether caller c, or those behind it if it stands for several, compare
// what f returns.
func (q question) at(c int32, f *function) bool {
	if int(c) >= len(q.funcs) {
		return slices.ContainsFunc(q.calledBy[c], func(d int32) bool { return q.at(d, f) })
	}
	g := q.funcs[c]
	for _, b := range g.Blocks {
		for i := range b.Instrs {
			if in := &b.Instrs[i]; in.Call != nil && in.Dst >= 0 && q.mayCall(g, in.Call, f) && q.in(g, in.Dst) {
				return true
			}
		}
	}
	return false
}

// mayCall reports whether a call in g may be one of f.
func (q question) mayCall(g *function, c *summary.Call, f *function) bool {
	switch {
	case c.Method != "":
		return slices.Contains(q.byMethod[c.Method], f.index)
	case c.Callee < 0:
		return g.value(c.Callee).K == Func && g.value(c.Callee).N == int64(f.index)
	}
	return len(c.Args) == int(f.Params)
}

// hands reports whether a call may compare what it is handed with
// STATUS_PENDING.
func (p *Program) hands(f *function, c *summary.Call) bool {
	if v := f.value(c.Callee); v.K == Func {
		return p.funcs[v.N].reach&Compares != 0
	}
	return c.Op == ddi.None && p.compares
}
