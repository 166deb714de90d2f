// Package weave makes driver models at random out of what programs are made of beside
// statements: goroutines, system threads, interfaces, generics, reference counts,
// run-once, registrations in arrays, lists, maps and on the heap, deep calls, packages. A
// third of them have a slip, a mistake about who waits for whom or who keeps what; most of
// the others are broken by random edits.
package weave

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"

	"github.com/wskvet/wskvet/proof/draw"
	"github.com/wskvet/wskvet/proof/edit"
)

// Make makes model n of a seed: every third with a slip, the others with up to two random
// edits.
func Make(seed uint64, n int) (draw.Model, error) {
	dir := fmt.Sprintf("weave/m%05d", n)
	if n%3 == 0 {
		return wrong(seed, n, dir), nil
	}
	m := build(seed, n, dir)
	var err error
	m.Damaged = true
	m.Edits, err = damage(m, rand.New(rand.NewPCG(seed, uint64(n)<<32)))
	return m, err
}

// damage makes up to two random edits in two of three models.
func damage(m draw.Model, r *rand.Rand) ([]string, error) {
	var done []string
	var files []string
	for f := range m.Files {
		files = append(files, f)
	}
	slices.Sort(files)
	for range r.IntN(3) {
		f := files[r.IntN(len(files))]
		ms, err := edit.All(m.Files[f])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		if len(ms) == 0 {
			continue
		}
		c := ms[r.IntN(len(ms))]
		m.Files[f] = c.Src
		done = append(done, fmt.Sprintf("%s:%s", filepath.Base(f), c))
	}
	return done, nil
}
