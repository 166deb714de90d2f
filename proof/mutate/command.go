// Package mutate breaks every correct fixture and example by every single edit: a call
// dropped, repeated, swapped or moved, a guard negated or dropped, an early
// return, an assignment forgotten. What a mutant breaks is found out by running
// it (package concrete), and held against what wskvet reports.
//
//	proof mutate [-only name] [-lives n] [-every n] [-list n] [-keep dir]
package mutate

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// Command tries mutants, as its flags say, and prints the tally on out.
func Command(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("mutate", flag.ContinueOnError)
	root := flags.String("root", "..", "the repository")
	only := flags.String("only", "", "only models whose name contains this")
	lives := flags.Int("lives", 1500, "most lives of a mutant followed in order")
	every := flags.Int("every", 1, "take one mutant of this many")
	list := flags.Int("list", 20, "list this many of the mutants that differ")
	keep := flags.String("keep", "", "write the mutants that differ to this directory")
	if err := flags.Parse(args); err != nil {
		return err
	}
	dir, err := filepath.Abs(*root)
	if err != nil {
		return err
	}
	b, err := newMutator(dir, *lives, *every)
	if err != nil {
		return err
	}
	if err := b.run(*only); err != nil {
		return err
	}
	fmt.Fprintf(out, "models mutated           %d\n", b.models)
	b.tally.Print(out, "edit", *list)
	fmt.Fprintln(out, "models left out, by reason")
	for _, k := range slices.Sorted(maps.Keys(b.skipped)) {
		fmt.Fprintf(out, "  %-42s %s\n", strings.TrimPrefix(k, "testdata/src/"), b.skipped[k])
	}
	if *keep != "" {
		return b.tally.Write(*keep)
	}
	return nil
}
