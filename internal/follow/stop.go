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
	if len(trace) == 0 { // none of its steps are held to
		return Stop{Before: -1}, true
	}
	for i, s := range trace {
		if m.exact.reached[s] {
			continue
		}
		stop := Stop{Text: s.Text, Before: i, At: m.PositionOf(s.At)}
		if s.At.Block >= 0 {
			if site := m.siteOf(s.At); site.Instr().Code == summary.If {
				stop.site = site
			}
		}
		return stop, true
	}
	return Stop{Before: len(trace)}, false
}

func (m *Runner) siteOf(k program.SiteKey) *program.Site {
	f := m.Prog.Funcs[k.Fn]
	if k.Block < 0 {
		if k.Instr != 0 {
			return m.EndOf(f)
		}
		return m.StartOf(f)
	}
	return m.Site(f, k.Block, k.Instr)
}

// PositionOf is the place of an instruction in the source.
func (m *Runner) PositionOf(k program.SiteKey) finding.Position { return m.siteOf(k).Position() }

// Asks is the branch at which a life stops: its function, and the operand that decides.
func (s Stop) Asks() (f *program.Func, o summary.Operand, ok bool) {
	if s.site == nil {
		return nil, 0, false
	}
	return s.site.Fn, s.site.Instr().A, true
}
