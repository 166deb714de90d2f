package simulate

import (
	"slices"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/internal/typestate"
)

// await runs the pending activities that a wait waits for, to their ends.
func (m *Machine) await(states []State, want func(*activity) bool) []State {
	return m.awaitEvent(states, want, 0)
}

// awaitEvent runs them until the event at key k is set, or, if k is 0, to their
// ends.
func (m *Machine) awaitEvent(states []State, want func(*activity) bool, k uint64) []State {
	for round := range 2 * maxActivities {
		var next []State
		more := false
		for _, s := range states {
			if k != 0 && m.set(&s, k) {
				next = append(next, s)
				continue
			}
			acts := m.pending(&s, want)
			if len(acts) == 0 {
				if k == 0 || round == 0 || !m.entering && !m.unloading || s.async&Signals != 0 {
					next = append(next, s)
				}
				continue // else those who could set the event have ended without, and no callback runs
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

// awaitEach runs each of the pending activities until it has said at key k that it is
// done, or to its end.
func (m *Machine) awaitEach(st State, want func(*activity) bool, k uint64) []State {
	states := []State{st}
	for range 2 * maxActivities {
		var next []State
		more := false
		for _, s := range states {
			acts := m.pending(&s, func(a *activity) bool { return want(a) && (a.paused == nil || a.paused.said != k) })
			if len(acts) == 0 {
				next = append(next, s)
				continue
			}
			more = true
			done, paused := m.runActivity(s, acts[0], k)
			next = append(append(next, done...), paused...)
		}
		states = distinct(next)
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
	if m.waitsInCallback(r, &st) {
		return nil
	}
	timed := r.timesOut() && r.op == ddi.WaitOne
	if !timed {
		m.endless++
		defer func() { m.endless-- }()
	}
	late := st
	m.landed(&st)
	var out []outcome
	for _, s := range m.bare([]State{st}) {
		for _, s := range m.waitFor(a, r, s) {
			res := m.status(&s, r, true)
			out = append(out, outcome{st: s, result: res})
		}
	}
	if !timed || m.satisfied(r, &late) {
		return out
	}
	res := Value{}
	if len(r.call.Results) == 1 {
		res = integer(statusTimeout)
	}
	m.note(&late, finding.Operate, r.at, r.text()+" times out", "")
	return append(out, outcome{st: late, result: res})
}

// satisfied reports whether what a wait waits for has happened for certain: then
// it does not time out.
func (m *Machine) satisfied(r *request, st *State) bool {
	return len(r.args) > 0 && r.args[0].K == Ptr && m.set(st, key(r.args[0].O, r.args[0].P))
}

// waitFor is the states in which a wait ends.
func (m *Machine) waitFor(a *activation, r *request, st State) []State {
	signals := func(a *activity) bool { return m.activityEffects(a)&Signals != 0 }
	somehow := func(a *activity) bool { return a.req != nil || signals(a) }
	switch r.op {
	case ddi.Flush:
		return m.await([]State{st}, func(a *activity) bool { return a.kind == "work item" })
	case ddi.WaitAll:
		return m.await([]State{st}, func(*activity) bool { return true })
	case ddi.GroupWait:
		return m.waitGroup(r, st)
	case ddi.Rundown:
		m.runDown(&st, r, 1)
		if v, ok := r.pointer(); ok {
			return m.awaitEach(st, signals, key(v.O, v.P))
		}
		return m.await([]State{st}, signals)
	}
	if len(r.args) == 0 {
		return m.await([]State{st}, requests)
	}
	obj := r.args[0]
	if obj.K != Ptr {
		return m.await([]State{st}, requests)
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
		return m.waitInside(a, r, st, obj)
	case m.inside > 0:
		return m.consumed(m.await([]State{st}, requests), obj)
	case !known:
		return m.consumed(m.await([]State{st}, somehow), obj)
	}
	ends := signals
	if mine := func(a *activity) bool { return m.notifies(a, obj.O) }; len(m.pending(&st, mine)) > 0 {
		ends = mine // the order in which others end besides tells nothing new
	}
	var out []State
	for _, s := range m.awaitEvent([]State{st}, ends, k) {
		if !m.set(&s, k) && m.unending(&s, obj.O) {
			continue // it waits for ever
		}
		m.consume(&s, obj)
		out = append(out, s)
	}
	return out
}

// notifies reports whether a is a request whose routine sets an event of object o:
// one that it is handed, or one that it finds in a global.
func (m *Machine) notifies(a *activity, o int32) bool {
	if a.req == nil || m.activityEffects(a)&Signals == 0 {
		return false
	}
	return m.prog.funcs[a.fn.N].own&Shares != 0 || m.reaches(a, o)
}

// reaches reports whether a request is handed object o.
func (m *Machine) reaches(a *activity, o int32) bool {
	found := false
	a.req.visit(func(v Value) { found = found || v.K == Ptr && v.O == o })
	return found
}

// waitInside is a wait of a thread for an event: for its own requests, or it is
// put aside until somebody sets the event.
func (m *Machine) waitInside(a *activation, r *request, st State, obj Value) []State {
	k := key(obj.O, obj.P)
	var out []State
	for _, s := range m.awaitEvent([]State{st}, func(a *activity) bool { return m.notifies(a, obj.O) }, k) {
		if m.set(&s, k) {
			m.consume(&s, obj)
			out = append(out, s)
			continue
		}
		res := m.status(&s, r, true)
		m.pause(a, r.at, s, res, k)
	}
	return out
}

// unending reports whether nobody can set an event of object o any more: nothing
// that is pending, and no routine that the system may call. A driver that hands out
// requests and sets no completion routines has a model that leaves out who does.
func (m *Machine) unending(st *State, o int32) bool {
	if m.prog.requests && !m.prog.arms || st.async&Signals != 0 || m.others(st)&Signals != 0 {
		return false
	}
	if m.objects[o].local {
		return true
	}
	if m.anyGlob {
		return false
	}
	for _, f := range m.prog.taken {
		if f := m.prog.funcs[f]; f.sets && f.handed && !m.passive(st, f.index) {
			return false
		}
	}
	return true
}

// passive reports whether function i does not run beside what is followed: it is a
// completion routine, which runs for the requests that are pending, or an unload
// function.
func (m *Machine) passive(st *State, i int32) bool {
	is := false
	for t := st.tables; t != nil; t = t.next {
		if t.fn.N == int64(i) {
			if t.slot != irql.Completion && t.slot != irql.WskCompletion && !ddi.IsUnload(t.slot) {
				return false
			}
			is = true
		}
	}
	return is
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

// consumed is the states behind a wait for an event that has been set.
func (m *Machine) consumed(states []State, obj Value) []State {
	for i := range states {
		m.consume(&states[i], obj)
	}
	return states
}

// waitGroup waits until the count of a WaitGroup is zero.
func (m *Machine) waitGroup(r *request, st State) []State {
	goroutine := func(a *activity) bool {
		return a.kind == "goroutine" || a.req != nil && m.activityEffects(a)&Signals != 0
	}
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
	for _, s := range m.awaitEach(st, goroutine, key(o, p)) {
		if n, ok := s.mem.Get(key(o, p)); !ok || n.K != Int || n.N == 0 || m.Count(&s, untold) > 0 {
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
		if in.Code == summary.Send && m.carries(st, a.value(st, in.B)) {
			m.report.inconclusive(st, at, "a socket is sent through a channel: whether it is closed is not followed")
			m.blur(st)
		}
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

// carries reports whether v is, or leads to, an open socket: what a channel holds is
// not followed.
func (m *Machine) carries(st *State, v Value) bool {
	found := false
	look := func(w Value) {
		if w.K == Ptr {
			s, ok := st.sockets.Get(uint64(w.O))
			found = found || ok && s.SocketPhase == typestate.SocketOpen
		}
	}
	look(v)
	switch v.K {
	case Ptr:
		st.mem.High(uint32(v.O), func(_ uint64, w Value) bool { look(w); return !found })
	case Agg, Box:
		m.aggs[v.N].cells.Range(func(_ uint64, w Value) bool { look(w); return !found })
	}
	return found
}

// receive is <-ch.
func (a *activation) receive(at *site, in *summary.Instr, ch Value, st *State) (bool, []State) {
	m := a.m
	states := []State{*st}
	signals := func(x *activity) bool { return m.activityEffects(x)&Signals != 0 }
	switch {
	case ch.isNil():
		return false, nil // it waits for ever
	case ch.K != Ptr && m.inside == 0:
		states = m.await(states, signals)
	case ch.K != Ptr || m.set(st, key(ch.O, ch.P)):
	case m.inside == 0:
		k := key(ch.O, ch.P)
		if acts := m.pending(st, signals); len(acts) > 0 {
			states = m.awaitEvent(states, signals, k)
		}
		states = slices.DeleteFunc(states, func(s State) bool {
			stays := m.hopeless(&s, ch)
			if stays {
				m.Activities(s) // the others go on
			}
			return stays
		})
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

// hopeless reports whether nobody can use the channel any more, as a root waits for it
// that runs alone: what the driver has made is its own, and what could run has run. A
// channel that is there before DriverEntry may be the model's way to ask its environment.
func (m *Machine) hopeless(st *State, ch Value) bool {
	return (m.entering || m.unloading) && !slices.Contains(m.prog.inits, m.objects[ch.O].site.fn) && st.async&Signals == 0 && m.objects[ch.O].kind == "alloc" && m.strong(st, ch.O, ch.P) && !m.set(st, key(ch.O, ch.P))
}

func (m *Machine) received(st *State, at *site, in *summary.Instr) Value {
	if in.N == 1 {
		return Value{K: Agg, N: 1}
	}
	return m.fresh(st, at, in.Kind)
}

// awaitAny runs the pending activities until something comes on one of the channels,
// or, where nothing does, to their ends.
func (m *Machine) awaitAny(st State, channels []Value) []State {
	signals := func(a *activity) bool { return m.activityEffects(a)&Signals != 0 }
	var out []State
	for _, ch := range channels {
		if ch.K != Ptr {
			out = nil
			break
		}
		for _, s := range m.awaitEvent([]State{st}, signals, key(ch.O, ch.P)) {
			if m.set(&s, key(ch.O, ch.P)) {
				out = append(out, s)
			}
		}
	}
	if len(out) == 0 {
		return m.await([]State{st}, signals)
	}
	return out
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
		states = append(states, m.awaitAny(*st, a.values(st, in.Args))...)
	}
	var out []State
	give := func(s State, k int64) {
		set(&s, in.Dst, m.makeAgg(agg{cells: oneCell(m, "#0", integer(k)), unknown: true}))
		out = append(out, s)
	}
	for _, s := range states {
		var ready, some []int64 // those on which something has come; or may
		for k, o := range in.Args {
			ch := a.value(&s, o)
			if ch.K != Ptr || m.objects[ch.O].kind != "alloc" || m.set(&s, key(ch.O, ch.P)) {
				ready = append(ready, int64(k))
			}
			if ch.K != Ptr || m.inside > 0 || !m.hopeless(&s, ch) {
				some = append(some, int64(k))
			}
		}
		if len(ready) == 0 && in.N != 1 {
			ready = some
		}
		if len(ready) == 0 && in.N != 1 { // it waits for ever, and the others go on
			m.Activities(s)
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
