package load

import (
	"bytes"
	"context"
	"maps"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/wskvet/wskvet/internal/check"
	"github.com/wskvet/wskvet/internal/settings"
	"github.com/wskvet/wskvet/internal/summary"
)

// TestAnyOrder analyses drivers of several packages on one processor and on
// many, with patterns and files in either order: findings are the same, and so
// is each byte of the facts.
func TestAnyOrder(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	patterns := []string{"./testdata/src/packages/...", "./testdata/src/thread/...", "./examples/echo/...", "./examples/socklib/..."}
	want, facts := ordered(t, root, patterns, 1, false)
	if len(want.Findings) == 0 || len(facts) == 0 {
		t.Fatalf("%d findings, facts of %d packages", len(want.Findings), len(facts))
	}
	slices.Reverse(patterns)
	got, again := ordered(t, root, patterns, 8, true)
	if !reflect.DeepEqual(got.Findings, want.Findings) {
		t.Errorf("findings differ:\n%v\n%v", got.Findings, want.Findings)
	}
	if !reflect.DeepEqual(got.Inconclusive, want.Inconclusive) {
		t.Errorf("what was given up on differs:\n%v\n%v", got.Inconclusive, want.Inconclusive)
	}
	if !maps.EqualFunc(facts, again, bytes.Equal) {
		t.Error("facts differ")
	}
}

// ordered analyses with so many processors, and returns the facts of each package
// as they are encoded.
func ordered(t *testing.T, root string, patterns []string, procs int, reverse bool) (*Result, map[string][]byte) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
	var mu sync.Mutex
	facts := map[string][]byte{}
	res, err := Run(context.Background(), Config{Dir: root, Patterns: patterns, Settings: settings.Settings{Checks: []string{"all"}, Limits: settings.DefaultLimits()},
		Check: func(in check.Input) (check.Output, error) {
			if reverse {
				in.Files = slices.Clone(in.Files)
				slices.Reverse(in.Files)
			}
			out, err := check.Package(in)
			if err != nil {
				return out, err
			}
			data, err := summary.Encode([]*summary.Package{out.Summary})
			mu.Lock()
			defer mu.Unlock()
			facts[in.Path] = data
			return out, err
		}})
	if err != nil {
		t.Fatal(err)
	}
	return res, facts
}
