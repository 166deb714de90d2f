package program

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// postDominators are, for each block, the first block that every way from it to
// the end of the function passes; len(blocks) is the end itself, and -1 stands
// for a block from which the end cannot be reached. After Cooper, Harvey and
// Kennedy, "A Simple, Fast Dominance Algorithm" (2001), on the graph turned
// round.
func postDominators(blocks []summary.Block, preds [][]int32) []int32 {
	end := int32(len(blocks))
	order := backwards(blocks, preds)
	rank := make([]int32, end+1) // the end is first, and ranks highest
	for i := range rank {
		rank[i] = -1
	}
	for i, b := range order {
		rank[b] = int32(len(order) - i)
	}
	up := make([]int32, end+1)
	for i := range up {
		up[i] = -1
	}
	up[end] = end
	meet := func(a, b int32) int32 {
		for a != b {
			for rank[a] < rank[b] {
				a = up[a]
			}
			for rank[b] < rank[a] {
				b = up[b]
			}
		}
		return a
	}
	for changed := true; changed; {
		changed = false
		for _, b := range order[1:] {
			next := int32(-1)
			for _, s := range successors(blocks, b) {
				switch {
				case up[s] < 0:
				case next < 0:
					next = s
				default:
					next = meet(next, s)
				}
			}
			if next != up[b] {
				up[b], changed = next, true
			}
		}
	}
	return up[:end]
}

// successors are those of block b: the end, where it leaves the function, and the end
// besides, where a call in it may not return.
func successors(blocks []summary.Block, b int32) []int32 {
	if !leaves(&blocks[b]) {
		return blocks[b].Succs
	}
	return append(slices.Clone(blocks[b].Succs), int32(len(blocks)))
}

func leaves(b *summary.Block) bool {
	return len(b.Succs) == 0 || slices.ContainsFunc(b.Instrs, func(in summary.Instr) bool {
		return in.Code == summary.Invoke && (in.Call.Op == ddi.NoReturn || in.Call.Op == ddi.EndThread)
	})
}

// backwards is the reverse post-order of the graph turned round: the end first.
func backwards(blocks []summary.Block, preds [][]int32) []int32 {
	end := int32(len(blocks))
	var last []int32
	for b := range blocks {
		if leaves(&blocks[b]) {
			last = append(last, int32(b))
		}
	}
	into := func(b int32) []int32 {
		if b == end {
			return last
		}
		return preds[b]
	}
	type frame struct{ b, next int32 }
	seen := make([]bool, end+1)
	seen[end] = true
	post := make([]int32, 0, end+1)
	for stack := []frame{{end, 0}}; len(stack) > 0; {
		top := &stack[len(stack)-1]
		if from := into(top.b); int(top.next) < len(from) {
			p := from[top.next]
			top.next++
			if !seen[p] {
				seen[p] = true
				stack = append(stack, frame{p, 0})
			}
			continue
		}
		post = append(post, top.b)
		stack = stack[:len(stack)-1]
	}
	slices.Reverse(post)
	return post
}

// controllers are, for each block, the branches that decide whether it is
// reached: its control dependences, after Ferrante, Ottenstein and Warren (1987).
func controllers(blocks []summary.Block, up []int32) [][]int32 {
	out := make([][]int32, len(blocks))
	for b := range blocks {
		if len(blocks[b].Succs) < 2 {
			continue
		}
		for _, s := range blocks[b].Succs {
			for s >= 0 && int(s) < len(blocks) && s != up[b] {
				if n := len(out[s]); n == 0 || out[s][n-1] != int32(b) {
					out[s] = append(out[s], int32(b))
				}
				s = up[s]
			}
		}
	}
	return out
}
