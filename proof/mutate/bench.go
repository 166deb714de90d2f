package mutate

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/proof/concrete"
	"github.com/wskvet/wskvet/proof/edit"
	"github.com/wskvet/wskvet/proof/trial"
)

// mutator tries the mutants of models.
type mutator struct {
	root    string
	bench   *trial.Bench
	tally   *trial.Tally
	every   int
	models  int               // mutated
	skipped map[string]string // models, and why
}

// models are the correct fixtures and the examples of the repository, by directory.
func models(root, only string) ([]string, error) {
	tree := os.DirFS(root)
	ok, err := fs.Glob(tree, "testdata/src/*/*_ok")
	if err != nil {
		return nil, err
	}
	examples, err := fs.Glob(tree, "examples/*")
	if err != nil {
		return nil, err
	}
	var out []string
	for _, name := range append(ok, examples...) {
		if info, err := fs.Stat(tree, name); err == nil && info.IsDir() && strings.Contains(name, only) {
			out = append(out, name)
		}
	}
	return out, nil
}

// model tries the mutants of one model.
func (b *mutator) model(name string) error {
	src, err := concrete.Sources(os.DirFS(b.root), name)
	if err != nil {
		return err
	}
	b.bench.Early(strings.HasPrefix(name, "testdata/src/boot/"))
	// what the model itself cannot do, or breaks, says nothing about its mutants
	base := b.bench.Try(src)
	if base.Unable != "" {
		b.skipped[name] = base.Unable
		return nil
	}
	if len(base.Must) > 0 {
		b.skipped[name] = "the model breaks a rule: " + base.Must[0].String()
		return nil
	}
	b.models++
	for _, f := range slices.Sorted(maps.Keys(src)) {
		ms, err := edit.All(src[f])
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
		for i, m := range ms {
			if !trial.Sampled(f, i, b.every) {
				continue
			}
			changed := maps.Clone(src)
			changed[f] = m.Src
			b.tally.Add(fmt.Sprintf("%s:%s", f, m), []string{m.Kind}, changed, b.bench.Try(changed))
		}
	}
	return nil
}

// run tries the mutants of all models whose name contains only.
func (b *mutator) run(only string) error {
	names, err := models(b.root, only)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := b.model(name); err != nil {
			return err
		}
	}
	return nil
}

func newMutator(root string, lives, every int) (*mutator, error) {
	b, err := trial.NewBench(root, lives)
	if err != nil {
		return nil, err
	}
	return &mutator{root: root, bench: b, tally: trial.NewTally("mutants", "edit"), every: every, skipped: map[string]string{}}, nil
}
