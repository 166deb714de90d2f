package shapes

import (
	"flag"
	"fmt"
	"math"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
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
	big := map[string]int{"branches": 5000, "defers": 2000, "chain": 1000, "knot": 300, "switch": 5000, "registrations": 500, "lines": 20_000, "steps": 4000, "nested": 200, "correlated": 1000}
	if *large {
		big = map[string]int{"branches": 50_000, "defers": 10_000, "chain": 5000, "knot": 300, "switch": 20_000, "registrations": 5000, "lines": 1_000_000, "steps": 100_000, "nested": 1000, "correlated": 10_000}
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

// BenchmarkShapes compares the analysis, which builds its own SSA form, with
// type-checking and building SSA, by CPU time: other work on the machine and the
// collector, which runs beside, count alike on both sides.
func BenchmarkShapes(b *testing.B) {
	env := newBench(b)
	sizes := []int{1000, 10_000, 100_000}
	if *large {
		sizes = append(sizes, 1_000_000)
	}
	for _, s := range []Shape{{"lines", lines}, {"steps", steps}} {
		for _, n := range sizes {
			src := s.Make(n)
			b.Run(fmt.Sprintf("%s/%d", s.Name, n), func(b *testing.B) {
				var base, whole time.Duration
				for b.Loop() {
					var p *concrete.Package
					base += cpu(func() {
						p = env.parse(b, src)
						build(env.w, p)
					})
					whole += cpu(func() { env.check(b, p, false) })
				}
				b.ReportMetric(base.Seconds()/float64(b.N), "types+ssa-s/op")
				b.ReportMetric(whole.Seconds()/float64(b.N), "analysis-s/op")
				b.ReportMetric(whole.Seconds()/base.Seconds(), "ratio")
			})
		}
	}
}

// cpu is the CPU time that run takes, with the collector's. What was made before
// is collected first.
func cpu(run func()) time.Duration {
	runtime.GC()
	begin := used()
	run()
	return used() - begin
}

func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// build brings a package to SSA form, as any analysis has to.
func build(w *concrete.World, p *concrete.Package) {
	prog := ssa.NewProgram(w.Fset, 0)
	for _, q := range w.Base() {
		prog.CreatePackage(q.Types, nil, nil, true)
	}
	prog.CreatePackage(p.Types, p.Files, p.Info, false).Build()
}

// BenchmarkBranches fits time to a power of the number of branches: one after
// the other, one in the other, and such that ask for what was asked before.
func BenchmarkBranches(b *testing.B) {
	env := newBench(b)
	for _, s := range []Shape{{"sequence", branches}, {"nested", nested}, {"correlated", correlated}} {
		var xs, ys []float64
		for _, n := range []int{100, 1000, 10_000} {
			if s.Name == "nested" {
				n /= 10 // deeper, it is type-checking that takes long
			}
			p := env.parse(b, s.Make(n))
			b.Run(fmt.Sprintf("%s/%d", s.Name, n), func(b *testing.B) {
				var spent time.Duration
				for b.Loop() {
					spent += cpu(func() { env.check(b, p, false) })
				}
				b.ReportMetric(spent.Seconds()/float64(b.N), "cpu-s/op")
				xs = append(xs, math.Log(float64(n)))
				ys = append(ys, math.Log(spent.Seconds()/float64(b.N)))
			})
		}
		if len(xs) > 1 {
			fmt.Printf("%s: time grows with the branches to the power of %.2f\n", s.Name, slope(xs, ys))
		}
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
