package bench

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// some times a module with many drivers among other packages, and other
// analyzers on the same module: each for the first time, once more, and when a
// driver has been edited.
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
	tools := append([]command{{"wskvet ./...", []string{b.tool, "./..."}}, {"go list -deps -test", list()}}, peers...)
	t := table{out: b.out}
	if _, err := timed(dir, nil, "go", "build", "./..."); err != nil { // warms the build cache
		return err
	}
	warm := []string{"STATICCHECK_CACHE=" + filepath.Join(b.tmp, "results"), "WSKVET_CACHE=" + filepath.Join(b.tmp, "own")}
	for _, title := range []string{"the first time", "again", "a driver edited"} {
		t.head(fmt.Sprintf("%d drivers of %d lines among %d packages, %s", b.drivers, b.lines, n, title))
		if title == "a driver edited" {
			if err := edit(filepath.Join(dir, "d7", "driver.go")); err != nil {
				return err
			}
		}
		for _, x := range tools {
			if err := t.run(x.name, dir, warm, x.args...); err != nil {
				return err
			}
		}
	}
	t.head("empty caches")
	for i, x := range tools {
		if i >= 2 && !b.cold {
			break
		}
		if err := t.run(x.name, dir, b.empty(fmt.Sprint("drivers", i)), x.args...); err != nil {
			return err
		}
	}
	return b.edits(dir, &t)
}

// run times a command and prints what it costs.
func (t *table) run(name, dir string, env []string, args ...string) error {
	c, err := timed(dir, env, args...)
	if err == nil {
		t.row(name, c)
	}
	return err
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
	t.head("go vet -vettool=wskvet ./...")
	for _, x := range []struct{ name, file string }{
		{"the first time", ""}, {"again", ""},
		{"a driver edited", "d8/driver.go"}, {"p5 edited, which p6 to p9 import", "p5/p.go"},
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
