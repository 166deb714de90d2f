// Mend breaks every correct fixture by every single edit, makes each fix that
// wskvet proposes, and runs what comes of it (package concrete): a fix has to leave
// less broken than it found, and nothing new.
//
//	mend [-only name] [-lives n] [-every n] [-list n]
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/wskvet/wskvet/proof/trial"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "mend:", err)
		os.Exit(2)
	}
}

func run() error {
	root := flag.String("root", "..", "the repository")
	only := flag.String("only", "", "only models whose name contains this")
	lives := flag.Int("lives", 1500, "most lives of a model followed in order")
	every := flag.Int("every", 1, "take one mutant of this many")
	list := flag.Int("list", 20, "list this many of the fixes that are wrong")
	flag.Parse()
	m, err := newMender(*root, *lives, *every)
	if err != nil {
		return err
	}
	if err := m.run(*only); err != nil {
		return err
	}
	m.print(os.Stdout, *list)
	return nil
}

func newMender(root string, lives, every int) (*mender, error) {
	dir, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	b, err := trial.NewBench(dir, lives)
	if err != nil {
		return nil, err
	}
	return &mender{root: dir, bench: b, every: every}, nil
}
