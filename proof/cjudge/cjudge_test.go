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

func TestC(t *testing.T) { judge(t, "gcc", New(*seed, *number)) }

func TestCPP(t *testing.T) { judge(t, "g++", NewCPP(*seed, *number)) }

func judge(t *testing.T, compiler string, p Program) {
	t.Helper()
	if _, err := exec.LookPath(compiler); err != nil {
		t.Skip("no " + compiler)
	}
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
