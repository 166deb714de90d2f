package lives

import (
	"strings"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// Objects that can be waited for, besides events and threads.
// Pages: kernel/semaphore-objects, kernel/introduction-to-mutex-objects, kernel/timer-objects.

// semaphoreType is in the cell of the type of an event where the object is a semaphore:
// the state of that is its count, of which each wait takes one.
const semaphoreType = 2

func (m *Lives) isSemaphore(st *state.State, obj domain.Value) bool {
	kind, ok := st.Mem.Get(state.Key(obj.O, m.Paths.Below(obj.P, "type")))
	return ok && kind == domain.Number(semaphoreType)
}

// initSemaphore makes the semaphore at v.
func (m *Lives) initSemaphore(st *state.State, r *follow.Call, v domain.Value) {
	m.Put(st, v.O, m.Paths.Below(v.P, "type"), domain.Number(semaphoreType))
	count := domain.Value{K: domain.Any, T: state.EventType}
	if n := r.Integers(); len(n) > 0 && n[0].K == domain.Int {
		count = domain.Value{K: domain.Int, T: state.EventType, N: n[0].N}
	}
	m.Put(st, v.O, v.P, count)
}

// releaseSemaphore adds to its count: the adjustment stands behind the increment of the
// priority, or alone.
func (m *Lives) releaseSemaphore(st *state.State, r *follow.Call, v domain.Value) {
	by := domain.Number(1)
	if n := r.Integers(); len(n) > 0 {
		by = n[len(n)-1]
	}
	m.count(st, v, by)
}

// ReadEvent is a DDI that returns the state of an event or a semaphore. One that is not
// set may be, by others who run.
func (m *Lives) ReadEvent(r *follow.Call, st state.State) []follow.Outcome {
	v := r.Args[0]
	if v.K != domain.Ptr || len(r.Call.Results) != 1 {
		return m.Anything(r, st)
	}
	cell, ok := st.Mem.Get(state.Key(v.O, v.P))
	known := ok && cell.K == domain.Int && cell.T == state.EventType
	if !known || cell.N == 0 && (m.Inside > 0 || m.Others(&st)&program.Signals != 0) {
		return m.Anything(r, st)
	}
	return []follow.Outcome{{St: st, Result: domain.Boolean(cell.N != 0)}}
}

// passes reports whether a wait for obj ends whatever the driver does: its mutex is let
// go by whoever holds it, its timer expires.
func (m *Lives) passes(obj domain.Value) bool {
	return m.isType(obj, "KMUTEX") || m.isType(obj, "KTIMER")
}

// elapsed is the states behind such a wait. While a timer runs, others do.
func (m *Lives) elapsed(st state.State, obj domain.Value) []state.State {
	if m.Inside > 0 || m.isType(obj, "KMUTEX") {
		return []state.State{st}
	}
	return append([]state.State{st}, m.goOn(st, nil)...)
}

// isType reports whether v is a pointer, in an interface, to the type of a name.
func (m *Lives) isType(v domain.Value, name string) bool {
	return v.T > 0 && strings.HasSuffix(m.TypeNames[v.T], "."+name)
}

// Overwrite is a DDI that writes what the analysis does not know.
func (m *Lives) Overwrite(r *follow.Call, st state.State) []follow.Outcome {
	if v := r.Args; len(v) > 0 && v[0].K == domain.Ptr {
		m.Havoc(&st, r.At, v[0].O, v[0].P)
	}
	return m.Anything(r, st)
}
