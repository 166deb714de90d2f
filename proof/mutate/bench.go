package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/proof/concrete"
	"github.com/wskvet/wskvet/proof/edit"
)

// bench is where mutants are tried.
type bench struct {
	w     *concrete.World
	lives int
	base  []*summary.Package
	n     int // mutants made
}

func newBench(root string, lives int) (*bench, error) {
	w, err := concrete.NewWorld(root)
	if err != nil {
		return nil, err
	}
	b := &bench{w: w, lives: lives}
	for _, p := range w.Base() {
		out, err := b.check(p, b.base, true)
		if err != nil {
			return nil, err
		}
		b.base = append(b.base, out.Summary)
	}
	return b, nil
}

func (b *bench) check(p *concrete.Package, below []*summary.Package, silent bool) (check.Output, error) {
	return check.Package(check.Input{
		Path: p.Path, Fset: b.w.Fset, Files: p.Files, Types: p.Types, Info: p.Info, Deps: below,
		Settings: settings.Settings{Limits: settings.DefaultLimits()}, Silent: silent,
	})
}

// models are the correct fixtures and the examples, by directory.
func (b *bench) models(only string) ([]string, error) {
	root := os.DirFS(b.w.Root)
	ok, err := fs.Glob(root, "testdata/src/*/*_ok")
	if err != nil {
		return nil, err
	}
	examples, err := fs.Glob(root, "examples/*")
	if err != nil {
		return nil, err
	}
	var out []string
	for _, name := range append(ok, examples...) {
		if info, err := fs.Stat(root, name); err == nil && info.IsDir() && strings.Contains(name, only) {
			out = append(out, name)
		}
	}
	return out, nil
}

// model tries the mutants of one model.
func (b *bench) model(name string, every int, t *tally) error {
	src, err := concrete.Sources(os.DirFS(b.w.Root), name)
	if err != nil {
		return err
	}
	// what the model itself cannot do, or breaks, says nothing about its mutants
	base := b.try(src)
	if base.unable != "" {
		t.skipped[name] = base.unable
		return nil
	}
	if len(base.must) > 0 {
		t.skipped[name] = "the model breaks a rule: " + base.must[0].String()
		return nil
	}
	t.models++
	var files []string
	for f := range src {
		files = append(files, f)
	}
	slices.Sort(files)
	for _, f := range files {
		ms, err := edit.All(src[f])
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
		for _, m := range ms {
			if b.n++; b.n%every != 0 {
				continue
			}
			changed := map[string]string{}
			for k, v := range src {
				changed[k] = v
			}
			changed[f] = m.Src
			t.add(f, m, changed, b.try(changed))
		}
	}
	return nil
}

// report is a rule and the line it is broken on, below the root.
type report struct {
	Rule, File string
	Line       int
}

func (r report) String() string { return fmt.Sprintf("%s:%d %s", r.File, r.Line, r.Rule) }

// verdict is what the two sides say of one program.
type verdict struct {
	invalid      bool // it does not type-check
	unable       string
	whole        bool
	crashes      bool     // while it is registered
	must, may    []report // what happens
	found        []report // what wskvet says
	inconclusive bool
}

func (b *bench) try(src map[string]string) verdict {
	ps, err := b.w.Check(src)
	if err != nil {
		return verdict{invalid: true, unable: "does not type-check"}
	}
	d, err := b.w.Driver(ps)
	if err != nil {
		return verdict{unable: err.Error()}
	}
	res := d.Explore(b.lives, 1)
	v := verdict{unable: res.Unable, whole: res.Whole, crashes: d.Crashes}
	if v.unable == "" && !d.Registers && len(res.Violations) == 0 {
		v.unable = "never registers"
	}
	if v.unable != "" {
		return v
	}
	for _, x := range res.Violations {
		r := report{x.Rule, b.rel(x.Pos.Filename), x.Pos.Line}
		if x.Must {
			v.must = append(v.must, r)
		} else {
			v.may = append(v.may, r)
		}
	}
	below := slices.Clone(b.base)
	for _, p := range ps {
		out, err := b.check(p, below, false)
		if err != nil {
			v.unable = "wskvet: " + err.Error()
			return v
		}
		below = append(below, out.Summary)
		for _, f := range out.Findings {
			v.found = append(v.found, report{f.Rule, b.rel(f.Pos.File), f.Pos.Line})
		}
		v.inconclusive = v.inconclusive || len(out.Inconclusive) > 0
	}
	return v
}

func (b *bench) rel(file string) string {
	rel, err := filepath.Rel(b.w.Root, file)
	if err != nil {
		return path.Base(file)
	}
	return filepath.ToSlash(rel)
}
