package program

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// Of a function, only a slice has to be run (Weiser 1981): the instructions that
// act, those that make what these read, and the branches that decide which of
// them are reached. What computes idle cells is left out, with its loops and
// branches: a state that comes to a branch on which nothing depends goes on where
// both its sides meet.
//
// Left out is only what cannot fail to end: a loop stays that is not seen to
// count up to a bound, and so does what tells that a pointer is not nil.

// Plan is what of a function need not be run.
type Plan struct {
	Skip  [][]bool // by block and instruction; nil where all is run
	Guess [][]bool // likewise: what it makes is not known; or nil
	To    []int32  // by block: where the sides of a branch that decides nothing meet, else -1
	First []bool   // likewise: they meet where it matters that one was gone, whichever; or nil
}

// Planned is the plan of a function, made when it is first run.
func (p *Program) Planned(f *Func) *Plan {
	if f.plan == nil {
		f.plan = &Plan{}
		if f.Recover < 0 && len(f.Blocks) > 0 { // a recovered panic comes from anywhere
			f.plan = p.slice(f)
		}
		f.Defs = nil
	}
	return f.plan
}

// Skips reports whether an instruction is not run.
func (pl *Plan) Skips(b, i int32) bool { return pl.Skip != nil && pl.Skip[b][i] }

// Guesses reports whether in place of an instruction its result becomes unknown.
func (pl *Plan) Guesses(b, i int32) bool { return pl.Guess != nil && pl.Guess[b][i] }

// Past is where a state goes on that comes to the end of block b, if what that
// decides does not matter.
func (pl *Plan) Past(b int32) (int32, bool) {
	if pl.To == nil || pl.To[b] < 0 {
		return 0, false
	}
	return pl.To[b], true
}

// Either reports whether a state that comes to the end of block b may as well go the first
// way.
func (pl *Plan) Either(b int32) bool { return pl.First != nil && pl.First[b] }

// slicer finds a plan.
type slicer struct {
	p      *Program
	f      *Func
	at     []Place            // by register: where it is made; block -1 for parameters
	preds  [][]int32          // of blocks
	up     []int32            // post-dominators
	under  [][]int32          // by block: the branches that decide whether it is reached
	first  map[[2]int32]int32 // by register and block: the first instruction that goes through it
	counts map[int32]bool     // registers that count the turns of a loop
	proper map[int32]bool     // heads of loops that are entered there alone
	acting [][]bool           // by block and instruction
	needed []bool             // registers
	reach  []bool             // by block: whether it is reached matters
	decide []bool             // by block: which way it goes matters
	regs   []int32            // needed, to be followed
	blocks []int32            // likewise
	locals map[int32][]Place  // by what allocates memory: stores there, which matter where that does
}

func (p *Program) slice(f *Func) *Plan {
	fl := f.Flow()
	s := &slicer{p: p, f: f, first: map[[2]int32]int32{}, locals: map[int32][]Place{}, counts: map[int32]bool{}, proper: map[int32]bool{},
		at: fl.At, preds: fl.Preds, up: fl.Up, under: fl.Under, needed: make([]bool, f.Regs),
		reach: make([]bool, len(f.Blocks)), decide: make([]bool, len(f.Blocks)), acting: make([][]bool, len(f.Blocks))}
	s.look()
	s.loops()
	s.start()
	for len(s.regs)+len(s.blocks) > 0 {
		if len(s.regs) > 0 {
			s.follow(Pop(&s.regs))
			continue
		}
		for _, b := range s.under[Pop(&s.blocks)] {
			s.matters(b)
		}
	}
	return s.plan()
}

// look notes where pointers are first followed.
func (s *slicer) look() {
	for b := range s.f.Blocks {
		for i := range s.f.Blocks[b].Instrs {
			in := &s.f.Blocks[b].Instrs[i]
			if in.Code != summary.Load && in.Code != summary.Store || in.Code == summary.Load && in.Name != "" {
				continue
			}
			if r := s.base(in.A); r >= 0 {
				if _, ok := s.first[[2]int32{r, int32(b)}]; !ok {
					s.first[[2]int32{r, int32(b)}] = int32(i)
				}
			}
		}
	}
}

// What an address is found through, if not a register.
const (
	never int32 = -1 // a variable or an allocation: never nil
	maybe int32 = -2
)

// base is the register that an address is found through, or one of these.
func (s *slicer) base(o summary.Operand) int32 {
	for o >= 0 {
		in := s.made(int32(o))
		if in == nil {
			return int32(o)
		}
		switch in.Code {
		case summary.FieldAddr, summary.IndexAddr:
			o = in.A
		case summary.Alloc, summary.Closure:
			return never
		default:
			return int32(o)
		}
	}
	if v := s.f.Value(o); v.K == domain.Ptr {
		return never
	}
	return maybe
}

// made is the instruction that makes register r, or nil for a parameter.
func (s *slicer) made(r int32) *summary.Instr {
	at := s.at[r]
	if at.Block < 0 {
		return nil
	}
	return &s.f.Blocks[at.Block].Instrs[at.Instr]
}

// maxWay bounds the blocks that are looked at upwards.
const maxWay = 64

// sound reports whether address o, followed at a place, cannot be nil there: it
// Has been followed on every way to it.
func (s *slicer) sound(o summary.Operand, b, i int32) bool {
	r := s.base(o)
	if r < 0 {
		return r == never
	}
	if at, ok := s.first[[2]int32{r, b}]; ok && at < i {
		return true
	}
	for range maxWay {
		if b = s.before(b); b < 0 {
			return false
		}
		if _, ok := s.first[[2]int32{r, b}]; ok {
			return true
		}
	}
	return false
}

// before is the block that comes before block b on every way to it, as far as
// that is plain to see, or -1.
func (s *slicer) before(b int32) int32 {
	before := int32(-1)
	for _, p := range s.preds[b] {
		switch {
		case p >= b && s.proper[b]: // round the loop
		case p >= b || before >= 0:
			return -1
		default:
			before = p
		}
	}
	return before
}

// acts reports whether an instruction does something, but for what it makes.
func (s *slicer) acts(in *summary.Instr, b, i int32) bool {
	if o, ok := in.Decides(); ok {
		return o >= 0
	}
	switch in.Code {
	case summary.Phi, summary.Copy, summary.Not, summary.Negate, summary.Binary, summary.Alloc, summary.FieldAddr, summary.Outer, summary.Inner,
		summary.Field, summary.MakeIface, summary.Extract, summary.Length, summary.Havoc, summary.Jump, summary.If:
		return false
	case summary.IndexAddr, summary.Index:
		return !s.counted(in.B)
	case summary.Slice:
		return in.N != 1
	case summary.Load:
		return in.Name == "" && !s.sound(in.A, b, i)
	case summary.Store:
		return !s.f.Idle[Place{b, i}] || !s.sound(in.A, b, i)
	case summary.Invoke:
		return s.calls(in.Call, b, i)
	}
	return true
}

// counted reports whether an index cannot be below zero.
func (s *slicer) counted(o summary.Operand) bool {
	if o >= 0 {
		return s.counts[int32(o)]
	}
	v := s.f.Value(o)
	return v.K == domain.Int && v.N >= 0
}

// calls reports whether a call does something, or may not return.
func (s *slicer) calls(c *summary.Call, b, i int32) bool {
	v := s.f.Value(c.Callee)
	if c.Op != ddi.None || c.Method != "" || v.K != domain.Func || v.O != domain.None {
		return true
	}
	f := s.p.Funcs[v.N]
	if f.Op != ddi.None || f.Effect != ddi.None || len(f.Blocks) == 0 || f.Reach != 0 {
		return true
	}
	return slices.ContainsFunc(f.Needs, func(n int32) bool { return int(n) >= len(c.Args) || !s.sound(c.Args[n], b, i) })
}

// start marks what acts.
func (s *slicer) start() {
	for b := range s.f.Blocks {
		blk := &s.f.Blocks[b]
		s.acting[b] = make([]bool, len(blk.Instrs))
		for i := range blk.Instrs {
			in := &blk.Instrs[i]
			if !s.acts(in, int32(b), int32(i)) {
				continue
			}
			if r := s.local(in); r >= 0 {
				s.locals[r] = append(s.locals[r], Place{int32(b), int32(i)})
				if !s.needed[r] {
					continue
				}
			}
			s.act(Place{int32(b), int32(i)})
		}
		if s.up[b] < 0 || int(s.up[b]) == len(s.f.Blocks) {
			s.matters(int32(b))
		}
	}
}

// act marks that an instruction acts.
func (s *slicer) act(at Place) {
	in := &s.f.Blocks[at.Block].Instrs[at.Instr]
	s.acting[at.Block][at.Instr] = true
	s.reached(at.Block)
	if in.Code == summary.Store && s.f.Idle[at] {
		s.need(in.A) // its value is not looked at
		return
	}
	in.Reads(s.need)
}

// local is the register that holds memory which the function allocates, where an instruction
// stores there alone, or below 0. Where nobody asks for that memory, nobody sees the store.
func (s *slicer) local(in *summary.Instr) int32 {
	if in.Code != summary.Store {
		return -1
	}
	for o := in.A; o >= 0; {
		made := s.made(int32(o))
		if made == nil {
			return -1
		}
		switch made.Code {
		case summary.FieldAddr, summary.IndexAddr:
			o = made.A
		case summary.Alloc:
			return int32(o)
		default:
			return -1
		}
	}
	return -1
}

func (s *slicer) need(o summary.Operand) {
	if o >= 0 && !s.needed[o] {
		s.needed[o] = true
		s.regs = append(s.regs, int32(o))
	}
}

func (s *slicer) reached(b int32) {
	if !s.reach[b] {
		s.reach[b] = true
		s.blocks = append(s.blocks, b)
	}
}

// matters says that it matters which way block b goes.
func (s *slicer) matters(b int32) {
	if s.decide[b] {
		return
	}
	s.decide[b] = true
	s.reached(b)
	instrs := s.f.Blocks[b].Instrs
	if in := &instrs[len(instrs)-1]; in.Code == summary.If {
		s.need(in.A)
	}
}

// Follow needs what register r is made from.
func (s *slicer) follow(r int32) {
	in := s.made(r)
	if in == nil {
		return
	}
	b := s.at[r].Block
	s.reached(b)
	in.Reads(s.need)
	for _, at := range s.locals[r] {
		s.act(at)
	}
	if in.Code == summary.Phi {
		for _, p := range s.preds[b] {
			s.matters(p)
		}
	}
}

// Plan is what is left.
func (s *slicer) plan() *Plan {
	out := &Plan{Skip: make([][]bool, len(s.f.Blocks)), To: make([]int32, len(s.f.Blocks))}
	for b := range s.f.Blocks {
		blk := &s.f.Blocks[b]
		out.Skip[b] = s.acting[b]
		for i := range blk.Instrs {
			in := &blk.Instrs[i]
			last := in.Code == summary.Jump || in.Code == summary.If
			out.Skip[b][i] = !last && !s.acting[b][i] && (in.Dst < 0 || !s.needed[in.Dst])
		}
		out.To[b] = -1
		if len(blk.Succs) > 1 && !s.decide[b] {
			out.To[b] = s.up[b]
		}
	}
	return out
}
