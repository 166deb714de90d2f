package simulate

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

func (a *activation) invoke(b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
	at := a.m.site(a.f, b, i)
	args := a.values(st, in.Call.Args)
	var callee Value
	if in.Call.Callee < 0 {
		callee = a.f.Value(in.Call.Callee)
	} else {
		callee = a.value(st, in.Call.Callee)
	}
	outs := a.call(at, in, in.Call, callee, args, *st)
	on, more := a.finish(outs, b, i, in, st)
	if cap(outs) > 0 && len(a.m.outs) < maxSpare {
		a.m.outs = append(a.m.outs, outs[:0]) // a call makes it for us alone
	}
	return on, more
}

// outcome is a state after a call, with the call's results.
type outcome struct {
	st     state.State
	result Value
	panics bool
}

// finish puts the results of a call where they go. The first state that goes on
// takes the place of st.
func (a *activation) finish(outs []outcome, b, i int32, in *summary.Instr, st *state.State) (on bool, more []state.State) {
	for k := range outs {
		o := &outs[k]
		if o.panics {
			o.st.Panics = true
			a.unwind(b, i, &o.st)
			continue
		}
		if set(&o.st, in.Dst, o.result); in.Dst < 0 {
			a.m.Unlearn(&o.st, []Value{o.result})
		}
		switch {
		case !on:
			*st, on = o.st, true
		case more == nil:
			more = append(a.m.room(), o.st)
		default:
			more = append(more, o.st)
		}
	}
	return on, more
}

// call runs a call of any kind from state st, in the frame of a.
func (a *activation) call(at *program.Site, in *summary.Instr, c *summary.Call, callee Value, args []Value, st state.State) []outcome {
	m := a.m
	if slices.ContainsFunc(args, func(v Value) bool { return v.K == Set }) && c.Op != ddi.Nop {
		return a.each(at, in, c, callee, args, st)
	}
	if c.Op != ddi.None {
		a.loosenArgs(&st, c, args)
		return a.system(&request{a: a, at: at, op: c.Op, call: c, args: args, table: Value{K: API, O: anyBase}, callee: callee}, st)
	}
	if c.Method != "" {
		return a.dispatch(at, in, c, callee, args, st)
	}
	switch callee.K {
	case API:
		name := m.Prog.Text(callee.N)
		return a.system(&request{a: a, at: at, op: ddi.Lookup(name), call: c, args: args, table: callee}, st)
	case Func:
		return a.enter(at, in, c, m.Prog.Funcs[callee.N], callee.O, args, st)
	case Set:
		var out []outcome
		for _, w := range m.Sets[callee.N] {
			out = append(out, a.call(at, in, c, w, args, st)...)
		}
		return out
	case Int: // of a driver that leaves out who sets it: taken to do nothing, and said
		a.ends(at.Key.Block, at.Key.Instr, coverage.Nil)
		return []outcome{{st: st, result: m.results(&st, c, at)}}
	}
	return a.anyOf(at, in, c, m.candidates(a.f, c), args, st)
}

// each splits the call by the arguments that are sets.
func (a *activation) each(at *program.Site, in *summary.Instr, c *summary.Call, callee Value, args []Value, st state.State) []outcome {
	i := slices.IndexFunc(args, func(v Value) bool { return v.K == Set })
	var out []outcome
	for _, w := range a.m.Sets[args[i].N] {
		with := slices.Clone(args)
		with[i] = w
		out = append(out, a.call(at, in, c, callee, with, st)...)
	}
	return out
}

// dispatch calls a method of an interface.
func (a *activation) dispatch(at *program.Site, in *summary.Instr, c *summary.Call, recv Value, args []Value, st state.State) []outcome {
	m := a.m
	if recv.IsNil() {
		a.ends(at.Key.Block, at.Key.Instr, coverage.Nil)
		return nil
	}
	args = slices.Clone(args)
	args[0] = recv.Unboxed()
	if recv.T > 0 {
		f, ok := m.Prog.Methods[program.MethodKey{Typ: m.TypeNames[recv.T], Name: c.Method}]
		if !ok {
			return a.opaque(at, c, args, st)
		}
		bound := m.bindTypes(&st, f.Args, at)
		return a.enter(at, in, c, m.Prog.Funcs[f.Fn], bound, args, st)
	}
	return a.anyOf(at, in, c, m.Prog.ByMethod[c.Method], args, st)
}

// bindTypes binds the type arguments of a generic method that is called on a
// value of an instance of its type.
func (m *Machine) bindTypes(st *state.State, args string, at *program.Site) int32 {
	if args == "" {
		return none
	}
	o := m.Allocate(st, "bindings", at, "", false)
	for i, name := range strings.Split(args[1:], "\x00") {
		v := Value{K: Any}
		if name != "" {
			v = Value{K: Str, N: m.Prog.Str(name)}
		}
		m.Put(st, o, m.Paths.Below(0, "#"+strconv.Itoa(i)), v)
	}
	return o
}

// enter calls a function of the program.
func (a *activation) enter(at *program.Site, in *summary.Instr, c *summary.Call, f *program.Func, bindings int32, args []Value, st state.State) []outcome {
	m := a.m
	op := f.Effect // a directive says more than the name, the name more than a body that does nothing
	if op == ddi.None || op == ddi.Opaque && f.Op != ddi.None {
		op = f.Op
	}
	if op != ddi.None {
		return a.system(&request{a: a, at: at, op: op, call: c, args: args, table: Value{K: API, O: anyBase}}, st)
	}
	if len(f.Blocks) == 0 {
		return a.opaque(at, c, args, st)
	}
	if unread := in != nil && in.Dst < 0; !m.Acts(f.Index) && (unread || len(f.Results) == 0) && !slices.ContainsFunc(args, m.IsNull) {
		if !m.pass(&st, f, args) {
			return nil
		}
		return []outcome{{st: st}}
	}
	if s := m.Slice; s != nil && !s.Follows(f.Index) {
		return []outcome{{st: st, result: m.unknowns(&st, c, at)}}
	}
	if len(m.stack) >= m.limits.Depth || m.recursive(f, args) {
		return a.tooDeep(at, c, f, st)
	}
	frame := a.frame(&st)
	if m.inside > 0 {
		m.calls = append(m.calls, state.CallFrame{F: a.f, At: at, Regs: frame.regs.Regs, Defers: frame.defers})
		defer func() { m.calls = m.calls[:len(m.calls)-1] }()
	}
	st = m.prepare(st, f, bindings, args)
	if f.Reach&interesting != 0 {
		m.note(&st, finding.Call, at, "calls "+f.Short, "")
	}
	exits := m.run(f, &st)
	out := m.outcomes()
	for i := range exits {
		e := &exits[i]
		out = append(out, outcome{st: e.State, panics: e.Panics})
		o := &out[len(out)-1]
		frame.restore(m, &o.st)
		if !e.Panics {
			o.result = m.bundle(e.Results)
		}
	}
	return out
}

// as says that a routine runs, and as what.
func as(slot string) string {
	if in, ok := irql.RoutineIn(slot); ok && in.What != "" {
		return " runs as " + in.What
	}
	return " runs"
}

// callBack runs a callback within the call that makes the system call it.
func (m *Machine) callBack(r *request, st state.State, c state.Installed, args []Value) []Exit {
	f := m.Prog.Funcs[c.Index()]
	if len(f.Blocks) == 0 {
		return nil
	}
	if len(m.stack) >= m.limits.Depth || m.recursive(f, args) {
		m.report.giveUp(&st, r.at, "depth", "calls of "+f.Short+" are too deep to follow")
		return nil
	}
	for i := len(args); i < int(f.Params); i++ {
		args = append(args, m.Fresh(&st, f.Index, i))
	}
	frame, outer := r.a.frame(&st), st.Level
	m.Hold(&st, outer, 1)
	m.note(&st, finding.Enter, m.funcSite(f, false), f.Short+as(c.Slot), "")
	m.cannot++
	st = m.prepare(m.At(st, c.Slot, f.Index), f, c.Func.O, args)
	exits := m.run(f, &st)
	m.ran(f, comesBack(exits))
	m.cannot--
	var out []Exit
	for _, e := range exits {
		if e.Panics {
			continue
		}
		m.back(&e.State, outer)
		frame.restore(m, &e.State)
		out = append(out, e)
	}
	return out
}

// interesting are the effects that a reader of a witness cares for.
const interesting = program.Registers | program.Deregisters | program.Captures | program.Releases | program.Uses | program.Opens | program.Closes

func (m *Machine) bundle(vs []Value) Value {
	switch len(vs) {
	case 0:
		return Value{}
	case 1:
		return vs[0]
	}
	return m.Tuple(vs)
}

// frame is a caller's registers and pending calls while a callee runs.
type frame struct {
	regs   state.State
	defers *state.Deferral
}

func (a *activation) frame(st *state.State) frame {
	f := frame{regs: *st, defers: st.Defers}
	a.m.PushPin(st, &st.Regs, st.Defers)
	return f
}

func (f frame) restore(m *Machine, st *state.State) {
	st.Regs, st.Pins, st.Defers = f.regs.Regs, f.regs.Pins, f.defers
}

// prepare gives a callee its registers.
func (m *Machine) prepare(st state.State, f *program.Func, bindings int32, args []Value) state.State {
	st.Regs, st.Defers = state.Registers{}, nil
	for i := range f.Params {
		v := Value{K: Any}
		if int(i) < len(args) {
			v = args[i]
		}
		st.Regs.Set(uint32(i), v)
	}
	for i := range f.Free {
		v := Value{K: Any}
		if bindings >= 0 {
			v, _ = st.Mem.Get(state.Key(bindings, m.Paths.Below(0, "#"+strconv.Itoa(int(i)))))
		}
		st.Regs.Set(uint32(f.Params+i), v)
	}
	return st
}

// results are unknown values for a call's results.
func (m *Machine) results(st *state.State, c *summary.Call, at *program.Site) Value {
	var vs []Value
	for i, r := range c.Results {
		s := *at
		s.Key.Fn = -2 - at.Key.Fn*8 - int32(i&7) // a place of its own for each result
		vs = append(vs, m.UnknownOf(st, &s, r))
	}
	return m.bundle(vs)
}

// opaque calls what cannot be read: it returns anything, writes what it is
// handed the address of, and calls no WSK function.
func (a *activation) opaque(at *program.Site, c *summary.Call, args []Value, st state.State) []outcome {
	m := a.m
	a.loosenArgs(&st, c, args)
	for i, v := range args {
		m.hand(&st, at, c, v, i)
	}
	return []outcome{{result: m.results(&st, c, at), st: st}}
}

// hand gives an argument to a function that cannot be read.
func (m *Machine) hand(st *state.State, at *program.Site, c *summary.Call, v Value, i int) {
	switch v.K {
	case Func:
		st.Async |= m.Prog.Funcs[v.N].Reach
	case Ptr:
		if i < len(c.Roles) && c.Roles[i] == summary.Context || m.system(v.O) {
			return
		}
		m.havoc(st, at, v.O, v.P)
	}
}

// havoc forgets what is stored at and below o, p. What is known of a
// registration there is lost.
func (m *Machine) havoc(st *state.State, at *program.Site, o, p int32) {
	st.Regis.High(uint32(o), func(k uint64, r state.Registration) bool {
		if m.Paths.Within(state.PathOf(k), p) {
			r.Phase = 3
			st.Regis = st.Regis.Set(k, r)
			m.report.inconclusive(st, at, "a function that cannot be read is handed the address of "+m.RegistrationName(st, k))
		}
		return true
	})
	m.sys.Unsure(st, at, o)
	m.Mark(st, o, p, true)
}
