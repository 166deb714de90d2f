// Package bench times the command wskvet as a whole, on modules that it makes. Beside it,
// in the same run, it times what nothing that looks at packages can cost less
// than: go list, or type-checking and building SSA.
//
//	proof bench nothing   packages that reach no kernel interface
//	proof bench drivers   many drivers among other packages; other analyzers beside
//	proof bench sizes     one driver of a thousand to a million lines
//
// CPU time and peak memory are of all processes and of the largest one. Other
// work on the machine moves the seconds, less so the ratios.
package bench

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

type bench struct {
	out             io.Writer
	root, tmp, tool string
	packages        int
	drivers, lines  int
	large, cold     bool
}

// Command times the parts that are named, and prints a table for each on out.
func Command(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	b := bench{out: out}
	root := flags.String("root", "..", "the repository")
	flags.IntVar(&b.packages, "packages", 0, "packages without a driver: 2000, or 1500 beside drivers")
	flags.IntVar(&b.drivers, "drivers", 300, "drivers")
	flags.IntVar(&b.lines, "lines", 330, "lines of a driver")
	flags.BoolVar(&b.large, "large", false, "a driver of a million lines, too")
	flags.BoolVar(&b.cold, "cold", false, "the other analyzers with empty caches, too")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var err error
	if b.root, err = filepath.Abs(*root); err != nil {
		return err
	}
	if flags.Arg(0) == "floor" { // a process of its own, to see its memory
		return floor(b.root, flags.Arg(1))
	}
	if err := os.Setenv("WSKVET_CACHE", "off"); err != nil { // but where a run before is to help
		return err
	}
	if b.tmp, err = os.MkdirTemp("", "bench"); err != nil {
		return err
	}
	defer os.RemoveAll(b.tmp)
	b.tool = filepath.Join(b.tmp, "wskvet")
	if _, err := timed(b.root, nil, "go", "build", "-o", b.tool, "./cmd/wskvet"); err != nil {
		return err
	}
	parts := map[string]func() error{"nothing": b.nothing, "drivers": b.some, "sizes": b.sizes}
	for _, name := range flags.Args() {
		part := parts[name]
		if part == nil {
			return fmt.Errorf("no part %q; there are nothing, drivers, sizes", name)
		}
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// list is what anything that looks at packages has to run.
func list() []string {
	return []string{"go", "list", "-deps", "-test", "-json=ImportPath,Imports,GoFiles", "./..."}
}

// empty is the environment of caches with nothing in them.
func (b *bench) empty(name string) []string {
	return []string{"GOCACHE=" + filepath.Join(b.tmp, "cache-"+name), "STATICCHECK_CACHE=" + filepath.Join(b.tmp, "results-"+name), "WSKVET_CACHE=" + filepath.Join(b.tmp, "own-"+name)}
}
