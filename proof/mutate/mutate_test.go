package mutate

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
	b, err := newMutator(root, 300, 3)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.run("guard/"); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	b.tally.Print(&out, 20)
	if b.tally.Broken.All < 50 {
		t.Fatalf("too few mutants to say anything:\n%s", out.String())
	}
	if b.tally.Broken.Hit*100 < b.tally.Broken.All*97 || b.tally.Clean.Hit > 1 {
		t.Errorf("%s", out.String())
	}
}
