// Package mend breaks every correct fixture by every single edit, makes each fix that
// wskvet proposes, and runs what comes of it (package concrete): a fix has to leave
// less broken than it found, and nothing new.
//
//	proof mend [-only name] [-lives n] [-every n] [-list n]
package mend

import (
	"flag"
	"io"
	"path/filepath"

	"github.com/wskvet/wskvet/proof/trial"
)

// Command tries fixes, as its flags say, and prints the tally on out.
func Command(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("mend", flag.ContinueOnError)
	var f trial.Flags
	f.Fixtures(flags)
	list := flags.Int("list", 20, "list this many of the fixes that are wrong")
	if err := flags.Parse(args); err != nil {
		return err
	}
	m, err := newMender(f.Root, f.Lives, f.Every)
	if err != nil {
		return err
	}
	if err := m.run(f.Only); err != nil {
		return err
	}
	m.print(out, *list)
	return nil
}

func newMender(root string, lives, every int) (*mender, error) {
	dir, err := filepath.Abs(root)
	return &mender{root: dir, lives: lives, every: every}, err
}
