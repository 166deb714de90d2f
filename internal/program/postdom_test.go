package program

import (
	"math/rand/v2"
	"testing"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// TestPostDominators compares with the definition on random graphs: a block
// post-dominates another if without it the end cannot be reached from there.
func TestPostDominators(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		blocks := make([]summary.Block, 2+random.IntN(7))
		preds := make([][]int32, len(blocks))
		for b := range blocks {
			for range random.IntN(3) {
				s := int32(random.IntN(len(blocks)))
				blocks[b].Succs = append(blocks[b].Succs, s)
				preds[s] = append(preds[s], int32(b))
			}
			if random.IntN(6) == 0 {
				blocks[b].Instrs = []summary.Instr{{Code: summary.Invoke, Call: &summary.Call{Op: ddi.EndThread}}}
			}
		}
		up := postDominators(blocks, preds)
		for b := range blocks {
			if up[b] == -1 {
				if ends(blocks, int32(b), -1) {
					t.Fatalf("%v: the end can be reached from %d", blocks, b)
				}
				continue
			}
			if int(up[b]) < len(blocks) && ends(blocks, int32(b), up[b]) {
				t.Fatalf("%v: the end can be reached from %d past %d", blocks, b, up[b])
			}
			for p := range blocks {
				if p != b && int32(p) != up[b] && !ends(blocks, int32(b), int32(p)) && (int(up[b]) == len(blocks) || ends(blocks, up[b], int32(p))) {
					t.Fatalf("%v: from %d every way passes %d before %d", blocks, b, p, up[b])
				}
			}
		}
	}
}

// ends reports whether the end can be reached from block b without passing
// Block without: from a block that leads nowhere, or from a call that does not return.
func ends(blocks []summary.Block, b, without int32) bool {
	seen := map[int32]bool{without: true}
	for work := []int32{b}; len(work) > 0; {
		x := Pop(&work)
		if seen[x] {
			continue
		}
		seen[x] = true
		if len(blocks[x].Succs) == 0 || len(blocks[x].Instrs) > 0 {
			return true
		}
		work = append(work, blocks[x].Succs...)
	}
	return false
}
