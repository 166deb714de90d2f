package weave

import (
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"github.com/wskvet/wskvet/proof/draw"
	"github.com/wskvet/wskvet/proof/trial"
)

const root = "../.."

// TestCorrect runs models as they are made: they are meant to break nothing, and
// wskvet must not say that they do.
func TestCorrect(t *testing.T) {
	dir, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	b, err := trial.NewBench(dir, 200)
	if err != nil {
		t.Fatal(err)
	}
	features := map[string]bool{}
	for i := range 40 {
		m := build(7, i, "weave/m")
		v := b.Try(m.Files)
		if v.Invalid || v.Unable != "" || len(v.Must)+len(v.May)+len(v.Found) > 0 || v.Inconclusive {
			t.Errorf("model %d (%v): %+v", i, m.Features, v)
		}
		for _, f := range m.Features {
			features[f] = true
		}
	}
	if len(features) < 20 {
		t.Errorf("the models have only %d features: %v", len(features), features)
	}
}

// TestSeed makes the same models of the same seed.
func TestSeed(t *testing.T) {
	for i := range 20 {
		a, b := build(5, i, "weave/m"), build(5, i, "weave/m")
		for name, src := range a.Files {
			if b.Files[name] != src {
				t.Errorf("%s of model %d differs from one time to the next", name, i)
			}
		}
	}
}

// TestSlip makes models with each of their slips: no slip changes what is drawn, and
// each changes the program.
func TestSlip(t *testing.T) {
	seen := map[draw.Slip]bool{}
	for i := range 60 {
		right := compose(5, i, -1, "weave/m")
		src := right.model().Files
		for k, s := range right.Slips() {
			seen[s] = true
			m := compose(5, i, k, "weave/m")
			if !slices.Equal(m.Slips(), right.Slips()) {
				t.Errorf("model %d: %s changes what is drawn", i, s)
			}
			if maps.Equal(m.model().Files, src) {
				t.Errorf("model %d: %s changes nothing", i, s)
			}
		}
	}
	if len(seen) < 25 {
		t.Errorf("%d slips: %v", len(seen), seen)
	}
}
