package requests

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/proof/draw"
)

const root = "../.."

// TestPieces asks for what models are made of: in some hundred of them everything
// that can be drawn, and each slip that there is.
func TestPieces(t *testing.T) {
	features, slips := map[string]bool{}, map[draw.Slip]bool{}
	for i := range 400 {
		d := compose(11, i, -1)
		for _, f := range d.Features() {
			features[f] = true
		}
		for _, s := range d.Slips() {
			slips[s] = true
		}
	}
	if len(features) < 54 || len(slips) < 40 {
		t.Errorf("%d features, %d slips: %v", len(features), len(slips), slips)
	}
}

// TestSlip makes a model with each of its slips: no slip changes what is drawn, and
// each changes the program.
func TestSlip(t *testing.T) {
	for i := range 40 {
		right := compose(5, i, -1)
		for k, s := range right.Slips() {
			wrong := compose(5, i, k)
			if !slices.Equal(wrong.Slips(), right.Slips()) {
				t.Errorf("model %d: %s changes what is drawn", i, s)
			}
			if wrong.source() == right.source() {
				t.Errorf("model %d: %s changes nothing", i, s)
			}
		}
	}
}

// TestSeed makes the same models of the same seed.
func TestSeed(t *testing.T) {
	for i := range 40 {
		a, errA := Make(5, i)
		b, errB := Make(5, i)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("model %d differs from one time to the next", i)
		}
		if strings.Contains(fmt.Sprint(a), "%!") {
			t.Errorf("model %d is misprinted", i)
		}
	}
}
