package cli

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/harness"
	"github.com/wskvet/wskvet/internal/inspect"
)

// insides are what wskvet debug says of a place: the life that comes to what is reported
// there, and the states that stand there side by side.
var insides = []string{"life", "state"}

// asksInside reports whether the arguments are debug life|state DRIVER... FILE:LINE.
func asksInside(args []string) bool {
	return len(args) >= 4 && args[0] == "debug" && slices.Contains(insides, args[1]) && place.MatchString(args[len(args)-1])
}

// inside follows drivers whole, and prints what they come to at a place.
func (o *options) inside(stdout io.Writer) (int, error) {
	what, at := o.patterns[1], filepath.ToSlash(o.patterns[len(o.patterns)-1])
	o.patterns = o.patterns[2 : len(o.patterns)-1]
	if err := o.readable(at); err != nil {
		return Failed, err
	}
	if err := o.configure(); err != nil {
		return Failed, err
	}
	in, err := o.split()
	if err != nil {
		return Failed, err
	}
	defer in.tree.Close()
	base, err := filepath.Abs(o.dir)
	if err != nil {
		return Failed, err
	}
	w := &proofWriter{bufio.NewWriter(stdout), base, at}
	var recorders []*inspect.Recorder
	_, err = o.traced(in, func() *harness.Trace {
		r := inspect.New(func(p finding.Position) bool { return w.shown(p) == at })
		recorders = append(recorders, r)
		return &harness.Trace{Observer: r}
	})
	if err != nil {
		return Failed, err
	}
	told := 0
	for _, r := range recorders {
		if what == "life" {
			told += w.lives(r)
		} else {
			told += w.halts(r)
		}
	}
	if told == 0 {
		fmt.Fprintf(w, "%s: %s\n", at, map[string]string{"life": "nothing is reported there where the driver is followed whole", "state": "no state comes there where the driver is followed whole"}[what])
	}
	return Clean, w.Flush()
}

// lives prints each life, a step a line, with what the step changes.
func (w *proofWriter) lives(r *inspect.Recorder) int {
	for _, l := range r.Lives {
		fmt.Fprintf(w, "%s: %s (%s)\n", w.shown(l.Pos), l.Message, l.Rule)
		for _, s := range l.Steps {
			if s.Merged {
				fmt.Fprintf(w, "\t(merged with another state)\n")
			}
			known := ""
			if !s.Known {
				known = "\tremembered: its state is not known"
			}
			fmt.Fprintf(w, "\t%s: %s%s%s\n", w.shown(s.Pos), strings.Repeat("  ", s.Depth), s.Text, known)
			w.changes(s.Gone, s.Come)
		}
	}
	return len(r.Lives)
}

// halts prints the states at a place: the first one, and how each other one differs.
func (w *proofWriter) halts(r *inspect.Recorder) int {
	for _, h := range r.Halts {
		fmt.Fprintf(w, "%s in %s: %d side by side\n", w.at, h.Func, len(h.States))
		for i, s := range h.States {
			switch {
			case i == 0:
				fmt.Fprintf(w, "\tstate 1\n")
			case len(s.Keeps) > 0:
				fmt.Fprintf(w, "\tstate %d is never merged with state 1, as these differ: %s\n", i+1, strings.Join(s.Keeps, ", "))
			default:
				fmt.Fprintf(w, "\tstate %d would be merged with state 1 if there were more of them\n", i+1)
			}
			w.changes(s.Gone, s.Come)
		}
	}
	return len(r.Halts)
}

func (w *proofWriter) changes(gone, come []string) {
	for _, line := range gone {
		fmt.Fprintf(w, "\t\t- %s\n", line)
	}
	for _, line := range come {
		fmt.Fprintf(w, "\t\t+ %s\n", line)
	}
}
