package cli

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/wskvet/wskvet/internal/cdriver"
	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/harness"
	"github.com/wskvet/wskvet/internal/load"
	"github.com/wskvet/wskvet/internal/slice"
)

// proofs are what wskvet debug says of how drivers are followed: their residual programs,
// and how each is followed an obligation at a time.
var proofs = []string{"program", "slice", "why"}

// asksProof reports whether the arguments are debug program|slice|why DRIVER... [FILE:LINE].
func asksProof(args []string) bool {
	return len(args) >= 3 && args[0] == "debug" && slices.Contains(proofs, args[1])
}

var place = regexp.MustCompile(`^(.+):(\d+)$`)

// proof follows drivers an obligation at a time, and prints the slices or why claims were
// not decided.
func (o *options) proof(stdout io.Writer) (int, error) {
	what, at := o.patterns[1], ""
	o.patterns = o.patterns[2:]
	if last := o.patterns[len(o.patterns)-1]; place.MatchString(last) && len(o.patterns) > 1 {
		at, o.patterns = filepath.ToSlash(last), o.patterns[:len(o.patterns)-1]
		if err := o.readable(at); err != nil {
			return Failed, err
		}
	}
	if err := o.configure(); err != nil {
		return Failed, err
	}
	in, err := o.split()
	if err != nil {
		return Failed, err
	}
	defer in.tree.Close()
	traces, err := o.traced(in, func() *harness.Trace { return new(harness.Trace) })
	if err != nil {
		return Failed, err
	}
	base, err := filepath.Abs(o.dir)
	if err != nil {
		return Failed, err
	}
	w := &proofWriter{bufio.NewWriter(stdout), base, at}
	for _, t := range traces {
		if what == "program" {
			w.WriteString(t.Listing)
			continue
		}
		for _, r := range t.Rounds {
			if what == "slice" {
				w.slice(r)
			} else {
				w.why(r)
			}
		}
	}
	return Clean, w.Flush()
}

// traced are the traces of the drivers, in the order of their names. A driver whose states
// are observed is followed whole, any other an obligation at a time.
func (o *options) traced(in *input, trace func() *harness.Trace) ([]*harness.Trace, error) {
	set := o.conf.Settings()
	var mu sync.Mutex
	traces := map[string]*harness.Trace{}
	follow := func(in check.Input) (check.Output, error) {
		if in.Silent {
			return analyse(in)
		}
		mu.Lock()
		in.Trace = trace()
		traces[in.Path] = in.Trace
		mu.Unlock()
		if in.Trace.Observer == nil {
			in.Settings.Limits.Whole = 1 // small ones, too
		}
		return analyse(in)
	}
	if len(in.packages) > 0 {
		if _, err := o.load(load.Config{Dir: o.dir, Patterns: in.packages, Once: true, Settings: set, At: o.at, Check: follow, Progress: func(int, int) {}}); err != nil {
			return nil, err
		}
	}
	if len(in.found.Drivers) > 0 {
		res, err := cdriver.Run(in.found.Drivers, cdriver.Config{Base: in.tree.Base(), Settings: set, At: o.at, Check: follow})
		if err != nil {
			return nil, err
		}
		if len(res.Failed) > 0 {
			return nil, res.Failed[0]
		}
	}
	var out []*harness.Trace
	for _, path := range slices.Sorted(maps.Keys(traces)) {
		out = append(out, traces[path])
	}
	return out, nil
}

// proofWriter prints rounds.
type proofWriter struct {
	*bufio.Writer
	base string
	at   string // the place that is asked for, or ""
}

func (w *proofWriter) shown(p finding.Position) string {
	name := p.File
	if rel, err := filepath.Rel(w.base, name); err == nil {
		name = filepath.ToSlash(rel)
	}
	return fmt.Sprintf("%s:%d", name, p.Line)
}

func (w *proofWriter) head(r harness.Round) {
	end := "followed to its end"
	if !r.Whole {
		end = "not followed to its end"
	}
	if n := len(r.Unclear); n > 0 {
		end += fmt.Sprintf(", of %d calls, the one at %s the first, it is not known which object they are about", n, w.shown(r.Unclear[0].Call.Position()))
	}
	kept, of := 0, 0
	members := r.Slice.Members()
	for _, m := range members {
		kept, of = kept+m.Kept, of+m.Of
	}
	fmt.Fprintf(w, "%s: %s, depth %d%s: %d functions, %d of their %d instructions, %d steps, %s\n", r.Entry, r.Obligation, r.Depth, with(r.Cells), r.Slice.Functions(), kept, of, r.Steps, end)
}

// with says which cells a slice takes in beyond its depth.
func with(cells []string) string {
	if len(cells) == 0 {
		return ""
	}
	return " with " + strings.Join(cells, ", ")
}

func (w *proofWriter) slice(r harness.Round) {
	w.head(r)
	steps := map[int32]int{}
	for _, c := range r.Costs {
		steps[c.Func.Index] = c.Steps
	}
	members := r.Slice.Members()
	slices.SortStableFunc(members, func(a, b slice.Member) int { return steps[b.Func.Index] - steps[a.Func.Index] })
	for _, m := range members {
		why := m.Why
		if why == "" {
			why = "what it returns is asked for"
		}
		fmt.Fprintf(w, "\t%s\tring %d\t%d of %d instructions\t%d steps\t%s\n", m.Func.Short, m.Ring, m.Kept, m.Of, steps[m.Func.Index], why)
	}
	for _, c := range r.Slice.Tracked() {
		fmt.Fprintf(w, "\tcell %s\tread in %s\n", c.Name, c.Reader.Short)
	}
}

func (w *proofWriter) why(r harness.Round) {
	if w.at == "" {
		w.head(r)
	}
	for _, c := range r.Claims {
		if w.at != "" && w.shown(c.Finding.Pos) != w.at {
			continue
		}
		fmt.Fprintf(w, "%s: %s (%s): %s, depth %d: %s\n", w.shown(c.Finding.Pos), c.Finding.Message, c.Finding.Rule, r.Obligation, r.Depth, w.outcome(c))
		if w.at == "" {
			continue
		}
		for _, s := range c.Finding.Steps {
			fmt.Fprintf(w, "\t%s: %s%s\n", w.shown(s.Pos), strings.Repeat("  ", s.Depth), s.Text)
		}
		for _, f := range c.Costs[:min(maxCosts, len(c.Costs))] {
			fmt.Fprintf(w, "\t%d steps in %s\n", f.Steps, f.Func.Short)
		}
	}
}

// maxCosts is how many of the functions that took most steps are named.
const maxCosts = 8

func (w *proofWriter) outcome(c harness.Attempt) string {
	at := w.shown(c.Stop.At)
	switch {
	case c.Known:
		return "found before"
	case c.Reached:
		return fmt.Sprintf("reached in %d steps", c.Steps)
	case c.Whole:
		return fmt.Sprintf("not reached in %d steps, though each of its own steps is", c.Steps)
	case c.Over:
		return fmt.Sprintf("not reached in %d steps, which did not suffice: the first of its own that was not taken, behind %d, is %q at %s", c.Steps, c.Stop.Before, c.Stop.Text, at)
	}
	return fmt.Sprintf("not reached in %d steps: behind %d of its own no state comes to %q at %s", c.Steps, c.Stop.Before, c.Stop.Text, at)
}
