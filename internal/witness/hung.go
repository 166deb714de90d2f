package witness

import (
	"maps"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/program"
)

// hung is a rule that is broken behind guesses: by some lives, of which the first is the one
// to tell.
type hung struct {
	finding finding.Finding
	lives   []Moment
	last    string
	irp     uint64
}

// hang notes a rule that is broken behind guesses. What lies behind a merge as well is told
// by itself, and proves nothing.
func (c *Collector) hang(e Moment, f finding.Finding, last string) {
	if c.hung == nil {
		c.hung = map[Key]*hung{}
	}
	k := keyOf(&f)
	h := c.hung[k]
	if h == nil {
		c.hung[k] = &hung{f, []Moment{e}, last, c.Irp}
		return
	}
	if first := h.lives[0]; first.Lossy && !e.Lossy || first.Lossy == e.Lossy && first.Trace.Count() > e.Trace.Count() {
		h.finding, h.last, h.irp = f, last, c.Irp
		h.lives = slices.Insert(h.lives, 0, e)
	} else if !e.Lossy {
		h.lives = append(h.lives, e)
	}
	h.lives = h.lives[:min(len(h.lives), maxHung)]
}

// settle tells what of that is a finding: what is found whatever the text says.
func (c *Collector) settle() {
	pending := c.hung
	c.hung = nil
	told, irp := c.Told, c.Irp
	byFinding := func(a, b *hung) int { return finding.Compare(a.finding, b.finding) }
	for _, h := range slices.SortedFunc(maps.Values(pending), byFinding) { // two may become one
		c.Irp = h.irp
		e, f := h.lives[0], h.finding
		if g := h.decides(); g != nil {
			f.Rule, f.Object = finding.Inconclusive, ""
			f.Message = "the text of a condition on the way here, at " + place(g.At) + ", was not understood; else " + f.Message
			if h.last == h.finding.Message {
				h.last = f.Message
			}
		}
		c.put(e, f, h.last)
	}
	c.Told, c.Irp = told, irp
}

// decides is a guess on which it hangs whether the rule is broken, or nil.
func (h *hung) decides() *Guess {
	var lives [][]Way
	for _, e := range h.lives {
		if !e.Lossy {
			lives = append(lives, e.Trace.guessed()...)
		}
	}
	if certain(lives) {
		return nil
	}
	for s := h.lives[0].Trace.Hangs(); s != nil; s = s.Up.Hangs() {
		if g := s.Hang.Guess; g != nil && !g.again[1-s.Hang.Way.Way] {
			return g
		}
	}
	return nil // behind a merge alone: it is a claim
}

// place is the line of a place.
func place(at *program.Site) string {
	p := at.Position()
	return filepath.Base(p.File) + ":" + strconv.Itoa(p.Line)
}
