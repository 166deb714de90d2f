package slice

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// seeds begins with what moves the obligation, with what the order of the driver's roots
// rests on, and with what may hide either.
func (w *work) seeds() {
	held := w.holders()
	for _, f := range w.funcs {
		if w.Roots(f.Func) {
			w.returnsAt(f.Index, 0, asked)
		}
		w.slots(f)
		if op := declared(f); op != ddi.None && w.Seed(op) && !general(op) {
			w.at(0, func() { w.acts(f, because("is "+f.Short)) })
		}
		w.eachCall(f, func(at program.SiteKey, op ddi.Op, in *summary.Instr) {
			if w.moves(f, op, in) {
				w.at(0, func() { w.seed(at, in) })
			} else if op.Installs() {
				w.at(1, func() { w.seed(at, in) })
			}
		})
		w.endangers(f, held)
		if w.Seed(ddi.NewIrp) {
			w.results(f)
		}
	}
	w.panics()
	for _, i := range w.prog.Inits {
		w.funcs[i].seen, w.funcs[i].ring = true, -1
	}
}

// panics keeps what panics, and what a map that is nil makes panic, where somebody recovers.
func (w *work) panics() {
	recovers := false
	for _, f := range w.funcs {
		recovers = recovers || f.Recover >= 0
	}
	if !recovers {
		return
	}
	for _, f := range w.funcs {
		for b := range f.Blocks {
			for i := range f.Blocks[b].Instrs {
				in := &f.Blocks[b].Instrs[i]
				if _, ok := w.reading(f, in); ok && f.Recover >= 0 { // it is run whole
					w.at(0, func() { w.wakeRead(f, in) })
				}
				switch in.Code {
				case summary.Panic, summary.Recover, summary.Update:
					at := program.SiteKey{Fn: f.Index, Block: int32(b), Instr: int32(i)}
					w.at(0, func() { w.acting(at, because("panics or recovers")) })
				}
			}
		}
	}
}

// declared is the operation that a function is by its name or a directive.
func declared(f *function) ddi.Op {
	if f.Effect != ddi.None {
		return f.Effect
	}
	return f.Op
}

func (w *work) seed(at program.SiteKey, in *summary.Instr) {
	w.acting(at, because("has "+in.Call.Text))
	w.needs(w.funcs[at.Fn], in, identity)
}

// slots keeps the stores that install what unloads the driver or is answered, with what
// the opening callbacks return. Those that come in pairs may wait.
func (w *work) slots(f *function) {
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			in := &f.Blocks[b].Instrs[i]
			if in.Code != summary.Store || in.Name == "" {
				continue
			}
			for _, g := range w.routines(f, in.B) {
				w.slot(in.Name, install{program.SiteKey{Fn: f.Index, Block: int32(b), Instr: int32(i)}, g})
			}
		}
	}
}

func (w *work) slot(name string, i install) {
	if irql.Event(name) && w.Seed(ddi.UseSocket) {
		w.lent(w.funcs[i.fn])
	}
	w.stored[name] = append(w.stored[name], i)
	if w.Opens(name) || ddi.IsUnload(name) {
		w.installs(name, i, 0)
	}
}

// install is a store that installs a function for the system to call.
type install struct {
	at program.SiteKey
	fn int32
}

// installs keeps a store, and what the function returns: at a ring of its own.
func (w *work) installs(slot string, i install, ring int) {
	w.at(0, func() { w.acting(i.at, because("installs "+slot)) })
	w.returnsAt(i.fn, ring, asked)
}

// pairs keeps the callbacks that come in pairs of which some acts: that one is answered
// by the other then decides what may follow. Where none acts, the order of what does not
// matter is left open. It reports whether there are more of them than before.
func (w *work) pairs() bool {
	more := false
	for i, slots := range w.Pairs {
		acts := func(slot string) bool {
			return slices.ContainsFunc(w.stored[slot], func(in install) bool { return w.funcs[in.fn].acts })
		}
		if w.paired[i] || !slices.ContainsFunc(slots, acts) {
			continue
		}
		w.paired[i], more, w.ring = true, true, 0
		for _, slot := range slots {
			for _, in := range w.stored[slot] {
				w.installs(slot, in, 1)
			}
		}
	}
	return more
}

// results keeps the reads of what a request has come to: they are too early while it is
// pending.
func (w *work) results(f *function) {
	w.eachAccess(f, func(at program.SiteKey, in *summary.Instr) {
		if field := w.made(f, in.A); field != nil && field.Code == summary.FieldAddr && (field.Name == "Status" || field.Name == "Information") {
			w.at(0, func() { w.acting(at, because("reads a result")) })
		}
	})
}

// lent keeps what an event callback does with what it is lent, which may be nothing.
func (w *work) lent(f *function) {
	w.eachAccess(f, func(at program.SiteKey, in *summary.Instr) {
		o := in.A
		for x := w.made(f, o); x != nil && (x.Code == summary.FieldAddr || x.Code == summary.IndexAddr || x.Code == summary.Copy); x = w.made(f, o) {
			o = x.A
		}
		if o >= 0 && int32(o) < f.Params {
			w.at(0, func() { w.acting(at, because("looks at what it is lent")) })
		}
	})
}

// eachAccess visits the loads and stores in f.
func (w *work) eachAccess(f *function, visit func(program.SiteKey, *summary.Instr)) {
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			if in := &f.Blocks[b].Instrs[i]; in.Code == summary.Load && in.Name == "" || in.Code == summary.Store {
				visit(program.SiteKey{Fn: f.Index, Block: int32(b), Instr: int32(i)}, in)
			}
		}
	}
}

// made is the instruction that makes operand o in f, or nil.
func (w *work) made(f *function, o summary.Operand) *summary.Instr {
	if o < 0 || int(o) >= len(f.At) || f.At[o].Block < 0 {
		return nil
	}
	return &f.Blocks[f.At[o].Block].Instrs[f.At[o].Instr]
}

// holders are the classes of the objects that the obligation lies in: of registrations,
// and of what these are fields of.
func (w *work) holders() map[int32]bool {
	held := map[int32]bool{}
	for _, f := range w.funcs {
		w.eachCall(f, func(_ program.SiteKey, op ddi.Op, in *summary.Instr) {
			if op != ddi.Register && op != ddi.Deregister && op != ddi.Capture && op != ddi.Release {
				return
			}
			for k, a := range in.Call.Args {
				if k < len(in.Call.Roles) && (in.Call.Roles[k] == summary.Registration || in.Call.Roles[k] == summary.Receiver) {
					w.hold(f, a, held)
				}
			}
		})
	}
	return held
}

// hold adds the class of what operand o of f leads to, and those around it.
func (w *work) hold(f *function, o summary.Operand, held map[int32]bool) {
	for {
		if class := w.points.Of(f.Func, o); class != program.Nowhere {
			held[class] = true
		}
		if o < 0 || int(o) >= len(f.At) || f.At[o].Block < 0 {
			return
		}
		in := &f.Blocks[f.At[o].Block].Instrs[f.At[o].Instr]
		if in.Code != summary.FieldAddr && in.Code != summary.IndexAddr {
			return
		}
		o = in.A
	}
}

// endangers keeps what may destroy what the obligation lies in, or hands it to what
// cannot be read.
func (w *work) endangers(f *function, held map[int32]bool) {
	holds := func(o summary.Operand) bool {
		class := w.points.Of(f.Func, o)
		return class != program.Nowhere && held[class]
	}
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			in, at := &f.Blocks[b].Instrs[i], program.SiteKey{Fn: f.Index, Block: int32(b), Instr: int32(i)}
			danger := in.Code == summary.Store && in.Kind == summary.Struct && holds(in.A)
			if c := in.Call; c != nil {
				bare := c.Op == ddi.FreeObject || c.Op == ddi.FreeInto || clears(c.Op) || c.Op == ddi.Opaque || c.Op == ddi.CallDriver
				if c.Op == ddi.None {
					for _, t := range w.points.Targets(f.Func, c) {
						bare = bare || len(w.funcs[t].Blocks) == 0
					}
				}
				for k, a := range c.Args {
					context := k < len(c.Roles) && c.Roles[k] == summary.Context && c.Op != ddi.FreeObject && c.Op != ddi.FreeInto && !clears(c.Op)
					danger = danger || bare && !context && holds(a)
				}
			}
			if danger {
				w.at(0, func() { w.acting(at, because("may destroy what holds it")) })
			}
		}
	}
}
