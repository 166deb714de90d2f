// Requests makes driver models at random out of what makes, awaits and ends a
// request of WSK: where the IRP comes from and who frees it, where the event is and
// who signals it, how long the caller waits, where the socket goes that a request
// makes and who closes it, at which level the driver runs. Half of the models are
// correct; the others have one slip. What wskvet finds is held against what happens
// when the models are run (package concrete), and both against the slip.
//
//	requests [-n models] [-seed n] [-lives n] [-list n] [-keep dir]
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/wskvet/wskvet/proof/trial"
)

func main() {
	if err := command(); err != nil {
		fmt.Fprintln(os.Stderr, "requests:", err)
		os.Exit(2)
	}
}

func command() error {
	root := flag.String("root", "..", "the repository")
	n := flag.Int("n", 1000, "number of models")
	seed := flag.Uint64("seed", 1, "seed")
	lives := flag.Int("lives", 1500, "most lives of a model followed in order")
	list := flag.Int("list", 0, "list this many of the models that differ")
	keep := flag.String("keep", "", "write the models that differ to this directory")
	flag.Parse()
	dir, err := filepath.Abs(*root)
	if err != nil {
		return err
	}
	res, err := run(dir, *n, *seed, *lives)
	if err != nil {
		return err
	}
	res.print(os.Stdout, *list)
	if *keep != "" {
		return res.tally.Write(*keep)
	}
	return nil
}

// A result is what came of a run.
type result struct {
	tally    *trial.Tally
	disputed int // models of which the machine shows something else than their slip
}

// run tries n models of a seed.
func run(root string, n int, seed uint64, lives int) (result, error) {
	b, err := trial.NewBench(root, lives)
	if err != nil {
		return result{}, err
	}
	res := result{tally: trial.NewTally("models")}
	for i := range n {
		if err := res.try(b, fmt.Sprintf("model %d", i), build(seed, i)); err != nil {
			return result{}, err
		}
	}
	return res, nil
}

// patience is how many longer lives of a model are followed where its slip has not
// shown in shorter ones.
const patience = 4000

// try tries one model.
func (res *result) try(b *trial.Bench, name string, m Model) error {
	v := b.Try(m.Files)
	kinds := m.Features
	v.Must = slices.DeleteFunc(v.Must, func(x trial.Report) bool {
		also := m.Slip.Name == leaves && x.Rule == "WSK004"
		if also {
			v.May = append(v.May, x)
		}
		return also
	})
	if m.Slip.Rule != "" {
		name += " " + m.Slip.String()
		kinds = append(slices.Clone(kinds), "slip: "+m.Slip.String())
		if len(v.Must) == 0 && !v.Invalid && v.Unable == "" {
			more, err := b.Longer(m.Files, patience)
			if err != nil {
				return err
			}
			v.Must = more
		}
	}
	if why := disputed(m, v); why != "" {
		res.disputed++
		res.tally.Note(name, m.Files, "machine "+why)
	} else {
		v.Whole = true // a model has no mistake but its slip, whatever lives are left
	}
	res.tally.Add(name, kinds, m.Files, v)
	return nil
}

func (s Slip) String() string { return s.Rule + " " + s.Name }

// disputed says how what the machine shows of a model differs from the slip that it
// was given, or "".
func disputed(m Model, v trial.Verdict) string {
	if v.Invalid || v.Unable != "" {
		return "not judged: " + v.Unable
	}
	seen := false
	for _, x := range v.Must {
		if x.Rule != m.Slip.Rule {
			return "shows " + x.String()
		}
		seen = true
	}
	if m.Slip.Rule != "" && !seen {
		return "shows nothing"
	}
	return ""
}

func (res result) print(w io.Writer, list int) {
	res.tally.Print(w, "feature", list)
	fmt.Fprintf(w, "models that the machine sees otherwise  %d\n", res.disputed)
}
