package bench

import (
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/tools/go/ssa"

	"github.com/wskvet/wskvet/proof/concrete"
	"github.com/wskvet/wskvet/proof/shapes"
)

// sizes times drivers of any size as processes, with their memory, beside
// type-checking and building SSA alone.
func (b *bench) sizes() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	sizes := []int{1000, 10_000, 100_000}
	if b.large {
		sizes = append(sizes, 1_000_000)
	}
	fmt.Fprintf(b.out, "\none driver         %27s   %27s\n%-10s %8s %9s %9s %7s   %9s %9s %7s\n", "types and SSA", "wskvet", "shape", "lines", "CPU s", "MiB", "B/line", "CPU s", "MiB", "B/line")
	for _, shape := range []string{"lines", "steps"} {
		for _, n := range sizes {
			if shape == "steps" && n > 100_000 {
				continue
			}
			dir := filepath.Join(b.tmp, fmt.Sprint(shape, n))
			if err := module(dir, b.root, 0, 0, 0); err != nil {
				return err
			}
			if err := write(dir, "driver/driver.go", shapes.Make(shape, n)); err != nil {
				return err
			}
			if _, err := timed(dir, nil, "go", "mod", "tidy"); err != nil {
				return err
			}
			low, err := timed(dir, nil, self, "bench", "-root", b.root, "floor", filepath.Join(dir, "driver", "driver.go"))
			if err != nil {
				return err
			}
			c, err := timed(dir, nil, b.tool, "./...")
			if err != nil {
				return err
			}
			fmt.Fprintf(b.out, "%-10s %8d %9.2f %9.0f %7d   %9.2f %9.0f %7d\n", shape, n, low.cpu.Seconds(), float64(low.peak)/(1<<20), low.peak/int64(n),
				c.cpu.Seconds(), float64(c.peak)/(1<<20), c.peak/int64(n))
		}
	}
	return nil
}

// floor type-checks a driver and what it imports, and builds the SSA form of the
// driver.
func floor(root, file string) error {
	src, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	w, err := concrete.NewWorld(root)
	if err != nil {
		return err
	}
	ps, err := w.Check(map[string]string{"driver/driver.go": string(src)})
	if err != nil {
		return err
	}
	prog := ssa.NewProgram(w.Fset, 0)
	for _, q := range w.Base() {
		prog.CreatePackage(q.Types, nil, nil, true)
	}
	prog.CreatePackage(ps[0].Types, ps[0].Files, ps[0].Info, false).Build()
	return nil
}
