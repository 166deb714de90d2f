package concrete

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

func (r *run) step(t *thread) {
	if r.steps++; r.steps > maxSteps {
		r.cut = true
		r.end()
	}
	t.blocked, t.waits, t.event = nil, "", nil
	if t.start != nil {
		start := t.start
		t.start = nil
		start()
		t.ended = len(t.stack) == 0 && t.start == nil
		return
	}
	f := t.stack[len(t.stack)-1]
	in := f.block.Instrs[f.pc]
	f.pc++
	r.exec(t, f, in)
}

// begin carries a go statement out. A kernel interface that has to wait is called again.
func (r *run) begin(fn value, args []value, in *ssa.Go) {
	t := &thread{born: r.pos(in.Pos())}
	r.threads = append(r.threads, t)
	var call func()
	call = func() {
		if !r.invoke(t, nil, fn, args, &in.Call, in.Pos(), func(value) {}) {
			t.start = call
		}
	}
	switch g := fn.(type) {
	case *native:
		t.start = call
	case *ssa.Function:
		if intrinsic(g) {
			t.start = call
		}
	}
	if t.start == nil {
		call()
	}
}

// again makes the thread try the instruction again once ready says so.
func (t *thread) again(f *frame, waits string, ready func() bool) {
	f.pc--
	t.blocked, t.waits = ready, waits
}

func (r *run) exec(t *thread, f *frame, in ssa.Instruction) {
	switch in := in.(type) {
	case *ssa.DebugRef:
	case *ssa.Alloc:
		n := newNode(in.Type().Underlying().(*types.Pointer).Elem())
		if local(in) {
			f.locals = append(f.locals, n)
		}
		f.env[in] = n
	case *ssa.Phi:
		r.phis(f)
	case *ssa.Call:
		fn, args := r.callee(f, &in.Call)
		if !r.invoke(t, f, fn, args, &in.Call, in.Pos(), func(v value) { f.env[in] = v }) {
			f.pc--
		}
	case *ssa.Go:
		fn, args := r.callee(f, &in.Call)
		r.begin(fn, args, in)
	case *ssa.Defer:
		fn, args := r.callee(f, &in.Call)
		f.defers = append(f.defers, deferred{&in.Call, fn, args, in.Pos()})
	case *ssa.RunDefers:
		if n := len(f.defers); n > 0 {
			d := f.defers[n-1]
			f.pc--
			if r.invoke(t, f, d.fn, d.args, d.call, d.pos, func(value) {}) {
				f.defers = f.defers[:n-1]
			}
		}
	case *ssa.Panic:
		r.panics(t, r.get(f, in.X))
	case *ssa.Return:
		r.leave(t, f, in)
	case *ssa.If:
		i := 1
		if r.truth(r.get(f, in.Cond)) {
			i = 0
		}
		f.jump(f.block.Succs[i])
	case *ssa.Jump:
		f.jump(f.block.Succs[0])
	case *ssa.Store:
		r.assign(t, f, in)
	case *ssa.MapUpdate:
		d, _ := r.get(f, in.Map).(*dict)
		if d == nil {
			r.panics(t, runtimeError)
			return
		}
		r.update(d, r.get(f, in.Key), r.get(f, in.Value))
		r.forgets(r.pos(in.Pos()), f)
	case *ssa.Send:
		r.send(t, f, in)
	case *ssa.Select:
		r.selects(t, f, in)
	case *ssa.UnOp:
		if in.Op == token.ARROW {
			r.receive(t, f, in)
			return
		}
		if n, ok := r.get(f, in.X).(*node); ok && n != nil && in.Op == token.MUL {
			r.reads(n, r.pos(in.X.Pos()))
		}
		f.env[in] = r.unary(f, in)
	case ssa.Value:
		f.env[in] = r.eval(f, in)
	default:
		r.unable("instruction %T", in)
	}
}

// local reports whether an allocation is a variable of the function: in the C
// code that the model stands for it is on the stack.
func local(a *ssa.Alloc) bool {
	switch a.Comment {
	case "new", "complit", "slicelit", "makeslice", "varargs":
		return false
	}
	return true
}

func (f *frame) jump(b *ssa.BasicBlock) { f.prev, f.block, f.pc = f.block, b, 0 }

// phis carries out all phis of a block at once.
func (r *run) phis(f *frame) {
	i := 0
	for i < len(f.block.Preds) && f.block.Preds[i] != f.prev {
		i++
	}
	var phis []*ssa.Phi
	var vals []value
	for _, in := range f.block.Instrs {
		p, ok := in.(*ssa.Phi)
		if !ok {
			break
		}
		phis = append(phis, p)
		vals = append(vals, r.get(f, p.Edges[i]))
	}
	for j, p := range phis {
		f.env[p] = vals[j]
	}
	f.pc = len(phis)
}

func (r *run) leave(t *thread, f *frame, in *ssa.Return) {
	if len(in.Results) == 1 {
		f.result = r.get(f, in.Results[0])
	} else {
		var out tuple
		for _, x := range in.Results {
			out = append(out, r.get(f, x))
		}
		f.result = out
	}
	f.retPos = in.Pos()
	if !f.retPos.IsValid() && f.fn.Syntax() != nil {
		f.retPos = f.fn.Syntax().End() - 1
	}
	r.loses(f, r.pos(f.retPos))
	r.pop(t, f)
}

func (r *run) pop(t *thread, f *frame) {
	t.stack = t.stack[:len(t.stack)-1]
	t.last = f
	if len(t.stack) == 0 {
		t.ended = true
	}
	f.then(f.result)
	t.ended = t.ended && len(t.stack) == 0 // the system may go on with another routine in the same thread
	r.forgets(r.pos(f.retPos), nil)
	switch d := f.byDefer; {
	case d == nil:
	case d.recovered:
		r.resume(t, d)
	case d.panicking:
		r.unwind(t)
	}
}

// runtimeError is what a panic of Go's own is caused by.
var runtimeError = iface{types.Typ[types.String], "panic"}

// panics starts to unwind the stack.
func (r *run) panics(t *thread, cause value) {
	t.panics, t.cause = true, cause
	r.unwind(t)
}

// unwind runs the next deferred call of a panicking stack.
func (r *run) unwind(t *thread) {
	for {
		if len(t.stack) == 0 {
			r.crash()
		}
		f := t.stack[len(t.stack)-1]
		f.panicking, f.cause = true, t.cause
		if n := len(f.defers); n > 0 {
			d := f.defers[n-1]
			f.defers = f.defers[:n-1]
			if r.deferred(t, f, d) {
				return
			}
			continue
		}
		t.stack = t.stack[:len(t.stack)-1]
	}
}

// deferred runs a deferred call of f besides the ordinary course; it reports
// whether a function was entered, which goes on with f when it returns.
func (r *run) deferred(t *thread, f *frame, d deferred) bool {
	depth := len(t.stack)
	if !r.invoke(t, f, d.fn, d.args, d.call, d.pos, func(value) {}) {
		r.unable("deferred call that waits while the function panics")
	}
	if len(t.stack) == depth {
		return false
	}
	t.stack[len(t.stack)-1].byDefer = f
	return true
}

// resume goes on after a recovered panic: the other deferred calls, then the
// function returns its named results.
func (r *run) resume(t *thread, f *frame) {
	t.panics = false
	f.panicking = false
	if n := len(f.defers); n > 0 {
		d := f.defers[n-1]
		f.defers = f.defers[:n-1]
		if r.deferred(t, f, d) {
			return
		}
		r.resume(t, f)
		return
	}
	f.recovered = false
	if f.fn.Recover == nil {
		f.defers = nil
		f.result = zero(f.fn.Signature.Results())
		if f.fn.Signature.Results().Len() == 1 {
			f.result = zero(f.fn.Signature.Results().At(0).Type())
		}
		r.pop(t, f)
		return
	}
	f.jump(f.fn.Recover)
}

func (r *run) assign(t *thread, f *frame, in *ssa.Store) {
	p, _ := r.get(f, in.Addr).(*node)
	if p == nil {
		r.crash()
	}
	if _, init := in.Addr.(*ssa.Alloc); !init || in.Pos().IsValid() {
		r.overwrites(p, r.pos(in.Pos()))
	}
	old := p.load()
	p.store(r.get(f, in.Val))
	if pointing(old) {
		r.forgets(r.pos(in.Pos()), f)
	}
}

func (r *run) send(t *thread, f *frame, in *ssa.Send) {
	c, _ := r.get(f, in.Chan).(*channel)
	switch {
	case c == nil:
		t.again(f, "send", func() bool { return false })
	case c.closed:
		r.panics(t, runtimeError)
	case len(c.buf) < max(c.cap, min(1, c.takers)):
		c.buf = append(c.buf, r.get(f, in.X))
	default:
		t.again(f, "send", func() bool { return c.closed || len(c.buf) < max(c.cap, min(1, c.takers)) })
	}
}

func (c *channel) take(elem types.Type) (value, bool) {
	if len(c.buf) > 0 {
		v := c.buf[0]
		c.buf = c.buf[1:]
		return v, true
	}
	return zero(elem), false
}

func (r *run) receive(t *thread, f *frame, in *ssa.UnOp) {
	c, _ := r.get(f, in.X).(*channel)
	if c == nil {
		t.again(f, "receive", func() bool { return false })
		return
	}
	if len(c.buf) == 0 && !c.closed {
		c.takers = 1
		t.again(f, "receive", func() bool { return len(c.buf) > 0 || c.closed })
		return
	}
	v, ok := c.take(in.X.Type().Underlying().(*types.Chan).Elem())
	if in.CommaOk {
		f.env[in] = tuple{v, ok}
		return
	}
	f.env[in] = v
}

func (r *run) selects(t *thread, f *frame, in *ssa.Select) {
	var ready []int
	ok := func(s *ssa.SelectState) bool {
		c, _ := r.get(f, s.Chan).(*channel)
		switch {
		case c == nil:
			return false
		case s.Dir == types.RecvOnly:
			return len(c.buf) > 0 || c.closed
		}
		return len(c.buf) < max(c.cap, min(1, c.takers)) || c.closed
	}
	for i, s := range in.States {
		if ok(s) {
			ready = append(ready, i)
		}
	}
	out := tuple{int64(-1), false}
	for _, s := range in.States {
		if s.Dir == types.RecvOnly {
			out = append(out, zero(s.Chan.Type().Underlying().(*types.Chan).Elem()))
		}
	}
	if len(ready) == 0 {
		if in.Blocking {
			for _, s := range in.States {
				if c, _ := r.get(f, s.Chan).(*channel); c != nil && s.Dir == types.RecvOnly {
					c.takers = 1
				}
			}
			t.again(f, "select", func() bool {
				for _, s := range in.States {
					if ok(s) {
						return true
					}
				}
				return false
			})
			return
		}
		f.env[in] = out
		return
	}
	i := ready[r.choose(len(ready))]
	out[0] = int64(i)
	k := 2
	for j, s := range in.States {
		if j == i {
			c := r.get(f, s.Chan).(*channel)
			if s.Dir == types.RecvOnly {
				v, more := c.take(s.Chan.Type().Underlying().(*types.Chan).Elem())
				out[1], out[k] = more, v
			} else {
				if c.closed {
					r.panics(t, runtimeError)
					return
				}
				c.buf = append(c.buf, r.get(f, s.Send))
			}
		}
		if s.Dir == types.RecvOnly {
			k++
		}
	}
	f.env[in] = out
}
