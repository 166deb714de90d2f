package program

import (
	"math"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// Numbers that a driver counts in, one by one, and what it compares them with. Cells are
// told apart as idle ones are.

// counters is what is known of the cells that a driver counts in.
type counters struct {
	most map[int32]int64   // the greatest number that a cell is compared with
	up   map[int32][]int32 // the cells that a function adds to, by its index
}

// CountsTo is the greatest number with which the driver compares what function f, or one
// that it calls, adds to. It is none below 1.
func (p *Program) CountsTo(f int32) int64 {
	if p.counts == nil {
		p.counts = &counters{map[int32]int64{}, map[int32][]int32{}}
		for _, f := range p.Funcs {
			p.counted(f)
		}
	}
	var most int64
	seen := map[int32]bool{f: true}
	for work := []int32{f}; len(work) > 0; {
		g := Pop(&work)
		for _, c := range p.counts.up[g] {
			most = max(most, p.counts.most[c])
		}
		if int(g) >= len(p.Funcs) {
			continue
		}
		for _, h := range p.Funcs[g].Callees {
			if !seen[h] {
				seen[h] = true
				work = append(work, h)
			}
		}
	}
	return most
}

// counted finds what f counts in, and what it compares.
func (p *Program) counted(f *Func) {
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			in := &f.Blocks[b].Instrs[i]
			switch {
			case in.Code == summary.Store:
				if add := f.defines(in.B); add != nil && add.Code == summary.Binary && add.Name == "+" {
					p.adds(f, p.counterOf(f, in.B), p.cellAt(f, in.A))
				}
			case in.Call != nil && in.Call.Op == ddi.Increment:
				c := p.cellAt(f, in.Call.Args[0])
				p.adds(f, c, c)
			case in.Code == summary.Binary && Comparison(in.Name):
				p.compares(f, in.A, in.B)
				p.compares(f, in.B, in.A)
			}
		}
	}
}

// adds notes that f adds to cell to what it has read of cell from.
func (p *Program) adds(f *Func, from, to int32) {
	if from == to && to != anywhere {
		p.counts.up[f.Index] = append(p.counts.up[f.Index], to)
	}
}

// compares notes that a cell is compared with a constant, or with another cell, of which it
// is not known how great a number it holds.
func (p *Program) compares(f *Func, o, with summary.Operand) {
	c := p.counterOf(f, o)
	if c == anywhere {
		return
	}
	n := int64(math.MinInt64)
	if v := f.Value(with); with < 0 && v.K == domain.Int {
		n = v.N
	} else if p.counterOf(f, with) != anywhere {
		n = math.MaxInt64
	}
	p.counts.most[c] = max(p.counts.most[c], n)
}

// counterOf is the cell that a number was read from, whatever constant was added to it.
func (p *Program) counterOf(f *Func, o summary.Operand) int32 {
	for range maxChain {
		in := f.defines(o)
		if in == nil {
			return anywhere
		}
		switch {
		case in.Code == summary.Load && scalar(in):
			return p.cellAt(f, in.A)
		case in.Code == summary.Copy:
			o = in.A
		case in.Code == summary.Binary && (in.Name == "+" || in.Name == "-") && in.B < 0:
			o = in.A
		case in.Call != nil && in.Call.Op.Atomic():
			return p.cellAt(f, in.Call.Args[0])
		default:
			return anywhere
		}
	}
	return anywhere
}
