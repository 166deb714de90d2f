package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/program"
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
	callee := a.f.Value(in.Call.Callee)
	if in.Call.Callee >= 0 {
		callee = a.value(st, in.Call.Callee)
	}
	args := a.values(st, in.Call.Args)
	if in.Call.Op.Wsk() {
		m.launchCall(st, at, in.Call, args)
		return
	}
	if in.Call.Method != "" {
		callee, args = m.method(st, at, in.Call, args)
	}
	if callee.IsNil() {
		a.ends(b, i, coverage.Nil)
	}
	if callee.K == Func {
		m.launch(st, activity{fn: callee, args: args, handle: none, at: at, kind: "goroutine"})
	}
}

// method is the method of an interface that a goroutine runs, and its arguments; Any
// if it is not known which.
func (m *Machine) method(st *State, at *program.Site, c *summary.Call, args []Value) (Value, []Value) {
	recv := args[0]
	if recv.T <= 0 {
		return Value{K: Any}, args
	}
	f, ok := m.prog.Methods[program.MethodKey{Typ: m.typeNames[recv.T], Name: c.Method}]
	if !ok {
		return Value{K: Any}, args
	}
	args = slices.Clone(args)
	args[0] = recv.Unboxed()
	return Value{K: Func, N: int64(f.Fn), O: m.bindTypes(st, f.Args, at)}, args
}

// launchCall starts a goroutine that is a DDI itself.
func (m *Machine) launchCall(st *State, at *program.Site, c *summary.Call, args []Value) {
	a := activity{fn: Value{K: API, N: m.prog.Str(c.Name), O: anyBase}, args: args, handle: none, at: at, kind: "goroutine"}
	m.launch(st, a)
}

func (m *Machine) launch(st *State, a activity) (followed bool) {
	n, same := 0, 0
	for x := st.acts; x != nil; x = x.next {
		if x.fn == a.fn && x.at == a.at && x.alarm == nil && slices.Equal(x.args, a.args) {
			same++
		}
		n++
	}
	if m.enoughWait(st, &a) {
		return false
	}
	if same == maxSame {
		m.SetCount(st, untold, 1)
		return true
	}
	if n >= maxActivities {
		m.report.inconclusive(st, a.at, "too many threads and work items are pending")
		return true
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
	m.note(st, finding.Spawn, a.at, a.alarm.verb()+" "+m.activityName(&a), "")
	return true
}

// enoughWait reports whether so many that are started at the same place wait already,
// from roots that have ended, that a life with one more is not followed: each of them
// may as well have run.
func (m *Machine) enoughWait(st *State, a *activity) bool {
	if a.req != nil || a.kind == reinitialization {
		return false
	}
	return len(m.pending(st, func(x *activity) bool {
		return x.old && x.req == nil && x.paused == nil && x.at == a.at && x.fn == a.fn
	})) >= maxSame
}

// settle says that the root which has started what is pending has ended. Who has
// nothing left to do has come to its end.
func (m *Machine) settle(st *State) {
	for _, a := range m.pending(st, m.spent) {
		m.disarm(st, a)
		m.hold(st, a.paused.level, -1)
	}
	st.acts = aged(st.acts)
}

func aged(a *activity) *activity {
	if a == nil {
		return nil
	}
	c := *a
	c.next, c.old = aged(a.next), true
	c.rehash()
	return &c
}

// spent reports whether an activity has paused where it does not wait, and does nothing
// more that is followed.
func (m *Machine) spent(a *activity) bool {
	return a.paused != nil && a.paused.on == 0 && m.activityEffects(a) == 0
}

// maxSame is how many activities that do the same are told apart: one and
// several. Where there are more, the cell untold of the harness says so.
const maxSame = 2

const untold = "untold"

// maxActivities bounds what is started and has not run.
const maxActivities = 6

func (m *Machine) activityName(a *activity) string {
	if a.req != nil {
		return "the request of " + a.req.name
	}
	if a.fn.K == API {
		return "a goroutine that calls " + m.prog.Text(a.fn.N)
	}
	return a.kind + " " + m.prog.Funcs[a.fn.N].Short
}

func (m *Machine) activityEffects(a *activity) program.Effects {
	if a.req != nil {
		return m.requestEffects(a)
	}
	if a.paused != nil {
		return m.remaining(a.paused)
	}
	return m.effectsOf(a.fn)
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
	if r.op == ddi.QueueWork || r.op == ddi.QueueContextFirst {
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
	for _, names := range boundCells {
		if act.fn.K == Func || len(r.args) == 0 || r.args[0].K != Ptr {
			break
		}
		item := r.args[0]
		if v, ok := st.mem.Get(key(item.O, m.paths.below(item.P, names[0]))); ok && v.K == Func {
			act.fn = v
			ctx, hasCtx = st.mem.Get(key(item.O, m.paths.below(item.P, names[1])))
		}
	}
	if act.fn.K != Func {
		if r.noRoutine() {
			m.report.inconclusive(&st, r.at, "no routine is handed to "+r.name()+", so nothing that it would do is followed")
		}
		return m.either2(r, st)
	}
	f := m.prog.Funcs[act.fn.N]
	at := f.ContextAt(r.op)
	for i := range f.Params {
		v := Value{K: Any}
		if hasCtx && i == at {
			v = ctx
		}
		act.args = append(act.args, v)
	}
	if r.op == ddi.GroupGo && len(r.args) > 0 && r.args[0].K == Ptr {
		act.group = r.args[0]
		m.count(&st, act.group, integer(1))
	}
	if !m.launch(&st, act) {
		return nil
	}
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

// noRoutine reports whether a call that starts a routine is handed nil for it.
func (r *request) noRoutine() bool {
	for i, role := range r.call.Roles {
		if role == summary.Callback && i < len(r.args) && r.args[i].IsNil() {
			return true
		}
	}
	return false
}

// boundCells are the cells of a work item in which its routine and its context stand:
// where it was made with them, or in its fields.
var boundCells = [][2]string{{"routine", "context"}, {"WorkerRoutine", "Parameter"}}

// anybody is any activity.
func anybody(*activity) bool { return true }

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
	running := m.running
	m.running = act
	defer func() { m.running = running }()
	m.expire(&st, act)
	if act.req == nil {
		m.note(&st, finding.Enter, act.at, m.activityName(act)+" runs", "")
	}
	m.pushPin(&st, &st.regs, st.defers)
	calls, halted, ended, was, cannot, beside := m.calls, m.halted, m.ended, m.until, m.cannot, m.beside
	m.calls, m.halted, m.ended, m.until, m.cannot, m.beside = nil, nil, nil, until, 0, act.at
	m.inside++
	outer := m.aside(&st, act)
	if act.alarm != nil {
		m.alarmed(&st, act)
	}
	exits := m.follow(st, act)
	m.inside--
	done, paused = m.ended, m.halted
	m.calls, m.halted, m.ended, m.until, m.cannot, m.beside = calls, halted, ended, was, cannot, beside
	for _, e := range exits {
		if !e.Panics {
			done = append(done, e.State)
		}
	}
	if act.req == nil && act.fn.K == Func {
		m.ran(m.prog.Funcs[act.fn.N], len(done) > 0)
	}
	for i := range done {
		if act.group.K == Ptr {
			m.count(&done[i], act.group, integer(-1))
		}
		m.back(&done[i], outer)
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
		m.back(&paused[i], outer)
		saved.restore(m, &paused[i])
	}
	return done, paused
}

// aside puts the IRQL of whoever waits aside: an activity begins at
// PASSIVE_LEVEL, or goes on at the level at which it has paused.
func (m *Machine) aside(st *State, act *activity) (outer level) {
	outer = st.level
	m.hold(st, outer, 1)
	l := level{}
	if act.paused != nil {
		l = act.paused.level
	}
	m.changeLevel(st, l)
	if act.paused != nil {
		m.hold(st, l, -1)
	}
	return outer
}

// back takes the IRQL of whoever waited up again.
func (m *Machine) back(st *State, outer level) {
	m.changeLevel(st, outer)
	m.hold(st, outer, -1)
}

// hold counts what holds the values of a level.
func (m *Machine) hold(st *State, l level, by int32) {
	m.retain(st, l.at, by)
	m.retain(st, l.under, by)
}

// follow runs an activity from its start, or from where it waits.
func (m *Machine) follow(st State, act *activity) []Exit {
	if act.req != nil {
		return m.completes(st, act)
	}
	if act.fn.K == API {
		return m.runCall(st, act)
	}
	f := m.prog.Funcs[act.fn.N]
	if len(f.Blocks) == 0 || len(m.stack) >= m.limits.Depth || m.recursive(f, act.args) {
		return nil
	}
	if act.paused == nil {
		st = m.prepare(st, f, act.fn.O, act.args)
		return m.run(f, &st)
	}
	return m.resume(st, act.paused)
}

// resume goes on behind the call at which an activity paused, frame by frame.
func (m *Machine) resume(st State, c *continuation) []Exit {
	base := st.pins
	result := c.result
	at := c.frames[len(c.frames)-1].at
	if in := at.Instr(); in.Code == summary.Receive {
		result = m.received(&st, at, in, Value{K: Ptr, O: objectOf(c.on), P: pathOf(c.on)})
	}
	outs := []outcome{{st: st, result: result}}
	var exits []Exit
	for k := len(c.frames) - 1; k >= 0; k-- {
		fr := c.frames[k]
		m.calls = append([]callFrame(nil), c.frames[:k]...)
		pins := base
		for _, up := range c.frames[:k] {
			s := State{pins: pins}
			m.pushPin(&s, &up.regs, up.defers)
			pins = s.pins
		}
		a := m.activate(fr.f)
		for i := range outs {
			outs[i].st.regs, outs[i].st.defers, outs[i].st.pins = fr.regs, fr.defers, pins
		}
		m.push(fr.f, &State{})
		b, i := fr.at.Key.Block, fr.at.Key.Instr
		var first State
		if ok, more := a.finish(outs, b, i, &fr.f.Blocks[b].Instrs[i], &first); ok {
			a.from(b, i+1, &first)
			for k := range more {
				a.from(b, i+1, &more[k])
			}
		}
		exits = a.drain()
		m.pop()
		outs = outs[:0:0]
		for _, e := range exits {
			outs = append(outs, outcome{st: e.State, result: m.bundle(e.Results), panics: e.Panics})
		}
	}
	return exits
}

// pause puts the activity that is being run aside, at the call r that will
// return result. Where a deferred call or the like is under way it cannot.
func (m *Machine) pause(a *activation, at *program.Site, st State, result Value, on uint64) {
	m.pauses++
	if m.cannot > 0 || m.inside != 1 {
		return
	}
	c := &continuation{result: result, on: on, level: st.level}
	if on == 0 {
		c.again = m.again(at)
	}
	m.hold(&st, c.level, 1)
	c.frames = append(append(c.frames, m.calls...), callFrame{a.f, at, st.regs, st.defers})
	c.hash = combine(result.Hash(), on, c.level.hash(), uint64(c.again))
	for _, f := range c.frames {
		c.hash = combine(c.hash, uint64(f.f.Index), uint64(uint32(f.at.Key.Block)), uint64(uint32(f.at.Key.Instr)), f.regs.hash())
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
	return !ok && m.objects[objectOf(k)].kind != "alloc" || ok && (v.K != Int || v.T != eventType || v.N != 0) || !ok && st.async&program.Shares != 0
}

// runCall runs a goroutine that is a DDI itself.
func (m *Machine) runCall(st State, act *activity) []Exit {
	a := m.activate(act.at.Fn)
	in := &act.at.Fn.Blocks[act.at.Key.Block].Instrs[act.at.Key.Instr]
	var out []Exit
	for _, o := range a.system(&request{a: a, at: act.at, op: in.Call.Op, call: in.Call, args: act.args, table: Value{K: API, O: anyBase}}, st) {
		out = append(out, Exit{State: o.st, at: act.at})
	}
	return out
}
