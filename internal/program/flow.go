package program

// Flow is what decides in a function where a state goes, and where its registers are
// made.
type Flow struct {
	At    []Place   // by register; block -1 for parameters
	Preds [][]int32 // by block
	Up    []int32   // by block: its post-dominator, see postDominators
	Under [][]int32 // by block: the branches that decide whether it is reached
}

// Flow is found once for each function that is asked for it.
func (f *Func) Flow() *Flow {
	if f.flow == nil {
		f.flow = f.findFlow()
	}
	return f.flow
}

func (f *Func) findFlow() *Flow {
	fl := &Flow{At: make([]Place, f.Regs), Preds: make([][]int32, len(f.Blocks))}
	for r := range fl.At {
		fl.At[r].Block = -1
	}
	for b := range f.Blocks {
		for _, t := range f.Blocks[b].Succs {
			fl.Preds[t] = append(fl.Preds[t], int32(b))
		}
		for i := range f.Blocks[b].Instrs {
			if r := f.Blocks[b].Instrs[i].Dst; r >= 0 {
				fl.At[r] = Place{int32(b), int32(i)}
			}
		}
	}
	if len(f.Blocks) > 0 {
		fl.Up = postDominators(f.Blocks, fl.Preds)
		fl.Under = controllers(f.Blocks, fl.Up)
	}
	return fl
}
