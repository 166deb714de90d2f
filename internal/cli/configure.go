package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/baseline"
	"github.com/wskvet/wskvet/internal/config"
	"github.com/wskvet/wskvet/internal/printable"
	"github.com/wskvet/wskvet/internal/rules"
)

// configure puts the file's settings below those of the flags.
func (o *options) configure() error {
	name, err := o.configFile()
	if err != nil {
		return err
	}
	below, err := config.Load(name)
	if err != nil {
		if o.config != "" {
			return fmt.Errorf("-config: %w", err)
		}
		return err
	}
	o.conf = o.conf.Over(below)
	return o.conf.Check()
}

func (o *options) configFile() (string, error) { return config.ForDir(o.config, o.dir) }

// agree reports a package for which another file holds than for the run: go vet
// would read it by that one. Who chooses by -config means it.
func (o *options) agree(dirs []string) error {
	if o.config != "" {
		return nil
	}
	ours, err := o.configFile()
	if err != nil {
		return err
	}
	for _, dir := range dirs {
		theirs, err := config.Find(dir)
		if err != nil {
			return err
		}
		if theirs == ours || sameFile(theirs, ours) {
			continue
		}
		const hint = "run wskvet on them one by one, or choose with -config"
		if theirs == "" || ours == "" {
			return fmt.Errorf("%s: it holds for some of the packages alone: %s", theirs+ours, hint)
		}
		return fmt.Errorf("%s and %s: each holds for some of the packages: %s", theirs, ours, hint)
	}
	return nil
}

// readBaseline is what is known. A file that the run writes anew may be missing.
func (o *options) readBaseline() (baseline.Baseline, error) {
	s := o.conf.Baseline
	if o.writeBaseline != "" {
		if err := o.checkTarget(); err != nil {
			return baseline.Baseline{}, err
		}
	}
	if s.Value == "" {
		return baseline.Baseline{}, nil
	}
	b, err := baseline.Read(s.Value)
	if filepath.Clean(s.Value) == filepath.Clean(o.writeBaseline) && errors.Is(err, fs.ErrNotExist) {
		return b, nil
	}
	return b, prefix(s.From, err)
}

// prefix puts before err which flag, or which line of the configuration, it is
// about.
func prefix(from string, err error) error {
	if err == nil {
		return nil
	}
	if !strings.HasPrefix(from, "-") {
		from += ": baseline"
	}
	return fmt.Errorf("%s: %w", from, err)
}

func (o *options) checkTarget() error {
	if sameFile(o.out, o.writeBaseline) {
		return fmt.Errorf("-write-baseline: %s is the file of -o too", o.out)
	}
	return checkFile("-write-baseline", o.writeBaseline)
}

func sameFile(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	if filepath.Clean(a) == filepath.Clean(b) {
		return true
	}
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

// keepBaseline writes the new baseline, or names what is stale in the old one.
func (o *options) keepBaseline(next, left baseline.Baseline, stderr io.Writer) error {
	if o.writeBaseline != "" {
		data, err := next.Encode()
		if err != nil {
			return err
		}
		if err := writeFile("-write-baseline", o.writeBaseline, data); err != nil {
			return err
		}
		_, err = fmt.Fprintf(printable.Lines(stderr), "wskvet: %s: %s\n", o.writeBaseline, next)
		return err
	}
	if !o.whole() {
		return nil
	}
	ran, err := rules.Select(o.conf.Checks.Value)
	if err != nil {
		return err
	}
	for _, e := range left.Entries {
		if _, known := rules.Lookup(e.Rule); known && !slices.Contains(ran, e.Rule) {
			continue // nobody looked for it
		}
		fmt.Fprintf(printable.Lines(stderr), "wskvet: %s: stale: %s\n", o.conf.Baseline.Value, e)
	}
	return nil
}

// whole reports whether the run is on whole modules: what a part of one does not
// find may still be there.
func (o *options) whole() bool {
	if len(o.patterns) > 0 && !slices.Equal(o.patterns, []string{"./..."}) {
		return false
	}
	if len(modules(o.dir)) > 0 {
		return true
	}
	for _, name := range []string{"go.mod", "go.work"} {
		if _, err := os.Stat(filepath.Join(o.dir, name)); err == nil {
			return true
		}
	}
	return false
}
