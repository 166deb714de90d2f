package slice

import "github.com/wskvet/wskvet/internal/summary"

// maxArms bounds how many blocks lie one behind the other before a phi that have no say in
// what it becomes.
const maxArms = 8

// arm says that it matters whether block b is come to from its predecessor p, from which
// phi in takes value v. What is decided between two ways to the same value does not.
func (w *work) arm(f *function, b, p int32, v summary.Operand, in *summary.Instr) {
	a := arms{f, b, in}
	if u, ok := a.leads(p, 0); !ok || u != v {
		w.matters(f, p)
		return
	}
	for range maxArms {
		if len(f.Preds[p]) != 1 {
			break
		}
		up := f.Preds[p][0]
		if u, ok := a.leads(up, 0); !ok || u != v {
			break
		}
		p = up
	}
	w.reached(f.Index, p)
}

// arms are the ways to a phi.
type arms struct {
	f  *function
	b  int32
	in *summary.Instr
}

// leads is the value that the phi takes if block p is run, whichever way it goes; ok is
// false if that is several, or not known.
func (a *arms) leads(p int32, deep int) (v summary.Operand, ok bool) {
	blk := &a.f.Blocks[p]
	for k, s := range blk.Succs {
		u := summary.Operand(0)
		switch {
		case s == a.b:
			u = a.in.Args[blk.Edge[k]]
		case deep == maxArms || len(a.f.Preds[s]) != 1:
			return 0, false
		default:
			if u, ok = a.leads(s, deep+1); !ok {
				return 0, false
			}
		}
		if k > 0 && u != v {
			return 0, false
		}
		v = u
	}
	return v, len(blk.Succs) > 0
}
