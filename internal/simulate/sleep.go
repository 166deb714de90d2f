package simulate

import (
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
func (m *Machine) again(at *program.Site) int32 {
	if m.running == nil || m.running.Paused == nil {
		return 0
	}
	c := m.running.Paused
	if last := c.Frames[len(c.Frames)-1].At; last.Key == at.Key {
		return min(c.Again+1, maxNaps)
	}
	return 0
}

// naps reports whether the thread that runs pauses at a call.
func (m *Machine) naps(at *program.Site) bool {
	return m.inside == 1 && m.cannot == 0 && m.running != nil && m.running.Req == nil && m.running.Alarm == nil && m.again(at) < maxNaps
}

// sleep is a DDI that suspends the thread for a time.
func (m *Machine) sleep(a *activation, r *request, st state.State) []outcome {
	m.Landed(&st, true)
	res := m.results(&st, r.call, r.at)
	if m.naps(r.at) {
		m.pause(a, r.at, st, res, 0)
		return nil
	}
	out := []outcome{{st: st, result: res}}
	if m.inside > 0 {
		return out
	}
	for _, s := range m.goOn(st, nil) {
		out = append(out, outcome{st: s, result: res})
	}
	return out
}

// goOn runs, each by itself, those who are pending and may go on, but one.
func (m *Machine) goOn(st state.State, but *state.Activity) []state.State {
	var out []state.State
	for _, b := range m.pending(&st, func(b *state.Activity) bool { return b != but && m.activityEffects(b) != 0 }) {
		if m.waitsFor(&st, b) {
			continue
		}
		done, paused := m.runActivity(st, b, 0)
		out = append(append(out, done...), paused...)
	}
	return distinct(out)
}
