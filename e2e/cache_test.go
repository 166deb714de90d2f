package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSharedCache: a machine with an empty cache of its own, and one that it
// shares, runs wskvet on nothing and shows all findings.
func TestSharedCache(t *testing.T) {
	dir := sampled(t)
	home := t.TempDir()
	log := filepath.Join(home, "log")
	logging(t, log)
	machine := func(name string) []string {
		return []string{
			"GOCACHE=" + filepath.Join(home, name),
			"GOCACHEPROG=" + tool("cacheprog") + " " + filepath.Join(home, "shared"),
		}
	}
	want := brief(t, dir, 1)
	same(t, vet(t, dir, "logging", machine("a")...), want)
	first := analysed(t, log)
	if first == 0 {
		t.Fatal("the tool has not run")
	}
	same(t, vet(t, dir, "logging", machine("b")...), want)
	if n := analysed(t, log) - first; n != 0 {
		t.Errorf("the other machine analyses %d packages, %d were", n, first)
	}
	// What changes findings is seen there, too.
	write(t, filepath.Join(dir, ".wskvet.yaml"), "checks: [WSK003]\n")
	same(t, vet(t, dir, "logging", machine("c")...), brief(t, dir, 1))
	if analysed(t, log) == first {
		t.Error("a configuration is not seen")
	}
}

// logging makes a tool that is wskvet to the go command and writes down each
// package that it is run on.
func logging(t *testing.T, log string) {
	t.Helper()
	script := fmt.Sprintf("#!/bin/sh\ncase \"$*\" in *.cfg) echo \"$*\" >>%q ;; esac\nexec %q \"$@\"\n", log, tool("wskvet"))
	if err := os.WriteFile(tool("logging"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
}

// analysed is how many packages are written down.
func analysed(t *testing.T, log string) int {
	t.Helper()
	data, err := os.ReadFile(log)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return strings.Count(string(data), "\n")
}
