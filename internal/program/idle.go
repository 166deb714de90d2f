package program

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// Most of what a large driver stores has nothing to do with its registrations:
// counters, lengths, copies of what a device says. A number or a boolean that is
// stored in a field, or in a global, is idle if no value that is read there can
// Reach a branch, an address, a call or a result of a function that matters, but
// only other idle cells. Idle stores are passed over, and so are calls of
// functions that do nothing else.
//
// Cells are told apart by the field's name, or the global, alone: that is coarse,
// Needs no knowledge of what points where, and costs one look at the program. A
// cell whose address is a value somewhere is never idle.

// Place is an instruction of a function.
type Place struct{ Block, Instr int32 }

// cells are what one function does with idle cells, before it is known which
// ones are idle.
type cells struct {
	read  []int32 // cells whose values reach what may matter
	moves []move  // stores of numbers and booleans
	asked []int32 // functions whose results are read
	Needs []int32 // parameters that it reads or writes through, whatever happens
}

// move is a store to a cell of a value made from other cells.
type move struct {
	to    int32
	from  []int32
	at    Place
	whose owners
}

// scalar reports whether a store, load or field is one of a number or boolean.
func scalar(in *summary.Instr) bool {
	switch in.Kind {
	case summary.Signed, summary.Unsigned, summary.Bool:
		return in.Name == "" || in.Code == summary.Field && in.N == 0
	}
	return false
}

// cell numbers a field or global.
func (p *Program) cell(name string) int32 {
	id, ok := p.cellIDs[name]
	if !ok {
		id = int32(len(p.escaped))
		p.cellIDs[name], p.cells = id, append(p.cells, name)
		p.escaped = append(p.escaped, slices.Contains(systemReads, name))
	}
	return id
}

// systemReads are fields that kernel interfaces read, and so are never idle: the
// length of a time-out, the level of a framework object's callbacks, the period of its
// timer.
var systemReads = []string{".QuadPart", ".ExecutionLevel", ".Period"}

// anywhere is the cell of an address of which nothing is known.
const anywhere int32 = -1

// cellAt is the cell at an address.
func (p *Program) cellAt(f *Func, o summary.Operand) int32 {
	for o >= 0 {
		in := f.definition(int32(o))
		switch {
		case in != nil && in.Code == summary.FieldAddr:
			return p.cell("." + in.Name)
		case in != nil && in.Code == summary.IndexAddr:
			o = in.A
		default:
			return anywhere
		}
	}
	if v := f.Value(o); v.K == domain.Ptr {
		return p.cell(p.Names[v.O])
	}
	return anywhere
}

// flows finds what f does with cells.
func (p *Program) flows(f *Func, of []owners) {
	made := make([][]int32, f.Regs) // the cells that a register is made from
	from := func(o summary.Operand) []int32 {
		if o < 0 {
			return nil
		}
		return made[o]
	}
	sink := func(o summary.Operand) { f.read = append(f.read, from(o)...) }
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			in := &f.Blocks[b].Instrs[i]
			p.escapes(f, in)
			if b == 0 {
				f.through(in)
			}
			switch in.Code {
			case summary.Phi: // below, as its operands may come later
			case summary.Copy, summary.Not, summary.Negate:
				made[in.Dst] = from(in.A)
			case summary.Binary:
				made[in.Dst] = unique(slices.Concat(from(in.A), from(in.B)))
				if o, ok := in.Decides(); ok {
					sink(o)
				}
			case summary.Load:
				if c := p.cellAt(f, in.A); c != anywhere && scalar(in) {
					made[in.Dst] = []int32{c}
				} else if c != anywhere {
					f.read = append(f.read, c)
				}
			case summary.Field:
				if scalar(in) {
					made[in.Dst] = []int32{p.cell("." + in.Name)}
				}
				sink(in.A)
			case summary.Store:
				if c := p.cellAt(f, in.A); c != anywhere && scalar(in) {
					f.moves = append(f.moves, move{c, from(in.B), Place{int32(b), int32(i)}, f.whose(in.A, of)})
					break
				}
				f.writes(f.whose(in.A, of))
				sink(in.B)
			default:
				in.Reads(sink)
			}
			if in.Call != nil && in.Dst >= 0 {
				p.asks(f, in.Call)
			}
		}
	}
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			if in := &f.Blocks[b].Instrs[i]; in.Code == summary.Phi {
				in.Reads(sink)
			}
		}
	}
	f.read, f.asked, f.Needs = unique(f.read), unique(f.asked), unique(f.Needs)
}

// escapes notes the addresses that an instruction uses as values.
func (p *Program) escapes(f *Func, in *summary.Instr) {
	in.Reads(func(o summary.Operand) {
		if o == in.A {
			switch in.Code {
			case summary.Load, summary.FieldAddr, summary.IndexAddr:
				return
			case summary.Store:
				if o != in.B {
					return
				}
			}
		}
		if c := p.cellAt(f, o); c != anywhere {
			p.escaped[c] = true
		}
	})
}

// asks notes the functions that a call whose result is read may be of. Those
// used as values are roots.
func (p *Program) asks(f *Func, c *summary.Call) {
	if c.Method != "" {
		f.asked = append(f.asked, p.ByMethod[c.Method]...)
	} else if v := f.Value(c.Callee); v.K == domain.Func {
		f.asked = append(f.asked, int32(v.N))
	}
}

// through notes the parameter that an instruction reads or writes through: if
// it is nil, f does not return.
func (f *Func) through(in *summary.Instr) {
	if in.Code != summary.Load && in.Code != summary.Store {
		return
	}
	o := in.A
	for o >= summary.Operand(f.Params) {
		def := f.definition(int32(o))
		if def == nil || def.Code != summary.FieldAddr && def.Code != summary.IndexAddr {
			return
		}
		o = def.A
	}
	if o >= 0 {
		f.Needs = append(f.Needs, int32(o))
	}
}

// root reports whether f may run without a call in the program, or with one that
// does not name it: what it reads is then taken to matter.
func (f *Func) root() bool {
	return f.Used || f.Mark != ddi.NoMark || ddi.NamedEntry(f.Short) || ddi.NamedUnload(f.Short)
}

// closure finds what functions may do, and which cells are idle. The one needs
// the other: a store matters if its cell does, and a cell matters if a function
// reads it that does something.
type closure struct {
	p       *Program
	reach   []Effects // by function, and by node of calledBy
	needed  []bool    // by function: what it reads matters
	alive   []bool    // by cell: not idle
	storing [][]store // by cell
	raised  []int32   // whose callers are to hear of it
	asked   []int32   // functions that have become needed
	woken   []int32   // cells that have become alive
	into    []owners  // by function: parameters through which it writes
	open    []bool    // likewise: it may be called otherwise than by its name
	poured  []int32   // functions whose callers are to hear of that
}

// store is that a function stores a value made from cells.
type store struct {
	fn    int32
	from  []int32
	whose owners
}

// stores begins with the cells that are alive in any case.
func (c *closure) stores() {
	c.needed = make([]bool, len(c.p.Funcs))
	c.alive = make([]bool, len(c.p.escaped))
	c.storing = make([][]store, len(c.p.escaped))
	for _, f := range c.p.Funcs {
		for _, m := range f.moves {
			c.storing[m.to] = append(c.storing[m.to], store{f.Index, m.from, m.whose})
		}
	}
	for cell, escaped := range c.p.escaped {
		if escaped {
			c.wake(int32(cell))
		}
	}
}

func (c *closure) raise(n int32, effects Effects) {
	if c.reach[n]|effects != c.reach[n] {
		c.reach[n] |= effects
		c.raised = append(c.raised, n)
	}
}

func (c *closure) need(f int32) {
	if !c.needed[f] {
		c.needed[f] = true
		c.asked = append(c.asked, f)
	}
}

func (c *closure) wake(cell int32) {
	if !c.alive[cell] {
		c.alive[cell] = true
		c.woken = append(c.woken, cell)
	}
}

// run goes on until nothing changes.
func (c *closure) run() {
	for {
		switch {
		case len(c.raised) > 0:
			n := Pop(&c.raised)
			if int(n) < len(c.p.Funcs) {
				c.need(n)
			}
			for _, caller := range c.p.CalledBy[n] {
				c.raise(caller, c.reach[n])
			}
		case len(c.poured) > 0:
			c.pour(Pop(&c.poured))
		case len(c.asked) > 0:
			f := c.p.Funcs[Pop(&c.asked)]
			c.wakeAll(f.read)
			for _, callee := range f.asked {
				c.need(callee)
			}
			for _, m := range f.moves {
				if c.alive[m.to] {
					c.wakeAll(m.from)
				}
			}
		case len(c.woken) > 0:
			for _, s := range c.storing[Pop(&c.woken)] {
				c.pourInto(s.fn, s.whose)
				c.wakeAll(s.from)
			}
		default:
			return
		}
	}
}

func (c *closure) wakeAll(cells []int32) {
	for _, cell := range cells {
		c.wake(cell)
	}
}

func Pop[T any](s *[]T) T {
	old := *s
	x := old[len(old)-1]
	*s = old[:len(old)-1]
	return x
}

// Idle are the stores of f that nothing depends on.
func (c *closure) idle(f *Func) map[Place]bool {
	var out map[Place]bool
	for _, m := range f.moves {
		if !c.alive[m.to] {
			if out == nil {
				out = map[Place]bool{}
			}
			out[m.at] = true
		}
	}
	return out
}
