package bench

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path/filepath"
	"time"
)

// nothing times a module in which there is nothing to check.
func (b *bench) nothing() error {
	n := cmp.Or(b.packages, 2000)
	dir := filepath.Join(b.tmp, "nothing")
	if err := module(dir, b.root, n, 0, 0); err != nil {
		return err
	}
	t := table{out: b.out}
	t.head(fmt.Sprintf("%d packages without a driver, the middle of %d runs in turns", n, rounds))
	warm := func(int) []string { return nil }
	empty := func(name string) func(int) []string {
		return func(run int) []string { return b.empty(fmt.Sprint("nothing-", name, run)) }
	}
	if err := t.compare(dir, trial{"go list -deps -test", warm, list()}, trial{"wskvet ./...", warm, []string{b.tool, "./..."}}); err != nil {
		return err
	}
	if err := t.compare(dir, trial{"go list, empty build cache", empty("list"), list()}, trial{"wskvet ./..., empty build cache", empty("wskvet"), []string{b.tool, "./..."}}); err != nil {
		return err
	}
	return b.leave(dir)
}

// leave times the vettool on one package that reaches no kernel interface.
func (b *bench) leave(dir string) error {
	cfg, err := json.Marshal(map[string]any{
		"ID": "example/p0", "ImportPath": "example/p0", "GoFiles": []string{filepath.Join(dir, "p0", "p.go")},
		"VetxOutput": filepath.Join(b.tmp, "vetx"),
	})
	if err != nil {
		return err
	}
	if err := write(b.tmp, "vet.cfg", string(cfg)); err != nil {
		return err
	}
	const runs = 50
	var sum cost
	for range runs {
		c, err := timed(dir, nil, b.tool, filepath.Join(b.tmp, "vet.cfg"))
		if err != nil {
			return err
		}
		sum.cpu, sum.wall, sum.peak = sum.cpu+c.cpu, sum.wall+c.wall, max(sum.peak, c.peak)
	}
	fmt.Fprintf(b.out, "\nthe vettool on one package without a driver: %.1f ms of CPU, %.1f ms, %.1f MiB\n",
		millis(sum.cpu/runs), millis(sum.wall/runs), float64(sum.peak)/(1<<20))
	return nil
}

func millis(d time.Duration) float64 { return d.Seconds() * 1000 }
