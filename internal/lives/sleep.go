package lives

import (
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// A thread that sleeps, or whose wait times out, lets others run: what it polls for,
// they do.

// maxNaps is how often a thread pauses at one call, one time after the other: from
// there on it is followed as if nobody got in between.
const maxNaps = 2

// again is how often the activity that runs has paused at a call already, if it has
// just gone on from there.
func (m *Lives) again(at *program.Site) int32 {
	if m.Slept == at.Key {
		return min(m.Naps, maxNaps)
	}
	return 0
}

// naps reports whether the thread that runs pauses at a call.
func (m *Lives) naps(at *program.Site) bool {
	return m.Inside == 1 && m.Cannot == 0 && m.Sleeps && m.again(at) < maxNaps
}

// Sleep is a DDI that suspends the thread for a time.
func (m *Lives) Sleep(r *follow.Call, st state.State) []follow.Outcome {
	m.Reqs.Landed(&st, Waited)
	res := m.Results(&st, r.Call, r.At)
	if m.naps(r.At) {
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
