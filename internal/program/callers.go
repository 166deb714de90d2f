package program

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// Who may call whom, and which functions are used as values.

// setting is what it counts as to set the completion routine of an IRP.
type setting bool

const (
	passes setting = false // it is called elsewhere
	calls  setting = true
)

// callers are the functions that call each function, by index. A call through a
// Value may be of any function of its signature that is used as a value, one
// through an interface of any method of the name. There is a node for each
// such kind, behind the functions, between all its callees and all its callers.
// Whether setting a completion routine counts as calling it is for the caller to say.
func (p *Program) callers(set setting) [][]int32 {
	callers := make([][]int32, len(p.Funcs))
	link := func(callee, caller int32) { callers[callee] = append(callers[callee], caller) }
	node := func(callees []int32) int32 {
		n := int32(len(callers))
		callers = append(callers, nil)
		for _, c := range callees {
			link(c, n)
		}
		return n
	}
	values, methods := map[string]int32{}, map[string]int32{}
	for _, f := range p.Funcs {
		for _, c := range f.Callees {
			link(c, f.Index)
		}
		for _, c := range f.Armed {
			if set == calls {
				link(c, f.Index)
			}
		}
		for _, d := range f.Dynamic {
			n, ok := values[d]
			if !ok {
				n = node(p.Fitting(d))
				values[d] = n
			}
			link(n, f.Index)
		}
		for _, m := range f.Invoked {
			n, ok := methods[m]
			if !ok {
				n = node(p.ByMethod[m])
				methods[m] = n
			}
			link(n, f.Index)
		}
	}
	return callers
}

// takeValues finds the functions that are used as values. A package knows that of its
// Own functions alone.
func (p *Program) takeValues() {
	for _, f := range p.Funcs {
		for _, b := range f.Blocks {
			for i := range b.Instrs {
				in := &b.Instrs[i]
				in.Reads(func(o summary.Operand) {
					if v := f.Value(o); v.K == domain.Func && (in.Call == nil || o != in.Call.Callee || slices.Contains(in.Call.Args, o)) {
						p.Funcs[v.N].Used = true
						p.Funcs[v.N].Handed = p.Funcs[v.N].Handed || !p.followed(f, in, o, maxForwards)
					}
				})
			}
		}
	}
	for _, f := range p.Funcs {
		if f.Used {
			p.Used = append(p.Used, f.Index)
		}
	}
}

// followed reports whether an instruction of f hands a routine, its operand o, to what is
// followed from there on: a thread or work item, a DPC, the completion routine of an IRP, or a
// Func that hands it on to these, or calls it.
func (p *Program) followed(f *Func, in *summary.Instr, o summary.Operand, depth int) bool {
	c := in.Call
	switch {
	case c == nil || depth == 0:
		return false
	case c.Op.Followed():
		return true
	case !slices.Contains(c.Args, o):
		return c.Callee == o
	case c.Op != ddi.None || f.Value(c.Callee).K != domain.Func:
		return false
	}
	g := p.Funcs[f.Value(c.Callee).N]
	for i, a := range c.Args {
		if a == o && !p.forwards(g, summary.Operand(i), depth-1) {
			return false
		}
	}
	return true
}

// forwards reports whether g does no more with a parameter.
func (p *Program) forwards(g *Func, param summary.Operand, depth int) bool {
	used, all := false, true
	for _, b := range g.Blocks {
		for i := range b.Instrs {
			in := &b.Instrs[i]
			in.Reads(func(o summary.Operand) {
				if o == param {
					used, all = true, all && p.followed(g, in, o, depth)
				}
			})
		}
	}
	return used && all
}
