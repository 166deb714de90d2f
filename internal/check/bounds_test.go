package check

import (
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
	"github.com/wskvet/wskvet/internal/settings"
)

// Each bound of the table is drawn, or spared for a reason.
func TestRows(t *testing.T) { boundtest.Rows(t, "../..") }

// At a bound both the correct and the broken model are judged right, and beyond it no
// correct one is flagged and no broken one passes in silence.
func TestAtBounds(t *testing.T) {
	for _, s := range boundtest.Shapes() {
		for _, n := range slices.Concat(s.Sizes, s.Above) {
			beyond := !slices.Contains(s.Sizes, n)
			set := settings.Settings{}
			if s.Sliced {
				set.Limits = settings.DefaultLimits()
				set.Limits.Whole = 1
			}
			ok := analyseText(t, "example.org/driver", s.Text("driver", n, false), set)
			if len(ok.Findings) > 0 || len(ok.Inconclusive) > 0 && !beyond {
				t.Errorf("%s: the correct model of %d: %v, inconclusive %v", s.Name, n, found(ok), ok.Inconclusive)
			}
			bad := analyseText(t, "example.org/driver", s.Text("driver", n, true), set)
			if reported := strings.Contains(strings.Join(found(bad), " "), s.Rule); !reported && !(beyond && len(bad.Inconclusive) > 0) {
				t.Errorf("%s: the broken model of %d: %v, inconclusive %v", s.Name, n, found(bad), bad.Inconclusive)
			}
		}
	}
}
