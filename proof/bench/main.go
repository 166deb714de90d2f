// Bench times the command wskvet as a whole, on modules that it makes: one in
// which there is nothing to check, and one with some drivers among many other
// packages. What go list costs is measured in the same run, since nothing that
// looks at packages can cost less.
//
//	bench [-packages n] [-drivers n]
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/wskvet/wskvet/proof/shapes"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}

func run() error {
	root := flag.String("root", "..", "the repository")
	packages := flag.Int("packages", 2000, "packages without a driver")
	drivers := flag.Int("drivers", 300, "drivers in the second module, of 50 branches each")
	flag.Parse()
	abs, err := filepath.Abs(*root)
	if err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	tool := filepath.Join(tmp, "wskvet")
	if _, err := timed(abs, "go", "build", "-o", tool, "./cmd/wskvet"); err != nil {
		return err
	}
	for _, n := range []int{0, *drivers} {
		dir := filepath.Join(tmp, fmt.Sprint("m", n))
		if err := module(dir, abs, *packages, n); err != nil {
			return err
		}
		if err := compare(dir, tool, *packages, n); err != nil {
			return err
		}
	}
	return nil
}

// compare times go list and wskvet on a module, and go vet a second time, when
// its cache is warm.
func compare(dir, tool string, packages, drivers int) error {
	fmt.Printf("%d packages without a driver, %d with one\n", packages, drivers)
	list, err := best(dir, "go", "list", "-deps", "-test", "-json=ImportPath,Imports,GoFiles", "./...")
	if err != nil {
		return err
	}
	alone, err := best(dir, tool, "./...")
	if err != nil {
		return err
	}
	cold, err := timed(dir, "go", "vet", "-vettool="+tool, "./...")
	if err != nil {
		return err
	}
	warm, err := best(dir, "go", "vet", "-vettool="+tool, "./...")
	if err != nil {
		return err
	}
	fmt.Printf("  %-28s %8s %8s %8s\n", "", "wall s", "CPU s", "ratio")
	for _, row := range []struct {
		name string
		c    cost
	}{{"go list -deps -test", list}, {"wskvet ./...", alone}, {"go vet -vettool, first time", cold}, {"go vet -vettool, again", warm}} {
		fmt.Printf("  %-28s %8.2f %8.2f %8.2f\n", row.name, row.c.wall.Seconds(), row.c.cpu.Seconds(), row.c.cpu.Seconds()/list.cpu.Seconds())
	}
	return nil
}

type cost struct{ wall, cpu time.Duration }

// best is the cheapest of three runs.
func best(dir string, args ...string) (cost, error) {
	var out cost
	for i := range 3 {
		c, err := timed(dir, args...)
		if err != nil {
			return c, err
		}
		if i == 0 || c.cpu < out.cpu {
			out = c
		}
	}
	return out, nil
}

// timed runs a command; findings are no error.
func timed(dir string, args ...string) (cost, error) {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = dir
	begin := time.Now()
	out, err := cmd.CombinedOutput()
	c := cost{wall: time.Since(begin)}
	if cmd.ProcessState != nil {
		c.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return c, fmt.Errorf("%s: %w\n%s", args[0], err, out[:min(len(out), 500)])
	}
	return c, nil
}

// module writes a module in which each package imports the one before it, ten
// in a row.
func module(dir, root string, packages, drivers int) error {
	mod := "module example\n\ngo 1.26\n\nrequire github.com/wskvet/wskvet v0.0.0\n\nreplace github.com/wskvet/wskvet => " + root + "\n"
	if err := write(dir, "go.mod", mod); err != nil {
		return err
	}
	for i := range packages {
		src := fmt.Sprintf("package p%d\n\nfunc F(n int) int { return n + %d }\n", i, i)
		if i%10 > 0 {
			src = fmt.Sprintf("package p%d\n\nimport \"example/p%d\"\n\nfunc F(n int) int { return p%d.F(n) + %d }\n", i, i-1, i-1, i)
		}
		if err := write(dir, fmt.Sprintf("p%d/p.go", i), src); err != nil {
			return err
		}
	}
	driver := shapes.All()[0].Make(50)
	for i := range drivers {
		if err := write(dir, fmt.Sprintf("d%d/driver.go", i), driver); err != nil {
			return err
		}
	}
	_, err := timed(dir, "go", "mod", "tidy")
	return err
}

func write(dir, name, src string) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(src), 0o644)
}
