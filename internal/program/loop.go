package program

// LoopOf is the loop with head h: whether a block is part of it.
func (f *Func) LoopOf(h int32) []bool {
	preds := make([][]int32, len(f.Blocks))
	for b := range f.Blocks {
		for _, t := range f.Blocks[b].Succs {
			preds[t] = append(preds[t], int32(b))
		}
	}
	body := make([]bool, len(f.Blocks))
	body[h] = true
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
	return body
}
