package follow

import (
	"cmp"
	"slices"

	"github.com/wskvet/wskvet/internal/program"
)

// Cost is how many steps the runs of a function took, without those of what it calls.
type Cost struct {
	Func  *program.Func
	Steps int
}

// Counting has the machine count the steps of each function from here on.
func (m *Runner) Counting() { m.cost = make([]int, len(m.Prog.Funcs)) }

// Costs are the functions that have taken steps since Counting, those that took most first.
func (m *Runner) Costs() []Cost {
	var out []Cost
	for i, n := range m.cost {
		if n > 0 {
			out = append(out, Cost{m.Prog.Funcs[i], n})
		}
	}
	slices.SortStableFunc(out, func(a, b Cost) int { return cmp.Compare(b.Steps, a.Steps) })
	return out
}
