package program

import (
	"testing"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// A function that writes memory of its own has no effect, unless it returns the address or
// hands it to somebody who keeps it; one that writes through a parameter has one for those
// whose memory that is.
func TestOwnMemory(t *testing.T) {
	const zero, global, fill, allocate, keep = -1, -2, -3, -4, -5 // constants
	alloc := summary.Instr{Code: summary.Alloc, Dst: 0, A: zero}
	store := func(to, v summary.Operand) summary.Instr {
		return summary.Instr{Code: summary.Store, Dst: -1, A: to, B: v}
	}
	makes := func(code summary.Code, dst int32, a, b summary.Operand, name string) summary.Instr {
		return summary.Instr{Code: code, Dst: dst, A: a, B: b, Name: name}
	}
	calls := func(dst int32, fn summary.Operand, op ddi.Op, args ...summary.Operand) summary.Instr {
		return summary.Instr{Code: summary.Invoke, Dst: dst, Call: &summary.Call{Callee: fn, Op: op, Args: args}}
	}
	returns := func(args ...summary.Operand) summary.Instr {
		return summary.Instr{Code: summary.Return, Dst: -1, Args: args}
	}
	for name, c := range map[string]struct {
		params int32
		code   []summary.Instr
		want   Effects
	}{
		"element":    {0, []summary.Instr{alloc, makes(summary.IndexAddr, 1, 0, zero, ""), store(1, zero), returns()}, 0},
		"beside":     {0, []summary.Instr{alloc, makes(summary.Binary, 1, 0, global, "+"), store(1, zero), returns()}, 0},
		"difference": {0, []summary.Instr{alloc, makes(summary.Binary, 1, 0, 0, "-"), makes(summary.Binary, 2, global, 1, "+"), store(2, zero), returns()}, Writes},
		"other":      {0, []summary.Instr{alloc, store(global, zero), returns()}, Writes},
		"kept":       {0, []summary.Instr{alloc, store(global, 0), returns()}, Writes},
		"returned":   {0, []summary.Instr{alloc, store(0, zero), returns(0)}, Writes},
		"parameter":  {1, []summary.Instr{store(0, zero), returns()}, Writes},
		"filled":     {0, []summary.Instr{alloc, calls(-1, fill, ddi.None, 0), returns()}, 0},
		"passed on":  {1, []summary.Instr{calls(-1, fill, ddi.None, 0), returns()}, Writes},
		"global":     {0, []summary.Instr{calls(-1, fill, ddi.None, global), returns()}, Writes},
		"given away": {0, []summary.Instr{alloc, calls(-1, keep, ddi.None, 0), returns()}, Writes},
		"heap":       {0, []summary.Instr{calls(0, allocate, ddi.NewObject), store(0, zero), calls(-1, global, ddi.FreeObject, 0), returns()}, 0},
		"freed":      {1, []summary.Instr{calls(-1, global, ddi.FreeObject, 0), returns()}, Writes},
		"zeroed":     {0, []summary.Instr{alloc, calls(-1, global, ddi.Zero, 0), returns()}, 0},
	} {
		fn := func(short string, params int32, code []summary.Instr) summary.Func {
			return summary.Func{Name: "p." + short, Short: short, Recover: -1, Regs: 4, Params: params, Blocks: []summary.Block{{Instrs: code}}}
		}
		p := Link([]*summary.Package{{Path: "p", Init: -1, Funcs: []summary.Func{
			fn("f", c.params, c.code),
			fn("fill", 1, []summary.Instr{store(0, zero), returns()}),
			fn("keep", 1, []summary.Instr{store(global, 0), returns()}),
		}, Consts: []summary.Const{{Kind: summary.Int}, {Kind: summary.Global, S: "p.g"}, {Kind: summary.Fun, S: "p.fill"}, {Kind: summary.Fun, S: "p.allocate"}, {Kind: summary.Fun, S: "p.keep"}}}})
		if got := p.Reaches(p.byName["p.f"]); got != c.want {
			t.Errorf("%s: reaches %b, want %b", name, got, c.want)
		}
	}
}
