package shapes

import (
	"flag"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/summary"
	"github.com/wskvet/wskvet/proof/concrete"
)

var large = flag.Bool("large", false, "sizes that take minutes")

type bench struct {
	w    *concrete.World
	base []*summary.Package
}

func newBench(t testing.TB) *bench {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	w, err := concrete.NewWorld(root)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{w: w}
	for _, p := range w.Base() {
		b.base = append(b.base, b.check(t, p, true).Summary)
	}
	return b
}

func (b *bench) check(t testing.TB, p *concrete.Package, silent bool) check.Output {
	out, err := check.Package(check.Input{
		Path: p.Path, Fset: b.w.Fset, Files: p.Files, Types: p.Types, Info: p.Info, Deps: b.base,
		Settings: settings.Settings{Limits: settings.DefaultLimits()}, Silent: silent,
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (b *bench) parse(t testing.TB, src string) *concrete.Package {
	ps, err := b.w.Check(map[string]string{"driver/driver.go": src})
	if err != nil {
		t.Fatal(err)
	}
	return ps[0]
}

func leaks(fs []finding.Finding) bool {
	return slices.ContainsFunc(fs, func(f finding.Finding) bool { return f.Rule == "WSK001" })
}

// TestShapes analyses each shape small and large: the registration left behind
// is found, or the analysis says that it gave up.
func TestShapes(t *testing.T) {
	big := map[string]int{"branches": 5000, "defers": 2000, "chain": 1000, "knot": 300, "switch": 5000, "registrations": 500, "lines": 20_000}
	if *large {
		big = map[string]int{"branches": 50_000, "defers": 10_000, "chain": 5000, "knot": 300, "switch": 20_000, "registrations": 5000, "lines": 1_000_000}
	}
	b := newBench(t)
	for _, s := range All() {
		for _, n := range []int{10, big[s.Name]} {
			t.Run(fmt.Sprintf("%s/%d", s.Name, n), func(t *testing.T) {
				begin := time.Now()
				p := b.parse(t, s.Make(n))
				typed := time.Now()
				out := b.check(t, p, false)
				t.Logf("type-check %v, analysis %v, %d findings, %d inconclusive",
					typed.Sub(begin).Round(time.Millisecond), time.Since(typed).Round(time.Millisecond), len(out.Findings), len(out.Inconclusive))
				if !leaks(out.Findings) && len(out.Inconclusive) == 0 {
					t.Error("passes for clean")
				}
				if n == 10 && !leaks(out.Findings) {
					t.Errorf("small, and yet nothing is found: %v", out.Inconclusive)
				}
			})
		}
	}
}

// BenchmarkShapes compares the analysis with type-checking and building SSA.
func BenchmarkShapes(b *testing.B) {
	env := newBench(b)
	sizes := []int{1000, 10_000, 100_000}
	if *large {
		sizes = append(sizes, 1_000_000)
	}
	for _, n := range sizes {
		src := lines(n)
		b.Run(fmt.Sprintf("lines/%d", n), func(b *testing.B) {
			var base, whole time.Duration
			for b.Loop() {
				begin := time.Now()
				p := env.parse(b, src)
				build(env.w, p)
				base += time.Since(begin)
				begin = time.Now()
				env.check(b, p, false)
				whole += time.Since(begin)
			}
			b.ReportMetric(base.Seconds()/float64(b.N), "types+ssa-s/op")
			b.ReportMetric(whole.Seconds()/float64(b.N), "analysis-s/op")
			b.ReportMetric(whole.Seconds()/base.Seconds(), "ratio")
		})
	}
}

// build brings a package to SSA form, as any analysis has to.
func build(w *concrete.World, p *concrete.Package) {
	prog := ssa.NewProgram(w.Fset, 0)
	for _, q := range w.Base() {
		prog.CreatePackage(q.Types, nil, nil, true)
	}
	prog.CreatePackage(p.Types, p.Files, p.Info, false).Build()
}

// BenchmarkBranches fits time to a power of the number of branches.
func BenchmarkBranches(b *testing.B) {
	env := newBench(b)
	var xs, ys []float64
	for n := 10; n <= 10_000; n *= 10 {
		p := env.parse(b, branches(n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				env.check(b, p, false)
			}
			if n >= 100 { // below, what is constant decides
				xs = append(xs, math.Log(float64(n)))
				ys = append(ys, math.Log(b.Elapsed().Seconds()/float64(b.N)))
			}
		})
	}
	if len(xs) > 1 {
		fmt.Printf("time grows with the branches to the power of %.2f\n", slope(xs, ys))
	}
}

// slope is that of the line through points, by least squares.
func slope(xs, ys []float64) float64 {
	var sx, sy, sxx, sxy float64
	for i := range xs {
		sx, sy, sxx, sxy = sx+xs[i], sy+ys[i], sxx+xs[i]*xs[i], sxy+xs[i]*ys[i]
	}
	n := float64(len(xs))
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}
