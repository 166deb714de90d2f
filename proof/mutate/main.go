// Mutate breaks every correct fixture and example by every single edit: a call
// dropped, repeated, swapped or moved, a guard negated or dropped, an early
// return, an assignment forgotten. What a mutant breaks is found out by running
// it (package concrete), and held against what wskvet reports.
//
//	mutate [-only name] [-lives n] [-every n] [-list n] [-keep dir]
package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(2)
	}
}

func run() error {
	root := flag.String("root", "..", "the repository")
	only := flag.String("only", "", "only models whose name contains this")
	lives := flag.Int("lives", 1500, "most lives of a mutant followed in order")
	every := flag.Int("every", 1, "take one mutant of this many")
	list := flag.Int("list", 20, "list this many of the mutants that differ")
	keep := flag.String("keep", "", "write the mutants that differ to this directory")
	flag.Parse()
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
	fmt.Printf("models mutated           %d\n", b.models)
	b.tally.Print(os.Stdout, "edit", *list)
	fmt.Println("models left out, by reason")
	for _, k := range slices.Sorted(maps.Keys(b.skipped)) {
		fmt.Printf("  %-42s %s\n", strings.TrimPrefix(k, "testdata/src/"), b.skipped[k])
	}
	if *keep != "" {
		return b.tally.Write(*keep)
	}
	return nil
}
