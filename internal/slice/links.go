package slice

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// Links are what holds for each slice of a program: who calls and hands on whom, who writes
// which cells, and which objects the system may hand in. They are found once, and read only
// from then on.
type Links struct {
	Roots   func(f *program.Func) bool // functions that are roots by name or directive
	prog    *program.Program
	classes *program.Points
	ties    []ties             // by function
	writers map[int32][]writer // by class of cells
	aside   []bool             // by function: it may run beside others
	open    map[int32]bool     // classes of objects that the system may hand in
	vague   map[int32]bool     // classes of addresses that are kept as numbers
	own     map[int32]bool     // classes of fields in which the system stores nothing
	waits   []program.SiteKey
	untold  bool // how the driver learns of the completion of a request may not be said

	// The calls that start somebody, by what package ddi says of their routines.
	starts   []program.SiteKey // whose end can be waited for
	binds    []program.SiteKey // that bind a routine to an object
	arms     []program.SiteKey // that have a routine run which may have been bound before
	answered []program.SiteKey // that the system answers by a callback
}

// ties are the places that tie a function to others.
type ties struct {
	callers []call            // calls that may enter it, and that it is handed to
	values  []program.SiteKey // where it is stored, or bound as a closure
}

// call is a call of a function, or one that is handed it.
type call struct {
	at    program.SiteKey
	hands bool
}

// Link finds the links of a program. The points are the program's.
func Link(p *program.Program, points *program.Points, roots func(*program.Func) bool) *Links {
	l := &Links{Roots: roots, prog: p, classes: points, ties: make([]ties, len(p.Funcs)), writers: map[int32][]writer{}, open: map[int32]bool{}, vague: map[int32]bool{}, own: own(points)}
	w := &work{Links: l, Slice: &Slice{points: points}}
	w.functions()
	w.vagues()
	for _, f := range w.funcs {
		for b := range f.Blocks {
			for i := range f.Blocks[b].Instrs {
				w.look(f, &f.Blocks[b].Instrs[i], program.SiteKey{Fn: f.Index, Block: int32(b), Instr: int32(i)})
			}
		}
	}
	w.opens()
	l.untold = w.leavesOut()
	l.aside = w.besides()
	return l
}

// own are the classes of fields in which the system stores nothing, and looks for nothing.
func own(points *program.Points) map[int32]bool {
	out := map[int32]bool{}
	for _, c := range points.Nominal() {
		out[c] = true
	}
	for _, c := range points.Foreign() {
		delete(out, c)
	}
	return out
}

// leavesOut reports whether a driver makes requests, and does not say of each by which routine
// it learns of the completion.
func (w *work) leavesOut() bool {
	requests, routines, unknown := false, false, false
	for _, f := range w.funcs {
		w.eachCall(f, func(_ program.SiteKey, op ddi.Op, in *summary.Instr) {
			requests = requests || op == ddi.OpenSocket || op == ddi.Accept || op == ddi.UseSocket || op == ddi.CloseSocket || op == ddi.Query
			if op != ddi.OnCompletion {
				return
			}
			routines = true
			unknown = unknown || !slices.ContainsFunc(in.Call.Args, func(a summary.Operand) bool { return len(w.routines(f, a)) > 0 })
		})
	}
	return requests && (!routines || unknown)
}

// besides finds who may run beside others: what calls are handed, or is kept where nothing
// says that the system calls it and waits for it, and what that calls.
func (w *work) besides() []bool {
	aside := make([]bool, len(w.funcs))
	for _, f := range w.funcs {
		handed := slices.ContainsFunc(f.callers, func(c call) bool { return c.hands || w.instr(c.at).Code == summary.Spawn })
		if handed || slices.ContainsFunc(f.values, func(at program.SiteKey) bool { return !awaited(w.instr(at).Name) }) {
			w.comesTo(f, aside)
		}
	}
	return aside
}

// comesTo notes a function, and what it calls.
func (w *work) comesTo(f *function, in []bool) {
	if in[f.Index] {
		return
	}
	in[f.Index] = true
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			if x := &f.Blocks[b].Instrs[i]; x.Call != nil && x.Code != summary.Spawn {
				for _, t := range w.points.Targets(f.Func, x.Call) {
					w.comesTo(w.funcs[t], in)
				}
			}
		}
	}
}

// awaited reports whether the system waits for what it calls by a slot.
func awaited(slot string) bool { return ddi.Dispatches(slot) || ddi.IsUnload(slot) }

// functions makes what a slice knows of each function.
func (w *work) functions() {
	w.funcs = make([]*function, len(w.prog.Funcs))
	for i, f := range w.prog.Funcs {
		x := &function{Func: f, Flow: f.Flow(), ties: &w.ties[i], params: make([]grip, f.Params+f.Free), needed: make([]grip, f.Regs),
			reach: make([]bool, len(f.Blocks)), decide: make([]bool, len(f.Blocks)), acting: make([][]bool, len(f.Blocks))}
		size := 0
		for b := range f.Blocks {
			size += len(f.Blocks[b].Instrs)
		}
		all := make([]bool, size)
		for b := range f.Blocks {
			n := len(f.Blocks[b].Instrs)
			x.acting[b], all = all[:n:n], all[n:]
		}
		w.funcs[i] = x
	}
}
