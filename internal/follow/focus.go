package follow

import "github.com/wskvet/wskvet/internal/state"

// Registrations do not depend on each other but through what the driver's code
// makes of their statuses, which is followed all the same. A few are followed
// together. Where they are many, each is followed alone, as a status of another
// is just unknown: so the cost is linear in their number, not exponential. A run that is
// exact follows all of those that it tells apart, within its steps.

// Together is how many registrations are followed in one run.
const Together = 3

// Nobody is the focus of a run that only meets registrations.
const Nobody = "(none)"

// Focus has the run follow one registration alone.
func (m *Runner) Focus(id string) { m.focus = id }

// Met are the registrations that a run has met, first met first; crowded says
// that they were too many and that the run has stopped.
func (m *Runner) Met() (ids []string, crowded bool) { return m.met, m.crowded }

// follows notes registration k and reports whether the run follows it.
func (m *Runner) follows(k uint64) bool {
	chosen, was := m.chosen[k]
	if was {
		return chosen
	}
	id := m.identity(k)
	if !m.known[id] {
		m.known[id] = true
		m.met = append(m.met, id)
		m.crowded = m.focus == "" && m.exact == nil && len(m.met) > Together
	}
	m.chosen[k] = m.focus == "" || m.focus == id
	return m.chosen[k]
}

// identity names registration k the same in each run of the program.
func (m *Runner) identity(k uint64) string {
	o := m.Objects[state.ObjectOf(k)]
	return Sprintf("%s %s %v %d%s", o.Kind, o.Name, o.Site, o.N, m.Paths.Text(state.PathOf(k)))
}
