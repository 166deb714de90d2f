package simulate

import (
	"cmp"
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// Effects is what a function may do, it and all that it calls.
type Effects uint32

// The effects.
const (
	Registers Effects = 1 << iota
	Deregisters
	Captures
	Releases
	Uses
	Opens
	Closes
	Writes   // memory that others see
	Starts   // a thread, goroutine or work item
	Waits    // for something
	Signals  // sets an event, closes a channel
	Compares // a status with STATUS_PENDING
	Diverts  // panics, or does not return
	Shares   // sets an event that it finds in a global
	Returns  // gives received data back
	Detaches // says that an NMR client has left its provider
)

// special are the effects of the operations that do more than write.
var special = map[ddi.Op]Effects{
	ddi.Register: Registers, ddi.Deregister: Deregisters, ddi.Capture: Captures, ddi.Release: Releases,
	ddi.Query: Uses, ddi.Dispatch: Uses, ddi.FreeAddress: Uses, ddi.OpenSocket: Opens | Uses, ddi.Accept: Opens, ddi.CloseSocket: Closes,
	ddi.StartThread: Starts, ddi.QueueWork: Starts, ddi.QueueContextFirst: Starts, ddi.GroupGo: Starts,
	ddi.ArmDpc: Starts, ddi.SetTimer: Starts, ddi.CancelTimer: Starts, ddi.Reinitialize: Starts,
	ddi.EventSet: Signals, ddi.GroupDone: Signals, ddi.RundownEnd: Signals, ddi.CloseChannel: Signals,
	ddi.NmrRegister: Registers, ddi.NmrDeregister: Deregisters, ddi.NoReturn: Diverts,
	ddi.ReleaseData: Returns | Writes, ddi.NmrComplete: Detaches,
}

// pure are the operations that leave the state as it was.
var pure = []ddi.Op{
	ddi.None, ddi.Nop, ddi.Unknown, ddi.NewObject, ddi.AsObject, ddi.ContextOf, ddi.DeviceOf, ddi.DriverOf, ddi.FileOf, ddi.Succeeded,
	ddi.BitTest, ddi.AtomicLoad, ddi.NonNil, ddi.Opaque,
}

// effectOf takes an operation that it does not know for one that writes.
func effectOf(op ddi.Op) Effects {
	if slices.Contains(ddi.Waits, op) {
		return Waits
	}
	if effects, ok := special[op]; ok {
		return effects
	}
	if slices.Contains(pure, op) {
		return 0
	}
	return Writes
}

// effects closes each function's own effects under its calls.
func (p *Program) effects() {
	p.takeValues()
	for i := 0; i < len(p.funcs); i++ {
		p.ownEffects(p.funcs[i])
		p.opens = p.opens || p.funcs[i].own&Opens != 0
	}
	p.calledBy = p.callers(true)
	c := &closure{p: p, reach: make([]Effects, len(p.calledBy))}
	c.stores()
	for _, f := range p.funcs {
		c.raise(f.index, f.own)
		if f.root() {
			c.need(f.index)
		}
	}
	for _, i := range p.inits {
		c.need(i)
	}
	c.run()
	for _, f := range p.funcs {
		f.reach = c.reach[f.index]
		f.idle = c.idle(f)
	}
	p.setters()
}

// setters finds the functions that set an event in themselves, and not just by a
// completion routine that they set.
func (p *Program) setters() {
	callers := p.callers(false)
	signals := make([]bool, len(callers))
	var work []int32
	reach := func(i int32) {
		if !signals[i] {
			signals[i] = true
			work = append(work, i)
		}
	}
	for _, f := range p.funcs {
		if f.raises {
			reach(f.index)
		}
	}
	for len(work) > 0 {
		i := work[len(work)-1]
		work = work[:len(work)-1]
		for _, c := range callers[i] {
			reach(c)
		}
	}
	for _, f := range p.funcs {
		f.sets = signals[f.index]
	}
}

// raises reports whether an operation sets an event.
func raises(op ddi.Op) bool { return op == ddi.EventSet || op == ddi.CloseChannel }

// callers are the functions that call each function, by index. A call through a
// value may be of any function of its signature that is used as a value, one
// through an interface of any method of the name. There is a node for each
// such kind, behind the functions, between all its callees and all its callers.
// With armed, setting a completion routine counts as calling it.
func (p *Program) callers(armed bool) [][]int32 {
	callers := make([][]int32, len(p.funcs))
	link := func(callee, caller int32) { callers[callee] = append(callers[callee], caller) }
	node := func(callees []int32) int32 {
		n := int32(len(callers))
		callers = append(callers, nil)
		for _, c := range callees {
			link(c, n)
		}
		return n
	}
	values, methods := map[string]int32{}, map[string]int32{}
	for _, f := range p.funcs {
		for _, c := range f.callees {
			link(c, f.index)
		}
		for _, c := range f.armed {
			if armed {
				link(c, f.index)
			}
		}
		for _, d := range f.dynamic {
			n, ok := values[d]
			if !ok {
				n = node(p.fitting(d))
				values[d] = n
			}
			link(n, f.index)
		}
		for _, m := range f.invoked {
			n, ok := methods[m]
			if !ok {
				n = node(p.byMethod[m])
				methods[m] = n
			}
			link(n, f.index)
		}
	}
	return callers
}

// takeValues finds the functions that are used as values. A package knows that of its
// own functions alone.
func (p *Program) takeValues() {
	for _, f := range p.funcs {
		for _, b := range f.Blocks {
			for i := range b.Instrs {
				in := &b.Instrs[i]
				in.Reads(func(o summary.Operand) {
					if v := f.value(o); v.K == Func && (in.Call == nil || o != in.Call.Callee || slices.Contains(in.Call.Args, o)) {
						p.funcs[v.N].taken = true
						p.funcs[v.N].handed = p.funcs[v.N].handed || !p.followed(f, in, o, maxForwards)
					}
				})
			}
		}
	}
	for _, f := range p.funcs {
		if f.taken {
			p.taken = append(p.taken, f.index)
		}
	}
}

// maxForwards bounds the functions through which a routine is handed on.
const maxForwards = 4

// followed reports whether an instruction of f hands a routine, its operand o, to what is
// followed from there on: a thread or work item, a DPC, the completion routine of an IRP, or a
// function that hands it on to these, or calls it.
func (p *Program) followed(f *function, in *summary.Instr, o summary.Operand, depth int) bool {
	c := in.Call
	switch {
	case c == nil || depth == 0:
		return false
	case effectOf(c.Op)&Starts != 0 || c.Op == ddi.OnCompletion || c.Op == ddi.SetDpc || c.Op == ddi.SetThreadedDpc:
		return true
	case !slices.Contains(c.Args, o):
		return c.Callee == o
	case c.Op != ddi.None || f.value(c.Callee).K != Func:
		return false
	}
	g := p.funcs[f.value(c.Callee).N]
	for i, a := range c.Args {
		if a == o && !p.forwards(g, summary.Operand(i), depth-1) {
			return false
		}
	}
	return true
}

// forwards reports whether g does no more with a parameter.
func (p *Program) forwards(g *function, param summary.Operand, depth int) bool {
	used, all := false, true
	for _, b := range g.Blocks {
		for i := range b.Instrs {
			in := &b.Instrs[i]
			in.Reads(func(o summary.Operand) {
				if o == param {
					used, all = true, all && p.followed(g, in, o, depth)
				}
			})
		}
	}
	return used && all
}

// pends reports whether an operation is a request of somebody else than WSK, who may
// complete it later.
func pends(op ddi.Op) bool {
	return op == ddi.CallDriver || op == ddi.NmrRegister || op == ddi.NmrDeregister
}

func (p *Program) ownEffects(f *function) {
	f.own |= effectOf(f.op)
	f.raises = raises(f.op) || raises(f.Effect)
	if len(f.Blocks) == 0 {
		f.own |= effectOf(f.Effect)
		return
	}
	for _, b := range f.Blocks {
		for i := range b.Instrs {
			in := &b.Instrs[i]
			switch in.Code {
			case summary.Update, summary.Append:
				f.own |= Writes
			case summary.Send, summary.Close:
				f.own |= Signals
				f.raises = true
				p.feeds(f, in.A)
			case summary.Receive, summary.Select:
				f.own |= Waits
			case summary.FieldAddr, summary.Field:
				p.returned = p.returned || in.Name == "PendingReturned"
			case summary.Spawn:
				f.own |= Starts
			case summary.Panic:
				f.own |= Diverts
			case summary.Binary:
				if comparison(in.Name) && (f.value(in.A) == integer(statusPending) || f.value(in.B) == integer(statusPending)) {
					f.own |= Compares
					p.compares = true
				}
			case summary.Closure:
				f.callees = append(f.callees, int32(f.value(in.A).N))
			}
			if in.Call != nil {
				p.callEffects(f, in.Call)
			}
		}
	}
	f.callees, f.dynamic, f.invoked = unique(f.callees), unique(f.dynamic), unique(f.invoked)
	p.flows(f)
	f.defs = nil
}

func unique[T cmp.Ordered](xs []T) []T {
	slices.Sort(xs)
	return slices.Compact(xs)
}

func (p *Program) callEffects(f *function, c *summary.Call) {
	f.own |= effectOf(c.Op)
	f.raises = f.raises || raises(c.Op)
	p.requests = p.requests || pends(c.Op)
	p.devices = p.devices || c.Op == ddi.NewDevice
	p.irps = p.irps || c.Op == ddi.NewIrp
	p.arms = p.arms || c.Op == ddi.OnCompletion
	if c.Op == ddi.EventSet && len(c.Args) > 0 && f.global(c.Args[0]) {
		f.own |= Shares
	}
	to := &f.callees
	if c.Op == ddi.OnCompletion {
		to = &f.armed
	}
	for _, a := range c.Args {
		if a < 0 && f.value(a).K == Func {
			*to = append(*to, int32(f.value(a).N))
		}
	}
	if c.Op != ddi.None {
		return
	}
	switch {
	case c.Method != "":
		f.invoked = append(f.invoked, c.Method)
	case c.Callee < 0:
		if v := f.value(c.Callee); v.K == Func {
			f.callees = append(f.callees, int32(v.N))
		}
	default:
		if in := f.definition(int32(c.Callee)); in != nil && in.Code == summary.Closure {
			break // of the callee that the closure names
		}
		f.dynamic = append(f.dynamic, c.Sig)
		f.own |= f.tableEffects(c.Callee)
	}
}

// feeds notes the global that a channel which f sends on or closes is found in.
func (p *Program) feeds(f *function, ch summary.Operand) {
	in := f.defines(ch)
	if in == nil || in.Code != summary.Load {
		return
	}
	if v := f.value(in.A); v.K == Ptr && !slices.Contains(p.fed, feed{f.index, v.O}) {
		p.fed = append(p.fed, feed{f.index, v.O})
	}
}

// tableEffects are those of a call through the register r, if it was loaded
// from a field named as a DDI.
func (f *function) tableEffects(r summary.Operand) Effects {
	in := f.definition(int32(r))
	if in != nil && (in.Code == summary.Load || in.Code == summary.Field && in.N == 1) {
		return effectOf(ddi.Lookup(in.Name))
	}
	return 0
}

// global reports whether the address o is found through a global.
func (f *function) global(o summary.Operand) bool {
	for range 8 {
		if o < 0 {
			return f.value(o).K == Ptr
		}
		in := f.definition(int32(o))
		if in == nil {
			return false
		}
		switch in.Code {
		case summary.FieldAddr, summary.IndexAddr, summary.Load, summary.Copy, summary.MakeIface, summary.Assert:
			o = in.A
		default:
			return false
		}
	}
	return true
}
