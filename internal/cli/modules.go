package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/load"
	"github.com/wskvet/wskvet/internal/near"
)

// directories maps arguments that are Go files, as hooks hand them over, to the
// directories of their packages.
func directories(patterns []string) []string {
	var out []string
	for _, p := range patterns {
		if strings.HasSuffix(p, ".go") {
			p = filepath.Dir(p)
			if !filepath.IsAbs(p) && p != "." {
				p = "./" + filepath.ToSlash(p)
			}
		}
		out = append(out, p)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// inModule reports whether dir or a directory above it has a module.
func inModule(dir string) bool {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return true // nobody knows
	}
	for d := abs; ; d = filepath.Dir(d) {
		for _, name := range []string{"go.mod", "go.work"} {
			if _, err := os.Stat(filepath.Join(d, name)); err == nil {
				return true
			}
		}
		if d == filepath.Dir(d) {
			return false
		}
	}
}

// modules are the modules below dir, if dir itself is in none.
func modules(dir string) []string {
	abs, err := filepath.Abs(dir)
	if err != nil || inModule(dir) {
		return nil
	}
	var out []string
	_ = filepath.WalkDir(abs, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil // a directory that cannot be read has no module for us
		}
		name := e.Name()
		if e.IsDir() && path != abs && (strings.HasPrefix(name, ".") || name == "vendor" || name == "testdata" || name == "node_modules") {
			return filepath.SkipDir
		}
		if name == "go.mod" {
			out = append(out, filepath.Dir(path))
		}
		return nil
	})
	return out
}

// useless is an error about the first of some patterns in which there is nothing to check,
// or nil: the go command, which takes it for an import path, would speak of that. A path with
// a dot in its first element may be one.
func useless(dir string, patterns []string) error {
	for _, p := range patterns {
		name := strings.TrimSuffix(p, "/...")
		if first, _, _ := strings.Cut(name, "/"); strings.Contains(name, "...") || strings.Contains(strings.Trim(first, "."), ".") {
			continue
		}
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		switch info, err := os.Stat(name); {
		case errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("%s: there is no such file or folder%s", p, meant(name))
		case err == nil && info.IsDir() && !holdsGo(name):
			return fmt.Errorf("%s: there is no C or C++ and no package of Go in it", p)
		}
	}
	return nil
}

// meant names what is beside a path that does not exist, and near to it.
func meant(name string) string {
	entries, err := os.ReadDir(filepath.Dir(name))
	if err != nil {
		return ""
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if w := near.Word(filepath.Base(name), names); w != "" {
		return fmt.Sprintf("; %q is near to it", w)
	}
	return ""
}

// load runs the analysis in the module at hand or, where there is none, in each
// of those below: a repository whose module is not at its root.
func (o *options) load(c load.Config) (*load.Result, error) {
	c.Patterns = directories(c.Patterns)
	mods := modules(o.dir)
	if len(mods) == 0 || len(c.Patterns) > 0 && !slices.Equal(c.Patterns, []string{"./..."}) {
		res, err := load.Run(context.Background(), c)
		if err == nil {
			return res, nil
		}
		if useless := useless(o.dir, c.Patterns); useless != nil {
			return nil, useless
		}
		if len(mods) == 0 && !inModule(o.dir) {
			return nil, fmt.Errorf("no go.mod in %s, above it or below it: packages are looked for in a module", cmp.Or(o.dir, "."))
		}
		return nil, err
	}
	all := &load.Result{World: new(load.World)}
	for _, dir := range mods {
		c.Dir, c.Patterns = dir, nil
		res, err := load.Run(context.Background(), c)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", dir, err)
		}
		all.Findings = append(all.Findings, res.Findings...)
		all.Inconclusive = append(all.Inconclusive, res.Inconclusive...)
		all.Notes = append(all.Notes, res.Notes...)
		all.Coverage.Add(res.Coverage)
		all.Unnamed.Merge(res.Unnamed)
		all.Files = append(all.Files, res.Files...)
		all.Roots = append(all.Roots, res.Roots...)
		all.World.Add(res.World)
	}
	return all, nil
}
