package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/baseline"
	"github.com/wskvet/wskvet/internal/cache"
	"github.com/wskvet/wskvet/internal/cdriver"
	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/fix"
	"github.com/wskvet/wskvet/internal/load"
)

// analysis is what a run finds.
type analysis struct {
	res  *load.Result
	c    *cdriver.Result   // of it, what was found in drivers in C
	next baseline.Baseline // of what is found

	known []known // by place
}

// find analyses packages and drivers, and looks for fixes, if they are wanted.
func (o *options) find(in *input, stdout, stderr io.Writer) (analysis, error) {
	bar := newProgress(stderr)
	res, drivers, err := o.run(in, bar, stdout)
	bar.clear()
	if err != nil {
		return analysis{}, err
	}
	o.tellPlaces(stderr)
	in.merge(res, drivers)
	if err := o.checkNames(res.Unnamed, stderr); err != nil {
		return analysis{}, err
	}
	next := baseline.Of(res.Findings)
	known, err := o.apply(res.Findings)
	if err != nil {
		return analysis{}, err
	}
	return analysis{res, drivers, next, known}, o.propose(res, drivers.Files, stdout, stderr)
}

// run analyses the packages, then the drivers in C.
func (o *options) run(in *input, bar *progress, stdout io.Writer) (*load.Result, *cdriver.Result, error) {
	set, analyse := o.conf.Settings(), o.stats.timed(bar, analyse)
	res := &load.Result{World: new(load.World)}
	if len(in.packages) > 0 {
		var err error
		res, err = o.load(load.Config{
			Dir: o.dir, Patterns: in.packages, Tags: strings.Join(o.conf.Tags.Value, ","), Tests: set.Tests, Whole: o.whole(),
			Once: !o.proposes(stdout), Cache: cache.Open(), Settings: set, At: o.at, Check: analyse, Progress: bar.packages,
		})
		if err != nil {
			return nil, nil, err
		}
	}
	if len(in.found.Drivers) == 0 {
		return res, &cdriver.Result{}, nil
	}
	drivers, err := cdriver.Run(in.found.Drivers, cdriver.Config{Base: in.tree.Base(), Settings: set, At: o.at, Check: analyse, Progress: bar.drivers, Read: reading(bar)})
	return res, drivers, err
}

// reading is cfront.Read that tells of itself.
func reading(bar *progress) func(cfront.Driver) (*cfront.Model, error) {
	return func(d cfront.Driver) (*cfront.Model, error) {
		bar.at(d.Name, "reading")
		defer bar.at(d.Name, "")
		return cfront.Read(d)
	}
}

// propose looks for fixes in Go. What is in files of C has none: an edit that is sure
// in the model is none in the text that it was made of.
func (o *options) propose(res *load.Result, inC []string, stdout, stderr io.Writer) error {
	if !o.proposes(stdout) {
		return nil
	}
	isC := func(f finding.Finding) bool {
		_, ok := slices.BinarySearch(inC, f.Pos.File)
		return ok
	}
	goes := slices.DeleteFunc(slices.Clone(res.Findings), isC)
	if n := open(goes); n > maxShown && !o.fix && !o.diff {
		_, err := fmt.Fprintf(stderr, "wskvet: no fixes are looked for among %s; -diff prints them\n", plural(n, "finding"))
		return err
	}
	err := fix.Propose(res.World, goes)
	for i, j := 0, 0; i < len(res.Findings); i++ {
		if !isC(res.Findings[i]) {
			res.Findings[i] = goes[j]
			j++
		}
	}
	return err
}
