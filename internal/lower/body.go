package lower

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/wskvet/wskvet/internal/summary"
)

// body lowers one function.
type body struct {
	l     *lowerer
	fn    *ssa.Function
	f     *summary.Func
	regs  map[ssa.Value]int32
	next  int32 // the first register that is free
	types map[*types.TypeParam]int32
	index []int32   // of a block, by its index in the function; -1 if it is not reached
	edges [][]int32 // for each block's successors, which of their predecessors it is
	out   []summary.Instr
}

func (b *body) lower() {
	for _, p := range b.fn.Params {
		b.reg(p)
	}
	for _, p := range b.fn.FreeVars {
		b.reg(p)
	}
	b.typeParams()
	order := b.order()
	b.index = make([]int32, len(b.fn.Blocks))
	for i := range b.index {
		b.index[i] = -1
	}
	for i, blk := range order {
		b.index[blk.Index] = int32(i)
	}
	if r := b.fn.Recover; r != nil {
		b.f.Recover = b.index[r.Index]
	}
	b.enter()
	b.f.Blocks = make([]summary.Block, 0, len(order))
	for i, blk := range order {
		b.out = make([]summary.Instr, 0, len(blk.Instrs))
		for _, in := range blk.Instrs {
			b.instr(in)
		}
		nb := summary.Block{Instrs: b.out, Edge: b.edges[blk.Index]}
		for _, s := range blk.Succs {
			nb.Succs = append(nb.Succs, b.index[s.Index])
		}
		for _, p := range blk.Preds {
			nb.Loop = nb.Loop || b.index[p.Index] >= int32(i)
		}
		b.f.Blocks = append(b.f.Blocks, nb)
	}
	b.f.Regs = b.next
	liveness(b.f)
}

// enter fills edges: of two edges to the same block the first is the first of
// its predecessors.
func (b *body) enter() {
	b.edges = make([][]int32, len(b.fn.Blocks))
	for _, s := range b.fn.Blocks {
		for i, p := range s.Preds {
			if b.edges[p.Index] == nil {
				b.edges[p.Index] = slices.Repeat([]int32{-1}, len(p.Succs))
			}
			for k, o := range p.Succs {
				if o == s && b.edges[p.Index][k] < 0 {
					b.edges[p.Index][k] = int32(i)
					break
				}
			}
		}
	}
}

// order is the blocks in reverse post-order, the recover block last.
func (b *body) order() []*ssa.BasicBlock {
	if len(b.fn.Blocks) == 0 {
		return nil
	}
	type frame struct {
		blk  *ssa.BasicBlock
		next int
	}
	seen := make([]bool, len(b.fn.Blocks))
	var post []*ssa.BasicBlock
	visit := func(root *ssa.BasicBlock) {
		if seen[root.Index] {
			return
		}
		seen[root.Index] = true
		stack := []frame{{root, 0}}
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			if top.next == len(top.blk.Succs) {
				post = append(post, top.blk)
				stack = stack[:len(stack)-1]
				continue
			}
			s := top.blk.Succs[len(top.blk.Succs)-1-top.next]
			top.next++
			if !seen[s.Index] {
				seen[s.Index] = true
				stack = append(stack, frame{s, 0})
			}
		}
	}
	var rest []*ssa.BasicBlock
	if r := b.fn.Recover; r != nil {
		visit(r)
		rest, post = post, nil
	}
	visit(b.fn.Blocks[0])
	slices.Reverse(post)
	slices.Reverse(rest)
	return append(post, rest...)
}

func (b *body) reg(v ssa.Value) int32 {
	r, ok := b.regs[v]
	if !ok {
		r = b.temporary()
		b.regs[v] = r
	}
	return r
}

// temporary is a new register.
func (b *body) temporary() int32 {
	b.next++
	return b.next - 1
}

func (b *body) operand(v ssa.Value) summary.Operand {
	switch v := v.(type) {
	case nil:
		return b.l.constant(summary.Const{Kind: summary.Unknown})
	case *ssa.Const:
		return b.constant(v)
	case *ssa.Function:
		b.take(v, byDriver)
		return b.instance(v)
	case *ssa.Global:
		return b.l.constant(summary.Const{Kind: summary.Global, S: v.String()})
	case *ssa.Builtin:
		return b.l.constant(summary.Const{Kind: summary.Unknown})
	}
	return summary.Operand(b.reg(v))
}

// caller is who may come to call a function by a value.
type caller bool

const (
	bySystem caller = false
	byDriver caller = true // the driver's own code, too
)

// take notes that a function is used as a value, and who may come to call it by that.
func (b *body) take(v *ssa.Function, by caller) {
	if b.l.taken == nil {
		b.l.taken = map[string]summary.Use{}
	}
	if o := v.Origin(); o != nil {
		v = o
	}
	name := nameOf(v)
	b.l.taken[name] = summary.Use{Func: name, Sig: signature(v.Signature), Loose: by == byDriver || b.l.taken[name].Loose}
}

// handed is an operand that goes to the system: to a DDI, or to a field whose
// function the system calls.
func (b *body) handed(v ssa.Value) summary.Operand {
	if fn, ok := v.(*ssa.Function); ok {
		b.take(fn, bySystem)
		return b.instance(fn)
	}
	return b.operand(v)
}

func (b *body) function(v *ssa.Function) summary.Operand {
	b.l.need(v)
	return b.l.constant(summary.Const{Kind: summary.Fun, S: nameOf(v)})
}

func (b *body) constant(c *ssa.Const) summary.Operand {
	if c.Value == nil {
		switch shapeOf(c.Type()) {
		case summary.Struct:
			return b.l.constant(summary.Const{Kind: summary.Zero})
		}
		return b.l.constant(summary.Const{Kind: summary.Int})
	}
	switch c.Value.Kind() {
	case constant.Bool:
		n := int64(0)
		if constant.BoolVal(c.Value) {
			n = 1
		}
		return b.l.constant(summary.Const{Kind: summary.Int, N: n})
	case constant.Int:
		if n, ok := constant.Int64Val(c.Value); ok {
			return b.l.constant(summary.Const{Kind: summary.Int, N: n})
		}
		if n, ok := constant.Uint64Val(c.Value); ok {
			return b.l.constant(summary.Const{Kind: summary.Int, N: int64(n)})
		}
	case constant.String:
		return b.l.constant(summary.Const{Kind: summary.Str, S: constant.StringVal(c.Value)})
	}
	return b.l.constant(summary.Const{Kind: summary.Unknown})
}

func (b *body) emit(in summary.Instr) { b.out = append(b.out, in) }

// def begins an instruction that defines v.
func (b *body) def(code summary.Code, v ssa.Value) summary.Instr {
	return summary.Instr{Code: code, Dst: b.reg(v), Pos: b.l.pos(v.Pos()), Kind: shapeOf(v.Type())}
}

func (b *body) instr(in ssa.Instruction) {
	switch in := in.(type) {
	case *ssa.Store:
		b.store(in)
	case *ssa.MapUpdate:
		b.emit(summary.Instr{Code: summary.Update, Dst: -1, A: b.operand(in.Map), B: b.operand(in.Key), Args: []summary.Operand{b.operand(in.Value)}, Pos: b.l.pos(in.Pos())})
	case *ssa.Send:
		b.emit(summary.Instr{Code: summary.Send, Name: carries(in.Chan.Type()), Dst: -1, A: b.operand(in.Chan), B: b.operand(in.X), Pos: b.l.pos(in.Pos())})
	case *ssa.Go:
		b.emit(summary.Instr{Code: summary.Spawn, Dst: -1, Call: b.call(&in.Call, in.Pos()), Pos: b.l.pos(in.Pos())})
	case *ssa.Defer:
		b.emit(summary.Instr{Code: summary.Defer, Dst: -1, Call: b.call(&in.Call, in.Pos()), Pos: b.l.pos(in.Pos())})
	case *ssa.RunDefers:
		b.emit(summary.Instr{Code: summary.RunDefers, Dst: -1, Pos: b.exit(in.Block())})
	case *ssa.Panic:
		b.emit(summary.Instr{Code: summary.Panic, Dst: -1, A: b.operand(in.X), Pos: b.l.pos(in.Pos())})
	case *ssa.Jump:
		b.emit(summary.Instr{Code: summary.Jump, Dst: -1})
	case *ssa.If:
		pos, text := b.condition(in.Cond)
		if phi, ok := in.Cond.(*ssa.Phi); ok {
			pos = b.l.pos(b.l.texts.flag(phi.Comment, in.Block().Succs, phi.Pos()))
		}
		branch := summary.Instr{Code: summary.If, Dst: -1, A: b.operand(in.Cond), Pos: pos, Name: text}
		if b.l.texts.isCase(in.Cond.Pos()) {
			branch.N = 1
		}
		b.emit(branch)
	case *ssa.Return:
		ret := summary.Instr{Code: summary.Return, Dst: -1, Pos: b.exit(in.Block())}
		for _, r := range in.Results {
			ret.Args = append(ret.Args, b.operand(r))
		}
		b.emit(ret)
	case *ssa.DebugRef:
	case ssa.Value:
		b.value(in)
	}
}

// exit is where a function leaves by the block's return: the return statement,
// or the closing brace.
func (b *body) exit(blk *ssa.BasicBlock) summary.Pos {
	if ret, ok := blk.Instrs[len(blk.Instrs)-1].(*ssa.Return); ok && ret.Pos().IsValid() {
		return b.l.pos(ret.Pos())
	}
	return b.f.End
}
