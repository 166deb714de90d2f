package follow

import (
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// Stop is the first step of a life that no state came to which followed it exactly.
type Stop struct {
	At     finding.Position
	Text   string // what happens there
	Before int    // how many steps of the life come before it

	site *program.Site // of a branch; or nil
}

// Stop is where the life that was followed exactly leaves what the driver can do; ok is
// false if some state took each of its steps.
func (m *Runner) Stop() (s Stop, ok bool) {
	if m.exact == nil || m.exact.life == nil {
		return Stop{}, false
	}
	trace := m.exact.life.Trace
	for i, s := range trace {
		if m.exact.reached[s] {
			continue
		}
		stop := Stop{Text: s.Text, Before: i}
		f := m.Prog.Funcs[s.At.Fn]
		if s.At.Block < 0 {
			stop.At = m.FuncSite(f, s.At.Instr != 0).Position()
			return stop, true
		}
		site := m.Site(f, s.At.Block, s.At.Instr)
		stop.At = site.Position()
		if site.Instr().Code == summary.If {
			stop.site = site
		}
		return stop, true
	}
	return Stop{Before: len(trace)}, false
}

// Asks is the branch at which a life stops: its function, and the operand that decides.
func (s Stop) Asks() (f *program.Func, o summary.Operand, ok bool) {
	if s.site == nil {
		return nil, 0, false
	}
	return s.site.Fn, s.site.Instr().A, true
}
