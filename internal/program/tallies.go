package program

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// The length of a queue, the number of connections: a tally is a cell in which the driver
// counts up and down, and which it compares with numbers, one of them great. To tell all
// numbers up to that one apart is to follow the rest of the driver for each of them,
// though what it does at the bound seldom matters to what it owes.

// fewTold is the greatest number that is told from those around it if a tally is compared
// with it.
const fewTold = 8

// tallies are the cells of a program that are counted in or compared, and where they are
// counted in.
type tallies struct {
	cells  map[int32]*tally
	counts []count
}

// tally is what is known of a cell.
type tally struct {
	told    int64 // the greatest of the small numbers that it is compared with
	great   bool  // it is compared with a great number, or with one that is not known
	chooses bool  // it is an index, so each number is of something else
}

// count is where a function counts in a cell.
type count struct {
	in   *Func
	at   Place
	cell int32
}

// of is what is known of the cell that operand o of f is read from, or nil.
func (t *tallies) of(p *Program, f *Func, o summary.Operand) *tally {
	c := p.counterOf(f, o)
	if c == anywhere {
		return nil
	}
	if t.cells[c] == nil {
		t.cells[c] = &tally{told: 1}
	}
	return t.cells[c]
}

// look notes what f does with cells.
func (t *tallies) look(p *Program, f *Func) {
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			in := &f.Blocks[b].Instrs[i]
			if c := p.tallied(f, in); c != anywhere {
				t.counts = append(t.counts, count{f, Place{int32(b), int32(i)}, c})
			}
			switch in.Code {
			case summary.Binary:
				if Comparison(in.Name) {
					t.of(p, f, in.A).compared(f.Value(in.B))
					t.of(p, f, in.B).compared(f.Value(in.A))
				}
			case summary.IndexAddr, summary.Index, summary.Slice, summary.Lookup, summary.Update:
				if x := t.of(p, f, in.B); x != nil {
					x.chooses = true
				}
			}
		}
	}
}

// compared notes that a tally is compared with v.
func (t *tally) compared(v domain.Value) {
	switch {
	case t == nil:
	case v.K != domain.Int || v.N > fewTold || v.N < -fewTold:
		t.great = true
	default:
		t.told = max(t.told, v.N)
	}
}

// settle says of each place that counts in a tally which is the greatest number that is
// told from others there.
func (t *tallies) settle() {
	for _, c := range t.counts {
		x := t.cells[c.cell]
		if x == nil || !x.great || x.chooses {
			continue
		}
		if c.in.Tallies == nil {
			c.in.Tallies = map[Place]int64{}
		}
		c.in.Tallies[c.at] = x.told + 1
	}
}

// tallied is the cell to which an instruction adds a constant, if that is all it does.
func (p *Program) tallied(f *Func, in *summary.Instr) int32 {
	switch {
	case in.Code == summary.Store:
		if add := f.defines(in.B); add != nil && add.Code == summary.Binary {
			if c := p.cellAt(f, in.A); c != anywhere && c == p.counterOf(f, in.B) {
				return c
			}
		}
	case in.Call != nil && (in.Call.Op == ddi.Increment || in.Call.Op == ddi.Decrement):
		return p.cellAt(f, in.Call.Args[0])
	}
	return anywhere
}
