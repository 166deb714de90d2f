package bench

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/wskvet/wskvet/proof/shapes"
)

// module writes a module in which each package imports the one before it, ten
// in a row. Its drivers have so many lines, half of them in functions that use
// the provider.
func module(dir, root string, packages, drivers, lines int) error {
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
	for i := range drivers {
		driver := shapes.Make("lines", lines)
		if i%2 > 0 {
			driver = shapes.Make("steps", lines)
		}
		if err := write(dir, fmt.Sprintf("d%d/driver.go", i), driver); err != nil {
			return err
		}
	}
	_, err := timed(dir, nil, "go", "mod", "tidy")
	return err
}

func write(dir, name, src string) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(src), 0o644)
}
