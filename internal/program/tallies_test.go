package program

import (
	"testing"

	"github.com/wskvet/wskvet/internal/summary"
)

// counting is a function that adds 1 to global g, and compares it with a number.
func counting(g string, with int64) *Program {
	f := summary.Func{Name: "p.f", Short: "f", Recover: -1, Regs: 3, Blocks: []summary.Block{{Instrs: []summary.Instr{
		{Code: summary.Load, Dst: 0, A: -1, Kind: summary.Signed},
		{Code: summary.Binary, Dst: 1, A: 0, B: -2, Name: ">="},
		{Code: summary.Binary, Dst: 2, A: 0, B: -3, Name: "+"},
		{Code: summary.Store, Dst: -1, A: -1, B: 2, Kind: summary.Signed},
		{Code: summary.Return, Dst: -1},
	}}}}
	return Link([]*summary.Package{{Path: "p", Init: -1, Funcs: []summary.Func{f}, Consts: []summary.Const{
		{Kind: summary.Global, S: g}, {Kind: summary.Int, N: with}, {Kind: summary.Int, N: 1}}}})
}

// A count is a tally where it is compared with a great number.
func TestTallies(t *testing.T) {
	for with, told := range map[int64]int64{fewTold: 0, fewTold + 1: 2, 1000: 2} {
		p := counting("p.g", with)
		if got := p.Funcs[0].Tallies[Place{0, 3}]; got != told {
			t.Errorf("compared with %d: numbers up to %d are told, want %d", with, got, told)
		}
	}
}
