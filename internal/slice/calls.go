package slice

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// Calls are the calls in the program of some operations.
func (s *Slice) Calls(want func(ddi.Op) bool) []program.SiteKey {
	var out []program.SiteKey
	for _, f := range s.funcs {
		s.eachCall(f, func(at program.SiteKey, op ddi.Op, _ *summary.Instr) {
			if want(op) {
				out = append(out, at)
			}
		})
	}
	return out
}

// eachCall visits the calls in f that are operations by their names, or by that of the
// field or function that they go through.
func (s *Slice) eachCall(f *function, visit func(at program.SiteKey, op ddi.Op, in *summary.Instr)) {
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			in := &f.Blocks[b].Instrs[i]
			if in.Call == nil {
				continue
			}
			if op := s.operation(f, in.Call); op != ddi.None {
				visit(program.SiteKey{Fn: f.Index, Block: int32(b), Instr: int32(i)}, op, in)
			}
		}
	}
}

// operation is what a call is by name.
func (s *Slice) operation(f *function, c *summary.Call) ddi.Op {
	if c.Op != ddi.None {
		return c.Op
	}
	if v := f.Value(c.Callee); v.K == domain.Func {
		if g := s.funcs[v.N]; g.Effect != ddi.None && g.Effect != ddi.Opaque {
			return g.Effect
		} else {
			return g.Op
		}
	}
	if c.Callee < 0 {
		return ddi.None
	}
	at := f.At[c.Callee]
	if at.Block < 0 {
		return ddi.None
	}
	if in := &f.Blocks[at.Block].Instrs[at.Instr]; in.Code == summary.Load || in.Code == summary.Field && in.N == 1 {
		return ddi.Lookup(in.Name)
	}
	return ddi.None
}
