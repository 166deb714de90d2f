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
	a.rehash()
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
	c.rehash()
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
	if r.op == ddi.GroupGo && len(r.args) > 0 && r.args[0].K == Ptr {
		act.group = r.args[0]
		m.count(&st, act.group, integer(1))
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

// runActivity runs an activity from st, which has it pending: to its end, or to
// where it waits for what nobody has done yet. until is the key of an event for
// which it is run: it also pauses when it has set that.
func (m *Machine) runActivity(st State, act *activity, until uint64) (done, paused []State) {
	saved := frame{regs: st, defers: st.defers}
	st.acts = without(st.acts, act)
	for _, v := range act.args {
		m.retain(&st, v, -1)
	}
	if act.paused != nil && !m.signalled(&st, act.paused.on) {
		return nil, nil
	}
	m.note(&st, finding.Enter, act.at, m.activityName(act)+" runs", "")
	m.pushPin(&st, st.regs)
	calls, halted, was, cannot := m.calls, m.halted, m.until, m.cannot
	m.calls, m.halted, m.until, m.cannot = nil, nil, until, 0
	m.inside++
	exits := m.follow(st, act)
	m.inside--
	paused = m.halted
	m.calls, m.halted, m.until, m.cannot = calls, halted, was, cannot
	for _, e := range exits {
		if !e.Panics {
			done = append(done, e.State)
		}
	}
	for i := range done {
		if act.group.K == Ptr {
			m.count(&done[i], act.group, integer(-1))
		}
		saved.restore(m, &done[i])
	}
	for i := range paused {
		c := *act
		c.paused = paused[i].acts.paused // put there by pause
		c.next = paused[i].acts.next
		c.rehash()
		paused[i].acts = &c
		for _, v := range c.args {
			m.retain(&paused[i], v, 1)
		}
		saved.restore(m, &paused[i])
	}
	return done, paused
}

// follow runs an activity from its start, or from where it waits.
func (m *Machine) follow(st State, act *activity) []Exit {
	if act.fn.K == API {
		return m.runCall(st, act)
	}
	f := m.prog.funcs[act.fn.N]
	if len(f.Blocks) == 0 || len(m.stack) >= m.limits.Depth || m.recursive(f) {
		return nil
	}
	if act.paused == nil {
		return m.run(f, m.prepare(st, f, act.fn.O, act.args))
	}
	return m.resume(st, act.paused)
}

// resume goes on behind the call at which an activity paused, frame by frame.
func (m *Machine) resume(st State, c *continuation) []Exit {
	base := st.pins
	outs := []outcome{{st: st, result: c.result}}
	var exits []Exit
	for k := len(c.frames) - 1; k >= 0; k-- {
		fr := c.frames[k]
		m.calls = append([]callFrame(nil), c.frames[:k]...)
		pins := base
		for _, up := range c.frames[:k] {
			s := State{pins: pins}
			m.pushPin(&s, up.regs)
			pins = s.pins
		}
		a := m.activate(fr.f)
		for i := range outs {
			outs[i].st.regs, outs[i].st.defers, outs[i].st.pins = fr.regs, fr.defers, pins
		}
		m.stack = append(m.stack, fr.f)
		b, i := fr.at.key.block, fr.at.key.instr
		var first State
		if ok, more := a.finish(outs, b, i, &fr.f.Blocks[b].Instrs[i], &first); ok {
			a.from(b, position{first, int(i) + 1})
			for _, s := range more {
				a.from(b, position{s, int(i) + 1})
			}
		}
		exits = a.drain()
		m.stack = m.stack[:len(m.stack)-1]
		outs = outs[:0:0]
		for _, e := range exits {
			outs = append(outs, outcome{st: e.State, result: m.bundle(e.Results), panics: e.Panics})
		}
	}
	return exits
}

// pause puts the activity that is being run aside, at the call r that will
// return result. Where a deferred call or the like is under way it cannot.
func (m *Machine) pause(a *activation, at *site, st State, result Value, on uint64) {
	if m.cannot > 0 || m.inside != 1 {
		return
	}
	c := &continuation{result: result, on: on}
	c.frames = append(append(c.frames, m.calls...), callFrame{a.f, at, st.regs, st.defers})
	c.hash = combine(result.hash(), on)
	for _, f := range c.frames {
		c.hash = combine(c.hash, uint64(f.f.index), uint64(uint32(f.at.key.block)), uint64(uint32(f.at.key.instr)), f.regs.Hash())
		if f.defers != nil {
			c.hash = combine(c.hash, f.defers.hash)
		}
	}
	st.acts = &activity{next: st.acts, paused: c, at: at}
	m.halted = append(m.halted, st)
}

// signalled reports whether the event at key k is set, or may be.
func (m *Machine) signalled(st *State, k uint64) bool {
	if k == 0 {
		return true
	}
	v, ok := st.mem.Get(k)
	return !ok && m.objects[objectOf(k)].kind != "alloc" || ok && (v.K != Int || v.T != eventType || v.N != 0) || !ok && st.async&Shares != 0
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

// await runs the pending activities that a wait waits for, to their ends.
func (m *Machine) await(states []State, want func(*activity) bool) []State {
	return m.awaitEvent(states, want, 0)
}

// awaitEvent runs them until the event at key k is set, or, if k is 0, to their
// ends.
func (m *Machine) awaitEvent(states []State, want func(*activity) bool, k uint64) []State {
	for range 2 * maxActivities {
		var next []State
		more := false
		for _, s := range states {
			if k != 0 && m.set(&s, k) {
				next = append(next, s)
				continue
			}
			acts := m.pending(&s, want)
			if len(acts) == 0 {
				next = append(next, s)
				continue
			}
			more = true
			for _, a := range acts {
				done, paused := m.runActivity(s, a, k)
				next = append(next, done...)
				for _, p := range paused {
					if k != 0 && m.set(&p, k) {
						next = append(next, p)
					}
				}
				if k == 0 {
					break // all of them, one after the other
				}
			}
		}
		states = next
		if !more {
			break
		}
	}
	return states
}

// set reports whether the event at key k is set.
func (m *Machine) set(st *State, k uint64) bool {
	v, ok := st.mem.Get(k)
	return ok && v.T == eventType && v.K == Int && v.N != 0
}

// wait is a DDI that waits.
func (a *activation) wait(r *request, st State) []outcome {
	m := a.m
	m.waitsInCallback(r, &st)
	if r.timesOut() && r.op == ddi.WaitOne {
		late := st
		m.outOfTime(&late)
		st.awaited = nil // what is waited for has completed
		on := m.waitFor(a, r, st)
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
	st.awaited = nil
	var out []outcome
	for _, s := range m.waitFor(a, r, st) {
		res := m.status(&s, r, true)
		out = append(out, outcome{st: s, result: res})
	}
	return out
}

// waitFor is the states in which a wait ends.
func (m *Machine) waitFor(a *activation, r *request, st State) []State {
	signals := func(a *activity) bool { return m.activityEffects(a)&Signals != 0 }
	switch r.op {
	case ddi.Flush:
		return m.await([]State{st}, func(a *activity) bool { return a.kind == "work item" })
	case ddi.WaitAll:
		return m.await([]State{st}, func(*activity) bool { return true })
	case ddi.GroupWait:
		return m.waitGroup(r, st)
	case ddi.Rundown:
		return m.await([]State{st}, signals)
	}
	if len(r.args) == 0 {
		return []State{st}
	}
	obj := r.args[0]
	if obj.K != Ptr {
		return []State{st}
	}
	if t, ok := m.thread(&st, obj); ok {
		return m.await([]State{st}, func(a *activity) bool { return a.handle == t })
	}
	k := key(obj.O, obj.P)
	cell, ok := st.mem.Get(k)
	known := ok && cell.T == eventType && cell.K == Int
	switch {
	case known && cell.N != 0:
		m.consume(&st, obj)
		return []State{st}
	case m.inside > 0 && known && st.async&Shares == 0:
		res := m.status(&st, r, true)
		m.pause(a, r.at, st, res, k)
		return nil // here it waits until somebody sets the event
	case m.inside > 0:
		return []State{st}
	case !known:
		return m.await([]State{st}, signals)
	}
	states := m.awaitEvent([]State{st}, signals, k)
	for i := range states {
		m.consume(&states[i], obj)
	}
	return states
}

// thread is the thread that v, or the cell that it points to, is a handle of.
func (m *Machine) thread(st *State, v Value) (int32, bool) {
	if m.objects[v.O].kind == "thread" {
		return v.O, true
	}
	if t, ok := st.mem.Get(key(v.O, v.P)); ok && t.K == Ptr && m.objects[t.O].kind == "thread" {
		return t.O, true
	}
	return 0, false
}

// consume takes the signal of a synchronization event away.
func (m *Machine) consume(st *State, obj Value) {
	if kind, ok := st.mem.Get(key(obj.O, m.paths.below(obj.P, "type"))); ok && kind == integer(1) {
		m.put(st, obj.O, obj.P, Value{K: Int, T: eventType})
	}
}

// waitGroup waits until the count of a WaitGroup is zero.
func (m *Machine) waitGroup(r *request, st State) []State {
	goroutine := func(a *activity) bool { return a.kind == "goroutine" }
	if len(r.args) == 0 || r.args[0].K != Ptr {
		return m.await([]State{st}, goroutine)
	}
	o, p := r.args[0].O, r.args[0].P
	n, ok := st.mem.Get(key(o, p))
	if ok && n.K != Int {
		return m.await([]State{st}, goroutine)
	}
	if n.N == 0 {
		return []State{st}
	}
	var out []State
	for _, s := range m.await([]State{st}, goroutine) {
		if n, ok := s.mem.Get(key(o, p)); !ok || n.K != Int || n.N == 0 {
			out = append(out, s)
		}
	}
	return out
}

// signal sets, clears or initialises an event, or counts a WaitGroup.
func (m *Machine) signal(r *request, st State) []outcome {
	if len(r.args) == 0 || r.args[0].K != Ptr {
		return m.anything(r, st)
	}
	v := r.args[0]
	event := func(n int64) { m.put(&st, v.O, v.P, Value{K: Int, T: eventType, N: n}) }
	switch r.op {
	case ddi.EventInit:
		rest := r.args[1:]
		if len(rest) > 0 && rest[0].K == Int {
			m.put(&st, v.O, m.paths.below(v.P, "type"), integer(rest[0].N))
		}
		n := int64(0)
		if len(rest) > 1 && rest[1].K == Int {
			n = rest[1].N
		}
		event(n)
	case ddi.EventClear:
		event(0)
	case ddi.EventSet, ddi.CloseChannel:
		event(1)
	case ddi.GroupAdd, ddi.GroupDone:
		by := integer(-1)
		if r.op == ddi.GroupAdd && len(r.args) > 1 {
			by = r.args[1]
		}
		m.count(&st, v, by)
	}
	if r.op != ddi.EventInit && r.op != ddi.EventClear && m.until == key(v.O, v.P) {
		res := m.results(&st, r.call, r.at)
		m.pause(r.a, r.at, st, res, 0)
	}
	return m.anything(r, st)
}

// count adds to the count of a WaitGroup.
func (m *Machine) count(st *State, v, by Value) {
	n, ok := st.mem.Get(key(v.O, v.P))
	if ok && n.K != Int || by.K != Int {
		m.put(st, v.O, v.P, Value{K: Any, T: eventType})
		return
	}
	m.put(st, v.O, v.P, Value{K: Int, T: eventType, N: n.N + by.N})
}

// channel is an operation on a channel.
func (a *activation) channel(b, i int32, in *summary.Instr, st *State) (bool, []State) {
	m := a.m
	at := m.site(a.f, b, i)
	ch := Value{K: Any}
	if in.Code != summary.Select {
		ch = a.value(st, in.A)
	}
	switch in.Code {
	case summary.Send, summary.Close:
		if ch.K == Ptr {
			m.put(st, ch.O, ch.P, Value{K: Int, T: eventType, N: 1})
			if m.until == key(ch.O, ch.P) {
				m.pause(a, at, *st, Value{}, 0)
			}
		}
		return true, nil
	case summary.Receive:
		return a.receive(at, in, ch, st)
	}
	return a.choose(in, st)
}

// receive is <-ch.
func (a *activation) receive(at *site, in *summary.Instr, ch Value, st *State) (bool, []State) {
	m := a.m
	states := []State{*st}
	signals := func(x *activity) bool { return m.activityEffects(x)&Signals != 0 }
	switch {
	case ch.K != Ptr && m.inside == 0:
		states = m.await(states, signals)
	case ch.K != Ptr || m.set(st, key(ch.O, ch.P)):
	case m.inside == 0:
		k := key(ch.O, ch.P)
		if acts := m.pending(st, signals); len(acts) > 0 {
			states = m.awaitEvent(states, signals, k)
		}
	case in.Name == "signal":
		m.put(st, ch.O, ch.P, Value{K: Int, T: eventType})
		m.pause(a, at, *st, m.received(st, at, in), key(ch.O, ch.P))
		return false, nil
	}
	for k := range states {
		set(&states[k], in.Dst, m.received(&states[k], at, in))
	}
	return first(st, states)
}

func (m *Machine) received(st *State, at *site, in *summary.Instr) Value {
	if in.N == 1 {
		return Value{K: Agg, N: 1}
	}
	return m.fresh(st, at, in.Kind)
}

// choose is a select: any of its channels that is ready, or may be.
func (a *activation) choose(in *summary.Instr, st *State) (bool, []State) {
	m := a.m
	states := []State{*st}
	if m.inside == 0 && in.N != 1 {
		ready := slices.ContainsFunc(in.Args, func(o summary.Operand) bool {
			ch := a.value(st, o)
			return ch.K != Ptr || m.set(st, key(ch.O, ch.P))
		})
		if !ready {
			states = nil
		}
		more := m.await([]State{*st}, func(x *activity) bool { return m.activityEffects(x)&Signals != 0 })
		states = append(states, more...)
	}
	var out []State
	give := func(s State, k int64) {
		set(&s, in.Dst, m.makeAgg(agg{cells: oneCell(m, "#0", integer(k)), unknown: true}))
		out = append(out, s)
	}
	for _, s := range states {
		var ready, all []int64
		for k, o := range in.Args {
			all = append(all, int64(k))
			ch := a.value(&s, o)
			if ch.K != Ptr || m.objects[ch.O].kind != "alloc" || m.set(&s, key(ch.O, ch.P)) {
				ready = append(ready, int64(k))
			}
		}
		if len(ready) == 0 && in.N != 1 {
			ready = all
		}
		for _, k := range ready {
			give(s, k)
		}
		if in.N == 1 {
			give(s, -1)
		}
	}
	return first(st, out)
}
