package simulate

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/summary"
)

// A DPC that is queued and a timer that is set are lives beside, as threads are: at
// any time, and as a whole, their routine may run, at its IRQL. Cancelling takes one
// out of its queue, or comes too late; a flush runs what is queued.
// Pages: wdm/nf-wdm-keinsertqueuedpc, wdm/nf-wdm-kesettimerex,
// wdm/nf-wdm-kecanceltimer, wdm/nf-wdm-keflushqueueddpcs, wdm/nf-wdm-exdeletetimer.

// alarm is what an activity that is a DPC or a timer is armed by.
type alarm struct {
	of     Value  // the DPC, the timer or the device
	slot   string // of the routine
	again  bool   // a periodic timer
	queued bool   // its routine is queued: no timer has to expire first
}

func (a *alarm) hash() uint64 {
	var flags uint64
	if a.again {
		flags |= 1
	}
	if a.queued {
		flags |= 2
	}
	return combine(a.of.Hash(), flags)
}

// recurs reports whether a is a periodic timer: it never comes to its end.
func recurs(a *activity) bool { return a.alarm != nil && a.alarm.again }

// queued reports whether a is a DPC that is queued.
func queued(a *activity) bool { return a.alarm != nil && a.alarm.queued }

// armedBy is the activity that v has armed, if it has not run.
func (m *Machine) armedBy(st *State, v Value) *activity {
	for a := st.acts; a != nil; a = a.next {
		if a.alarm != nil && a.alarm.of == v.Plain() {
			return a
		}
	}
	return nil
}

// arm queues a DPC or sets a timer.
func (m *Machine) arm(r *request, st State) []outcome {
	of, ok := r.pointer()
	if !ok {
		return m.anything(r, st)
	}
	was := m.armedBy(&st, of)
	res := m.results(&st, r.call, r.at)
	if len(r.call.Results) == 1 && r.call.Results[0] == summary.Bool {
		res = boolean((was != nil) == (r.op == ddi.SetTimer))
	}
	if was != nil && r.op == ddi.ArmDpc {
		return []outcome{{st: st, result: res}}
	}
	if was != nil { // set anew
		m.disarm(&st, was)
	}
	for _, v := range r.args {
		if v.K != Ptr {
			continue
		}
		fn, context, slot := m.bound(&st, v)
		switch {
		case slot == "":
		case fn.K != Func:
			m.anytime(&st, fn, context, slot)
		case m.matters(fn):
			al := &alarm{of: of.Plain(), slot: slot, again: m.periodic(r, &st, of), queued: r.op == ddi.ArmDpc}
			if !m.launch(&st, activity{fn: fn, args: m.handed(m.prog.Funcs[fn.N], Value{K: Any}, context), handle: none, at: r.at, kind: al.kind(), alarm: al}) {
				return nil
			}
		}
	}
	return []outcome{{st: st, result: res}}
}

// verb says how an activity gets going: one without an alarm is started.
func (a *alarm) verb() string {
	switch {
	case a == nil:
		return "starts"
	case a.queued:
		return "queues"
	}
	return "sets"
}

func (a *alarm) kind() string {
	if a.queued {
		return "DPC"
	}
	return "timer"
}

// matters reports whether a routine does anything that is followed.
func (m *Machine) matters(fn Value) bool { return m.prog.Funcs[fn.N].Reach != 0 }

// anytime has the system call a routine at any time: what arms it is not told apart.
func (m *Machine) anytime(st *State, fn, context Value, slot string) {
	if fn.K == Set {
		for _, f := range m.sets[fn.N] {
			m.anytime(st, f, Value{K: Any}, slot)
		}
		return
	}
	if fn.K == Func {
		st.async |= m.prog.Funcs[fn.N].Reach
		m.install(st, slot, fn, context)
	}
}

// periodic reports whether a timer is set to expire again and again, for certain.
func (m *Machine) periodic(r *request, st *State, of Value) bool {
	if r.op == ddi.ArmDpc {
		return false
	}
	if ddi.Recurs(r.name()) {
		return true
	}
	every, ok := st.mem.Get(key(of.O, m.paths.below(of.P, "period")))
	n := r.integers()
	if i, handed := ddi.Period(r.name(), len(n)); handed {
		every, ok = n[i], true
	}
	return ok && !m.bounds(st, every).Has(0)
}

// disarm takes an activity back that has not run.
func (m *Machine) disarm(st *State, a *activity) {
	st.acts = without(st.acts, a)
	for _, v := range a.args {
		m.retain(st, v, -1)
	}
}

// enqueue has the timer of an activity expire, and not again.
func (m *Machine) enqueue(st *State, a *activity) {
	st.acts = without(st.acts, a)
	c := *a
	c.alarm = &alarm{of: a.alarm.of, slot: a.alarm.slot, queued: true}
	c.kind = c.alarm.kind()
	c.next = st.acts
	c.rehash()
	st.acts = &c
}

// cancel takes a DPC or a timer out of its queue. It may come too late: the routine
// runs yet, or, where the caller waits for that, has run.
func (m *Machine) cancel(r *request, st State) []outcome {
	of, ok := r.pointer()
	if !ok {
		return m.anything(r, st)
	}
	result := func(st *State, was bool) Value {
		if len(r.call.Results) == 1 && r.call.Results[0] == summary.Bool {
			return boolean(was)
		}
		return m.results(st, r.call, r.at)
	}
	a := m.armedBy(&st, of)
	if a == nil {
		return []outcome{{st: st, result: result(&st, false)}}
	}
	late := st
	m.disarm(&st, a)
	m.note(&st, finding.Operate, r.at, r.text(), "")
	out := []outcome{{st: st, result: result(&st, true)}}
	if r.waits(a.alarm) {
		done, paused := m.runActivity(late, a, 0)
		for _, s := range append(done, paused...) {
			if b := m.armedBy(&s, of); b != nil {
				m.disarm(&s, b)
			}
			out = append(out, outcome{st: s, result: result(&s, a.alarm.again)})
		}
		return out
	}
	m.note(&late, finding.Operate, r.at, r.text()+" comes too late", "")
	m.enqueue(&late, a)
	return append(out, outcome{st: late, result: result(&late, a.alarm.again)})
}

// waits reports whether a call that cancels waits until the routine has run: the
// last of its flags says so, or it does for a periodic timer.
func (r *request) waits(a *alarm) bool {
	if a.again && ddi.Outlasts(r.name()) {
		return true
	}
	flag := Value{}
	for i, v := range r.args {
		if i < len(r.call.Roles) && r.call.Roles[i] == summary.Flag {
			flag = v
		}
	}
	return flag.K == Int && flag.N != 0
}

// expire has the activity, which is about to run, armed anew if it is periodic.
func (m *Machine) expire(st *State, a *activity) {
	if !recurs(a) {
		return
	}
	c := *a
	c.next = st.acts
	c.rehash()
	st.acts = &c
	for _, v := range c.args {
		m.retain(st, v, 1)
	}
}

// routineFields are the fields in which a framework object's configuration holds its
// routine.
var routineFields = []string{"EvtTimerFunc", "EvtDpcFunc", "EvtWorkItemFunc", "TimerFunction"}

// newRoutine makes a framework object that stands for a routine: a timer, a DPC or a
// work item. Where the model leaves the handle out the routine stays installed: it
// runs at any time.
// Pages: wdftimer/nf-wdftimer-wdftimercreate, wdfdpc/nf-wdfdpc-wdfdpccreate,
// wdfworkitem/nf-wdfworkitem-wdfworkitemcreate, ndis/nf-ndis-ndisallocatetimerobject.
func (m *Machine) newRoutine(r *request, st State) []outcome {
	out := m.framework(r, st)
	config, slot, fn := m.configured(r, &st)

	handle := Value{}
	for i, v := range r.args {
		if v.K == Ptr && v != config && r.call.Roles[i] != summary.Integer {
			handle = v
		}
	}
	if slot == "" || handle.K != Ptr || len(out) == 0 {
		return out
	}
	good := &out[0].st
	o := m.allocate(good, "alloc", r.at, "", true)
	made := Value{K: Ptr, O: o}
	cell := func(name string, v Value) { m.store(good, o, m.paths.below(0, name), v) }
	cell("routine", fn)
	cell("slot", Value{K: Str, N: m.prog.Str(slot)})
	context := made
	if v, ok := good.mem.Get(key(config.O, m.paths.below(config.P, "FunctionContext"))); ok {
		context = v
	}
	cell("context", context)
	if v, ok := good.mem.Get(key(config.O, m.paths.below(config.P, "Period"))); ok {
		cell("period", v)
	}
	m.store(good, handle.O, handle.P, made)
	m.uninstall(good, config)
	return out
}

// configured is the configuration that a framework object is made with, and its routine.
func (m *Machine) configured(r *request, st *State) (config Value, slot string, fn Value) {
	for _, v := range r.args {
		if v.K != Ptr {
			continue
		}
		for _, field := range routineFields {
			if fn, ok := st.mem.Get(key(v.O, m.paths.below(v.P, field))); ok && fn.K == Func {
				return v, field, fn
			}
		}
	}
	return Value{}, "", Value{}
}

// alarmed is st in the routine of an alarm, at its IRQL.
func (m *Machine) alarmed(st *State, a *activity) {
	*st = m.At(*st, a.alarm.slot, int32(a.fn.N))
	st.trace.To = m.highest(st)
}
