package requests

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/proof/draw"
)

const root = "../.."

// TestRequests holds the slips of models against what happens when they are run, and
// both against what wskvet finds.
func TestRequests(t *testing.T) {
	dir, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	tally, err := run(dir, 60, 3, 200)
	if err != nil {
		t.Fatal(err)
	}
	if tally.Disputed > 0 {
		t.Errorf("%d models do not do what their slip says", tally.Disputed)
	}
	if tally.Broken.All < 25 || tally.Clean.All < 25 {
		t.Errorf("%v break a rule, %v none: too few to say anything", tally.Broken, tally.Clean)
	}
	if tally.Missed+tally.Alarms > 0 {
		t.Errorf("%d missed, %d false alarms", tally.Missed, tally.Alarms)
	}
	for _, rule := range []string{"WSK004", "WSK010", "WSK011", "WSK012"} {
		if r := tally.Rule(rule); r.All < 3 {
			t.Errorf("%s: only %d models break it", rule, r.All)
		}
	}
	if t.Failed() {
		var out bytes.Buffer
		tally.Print(&out, "feature", 100)
		t.Log(out.String())
	}
}

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
		a, b := build(5, i), build(5, i)
		if fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("model %d differs from one time to the next", i)
		}
		if strings.Contains(fmt.Sprint(a), "%!") {
			t.Errorf("model %d is misprinted", i)
		}
	}
}
