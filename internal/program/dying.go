package program

import "github.com/wskvet/wskvet/internal/summary"

// A register that nothing reads any more is dropped at once, not where its
// Block ends: a long block makes many registers and needs few of them. What a
// state costs, at a call above all, is what it keeps.

// Dying are the registers that die behind each instruction of a block.
type dying struct {
	from []int32 // for each instruction, and the end: where its registers begin in regs
	regs []int32
}

// At are the registers that die behind instruction i.
func (d *dying) At(i int32) []int32 { return d.regs[d.from[i]:d.from[i+1]] }

// Dying is found once for each block that is run.
func (f *Func) Dying(b int32) *dying {
	if f.dead == nil {
		f.dead, f.alive = make([]*dying, len(f.Blocks)), make([]int32, f.Regs)
	}
	if f.dead[b] == nil {
		f.dead[b] = f.deaths(b)
	}
	return f.dead[b]
}

// deaths goes through block b from its end.
func (f *Func) deaths(b int32) *dying {
	blk := &f.Blocks[b]
	d := &dying{from: make([]int32, len(blk.Instrs)+1)}
	revive := func(r int32) bool { // reports whether r was dead
		was := r < 0 || f.alive[r] == b+1
		if !was {
			f.alive[r] = b + 1
		}
		return !was
	}
	for k, s := range blk.Succs {
		next := &f.Blocks[s]
		for _, r := range next.Live {
			revive(r)
		}
		for i := range next.Instrs {
			if next.Instrs[i].Code != summary.Phi {
				break
			}
			revive(int32(next.Instrs[i].Args[blk.Edge[k]]))
		}
	}
	if f.Recover >= 0 { // a recovered panic comes from anywhere
		for _, r := range f.Blocks[f.Recover].Live {
			revive(r)
		}
	}
	for i := len(blk.Instrs) - 1; i >= 0; i-- {
		in := &blk.Instrs[i]
		d.from[i+1] = int32(len(d.regs))
		if in.Dst >= 0 && revive(in.Dst) {
			d.regs = append(d.regs, in.Dst)
		}
		if in.Code == summary.Phi { // reads its operands on the edge
			continue
		}
		in.Reads(func(o summary.Operand) {
			if revive(int32(o)) {
				d.regs = append(d.regs, int32(o))
			}
		})
	}
	d.turn()
	return d
}

// turn puts what was collected from the end of the block in order: from[i+1] is
// where the registers of instruction i begin in the turned list.
func (d *dying) turn() {
	n := int32(len(d.regs))
	for i, j := 0, len(d.regs)-1; i < j; i, j = i+1, j-1 {
		d.regs[i], d.regs[j] = d.regs[j], d.regs[i]
	}
	// the registers of instruction i were [from[i+1], from[i]) before, from[0] being n
	for i := range d.from {
		d.from[i] = n - d.from[i]
	}
	d.from[0] = 0
}
