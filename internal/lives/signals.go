package lives

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/state"
)

// What ends a wait: an event that is set, a count that comes to zero.

// Signal sets, clears or initialises an event, or counts a WaitGroup.
func (m *Lives) Signal(r *follow.Call, st state.State) []follow.Outcome {
	if len(r.Args) == 0 || r.Args[0].K != domain.Ptr {
		return m.Anything(r, st)
	}
	v := r.Args[0]
	event := func(n int64) { m.Put(&st, v.O, v.P, domain.Value{K: domain.Int, T: state.EventType, N: n}) }
	if r.Op.Sets() && m.passedOver(&st, state.Key(v.O, v.P)) {
		return nil
	}
	switch r.Op {
	case ddi.EventInit:
		rest := r.Args[1:]
		if len(rest) > 0 && rest[0].K == domain.Int {
			m.Put(&st, v.O, m.Paths.Below(v.P, "type"), domain.Number(rest[0].N))
		}
		n := int64(0)
		if len(rest) > 1 && rest[1].K == domain.Int {
			n = rest[1].N
		}
		event(n)
	case ddi.SemaphoreInit:
		m.initSemaphore(&st, r, v)
	case ddi.SemaphoreRelease:
		m.releaseSemaphore(&st, r, v)
	case ddi.QueueInit, ddi.QueueInsert, ddi.QueueFirst, ddi.QueueOver:
		m.queueEntry(&st, r, v)
	case ddi.EventClear:
		event(0)
	case ddi.EventSet:
		if m.overtaken(&st, v) {
			again := st
			event(1)
			m.Put(&again, v.O, v.P, domain.Value{K: domain.Int, T: state.EventType, N: setAgain})
			return append(m.Anything(r, st), m.Anything(r, again)...)
		}
		event(1)
	case ddi.CloseChannel:
		event(1)
		m.Put(&st, v.O, m.queueOf(v).shut, domain.Number(1))
	case ddi.RundownEnd:
		m.count(&st, v, r.Times(-1))
	case ddi.GroupAdd, ddi.GroupDone:
		by := domain.Number(-1)
		if r.Op == ddi.GroupAdd && len(r.Args) > 1 {
			by = r.Args[1]
		}
		m.count(&st, v, by)
	}
	if m.Until == state.Key(v.O, v.P) && m.fulfils(r.Op, &st) {
		res := m.Results(&st, r.Call, r.At)
		m.pause(r.A, r.At, st, res, 0)
	}
	return m.Anything(r, st)
}

// setAgain is an event that has been set, waited for and set once more, before the waiter
// goes on.
const setAgain = 2

// overtaken reports whether a routine sets a synchronization event for the second time
// for which somebody waits who may have been woken by the first.
func (m *Lives) overtaken(st *state.State, v domain.Value) bool {
	k := state.Key(v.O, v.P)
	return m.Until == k && m.Cannot > 0 && m.Set(st, k) && m.synchronizes(st, v)
}

// synchronizes reports whether an event wakes one waiter, and is not set then.
func (m *Lives) synchronizes(st *state.State, v domain.Value) bool {
	kind, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, "type")))
	return ok && kind == domain.Number(1)
}

// fulfils reports whether an operation has brought about what the activity at hand is run
// for: it sets an event, or counts to zero.
func (m *Lives) fulfils(op ddi.Op, st *state.State) bool {
	switch op {
	case ddi.GroupDone, ddi.RundownEnd:
		return m.zeroAt(st, m.Until)
	}
	return op.Sets()
}

// zeroAt reports whether the count at key k is zero, or not known.
func (m *Lives) zeroAt(st *state.State, k uint64) bool {
	n, ok := st.Mem.Get(k)
	return !ok || n.K != domain.Int || n.N <= 0
}

// count adds to the count of a WaitGroup, or of those who hold rundown protection.
func (m *Lives) count(st *state.State, v, by domain.Value) {
	n, ok := st.Mem.Get(state.Key(v.O, v.P))
	if ok && n.K != domain.Int || by.K != domain.Int {
		m.Put(st, v.O, v.P, domain.Value{K: domain.Any, T: state.EventType})
		return
	}
	m.Put(st, v.O, v.P, domain.Value{K: domain.Int, T: state.EventType, N: n.N + by.N})
}
