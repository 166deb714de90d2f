package coverage

import (
	"github.com/wskvet/wskvet/internal/finding"
)

// Merge is what the reports of a run come to together. A call counts as followed if
// the lives of one driver come to it. A package without an entry that has an importer
// with one has calls to which no driver refers, too: those count as followed that were
// in its exported functions, each run by itself.
func Merge(reports []Report) (finding.Tally, []finding.Finding) {
	m := merger{calls: map[call]Call{}, below: map[string]bool{}, looks: map[string]*finding.Finding{}}
	for _, r := range reports {
		if r.Drivers > 0 {
			m.driver(r)
		} else if r.Entry != nil {
			m.resembles(r)
		}
	}
	for _, r := range reports {
		if r.Drivers == 0 && len(r.Calls) > 0 {
			m.library(r)
		}
	}
	for _, c := range m.calls {
		m.tally.Calls++
		if c.Followed {
			m.tally.Followed++
		} else if !c.alone {
			m.out = append(m.out, c.Missed)
		}
	}
	return m.tally, finding.Merge(m.out)
}

type merger struct {
	tally finding.Tally
	out   []finding.Finding
	calls map[call]Call
	below map[string]bool             // packages with an importer that has an entry
	looks map[string]*finding.Finding // by package: what looks like an entry in it, or above it
}

// call is a call in the code.
type call struct {
	pos  finding.Position
	text string
}

func (m *merger) driver(r Report) {
	m.tally.Drivers += r.Drivers
	m.tally.Roots += r.Roots
	for _, p := range r.Below {
		m.below[p] = true
	}
	for _, c := range r.Calls {
		k := call{c.Missed.Pos, c.Text}
		if was, ok := m.calls[k]; !ok || !was.Followed && c.Followed {
			m.calls[k] = c
		}
	}
}

// library takes the calls of a package without an entry to which no driver refers.
func (m *merger) library(r Report) {
	if !m.below[r.Path] {
		m.out = append(m.out, m.unrooted(r))
	}
	for _, c := range r.Calls {
		k := call{c.Missed.Pos, c.Text}
		if _, ok := m.calls[k]; !ok {
			c.alone = !m.below[r.Path]
			m.calls[k] = c
		}
	}
}

// resembles notes what looks like an entry.
func (m *merger) resembles(r Report) {
	for _, p := range append(r.Below, r.Path) {
		m.looks[p] = r.Entry
	}
}

// unrooted says that a package has neither an entry nor an importer that has one.
func (m *merger) unrooted(r Report) finding.Finding {
	if f := m.looks[r.Path]; f != nil {
		return *f
	}
	f := r.Calls[0].Missed
	f.Message = "package " + r.Path + " calls WSK functions, but neither it nor a package that imports it has a driver's entry: its functions are followed one by one, not from load to unload"
	return f
}
