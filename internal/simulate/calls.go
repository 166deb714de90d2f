package simulate

import (
	"slices"
	"strconv"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/summary"
)

// fork splits st by the values of a set.
func (m *Machine) fork(st State, v Value, use func(st *State, v Value)) []State {
	var out []State
	for _, w := range m.sets[v.N] {
		s := st
		use(&s, w)
		out = append(out, s)
	}
	return out
}

// first takes the first of several states as the one that goes on at hand.
func first(st *State, all []State) (bool, []State) {
	if len(all) == 0 {
		return false, nil
	}
	*st = all[0]
	return true, all[1:]
}

func (a *activation) load(b, i int32, in *summary.Instr, st *State) (bool, []State) {
	m := a.m
	at := m.site(a.f, b, i)
	addr := a.value(st, in.A)
	if in.Name != "" {
		set(st, in.Dst, m.tableValue(in.Name, addr))
		return true, nil
	}
	if addr.K == Set {
		var out []State
		for _, w := range m.sets[addr.N] {
			s := *st
			if in.A >= 0 {
				set(&s, int32(in.A), w)
			}
			if ok, more := a.load(b, i, in, &s); ok {
				out = append(append(out, s), more...)
			}
		}
		return first(st, out)
	}
	if addr.isNil() {
		return false, nil // the driver crashes, by no rule of ours
	}
	o, p, ok := m.base(st, addr)
	if !ok {
		if addr.K == Sym {
			return false, nil
		}
		set(st, in.Dst, m.fresh(st, at, in.Kind))
		return true, nil
	}
	v := m.load(st, o, p, in.Kind, at)
	if v.K == Set {
		strong := m.strong(st, o, p)
		return first(st, m.fork(*st, v, func(s *State, w Value) {
			if strong {
				m.put(s, o, p, w)
			}
			set(s, in.Dst, w)
		}))
	}
	set(st, in.Dst, v)
	return true, nil
}

// tableValue is the function named name of the table that addr is a field of.
func (m *Machine) tableValue(name string, addr Value) Value {
	v := Value{K: API, N: m.prog.str(name), O: anyBase}
	switch {
	case addr.isNil():
		v.O = nilBase
	case addr.K == Ptr:
		v.O, v.P = addr.O, max(m.paths.up[addr.P], 0)
	}
	return v
}

// tableOf is the object of a table held by value.
func (m *Machine) tableOf(st *State, v Value) int32 {
	if v.K == Ptr {
		return v.O
	}
	return anyBase
}

func (a *activation) store(b, i int32, in *summary.Instr, st *State) bool {
	m := a.m
	at := m.site(a.f, b, i)
	addr, v := a.value(st, in.A), a.value(st, in.B)
	if addr.isNil() {
		return false
	}
	if in.Name != "" && v.K == Func {
		m.install(st, in.Name, v)
	}
	if addr.K == Set {
		for _, w := range m.sets[addr.N] {
			if w.K == Ptr {
				old, ok := st.mem.Get(key(w.O, w.P))
				if !ok {
					old = integer(0)
				}
				m.store(st, w.O, w.P, m.either(old, v))
			}
		}
		return true
	}
	o, p, ok := m.base(st, addr)
	if !ok {
		return addr.K != Sym
	}
	old, had := st.mem.Get(key(o, p))
	if m.overwritten(st, o, p, v, at) {
		return false
	}
	m.store(st, o, p, v)
	if had && old.K == Ptr && old != v {
		return !m.orphaned(st, old, at)
	}
	return true
}

// install notes a function that the system will call.
func (m *Machine) install(st *State, slot string, fn Value) {
	for t := st.tables; t != nil; t = t.next {
		if t.slot == slot && t.fn == fn {
			return
		}
	}
	t := &table{next: st.tables, slot: slot, fn: fn}
	var up uint64
	if t.next != nil {
		up = t.next.hash
	}
	t.hash = combine(up, uint64(m.prog.str(slot)), fn.hash())
	st.tables = t
	m.escape(st, fn)
}

func (a *activation) assert(b, i int32, in *summary.Instr, st *State) (bool, []State) {
	m := a.m
	at := m.site(a.f, b, i)
	v := a.value(st, in.A)
	if v.K == Set {
		var out []State
		for _, w := range m.sets[v.N] {
			s := *st
			set(&s, int32(in.A), w)
			if ok, more := a.assert(b, i, in, &s); ok {
				out = append(append(out, s), more...)
			}
		}
		return first(st, out)
	}
	succeed := func(s *State) {
		w := v
		if in.N&2 == 0 {
			w = v.unboxed()
		}
		if in.N&1 != 0 {
			w = m.tuple([]Value{w, integer(1)})
		}
		set(s, in.Dst, w)
	}
	fail := func(s *State) bool {
		if in.N&1 == 0 {
			return false
		}
		set(s, in.Dst, m.tuple([]Value{integer(0), integer(0)}))
		return true
	}
	switch {
	case v.isNil():
		return fail(st), nil
	case v.T == anyType, v.T > 0 && in.N&2 == 0 && v.T == m.typeID(in.Name):
		succeed(st)
		return true, nil
	case v.T > 0 && in.N&2 == 0:
		return fail(st), nil
	case v.T > 0: // an interface: by its methods, which are not compared
		succeed(st)
		return true, nil
	}
	if in.N&1 == 0 {
		if v.K == Sym && !m.learn(st, v, "!=", 0) {
			return false, nil
		}
		succeed(st)
		return true, nil
	}
	other := *st
	succeed(st)
	if v.K == Sym && !m.learn(st, v, "!=", 0) {
		*st = other
		return fail(st), nil
	}
	fail(&other)
	_ = at
	return true, []State{other}
}

// anyType marks an interface whose dynamic type is not known and to which every
// assertion that the driver makes applies: the system fills it in as asked.
const anyType = -1

func (a *activation) lookup(b, i int32, in *summary.Instr, st *State) (bool, []State) {
	m := a.m
	at := m.site(a.f, b, i)
	mp, k := a.value(st, in.A), a.value(st, in.B)
	give := func(s *State, v, ok Value) {
		if in.N == 1 {
			v = m.tuple([]Value{v, ok})
		}
		set(s, in.Dst, v)
	}
	if mp.isNil() {
		give(st, integer(0), integer(0))
		return true, nil
	}
	if mp.K != Ptr {
		give(st, m.fresh(st, at, in.Kind), m.unknownIn(st, at, Range{Lo: 0, Hi: 1}))
		return true, nil
	}
	elem := m.indexElem(k)
	v := m.load(st, mp.O, m.paths.below(mp.P, elem), summary.Pointer, at)
	if v.K == Set {
		return first(st, m.fork(*st, v, func(s *State, w Value) { give(s, w, boolean(!w.isNil())) }))
	}
	give(st, v, boolean(!v.isNil()))
	return true, nil
}

// ---- calls

func (a *activation) invoke(b, i int32, in *summary.Instr, st *State) (bool, []State) {
	at := a.m.site(a.f, b, i)
	args := a.values(st, in.Call.Args)
	var callee Value
	if in.Call.Callee < 0 {
		callee = a.f.value(in.Call.Callee)
	} else {
		callee = a.value(st, in.Call.Callee)
	}
	return a.finish(a.call(at, in, in.Call, callee, args, *st), b, i, in, st)
}

// outcome is a state after a call, with the call's results.
type outcome struct {
	st     State
	result Value
	panics bool
}

// finish puts the results of a call where they go.
func (a *activation) finish(outs []outcome, b, i int32, in *summary.Instr, st *State) (bool, []State) {
	var next []State
	for _, o := range outs {
		if o.panics {
			o.st.panics = true
			a.unwind(b, i, &o.st)
			continue
		}
		set(&o.st, in.Dst, o.result)
		next = append(next, o.st)
	}
	return first(st, next)
}

// call runs a call of any kind from state st, in the frame of a.
func (a *activation) call(at *site, in *summary.Instr, c *summary.Call, callee Value, args []Value, st State) []outcome {
	m := a.m
	if slices.ContainsFunc(args, func(v Value) bool { return v.K == Set }) && c.Op != ddi.Nop {
		return a.each(at, in, c, callee, args, st)
	}
	if c.Op != ddi.None {
		return a.system(&request{a: a, at: at, op: c.Op, call: c, args: args, table: Value{K: API, O: anyBase}, callee: callee}, st)
	}
	if c.Method != "" {
		return a.dispatch(at, in, c, callee, args, st)
	}
	switch callee.K {
	case API:
		name := m.prog.string(callee.N)
		return a.system(&request{a: a, at: at, op: ddi.Lookup(name), call: c, args: args, table: callee}, st)
	case Func:
		return a.enter(at, c, m.prog.funcs[callee.N], callee.O, args, st)
	case Set:
		var out []outcome
		for _, w := range m.sets[callee.N] {
			out = append(out, a.call(at, in, c, w, args, st)...)
		}
		return out
	case Int:
		return []outcome{{st: st, result: m.results(&st, c, at)}}
	}
	var out []outcome
	cands := m.candidates(len(args))
	for _, f := range cands {
		out = append(out, a.enter(at, c, f, none, args, st)...)
	}
	if len(cands) == 0 {
		return a.opaque(at, c, args, st)
	}
	return out
}

// each splits the call by the arguments that are sets.
func (a *activation) each(at *site, in *summary.Instr, c *summary.Call, callee Value, args []Value, st State) []outcome {
	i := slices.IndexFunc(args, func(v Value) bool { return v.K == Set })
	var out []outcome
	for _, w := range a.m.sets[args[i].N] {
		with := slices.Clone(args)
		with[i] = w
		out = append(out, a.call(at, in, c, callee, with, st)...)
	}
	return out
}

// maxCandidates bounds the functions that an unknown function value may be.
const maxCandidates = 8

// candidates are the functions that a value of n parameters may be: those that
// the program uses as values.
func (m *Machine) candidates(n int) []*function {
	var out []*function
	for _, t := range m.prog.taken {
		if f := m.prog.funcs[t]; int(f.Params) == n && f.Free == 0 && len(f.Blocks) > 0 {
			out = append(out, f)
		}
	}
	if len(out) > maxCandidates {
		return nil
	}
	return out
}

// dispatch calls a method of an interface.
func (a *activation) dispatch(at *site, in *summary.Instr, c *summary.Call, recv Value, args []Value, st State) []outcome {
	m := a.m
	if recv.isNil() {
		return nil
	}
	args = slices.Clone(args)
	args[0] = recv.unboxed()
	if recv.T > 0 {
		for name, id := range m.types {
			if id != recv.T {
				continue
			}
			if f, ok := m.prog.methods[summary.Method{Type: name, Name: c.Method}]; ok {
				return a.enter(at, c, m.prog.funcs[f], none, args, st)
			}
		}
		return a.opaque(at, c, args, st)
	}
	impl := m.prog.byMethod[c.Method]
	if len(impl) == 0 || len(impl) > maxCandidates {
		return a.opaque(at, c, args, st)
	}
	var out []outcome
	for _, f := range impl {
		out = append(out, a.enter(at, c, m.prog.funcs[f], none, args, st)...)
	}
	return out
}

// enter calls a function of the program.
func (a *activation) enter(at *site, c *summary.Call, f *function, bindings int32, args []Value, st State) []outcome {
	m := a.m
	op := f.Effect // a directive says more than the name, the name more than a body that does nothing
	if op == ddi.None || op == ddi.Opaque && f.op != ddi.None {
		op = f.op
	}
	if op != ddi.None {
		return a.system(&request{a: a, at: at, op: op, call: c, args: args, table: Value{K: API, O: anyBase}}, st)
	}
	if len(f.Blocks) == 0 {
		return a.opaque(at, c, args, st)
	}
	if f.reach == 0 && len(f.Results) == 0 { // it changes nothing, and returns
		return []outcome{{st: st}}
	}
	if len(m.stack) >= m.limits.Depth || m.recursive(f) {
		m.report.giveUp(&st, at, "depth", "calls of "+f.Short+" are too deep to follow")
		return a.opaque(at, c, args, st)
	}
	frame := a.frame(&st)
	if m.inside > 0 {
		m.calls = append(m.calls, callFrame{a.f, at, frame.regs.regs, frame.defers})
		defer func() { m.calls = m.calls[:len(m.calls)-1] }()
	}
	st = m.prepare(st, f, bindings, args)
	if f.reach&interesting != 0 {
		m.note(&st, finding.Call, at, "calls "+f.Short, "")
	}
	var out []outcome
	for _, e := range m.run(f, st) {
		s := e.State
		frame.restore(m, &s)
		o := outcome{st: s, panics: e.Panics}
		if !e.Panics {
			o.result = m.bundle(e.Results)
		}
		out = append(out, o)
	}
	return out
}

// interesting are the effects that a reader of a witness cares for.
const interesting = Registers | Deregisters | Captures | Releases | Uses | Opens | Closes

func (m *Machine) bundle(vs []Value) Value {
	switch len(vs) {
	case 0:
		return Value{}
	case 1:
		return vs[0]
	}
	return m.tuple(vs)
}

func (m *Machine) recursive(f *function) bool {
	n := 0
	for _, g := range m.stack {
		if g == f {
			n++
		}
	}
	return n >= recursion
}

// frame is a caller's registers and pending calls while a callee runs.
type frame struct {
	regs   State
	defers *deferral
}

func (a *activation) frame(st *State) frame {
	f := frame{regs: *st, defers: st.defers}
	regs := st.regs
	for d := st.defers; d != nil; d = d.next {
		regs = regs.Set(uint64(1<<20+len(d.args)), d.fn) // keep what pending calls hold
		for i, v := range d.args {
			regs = regs.Set(uint64(1<<21+regs.Len()*8+i), v)
		}
	}
	a.m.pushPin(st, regs)
	return f
}

func (f frame) restore(m *Machine, st *State) {
	st.regs, st.pins, st.defers = f.regs.regs, f.regs.pins, f.defers
}

// prepare gives a callee its registers.
func (m *Machine) prepare(st State, f *function, bindings int32, args []Value) State {
	st.regs, st.defers = nil, nil
	for i := range f.Params {
		v := Value{K: Any}
		if int(i) < len(args) {
			v = args[i]
		}
		st.regs = st.regs.Set(uint64(i), v)
	}
	for i := range f.Free {
		v := Value{K: Any}
		if bindings >= 0 {
			v, _ = st.mem.Get(key(bindings, m.paths.below(0, "#"+strconv.Itoa(int(i)))))
		}
		st.regs = st.regs.Set(uint64(f.Params+i), v)
	}
	return st
}

// results are unknown values for a call's results.
func (m *Machine) results(st *State, c *summary.Call, at *site) Value {
	var vs []Value
	for i, r := range c.Results {
		s := *at
		s.key.fn = -2 - at.key.fn*8 - int32(i&7) // a place of its own for each result
		vs = append(vs, m.fresh(st, &s, r))
	}
	return m.bundle(vs)
}

// opaque calls what cannot be read: it returns anything, writes what it is
// handed the address of, and calls no WSK function.
func (a *activation) opaque(at *site, c *summary.Call, args []Value, st State) []outcome {
	m := a.m
	for i, v := range args {
		m.hand(&st, at, c, v, i)
	}
	return []outcome{{result: m.results(&st, c, at), st: st}}
}

// hand gives an argument to a function that cannot be read.
func (m *Machine) hand(st *State, at *site, c *summary.Call, v Value, i int) {
	switch v.K {
	case Func:
		st.async |= m.prog.funcs[v.N].reach
	case Ptr:
		if i < len(c.Roles) && c.Roles[i] == summary.Context {
			return
		}
		m.havoc(st, at, v.O, v.P)
	}
}

// havoc forgets what is stored at and below o, p. What is known of a
// registration there is lost.
func (m *Machine) havoc(st *State, at *site, o, p int32) {
	st.regis.High(uint32(o), func(k uint64, r Registration) bool {
		if m.paths.within(pathOf(k), p) {
			r.Phase = 3
			st.regis = st.regis.Set(k, r)
			m.report.inconclusive(st, at, "a function that cannot be read is handed the address of "+m.registrationName(k))
		}
		return true
	})
	m.mark(st, o, p, true)
}

// ---- deferred calls, panics

func (a *activation) deferCall(b, i int32, in *summary.Instr, st *State) {
	d := &deferral{next: st.defers, in: a.m.site(a.f, b, i), args: a.values(st, in.Call.Args)}
	if in.Call.Callee < 0 {
		d.fn = a.f.value(in.Call.Callee)
	} else {
		d.fn = a.value(st, in.Call.Callee)
	}
	var up uint64
	n := 0
	for x := st.defers; x != nil; x = x.next {
		n++
	}
	if n >= maxDefers {
		a.m.report.giveUp(st, d.in, "defers", "too many deferred calls are pending")
		return
	}
	if d.next != nil {
		up = d.next.hash
	}
	d.hash = valuesHash(combine(up, uint64(uint32(b))<<32|uint64(uint32(i)), d.fn.hash()), d.args)
	st.defers = d
	a.m.escape(st, d.fn)
	for _, v := range d.args {
		a.m.escape(st, v)
	}
}

// maxDefers bounds the deferred calls that are pending in one function.
const maxDefers = 20000

// deferred runs the pending calls, last first.
func (a *activation) deferred(st State) []State {
	a.m.cannot++
	defer func() { a.m.cannot-- }()
	done, work := []State(nil), []State{st}
	for len(work) > 0 {
		s := work[len(work)-1]
		work = work[:len(work)-1]
		d := s.defers
		if d == nil {
			done = append(done, s)
			continue
		}
		s.defers = d.next
		in := &a.f.Blocks[d.in.key.block].Instrs[d.in.key.instr]
		for _, o := range a.call(d.in, in, in.Call, d.fn, d.args, s) {
			o.st.panics = o.st.panics || o.panics
			work = append(work, o.st)
		}
	}
	return done
}

func (a *activation) runDefers(b, i int32, in *summary.Instr, st *State) (bool, []State) {
	if st.defers == nil {
		return true, nil
	}
	var next []State
	for _, s := range a.deferred(*st) {
		if s.panics {
			a.leaveByPanic(b, i, s)
			continue
		}
		next = append(next, s)
	}
	return first(st, next)
}

// unwind runs the pending calls of a panic and leaves the function.
func (a *activation) unwind(b, i int32, st *State) {
	for _, s := range a.deferred(*st) {
		if s.panics {
			a.leaveByPanic(b, i, s)
			continue
		}
		if a.f.Recover >= 0 {
			a.arrive(a.f.Recover, s)
			continue
		}
		e := Exit{State: s, at: a.m.funcSite(a.f, true)}
		for range a.f.Results {
			e.Results = append(e.Results, integer(0))
		}
		a.exit(e)
	}
}

func (a *activation) leaveByPanic(b, i int32, st State) {
	st.panics = false
	a.exit(Exit{State: st, at: a.m.site(a.f, b, i), Panics: true})
}

func (p *Program) string(n int64) string {
	for s, id := range p.strs {
		if id == n {
			return s
		}
	}
	return ""
}
