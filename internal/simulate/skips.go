package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// A branch on what the driver keeps, in a flag say, is often why something is not
// given back: the way that a life takes there leads past the call. Both ways of such a
// branch need not be possible, so that it splits no state; a witness shows it all the
// same.

// skip is what one way of a branch passes over.
type skip struct {
	effects Effects
	calls   []skipped // the first for each of them
}

// skipped is a call that has an effect.
type skipped struct {
	effect Effects
	text   string
}

// undoes are the effects of calls that give something back.
const undoes = Deregisters | Releases | Closes

// skips is what the k-th way out of block b of f passes over, if the condition is one
// on the driver's state.
func (m *Machine) skips(f *function, b int32, in *summary.Instr, k int) *skip {
	if f.reach&undoes == 0 || in.Name == "" {
		return nil
	}
	at := siteKey{f.index, b, int32(k)}
	s, ok := m.skipped[at]
	if !ok {
		if f.kept(in.A, 0) {
			s = m.passed(f, f.Blocks[b].Succs[k], f.Blocks[b].Succs[1-k])
		}
		m.skipped[at] = s
	}
	return s
}

// passed is what can be reached from block other and not from block to.
func (m *Machine) passed(f *function, to, other int32) *skip {
	ahead := m.prog.ahead(f)
	s := &skip{effects: ahead[other] &^ ahead[to]}
	if s.effects == 0 {
		return nil
	}
	blocks := f.after(other)
	for _, e := range []Effects{Deregisters, Releases, Closes} {
		if s.effects&e == 0 {
			continue
		}
		if c := m.firstCall(f, blocks, e); c != nil {
			s.calls = append(s.calls, skipped{e, c.Text})
		}
	}
	return s
}

// ahead are the effects that give something back, by the block from which they can
// be reached. All blocks are looked at together: one after the other, a function
// with many branches would be gone through as many times.
func (p *Program) ahead(f *function) []Effects {
	if f.ahead != nil {
		return f.ahead
	}
	f.ahead = make([]Effects, len(f.Blocks))
	one := function{Func: f.Func, consts: f.consts, defs: f.definitions()}
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
// function of which nothing else is said, if it were all that it does.
func (p *Program) undoing(f function, in *summary.Instr) Effects {
	switch {
	case in.Call != nil:
		p.callEffects(&f, in.Call)
	case in.Code == summary.Closure:
		f.callees = []int32{int32(f.value(in.A).N)}
	default:
		return 0
	}
	return p.called(&f) & undoes
}

// after are block b and those that it leads to.
func (f *function) after(b int32) []int32 {
	out, work := []int32{b}, slices.Clone(f.Blocks[b].Succs)
	seen := make([]bool, len(f.Blocks))
	for len(work) > 0 {
		b := pop(&work)
		if seen[b] {
			continue
		}
		seen[b] = true
		out, work = append(out, b), append(work, f.Blocks[b].Succs...)
	}
	return out
}

// firstCall is the first call in blocks of f that has an effect, or nil.
func (m *Machine) firstCall(f *function, blocks []int32, e Effects) *summary.Call {
	for _, b := range blocks {
		instrs := f.Blocks[b].Instrs
		for i := range instrs {
			if c := instrs[i].Call; c != nil && m.callEffects(f, c)&e != 0 {
				return c
			}
		}
	}
	return nil
}

// callEffects are the effects of a call, as far as its callee is known.
func (m *Machine) callEffects(f *function, c *summary.Call) Effects {
	switch callee := f.value(c.Callee); {
	case c.Op != ddi.None:
		return effectOf(c.Op)
	case c.Method != "":
		var e Effects
		for _, i := range m.prog.byMethod[c.Method] {
			e |= m.prog.funcs[i].reach
		}
		return e
	case callee.K == Func:
		return m.prog.funcs[callee.N].reach
	case c.Callee >= 0:
		return f.tableEffects(c.Callee)
	}
	return 0
}

// maxChain bounds how far the value of a condition is followed back.
const maxChain = 8

// kept reports whether o is made of what the driver keeps: of a cell of memory, of an
// interlocked operation on one, or of a flag that ways through the function have set.
func (f *function) kept(o summary.Operand, depth int) bool {
	in := f.defines(o)
	if in == nil || depth > maxChain {
		return false
	}
	switch in.Code {
	case summary.Load, summary.Phi, summary.Lookup:
		return true
	case summary.Binary:
		return f.kept(in.A, depth+1) || f.kept(in.B, depth+1)
	case summary.Not, summary.Copy, summary.Extract, summary.Field, summary.Length, summary.Assert:
		return f.kept(in.A, depth+1)
	case summary.Invoke:
		return in.Call.Op.Atomic()
	}
	return false
}

// text says which call is passed over that a broken rule misses; "" if none is.
func (s *skip) text(rule string) string {
	if s == nil {
		return ""
	}
	for _, c := range s.calls {
		if c.effect&missing(rule) != 0 {
			return ": " + c.text + " is skipped"
		}
	}
	return ""
}

// missing are the effects that a broken rule misses.
func missing(rule string) Effects {
	switch rule {
	case "WSK001", "WSK006", "WSK009":
		return Deregisters
	case "WSK003":
		return Releases
	case "WSK004":
		return Closes
	}
	return 0
}
