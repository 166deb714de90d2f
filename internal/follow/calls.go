package follow

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

func (a *Activation) invoke(b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
	at := a.m.Site(a.F, b, i)
	args := a.Values(st, in.Call.Args)
	var callee domain.Value
	if in.Call.Callee < 0 {
		callee = a.F.Value(in.Call.Callee)
	} else {
		callee = a.Value(st, in.Call.Callee)
	}
	outs := a.Call(at, in, in.Call, callee, args, st)
	on, more := a.Finish(outs, b, i, in, st)
	if cap(outs) > 0 && len(a.m.outs) < maxSpare {
		a.m.outs = append(a.m.outs, outs[:0]) // a call makes it for us alone
	}
	return on, more
}

// Outcome is a state after a call, with the call's results.
type Outcome struct {
	St     state.State
	Result domain.Value
	Panics bool
}

// Finish puts the results of a call where they go. The first state that goes on
// takes the place of st.
func (a *Activation) Finish(outs []Outcome, b, i int32, in *summary.Instr, st *state.State) (on bool, more []state.State) {
	for k := range outs {
		o := &outs[k]
		if o.Panics {
			o.St.Panics = true
			a.unwind(b, i, &o.St)
			continue
		}
		if Set(&o.St, in.Dst, o.Result); in.Dst < 0 {
			a.m.Unlearn(&o.St, []domain.Value{o.Result})
		}
		switch {
		case !on:
			*st, on = o.St, true
		case more == nil:
			more = append(a.m.room(), o.St)
		default:
			more = append(more, o.St)
		}
	}
	return on, more
}

// Call runs a call of any kind from state st, in the frame of a. The state is used up: what
// it is worth afterwards are the outcomes. So it is with all that carries out a call.
func (a *Activation) Call(at *program.Site, in *summary.Instr, c *summary.Call, callee domain.Value, args []domain.Value, st *state.State) []Outcome {
	m := a.m
	if slices.ContainsFunc(args, func(v domain.Value) bool { return v.K == domain.Set }) && c.Op != ddi.Nop {
		return a.each(at, in, c, callee, args, st)
	}
	if c.Op != ddi.None {
		a.loosenArgs(st, c, args)
		return a.Operate(&Call{A: a, At: at, Op: c.Op, Call: c, Args: args, Table: domain.Value{K: domain.API, O: domain.AnyBase}, callee: callee}, st)
	}
	if c.Method != "" {
		return a.dispatch(at, in, c, callee, args, st)
	}
	switch callee.K {
	case domain.API:
		name := m.Prog.Text(callee.N)
		return a.Operate(&Call{A: a, At: at, Op: ddi.Lookup(name), Call: c, Args: args, Table: callee}, st)
	case domain.Func:
		return a.enter(at, in, c, m.Prog.Funcs[callee.N], callee.O, args, st)
	case domain.Set:
		var out []Outcome
		for _, w := range m.Sets[callee.N] {
			s := *st
			out = append(out, a.Call(at, in, c, w, args, &s)...)
		}
		return out
	case domain.Int: // of a driver that leaves out who sets it: taken to do nothing, and said
		a.Ends(at.Key.Block, at.Key.Instr, coverage.Nil)
		v := m.Results(st, c, at)
		return append(m.Outcomes(), Outcome{St: *st, Result: v})
	}
	return a.anyOf(at, in, c, m.candidates(a.F, c), args, st)
}

// each splits the call by the arguments that are sets.
func (a *Activation) each(at *program.Site, in *summary.Instr, c *summary.Call, callee domain.Value, args []domain.Value, st *state.State) []Outcome {
	i := slices.IndexFunc(args, func(v domain.Value) bool { return v.K == domain.Set })
	var out []Outcome
	for _, w := range a.m.Sets[args[i].N] {
		with := slices.Clone(args)
		with[i] = w
		s := *st
		out = append(out, a.Call(at, in, c, callee, with, &s)...)
	}
	return out
}

// dispatch calls a method of an interface.
func (a *Activation) dispatch(at *program.Site, in *summary.Instr, c *summary.Call, recv domain.Value, args []domain.Value, st *state.State) []Outcome {
	m := a.m
	if recv.IsNil() {
		a.Ends(at.Key.Block, at.Key.Instr, coverage.Nil)
		return nil
	}
	args = slices.Clone(args)
	args[0] = recv.Unboxed()
	if recv.T > 0 {
		f, ok := m.Prog.Methods[program.MethodKey{Typ: m.TypeNames[recv.T], Name: c.Method}]
		if !ok {
			return a.Opaque(at, c, args, st)
		}
		bound := m.BindTypes(st, f.Args, at)
		return a.enter(at, in, c, m.Prog.Funcs[f.Fn], bound, args, st)
	}
	return a.anyOf(at, in, c, m.Prog.ByMethod[c.Method], args, st)
}

// BindTypes binds the type arguments of a generic method that is called on a
// value of an instance of its type.
func (m *Runner) BindTypes(st *state.State, args string, at *program.Site) int32 {
	if args == "" {
		return domain.None
	}
	o := m.Allocate(st, state.BindingsObject, at, "", state.Zeroed)
	for i, name := range strings.Split(args[1:], "\x00") {
		v := domain.Value{K: domain.Any}
		if name != "" {
			v = domain.Value{K: domain.Str, N: m.Prog.Str(name)}
		}
		m.Put(st, o, m.Paths.Below(0, "#"+strconv.Itoa(i)), v)
	}
	return o
}

// enter calls a function of the program.
func (a *Activation) enter(at *program.Site, in *summary.Instr, c *summary.Call, f *program.Func, bindings int32, args []domain.Value, st *state.State) []Outcome {
	m := a.m
	op := f.Effect // a directive says more than the name, the name more than a body that does nothing
	if op == ddi.None || op == ddi.Opaque && f.Op != ddi.None {
		op = f.Op
	}
	if op != ddi.None {
		return a.Operate(&Call{A: a, At: at, Op: op, Call: c, Args: args, Table: domain.Value{K: domain.API, O: domain.AnyBase}}, st)
	}
	if len(f.Blocks) == 0 {
		return a.Opaque(at, c, args, st)
	}
	if unread := in != nil && in.Dst < 0; !m.Acts(f.Index) && (unread || len(f.Results) == 0) && !slices.ContainsFunc(args, m.IsNull) {
		if !m.pass(st, f, args) {
			return nil
		}
		return append(m.Outcomes(), Outcome{St: *st})
	}
	if s := m.Slice; s != nil && !s.Follows(f.Index) {
		v := m.unknowns(st, c, at)
		return append(m.Outcomes(), Outcome{St: *st, Result: v})
	}
	if len(m.Stack) >= m.Limits.Depth || m.Recursive(f, args) {
		return a.tooDeep(at, c, f, st)
	}
	frame := a.frame(st)
	if m.Inside > 0 {
		m.Calls = append(m.Calls, state.CallFrame{F: a.F, At: at, Regs: frame.Regs, Defers: frame.Defers})
		defer func() { m.Calls = m.Calls[:len(m.Calls)-1] }()
	}
	m.Prepare(st, f, bindings, args)
	if f.Reach&Interesting != 0 {
		m.Log(st, finding.Call, at, "calls "+f.Short, "")
	}
	exits, remembered := m.perform(f, st, m.ways)
	if remembered {
		m.ways = exits // which are copied here, and nothing is run meanwhile
	}
	out := m.Outcomes()
	for i := range exits {
		e := &exits[i]
		out = append(out, Outcome{St: e.State, Panics: e.Panics})
		o := &out[len(out)-1]
		frame.Restore(m, &o.St)
		if !e.Panics {
			o.Result = m.Bundle(e.Results)
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

// CallBack runs a callback within the call that makes the system call it.
func (m *Runner) CallBack(r *Call, st state.State, c Installed, args []domain.Value) []Exit {
	f := m.Prog.Funcs[c.Index()]
	if len(f.Blocks) == 0 {
		return nil
	}
	if len(m.Stack) >= m.Limits.Depth || m.Recursive(f, args) {
		m.Report.GiveUp(&st, r.At, "depth", "calls of "+f.Short+" are too deep to follow")
		return nil
	}
	for i := len(args); i < int(f.Params); i++ {
		args = append(args, m.Fresh(&st, f.Index, i))
	}
	frame, outer := r.A.frame(&st), st.Level
	m.Log(&st, finding.Enter, m.StartOf(f), f.Short+as(c.Slot), "")
	m.Cannot++
	st = m.At(st, c.Slot, f.Index)
	st.Trace.To = m.Highest(&st)
	m.Prepare(&st, f, c.Func.O, args)
	exits := m.Perform(f, &st)
	m.Ran(f, ComesBack(exits))
	m.Cannot--
	var out []Exit
	for _, e := range exits {
		if e.Panics {
			continue
		}
		e.State.Level = outer
		frame.Restore(m, &e.State)
		out = append(out, e)
	}
	return out
}

// Interesting are the effects that a reader of a witness cares for.
const Interesting = program.Registers | program.Deregisters | program.Captures | program.Releases | program.Uses | program.Opens | program.Closes

func (m *Runner) Bundle(vs []domain.Value) domain.Value {
	switch len(vs) {
	case 0:
		return domain.Value{}
	case 1:
		return vs[0]
	}
	return m.Tuple(vs)
}

// Frame is a caller's registers and pending calls while a callee runs.
type Frame struct {
	Regs   state.Registers
	up     *state.Pin
	Defers *state.Deferral
}

// FrameOf is the frame of the function that runs in st.
func FrameOf(st *state.State) Frame { return Frame{Regs: st.Regs, up: st.Pins, Defers: st.Defers} }

func (a *Activation) frame(st *state.State) Frame {
	f := FrameOf(st)
	a.m.PushPin(st, &st.Regs, st.Defers)
	return f
}

func (f Frame) Restore(m *Runner, st *state.State) {
	st.Regs, st.Pins, st.Defers = f.Regs, f.up, f.Defers
}

// Prepare gives a callee its registers.
func (m *Runner) Prepare(st *state.State, f *program.Func, bindings int32, args []domain.Value) {
	st.Regs, st.Defers = state.Registers{}, nil
	for i := range f.Params {
		v := domain.Value{K: domain.Any}
		if int(i) < len(args) {
			v = args[i]
		}
		st.Regs.Set(uint32(i), v)
	}
	for i := range f.Free {
		v := domain.Value{K: domain.Any}
		if bindings >= 0 {
			v, _ = st.Mem.Get(state.Key(bindings, m.Paths.Below(0, "#"+strconv.Itoa(int(i)))))
		}
		st.Regs.Set(uint32(f.Params+i), v)
	}
}

// Results are unknown values for a call's results.
func (m *Runner) Results(st *state.State, c *summary.Call, at *program.Site) domain.Value {
	var vs []domain.Value
	for i, r := range c.Results {
		s := *at
		s.Key.Fn = -2 - at.Key.Fn*8 - int32(i&7) // a place of its own for each result
		vs = append(vs, m.UnknownOf(st, &s, r))
	}
	return m.Bundle(vs)
}

// Opaque calls what cannot be read: it returns anything, writes what it is
// handed the address of, and calls no WSK function.
func (a *Activation) Opaque(at *program.Site, c *summary.Call, args []domain.Value, st *state.State) []Outcome {
	m := a.m
	a.loosenArgs(st, c, args)
	for i, v := range args {
		m.hand(st, at, c, v, i)
	}
	v := m.Results(st, c, at)
	return append(m.Outcomes(), Outcome{St: *st, Result: v})
}

// hand gives an argument to a function that cannot be read.
func (m *Runner) hand(st *state.State, at *program.Site, c *summary.Call, v domain.Value, i int) {
	switch v.K {
	case domain.Func:
		st.Async |= m.Prog.Funcs[v.N].Reach
	case domain.Ptr:
		if i < len(c.Roles) && c.Roles[i] == summary.Context || m.system(v.O) {
			return
		}
		m.Havoc(st, at, v.O, v.P)
	}
}

// Havoc forgets what is stored at and below o, p.
func (m *Runner) Havoc(st *state.State, at *program.Site, o, p int32) {
	m.Sys.Unsure(st, at, o, p)
	m.Mark(st, o, p, state.Random)
}

// system reports whether an object is one of the system's, of which a kernel interface
// writes no field that is the driver's: a device, the driver object.
func (m *Runner) system(o int32) bool {
	kind := m.Objects[o].Kind
	return kind == state.DeviceObject || kind == state.DriverObject
}

// pass takes st past a call of f, which does nothing and returns nothing that is
// read. It reports whether the call returns.
func (m *Runner) pass(st *state.State, f *program.Func, args []domain.Value) bool {
	for _, i := range f.Needs {
		if int(i) >= len(args) {
			continue
		}
		if v := args[i]; v.IsNil() || v.K == domain.Sym && !m.Learn(st, v, "!=", 0) {
			return false
		}
	}
	return true
}
