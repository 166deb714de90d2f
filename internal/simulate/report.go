package simulate

import (
	"fmt"
	"slices"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/persist"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/witness"
)

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

func oneCell(m *Machine, elem string, v Value) *persist.Map[Value] {
	var c *persist.Map[Value]
	return c.Set(uint64(m.Paths.Below(0, elem)), v)
}

// reporter reports what the states of a run break.
type reporter struct {
	m *Machine
	witness.Collector
	quiet bool // findings are not wanted
}

// add reports a broken rule at a place.
func (r *reporter) add(st *state.State, rule string, at *program.Site, message, object, last string) {
	if st.Tainted || r.quiet || len(r.m.only) > 0 && !slices.Contains(r.m.only, rule) {
		return
	}
	if rules := r.m.scope.Rules; len(rules) > 0 && rule != finding.Inconclusive && !slices.Contains(rules, rule) {
		return
	}
	r.Collector.Add(witness.Moment{Trace: st.Trace, Lossy: st.Lossy, Depth: len(r.m.stack), Beside: r.m.beside}, rule, at, message, object, last)
}

// giveUp says that the analysis stops following st: what is found behind it
// would not be certain.
func (r *reporter) giveUp(st *state.State, at *program.Site, what, text string) {
	r.inconclusive(st, at, text)
	st.Tainted = true
}

// inconclusive says that something was not followed.
func (r *reporter) inconclusive(st *state.State, at *program.Site, text string) {
	r.add(st, finding.Inconclusive, at, text, "", text)
}

// vague says that a rule seems to be broken where what the driver keeps is not known
// exactly: a claim on a slice, which is looked at once more; else nothing that is known.
func (r *reporter) vague(st *state.State, rule string, req *request, seems, message string) {
	if r.m.Slice != nil {
		r.add(st, rule, req.at, message, "", req.text())
		return
	}
	r.inconclusive(st, req.at, seems+", but what the driver keeps is not known exactly")
}

// Findings are the findings of a run, and the places where it gave up.
func (m *Machine) Findings() (findings, inconclusive []finding.Finding) { return m.report.Findings() }

// Claims are what was reported behind a merge alone or, on a slice, all of it, in order.
func (m *Machine) Claims() []witness.Claim { return m.report.Claims(m.Slice != nil) }

// Merged reports whether something was reported, or given up, behind a merge.
func (m *Machine) Merged() bool { return m.report.Merged() }

// Confirms is the finding of a claim that has been reached exactly.
func (m *Machine) Confirms(c witness.Claim) (finding.Finding, bool) { return m.report.Confirms(c.Key) }
