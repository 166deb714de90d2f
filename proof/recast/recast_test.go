package recast

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/corpus"
	"github.com/wskvet/wskvet/proof/concrete"
	"github.com/wskvet/wskvet/proof/trial"
)

// TestFixtures says fixtures in other words: what wskvet finds in them is the same.
func TestFixtures(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	b, err := trial.NewBench(root, 1)
	if err != nil {
		t.Fatal(err)
	}
	names, err := corpus.Fixtures(filepath.Join(root, "testdata/src"))
	if err != nil {
		t.Fatal(err)
	}
	tried, features := 0, map[string]bool{}
	for i, name := range names {
		src, err := concrete.Sources(os.DirFS(root), "testdata/src/"+name)
		if err != nil {
			t.Fatal(err)
		}
		if i%8 != 0 || strings.HasPrefix(name, "own/") || len(src) != 1 || !entry(src) {
			continue
		}
		out, fs, err := Files(b.World(), src, uint64(i))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, f := range fs {
			features[f] = true
		}
		tried++
		want, got := found(t, b, src), found(t, b, out)
		if !slices.Equal(want, got) {
			t.Errorf("%s: found %v, and in other words %v", name, want, got)
		}
	}
	if tried < 60 || len(features) < 7 {
		t.Errorf("%d fixtures tried, with %v", tried, features)
	}
}

// entry reports whether a model has an entry by its name, and no directives.
func entry(src map[string]string) bool {
	for _, text := range src {
		return strings.Contains(text, "func DriverEntry(") && !strings.Contains(text, "//wskvet:")
	}
	return false
}

// found are the rules that wskvet finds broken in a model, each as often as it does.
func found(t *testing.T, b *trial.Bench, src map[string]string) []string {
	fs, err := b.Findings(src)
	if err != nil {
		t.Fatalf("%v in %v", err, src)
	}
	var out []string
	for _, f := range fs {
		out = append(out, f.Rule)
	}
	slices.Sort(out)
	return out
}
