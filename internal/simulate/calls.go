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
	"github.com/wskvet/wskvet/internal/summary"
)

func (a *activation) invoke(b, i int32, in *summary.Instr, st *State) (bool, []State) {
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
	st     State
	result Value
	panics bool
}

// finish puts the results of a call where they go. The first state that goes on
// takes the place of st.
func (a *activation) finish(outs []outcome, b, i int32, in *summary.Instr, st *State) (on bool, more []State) {
	for k := range outs {
		o := &outs[k]
		if o.panics {
			o.st.panics = true
			a.unwind(b, i, &o.st)
			continue
		}
		if set(&o.st, in.Dst, o.result); in.Dst < 0 {
			a.m.unlearn(&o.st, []Value{o.result})
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
func (a *activation) call(at *program.Site, in *summary.Instr, c *summary.Call, callee Value, args []Value, st State) []outcome {
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
		name := m.prog.Text(callee.N)
		return a.system(&request{a: a, at: at, op: ddi.Lookup(name), call: c, args: args, table: callee}, st)
	case Func:
		return a.enter(at, in, c, m.prog.Funcs[callee.N], callee.O, args, st)
	case Set:
		var out []outcome
		for _, w := range m.sets[callee.N] {
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
func (a *activation) each(at *program.Site, in *summary.Instr, c *summary.Call, callee Value, args []Value, st State) []outcome {
	i := slices.IndexFunc(args, func(v Value) bool { return v.K == Set })
	var out []outcome
	for _, w := range a.m.sets[args[i].N] {
		with := slices.Clone(args)
		with[i] = w
		out = append(out, a.call(at, in, c, callee, with, st)...)
	}
	return out
}

// dispatch calls a method of an interface.
func (a *activation) dispatch(at *program.Site, in *summary.Instr, c *summary.Call, recv Value, args []Value, st State) []outcome {
	m := a.m
	if recv.IsNil() {
		a.ends(at.Key.Block, at.Key.Instr, coverage.Nil)
		return nil
	}
	args = slices.Clone(args)
	args[0] = recv.Unboxed()
	if recv.T > 0 {
		f, ok := m.prog.Methods[program.MethodKey{Typ: m.typeNames[recv.T], Name: c.Method}]
		if !ok {
			return a.opaque(at, c, args, st)
		}
		bound := m.bindTypes(&st, f.Args, at)
		return a.enter(at, in, c, m.prog.Funcs[f.Fn], bound, args, st)
	}
	return a.anyOf(at, in, c, m.prog.ByMethod[c.Method], args, st)
}

// bindTypes binds the type arguments of a generic method that is called on a
// value of an instance of its type.
func (m *Machine) bindTypes(st *State, args string, at *program.Site) int32 {
	if args == "" {
		return none
	}
	o := m.allocate(st, "bindings", at, "", false)
	for i, name := range strings.Split(args[1:], "\x00") {
		v := Value{K: Any}
		if name != "" {
			v = Value{K: Str, N: m.prog.Str(name)}
		}
		m.put(st, o, m.paths.below(0, "#"+strconv.Itoa(i)), v)
	}
	return o
}

// enter calls a function of the program.
func (a *activation) enter(at *program.Site, in *summary.Instr, c *summary.Call, f *program.Func, bindings int32, args []Value, st State) []outcome {
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
	if unread := in != nil && in.Dst < 0; !m.Acts(f.Index) && (unread || len(f.Results) == 0) && !slices.ContainsFunc(args, m.isNull) {
		if !m.pass(&st, f, args) {
			return nil
		}
		return []outcome{{st: st}}
	}
	if s := m.slice; s != nil && !s.Follows(f.Index) {
		return []outcome{{st: st, result: m.unknowns(&st, c, at)}}
	}
	if len(m.stack) >= m.limits.Depth || m.recursive(f, args) {
		return a.tooDeep(at, c, f, st)
	}
	frame := a.frame(&st)
	if m.inside > 0 {
		m.calls = append(m.calls, callFrame{a.f, at, frame.regs.regs, frame.defers})
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
func (m *Machine) callBack(r *request, st State, c Installed, args []Value) []Exit {
	f := m.prog.Funcs[c.Index()]
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
	frame, outer := r.a.frame(&st), st.level
	m.hold(&st, outer, 1)
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
	return m.tuple(vs)
}

// frame is a caller's registers and pending calls while a callee runs.
type frame struct {
	regs   State
	defers *deferral
}

func (a *activation) frame(st *State) frame {
	f := frame{regs: *st, defers: st.defers}
	a.m.pushPin(st, &st.regs, st.defers)
	return f
}

func (f frame) restore(m *Machine, st *State) {
	st.regs, st.pins, st.defers = f.regs.regs, f.regs.pins, f.defers
}

// prepare gives a callee its registers.
func (m *Machine) prepare(st State, f *program.Func, bindings int32, args []Value) State {
	st.regs, st.defers = registers{}, nil
	for i := range f.Params {
		v := Value{K: Any}
		if int(i) < len(args) {
			v = args[i]
		}
		st.regs.set(uint32(i), v)
	}
	for i := range f.Free {
		v := Value{K: Any}
		if bindings >= 0 {
			v, _ = st.mem.Get(key(bindings, m.paths.below(0, "#"+strconv.Itoa(int(i)))))
		}
		st.regs.set(uint32(f.Params+i), v)
	}
	return st
}

// results are unknown values for a call's results.
func (m *Machine) results(st *State, c *summary.Call, at *program.Site) Value {
	var vs []Value
	for i, r := range c.Results {
		s := *at
		s.Key.Fn = -2 - at.Key.Fn*8 - int32(i&7) // a place of its own for each result
		vs = append(vs, m.unknownOf(st, &s, r))
	}
	return m.bundle(vs)
}

// opaque calls what cannot be read: it returns anything, writes what it is
// handed the address of, and calls no WSK function.
func (a *activation) opaque(at *program.Site, c *summary.Call, args []Value, st State) []outcome {
	m := a.m
	a.loosenArgs(&st, c, args)
	for i, v := range args {
		m.hand(&st, at, c, v, i)
	}
	return []outcome{{result: m.results(&st, c, at), st: st}}
}

// hand gives an argument to a function that cannot be read.
func (m *Machine) hand(st *State, at *program.Site, c *summary.Call, v Value, i int) {
	switch v.K {
	case Func:
		st.async |= m.prog.Funcs[v.N].Reach
	case Ptr:
		if i < len(c.Roles) && c.Roles[i] == summary.Context || m.system(v.O) {
			return
		}
		m.havoc(st, at, v.O, v.P)
	}
}

// havoc forgets what is stored at and below o, p. What is known of a
// registration there is lost.
func (m *Machine) havoc(st *State, at *program.Site, o, p int32) {
	st.regis.High(uint32(o), func(k uint64, r Registration) bool {
		if m.paths.within(pathOf(k), p) {
			r.Phase = 3
			st.regis = st.regis.Set(k, r)
			m.report.inconclusive(st, at, "a function that cannot be read is handed the address of "+m.registrationName(st, k))
		}
		return true
	})
	m.unsure(st, at, o)
	m.mark(st, o, p, true)
}
