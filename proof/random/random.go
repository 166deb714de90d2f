// Package random makes driver models at random, family by family, and holds what wskvet
// finds in them against what happens when they are run (package concrete), and against
// how they were made.
//
//	proof random [-family names] [-n models] [-seed n] [-lives n] [-list n] [-keep dir]
package random

import (
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/proof/bounds"
	"github.com/wskvet/wskvet/proof/concrete"
	"github.com/wskvet/wskvet/proof/draw"
	"github.com/wskvet/wskvet/proof/flags"
	"github.com/wskvet/wskvet/proof/recast"
	"github.com/wskvet/wskvet/proof/requests"
	"github.com/wskvet/wskvet/proof/statements"
	"github.com/wskvet/wskvet/proof/trial"
	"github.com/wskvet/wskvet/proof/weave"
)

// A Family is a kind of models.
type Family struct {
	Name   string
	Make   func(seed uint64, n int) (draw.Model, error)        // model n of a seed
	Recast bool                                                // every other one is said in other words, too
	Exact  func(n int, seed uint64) (*statements.Score, error) // of a family with a truth of its own, instead of Make
}

// Families are all of them, by name.
func Families() []Family {
	return []Family{
		{Name: "bounds", Make: bounds.Make},
		{Name: "flags", Make: flags.Make},
		{Name: "requests", Make: requests.Make, Recast: true},
		{Name: "statements", Exact: statements.Try},
		{Name: "weave", Make: weave.Make},
	}
}

// Command tries models, as its flags say, and prints the tally of each family on out.
func Command(args []string, out io.Writer) error {
	set := flag.NewFlagSet("random", flag.ContinueOnError)
	var common trial.Flags
	common.Models(set)
	common.Differing(set)
	names := set.String("family", "", "families, separated by commas; all of them if empty")
	n := set.Int("n", 1000, "number of models of each family")
	seed := set.Uint64("seed", 1, "seed")
	if err := set.Parse(args); err != nil {
		return err
	}
	families, err := named(*names)
	if err != nil {
		return err
	}
	for _, f := range families {
		t, err := f.measure(common.Root, *n, *seed, common.Lives)
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		fmt.Fprintf(out, "family %s\n", f.Name)
		t.Print(out, common.List)
		if common.Keep != "" {
			if err := t.Write(filepath.Join(common.Keep, f.Name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// result is what a family comes to.
type result interface {
	Print(out io.Writer, list int)
	Write(dir string) error // the models that differ
}

func (f Family) measure(root string, n int, seed uint64, lives int) (result, error) {
	if f.Exact != nil {
		return f.Exact(n, seed)
	}
	return f.Try(root, n, seed, lives)
}

// named are the families of a list of names.
func named(list string) ([]Family, error) {
	all := Families()
	if list == "" {
		return all, nil
	}
	var out []Family
	for name := range strings.SplitSeq(list, ",") {
		i := slices.IndexFunc(all, func(f Family) bool { return f.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("no family %q", name)
		}
		out = append(out, all[i])
	}
	return out, nil
}

// Try tries n models of a seed, each followed for at most so many lives.
func (f Family) Try(root string, n int, seed uint64, lives int) (*trial.Tally, error) {
	dir, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	b, err := trial.NewBench(dir, lives)
	if err != nil {
		return nil, err
	}
	t := trial.NewTally("models", "feature")
	for i := range n {
		m, err := f.Make(seed, i)
		if err != nil {
			return nil, err
		}
		if f.Recast && i%2 == 1 {
			if err := inOtherWords(&m, b.World(), seed^uint64(i)<<32); err != nil {
				return nil, err
			}
		}
		if err := try(t, b, m, i); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// try counts one model. What edits break is seen by running it alone.
func try(t *trial.Tally, b *trial.Bench, m draw.Model, n int) error {
	name := fmt.Sprintf("model %d", n)
	b.Early(m.Early)
	if m.Damaged {
		t.Add(name+" "+strings.Join(m.Edits, ", "), m.Features, m.Files, b.Try(m.Files))
		return nil
	}
	return t.Made(b, name, m.Features, m.Files, m.Slip)
}

func inOtherWords(m *draw.Model, w *concrete.World, seed uint64) error {
	files, features, err := recast.Files(w, m.Files, seed)
	if err != nil {
		return err
	}
	m.Files, m.Features = files, append(m.Features, features...)
	slices.Sort(m.Features)
	m.Features = slices.Compact(m.Features)
	return nil
}
