package lives

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// Alarm is a DPC or a timer: what it is armed by. It runs as a whole, at its IRQL.
type Alarm struct {
	Routine
	Of     domain.Value // the DPC, the timer or the device
	Slot   string       // of the routine
	Again  bool         // a periodic timer
	Queued bool         // its routine is queued: no timer has to expire first
}

// queued is a DPC that is queued, or a timer that has expired.
func queued(of domain.Value, slot string) *Alarm {
	return &Alarm{Routine: "DPC", Of: of, Slot: slot, Queued: true}
}

func (l *Alarm) Verb() string {
	if l.Queued {
		return "queues"
	}
	return "sets"
}

// Begin has a periodic timer armed anew.
func (l *Alarm) Begin(m *Lives, st *state.State, a *Activity) {
	if l.Again {
		m.Add(st, *a)
	}
	m.runs(st, a)
}

func (l *Alarm) Level(m *Lives, st *state.State, a *Activity) {
	m.RunsAs(st, a, l.Slot)
}

func (l *Alarm) Flushed(op ddi.Op) bool          { return l.Queued && op == ddi.FlushDpcs }
func (l *Alarm) Sleeps() bool                    { return false }
func (l *Alarm) Recurs() bool                    { return l.Again }
func (l *Alarm) Visit(look func(v domain.Value)) { look(l.Of) }

func (l *Alarm) Hash() uint64 {
	return domain.Combine(l.Routine.Hash(), l.Of.Hash(), domain.TextHash(l.Slot), state.Bit(l.Queued)<<1|state.Bit(l.Again))
}

// armedBy is the activity that v has armed, if it has not run.
func (m *Lives) armedBy(st *state.State, v domain.Value) (*Activity, *Alarm) {
	for a := m.Last(st); a != nil; a = a.next {
		if l, ok := a.Kind.(*Alarm); ok && l.Of == v.Plain() {
			return a, l
		}
	}
	return nil, nil
}

// Arm queues a DPC or sets a timer.
func (m *Lives) Arm(r *follow.Call, st state.State) []follow.Outcome {
	of, ok := r.Pointer()
	if !ok {
		return m.Anything(r, st)
	}
	was, _ := m.armedBy(&st, of)
	res := m.Results(&st, r.Call, r.At)
	if len(r.Call.Results) == 1 && r.Call.Results[0] == summary.Bool {
		res = domain.Boolean((was != nil) == (r.Op == ddi.SetTimer))
	}
	if was != nil && r.Op == ddi.ArmDpc {
		return []follow.Outcome{{St: st, Result: res}}
	}
	if was != nil { // set anew
		m.Remove(&st, was)
	}
	for _, v := range r.Args {
		if v.K != domain.Ptr {
			continue
		}
		fn, context, slot := m.Bound(&st, v)
		switch {
		case slot == "" && m.Scatters(v.P):
			m.Scattered(r, &st, "an element of an array by an index that is not known")
		case slot == "":
		case fn.K != domain.Func:
			m.anytime(&st, fn, context, slot)
		case m.matters(fn):
			l := queued(of.Plain(), slot)
			if r.Op != ddi.ArmDpc {
				l = &Alarm{Routine: "timer", Of: of.Plain(), Slot: slot, Again: m.periodic(r, &st, of)}
			}
			if !m.Launch(&st, Activity{Kind: l, Fn: fn, Args: m.alarmArgs(fn, context), Handle: domain.None, At: r.At}) {
				return nil
			}
		}
	}
	return []follow.Outcome{{St: st, Result: res}}
}

// alarmArgs are the arguments of a routine: one of a framework is handed its timer or DPC
// alone, which then is the context.
func (m *Lives) alarmArgs(fn, context domain.Value) []domain.Value {
	f := m.Prog.Funcs[fn.N]
	if f.Params == 1 {
		return []domain.Value{context}
	}
	return m.ArgsOf(f, domain.Value{K: domain.Any}, context)
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

// enqueue has the timer of an activity expire, and not again.
func (m *Lives) enqueue(st *state.State, a *Activity, l *Alarm) {
	m.Remove(st, a)
	c := *a
	c.Kind = queued(l.Of, l.Slot)
	m.Add(st, c)
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
	a, l := m.armedBy(&st, of)
	if a == nil {
		return []follow.Outcome{{St: st, Result: result(&st, false)}}
	}
	late := st
	m.Remove(&st, a)
	m.Log(&st, finding.Operate, r.At, r.Text(), "")
	out := []follow.Outcome{{St: st, Result: result(&st, true)}}
	if waits(r, l) {
		done, paused := m.RunActivity(late, a, 0)
		for _, s := range append(done, paused...) {
			if b, _ := m.armedBy(&s, of); b != nil {
				m.Remove(&s, b)
			}
			out = append(out, follow.Outcome{St: s, Result: result(&s, l.Again)})
		}
		return out
	}
	m.Log(&late, finding.Operate, r.At, r.Text()+" comes too late", "")
	m.enqueue(&late, a, l)
	return append(out, follow.Outcome{St: late, Result: result(&late, l.Again)})
}

// waits reports whether a call that cancels waits until the routine has run: the last of
// its flags says so, or it does for a periodic timer.
func waits(r *follow.Call, l *Alarm) bool {
	if l.Again && ddi.Outlasts(r.Name()) {
		return true
	}
	flag := domain.Value{}
	for i, v := range r.Args {
		if i < len(r.Call.Roles) && r.Call.Roles[i] == summary.Flag {
			flag = v
		}
	}
	return flag.K == domain.Int && flag.N != 0
}
