package follow

import (
	"fmt"
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/witness"
)

func Sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

func OneCell(m *Runner, elem string, v domain.Value) *persist.Map[domain.Value] {
	var c *persist.Map[domain.Value]
	return c.Set(uint64(m.Paths.Below(0, elem)), v)
}

// Reporter reports what the states of a run break.
type Reporter struct {
	m *Runner
	witness.Collector
}

// Add reports a broken rule at a place.
func (r *Reporter) Add(st *state.State, rule string, at *program.Site, message, object, last string) {
	if st.Tainted || r.m.Quiet || !r.m.Only.has(rule) {
		return
	}
	if rules := r.m.Scope.Rules; len(rules) > 0 && rule != finding.Inconclusive && !slices.Contains(rules, rule) {
		return
	}
	if r.m.Observer != nil {
		r.m.Observer.Found(r.m, st, rule, at, message)
	}
	r.Collector.Add(witness.Moment{Trace: st.Trace, Lossy: st.Lossy, Depth: len(r.m.Stack), Beside: r.m.Beside, Hangs: r.m.Slice == nil && st.Trace.Hangs() != nil}, rule, at, message, object, last)
}

// GiveUp says that the analysis stops following st: what is found behind it
// would not be certain.
func (r *Reporter) GiveUp(st *state.State, at *program.Site, what, text string) {
	r.Inconclusive(st, at, text)
	st.Tainted = true
}

// Inconclusive says that something was not followed.
func (r *Reporter) Inconclusive(st *state.State, at *program.Site, text string) {
	r.Add(st, finding.Inconclusive, at, text, "", text)
}

// Vague says that a rule seems to be broken where what the driver keeps is not known
// exactly: a claim on a slice, which is looked at once more; else nothing that is known.
func (r *Reporter) Vague(st *state.State, rule string, req *Call, seems, message string) {
	if r.m.Slice != nil {
		r.Add(st, rule, req.At, message, "", req.Text())
		return
	}
	r.Inconclusive(st, req.At, seems+", but what the driver keeps is not known exactly")
}

// Findings are the findings of a run, and the places where it gave up.
func (m *Runner) Findings() (findings, inconclusive []finding.Finding) { return m.Report.Findings() }

// Claims are what was reported behind a merge alone or, on a slice, all of it, in order.
func (m *Runner) Claims() []witness.Claim {
	if m.Slice != nil {
		return m.Report.AllClaims()
	}
	return m.Report.Claims()
}

// Merged reports whether something was reported, or given up, behind a merge.
func (m *Runner) Merged() bool { return m.Report.Merged() }

// Confirms is the finding of a claim that has been reached exactly.
func (m *Runner) Confirms(c witness.Claim) (finding.Finding, bool) { return m.Report.Confirms(c.Key) }
