package lives

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// recurs reports whether a is a periodic timer: it never comes to its end.
func recurs(a *state.Activity) bool { return a.Alarm != nil && a.Alarm.Again }

// queued reports whether a is a DPC that is queued.
func queued(a *state.Activity) bool { return a.Alarm != nil && a.Alarm.Queued }

// armedBy is the activity that v has armed, if it has not run.
func (m *Lives) armedBy(st *state.State, v domain.Value) *state.Activity {
	for a := st.Acts; a != nil; a = a.Next {
		if a.Alarm != nil && a.Alarm.Of == v.Plain() {
			return a
		}
	}
	return nil
}

// Arm queues a DPC or sets a timer.
func (m *Lives) Arm(r *follow.Call, st state.State) []follow.Outcome {
	of, ok := r.Pointer()
	if !ok {
		return m.Anything(r, st)
	}
	was := m.armedBy(&st, of)
	res := m.Results(&st, r.Call, r.At)
	if len(r.Call.Results) == 1 && r.Call.Results[0] == summary.Bool {
		res = domain.Boolean((was != nil) == (r.Op == ddi.SetTimer))
	}
	if was != nil && r.Op == ddi.ArmDpc {
		return []follow.Outcome{{St: st, Result: res}}
	}
	if was != nil { // set anew
		m.disarm(&st, was)
	}
	for _, v := range r.Args {
		if v.K != domain.Ptr {
			continue
		}
		fn, context, slot := m.Bound(&st, v)
		switch {
		case slot == "":
		case fn.K != domain.Func:
			m.anytime(&st, fn, context, slot)
		case m.matters(fn):
			al := &state.Alarm{Of: of.Plain(), Slot: slot, Again: m.periodic(r, &st, of), Queued: r.Op == ddi.ArmDpc}
			if !m.Launch(&st, state.Activity{Fn: fn, Args: m.ArgsOf(m.Prog.Funcs[fn.N], domain.Value{K: domain.Any}, context), Handle: domain.None, At: r.At, Kind: al.Kind(), Alarm: al}) {
				return nil
			}
		}
	}
	return []follow.Outcome{{St: st, Result: res}}
}

// matters reports whether a routine does anything that is followed.
func (m *Lives) matters(fn domain.Value) bool { return m.Prog.Funcs[fn.N].Reach != 0 }

// anytime has the system call a routine at any time: what arms it is not told apart.
func (m *Lives) anytime(st *state.State, fn, context domain.Value, slot string) {
	if fn.K == domain.Set {
		for _, f := range m.Sets[fn.N] {
			m.anytime(st, f, domain.Value{K: domain.Any}, slot)
		}
		return
	}
	if fn.K == domain.Func {
		st.Async |= m.Prog.Funcs[fn.N].Reach
		m.Install(st, slot, fn, context)
	}
}

// periodic reports whether a timer is set to expire again and again, for certain.
func (m *Lives) periodic(r *follow.Call, st *state.State, of domain.Value) bool {
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
func (m *Lives) disarm(st *state.State, a *state.Activity) {
	st.Acts = Without(st.Acts, a)
	for _, v := range a.Args {
		m.Retain(st, v, -1)
	}
}

// enqueue has the timer of an activity expire, and not again.
func (m *Lives) enqueue(st *state.State, a *state.Activity) {
	st.Acts = Without(st.Acts, a)
	c := *a
	c.Alarm = &state.Alarm{Of: a.Alarm.Of, Slot: a.Alarm.Slot, Queued: true}
	c.Kind = c.Alarm.Kind()
	c.Next = st.Acts
	c.Rehash()
	st.Acts = &c
}

// Cancel takes a DPC or a timer out of its queue. It may come too late: the routine
// runs yet, or, where the caller waits for that, has run.
func (m *Lives) Cancel(r *follow.Call, st state.State) []follow.Outcome {
	of, ok := r.Pointer()
	if !ok {
		return m.Anything(r, st)
	}
	result := func(st *state.State, was bool) domain.Value {
		if len(r.Call.Results) == 1 && r.Call.Results[0] == summary.Bool {
			return domain.Boolean(was)
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
		done, paused := m.RunActivity(late, a, 0)
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
func (m *Lives) expire(st *state.State, a *state.Activity) {
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

// alarmed is st in the routine of an alarm, at its IRQL.
func (m *Lives) alarmed(st *state.State, a *state.Activity) {
	*st = m.At(*st, a.Alarm.Slot, int32(a.Fn.N))
	st.Trace.To = m.Highest(st)
}
