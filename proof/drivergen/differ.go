package drivergen

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/finding"
	loader "github.com/wskvet/wskvet/internal/load"
	"github.com/wskvet/wskvet/internal/settings"
)

// differCmd generates programs, analyses them and prints the score.
func differCmd(args []string, w io.Writer) error {
	fs := flag.NewFlagSet("differ", flag.ContinueOnError)
	n := fs.Int("n", 1000, "number of programs")
	seed := fs.Uint64("seed", 1, "seed")
	size := fs.Int("size", 60, "most statements in a program")
	feats := fs.String("features", "all", "comma-separated features to enable; -name takes one away")
	list := fs.Int("list", 0, "list this many of the smallest failing programs")
	keep := fs.String("keep", "", "write the programs to this directory and leave them there")
	if err := fs.Parse(args); err != nil {
		return err
	}
	on, err := parseFeatures(*feats)
	if err != nil {
		return err
	}
	dir := *keep
	if dir == "" {
		if dir, err = os.MkdirTemp("", "drivergen"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	s, err := differ(dir, *n, Options{Seed: *seed, Size: *size, On: on})
	if err != nil {
		return err
	}
	s.print(w, *list)
	return nil
}

// differ compares what wskvet finds in n generated programs with their truth.
func differ(dir string, n int, o Options) (*Score, error) {
	made, _ := generate(n, o)
	tf, _, err := writeModule(dir, dir, made, o)
	if err != nil {
		return nil, err
	}
	res, err := loader.Run(context.Background(), loader.Config{Dir: dir, Settings: settings.Settings{Limits: settings.DefaultLimits()}})
	if err != nil {
		return nil, err
	}
	var reports []Report
	for _, f := range res.Findings {
		rel, err := filepath.Rel(dir, f.Pos.File)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Pos.File, err)
		}
		reports = append(reports, Report{f.Rule, Line{filepath.ToSlash(rel), f.Pos.Line}})
	}
	s := score(tf, reports)
	unsure := map[string]bool{}
	for _, f := range res.Inconclusive {
		if slices.ContainsFunc(res.Unreached, func(u finding.Finding) bool { return u.Pos == f.Pos }) {
			continue // code that no life comes to, of which these programs have much
		}
		if rel, err := filepath.Rel(dir, f.Pos.File); err == nil {
			id, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
			unsure[id] = true
		}
	}
	s.Inconclusive = Tally{len(unsure), len(tf.Programs)}
	return s, nil
}
