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
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/printable"
	"github.com/wskvet/wskvet/internal/rules"
	"github.com/wskvet/wskvet/internal/settings"
)

// configure puts the file's settings below those of the flags: the file of the directory
// of the run. Folders below may have files of their own.
func (o *options) configure() error {
	o.places = config.NewPlaces(o.config, o.conf)
	place, err := o.places.At(o.dir)
	if err != nil {
		return err
	}
	o.conf = place.Config
	return nil
}

// at is the settings of the packages and drivers of a directory.
func (o *options) at(dir string) (settings.Place, error) {
	p, err := o.places.At(dir)
	return settings.Place{File: p.File, Settings: p.Config.Settings()}, err
}

// tellPlaces says what files say below the directory of the run that a run has but once.
func (o *options) tellPlaces(stderr io.Writer) {
	for _, p := range o.places.All() {
		for _, s := range p.Config.OfRun(o.conf) {
			fmt.Fprintf(printable.Lines(stderr), "wskvet: %s: %s is of a whole run: it is taken from the directory of the run\n", s.From, s.Key)
		}
	}
}

// known is what a baseline has and was not found.
type known struct {
	place config.Place
	left  baseline.Baseline
}

// apply marks the findings that the baselines of the places know.
func (o *options) apply(found []finding.Finding) ([]known, error) {
	if o.writeBaseline != "" {
		baseline.Of(found).Apply(found) // what is written is known
		return nil, nil
	}
	var out []known
	for _, p := range o.places.All() {
		s := p.Config.Baseline
		if s.Value == "" || slices.ContainsFunc(out, func(k known) bool { return sameFile(k.place.Config.Baseline.Value, s.Value) }) {
			continue
		}
		b, err := o.readBaseline(s)
		if err != nil {
			return nil, err
		}
		out = append(out, known{p, b.Apply(found)})
	}
	return out, nil
}

// readBaseline is what is known. A file that the run writes anew may be missing.
func (o *options) readBaseline(s config.Setting[string]) (baseline.Baseline, error) {
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
func (o *options) keepBaseline(next baseline.Baseline, before []known, stderr io.Writer) error {
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
	for _, k := range before {
		ran, err := rules.Select(k.place.Config.Checks.Value)
		if err != nil {
			return err
		}
		for _, e := range k.left.Entries {
			if _, is := rules.Lookup(e.Rule); is && !slices.Contains(ran, e.Rule) {
				continue // nobody looked for it
			}
			fmt.Fprintf(printable.Lines(stderr), "wskvet: %s: stale: %s\n", k.place.Config.Baseline.Value, e)
		}
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
