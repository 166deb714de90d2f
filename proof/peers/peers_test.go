package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestWskvet keeps wskvet's columns: it reports each shape that is wrong and none that
// is right. What the others say is theirs, and is not asserted.
func TestWskvet(t *testing.T) {
	dir, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, c := range columns() {
		if !strings.HasPrefix(c.name, "wskvet") {
			continue
		}
		if err := c.run(dir); err != nil {
			t.Fatal(err)
		}
		for i, s := range shapes {
			if c.verdicts[i] == cannot {
				continue
			}
			tried++
			if (c.verdicts[i] == reported) != (s.kind != correct) {
				t.Errorf("%s, %s (%v): reported %v\n%s", c.name, s.name, s.kind, c.verdicts[i] == reported, c.words.source(s))
			}
		}
	}
	if tried < 2*len(shapes)-1 {
		t.Errorf("only %d shapes tried", tried)
	}
}
