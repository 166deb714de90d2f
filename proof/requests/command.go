// Package requests makes driver models at random out of what makes, awaits and ends a
// request of WSK: where the IRP comes from and who frees it, where the event is and
// who signals it, how long the caller waits, where the socket goes that a request
// makes and who closes it, at which level the driver runs. Half of the models are
// correct; the others have one slip. What wskvet finds is held against what happens
// when the models are run (package concrete), and both against the slip.
//
//	proof requests [-n models] [-seed n] [-lives n] [-list n] [-keep dir]
package requests

import (
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/wskvet/wskvet/proof/concrete"
	"github.com/wskvet/wskvet/proof/recast"
	"github.com/wskvet/wskvet/proof/trial"
)

// Command tries models, as its flags say, and prints the tally on out.
func Command(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("requests", flag.ContinueOnError)
	root := flags.String("root", "..", "the repository")
	n := flags.Int("n", 1000, "number of models")
	seed := flags.Uint64("seed", 1, "seed")
	lives := flags.Int("lives", 1500, "most lives of a model followed in order")
	list := flags.Int("list", 0, "list this many of the models that differ")
	keep := flags.String("keep", "", "write the models that differ to this directory")
	if err := flags.Parse(args); err != nil {
		return err
	}
	dir, err := filepath.Abs(*root)
	if err != nil {
		return err
	}
	t, err := run(dir, *n, *seed, *lives)
	if err != nil {
		return err
	}
	t.Print(out, "feature", *list)
	if *keep != "" {
		return t.Write(*keep)
	}
	return nil
}

// run tries n models of a seed. Every other one is said in other words.
func run(root string, n int, seed uint64, lives int) (*trial.Tally, error) {
	b, err := trial.NewBench(root, lives)
	if err != nil {
		return nil, err
	}
	t := trial.NewTally("models")
	for i := range n {
		m := build(seed, i)
		if i%2 == 1 {
			if err := m.recast(b.World(), seed^uint64(i)<<32); err != nil {
				return nil, err
			}
		}
		b.Early(m.Early)
		if err := t.Made(b, fmt.Sprintf("model %d", i), m.Features, m.Files, m.Slip); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// recast says the model in other words.
func (m *Model) recast(w *concrete.World, seed uint64) error {
	files, features, err := recast.Files(w, m.Files, seed)
	if err != nil {
		return err
	}
	m.Files, m.Features = files, append(m.Features, features...)
	slices.Sort(m.Features)
	m.Features = slices.Compact(m.Features)
	return nil
}
