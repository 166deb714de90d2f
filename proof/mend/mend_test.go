package main

import (
	"bytes"
	"testing"
)

// TestFixes makes the fixes of a sample of mutants and runs what comes of them:
// nearly none leaves more broken than it found. docs/accuracy.md has the figures of
// all, and says what the others have in common.
func TestFixes(t *testing.T) {
	m, err := newMender("../..", 300, 11)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.run(""); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	m.print(&out, 20)
	if m.fixes < 30 || m.unable > m.fixes/20 || len(m.wrong)*20 > m.fixes {
		t.Errorf("%s", out.String())
	}
}
