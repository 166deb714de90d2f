package simulate

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// A DPC that is queued and a timer that is set are lives beside, as threads are: at
// any time, and as a whole, their routine may run, at its IRQL. Cancelling takes one
// out of its queue, or comes too late; a flush runs what is queued.
// Pages: wdm/nf-wdm-keinsertqueuedpc, wdm/nf-wdm-kesettimerex,
// wdm/nf-wdm-kecanceltimer, wdm/nf-wdm-keflushqueueddpcs, wdm/nf-wdm-exdeletetimer.

// recurs reports whether a is a periodic timer: it never comes to its end.
func recurs(a *state.Activity) bool { return a.Alarm != nil && a.Alarm.Again }

// queued reports whether a is a DPC that is queued.
func queued(a *state.Activity) bool { return a.Alarm != nil && a.Alarm.Queued }

// armedBy is the activity that v has armed, if it has not run.
func (m *Machine) armedBy(st *state.State, v Value) *state.Activity {
	for a := st.Acts; a != nil; a = a.Next {
		if a.Alarm != nil && a.Alarm.Of == v.Plain() {
			return a
		}
	}
	return nil
}

// arm queues a DPC or sets a timer.
func (m *Machine) arm(r *follow.Call, st state.State) []follow.Outcome {
	of, ok := r.Pointer()
	if !ok {
		return m.Anything(r, st)
	}
	was := m.armedBy(&st, of)
	res := m.Results(&st, r.Call, r.At)
	if len(r.Call.Results) == 1 && r.Call.Results[0] == summary.Bool {
		res = boolean((was != nil) == (r.Op == ddi.SetTimer))
	}
	if was != nil && r.Op == ddi.ArmDpc {
		return []follow.Outcome{{St: st, Result: res}}
	}
	if was != nil { // set anew
		m.disarm(&st, was)
	}
	for _, v := range r.Args {
		if v.K != Ptr {
			continue
		}
		fn, context, slot := m.bound(&st, v)
		switch {
		case slot == "":
		case fn.K != Func:
			m.anytime(&st, fn, context, slot)
		case m.matters(fn):
			al := &state.Alarm{Of: of.Plain(), Slot: slot, Again: m.periodic(r, &st, of), Queued: r.Op == ddi.ArmDpc}
			if !m.launch(&st, state.Activity{Fn: fn, Args: m.ArgsOf(m.Prog.Funcs[fn.N], Value{K: Any}, context), Handle: none, At: r.At, Kind: al.Kind(), Alarm: al}) {
				return nil
			}
		}
	}
	return []follow.Outcome{{St: st, Result: res}}
}

// matters reports whether a routine does anything that is followed.
func (m *Machine) matters(fn Value) bool { return m.Prog.Funcs[fn.N].Reach != 0 }

// anytime has the system call a routine at any time: what arms it is not told apart.
func (m *Machine) anytime(st *state.State, fn, context Value, slot string) {
	if fn.K == Set {
		for _, f := range m.Sets[fn.N] {
			m.anytime(st, f, Value{K: Any}, slot)
		}
		return
	}
	if fn.K == Func {
		st.Async |= m.Prog.Funcs[fn.N].Reach
		m.Install(st, slot, fn, context)
	}
}

// periodic reports whether a timer is set to expire again and again, for certain.
func (m *Machine) periodic(r *follow.Call, st *state.State, of Value) bool {
	if r.Op == ddi.ArmDpc {
		return false
	}
	if ddi.Recurs(r.Name()) {
		return true
	}
	every, ok := st.Mem.Get(state.Key(of.O, m.Paths.Below(of.P, "period")))
	n := r.Integers()
	if i, handed := ddi.Period(r.Name(), len(n)); handed {
		every, ok = n[i], true
	}
	return ok && !m.Bounds(st, every).Has(0)
}

// disarm takes an activity back that has not run.
func (m *Machine) disarm(st *state.State, a *state.Activity) {
	st.Acts = without(st.Acts, a)
	for _, v := range a.Args {
		m.Retain(st, v, -1)
	}
}

// enqueue has the timer of an activity expire, and not again.
func (m *Machine) enqueue(st *state.State, a *state.Activity) {
	st.Acts = without(st.Acts, a)
	c := *a
	c.Alarm = &state.Alarm{Of: a.Alarm.Of, Slot: a.Alarm.Slot, Queued: true}
	c.Kind = c.Alarm.Kind()
	c.Next = st.Acts
	c.Rehash()
	st.Acts = &c
}

// cancel takes a DPC or a timer out of its queue. It may come too late: the routine
// runs yet, or, where the caller waits for that, has run.
func (m *Machine) cancel(r *follow.Call, st state.State) []follow.Outcome {
	of, ok := r.Pointer()
	if !ok {
		return m.Anything(r, st)
	}
	result := func(st *state.State, was bool) Value {
		if len(r.Call.Results) == 1 && r.Call.Results[0] == summary.Bool {
			return boolean(was)
		}
		return m.Results(st, r.Call, r.At)
	}
	a := m.armedBy(&st, of)
	if a == nil {
		return []follow.Outcome{{St: st, Result: result(&st, false)}}
	}
	late := st
	m.disarm(&st, a)
	m.Log(&st, finding.Operate, r.At, r.Text(), "")
	out := []follow.Outcome{{St: st, Result: result(&st, true)}}
	if r.Waits(a.Alarm) {
		done, paused := m.runActivity(late, a, 0)
		for _, s := range append(done, paused...) {
			if b := m.armedBy(&s, of); b != nil {
				m.disarm(&s, b)
			}
			out = append(out, follow.Outcome{St: s, Result: result(&s, a.Alarm.Again)})
		}
		return out
	}
	m.Log(&late, finding.Operate, r.At, r.Text()+" comes too late", "")
	m.enqueue(&late, a)
	return append(out, follow.Outcome{St: late, Result: result(&late, a.Alarm.Again)})
}

// expire has the activity, which is about to run, armed anew if it is periodic.
func (m *Machine) expire(st *state.State, a *state.Activity) {
	if !recurs(a) {
		return
	}
	c := *a
	c.Next = st.Acts
	c.Rehash()
	st.Acts = &c
	for _, v := range c.Args {
		m.Retain(st, v, 1)
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
func (m *Machine) newRoutine(r *follow.Call, st state.State) []follow.Outcome {
	out := m.framework(r, st)
	config, slot, fn := m.configured(r, &st)

	handle := Value{}
	for i, v := range r.Args {
		if v.K == Ptr && v != config && r.Call.Roles[i] != summary.Integer {
			handle = v
		}
	}
	if slot == "" || handle.K != Ptr || len(out) == 0 {
		return out
	}
	good := &out[0].St
	o := m.Allocate(good, "alloc", r.At, "", true)
	made := Value{K: Ptr, O: o}
	cell := func(name string, v Value) { m.Store(good, o, m.Paths.Below(0, name), v) }
	cell("routine", fn)
	cell("slot", Value{K: Str, N: m.Prog.Str(slot)})
	context := made
	if v, ok := good.Mem.Get(state.Key(config.O, m.Paths.Below(config.P, "FunctionContext"))); ok {
		context = v
	}
	cell("context", context)
	if v, ok := good.Mem.Get(state.Key(config.O, m.Paths.Below(config.P, "Period"))); ok {
		cell("period", v)
	}
	m.Store(good, handle.O, handle.P, made)
	m.uninstall(good, config)
	return out
}

// configured is the configuration that a framework object is made with, and its routine.
func (m *Machine) configured(r *follow.Call, st *state.State) (config Value, slot string, fn Value) {
	for _, v := range r.Args {
		if v.K != Ptr {
			continue
		}
		for _, field := range routineFields {
			if fn, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, field))); ok && fn.K == Func {
				return v, field, fn
			}
		}
	}
	return Value{}, "", Value{}
}

// alarmed is st in the routine of an alarm, at its IRQL.
func (m *Machine) alarmed(st *state.State, a *state.Activity) {
	*st = m.At(*st, a.Alarm.Slot, int32(a.Fn.N))
	st.Trace.To = m.Highest(st)
}
