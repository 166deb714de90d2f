package lives

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// Await runs the pending activities that a wait waits for, to their ends.
func (m *Lives) Await(states []state.State, want func(*Activity) bool) []state.State {
	return m.awaitUntil(states, want, 0, nil)
}

// awaitEvent runs them until the event at key k is set.
func (m *Lives) awaitEvent(states []state.State, want func(*Activity) bool, k uint64) []state.State {
	return m.awaitUntil(states, want, k, func(st *state.State) bool { return m.Set(st, k) })
}

// awaitUntil runs them until over says that what is at key k has come about, or, if k
// is 0, to their ends. Periodic timers have none: they expire as long as that changes
// something, and a few times at most.
func (m *Lives) awaitUntil(states []state.State, want func(*Activity) bool, k uint64, over func(*state.State) bool) []state.State {
	seen := map[uint64]bool{}
	for round := range 2*maxActivities + m.expiries() {
		states = follow.Distinct(states)
		var next []state.State
		more := false
		for _, s := range states {
			if k != 0 && over(&s) {
				next = append(next, s)
				continue
			}
			acts := m.Pending(&s, func(a *Activity) bool { return want(a) && !a.Kind.Recurs() })
			if h := s.Hash(); k != 0 && !seen[h] {
				seen[h] = true
				timers := m.Pending(&s, func(a *Activity) bool { return want(a) && a.Kind.Recurs() })
				if round < m.expiries() {
					acts = append(acts, timers...)
				} else {
					s.Lossy = s.Lossy || len(timers) > 0
				}
			}
			if len(acts) == 0 {
				if k == 0 || round == 0 || !m.Alone || m.Others(&s)&program.Signals != 0 {
					next = append(next, s)
				}
				continue // else those who could set the event have ended without, and no callback runs
			}
			more = true
			for _, a := range acts {
				if k == 0 && m.waitsFor(&s, a) {
					next = append(next, m.wake(s, a)...)
					break
				}
				done, paused := m.RunActivity(s, a, k)
				next = append(next, done...)
				for _, p := range paused {
					if k != 0 && (over(&p) || m.Last(&p).Paused.On == 0) || k == 0 && m.wakeable(&p) {
						next = append(next, p)
					}
				}
				if k == 0 && len(done)+len(paused) == 0 && a.Paused != nil && a.Paused.On == 0 { // it polls: others go on first
					next = append(next, m.goOn(s, a)...)
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

// How often periodic timers expire in one wait, and how often where a driver is followed
// once more.
const (
	maxExpiries  = 3
	longExpiries = 64
)

func (m *Lives) expiries() int {
	if m.Exact {
		return longExpiries
	}
	return maxExpiries
}

// waitsFor reports whether a waits for an event that is not set.
func (m *Lives) waitsFor(st *state.State, a *Activity) bool {
	return a.Paused != nil && !m.Signalled(st, a.Paused.On)
}

// wakeable reports whether an activity that has just paused may go on: its event is
// set, or somebody else who is pending signals.
func (m *Lives) wakeable(st *state.State) bool {
	return !m.waitsFor(st, m.Last(st)) || len(m.Pending(st, m.signaller(m.Last(st)))) > 0
}

// signaller is who else may set an event.
func (m *Lives) signaller(than *Activity) func(*Activity) bool {
	return func(b *Activity) bool { return b != than && m.ActivityEffects(b)&program.Signals != 0 }
}

// wake runs, each by itself, those who may set the event that a waits for.
func (m *Lives) wake(st state.State, a *Activity) []state.State {
	var out []state.State
	for _, b := range m.Pending(&st, m.signaller(a)) {
		if m.waitsFor(&st, b) {
			continue
		}
		done, paused := m.RunActivity(st, b, a.Paused.On)
		out = append(append(out, done...), paused...)
	}
	return out
}

// Set reports whether the event at key k is set.
func (m *Lives) Set(st *state.State, k uint64) bool {
	v, ok := st.Mem.Get(k)
	return ok && v.T == state.EventType && v.K == domain.Int && v.N != 0
}

// Wait is a DDI that waits.
func (m *Lives) Wait(r *follow.Call, st state.State) []follow.Outcome {
	if m.Reqs.WaitsInCallback(r, &st) {
		return nil
	}
	timed := r.TimesOut() && (r.Op == ddi.WaitOne || r.Op == ddi.QueueRemove)
	if !timed {
		defer m.Endlessly()()
	}
	late := st
	m.Reqs.Landed(&st, Waited)
	var out []follow.Outcome
	for _, s := range m.Reqs.Bare([]state.State{st}) {
		for _, s := range m.waitFor(r, s, nil) {
			m.Reqs.Landed(&s, Waited) // also those that routines have sent meanwhile
			res := m.waited(r, &s)
			out = append(out, follow.Outcome{St: s, Result: res})
		}
	}
	if !timed || m.satisfied(r, &late) {
		return out
	}
	res := domain.Value{}
	switch results := r.Call.Results; {
	case len(results) == 1 && results[0] == summary.Bool:
		res = domain.Number(0)
	case len(results) == 1:
		res = domain.Number(program.StatusTimeout)
	}
	m.Log(&late, finding.Operate, r.At, r.Text()+" times out", "")
	if m.naps(&late, r.At) {
		m.pause(r.A, r.At, late, res, 0)
		return out
	}
	return append(out, follow.Outcome{St: late, Result: res})
}

// waited is what a wait returns that has ended.
func (m *Lives) waited(r *follow.Call, st *state.State) domain.Value {
	if r.Op == ddi.QueueRemove {
		return m.dequeue(st, r.At, r.Call, follow.Argument(r, 0))
	}
	return m.Status(st, r, follow.Succeeds)
}

// satisfied reports whether what a wait waits for has happened for certain: then
// it does not time out.
func (m *Lives) satisfied(r *follow.Call, st *state.State) bool {
	return len(r.Args) > 0 && r.Args[0].K == domain.Ptr && m.Set(st, state.Key(r.Args[0].O, r.Args[0].P))
}

// waitFor is the states in which a wait ends: of a wait for any of several objects, for
// the one of choice c.
func (m *Lives) waitFor(r *follow.Call, st state.State, c *choice) []state.State {
	signals := func(a *Activity) bool { return m.ActivityEffects(a)&program.Signals != 0 }
	somehow := func(a *Activity) bool { return a.Kind.Pends() || signals(a) }
	if r.Op.Awaits() == ddi.Kind {
		return m.Await([]state.State{st}, func(a *Activity) bool { return a.Kind.Flushed(r.Op) })
	}
	switch r.Op {
	case ddi.WaitAll:
		return m.Await([]state.State{st}, Anybody)
	case ddi.GroupWait:
		return m.waitGroup(r, st)
	case ddi.Rundown, ddi.RundownLast:
		return m.waitRunDown(r, st, signals)
	}
	if len(r.Args) == 0 {
		return m.Await([]state.State{st}, Requests)
	}
	obj := r.Args[0]
	if obj.K != domain.Ptr {
		return m.Await([]state.State{st}, Requests)
	}
	if t, ok := m.thread(&st, obj); ok {
		return m.Await([]state.State{st}, func(a *Activity) bool { return a.Handle == t })
	}
	if m.passes(obj) {
		return m.elapsed(st, obj)
	}
	m.bornUnset(&st, obj)
	k := state.Key(obj.O, obj.P)
	cell, ok := st.Mem.Get(k)
	known := ok && cell.T == state.EventType && cell.K == domain.Int
	switch {
	case known && cell.N != 0:
		m.consume(&st, obj)
		return []state.State{st}
	case m.Inside > 0 && known && st.Async&program.Shares == 0:
		return m.waitInside(r, st, obj, c)
	case m.Inside > 0:
		return m.consumed(m.Await([]state.State{st}, Requests), obj)
	case !known:
		return m.consumed(m.Await([]state.State{st}, somehow), obj)
	}
	ends := signals
	if mine := func(a *Activity) bool { return m.Notifies(a, obj.O) }; len(m.Pending(&st, mine)) > 0 {
		ends = mine // the order in which others end besides tells nothing new
	}
	var out []state.State
	for _, s := range m.awaitEvent([]state.State{st}, ends, k) {
		if !m.Set(&s, k) && m.unending(&s, obj.O) {
			m.Activities(s) // the others go on
			continue
		}
		m.consume(&s, obj)
		out = append(out, s)
	}
	return out
}

// bornUnset says that an event which nobody has initialised, in memory that is zero, is
// not set.
func (m *Lives) bornUnset(st *state.State, obj domain.Value) {
	if !m.isType(obj, "KEVENT") || !m.Strong(st, obj.O, obj.P) || m.Unknown(st, obj.O, obj.P) {
		return
	}
	if _, ok := st.Mem.Get(state.Key(obj.O, obj.P)); !ok {
		m.Put(st, obj.O, obj.P, domain.Value{K: domain.Int, T: state.EventType})
	}
}

// Notifies reports whether a is a request whose routine sets an event of object o:
// one that it is handed, or one that it finds in a global.
func (m *Lives) Notifies(a *Activity, o int32) bool {
	if !a.Kind.Pends() || m.ActivityEffects(a)&program.Signals == 0 {
		return false
	}
	return m.Prog.Funcs[a.Fn.N].Own&program.Shares != 0 || a.uses(o)
}

// uses reports whether the activity is handed object o.
func (a *Activity) uses(o int32) bool {
	found := false
	a.Kind.Visit(func(v domain.Value) { found = found || v.K == domain.Ptr && v.O == o })
	return found
}

// waitInside is a wait of a thread for an event: for its own requests, or it is
// put aside until somebody sets the event.
func (m *Lives) waitInside(r *follow.Call, st state.State, obj domain.Value, c *choice) []state.State {
	k := state.Key(obj.O, obj.P)
	aside := func(s state.State) {
		if c != nil {
			m.pause(r.A, r.At, s, c.result(), k, c.others...)
			return
		}
		res := m.Status(&s, r, follow.Succeeds)
		m.pause(r.A, r.At, s, res, k)
	}
	var out []state.State
	if m.Yields {
		aside(st)
	}
	for _, s := range m.awaitEvent([]state.State{st}, func(a *Activity) bool { return m.Notifies(a, obj.O) }, k) {
		if !m.Set(&s, k) {
			aside(s)
			continue
		}
		m.consume(&s, obj)
		out = append(out, s)
	}
	return out
}

// unending reports whether nobody can set an event of object o any more: nothing
// that is pending, and no routine that the system may call. A driver that has handed out
// requests and sets no completion routines has a model that leaves out who does.
func (m *Lives) unending(st *state.State, o int32) bool {
	if !m.Prog.Arms && (m.Prog.Requests || m.Count(st, Unanswered) > 0) || st.Async&program.Signals != 0 || m.Others(st)&program.Signals != 0 {
		return false
	}
	if m.Objects[o].Local {
		return true
	}
	if m.AnyGlob {
		return false
	}
	for _, f := range m.Prog.Used {
		if f := m.Prog.Funcs[f]; f.Sets && f.Handed && !m.passive(st, f.Index) {
			return false
		}
	}
	return true
}

// Unanswered is the cell of the harness that says that a driver which sets no completion
// routine has made a request.
const Unanswered = "unanswered"

// passive reports whether function i does not run beside what is followed: all that it
// is installed for rests.
func (m *Lives) passive(st *state.State, i int32) bool {
	is := false
	runs := m.InstalledSo(st, func(c *follow.Installed) bool {
		mine := c.Func.N == int64(i)
		is = is || mine
		return mine && !m.rest(st, c.Slot)
	})
	return is && !runs
}

// rest reports whether what is installed in a slot does not run now: a completion
// routine, which runs for the requests that are pending, an unload function, a dispatch
// routine while the driver loads or unloads, or a callback of sockets while none is open.
func (m *Lives) rest(st *state.State, slot string) bool {
	switch {
	case slot == irql.Completion || slot == irql.WskCompletion || ddi.IsUnload(slot):
		return true
	case ddi.Dispatches(slot):
		return m.Alone
	}
	return irql.Event(slot) && m.Prog.Opens && !st.Blurred && !m.Reqs.Sockets(st)
}

// thread is the thread that v, or the cell that it points to, is a handle of.
func (m *Lives) thread(st *state.State, v domain.Value) (int32, bool) {
	if m.Objects[v.O].Kind == state.ThreadObject {
		return v.O, true
	}
	if t, ok := st.Mem.Get(state.Key(v.O, v.P)); ok && t.K == domain.Ptr && m.Objects[t.O].Kind == state.ThreadObject {
		return t.O, true
	}
	return 0, false
}

// consume takes the signal of a synchronization event away.
func (m *Lives) consume(st *state.State, obj domain.Value) {
	if m.isSemaphore(st, obj) {
		m.count(st, obj, domain.Number(-1))
	}
	if !m.synchronizes(st, obj) {
		return
	}
	left := int64(0)
	if v, _ := st.Mem.Get(state.Key(obj.O, obj.P)); v == (domain.Value{K: domain.Int, T: state.EventType, N: setAgain}) {
		left = 1
	}
	m.Put(st, obj.O, obj.P, domain.Value{K: domain.Int, T: state.EventType, N: left})
}

// consumed is the states behind a wait for an event that has been set.
func (m *Lives) consumed(states []state.State, obj domain.Value) []state.State {
	for i := range states {
		m.consume(&states[i], obj)
	}
	return states
}

// waitGroup waits until the count of a WaitGroup is zero.
func (m *Lives) waitGroup(r *follow.Call, st state.State) []state.State {
	goroutine := func(a *Activity) bool {
		return a.Kind == Goroutine || a.Kind.Pends() && m.ActivityEffects(a)&program.Signals != 0
	}
	if len(r.Args) == 0 || r.Args[0].K != domain.Ptr {
		return m.Await([]state.State{st}, goroutine)
	}
	o, p := r.Args[0].O, r.Args[0].P
	n, ok := st.Mem.Get(state.Key(o, p))
	if ok && n.K != domain.Int {
		return m.Await([]state.State{st}, goroutine)
	}
	k := state.Key(o, p)
	var out []state.State
	for _, s := range m.awaitUntil([]state.State{st}, goroutine, k, func(s *state.State) bool { return m.zeroAt(s, k) }) {
		if m.zeroAt(&s, k) || m.Count(&s, untold) > 0 {
			out = append(out, s)
		}
	}
	return out
}
