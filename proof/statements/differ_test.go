package statements

import (
	"bytes"
	"testing"
)

// TestDiffer holds wskvet's findings in some hundred programs against their
// truth: each violation is found, and nothing else.
func TestDiffer(t *testing.T) {
	s, err := Try(500, 2)
	if err != nil {
		t.Fatal(err)
	}
	if s.Must.All < 200 || s.Flagged.All < 200 {
		t.Fatalf("%d violations, %d correct programs: too few to say anything", s.Must.All, s.Flagged.All)
	}
	if s.Must.Hit < s.Must.All || s.FP > 0 || s.Inconclusive.Hit > 0 {
		var b bytes.Buffer
		s.Print(&b, 5)
		t.Errorf("the findings are not the truth:\n%s", b.String())
	}
}
