// Package record writes down all that wskvet says of the fixtures, the examples and models
// that are made at random from one seed: two versions of it that say the same write the
// same bytes.
//
//	proof record [-n models] [-seed n] FILE
package record

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/wskvet/wskvet/internal/corpus"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/proof/concrete"
	"github.com/wskvet/wskvet/proof/random"
	"github.com/wskvet/wskvet/proof/trial"
)

// Command records what is said, and prints how much that is on out.
func Command(args []string, out io.Writer) error {
	set := flag.NewFlagSet("record", flag.ContinueOnError)
	var common trial.Flags
	common.Models(set)
	n := set.Int("n", 200, "number of models of each family")
	seed := set.Uint64("seed", 1, "seed")
	if err := set.Parse(args); err != nil {
		return err
	}
	if set.NArg() != 1 {
		return errors.New("the file to write is missing")
	}
	root, err := common.Repository()
	if err != nil {
		return err
	}
	b, err := trial.NewBench(root, common.Lives)
	if err != nil {
		return err
	}
	f, err := os.Create(set.Arg(0))
	if err != nil {
		return err
	}
	r := &recorder{w: bufio.NewWriter(f), b: b}
	if err := errors.Join(r.packages(root), r.models(*seed, *n), r.w.Flush(), f.Close()); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d models, %d findings and inconclusive places\n", r.tried, r.said)
	return nil
}

type recorder struct {
	w     *bufio.Writer
	b     *trial.Bench
	tried int
	said  int
}

// packages records fixtures and examples.
func (r *recorder) packages(root string) error {
	names, err := corpus.Fixtures(filepath.Join(root, "testdata/src"))
	if err != nil {
		return err
	}
	for i, name := range names {
		names[i] = "testdata/src/" + name
	}
	examples, err := filepath.Glob(filepath.Join(root, "examples/*"))
	if err != nil {
		return err
	}
	for _, dir := range examples {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			names = append(names, "examples/"+filepath.Base(dir))
		}
	}
	for _, name := range names {
		src, err := concrete.Sources(os.DirFS(root), name)
		if err != nil {
			return err
		}
		if err := r.record(name, src); err != nil {
			return err
		}
	}
	return nil
}

// models records models made at random; those of statements have a truth of their own, and
// are measured by it.
func (r *recorder) models(seed uint64, n int) error {
	families := slices.DeleteFunc(random.Families(), func(f random.Family) bool { return f.Make == nil })
	for _, f := range families {
		for i := range n {
			m, err := f.Make(seed, i)
			if err != nil {
				return err
			}
			if err := r.record(fmt.Sprintf("%s %d of seed %d", f.Name, i, seed), m.Files); err != nil {
				return err
			}
		}
	}
	return nil
}

// record writes what is said of one model. One that does not type-check alone, as it is
// written in C or stands on others, says so.
func (r *recorder) record(name string, src map[string]string) error {
	fmt.Fprintf(r.w, "== %s\n", name)
	r.tried++
	if len(src) == 0 {
		return nil
	}
	said, err := r.b.Says(src)
	if err != nil {
		fmt.Fprintf(r.w, "%v\n", err)
		return nil
	}
	for _, f := range said {
		r.said++
		r.finding(f)
	}
	return nil
}

func (r *recorder) finding(f finding.Finding) {
	fmt.Fprintf(r.w, "%s:%d:%d: %s (%s)\n", f.Pos.File, f.Pos.Line, f.Pos.Col, f.Message, f.Rule)
	for _, s := range f.Steps {
		fmt.Fprintf(r.w, "\t%d:%d: %s\n", s.Pos.Line, s.Pos.Col, s.Text)
	}
}
