// Package slice finds what of a program can matter to an obligation (Weiser 1981, across
// functions): the operations that move it, the functions that carry these, the conditions
// that decide whether they are reached, and who writes the cells that those read. It knows
// no states.
//
// Conditions are followed to a depth only: beyond it both ways of a branch are possible,
// whatever it asks. So a slice allows more lives than the program has, never fewer.
package slice

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// Criterion is what a slice is made for.
type Criterion struct {
	Seed  func(ddi.Op) bool      // operations that move the obligation
	Opens func(slot string) bool // callbacks whose results matter in any case
	Pairs [][]string             // slots of callbacks that others of them answer: their results matter if one of them acts
	Depth int                    // how far from a seed conditions are followed; 0: of memory, what says which object is meant alone, and not which function
	Cells map[int32]bool         // classes of cells that are followed at any depth
}

// Slice is a program reduced to what matters. It is read only once it is made.
type Slice struct {
	Criterion
	points *program.Points
	funcs  []*function
	plans  []*program.Plan
	why    map[int32]reason // by function: why it acts
	alive  map[int32]bool   // classes of cells that are read where it matters
	asker  map[int32]int32  // by such class: the function that reads it first

	written written
}

// function is what is known of a function of the program.
type function struct {
	*program.Func
	*program.Flow
	*ties
	acts    bool   // it has to be run wherever it is called
	wanted  grip   // what it returns is asked for
	results grip   // what it returns is followed
	looks   answer // see looksAt
	seen    bool
	ring    int // how far it is from a seed
	params  []grip
	acting  [][]bool // by block and instruction
	needed  []grip   // registers
	reach   []bool   // by block: whether it is reached matters
	decide  []bool   // by block: which way it goes matters
}

// Of makes the slice of a program for a criterion.
func Of(l *Links, c Criterion) *Slice {
	w := &work{Links: l, Slice: &Slice{Criterion: c, points: l.classes, why: map[int32]reason{}, alive: map[int32]bool{}, asker: map[int32]int32{}, written: written{map[int32]*Classes{}, map[int32]*Classes{}}}, woken: map[wakeKey]bool{}, concerned: map[int32]bool{}, stored: map[string][]install{}, paired: make([]bool, len(c.Pairs))}
	w.functions()
	w.concerns()
	w.seeds()
	w.run()
	w.plan()
	return w.Slice
}

// Plan is what of function i need not be run.
func (s *Slice) Plan(i int32) *program.Plan { return s.plans[i] }

// Acts reports whether function i has to be run where nobody reads what it returns.
func (s *Slice) Acts(i int32) bool { return s.funcs[i].acts }

// Why says why function i acts, or "".
func (s *Slice) Why(i int32) string {
	r := s.why[i]
	if r.writes != program.Nowhere {
		return r.text + s.points.Name(r.writes)
	}
	return r.text
}

// reason is why a function acts: it writes cells of a class, or what the text says.
type reason struct {
	text   string
	writes int32
}

func because(text string) reason { return reason{text, program.Nowhere} }

// Targets are the functions that a call of f may enter.
func (s *Slice) Targets(f *program.Func, c *summary.Call) []int32 { return s.points.Targets(f, c) }

// plan makes what is left of each function.
func (w *work) plan() {
	w.plans = make([]*program.Plan, len(w.funcs))
	for i, f := range w.funcs {
		w.plans[i] = &program.Plan{}
		if len(f.Blocks) > 0 && f.Recover < 0 && !slices.Contains(w.prog.Inits, int32(i)) {
			w.plans[i] = w.left(f)
		}
	}
}

// left is what is left of a function. A branch whose condition is not followed is run,
// and goes both ways.
func (w *work) left(f *function) *program.Plan {
	pl := &program.Plan{Skip: make([][]bool, len(f.Blocks)), Guess: make([][]bool, len(f.Blocks)), To: make([]int32, len(f.Blocks)), First: make([]bool, len(f.Blocks))}
	for b := range f.Blocks {
		blk := &f.Blocks[b]
		pl.Skip[b], pl.Guess[b] = make([]bool, len(blk.Instrs)), make([]bool, len(blk.Instrs))
		for i := range blk.Instrs {
			in := &blk.Instrs[i]
			needed := in.Dst >= 0 && f.needed[in.Dst] != passed
			pl.Skip[b][i] = !ends(in) && !f.acting[b][i] && !needed
			pl.Guess[b][i] = needed && !f.acting[b][i] && w.guessed(f, in)
		}
		pl.To[b] = -1
		if up := f.Up[b]; len(blk.Succs) > 1 && !f.decide[b] && up >= 0 && int(up) < len(f.Blocks) {
			pl.To[b] = up
			if w.chooses(f, up) {
				pl.To[b], pl.First[b] = -1, true
			}
		}
	}
	return pl
}

// chooses reports whether what a block begins with depends on where it is come to from.
func (w *work) chooses(f *function, b int32) bool {
	for i := range f.Blocks[b].Instrs {
		in := &f.Blocks[b].Instrs[i]
		if in.Code != summary.Phi {
			break
		}
		if f.needed[in.Dst] != passed {
			return true
		}
	}
	return false
}

// ends reports whether an instruction ends a block, or the life that comes to it.
func ends(in *summary.Instr) bool {
	switch in.Code {
	case summary.Jump, summary.If, summary.Return, summary.Panic, summary.RunDefers:
		return true
	case summary.Invoke:
		return in.Call.Op == ddi.NoReturn || in.Call.Op == ddi.EndThread
	}
	return false
}

// guessed reports whether what an instruction makes becomes unknown where it does not
// act: it would wait, or ask for what the slice does not keep.
func (w *work) guessed(f *function, in *summary.Instr) bool {
	switch in.Code {
	case summary.Load:
		return in.Name == "" && !w.tracks(f, in)
	case summary.Field, summary.Lookup, summary.Index, summary.Receive, summary.Next, summary.Select, summary.Range:
		return !w.tracks(f, in)
	case summary.Invoke:
		if in.Call.Op == ddi.None {
			return !slices.ContainsFunc(w.points.Targets(f.Func, in.Call), w.Follows)
		}
		return waits(in) || in.Call.Op.OnCell() && len(in.Call.Args) > 0 && !w.tracks(f, in)
	}
	return false
}

// waits reports whether an instruction asks for what is only known where it acts.
func waits(in *summary.Instr) bool {
	return program.EffectOf(in.Call.Op)&program.Waits != 0 || in.Call.Op == ddi.CurrentIrql
}

// Follows reports whether what function i returns is followed.
func (s *Slice) Follows(i int32) bool {
	f := s.funcs[i]
	return f.acts || f.results != passed || f.Op != ddi.None || f.Effect != ddi.None || len(f.Blocks) == 0
}

// Class is the class of the cells at an address in f.
func (s *Slice) Class(f *program.Func, o summary.Operand) int32 { return s.points.Of(f, o) }

// Known is the class of a global, where the program has it.
func (s *Slice) Known(name string) int32 { return s.points.Known(name) }

// Chose reports whether a global is among the cells that are followed at any depth.
func (s *Slice) Chose(name string) bool {
	class := s.points.Known(name)
	return class != program.Nowhere && s.Cells[class]
}

// Member is the class of the fields of a name in the objects of a class, or Nowhere.
func (s *Slice) Member(class int32, name string) int32 { return s.points.Member(class, name) }

// AllNamed are the classes of the fields of a name, of whatever type.
func (s *Slice) AllNamed(name string) []int32 { return s.points.AllNamed(name) }

// Tracks reports whether what the cells of a class hold matters.
func (s *Slice) Tracks(class int32) bool { return s.alive[class] }

// Classes are some classes of cells that matter. There is one value for the same ones.
type Classes struct {
	List []int32
	has  map[int32]bool
}

// Has reports whether a class is one of them.
func (c *Classes) Has(class int32) bool { return c.has[class] }

// At is the class of the cells at an address in f, or nil if what they hold does not matter.
func (s *Slice) At(f *program.Func, o summary.Operand) *Classes {
	return s.written.one(s, s.Class(f, o))
}

// Written are the classes of the cells that matter and that a call in f may write through
// its argument k, where it is not one of a function with a body; nil if there are none.
func (s *Slice) Written(f *program.Func, c *summary.Call, k int) *Classes {
	class := s.points.Of(f, c.Args[k])
	writes, much := through(c, k)
	if class == program.Nowhere || !writes {
		return nil
	}
	if class = s.points.Find(class); much == cell {
		return s.written.one(s, class)
	}
	return s.written.all(s, class)
}

// written are the classes that have been asked for.
type written struct {
	ones   map[int32]*Classes // by class: it alone
	wholes map[int32]*Classes // by class: all that a write of the whole changes
}

func (w *written) one(s *Slice, class int32) *Classes {
	out, ok := w.ones[class]
	if !ok {
		out = s.mattering([]int32{class})
		w.ones[class] = out
	}
	return out
}

func (w *written) all(s *Slice, class int32) *Classes {
	out, ok := w.wholes[class]
	if !ok {
		out = s.mattering(s.points.Fields(class))
		w.wholes[class] = out
	}
	return out
}

// mattering are those of some classes that matter, or nil.
func (s *Slice) mattering(of []int32) *Classes {
	out := &Classes{has: map[int32]bool{}}
	for _, c := range of {
		if s.alive[c] {
			out.List = append(out.List, c)
			out.has[c] = true
		}
	}
	if len(out.List) == 0 {
		return nil
	}
	return out
}
