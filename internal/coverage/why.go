package coverage

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// reasons finds why no life has come to a place.
type reasons struct {
	*code
	log     *Log
	ordered bool // by the system: the lives begin in a driver's entry
}

// why is why no life has come to a place, in words that stand behind a colon.
func (r *reasons) why(f *fn, at Place) string {
	return r.reason(f, at, map[*fn]bool{}).text
}

// reason is why no life has come to a place, and how much that says.
type reason struct {
	rank int
	text string
}

// The ranks, from those that say most.
const (
	constant = iota
	handed
	orphan
	ended
	untaken
	vague
)

// best is the reason that says most; of equals the first.
func best(rs []reason) reason {
	if len(rs) == 0 {
		return reason{vague, "the analysis did not come so far"}
	}
	return slices.MinFunc(rs, func(a, b reason) int { return cmp.Compare(a.rank, b.rank) })
}

func (r *reasons) reason(f *fn, at Place, seen map[*fn]bool) reason {
	t := r.log.trails[f.Func]
	switch {
	case !t.entered():
		return r.unentered(f, seen)
	case t.ran[at.Block] > 0:
		return r.stopped(f, Place{at.Block, t.ran[at.Block] - 1})
	}
	return r.frontier(f, t, at.Block)
}

// frontier is where the lives in a function have turned away from a block.
func (r *reasons) frontier(f *fn, t *Trail, block int32) reason {
	var found []reason
	seen := map[int32]bool{block: true}
	for work := []int32{block}; len(work) > 0; work = work[1:] {
		for _, p := range f.before(work[0]) {
			if t.ran[p] > 0 {
				found = append(found, r.turned(f, t, p, work[0]))
			} else if !seen[p] {
				seen[p] = true
				work = append(work, p)
			}
		}
	}
	return best(found)
}

// before are the predecessors of a block.
func (f *fn) before(block int32) []int32 {
	if f.preds == nil {
		f.preds = make([][]int32, len(f.Blocks))
		for b := range f.Blocks {
			for _, s := range f.Blocks[b].Succs {
				f.preds[s] = append(f.preds[s], int32(b))
			}
		}
	}
	return f.preds[block]
}

// turned is why no life goes from one block to another.
func (r *reasons) turned(f *fn, t *Trail, from, to int32) reason {
	instrs := f.Blocks[from].Instrs
	last := int32(len(instrs)) - 1
	if t.ran[from] <= last {
		return r.stopped(f, Place{from, t.ran[from] - 1})
	}
	if s, ok := t.stops[Place{to, 0}]; ok && s != Loop {
		return reason{ended, texts[s] + r.where(f, Place{to, 0})}
	}
	if instrs[last].Code != summary.If {
		return r.stopped(f, Place{from, last})
	}
	return r.branch(f, &instrs[last], f.Blocks[from].Succs[0] == to)
}

// where names a line.
func (r *reasons) where(f *fn, at Place) string {
	p := f.at(at)
	return fmt.Sprintf(" at %s:%d", p.File[strings.LastIndexAny(p.File, `/\`)+1:], p.Line)
}

// stopped is why lives end at a place.
func (r *reasons) stopped(f *fn, at Place) reason {
	if r.log.cut {
		return reason{vague, "there are too many lives to follow them all"}
	}
	s := r.log.trails[f.Func].stops[at]
	leaves := r.leaves(f, at, s)
	if len(leaves) == 0 {
		return reason{vague, "every life ends before it," + r.where(f, at)}
	}
	l := leaves[0]
	return reason{ended, "every life ends before it: " + texts[l.why] + r.where(l.f, l.at)}
}

// branch is why a branch goes one way alone.
func (r *reasons) branch(f *fn, in *summary.Instr, wanted bool) reason {
	cond := cmp.Or(in.Name, "the condition of the branch")
	line := fmt.Sprintf(" at line %d", in.Pos.Line)
	text := fmt.Sprintf("%s is never %t%s", cond, wanted, line)
	if in.Pos.Line == 0 {
		text = fmt.Sprintf("%s is never %t", cond, wanted)
	}
	fixed := map[string]bool{}
	switch {
	case !r.fixed(f, in.A, fixed, 0):
		return reason{untaken, text + " in the lives that are followed"}
	case len(fixed) == 0:
		return reason{constant, text + ": it is a constant"}
	}
	return reason{constant, text + ": " + strings.Join(slices.Sorted(maps.Keys(fixed)), ", ")}
}

// fixed reports whether a value depends on constants and on what nobody writes alone,
// and says on what.
func (r *reasons) fixed(f *fn, o summary.Operand, says map[string]bool, depth int) bool {
	if o < 0 {
		return true
	}
	in := f.def(o)
	if in == nil || depth == maxChain {
		return false
	}
	switch in.Code {
	case summary.Copy, summary.Not, summary.Negate, summary.MakeIface:
		return r.fixed(f, in.A, says, depth+1)
	case summary.Binary:
		return r.fixed(f, in.A, says, depth+1) && r.fixed(f, in.B, says, depth+1)
	case summary.Load:
		name := f.cell(in.A)
		if name == "" || name[0] == '.' || r.written[name] {
			return false
		}
		says["nothing writes "+short(name)] = true
		return true
	case summary.Invoke:
		g := r.by[f.target(in.Call.Callee)]
		if g == nil || in.Call.Op != ddi.None || !g.steady() {
			return false
		}
		says[g.Short+" always returns the same"] = true
		return true
	}
	return false
}

// steady reports whether a function returns one constant.
func (f *fn) steady() bool {
	if len(f.Blocks) != 1 {
		return false
	}
	for _, in := range f.Blocks[0].Instrs {
		if in.Code != summary.Return || slices.ContainsFunc(in.Args, func(o summary.Operand) bool { return o >= 0 }) {
			return false
		}
	}
	return len(f.Results) > 0
}

// unentered is why no life has come to a function.
func (r *reasons) unentered(f *fn, seen map[*fn]bool) reason {
	seen[f] = true
	if r.called(f) {
		return reason{ended, "no life that is followed comes to where the system calls " + f.Short}
	}
	var found []reason
	for _, m := range r.mentions[f.Name] {
		if seen[m.f] && m.f != f {
			continue
		}
		switch ran := r.ran(m.f, m.at); {
		case m.f == f, m.calls && ran:
			continue
		case ran:
			found = append(found, reason{handed, f.Short + r.used(m, maxForwards)})
		default:
			found = append(found, r.reason(m.f, m.at, seen))
		}
	}
	if len(found) == 0 {
		return reason{orphan, f.Short + " is reached from no root"}
	}
	return best(found)
}

// ran reports whether a life has come to a place. What sets the variables of a package is
// run before.
func (r *reasons) ran(f *fn, at Place) bool {
	t := r.log.trails[f.Func]
	return f.sets() || t.entered() && t.ran[at.Block] > at.Instr
}

// called reports whether the system calls a function by what it is named or marked as.
func (r *reasons) called(f *fn) bool {
	return r.ordered && (f.Mark == ddi.Unload || f.Mark == ddi.CallbackMark || ddi.NamedUnload(f.Short))
}

// maxForwards bounds the functions through which a routine is handed on.
const maxForwards = 4

// used is what becomes of a function where it is used as a value.
func (r *reasons) used(m mention, depth int) string {
	in := m.f.instr(m.at)
	for range maxChain { // a value that becomes another one
		next := m.f.user(in)
		if next == nil {
			break
		}
		in = next
	}
	const unseen = ", and no life that is followed comes to where the system calls it"
	switch {
	case in.Code == summary.Store && in.Name != "":
		return " is installed as " + in.Name + unseen
	case in.Code == summary.Store:
		if name := m.f.cell(in.A); name != "" {
			return " is stored in " + short(name) + ", and nothing that is followed calls it from there"
		}
		return " is stored, and nothing that is followed calls it from there"
	case in.Call != nil && in.Call.Method == "":
		return r.given(m, in, depth, unseen)
	case in.Call != nil:
		return " is handed to " + in.Call.Method + ", and nothing that is followed calls it there"
	}
	return " is used as a value, and nothing that is followed calls it"
}

// user is the instruction that makes something else of what an instruction makes, or
// hands that on, if there is one.
func (f *fn) user(in *summary.Instr) *summary.Instr {
	if in.Dst < 0 || in.Code != summary.Closure && in.Code != summary.MakeIface && in.Code != summary.Copy && in.Code != summary.Phi {
		return nil
	}
	var found *summary.Instr
	f.visit(func(_ Place, next *summary.Instr) {
		next.Reads(func(o summary.Operand) {
			if found == nil && o == summary.Operand(in.Dst) && next != in {
				found = next
			}
		})
	})
	return found
}

// given is what becomes of a function that is an argument of a call.
func (r *reasons) given(m mention, in *summary.Instr, depth int, unseen string) string {
	name := m.f.target(in.Call.Callee)
	g := r.by[name]
	switch {
	case r.op(m.f, in.Call) != ddi.None || g != nil && g.Effect == ddi.Opaque:
		return " is handed to " + in.Call.Name + unseen
	case name == "":
		return " is handed to a function that is not known"
	case g == nil || len(g.Blocks) == 0:
		return " is handed to " + plain(name) + ", which cannot be read"
	case !g.acts():
		return " is handed to " + plain(name) + ", which does nothing"
	}
	return " is handed to " + plain(name) + ", and nothing that is followed calls it there"
}

// plain is a qualified name without the path of its package.
func plain(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }

// acts reports whether a function does something, or returns something that it makes.
func (f *fn) acts() bool {
	acts := false
	f.visit(func(_ Place, in *summary.Instr) {
		switch in.Code {
		case summary.Return, summary.Jump, summary.Alloc:
		case summary.Store: // of a parameter that is kept in a variable
			d := f.def(in.A)
			acts = acts || d == nil || d.Code != summary.Alloc
		default:
			acts = true
		}
	})
	return acts
}
