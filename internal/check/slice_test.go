package check

import (
	"fmt"
	"testing"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/obligation"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/slice"
	"github.com/wskvet/wskvet/internal/summary"
)

// What it costs to find out what points where in a driver, and which part of it matters to
// a registration: with four times the functions, about four times as much.
func BenchmarkSlice(b *testing.B) {
	for _, others := range []int{100, 400, 1600} {
		limits := settings.DefaultLimits()
		limits.Whole = 1
		out, err := Package(input(b, "example.org/driver", guarded(4, others), settings.Settings{Limits: limits}))
		if err != nil {
			b.Fatal(err)
		}
		p := program.Link([]*summary.Package{out.Summary})
		roots := func(f *program.Func) bool { return f.Mark == ddi.Entry || ddi.NamedEntry(f.Short) }
		b.Run(fmt.Sprintf("functions=%d", others), func(b *testing.B) {
			for b.Loop() {
				s := slice.Of(slice.Link(p, p.PointsTo(), roots), slice.Criterion{Seed: obligation.Core.Moves, Opens: func(string) bool { return false }})
				if n := len(s.Members()); n == 0 || n > 10 {
					b.Fatalf("%d functions matter", n)
				}
			}
		})
	}
}
