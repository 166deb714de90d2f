package program

import "slices"

// Exits are the blocks to which the loop with head h is left, each once.
func (f *Func) Exits(h int32) []int32 {
	preds := make([][]int32, len(f.Blocks))
	for b := range f.Blocks {
		for _, t := range f.Blocks[b].Succs {
			preds[t] = append(preds[t], int32(b))
		}
	}
	body := map[int32]bool{h: true}
	var work []int32
	for _, p := range preds[h] {
		if p >= h { // reverse post-order: a way back
			work = append(work, p)
		}
	}
	for len(work) > 0 {
		b := Pop(&work)
		if body[b] || b < h {
			continue
		}
		body[b] = true
		work = append(work, preds[b]...)
	}
	var out []int32
	for b := range body {
		for _, t := range f.Blocks[b].Succs {
			if !body[t] {
				out = append(out, t)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
