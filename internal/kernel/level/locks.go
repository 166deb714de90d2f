package level

import (
	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/irql"
	"github.com/wskvet/wskvet/internal/state"
)

// Path elements below a lock and its handle: whether the lock is held, and which lock it is.
const (
	heldElem = "held"
	lockElem = "lock"
)

// lock is the lock that a function acquires or releases: what it is first handed, or what
// that is the handle of.
func (m *Levels) lock(r *follow.Call, st *state.State) (domain.Value, bool) {
	if len(r.Args) == 0 || r.Op == ddi.RaiseIrql {
		return domain.Value{}, false
	}
	v := r.Args[0]
	if v.K != domain.Ptr || !m.Strong(st, v.O, v.P) {
		return domain.Value{}, false
	}
	if l, ok := st.Mem.Get(state.Key(v.O, m.Paths.Below(v.P, lockElem))); ok {
		v = l
	}
	return v, v.K == domain.Ptr && m.Strong(st, v.O, v.P)
}

// Who holds a lock: what the system calls, or an activity beside it.
const (
	byRoot   = 1
	byBeside = 2
)

// locked notes that a lock is held; it is false where its holder would wait for itself,
// for ever. Of several threads that are under way another may be the holder.
func (m *Levels) locked(r *follow.Call, st *state.State) bool {
	l, ok := m.lock(r, st)
	if !ok || !irql.Excludes(r.Name()) {
		return true
	}
	held := state.Key(l.O, m.Paths.Below(l.P, heldElem))
	v, _ := st.Mem.Get(held)
	if v == domain.Number(byRoot) && m.Inside == 0 || v != (domain.Value{}) && v != domain.Number(0) && m.Last(st) == nil && st.Async == 0 {
		return false
	}
	by := int64(byRoot)
	if m.Inside > 0 {
		by = byBeside
	}
	m.Put(st, l.O, state.PathOf(held), domain.Number(by))
	if len(r.Args) > 1 && r.Args[1].K == domain.Ptr && m.Strong(st, r.Args[1].O, r.Args[1].P) {
		m.Put(st, r.Args[1].O, m.Paths.Below(r.Args[1].P, lockElem), l.Plain())
	}
	return true
}

// unlocked notes that a lock is not held any more.
func (m *Levels) unlocked(r *follow.Call, st *state.State) {
	if l, ok := m.lock(r, st); ok {
		m.Put(st, l.O, m.Paths.Below(l.P, heldElem), domain.Number(0))
	}
}

// Lock carries out an operation on a lock that leaves the IRQL as it is: a mutex of Go's.
func (m *Levels) Lock(r *follow.Call, st state.State) []follow.Outcome {
	if r.Op == ddi.Unlock {
		m.unlocked(r, &st)
		return m.Anything(r, st)
	}
	var out []follow.Outcome
	if held := st; m.locked(r, &held) {
		out = append(out, follow.Outcome{St: held, Result: domain.Boolean(true)})
	}
	if r.Op == ddi.TryLock {
		out = append(out, follow.Outcome{St: st, Result: domain.Boolean(false)})
	}
	return out
}
