package main

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"

	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/proof/concrete"
)

// A bench makes models of drivers in C and checks them.
type bench struct {
	w    *concrete.World
	base []*summary.Package // of wdm and wsk
}

// newBench makes a bench with wdm and wsk of the repository at root.
func newBench(root string) (*bench, error) {
	w, err := concrete.NewWorld(root)
	if err != nil {
		return nil, err
	}
	b := &bench{w: w}
	for _, p := range w.Base() {
		out, err := b.check(p, true)
		if err != nil {
			return nil, err
		}
		b.base = append(b.base, out.Summary)
	}
	return b, nil
}

func (b *bench) check(p *concrete.Package, silent bool) (check.Output, error) {
	return check.Package(check.Input{
		Path: p.Path, Fset: b.w.Fset, Files: p.Files, Types: p.Types, Info: p.Info,
		Deps: slices.Clone(b.base), Settings: settings.Settings{Limits: settings.DefaultLimits()}, Silent: silent,
	})
}

// linter is one for drivers with these macros.
func (b *bench) linter(defs defines) linter {
	return func(fsys fs.FS) ([]found, int, error) {
		d, err := driver(fsys, defs)
		if err != nil {
			return nil, 0, err
		}
		m, err := cfront.Read(d)
		if err != nil {
			return nil, 0, err
		}
		return b.lint(m)
	}
}

// driver is a folder as one driver: all its C and C++.
func driver(fsys fs.FS, defs defines) (cfront.Driver, error) {
	d := cfront.Driver{Name: "driver", FS: fsys}
	for name, value := range defs {
		d.Defines = append(d.Defines, cfront.Define{Name: name, Value: value})
	}
	files, err := units(fsys)
	d.Files = files
	return d, err
}

func (b *bench) lint(m *cfront.Model) (out []found, inconclusive int, err error) {
	src := map[string]string{}
	for _, f := range m.Files {
		src[path.Join("cmodel", f.Name)] = string(f.Text)
	}
	ps, err := b.w.Check(src)
	if err != nil {
		return nil, 0, fmt.Errorf("the model: %w", err)
	}
	res, err := b.check(ps[0], false)
	if err != nil {
		return nil, 0, err
	}
	for _, f := range res.Findings {
		out = append(out, found{f.Rule, b.rel(f.Pos.File), f.Pos.Line})
	}
	return out, len(res.Inconclusive) + len(m.Notes), nil
}

// rel is a file of a //line directive as the driver has it.
func (b *bench) rel(file string) string {
	if r, err := filepath.Rel(filepath.Join(b.w.Root, "cmodel"), file); err == nil && filepath.IsAbs(file) {
		return filepath.ToSlash(r)
	}
	return file
}
