package witness

import (
	"slices"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/ruleid"
)

// Collector collects what a run finds, the shortest witness of each.
type Collector struct {
	found map[Key]*found
	hung  map[Key]*hung
	Irp   uint64 // the IRP that is reported, or 0
	Told  int    // how often a broken rule has been reported
}

// Key is what findings are told apart by.
type Key struct {
	rule    string
	pos     finding.Position
	subject string
}

type found struct {
	finding finding.Finding
	steps   int
	beside  *program.Site // where the activity was started in which it was found, or nil
	lossy   bool          // a merge took part in its witness
	trace   *Step         // the last step of that
}

// Moment is how a life has come to where something is found.
type Moment struct {
	Trace  *Step
	Lossy  bool          // a merge took part in it
	Depth  int           // of calls
	Beside *program.Site // where the activity was started that is being run, or nil
	Hangs  bool          // it counts on what the reader of C has guessed
}

// Add notes a broken rule at a place, or that something is inconclusive there.
func (c *Collector) Add(e Moment, rule string, at *program.Site, message, object, last string) {
	pos := at.Position()
	if pos.Line == 0 {
		return
	}
	told := finding.Finding{Rule: rule, Pos: pos, End: pos, Message: message, Package: at.Fn.Path, Func: at.Fn.Short, Object: object}
	if e.Hangs && rule != finding.Inconclusive {
		c.hang(e, told, last)
		return
	}
	if rule != finding.Inconclusive {
		c.Told++
	}
	c.put(e, told, last)
}

// put keeps a finding, unless a better witness of the same is known.
func (c *Collector) put(e Moment, f finding.Finding, last string) {
	k := keyOf(&f)
	if f := c.found[k]; f != nil && !f.worse(e) {
		return
	}
	f.Steps = c.steps(e, f.Rule)
	f.Steps = append(f.Steps, finding.Step{Pos: f.Pos, Kind: finding.Violate, Func: f.Func, Text: last, Depth: e.Depth})
	if c.found == nil {
		c.found = map[Key]*found{}
	}
	c.found[k] = &found{f, e.Trace.Count(), e.Beside, e.Lossy, e.Trace}
}

func keyOf(f *finding.Finding) Key { return Key{f.Rule, f.Pos, finding.Subject(f.Object)} }

// worse reports whether a witness with another end is better than that of f: no merge
// took part in it, or it is shorter.
func (f *found) worse(e Moment) bool {
	if f.lossy != e.Lossy {
		return f.lossy
	}
	return f.steps > e.Trace.Count()
}

// maxSteps bounds the steps of a witness.
const maxSteps = 24

// shortened are as many steps of a witness as are shown. The ways that branches take are left
// out first, then which functions are entered, then the rest: in the middle first each.
func shortened(steps []finding.Step) []finding.Step {
	for rank := 0; len(steps) > maxSteps; rank++ {
		var of []int // the steps of the rank, in order
		for i := range steps {
			if worth(steps[i].Kind) == rank {
				of = append(of, i)
			}
		}
		n := min(len(of), len(steps)-maxSteps)
		of = of[(len(of)-n)/2:][:n]
		left := steps[:0]
		for i := range steps {
			if _, out := slices.BinarySearch(of, i); !out {
				left = append(left, steps[i])
			}
		}
		steps = left
	}
	return steps
}

// worth is how much a step of a kind says, 0 the least.
func worth(k finding.Kind) int {
	switch k {
	case finding.Branch, finding.Leave:
		return 0
	case finding.Call:
		return 1
	}
	return 2
}

// steps are the steps of a witness that say something about a rule.
func (c *Collector) steps(e Moment, rule string) []finding.Step {
	var out []finding.Step
	s, depth := e.Trace, e.Depth // of the step that was kept last, which comes behind
	last := true                 // it is of the root in which the rule is broken
	asked := map[string]int{}    // how many of the writes to a cell that a branch asks are shown yet
	passed := map[string]bool{}  // what branches pass over, as it is shown
	for ; s != nil; s = s.Up {
		pos := s.At.Position()
		if pos.Line == 0 || s.Kind == finding.Call && depth <= s.Depth || s.Level && rule != ruleid.Irql {
			continue // a call in which nothing happened that matters, or a lock where locks do not
		}
		if s.Irp != 0 && s.Irp != c.Irp {
			continue
		}
		if s.Writes != "" && !decides(asked, s) {
			continue
		}
		skips := ""
		if last {
			skips = s.Skips.text(rule)
		}
		if s.Only && (skips == "" || passed[s.Text+skips]) {
			continue // a branch that passes over nothing that is missed, or as in a later turn of its loop
		}
		passed[s.Text+skips] = s.Only
		if skips != "" {
			for _, c := range s.Skips.cells {
				asked[c] = maxWrites
			}
		}
		last = last && s.Kind != finding.Enter
		depth = s.Depth
		if n := len(out); n > 0 && s.Kind == finding.Enter && out[n-1].Kind == finding.Enter && out[n-1].Pos == pos && out[n-1].Text == s.Text {
			continue // once more of the same, to no effect
		}
		out = append(out, finding.Step{Pos: pos, Kind: s.Kind, Func: s.At.Fn.Short, Text: s.Text + skips, State: s.State, Depth: s.Depth})
	}
	slices.Reverse(out)
	return shortened(out)
}

// maxWrites bounds how many changes of a counter a witness shows.
const maxWrites = 4

// decides reports whether a write is what a branch behind it has asked for: the last one, or
// one that counts.
func decides(asked map[string]int, s *Step) bool {
	left := asked[s.Writes]
	if left == 0 {
		return false
	}
	asked[s.Writes] = 0
	if s.Counts {
		asked[s.Writes] = left - 1
	}
	return true
}

// Findings are the findings of a run, and the places where it gave up.
func (c *Collector) Findings() (findings, inconclusive []finding.Finding) {
	c.settle()
	for _, f := range c.found {
		switch {
		case f.finding.Rule == finding.Inconclusive:
			inconclusive = append(inconclusive, f.finding)
		case !c.caused(f):
			findings = append(findings, f.finding)
		}
	}
	return finding.Merge(findings), finding.Merge(finding.Unless(inconclusive, findings))
}

// caused reports whether a finding has the cause of another.
func (c *Collector) caused(f *found) bool {
	for k, g := range c.found {
		if k.rule == ruleid.DeregisterNotAwaited && f.unjoined(g) || k.rule == ruleid.SuccessNotEstablished && f.dropped(g) || k.rule == ruleid.UnloadRegistered && f.leaves(g) {
			return true
		}
	}
	return false
}

// unjoined reports whether the cause is g, that nobody waits for a thread which
// deregisters: which sockets are open there, and who would close them, would be
// another matter if Unload did it.
func (f *found) unjoined(g *found) bool {
	return f.finding.Rule == ruleid.DeregisterOpenSocket && f.beside != nil && f.beside.Position() == g.finding.Pos
}

// dropped reports whether the cause is g, a release for which no capture succeeded: one
// more that failed makes the release of another the last.
func (f *found) dropped(g *found) bool {
	o := f.finding
	o.Rule = g.finding.Rule
	if f.finding.Rule != ruleid.Unbalanced || !o.Same(&g.finding) {
		return false
	}
	for s := f.trace; s != nil; s = s.Up {
		if s.Missed {
			return true
		}
	}
	return false
}

// leaves reports whether the cause is g, that Unload leaves without deregistering: it
// has also dropped the last pointer on its way.
func (f *found) leaves(g *found) bool {
	if f.finding.Rule != ruleid.RegistrationLost || f.finding.Object != g.finding.Object {
		return false
	}
	for s := g.trace; s != nil; s = s.Up {
		if s.Orphans && s.At.Position() == f.finding.Pos {
			return true
		}
	}
	return false
}

// Claims are what was reported behind a merge alone, in order.
func (c *Collector) Claims() []Claim {
	return c.claims(func(f *found) bool { return f.lossy })
}

// AllClaims are all that was reported: on a slice, none of it is more than a claim.
func (c *Collector) AllClaims() []Claim { return c.claims(func(*found) bool { return true }) }

func (c *Collector) claims(of func(*found) bool) []Claim {
	c.settle()
	var out []Claim
	for k, f := range c.found {
		if of(f) && f.finding.Rule != finding.Inconclusive && !c.caused(f) {
			out = append(out, Claim{f.finding, k, f.trace})
		}
	}
	slices.SortFunc(out, func(a, b Claim) int { return finding.Compare(a.Finding, b.Finding) })
	return out
}

// Merged reports whether something was reported, or given up, behind a merge.
func (c *Collector) Merged() bool {
	c.settle()
	for _, f := range c.found {
		if f.lossy {
			return true
		}
	}
	return false
}

// Confirms is the finding of a claim that has been reached exactly.
func (c *Collector) Confirms(k Key) (finding.Finding, bool) {
	c.settle()
	f := c.found[k]
	if f == nil || f.lossy {
		return finding.Finding{}, false
	}
	return f.finding, true
}
