package lives

import (
	"slices"

	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// A channel is an event that is set as long as a receive need not wait, and a queue,
// as what is handed over by it must come out at the other end: its length, its
// elements, and whether it is closed.

// How many elements of a channel are told apart, and how many where a driver is followed
// once more. With more, what it holds is no longer known.
const (
	maxQueue  = 4
	longQueue = 64
)

func (m *Lives) queues() int64 {
	if m.Exact {
		return longQueue
	}
	return maxQueue
}

// A queue is where the parts of a channel's queue are.
type queue struct {
	m         *Lives
	ch        domain.Value
	len, shut int32 // paths
}

func (m *Lives) queueOf(ch domain.Value) queue {
	return queue{m, ch, m.Paths.Below(ch.P, "len"), m.Paths.Below(ch.P, "closed")}
}

func (q queue) at(i int64) int32 { return q.m.Paths.Below(q.ch.P, q.m.IndexElem(domain.Number(i))) }

// length is how many elements wait; it is not an Int where that is not known, and
// ok is false where nothing was ever put there.
func (q queue) length(st *state.State) (n domain.Value, ok bool) {
	return st.Mem.Get(state.Key(q.ch.O, q.len))
}

func (q queue) used(st *state.State) bool {
	_, ok := q.length(st)
	return ok
}

func (q queue) closed(st *state.State) bool {
	v, ok := st.Mem.Get(state.Key(q.ch.O, q.shut))
	return ok && v == domain.Number(1)
}

// put adds an element.
func (q queue) put(st *state.State, v domain.Value) {
	m := q.m
	n, ok := q.length(st)
	if !ok {
		n = domain.Number(0)
	}
	if n.K != domain.Int || n.N >= m.queues() || !m.Strong(st, q.ch.O, q.ch.P) {
		if m.ToSocket(st, v) {
			m.Confound(st)
		}
		q.lose(st)
		st.Lossy = true
		return
	}
	m.Put(st, q.ch.O, q.at(n.N), v)
	m.Put(st, q.ch.O, q.len, domain.Number(n.N+1))
}

// putFirst adds an element before all others.
func (q queue) putFirst(st *state.State, v domain.Value) {
	m := q.m
	last, _ := q.length(st)
	q.put(st, v)
	if n, _ := q.length(st); n.K != domain.Int {
		return
	}
	for i := last.N; i > 0; i-- {
		before, _ := st.Mem.Get(state.Key(q.ch.O, q.at(i-1)))
		m.Put(st, q.ch.O, q.at(i), before)
	}
	m.Put(st, q.ch.O, q.at(0), v)
}

// empty drops all elements.
func (q queue) empty(st *state.State) {
	for i := range q.m.queues() {
		q.m.Clear(st, q.ch.O, q.at(i))
	}
	q.m.Put(st, q.ch.O, q.len, domain.Number(0))
}

// lose forgets what the channel holds.
func (q queue) lose(st *state.State) {
	for i := range q.m.queues() {
		if v, ok := st.Mem.Get(state.Key(q.ch.O, q.at(i))); ok && q.m.ToSocket(st, v) {
			q.m.Confound(st)
		}
		q.m.Clear(st, q.ch.O, q.at(i))
	}
	q.m.Put(st, q.ch.O, q.len, domain.Value{K: domain.Any})
}

// take takes the first element, of n.
func (q queue) take(st *state.State, n int64) domain.Value {
	m := q.m
	first, _ := st.Mem.Get(state.Key(q.ch.O, q.at(0)))
	for i := range n - 1 {
		next, _ := st.Mem.Get(state.Key(q.ch.O, q.at(i+1)))
		m.Put(st, q.ch.O, q.at(i), next)
	}
	m.Clear(st, q.ch.O, q.at(n-1))
	m.Put(st, q.ch.O, q.len, domain.Number(n-1))
	if n == 1 && !q.closed(st) {
		m.Put(st, q.ch.O, q.ch.P, domain.Value{K: domain.Int, T: state.EventType})
	}
	return first
}

// Channel is an operation on a channel.
func (m *Lives) Channel(a *follow.Activation, b, i int32, in *summary.Instr, st *state.State) (bool, []state.State) {
	at := m.Site(a.F, b, i)
	ch := domain.Value{K: domain.Any}
	if in.Code != summary.Select {
		ch = a.Value(st, in.A)
	}
	switch in.Code {
	case summary.Send, summary.Close:
		switch {
		case ch.IsNil():
			return false, nil // a send waits for ever, a close panics
		case ch.K == domain.Ptr && m.queueOf(ch).closed(st) && m.Strong(st, ch.O, ch.P):
			a.Ends(b, i, coverage.Panic)
			return false, nil
		case ch.K == domain.Ptr:
			m.send(a, in, ch, st)
			if m.Until == state.Key(ch.O, ch.P) {
				m.pause(a, at, *st, domain.Value{}, 0)
			}
		}
		return true, nil
	case summary.Receive:
		return m.receive(a, at, in, ch, st)
	}
	return m.choose(a, at, in, st)
}

// send is ch <- v, or close(ch).
func (m *Lives) send(a *follow.Activation, in *summary.Instr, ch domain.Value, st *state.State) {
	m.Put(st, ch.O, ch.P, domain.Value{K: domain.Int, T: state.EventType, N: 1})
	q := m.queueOf(ch)
	if in.Code == summary.Close {
		m.Put(st, ch.O, q.shut, domain.Number(1))
		return
	}
	q.put(st, a.Value(st, in.B))
}

// receive is <-ch.
func (m *Lives) receive(a *follow.Activation, at *program.Site, in *summary.Instr, ch domain.Value, st *state.State) (bool, []state.State) {
	states := []state.State{*st}
	signals := func(x *Activity) bool { return m.ActivityEffects(x)&program.Signals != 0 }
	switch {
	case ch.IsNil():
		return false, nil
	case ch.K != domain.Ptr && m.Inside == 0:
		states = m.Await(states, signals)
	case ch.K != domain.Ptr || m.Set(st, state.Key(ch.O, ch.P)):
	case m.Inside == 0:
		k := state.Key(ch.O, ch.P)
		if acts := m.Pending(st, signals); len(acts) > 0 {
			states = m.awaitEvent(states, signals, k)
		}
		states = slices.DeleteFunc(states, func(s state.State) bool {
			stays := m.hopeless(&s, ch)
			if stays {
				m.Activities(s) // the others go on
			}
			return stays
		})
	case in.Name == "signal", in.Name == "pointer", m.queueOf(ch).used(st):
		m.Put(st, ch.O, ch.P, domain.Value{K: domain.Int, T: state.EventType})
		m.pause(a, at, *st, domain.Value{}, state.Key(ch.O, ch.P))
		return false, nil
	}
	for k := range states {
		follow.Set(&states[k], in.Dst, m.received(&states[k], at, in, ch))
	}
	return follow.First(st, states)
}

// hopeless reports whether nobody can use the channel any more, as a root waits for it
// that runs alone: what the driver has made is its own, and what could run has run.
func (m *Lives) hopeless(st *state.State, ch domain.Value) bool {
	return m.Alone && !m.foreign(st, ch) && st.Async&program.Signals == 0 && m.Objects[ch.O].Kind == state.AllocObject && m.Strong(st, ch.O, ch.P) && !m.Set(st, state.Key(ch.O, ch.P))
}

// foreign reports whether a channel may be the model's way to ask its environment: it is
// there before DriverEntry, and only functions that the driver does not use send on it.
func (m *Lives) foreign(st *state.State, ch domain.Value) bool {
	if !slices.Contains(m.Prog.Inits, m.Objects[ch.O].Site.Fn) {
		return false
	}
	fed := false
	for _, x := range m.Prog.Fed {
		if v, ok := st.Mem.Get(state.Key(x.Global, 0)); !ok || v.K != domain.Ptr || v.O != ch.O {
			continue
		}
		if m.Prog.Funcs[x.Fn].Used || len(m.Prog.CalledBy[x.Fn]) > 0 {
			return false
		}
		fed = true
	}
	return fed
}

// received is what a receive yields that need not wait, or need not any more.
func (m *Lives) received(st *state.State, at *program.Site, in *summary.Instr, ch domain.Value) domain.Value {
	if ch.K == domain.Ptr {
		q := m.queueOf(ch)
		n, ok := q.length(st)
		switch {
		case !ok && !q.closed(st):
		case (!ok || n == domain.Number(0)) && (q.closed(st) || in.Name == "pointer"):
			return m.yields(in, domain.Number(0), nothing)
		case n == domain.Number(0): // somebody who is not followed has sent it
		case n.K == domain.Int:
			return m.yields(in, q.take(st, n.N), sent)
		}
	}
	if in.N == 1 {
		return domain.Value{K: domain.Agg, N: 1}
	}
	return m.UnknownOf(st, at, in.Kind)
}

// came is what comes of a channel: what somebody has sent, or nothing, as it is closed.
type came bool

const (
	nothing came = false
	sent    came = true
)

// yields is what a receive yields: v, or v and whether it was sent.
func (m *Lives) yields(in *summary.Instr, v domain.Value, c came) domain.Value {
	if in.N != 1 {
		return v
	}
	return m.Tuple([]domain.Value{v, domain.Boolean(bool(c))})
}

// awaitAny runs the pending activities until something comes on one of the channels,
// or, where nothing does, to their ends.
func (m *Lives) awaitAny(st state.State, channels []domain.Value) []state.State {
	signals := func(a *Activity) bool { return m.ActivityEffects(a)&program.Signals != 0 }
	var out []state.State
	for _, ch := range channels {
		if ch.K != domain.Ptr {
			out = nil
			break
		}
		for _, s := range m.awaitEvent([]state.State{st}, signals, state.Key(ch.O, ch.P)) {
			if m.Set(&s, state.Key(ch.O, ch.P)) {
				out = append(out, s)
			}
		}
	}
	if len(out) == 0 {
		return m.Await([]state.State{st}, signals)
	}
	return out
}

// choose is a select: any of its channels that is ready, or may be.
func (m *Lives) choose(a *follow.Activation, at *program.Site, in *summary.Instr, st *state.State) (bool, []state.State) {
	states := []state.State{*st}
	if m.Inside == 0 && in.N != 1 {
		ready := slices.ContainsFunc(in.Args, func(o summary.Operand) bool {
			ch := a.Value(st, o)
			return ch.K != domain.Ptr || m.Set(st, state.Key(ch.O, ch.P))
		})
		if !ready {
			states = nil
		}
		states = append(states, m.awaitAny(*st, a.Values(st, in.Args))...)
	}
	var out []state.State
	give := func(s state.State, k int64) {
		if k >= 0 {
			if ch := a.Value(&s, in.Args[k]); ch.K == domain.Ptr && m.queueOf(ch).used(&s) {
				m.queueOf(ch).lose(&s)
			}
		}
		follow.Set(&s, in.Dst, m.MakeAgg(state.Agg{Cells: follow.OneCell(m.Runner, "#0", domain.Number(k)), Unknown: true}))
		out = append(out, s)
	}
	for _, s := range states {
		var ready, some []int64 // those on which something has come; or may
		for k, o := range in.Args {
			ch := a.Value(&s, o)
			if ch.K != domain.Ptr || m.Objects[ch.O].Kind != state.AllocObject || m.Set(&s, state.Key(ch.O, ch.P)) {
				ready = append(ready, int64(k))
			}
			if ch.K != domain.Ptr || m.Inside > 0 || !m.hopeless(&s, ch) {
				some = append(some, int64(k))
			}
		}
		if len(ready) == 0 && in.N != 1 {
			ready = some
		}
		if len(ready) == 0 && in.N != 1 {
			m.Activities(s) // the others go on
		}
		for _, k := range ready {
			give(s, k)
		}
		if in.N == 1 {
			give(s, -1)
		}
	}
	return follow.First(st, out)
}
