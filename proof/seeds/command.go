// Package seeds makes single edits of the C and C++ of drivers and holds what wskvet reports
// against what it has to. Half of the edits are bugs: a release that is dropped, a pair
// that is swapped, a guard that is negated, a status that is no more looked at, a jump to
// the next label. Their verdict, rule and place, follows from the text alone; the
// comments of the operators say how. The others change nothing of what the driver does:
// other names, other words, a wrapper. Of these nothing may come.
//
// The drivers have to be correct: each folder is one.
//
//	proof seeds [-list n] [-every n] [-keep dir] [-D NAME=VALUE] folder...
package seeds

import (
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/wskvet/wskvet/proof/trial"
)

// defines are the macros of the command line.
type defines map[string]string

func (d defines) String() string { return "" }

func (d defines) Set(s string) error {
	name, value, ok := strings.Cut(s, "=")
	if !ok {
		value = "1"
	}
	d[name] = value
	return nil
}

// Command tries the edits of the drivers in folders, as its flags say, and prints the
// tally on out.
func Command(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("seeds", flag.ContinueOnError)
	var f trial.Flags
	f.Edits(flags)
	f.Differing(flags)
	defs := defines{}
	flags.Var(defs, "D", "a macro, NAME=VALUE; may be repeated")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return fmt.Errorf("no folder given")
	}
	var t tally
	for _, dir := range flags.Args() {
		if err := t.drive(dir, defs, f.Every, wskvet(defs)); err != nil {
			return fmt.Errorf("%s: %w", dir, err)
		}
	}
	t.print(out, f.List)
	if f.Keep != "" {
		return t.write(f.Keep)
	}
	return nil
}

// drive judges the edits of one driver.
func (t *tally) drive(dir string, defs defines, every int, lint linter) error {
	s, err := readSource(os.DirFS(dir), defs)
	if err != nil {
		return err
	}
	edits := append(s.bugs(), s.same()...)
	texts := []fs.FS{s.fsys}
	var taken []seed
	for i, e := range edits {
		if i%every == 0 {
			taken = append(taken, e)
			texts = append(texts, replace(s.fsys, e.File, e.Src))
		}
	}
	reports, err := lint(texts)
	if err != nil {
		return err
	}
	t.drivers++
	for i, e := range taken {
		o := s.judge(e, reports[0], reports[i+1])
		o.Driver = filepath.Base(dir)
		t.outcomes = append(t.outcomes, o)
	}
	t.before = append(t.before, standing{filepath.Base(dir), reports[0]})
	return nil
}

// write writes the files of edits that are missed or flagged.
func (t *tally) write(dir string) error {
	for i, o := range t.outcomes {
		if o.Verdict != missed && o.Verdict != falseAlarm {
			continue
		}
		at := filepath.Join(dir, fmt.Sprintf("%s-%03d", o.Driver, i), filepath.FromSlash(o.File))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(at, []byte(o.Src), 0o644); err != nil {
			return err
		}
	}
	return nil
}
