package load

import (
	"context"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/wskvet/wskvet/internal/settings"
)

// TestOnce finds the same whether packages are dropped on the way or kept: in
// packages that import each other, and of directives that suppress nothing.
func TestOnce(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	run := func(once bool) *Result {
		c := Config{
			Dir: root, Patterns: []string{"./testdata/src/packages/...", "./testdata/src/directive/..."},
			Whole: true, Once: once, Settings: settings.Settings{Limits: settings.DefaultLimits()},
		}
		res, err := Run(context.Background(), c)
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
	want, got := run(false), run(true)
	if len(want.Findings) == 0 || !reflect.DeepEqual(got.Findings, want.Findings) {
		t.Errorf("findings differ:\n%v\n%v", got.Findings, want.Findings)
	}
	if len(want.World.loaders) != 1 || len(got.World.loaders) != 0 {
		t.Errorf("%d and %d loaders are kept, want 1 and 0", len(want.World.loaders), len(got.World.loaders))
	}
}
