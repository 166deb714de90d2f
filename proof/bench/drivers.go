package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// some times a module with many drivers among other packages, and other
// analyzers on the same module.
func (b *bench) some() error {
	n := cmp.Or(b.packages, 1500)
	dir := filepath.Join(b.tmp, "drivers")
	if err := module(dir, b.root, n, b.drivers, b.lines); err != nil {
		return err
	}
	peers, err := b.peers()
	if err != nil {
		return err
	}
	var t table
	t.head(fmt.Sprintf("%d drivers of %d lines among %d packages", b.drivers, b.lines, n))
	row := func(name string, env []string, args ...string) error {
		c, err := timed(dir, env, args...)
		if err == nil {
			t.row(name, c)
		}
		return err
	}
	if _, err := timed(dir, nil, "go", "build", "./..."); err != nil { // warms the cache
		return err
	}
	for _, x := range append([]command{{"wskvet ./...", []string{b.tool, "./..."}}, {"go list -deps -test", list()}}, peers...) {
		if err := row(x.name, nil, x.args...); err != nil {
			return err
		}
	}
	if err := row("wskvet ./..., empty build cache", b.empty("drivers"), b.tool, "./..."); err != nil {
		return err
	}
	if b.cold {
		for _, x := range peers {
			if err := row(x.name+", empty build cache", b.empty(filepath.Base(x.args[0])), x.args...); err != nil {
				return err
			}
		}
	}
	return b.edits(dir, &t)
}

type command struct {
	name string
	args []string
}

// peers builds other analyzers, which are dependencies of another module.
func (b *bench) peers() ([]command, error) {
	out := []command{{"go vet ./...", []string{"go", "vet", "./..."}}}
	for _, pkg := range []string{
		"golang.org/x/tools/go/analysis/passes/nilness/cmd/nilness", "github.com/timakin/bodyclose", "honnef.co/go/tools/cmd/staticcheck",
	} {
		tool := filepath.Join(b.tmp, filepath.Base(pkg))
		if _, err := timed(filepath.Join(b.root, "proof", "peers"), nil, "go", "build", "-o", tool, pkg); err != nil {
			return nil, err
		}
		out = append(out, command{filepath.Base(pkg) + " ./...", []string{tool, "./..."}})
	}
	return out, nil
}

// edits times the vettool, and counts the packages that it looks at: at first,
// again, after an edit of one driver, and of a package that others import.
func (b *bench) edits(dir string, t *table) error {
	for _, x := range []struct{ name, file string }{
		{"vettool, first time", ""}, {"vettool, again", ""},
		{"vettool, a driver edited", "d7/driver.go"}, {"vettool, p5 edited, which p6 to p9 import", "p5/p.go"},
	} {
		if x.file != "" {
			if err := edit(filepath.Join(dir, filepath.FromSlash(x.file))); err != nil {
				return err
			}
		}
		c, err := timed(dir, nil, "go", "vet", "-x", "-vettool="+b.tool, "./...")
		if err != nil {
			return err
		}
		t.row(fmt.Sprintf("%s: %d packages", x.name, strings.Count(c.out, "vet.cfg\n")), c)
		if c, err = timed(dir, nil, b.tool, "./..."); err != nil {
			return err
		}
		if x.file != "" {
			t.row("wskvet ./..., then", c)
		}
	}
	return nil
}

// edit adds a function to a file.
func edit(file string) error {
	src, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(src, "\nfunc Added() {}\n"...), 0o644)
}
