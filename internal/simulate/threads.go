package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/summary"
)

// Threads, goroutines and work items are lives beside the one that is followed.
// One that has been started has run by the time somebody waits for it, and may
// run, as a whole, between two routines that the system calls. While it has
// not, whatever it may do excuses others: a finding about something that it
// could still do is not made.

func (a *activation) spawn(b, i int32, in *summary.Instr, st *State) {
	m := a.m
	at := m.site(a.f, b, i)
	callee := a.f.value(in.Call.Callee)
	if in.Call.Callee >= 0 {
		callee = a.value(st, in.Call.Callee)
	}
	args := a.values(st, in.Call.Args)
	if in.Call.Op.Wsk() {
		m.launchCall(st, at, in.Call, args)
		return
	}
	if callee.K == Func {
		m.launch(st, activity{fn: callee, args: args, handle: none, at: at, kind: "goroutine"})
	}
}

// launchCall starts a goroutine that is a DDI itself.
func (m *Machine) launchCall(st *State, at *site, c *summary.Call, args []Value) {
	a := activity{fn: Value{K: API, N: m.prog.str(c.Name), O: anyBase}, args: args, handle: none, at: at, kind: "goroutine"}
	m.launch(st, a)
}

func (m *Machine) launch(st *State, a activity) {
	n := 0
	for x := st.acts; x != nil; x = x.next {
		if x.fn == a.fn && x.at == a.at && slices.Equal(x.args, a.args) {
			return // once more of the same tells nothing new
		}
		n++
	}
	if n >= maxActivities {
		m.report.inconclusive(st, a.at, "too many threads and work items are pending")
		return
	}
	a.next = st.acts
	a.trace = st.trace
	var up uint64
	if a.next != nil {
		up = a.next.hash
	}
	a.hash = valuesHash(combine(up, a.fn.hash(), uint64(uint32(a.handle)), uint64(a.at.key.block)<<32|uint64(uint32(a.at.key.instr))), a.args)
	st.acts = &a
	m.escape(st, a.fn)
	for _, v := range a.args {
		m.escape(st, v)
		m.retain(st, v, 1)
	}
	m.note(st, finding.Spawn, a.at, "starts "+m.activityName(&a), "")
}

// maxActivities bounds what is started and has not run.
const maxActivities = 6

func (m *Machine) activityName(a *activity) string {
	if a.fn.K == API {
		return "a goroutine that calls " + m.prog.string(a.fn.N)
	}
	return a.kind + " " + m.prog.funcs[a.fn.N].Short
}

func (m *Machine) activityEffects(a *activity) Effects {
	if a.fn.K == API {
		return effectOf[ddi.Lookup(m.prog.string(a.fn.N))]
	}
	return m.prog.funcs[a.fn.N].reach
}

// without removes an activity from those pending.
func without(list, gone *activity) *activity {
	if list == gone {
		return gone.next
	}
	c := *list
	c.next = without(list.next, gone)
	var up uint64
	if c.next != nil {
		up = c.next.hash
	}
	c.hash = valuesHash(combine(up, c.fn.hash(), uint64(uint32(c.handle)), uint64(c.at.key.block)<<32|uint64(uint32(c.at.key.instr))), c.args)
	return &c
}

// start is a DDI that starts a thread or queues a work item.
func (m *Machine) start(r *request, st State) []outcome {
	bad := st
	act := activity{handle: none, at: r.at, kind: "thread"}
	if r.op == ddi.QueueWork {
		act.kind = "work item"
	} else if r.op == ddi.GroupGo {
		act.kind = "goroutine"
	}
	for i, v := range r.args {
		if v.K == Func {
			act.fn = v
		}
		if i == 0 && v.K == Ptr && r.op == ddi.StartThread {
			act.handle = m.allocate(&st, "thread", r.at, "", true)
			m.store(&st, v.O, v.P, Value{K: Ptr, O: act.handle})
		}
	}
	ctx, hasCtx := r.lastContext()
	if act.fn.K != Func && len(r.args) > 0 && r.args[0].K == Ptr { // bound before
		item := r.args[0]
		if v, ok := st.mem.Get(key(item.O, m.paths.below(item.P, "routine"))); ok && v.K == Func {
			act.fn = v
			ctx, hasCtx = st.mem.Get(key(item.O, m.paths.below(item.P, "context")))
		}
	}
	if act.fn.K != Func {
		return m.either2(r, st)
	}
	f := m.prog.funcs[act.fn.N]
	for i := range f.Params {
		v := Value{K: Any}
		if hasCtx && (i == f.Params-1 || f.Roles[i] == summary.Context && f.Params == 1) {
			v = ctx
		}
		act.args = append(act.args, v)
	}
	m.launch(&st, act)
	if len(r.call.Results) == 0 {
		return []outcome{{st: st}}
	}
	good := m.status(&st, r, true)
	if r.op != ddi.StartThread {
		return []outcome{{st: st, result: good}}
	}
	m.note(&bad, finding.Operate, r.at, r.text()+" fails", "")
	fail := m.status(&bad, r, false)
	return []outcome{{st: st, result: good}, {st: bad, result: fail}}
}

// Pending are the activities that have not run, first started first.
func (m *Machine) pending(st *State, want func(*activity) bool) []*activity {
	var out []*activity
	for a := st.acts; a != nil; a = a.next {
		if want(a) {
			out = append(out, a)
		}
	}
	slices.Reverse(out)
	return out
}

// complete runs an activity as a whole from st, which has it pending.
func (m *Machine) runActivity(st State, act *activity) []State {
	st.acts = without(st.acts, act)
	for _, v := range act.args {
		m.retain(&st, v, -1)
	}
	m.note(&st, finding.Enter, act.at, m.activityName(act)+" runs", "")
	saved := st
	m.pushPin(&st, st.regs)
	var exits []Exit
	m.inside++
	if act.fn.K == API {
		exits = m.runCall(st, act)
	} else if f := m.prog.funcs[act.fn.N]; len(f.Blocks) > 0 && len(m.stack) < m.limits.Depth && !m.recursive(f) {
		exits = m.run(f, m.prepare(st, f, act.fn.O, act.args))
	}
	m.inside--
	var out []State
	for _, e := range exits {
		if e.Panics {
			continue
		}
		s := e.State
		s.regs, s.pins, s.defers = saved.regs, saved.pins, saved.defers
		out = append(out, s)
	}
	return out
}

// runCall runs a goroutine that is a DDI itself.
func (m *Machine) runCall(st State, act *activity) []Exit {
	a := &activation{m: m, f: act.at.fn, waiting: map[int32][]State{}, seen: map[int32]*arrivals{}, known: map[uint64]bool{}}
	in := &act.at.fn.Blocks[act.at.key.block].Instrs[act.at.key.instr]
	var out []Exit
	for _, o := range a.system(&request{a: a, at: act.at, op: in.Call.Op, call: in.Call, args: act.args, table: Value{K: API, O: anyBase}}, st) {
		out = append(out, Exit{State: o.st, at: act.at})
	}
	return out
}

// await runs the pending activities that a wait waits for.
func (m *Machine) await(states []State, want func(*activity) bool) []State {
	for range maxActivities {
		var next []State
		more := false
		for _, s := range states {
			acts := m.pending(&s, want)
			if len(acts) == 0 {
				next = append(next, s)
				continue
			}
			more = true
			next = append(next, m.runActivity(s, acts[0])...)
		}
		states = next
		if !more {
			break
		}
	}
	return states
}

// wait is a DDI that waits.
func (a *activation) wait(r *request, st State) []outcome {
	m := a.m
	if r.timesOut() && r.op == ddi.WaitOne {
		late := st
		on := m.waitFor(r, st)
		var out []outcome
		for _, s := range on {
			res := m.status(&s, r, true)
			out = append(out, outcome{st: s, result: res})
		}
		res := Value{}
		if len(r.call.Results) == 1 {
			res = integer(statusTimeout)
		}
		m.note(&late, finding.Operate, r.at, r.text()+" times out", "")
		return append(out, outcome{st: late, result: res})
	}
	var out []outcome
	for _, s := range m.waitFor(r, st) {
		res := m.status(&s, r, true)
		out = append(out, outcome{st: s, result: res})
	}
	return out
}

func (m *Machine) waitFor(r *request, st State) []State {
	signals := func(a *activity) bool { return m.activityEffects(a)&Signals != 0 }
	switch r.op {
	case ddi.Flush:
		return m.await([]State{st}, func(a *activity) bool { return a.kind == "work item" })
	case ddi.WaitAll:
		return m.await([]State{st}, func(*activity) bool { return true })
	case ddi.GroupWait:
		return m.await([]State{st}, func(a *activity) bool { return a.kind == "goroutine" && (signals(a) || true) })
	case ddi.Rundown:
		return m.await([]State{st}, signals)
	}
	if len(r.args) == 0 {
		return []State{st}
	}
	obj := r.args[0]
	if obj.K != Ptr {
		if m.inside == 0 {
			return m.await([]State{st}, signals)
		}
		return []State{st}
	}
	if m.objects[obj.O].kind == "thread" {
		return m.await([]State{st}, func(a *activity) bool { return a.handle == obj.O })
	}
	if t, ok := st.mem.Get(key(obj.O, obj.P)); ok && t.K == Ptr && m.objects[t.O].kind == "thread" {
		return m.await([]State{st}, func(a *activity) bool { return a.handle == t.O })
	}
	cell, ok := st.mem.Get(key(obj.O, obj.P))
	if ok && cell.K == Int && cell.T == eventType && cell.N == 1 {
		return []State{st}
	}
	if m.inside > 0 {
		if ok && cell.K == Int && cell.T == eventType {
			return nil // it waits until somebody sets the event
		}
		return []State{st}
	}
	return m.await([]State{st}, signals)
}

// signal sets, clears or initialises an event, or the like.
func (m *Machine) signal(r *request, st State) []outcome {
	if len(r.args) > 0 && r.args[0].K == Ptr {
		v := r.args[0]
		n := int64(1)
		if r.op == ddi.EventInit || r.op == ddi.EventClear {
			n = 0
			if ints := r.args[1:]; r.op == ddi.EventInit && len(ints) > 1 && ints[len(ints)-1].K == Int {
				n = ints[len(ints)-1].N
			}
		}
		if r.op == ddi.EventInit || r.op == ddi.EventSet || r.op == ddi.EventClear || r.op == ddi.CloseChannel {
			m.put(&st, v.O, v.P, Value{K: Int, T: eventType, N: n})
		}
	}
	return m.anything(r, st)
}

// channel is an operation on a channel.
func (a *activation) channel(b, i int32, in *summary.Instr, st *State) (bool, []State) {
	m := a.m
	at := m.site(a.f, b, i)
	ready := func(v Value) bool {
		c, ok := st.mem.Get(key(v.O, v.P))
		return ok && c.T == eventType && c.N == 1
	}
	ch := Value{K: Any}
	if in.Code != summary.Select {
		ch = a.value(st, in.A)
	}
	switch in.Code {
	case summary.Send, summary.Close:
		if ch.K == Ptr {
			m.put(st, ch.O, ch.P, Value{K: Int, T: eventType, N: 1})
		}
		return true, nil
	case summary.Receive:
		if m.inside > 0 && ch.K == Ptr && in.Name == "signal" && !ready(ch) {
			return false, nil
		}
		states := []State{*st}
		if m.inside == 0 && (ch.K != Ptr || !ready(ch)) {
			states = m.await(states, func(x *activity) bool { return m.activityEffects(x)&Signals != 0 })
		}
		for k := range states {
			v := m.fresh(&states[k], at, in.Kind)
			if in.N == 1 {
				v = Value{K: Agg, N: 1}
			}
			set(&states[k], in.Dst, v)
		}
		return first(st, states)
	}
	// select: any of its channels
	var out []State
	for k := range in.Args {
		s := *st
		set(&s, in.Dst, m.makeAgg(agg{cells: oneCell(m, "#0", integer(int64(k))), unknown: true}))
		out = append(out, s)
	}
	if in.N == 1 {
		s := *st
		set(&s, in.Dst, m.makeAgg(agg{cells: oneCell(m, "#0", integer(-1)), unknown: true}))
		out = append(out, s)
	}
	return first(st, out)
}
