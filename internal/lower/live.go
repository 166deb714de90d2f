package lower

import (
	"slices"

	"github.com/wskvet/wskvet/internal/summary"
)

// liveness fills Live of every block: from each use upwards to the definition.
// The cost is the sum of the live ranges, in blocks.
func liveness(f *summary.Func) {
	preds := make([][]int32, len(f.Blocks))
	edges := make([][]int32, len(f.Blocks))
	for i, b := range f.Blocks {
		for k, s := range b.Succs {
			preds[s] = append(preds[s], int32(i))
			edges[s] = append(edges[s], b.Edge[k])
		}
	}
	def := make([]int32, f.Regs)
	for i := range def {
		def[i] = 0
	}
	for i, b := range f.Blocks {
		for _, in := range b.Instrs {
			if in.Dst >= 0 {
				def[in.Dst] = int32(i)
			}
		}
	}
	defined := make([]bool, f.Regs) // by an instruction, not a parameter
	for _, b := range f.Blocks {
		for _, in := range b.Instrs {
			if in.Dst >= 0 {
				defined[in.Dst] = true
			}
		}
	}
	last := make([]int32, len(f.Blocks)) // the register that Live last got
	for i := range last {
		last[i] = -1
	}
	// into makes r live on entry of b and of the blocks above it.
	var stack []int32
	into := func(r, b int32) {
		stack = append(stack[:0], b)
		for len(stack) > 0 {
			b := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if last[b] == r {
				continue
			}
			last[b] = r
			f.Blocks[b].Live = append(f.Blocks[b].Live, r)
			for _, p := range preds[b] {
				if !defined[r] || def[r] != p {
					stack = append(stack, p)
				}
			}
		}
	}
	uses := usesOf(f, preds, edges)
	for r := range f.Regs {
		for _, b := range uses[r] {
			if defined[r] && def[r] == b.block && !b.out {
				continue // used after its definition in the same block, or by itself around a loop
			}
			if b.out {
				if !defined[r] || def[r] != b.block {
					into(r, b.block)
				}
				continue
			}
			into(r, b.block)
		}
	}
	if f.Recover >= 0 {
		// a recovered panic comes from anywhere
		for _, r := range slices.Clone(f.Blocks[f.Recover].Live) {
			for i := range f.Blocks {
				if !slices.Contains(f.Blocks[i].Live, r) {
					f.Blocks[i].Live = append(f.Blocks[i].Live, r)
				}
			}
		}
	}
	for i := range f.Blocks {
		slices.Sort(f.Blocks[i].Live)
	}
}

// use is a use of a register in a block; out means by a phi at its end.
type use struct {
	block int32
	out   bool
}

func usesOf(f *summary.Func, preds, edges [][]int32) [][]use {
	uses := make([][]use, f.Regs)
	add := func(o summary.Operand, b int32, out bool) {
		if o >= 0 {
			uses[o] = append(uses[o], use{b, out})
		}
	}
	for i, blk := range f.Blocks {
		b := int32(i)
		for _, in := range blk.Instrs {
			if in.Code == summary.Phi {
				for k, p := range preds[i] {
					if e := edges[i][k]; e >= 0 {
						add(in.Args[e], p, true)
					}
				}
				continue
			}
			in.Reads(func(o summary.Operand) { add(o, b, false) })
		}
	}
	return uses
}
