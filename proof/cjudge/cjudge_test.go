package cjudge

import (
	"flag"
	"os/exec"
	"path/filepath"
	"testing"
)

var (
	seed   = flag.Uint64("seed", 1, "of the random programs")
	number = flag.Int("functions", 200, "functions to judge")
)

func TestC(t *testing.T) {
	if _, err := exec.LookPath("gcc"); err != nil {
		t.Skip("no gcc")
	}
	judge(t, New(*seed, *number))
}

func judge(t *testing.T, p Program) {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	out, err := Judge(p, t.TempDir(), root)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range out[:min(len(out), 5)] {
		t.Errorf("%v", m)
	}
	if len(out) > 0 {
		t.Errorf("%d of %d functions differ", len(out), len(p.Functions))
	}
}
