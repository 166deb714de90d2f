package main

import (
	"bytes"
	"path/filepath"
	"testing"
)

// TestMutants tries a sample of the mutants: nearly all that break a rule are
// killed, nearly none that breaks none has a finding. The bounds are below what
// docs/accuracy.md records, and are raised with it.
func TestMutants(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	b, err := newBench(root, 300)
	if err != nil {
		t.Fatal(err)
	}
	names, err := b.models("guard/")
	if err != nil {
		t.Fatal(err)
	}
	tally := newTally()
	for _, name := range names {
		if err := b.model(name, 3, tally); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	tally.print(&out, 20)
	if tally.killed.all < 50 {
		t.Fatalf("too few mutants to say anything:\n%s", out.String())
	}
	if tally.killed.hit*100 < tally.killed.all*97 || tally.clean.hit > 1 {
		t.Errorf("%s", out.String())
	}
}
