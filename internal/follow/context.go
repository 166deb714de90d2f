package follow

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
)

// Context is what a run depends on besides the state that it begins in: in whose life it
// is, and who hears of it. A run in another context is another run.
type Context struct {
	Inside   int             // activities that are being run
	Beside   *program.Site   // where the activity was started that is being run, or nil
	Until    uint64          // key of the event that the activity is run for, or 0
	Sleeps   bool            // the activity may pause where it sleeps
	Slept    program.SiteKey // where it has paused last, if it has just gone on from there
	Naps     int32           // how often it has paused there, one time after the other
	Yields   bool            // it pauses where it waits for its requests
	Cannot   int             // calls under way that cannot be paused
	Awaited  string          // the function for which the system waits, or ""
	Endless  bool            // so it does while the wait at hand lasts
	InEntry  bool            // DriverEntry is being run: no callback runs beside it
	InUnload bool            // Unload is: likewise
	Going    string          // how the driver leaves beside a thread that is being run: "Unload can return", or ""
	Quiet    bool            // findings are not wanted
	Only     RuleSet         // the rules that may be reported
}

// hash is of the whole context: it is a part of the key of a run that is remembered.
func (m *Runner) contextHash() uint64 {
	c := &m.Context
	flags := state.Bit(c.Sleeps) | state.Bit(c.Yields)<<1 | state.Bit(c.Endless)<<2 | state.Bit(c.InEntry)<<3 | state.Bit(c.InUnload)<<4 | state.Bit(c.Quiet)<<5
	h := domain.Combine(flags, uint64(c.Inside), c.Until, uint64(c.Cannot), uint64(c.Naps), siteHash(c.Slept), uint64(m.Prog.Str(c.Awaited)), uint64(m.Prog.Str(string(c.Only))), uint64(m.Prog.Str(c.Going)))
	if c.Beside != nil {
		h = domain.Combine(h, siteHash(c.Beside.Key))
	}
	return h
}

func siteHash(k program.SiteKey) uint64 {
	return domain.Combine(uint64(uint32(k.Fn)), uint64(uint32(k.Block)), uint64(uint32(k.Instr)))
}

// Course is what has come of the activity that is being run.
type Course struct {
	Calls  []state.CallFrame // that it is in
	Ended  []state.State     // where it has ended itself
	Halted []state.State     // where it has paused
}

// Aside runs something in another context.
func (m *Runner) Aside(c Context, run func() []Exit) ([]Exit, Course) {
	context, course := m.Context, m.Course
	m.Context, m.Course = c, Course{}
	defer func() { m.Context, m.Course = context, course }()
	exits := run()
	return exits, m.Course
}

// Silently runs without reporting: a package initialiser, say.
func (m *Runner) Silently(run func()) {
	was := m.Quiet
	m.Quiet = true
	run()
	m.Quiet = was
}

// Endlessly says that the wait at hand has no time-out, until the function that it returns
// is called: for whom it waits, the system waits, too.
func (m *Runner) Endlessly() (done func()) {
	was := m.Endless
	m.Endless = true
	return func() { m.Endless = was }
}

// RuleSet is some rules, or "" for all: a text, as it is part of what a run is remembered by.
type RuleSet string

// rulesOf is the set of some rules.
func rulesOf(rules ...string) RuleSet { return RuleSet(strings.Join(rules, ",")) }

// has reports whether a rule is one of the set.
func (s RuleSet) has(rule string) bool {
	return s == "" || slices.Contains(strings.Split(string(s), ","), rule)
}
