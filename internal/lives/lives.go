// Package lives is who runs beside the root that is followed: threads, goroutines, work
// items, DPCs, timers and pending requests; and what they wait for and signal.
package lives

import (
	"github.com/wskvet/wskvet/internal/follow"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// Lives is who runs beside the root that is followed: threads, work items, DPCs, timers,
// and the requests that are pending.
type Lives struct {
	*follow.Runner
	rests    map[program.SiteKey]program.Effects // of what follows an instruction
	followed map[program.SiteKey]int             // how often requests have been followed to their ends
	acts     state.Slot[activities]
	Reqs     lifecycle
	since    uint64 // how far the thread that goes on had come where it paused
}

// New is who runs beside what a runner follows.
func New(r *follow.Runner) *Lives { return &Lives{Runner: r, acts: state.NewSlot[activities](r.Space)} }

// Again forgets what has been run.
func (m *Lives) Again() {
	m.Runner.Again()
	m.rests, m.followed = map[program.SiteKey]program.Effects{}, map[program.SiteKey]int{}
}

// Landing is what lets requests end that nobody follows any more.
type Landing uint8

// The landings.
const (
	Waited Landing = iota // not those whose routines tell nobody
	Closed                // their socket, or all of them as the driver deregisters
)

// lifecycle is what those who run beside do not know of the requests among them.
type lifecycle interface {
	// Finish ends a pending request and runs its completion routine.
	Finish(st state.State, act *Activity) []follow.Exit

	// Landed says that requests which nobody followed any more may have ended. Bare ends
	// those that have no routines.
	Landed(st *state.State, by Landing)
	Bare(states []state.State) []state.State

	// Changed reports whether registration k differs; Deregistered, whether it is no more;
	// Sockets, whether a socket is open.
	Changed(before, after *state.State, k uint64) bool
	Deregistered(st *state.State, k uint64) bool
	Sockets(st *state.State) bool

	// WaitsInCallback reports a wait for what cannot happen before the callback returns.
	WaitsInCallback(r *follow.Call, st *state.State) (never bool)
}

// Activities runs each pending activity of st to its end, or to where it waits.
func (m *Lives) Activities(st state.State) []state.State {
	var out []state.State
	for _, a := range m.Pending(&st, Anybody) {
		if a.Kind.Enough(m, a) {
			continue
		}
		done, paused := m.RunActivity(st, a, 0)
		out = append(append(out, done...), paused...)
	}
	return out
}

// Others are the effects of whatever else may run now.
func (m *Lives) Others(st *state.State) program.Effects {
	e := st.Async
	for a := m.Last(st); a != nil; a = a.next {
		e |= m.ActivityEffects(a)
	}
	return e
}

// Each is what comes of each of several states.
func (m *Lives) Each(states []state.State, f func(state.State) []state.State) []state.State {
	var out []state.State
	for _, s := range states {
		out = append(out, f(s)...)
	}
	return out
}
