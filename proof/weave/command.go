// Package weave makes driver models at random out of what programs are made of beside
// statements: goroutines, system threads, interfaces, generics, reference counts,
// run-once, registrations in arrays, lists, maps and on the heap, deep calls, packages. A
// third of them have a slip, a mistake about who waits for whom or who keeps what; most of
// the others are broken by random edits. What wskvet finds is held against what happens
// when they are run (package concrete).
//
//	proof weave [-n models] [-seed n] [-lives n] [-list n] [-keep dir]
package weave

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/proof/edit"
	"github.com/wskvet/wskvet/proof/trial"
)

// Command tries models, as its flags say, and prints the tally on out.
func Command(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("weave", flag.ContinueOnError)
	root := flags.String("root", "..", "the repository")
	n := flags.Int("n", 1000, "number of models")
	seed := flags.Uint64("seed", 1, "seed")
	lives := flags.Int("lives", 3000, "most lives of a model followed in order")
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

// run tries n models of a seed.
func run(root string, n int, seed uint64, lives int) (*trial.Tally, error) {
	b, err := trial.NewBench(root, lives)
	if err != nil {
		return nil, err
	}
	t := trial.NewTally("models")
	for i := range n {
		dir := fmt.Sprintf("weave/m%05d", i)
		if i%3 == 0 {
			m := wrong(seed, i, dir)
			if err := t.Made(b, fmt.Sprintf("model %d", i), m.Features, m.Files, m.Slip); err != nil {
				return nil, err
			}
			continue
		}
		m := build(seed, i, dir)
		edits, err := m.damage(rand.New(rand.NewPCG(seed, uint64(i)<<32)))
		if err != nil {
			return nil, err
		}
		name := fmt.Sprintf("model %d %s", i, strings.Join(edits, ", "))
		t.Add(name, m.Features, m.Files, b.Try(m.Files))
	}
	return t, nil
}

// damage makes up to two random edits in two of three models.
func (m Model) damage(r *rand.Rand) ([]string, error) {
	var done []string
	var files []string
	for f := range m.Files {
		files = append(files, f)
	}
	slices.Sort(files)
	for range r.IntN(3) {
		f := files[r.IntN(len(files))]
		ms, err := edit.All(m.Files[f])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		if len(ms) == 0 {
			continue
		}
		c := ms[r.IntN(len(ms))]
		m.Files[f] = c.Src
		done = append(done, fmt.Sprintf("%s:%s", filepath.Base(f), c))
	}
	return done, nil
}
