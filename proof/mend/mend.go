package mend

import (
	"errors"
	"fmt"
	"go/format"
	"io"
	"maps"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/wskvet/wskvet/internal/diff"
	"github.com/wskvet/wskvet/proof/concrete"
	"github.com/wskvet/wskvet/proof/edit"
	"github.com/wskvet/wskvet/proof/trial"
)

// mender makes the fixes of the mutants of correct models.
type mender struct {
	root         string
	lives, every int
	bench        *trial.Bench // of a mender of one model
	counts
}

// counts are what comes of fixes.
type counts struct {
	broken, mendable     int // mutants that break a rule; of them those with a fix
	fixes, clean, better int // fixes; after which nothing is broken; after which less is
	restored             int // that give the correct model back, to the byte
	unable               int // fixes whose outcome cannot be run
	wrong                []string
}

// model mends the mutants of one model.
func (m *mender) model(name string) error {
	src, err := concrete.Sources(os.DirFS(m.root), name)
	if err != nil {
		return err
	}
	judged := sync.OnceValue(func() bool {
		base := m.bench.Run(src)
		return base.Unable == "" && len(base.Must) == 0
	})
	for _, f := range slices.Sorted(maps.Keys(src)) {
		ms, err := edit.All(src[f])
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
		for i, mutant := range ms {
			if !trial.Sampled(f, i, m.every) {
				continue
			}
			changed := maps.Clone(src)
			changed[f] = mutant.Src
			v := m.bench.Run(changed)
			if v.Unable != "" || len(v.Must) == 0 || !judged() {
				continue
			}
			if err := m.mutant(fmt.Sprintf("%s:%s", f, mutant), src, changed, v); err != nil {
				return err
			}
		}
	}
	return nil
}

// mutant makes the fixes of one mutant that breaks what v says, each by itself, and runs
// what comes of it.
func (m *mender) mutant(name string, correct, src map[string]string, v trial.Verdict) error {
	m.broken++
	fixed, err := m.bench.Mend(src)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if len(fixed) > 0 {
		m.mendable++
	}
	for _, x := range fixed {
		m.fixes++
		after := m.bench.Run(x.Src)
		new := slices.DeleteFunc(broken(after), func(r string) bool { return slices.Contains(broken(v), r) })
		switch {
		case after.Invalid || len(new) > 0:
			m.wrong = append(m.wrong, fmt.Sprintf("%s\n%s: %s: then %q\n%s", name, x.Report, x.Message, new, difference(src, x.Src)))
		case after.Unable != "":
			m.unable++
		case len(after.Must) == 0:
			m.clean++
		case len(after.Must) < len(v.Must):
			m.better++
		default:
			m.wrong = append(m.wrong, fmt.Sprintf("%s\n%s: %s: still %v after %v\n%s", name, x.Report, x.Message, after.Must, v.Must, difference(src, x.Src)))
		}
		if maps.EqualFunc(correct, x.Src, same) {
			m.restored++
		}
	}
	return nil
}

// broken are the rules that are broken.
func broken(v trial.Verdict) []string {
	var out []string
	for _, r := range v.Must {
		out = append(out, r.Rule)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// same reports whether two sources are the same when gofmt has been over them. The
// marks of fixtures move with what they are behind.
func same(a, b string) bool { return tidy(a) == tidy(b) }

func tidy(src string) string {
	out, err := format.Source([]byte(src))
	if err != nil {
		return src
	}
	return string(out)
}

func difference(a, b map[string]string) string {
	var out strings.Builder
	for _, name := range slices.Sorted(maps.Keys(a)) {
		out.WriteString(diff.Unified(name, a[name], b[name]))
	}
	return out.String()
}

// run mends the mutants of all models whose name contains only.
func (m *mender) run(only string) error {
	names, err := models(m.root)
	if err != nil {
		return err
	}
	names = slices.DeleteFunc(names, func(n string) bool { return !strings.Contains(n, only) })
	done, errs := make([]counts, len(names)), make([]error, len(names))
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			bench, err := trial.NewBench(m.root, m.lives)
			for i := range next {
				one := mender{root: m.root, every: m.every, bench: bench}
				if errs[i] = err; err == nil {
					errs[i] = one.model(names[i])
				}
				done[i] = one.counts
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	wg.Wait()
	for _, c := range done {
		m.add(c)
	}
	return errors.Join(errs...)
}

func (c *counts) add(d counts) {
	c.broken, c.mendable = c.broken+d.broken, c.mendable+d.mendable
	c.fixes, c.clean, c.better = c.fixes+d.fixes, c.clean+d.clean, c.better+d.better
	c.restored, c.unable = c.restored+d.restored, c.unable+d.unable
	c.wrong = append(c.wrong, d.wrong...)
}

// models are the correct fixtures.
func models(root string) ([]string, error) {
	var out []string
	areas, err := os.ReadDir(path.Join(root, "testdata/src"))
	if err != nil {
		return nil, err
	}
	for _, a := range areas {
		if !a.IsDir() {
			continue
		}
		all, err := os.ReadDir(path.Join(root, "testdata/src", a.Name()))
		if err != nil {
			return nil, err
		}
		for _, d := range all {
			if d.IsDir() && strings.HasSuffix(d.Name(), "_ok") {
				out = append(out, path.Join("testdata/src", a.Name(), d.Name()))
			}
		}
	}
	return out, nil
}

func (m *mender) print(w io.Writer, list int) {
	fmt.Fprintf(w, "mutants that break a rule  %d\n", m.broken)
	fmt.Fprintf(w, "of them with a fix         %d\n", m.mendable)
	fmt.Fprintf(w, "fixes                      %d\n", m.fixes)
	fmt.Fprintf(w, "  nothing is broken then   %d\n", m.clean)
	fmt.Fprintf(w, "  less is                  %d\n", m.better)
	fmt.Fprintf(w, "  cannot be run            %d\n", m.unable)
	fmt.Fprintf(w, "  wrong                    %d\n", len(m.wrong))
	fmt.Fprintf(w, "the correct model again    %d\n", m.restored)
	for _, s := range m.wrong[:min(list, len(m.wrong))] {
		fmt.Fprintf(w, "\n%s\n", s)
	}
}
