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
	"slices"
	"strings"

	"github.com/wskvet/wskvet/proof/trial"
)

// Command tries mutants, as its flags say, and prints the tally on out.
func Command(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("mutate", flag.ContinueOnError)
	var f trial.Flags
	f.Fixtures(flags)
	f.Differing(flags)
	if err := flags.Parse(args); err != nil {
		return err
	}
	dir, err := f.Repository()
	if err != nil {
		return err
	}
	b, err := newMutator(dir, f.Lives, f.Every)
	if err != nil {
		return err
	}
	if err := b.run(f.Only); err != nil {
		return err
	}
	fmt.Fprintf(out, "models mutated           %d\n", b.models)
	b.tally.Print(out, f.List)
	fmt.Fprintln(out, "models left out, by reason")
	for _, k := range slices.Sorted(maps.Keys(b.skipped)) {
		fmt.Fprintf(out, "  %-42s %s\n", strings.TrimPrefix(k, "testdata/src/"), b.skipped[k])
	}
	if f.Keep != "" {
		return b.tally.Write(f.Keep)
	}
	return nil
}
