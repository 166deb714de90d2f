package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// stopped is a driver whose unload function is not called so.
var stopped = strings.Replace(strings.Replace(broken, "	d.DriverUnload = unload\n", "", 1), "func unload(", "func StopDriver(", 1)

func TestConfig(t *testing.T) {
	module(t, stopped)
	if status, out, err := run(); status != 0 || out != "" {
		t.Fatalf("nothing says that StopDriver unloads: status %d\n%s%s", status, out, err)
	}
	if status, out, err := run("-unload=StopDriver"); status != 1 || !strings.Contains(out, "(WSK001)") {
		t.Errorf("-unload: status %d\n%s%s", status, out, err)
	}
	write(t, ".wskvet.yaml", "unload: [StopDriver]\n")
	for _, c := range []struct {
		args   []string
		status int
	}{
		{nil, 1},
		{[]string{"-config=.wskvet.yaml"}, 1},
		{[]string{"-config=off"}, 0},
		{[]string{"-unload="}, 0},
		{[]string{"-unload=Other"}, 2}, // nobody has it
		{[]string{"-checks=WSK003"}, 0},
		{[]string{"-callbacks=StopDriver"}, 2}, // it has two parts now
	} {
		if status, out, err := run(c.args...); status != c.status {
			t.Errorf("%v: status %d, want %d\n%s%s", c.args, status, c.status, out, err)
		}
	}
	write(t, "other.yaml", "checks: [WSK003]\n")
	if status, _, err := run("-config=other.yaml"); status != 0 {
		t.Errorf("-config: status %d\n%s", status, err)
	}
}

// TestEntryAndCallbacks: functions that nothing in the code installs.
func TestEntryAndCallbacks(t *testing.T) {
	entry := strings.Replace(stopped, "func DriverEntry(", "func StartDriver(", 1)
	module(t, entry)
	if status, out, _ := run("-unload=StopDriver"); status != 0 {
		t.Errorf("no entry: status %d\n%s", status, out)
	}
	if status, out, _ := run("-unload=StopDriver", "-entry=StartDriver"); status != 1 || !strings.Contains(out, "(WSK001)") {
		t.Errorf("-entry: status %d\n%s", status, out)
	}
	// The power callback deregisters; Unload does so again.
	module(t, correct+"\nfunc OnPowerUp() {\n\tWskDeregister(&registration)\n}\n")
	if status, out, _ := run(); status != 0 {
		t.Errorf("no callback: status %d\n%s", status, out)
	}
	if status, out, _ := run("-callbacks=OnPowerUp"); status != 1 || !strings.Contains(out, "(WSK008)") {
		t.Errorf("-callbacks: status %d\n%s", status, out)
	}
}

func TestPrintConfig(t *testing.T) {
	dir := module(t, broken)
	write(t, ".wskvet.yaml", "# ours\nchecks: [WSK001]\ntests: true\nbaseline: known.json\n")
	if err := os.Mkdir("sub", 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir("sub")
	status, out, err := run("-print-config", "-unload=A,B", "-tests=false")
	want := `checks           WSK001         ../.wskvet.yaml:2
entry            none           default
unload           A,B            -unload
callbacks        none           default
tests            false          -tests
inconclusive     false          default
strict           false          default
severity         none           default
tags             none           default
baseline         ../known.json  ../.wskvet.yaml:4
c.defines        none           default
c.include        none           default
c.exclude        none           default
c.configuration  Release|x64    default
`
	if status != 0 || filepath.ToSlash(out) != want || err != "" {
		t.Errorf("status %d, %s\n%s\nwant\n%s", status, err, out, want)
	}
	t.Chdir(t.TempDir())
	if _, out, _ := run("-print-config", "-C", dir); !strings.Contains(out, "WSK001") || strings.Contains(out, "default,") {
		t.Errorf("-C does not lead to the file:\n%s", out)
	}
}

// TestTags: build tags of the file reach the go tool.
func TestTags(t *testing.T) {
	module(t, "//go:build wsk\n\n"+broken)
	write(t, "doc.go", "package driver\n")
	if status, out, err := run(); status != 0 {
		t.Fatalf("status %d\n%s%s", status, out, err)
	}
	write(t, ".wskvet.yaml", "tags: [other, wsk]\n")
	if status, out, err := run(); status != 1 {
		t.Errorf("status %d\n%s%s", status, out, err)
	}
}

func TestBadConfig(t *testing.T) {
	module(t, broken)
	write(t, "bad.yaml", "checks: [all]\nchekcs: [all]\n")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"-config=bad.yaml"}, `-config: bad.yaml:2: unknown setting "chekcs"`},
		{[]string{"-config=nosuch.yaml"}, "-config: nosuch.yaml: "},
		{[]string{"-config=."}, "-config: . is a directory"},
		{[]string{"-unload=a b"}, `-unload: "a b" is no name of a function`},
		{[]string{"-entry=f", "-unload=f"}, `-unload: "f" is in entry too (-entry)`},
		{[]string{"-tests=maybe"}, "-tests"},
		{[]string{"-print-config", "-config=bad.yaml"}, "bad.yaml:2: "},
	} {
		status, out, err := run(c.args...)
		if status != 2 || out != "" || !strings.HasPrefix(err, "wskvet: ") || !strings.Contains(err, c.want) || strings.Count(err, "\n") != 1 {
			t.Errorf("%v: status %d, stdout %q, stderr %q; want %q", c.args, status, out, err, c.want)
		}
	}
	if err := os.Mkdir(".wskvet.yaml", 0o755); err != nil {
		t.Fatal(err)
	}
	if status, _, err := run(); status != 2 || err != "wskvet: .wskvet.yaml is a directory\n" {
		t.Errorf("status %d, %q", status, err)
	}
}
