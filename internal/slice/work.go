package slice

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// work is a slice that is being made. What is found waits in rings: by how many cells lie
// between it and a seed.
type work struct {
	*Slice
	*Links
	woken     map[wakeKey]bool
	concerned map[int32]bool       // see concerns
	stored    map[string][]install // by slot
	paired    []bool               // by pair: it matters
	consults  map[int32]bool       // classes of members at which operations look by themselves
	started   bool                 // something runs beside that matters
	level     bool                 // the IRQL is asked for where it matters
	queue     [][]func()
	ring      int   // at hand
	reader    int32 // the function for which cells are woken
}

func (w *work) at(ring int, do func()) {
	for len(w.queue) <= ring {
		w.queue = append(w.queue, nil)
	}
	w.queue[ring] = append(w.queue[ring], do)
}

func (w *work) later(do func()) { w.at(w.ring, do) }

// run goes on until nothing new comes, ring by ring.
func (w *work) run() {
	for more := true; more; more = w.joins() || w.pairs() || w.armed() || w.answers() {
		for w.ring = 0; w.ring < len(w.queue); w.ring++ {
			for len(w.queue[w.ring]) > 0 {
				program.Pop(&w.queue[w.ring])()
			}
		}
		w.ring = 1
	}
}

// enter notes at which ring function i comes in.
func (w *work) enter(i int32) *function {
	f := w.funcs[i]
	if !f.seen {
		f.seen, f.ring = true, w.ring
	}
	return f
}

func (w *work) instr(at program.SiteKey) *summary.Instr {
	return &w.funcs[at.Fn].Blocks[at.Block].Instrs[at.Instr]
}

// ---- registers

// grip is how much of what a register holds matters.
type grip uint8

const (
	passed   grip = iota // nothing
	asked                // it decides which way a branch goes
	identity             // it says which object, or which function, is meant
)

// need says that what operand o of function i holds matters.
func (w *work) need(i int32, o summary.Operand, as grip) {
	if o < 0 {
		return
	}
	f := w.enter(i)
	if int(o) < len(f.needed) && f.needed[o] < as {
		f.needed[o] = as
		w.later(func() { w.follow(f, int32(o)) })
	}
}

// needs is need for all that an instruction reads.
func (w *work) needs(f *function, in *summary.Instr, as grip) {
	in.Reads(func(o summary.Operand) { w.need(f.Index, o, as) })
}

// follow needs what register r is made from.
func (w *work) follow(f *function, r int32) {
	at, as := f.At[r], f.needed[r]
	if at.Block < 0 {
		w.param(f, r, as)
		return
	}
	in := &f.Blocks[at.Block].Instrs[at.Instr]
	w.reached(f.Index, at.Block)
	w.reader = f.Index
	switch in.Code {
	case summary.Load:
		if in.Name != "" {
			w.need(f.Index, in.A, as)
			return
		}
		if !w.tracks(f, in) {
			return
		}
		w.need(f.Index, in.A, w.address(as))
		w.wakeRead(f, in)
	case summary.Field:
		if !w.tracks(f, in) {
			return
		}
		w.need(f.Index, in.A, as)
		w.wakeRead(f, in)
	case summary.Phi:
		w.needs(f, in, as)
		for _, p := range f.Preds[at.Block] {
			blk := &f.Blocks[p]
			for k, s := range blk.Succs {
				if s == at.Block {
					w.arm(f, at.Block, p, in.Args[blk.Edge[k]], in)
				}
			}
		}
	case summary.Invoke:
		w.result(f, in, as)
	case summary.Lookup, summary.Index, summary.Receive, summary.Next, summary.Select, summary.Range:
		if !w.tracks(f, in) {
			return
		}
		w.acting(program.SiteKey{Fn: f.Index, Block: at.Block, Instr: at.Instr}, because(""))
		w.needs(f, in, as)
		w.wakeRead(f, in)
	default:
		w.needs(f, in, as)
	}
}

// param needs what the callers of f hand it.
func (w *work) param(f *function, r int32, as grip) {
	if int(r) >= len(f.params) || f.params[r] >= as {
		return
	}
	f.params[r] = as
	for _, c := range f.callers {
		call := w.instr(c.at).Call
		switch {
		case c.hands:
			for _, a := range call.Args {
				w.need(c.at.Fn, a, as)
			}
		case r < f.Params && int(r) < len(call.Args):
			w.need(c.at.Fn, call.Args[r], as)
		}
	}
	for _, v := range f.values {
		if in := w.instr(v); in.Code == summary.Closure && r >= f.Params && int(r-f.Params) < len(in.Args) {
			w.need(v.Fn, in.Args[r-f.Params], as)
		}
	}
}

// result needs what a call returns.
func (w *work) result(f *function, in *summary.Instr, as grip) {
	c := in.Call
	switch {
	case c.Op == ddi.None:
		w.need(f.Index, c.Callee, w.callee(f, in, identity))
		if c.Method != "" && len(c.Args) > 0 {
			w.need(f.Index, c.Args[0], identity)
		}
		for _, t := range w.points.Targets(f.Func, c) {
			w.wants(f, t, as)
			w.arguments(f, c, t)
		}
		return
	case waits(in):
		if c.Op == ddi.CurrentIrql {
			w.levels()
		}
		return
	case c.Op.OnCell() && len(c.Args) > 0:
		if !w.tracks(f, in) {
			return
		}
		w.wakeRead(f, in)
	}
	w.needs(f, in, as)
}

// arguments needs what callee t needs of its parameters already.
func (w *work) arguments(f *function, c *summary.Call, t int32) {
	g := w.funcs[t]
	bare := g.Op != ddi.None || len(g.Blocks) == 0
	for k, a := range c.Args {
		switch {
		case k < len(g.params) && g.params[k] != passed:
			w.need(f.Index, a, g.params[k])
		case bare:
			w.need(f.Index, a, asked)
		}
	}
}

// wants needs what function t returns to f: one ring further out, unless t acts by
// itself. Beyond the depth it is unknown, unless it reads a cell that is followed anyway.
func (w *work) wants(f *function, t int32, as grip) {
	g := w.funcs[t]
	g.wanted = max(g.wanted, as)
	if g.acts || f.ring+1 < w.Depth || w.looksAt(t) {
		w.returnsAt(t, f.ring+1, as)
	}
}

func (w *work) returnsAt(i int32, ring int, as grip) {
	f := w.funcs[i]
	if f.results >= as {
		return
	}
	f.results = as
	w.at(max(w.ring, ring), func() {
		w.enter(i)
		for b := range f.Blocks {
			for k := range f.Blocks[b].Instrs {
				if in := &f.Blocks[b].Instrs[k]; in.Code == summary.Return && len(in.Args) > 0 {
					w.reached(i, int32(b))
					w.needs(f, in, as)
				}
			}
		}
	})
}

// ---- control

// reached says that it matters whether block b is reached.
func (w *work) reached(i, b int32) {
	f := w.enter(i)
	if f.reach[b] {
		return
	}
	f.reach[b] = true
	w.later(func() {
		for _, u := range f.Under[b] {
			w.matters(f, u)
		}
	})
}

// matters says that it matters which way block b goes. What decides that is followed
// within the depth.
func (w *work) matters(f *function, b int32) {
	if f.decide[b] {
		return
	}
	f.decide[b] = true
	w.reached(f.Index, b)
	instrs := f.Blocks[b].Instrs
	if in := &instrs[len(instrs)-1]; in.Code == summary.If && (f.ring < max(w.Depth, 1) || w.asks(f, in.A)) {
		w.need(f.Index, in.A, asked)
	}
}

// ---- actions

// acting says that an instruction has to be run.
func (w *work) acting(at program.SiteKey, why reason) {
	f := w.funcs[at.Fn]
	if f.acting[at.Block][at.Instr] {
		return
	}
	f.acting[at.Block][at.Instr] = true
	w.acts(f, why)
	w.reached(at.Fn, at.Block)
	in := w.instr(at)
	as := w.grip()
	if in.Call == nil || in.Call.Op != ddi.None {
		w.reader = at.Fn
		w.needs(f, in, as)
		w.consulted(f, in)
		return
	}
	w.need(at.Fn, in.Call.Callee, w.callee(f, in, as))
	if in.Call.Method != "" && len(in.Call.Args) > 0 {
		w.need(at.Fn, in.Call.Args[0], as)
	}
	for _, t := range w.points.Targets(f.Func, in.Call) {
		w.arguments(f, in.Call, t)
	}
	if in.Code != summary.Invoke { // it is run later
		w.needs(f, in, as)
	}
}

// grip is how firmly what acts is held: whom an operation that moves the obligation is
// about matters, whom one is about that writes what others read is beyond the depth.
func (w *work) grip() grip {
	if w.ring < 1 {
		return identity
	}
	return asked
}

// address is how firmly the address is held of a cell that is read. At depth 0, what is read
// through one of which nothing is known may be anything.
func (w *work) address(as grip) grip {
	if w.Depth > 0 {
		return identity
	}
	return as
}

// callee is how firmly the function is held that a call enters. At depth 0 it may be each
// one that its value may be whatever the order, unless one of them binds variables or is
// carried out by the system: those are run where it is known which one is meant.
func (w *work) callee(f *function, in *summary.Instr, as grip) grip {
	if w.Depth > 0 || in.Code != summary.Invoke || slices.ContainsFunc(w.points.Targets(f.Func, in.Call), w.bound) {
		return as
	}
	return min(as, asked)
}

// bound reports whether function i is run only where it is known that it is meant.
func (w *work) bound(i int32) bool {
	f := w.funcs[i]
	return f.Free > 0 || f.Op != ddi.None || f.Effect != ddi.None || len(f.Blocks) == 0
}

// consulted needs the memory that an operation looks at by itself: a table that it is
// handed, the time that a wait takes, the routine of a work item.
func (w *work) consulted(f *function, in *summary.Instr) {
	if in.Call == nil {
		return
	}
	op := in.Call.Op
	if op == ddi.Register {
		w.registers(f, in.Call)
		return
	}
	waits := program.EffectOf(op)&(program.Waits|program.Starts) != 0
	if !waits && op != ddi.NmrRegister && !op.Installs() {
		return
	}
	for _, a := range in.Call.Args {
		class := w.points.Of(f.Func, a)
		switch {
		case op == ddi.NmrRegister || op == ddi.WaitAll:
			w.wakeAll(class)
			continue
		case waits:
			w.wake(class)
		}
		w.wakeMembers(class)
	}
}

// registers needs the table of callbacks that a client registers.
func (w *work) registers(f *function, c *summary.Call) {
	for k, a := range c.Args {
		if k >= len(c.Roles) || c.Roles[k] != summary.ClientNPI {
			continue
		}
		if class := w.points.Of(f.Func, a); class != program.Nowhere {
			w.wake(w.points.Member(class, "Dispatch"))
		}
	}
}
