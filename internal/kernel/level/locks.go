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

// Who holds a lock: what the system calls, or an activity beside it. Those who share it are
// counted, as far as what the system calls is all of them.
const (
	byRoot   = 1
	byBeside = 2
	bySome   = 3
	byShares = 4 // and more: one more for each share
)

// locked notes that a lock is held; it is false where its holder would wait for itself,
// for ever. Of several threads that are under way another may be the holder.
func (m *Levels) locked(r *follow.Call, st *state.State) bool {
	l, ok := m.lock(r, st)
	if !ok {
		return true
	}
	shares := !irql.Excludes(r.Name())
	held := state.Key(l.O, m.Paths.Below(l.P, heldElem))
	v, _ := st.Mem.Get(held)
	if v.K == domain.Int && m.waitsForItself(st, v.N, shares) {
		return false
	}
	m.Put(st, l.O, state.PathOf(held), domain.Number(m.holder(v.N, shares)))
	if len(r.Args) > 1 && r.Args[1].K == domain.Ptr && m.Strong(st, r.Args[1].O, r.Args[1].P) {
		m.Put(st, r.Args[1].O, m.Paths.Below(r.Args[1].P, lockElem), l.Plain())
	}
	return true
}

// waitsForItself reports whether who wants a lock, or a share of it, waits for ever, as it
// is held by itself, or by somebody who has ended.
func (m *Levels) waitsForItself(st *state.State, held int64, shares bool) bool {
	switch {
	case held == 0, held == bySome, shares && held >= byShares:
		return false
	case m.Inside == 0 && held != byBeside:
		return true
	}
	return m.Last(st) == nil && st.Async == 0
}

// holder is who holds a lock once it is acquired, or a share of it.
func (m *Levels) holder(held int64, shares bool) int64 {
	switch {
	case shares && (m.Inside > 0 || held == bySome):
		return bySome
	case shares && held >= byShares:
		return held + 1
	case shares:
		return byShares
	case m.Inside > 0:
		return byBeside
	}
	return byRoot
}

// unlocked notes that a lock is not held any more.
func (m *Levels) unlocked(r *follow.Call, st *state.State) {
	l, ok := m.lock(r, st)
	if !ok {
		return
	}
	held := state.Key(l.O, m.Paths.Below(l.P, heldElem))
	v, _ := st.Mem.Get(held)
	left := int64(0)
	if v.K == domain.Int && v.N > byShares {
		left = v.N - 1
	}
	m.Put(st, l.O, state.PathOf(held), domain.Number(left))
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
