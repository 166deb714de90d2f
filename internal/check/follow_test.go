package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
	"github.com/wskvet/wskvet/internal/coverage"
	"github.com/wskvet/wskvet/internal/harness"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/summary"
)

// serving is a driver that serves so many times, by four functions each: it opens, counts,
// closes, and captures meanwhile. All of it is followed.
func serving(times int) string {
	var entry, more strings.Builder
	for n := range times {
		fmt.Fprintf(&entry, "\tserve%d(d)\n", n)
		fmt.Fprintf(&more, `
func serve%[1]d(d *DRIVER_OBJECT) {
	var s session
	if open%[1]d(&s, count%[1]d(4)) {
		s.served++
	}
	close%[1]d(&s)
}

func open%[1]d(s *session, n int32) bool {
	if n > 0 && capture() {
		s.on = true
	}
	return s.on
}

func count%[1]d(n int32) int32 {
	sum := int32(0)
	for i := int32(0); i < n; i++ {
		sum += i
	}
	return sum
}

func close%[1]d(s *session) {
	if s.on {
		release()
		s.on = false
	}
}
`, n)
	}
	const session = "\ntype session struct {\n\ton     bool\n\tserved int\n}\n"
	return boundtest.Driver(entry.String(), "") + session + more.String()
}

// What it costs to follow a driver of as many functions as large ones have, each of which
// acts: four times as many are to cost about four times as much.
func BenchmarkFollow(b *testing.B) {
	for _, times := range []int{64, 256} {
		set := settings.Settings{Limits: settings.DefaultLimits()}
		out, err := Package(input(b, "example.org/driver", serving(times), set))
		if err != nil {
			b.Fatal(err)
		}
		if len(out.Findings)+len(out.Inconclusive) > 0 {
			b.Fatalf("found %v, inconclusive %v", found(out), out.Inconclusive)
		}
		b.Run(fmt.Sprintf("functions=%d", 4*times), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p := program.Link([]*summary.Package{out.Summary})
				if r := harness.Check(p, "example.org/driver", set.Limits, coverage.NewLog(), nil, nil); len(r.Findings)+len(r.Inconclusive) > 0 {
					b.Fatalf("found %v, inconclusive %v", r.Findings, r.Inconclusive)
				}
			}
		})
	}
}
