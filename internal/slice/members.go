package slice

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// Member is a function of which something is run, and why.
type Member struct {
	Func *program.Func
	Ring int    // how many cells lie between it and a seed
	Why  string // the reason for which it acts; "" where only what it returns is asked for
	Kept int    // instructions that are run
	Of   int    // instructions that it has
}

// Members are the functions of a slice, in the order of the program.
func (s *Slice) Members() []Member {
	var out []Member
	for i, f := range s.funcs {
		if !s.member(i) {
			continue
		}
		m := Member{Func: f.Func, Ring: f.ring, Why: s.Why(int32(i))}
		for b := range f.Blocks {
			for k := range f.Blocks[b].Instrs {
				m.Of++
				if !s.plans[i].Skip[b][k] {
					m.Kept++
				}
			}
		}
		out = append(out, m)
	}
	return out
}

// member reports whether function i is one. Why it is takes longer to say.
func (s *Slice) member(i int) bool {
	f := s.funcs[i]
	return (f.acts || f.results != passed) && len(f.Blocks) > 0 && s.plans[i].Skip != nil
}

// Functions is the number of functions of the text that are members.
func (s *Slice) Functions() int {
	of := map[*summary.Func]bool{}
	for i, f := range s.funcs {
		if s.member(i) {
			of[f.Origin()] = true
		}
	}
	return len(of)
}

// Cell is a class of cells that is followed, by a name of it, and the function for which.
type Cell struct {
	Name   string
	Reader *program.Func
}

// Tracked are the cells that are followed, sorted by name.
func (s *Slice) Tracked() []Cell {
	var out []Cell
	for class, fn := range s.asker {
		if n := s.points.Name(class); n != "" {
			out = append(out, Cell{n, s.funcs[fn].Func})
		}
	}
	slices.SortFunc(out, func(a, b Cell) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// Names are the names of classes, one of each that has one, sorted.
func (s *Slice) Names(classes map[int32]bool) []string {
	var out []string
	for class := range classes {
		if n := s.points.Name(class); n != "" {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
