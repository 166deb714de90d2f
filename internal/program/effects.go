package program

import (
	"cmp"
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
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
	ddi.NmrRegister: Registers, ddi.NmrDeregister: Deregisters, ddi.NoReturn: Diverts,
	ddi.ReleaseData: Returns | Writes, ddi.NmrComplete: Detaches,
}

// pure are the operations that leave the state as it was.
var pure = []ddi.Op{
	ddi.None, ddi.Nop, ddi.NewObject, ddi.AsObject, ddi.ContextOf, ddi.DeviceOf, ddi.ParentOf, ddi.DriverOf, ddi.FileOf, ddi.Succeeded,
	ddi.BitTest, ddi.AtomicLoad, ddi.NonNil, ddi.Opaque,
}

// EffectOf takes an operation that it does not know for one that writes.
func EffectOf(op ddi.Op) Effects {
	if op.Waits() {
		return Waits
	}
	if op.Signals() {
		return Signals
	}
	if op.Starts() {
		return Starts
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
	t := tallies{cells: map[int32]*tally{}}
	for i := 0; i < len(p.Funcs); i++ {
		p.OwnEffects(p.Funcs[i])
		t.look(p, p.Funcs[i])
		p.Funcs[i].Defs = nil
		p.Opens = p.Opens || p.Funcs[i].Own&Opens != 0
		p.Client = p.Client || p.Funcs[i].Used && client(p.Funcs[i].Op)
	}
	p.CalledBy = p.callers(calls)
	p.recurses()
	t.settle()
	c := &closure{p: p, reach: make([]Effects, len(p.CalledBy)), into: make([]owners, len(p.Funcs)), open: p.open()}
	c.stores()
	for _, f := range p.Funcs {
		c.raise(f.Index, f.Own)
		c.pourInto(f.Index, f.into)
		if f.root() {
			c.need(f.Index)
		}
	}
	for _, i := range p.Inits {
		c.need(i)
	}
	c.run()
	for _, f := range p.Funcs {
		f.Reach = c.reach[f.Index]
		if c.into[f.Index] != 0 {
			f.Reach |= Writes
		}
		f.Idle = c.idle(f)
	}
	p.poured = nil
	p.setters()
}

// setters finds the functions that set an event in themselves, and not just by a
// completion routine that they set.
func (p *Program) setters() {
	callers := p.callers(passes)
	signals := make([]bool, len(callers))
	var work []int32
	reach := func(i int32) {
		if !signals[i] {
			signals[i] = true
			work = append(work, i)
		}
	}
	for _, f := range p.Funcs {
		if f.raises {
			reach(f.Index)
		}
	}
	for len(work) > 0 {
		i := work[len(work)-1]
		work = work[:len(work)-1]
		for _, c := range callers[i] {
			reach(c)
		}
	}
	for _, f := range p.Funcs {
		f.Sets = signals[f.Index]
	}
}

// maxForwards bounds the functions through which a routine is handed on.
const maxForwards = 4

// pends reports whether an operation is a request of somebody else than WSK, who may
// complete it later.
func pends(op ddi.Op) bool {
	return op == ddi.CallDriver || op == ddi.NmrRegister || op == ddi.NmrDeregister
}

func (p *Program) OwnEffects(f *Func) {
	f.Own |= EffectOf(f.Op)
	f.raises = f.Op.Sets() || f.Effect.Sets()
	if len(f.Blocks) == 0 {
		f.Own |= EffectOf(f.Effect)
		return
	}
	of := f.owned()
	for _, b := range f.Blocks {
		for i := range b.Instrs {
			in := &b.Instrs[i]
			if o, ok := in.Decides(); ok && o >= 0 {
				f.Own |= Diverts
			}
			switch in.Code {
			case summary.Update, summary.Append:
				f.Own |= Writes
			case summary.Send, summary.Close:
				f.Own |= Signals
				f.raises = true
				p.feeds(f, in.A)
			case summary.Receive, summary.Select:
				f.Own |= Waits
			case summary.FieldAddr, summary.Field:
				p.Returned = p.Returned || in.Name == "PendingReturned"
				p.Client = p.Client || client(ddi.Lookup(in.Name)) // a table of a model's own
			case summary.Spawn:
				f.Own |= Starts
			case summary.Panic, summary.Recover:
				f.Own |= Diverts
			case summary.Binary:
				if Comparison(in.Name) && (f.Value(in.A) == domain.Number(StatusPending) || f.Value(in.B) == domain.Number(StatusPending)) {
					f.Own |= Compares
					p.Compares = true
				}
			case summary.Closure:
				f.Callees = append(f.Callees, int32(f.Value(in.A).N))
			}
			if in.Call != nil {
				p.callEffects(f, in.Call)
				if overwrites(in.Call) {
					f.writes(f.whose(in.Call.Args[0], of))
				}
				p.passesTo(f, in.Call, of)
			}
		}
	}
	f.Callees, f.Dynamic, f.Invoked = unique(f.Callees), unique(f.Dynamic), unique(f.Invoked)
	p.flows(f, of)
}

// client reports whether an operation is one of WSK, or of the network module registrar.
func client(op ddi.Op) bool { return op.Wsk() || op.Nmr() }

func unique[T cmp.Ordered](xs []T) []T {
	slices.Sort(xs)
	return slices.Compact(xs)
}

func (p *Program) callEffects(f *Func, c *summary.Call) {
	if !overwrites(c) { // of what that does, see own.go
		f.Own |= EffectOf(c.Op)
	}
	f.raises = f.raises || c.Op.Sets()
	p.Requests = p.Requests || pends(c.Op)
	p.Client = p.Client || client(c.Op)
	p.Devices = p.Devices || c.Op == ddi.NewDevice
	p.Irps = p.Irps || c.Op == ddi.NewIrp
	p.Enables = p.Enables || enables(f, c)
	p.Arms = p.Arms || c.Op == ddi.OnCompletion
	if r := c.Op.Routine(); r.Runs == ddi.Answered {
		p.answers[r.Slot] = true
	}
	if c.Op.Sets() && c.Op.OnCell() && len(c.Args) > 0 && f.global(c.Args[0]) {
		f.Own |= Shares
	}
	to := &f.Callees
	if c.Op == ddi.OnCompletion {
		to = &f.Armed
	}
	for _, a := range c.Args {
		if a < 0 && f.Value(a).K == domain.Func {
			*to = append(*to, int32(f.Value(a).N))
		}
	}
	if c.Op != ddi.None {
		return
	}
	switch {
	case c.Method != "":
		f.Invoked = append(f.Invoked, c.Method)
	case c.Callee < 0:
		if v := f.Value(c.Callee); v.K == domain.Func {
			f.Callees = append(f.Callees, int32(v.N))
		}
	default:
		if in := f.definition(int32(c.Callee)); in != nil && in.Code == summary.Closure {
			break // of the callee that the closure names
		}
		f.Dynamic = append(f.Dynamic, c.Sig)
		f.Own |= f.TableEffects(c.Callee)
	}
}

// feeds notes the global that a channel which f sends on or closes is found in.
func (p *Program) feeds(f *Func, ch summary.Operand) {
	in := f.defines(ch)
	if in == nil || in.Code != summary.Load {
		return
	}
	if v := f.Value(in.A); v.K == domain.Ptr && !slices.Contains(p.Fed, Feed{f.Index, v.O}) {
		p.Fed = append(p.Fed, Feed{f.Index, v.O})
	}
}

// TableEffects are those of a call through the register r, if it was loaded
// from a field named as a DDI.
func (f *Func) TableEffects(r summary.Operand) Effects {
	in := f.definition(int32(r))
	if in != nil && (in.Code == summary.Load || in.Code == summary.Field && in.N == 1) {
		return EffectOf(ddi.Lookup(in.Name))
	}
	return 0
}

// Global reports whether the address o is found through a global.
func (f *Func) global(o summary.Operand) bool {
	for {
		if o < 0 {
			return f.Value(o).K == domain.Ptr
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
}

// SignalsItself reports whether function i sets events in itself alone, and none that it
// finds in a global.
func (p *Program) SignalsItself(i int64) bool {
	f := p.Funcs[i]
	return f.Own&Shares == 0 && len(f.Dynamic) == 0 && len(f.Invoked) == 0 &&
		!slices.ContainsFunc(f.Callees, func(c int32) bool { return p.Funcs[c].Reach&Signals != 0 })
}

// Called are f's own effects and those of what it calls, as far as that is known.
func (p *Program) Called(f *Func) Effects {
	e := f.Own
	if f.into != 0 {
		e |= Writes
	}
	for _, c := range append(f.Callees, f.Armed...) {
		e |= p.Funcs[c].Reach
	}
	for _, sig := range f.Dynamic {
		for _, t := range p.Fitting(sig) {
			e |= p.Funcs[t].Reach
		}
	}
	for _, name := range f.Invoked {
		for _, t := range p.ByMethod[name] {
			e |= p.Funcs[t].Reach
		}
	}
	return e
}

// enables reports whether a call has a code that enables event callbacks.
func enables(f *Func, c *summary.Call) bool {
	name := c.Name
	if in := f.defines(c.Callee); in != nil && (in.Code == summary.Load || in.Code == summary.Field && in.N == 1) {
		name = in.Name
	}
	code, ok := map[string]int64{"WskControlSocket": ddi.EventCallback, "WskControlClient": ddi.StaticCallbacks}[name]
	return ok && slices.ContainsFunc(c.Args, func(a summary.Operand) bool { return f.Value(a) == domain.Number(code) })
}
