package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sub makes folders below the working directory.
func sub(t *testing.T, folders ...string) {
	t.Helper()
	for _, f := range folders {
		if err := os.MkdirAll(f, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// TestNearestFile: each package is checked by the nearest file, as go vet does it. A
// file ends the search: it is not merged with one above it.
func TestNearestFile(t *testing.T) {
	module(t, broken)
	sub(t, "a/deep", "b")
	for _, dir := range []string{"a/deep", "b"} {
		write(t, filepath.Join(dir, "driver.go"), broken)
		write(t, filepath.Join(dir, "stub.s"), "")
	}
	const top, deep, b = "driver.go:", "a/deep/driver.go:", "b/driver.go:"
	for _, c := range []struct {
		name  string
		files map[string]string // written, and there from then on
		args  []string
		want  []string // where a finding is reported
	}{
		{"no file", nil, nil, []string{top, deep, b}},
		{"one for all", map[string]string{"": "checks: [WSK003]\n"}, nil, nil},
		{"another rule above", map[string]string{"a": "checks: [WSK001]\n"}, nil, []string{deep}},
		{"an empty one is one", map[string]string{"a/deep": ""}, nil, []string{deep}},
		{"both", map[string]string{"b": "checks: [all]\n"}, nil, []string{deep, b}},
		{"from below", nil, []string{"-C=b", ".."}, nil},
		{"a flag wins everywhere", nil, []string{"-checks=WSK003", "./..."}, nil},
		{"one by name, for all", nil, []string{"-config=b/.wskvet.yaml"}, []string{top, deep, b}},
		{"none", nil, []string{"-config=off"}, []string{top, deep, b}},
	} {
		for dir, text := range c.files {
			write(t, filepath.Join(dir, ".wskvet.yaml"), text)
		}
		status, out, err := run(append(c.args, "-format=text")...)
		if want := min(len(c.want), 1); status != want {
			t.Errorf("%s: status %d, want %d\n%s%s", c.name, status, want, out, err)
		}
		if n := strings.Count(out, "(WSK001)"); n != len(c.want) {
			t.Errorf("%s: %d findings, want %d:\n%s", c.name, n, len(c.want), out)
		}
		for _, w := range c.want {
			if !strings.Contains("\n"+filepath.ToSlash(out), "\n"+w) {
				t.Errorf("%s: none in %s:\n%s", c.name, w, out)
			}
		}
	}
}

// TestNearestFileOfC: what a file says of C holds for the drivers of its folder alone.
func TestNearestFileOfC(t *testing.T) {
	t.Chdir(t.TempDir())
	sub(t, "a", "b/old")
	odd := strings.Replace(inC, "NTSTATUS DriverEntry(", "NTSTATUS StartDriver(", 1)
	guarded := "#ifdef SHIP\n" + inC + "#endif\n"
	write(t, "a/driver.c", odd)
	write(t, "b/driver.c", guarded)
	write(t, "b/old/driver.c", inC)
	write(t, "a/.wskvet.yaml", "entry: [StartDriver]\n")
	write(t, "b/.wskvet.yaml", "c:\n  defines: [SHIP]\n  exclude: [old]\n")
	status, out, err := run("./...")
	out = filepath.ToSlash(out)
	if status != 1 || !strings.Contains(out, "a/driver.c:14:") || !strings.Contains(out, "b/driver.c:15:") || strings.Contains(out, "old") {
		t.Errorf("status %d\n%s%s", status, out, err)
	}
	if _, out, _ := run("./...", "-config=b/.wskvet.yaml"); strings.Count(out, "(WSK006)") != 1 {
		t.Errorf("one file for both, which names no entry of the first:\n%s", out)
	}
	write(t, "b/.wskvet.yaml", "c: {include: [../nowhere]}\n")
	if status, _, err := run("./..."); status != 2 || !strings.Contains(err, "b/.wskvet.yaml:1: ") || strings.Count(err, "\n") != 1 {
		t.Errorf("a folder that is not there: status %d, %s", status, err)
	}
}

// TestBadFileBelow: a file that cannot be read ends the run, wherever it lies.
func TestBadFileBelow(t *testing.T) {
	module(t, correct)
	sub(t, "a")
	write(t, "a/driver.go", correct)
	write(t, "a/stub.s", "")
	write(t, "a/.wskvet.yaml", "chekcs: [all]\n")
	if status, out, err := run(); status != 2 || out != "" || !strings.HasPrefix(filepath.ToSlash(err), `wskvet: a/.wskvet.yaml:1: unknown setting "chekcs"`) {
		t.Errorf("status %d, %q, %q", status, out, err)
	}
}

// TestNamesBelow: a name in a file is that of a function of the packages for which the
// file holds, or of one below them.
func TestNamesBelow(t *testing.T) {
	module(t, stopped)
	sub(t, "a")
	write(t, "a/driver.go", correct)
	write(t, "a/stub.s", "")
	write(t, ".wskvet.yaml", "unload: [StopDriver]\n")
	write(t, "a/.wskvet.yaml", "checks: [all]\n")
	if status, out, err := run(); status != 1 {
		t.Errorf("status %d\n%s%s", status, out, err)
	}
	write(t, "a/.wskvet.yaml", "unload: [StopDriver]\n") // the other driver's
	if status, _, err := run(); status != 2 || !strings.Contains(filepath.ToSlash(err), `a/.wskvet.yaml:1: unload: no function that was read is named "StopDriver"`) {
		t.Errorf("status %d, %s", status, err)
	}
	if status, _, err := run("-unload=StopDriver"); status != 1 {
		t.Errorf("a flag names a function of any driver: status %d, %s", status, err)
	}
	write(t, "driver.go", correct)
	write(t, "a/.wskvet.yaml", "")
	if status, _, err := run(); status != 2 || !strings.HasPrefix(err, "wskvet: .wskvet.yaml:1: unload: ") {
		t.Errorf("status %d, %s", status, err)
	}
}

// TestOfRun: what a run has but once is taken from the directory of the run, and what is
// said otherwise below is named.
func TestOfRun(t *testing.T) {
	module(t, correct)
	sub(t, "a")
	write(t, "a/driver.go", correct)
	write(t, "a/stub.s", "")
	write(t, ".wskvet.yaml", "strict: true\n")
	write(t, "a/.wskvet.yaml", "strict: true\ntests: true\nseverity: {WSK001: warning}\n")
	status, _, err := run()
	want := "wskvet: a/.wskvet.yaml:2: tests is of a whole run: it is taken from the directory of the run\n" +
		"wskvet: a/.wskvet.yaml:3: severity is of a whole run: it is taken from the directory of the run\n"
	if err = filepath.ToSlash(err); status != 0 || err != want {
		t.Errorf("status %d\n%s\nwant\n%s", status, err, want)
	}
}

// TestBaselinesBelow: each file has a baseline of its own, and what is stale in one is
// said by its name.
func TestBaselinesBelow(t *testing.T) {
	module(t, broken)
	sub(t, "a")
	write(t, "a/driver.go", broken)
	write(t, "a/stub.s", "")
	if status, _, err := run("-write-baseline=a/known.json", "./a"); status != 0 {
		t.Fatalf("status %d, %s", status, err)
	}
	write(t, "a/.wskvet.yaml", "baseline: known.json\n")
	if status, out, err := run(); status != 1 || strings.Count(out, "(WSK001)") != 1 || !strings.HasPrefix(out, "driver.go:") {
		t.Errorf("status %d\n%s%s", status, out, err)
	}
	write(t, "a/driver.go", correct)
	if _, _, err := run(); !strings.Contains(filepath.ToSlash(err), "wskvet: a/known.json: stale: WSK001") {
		t.Errorf("nothing is stale: %s", err)
	}
}
