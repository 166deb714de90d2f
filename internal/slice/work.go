package slice

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// work is a slice that is being made. What is found waits in rings: by how many cells lie
// between it and a seed.
type work struct {
	*Slice
	prog    *program.Program
	writers map[int32][]program.SiteKey // by class of cells
	waits   []program.SiteKey
	starts  []program.SiteKey // of threads
	started bool              // something runs beside that matters
	level   bool              // the IRQL is asked for where it matters
	queue   [][]func()
	ring    int // at hand
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
	for more := true; more; more = w.joins() {
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

// need says that what operand o of function i holds matters.
func (w *work) need(i int32, o summary.Operand) {
	if o < 0 {
		return
	}
	f := w.enter(i)
	if int(o) < len(f.needed) && !f.needed[o] {
		f.needed[o] = true
		w.later(func() { w.follow(f, int32(o)) })
	}
}

// follow needs what register r is made from.
func (w *work) follow(f *function, r int32) {
	at := f.At[r]
	if at.Block < 0 {
		w.param(f, r)
		return
	}
	in := &f.Blocks[at.Block].Instrs[at.Instr]
	w.reached(f.Index, at.Block)
	switch in.Code {
	case summary.Load:
		if in.Name == "" && !w.tracks(f) {
			return
		}
		w.need(f.Index, in.A)
		if in.Name != "" {
			return
		}
		if class := w.points.Of(f.Func, in.A); in.Kind == summary.Struct {
			w.wakeAll(class)
		} else {
			w.wake(class)
		}
	case summary.Field:
		if !w.tracks(f) {
			return
		}
		w.need(f.Index, in.A)
		w.wake(w.points.Named("." + in.Name))
	case summary.Phi:
		in.Reads(func(o summary.Operand) { w.need(f.Index, o) })
		for _, p := range f.Preds[at.Block] {
			w.matters(f, p)
		}
	case summary.Invoke:
		w.result(f, in)
	case summary.Lookup, summary.Index, summary.Receive, summary.Next, summary.Select, summary.Range:
		if !w.tracks(f) {
			return
		}
		w.acting(program.SiteKey{Fn: f.Index, Block: at.Block, Instr: at.Instr}, because(""))
		in.Reads(func(o summary.Operand) { w.need(f.Index, o) })
		w.wakeAll(w.points.Of(f.Func, in.A))
	default:
		in.Reads(func(o summary.Operand) { w.need(f.Index, o) })
	}
}

// param needs what the callers of f hand it.
func (w *work) param(f *function, r int32) {
	if int(r) >= len(f.params) || f.params[r] {
		return
	}
	f.params[r] = true
	for _, c := range f.callers {
		call := w.instr(c.at).Call
		switch {
		case c.hands:
			for _, a := range call.Args {
				w.need(c.at.Fn, a)
			}
		case r < f.Params && int(r) < len(call.Args):
			w.need(c.at.Fn, call.Args[r])
		}
	}
	for _, v := range f.values {
		if in := w.instr(v); in.Code == summary.Closure && r >= f.Params && int(r-f.Params) < len(in.Args) {
			w.need(v.Fn, in.Args[r-f.Params])
		}
	}
}

// result needs what a call returns.
func (w *work) result(f *function, in *summary.Instr) {
	c := in.Call
	switch {
	case c.Op == ddi.None:
		w.need(f.Index, c.Callee)
		if c.Method != "" && len(c.Args) > 0 {
			w.need(f.Index, c.Args[0])
		}
		for _, t := range w.points.Targets(f.Func, c) {
			w.wants(f, t)
			w.arguments(f, c, t)
		}
		return
	case waits(in):
		if c.Op == ddi.CurrentIrql {
			w.levels()
		}
		return
	case onCell(c.Op) && len(c.Args) > 0:
		if !w.tracks(f) {
			return
		}
		w.wake(w.points.Of(f.Func, c.Args[0]))
	}
	in.Reads(func(o summary.Operand) { w.need(f.Index, o) })
}

// arguments needs what callee t needs of its parameters already.
func (w *work) arguments(f *function, c *summary.Call, t int32) {
	g := w.funcs[t]
	bare := g.Op != ddi.None || len(g.Blocks) == 0
	for k, a := range c.Args {
		if bare || k < len(g.params) && g.params[k] {
			w.need(f.Index, a)
		}
	}
}

// tracks reports whether what a function loads is followed to who stores it.
func (w *work) tracks(f *function) bool { return f.ring < w.Depth }

// wants needs what function t returns to f: one ring further out, unless t acts by
// itself. Beyond the depth it is unknown.
func (w *work) wants(f *function, t int32) {
	g := w.funcs[t]
	g.wanted = true
	if g.acts || f.ring+1 < w.Depth {
		w.returnsAt(t, f.ring+1)
	}
}

func (w *work) returnsAt(i int32, ring int) {
	f := w.funcs[i]
	if f.results {
		return
	}
	f.results = true
	w.at(max(w.ring, ring), func() {
		w.enter(i)
		for b := range f.Blocks {
			for k := range f.Blocks[b].Instrs {
				if in := &f.Blocks[b].Instrs[k]; in.Code == summary.Return && len(in.Args) > 0 {
					w.reached(i, int32(b))
					in.Reads(func(o summary.Operand) { w.need(i, o) })
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
	if in := &instrs[len(instrs)-1]; in.Code == summary.If && w.tracks(f) {
		w.need(f.Index, in.A)
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
	if in.Call == nil || in.Call.Op != ddi.None {
		in.Reads(func(o summary.Operand) { w.need(at.Fn, o) })
		w.consulted(f, in)
		return
	}
	w.need(at.Fn, in.Call.Callee)
	if in.Call.Method != "" && len(in.Call.Args) > 0 {
		w.need(at.Fn, in.Call.Args[0])
	}
	for _, t := range w.points.Targets(f.Func, in.Call) {
		w.arguments(f, in.Call, t)
	}
	if in.Code != summary.Invoke { // it is run later
		in.Reads(func(o summary.Operand) { w.need(at.Fn, o) })
	}
}

// consulted needs the memory that an operation looks at by itself: a table that it is
// handed, the time that a wait takes, the routine of a work item.
func (w *work) consulted(f *function, in *summary.Instr) {
	if in.Call == nil {
		return
	}
	op := in.Call.Op
	if op == ddi.Register {
		w.wake(w.points.Named(".Dispatch"))
		return
	}
	if op != ddi.NmrRegister && !structural(op) && program.EffectOf(op)&(program.Waits|program.Starts) == 0 {
		return
	}
	for _, a := range in.Call.Args {
		w.wakeAll(w.points.Of(f.Func, a))
	}
}

// acts says that function f has to be run: so have the calls of it, and what makes
// others call it.
func (w *work) acts(f *function, why reason) {
	if f.acts {
		return
	}
	f.acts, w.why[f.Index] = true, why
	w.enter(f.Index)
	if f.wanted {
		w.returnsAt(f.Index, w.ring)
	}
	w.later(func() {
		for _, c := range f.callers {
			in := w.instr(c.at)
			w.acting(c.at, because("calls "+f.Short))
			if in.Code == summary.Spawn || c.hands && in.Call.Op != ddi.None {
				w.beside()
			}
		}
		for _, v := range f.values {
			w.valued(f, v)
		}
	})
}

// valued keeps a place where function f becomes a value: a store of it, or a closure and
// what is done with that.
func (w *work) valued(f *function, at program.SiteKey) {
	w.acting(at, because("keeps "+f.Short))
	in := w.instr(at)
	if in.Code != summary.Closure {
		return
	}
	g := w.funcs[at.Fn]
	for b := range g.Blocks {
		for i := range g.Blocks[b].Instrs {
			x, uses := &g.Blocks[b].Instrs[i], false
			x.Reads(func(o summary.Operand) { uses = uses || o == summary.Operand(in.Dst) })
			if uses && (x.Code == summary.Store || x.Call != nil) {
				w.acting(program.SiteKey{Fn: at.Fn, Block: int32(b), Instr: int32(i)}, because("hands on "+f.Short))
			}
		}
	}
}

// ---- cells

// wake says that what the cells of a class hold matters: so does who writes them.
func (w *work) wake(class int32) {
	if class == program.Nowhere {
		return
	}
	class = w.points.Find(class)
	if w.alive[class] {
		return
	}
	w.alive[class] = true
	w.at(w.ring+1, func() {
		for _, at := range w.writers[class] {
			w.acting(at, reason{"writes ", class})
		}
	})
}

// wakeAll is wake for all that is found in a class.
func (w *work) wakeAll(class int32) {
	if class == program.Nowhere {
		return
	}
	for _, c := range w.points.Fields(class) {
		w.wake(c)
	}
}

// beside says that something runs beside that matters: so may the waits for it.
func (w *work) beside() { w.started = true }

// joins keeps the waits for what runs beside and acts. It reports whether there are more
// of them than before.
func (w *work) joins() bool {
	more := false
	for _, at := range w.waits {
		f, in := w.funcs[at.Fn], w.instr(at)
		if w.started && !f.acting[at.Block][at.Instr] && w.awaits(f, in) {
			more = true
			w.acting(at, because("waits"))
		}
	}
	return more
}

// awaits reports whether a wait may be for what somebody does who acts: for the end of
// their thread, or for an event that they set. The completion of a request is none of
// that, unless requests are followed.
func (w *work) awaits(f *function, in *summary.Instr) bool {
	c := in.Call
	if w.Seed(ddi.UseSocket) || c.Op == ddi.Flush || c.Op == ddi.FlushDpcs {
		return true
	}
	if len(c.Args) == 0 || c.Op == ddi.Sleep {
		return false
	}
	if c.Op == ddi.WaitAll {
		return w.Depth > 1
	}
	class := w.points.Of(f.Func, c.Args[0])
	if class == program.Nowhere || w.joined(class) {
		return true
	}
	return slices.ContainsFunc(w.writers[class], func(at program.SiteKey) bool {
		x, g := w.instr(at), w.funcs[at.Fn]
		return x.Call != nil && program.EffectOf(x.Call.Op)&program.Signals != 0 && g.acts && !w.completes(g)
	})
}

// joined reports whether a class is that of a thread whose routine acts.
func (w *work) joined(class int32) bool {
	return slices.ContainsFunc(w.starts, func(at program.SiteKey) bool {
		in := w.instr(at)
		return w.funcs[at.Fn].acting[at.Block][at.Instr] && w.points.Thread(w.funcs[at.Fn].Func, in.Call) == class
	})
}

// completes reports whether f runs as a completion routine alone.
func (w *work) completes(f *function) bool {
	for _, c := range f.callers {
		if !c.hands || w.instr(c.at).Call.Op != ddi.OnCompletion {
			return false
		}
	}
	return len(f.callers) > 0
}

// levels keeps what changes the IRQL.
func (w *work) levels() {
	if w.level {
		return
	}
	w.level = true
	for _, f := range w.funcs {
		w.eachCall(f, func(at program.SiteKey, op ddi.Op, _ *summary.Instr) {
			if op == ddi.CurrentIrql || levelled(op) {
				w.at(w.ring+1, func() { w.acting(at, because("changes the IRQL")) })
			}
		})
	}
}

func levelled(op ddi.Op) bool {
	switch op {
	case ddi.Raise, ddi.TryRaise, ddi.Restore, ddi.RaiseIrql, ddi.LowerIrql:
		return true
	}
	return false
}

// eachCall visits the calls in f that are operations by their names, or by that of the
// field or function that they go through.
func (w *work) eachCall(f *function, visit func(at program.SiteKey, op ddi.Op, in *summary.Instr)) {
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			in := &f.Blocks[b].Instrs[i]
			if in.Call == nil {
				continue
			}
			if op := w.operation(f, in.Call); op != ddi.None {
				visit(program.SiteKey{Fn: f.Index, Block: int32(b), Instr: int32(i)}, op, in)
			}
		}
	}
}

// operation is what a call is by name.
func (w *work) operation(f *function, c *summary.Call) ddi.Op {
	if c.Op != ddi.None {
		return c.Op
	}
	if v := f.Value(c.Callee); v.K == domain.Func {
		if g := w.funcs[v.N]; g.Effect != ddi.None && g.Effect != ddi.Opaque {
			return g.Effect
		} else {
			return g.Op
		}
	}
	if c.Callee < 0 {
		return ddi.None
	}
	at := f.At[c.Callee]
	if at.Block < 0 {
		return ddi.None
	}
	if in := &f.Blocks[at.Block].Instrs[at.Instr]; in.Code == summary.Load || in.Code == summary.Field && in.N == 1 {
		return ddi.Lookup(in.Name)
	}
	return ddi.None
}
