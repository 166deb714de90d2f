package lives

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// A thread that sleeps, or whose wait times out, lets others run: what it polls for,
// they do.

// How often a thread pauses at one call, one time after the other, and how often where it
// comes further each time: from there on it is followed as if nobody got in between.
const (
	maxNaps  = 2
	manyNaps = 8
)

func (m *Lives) mostNaps() int32 {
	if m.Patient || m.Exact && !m.Few() {
		return manyNaps
	}
	return maxNaps
}

// again is how often the activity that runs has paused at a call already, if it has
// just gone on from there.
func (m *Lives) again(at *program.Site) int32 {
	if m.Slept == at.Key {
		return min(m.Naps, m.mostNaps())
	}
	return 0
}

// naps reports whether the thread that runs pauses at a call. One that would once more, and
// has come further since the last time, may do with others what is not followed: then the
// driver is followed anew.
func (m *Lives) naps(st *state.State, at *program.Site) bool {
	if m.Inside != 1 || m.Cannot != 0 || !m.Sleeps {
		return false
	}
	if m.again(at) < m.mostNaps() {
		return true
	}
	m.Dozes = m.Dozes || m.since != since(st)
	return false
}

// since is how far a thread has come.
func since(st *state.State) uint64 { return domain.Combine(st.Mem.Hash(), st.Regs.Hash()) }

// Sleep is a DDI that suspends the thread for a time.
func (m *Lives) Sleep(r *follow.Call, st state.State) []follow.Outcome {
	m.Reqs.Landed(&st, Waited)
	res := m.Results(&st, r.Call, r.At)
	if m.naps(&st, r.At) {
		m.pause(r.A, r.At, st, res, 0)
		return nil
	}
	out := []follow.Outcome{{St: st, Result: res}}
	if m.Inside > 0 {
		return out
	}
	for _, s := range m.goOn(st, nil) {
		out = append(out, follow.Outcome{St: s, Result: res})
	}
	return out
}

// goOn runs, each by itself, those who are pending and may go on, but one.
func (m *Lives) goOn(st state.State, but *Activity) []state.State {
	var out []state.State
	for _, b := range m.Pending(&st, func(b *Activity) bool { return b != but && m.ActivityEffects(b) != 0 }) {
		if m.waitsFor(&st, b) {
			continue
		}
		done, paused := m.RunActivity(st, b, 0)
		out = append(append(out, done...), paused...)
	}
	return follow.Distinct(out)
}
