package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// vettool builds the command.
func vettool(t *testing.T) string {
	t.Helper()
	tool := filepath.Join(t.TempDir(), "wskvet")
	if out, err := exec.Command("go", "build", "-o", tool, "../../cmd/wskvet").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return tool
}

// goVet is whether go vet passes, and what it prints.
func goVet(tool string, args ...string) (bool, string) {
	return goTool("vet", append([]string{"-vettool=" + tool}, args...)...)
}

func goTool(command string, args ...string) (bool, string) {
	out, err := exec.Command("go", append([]string{command}, args...)...).CombinedOutput()
	return err == nil, string(out)
}

// TestVetConfig: go vet caches what it has found clean. A configuration or a
// baseline that changes what is found has to be seen, wherever it lies.
func TestVetConfig(t *testing.T) {
	tool := vettool(t)
	module(t, stopped)
	if err := os.MkdirAll("sub/deep", 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, "sub/deep/driver.go", stopped)
	write(t, "sub/deep/stub.s", "")
	const top, deep = "driver.go:", "sub/deep/driver.go:"
	step := func(what string, want ...string) {
		t.Helper()
		for range 2 { // the second time from the cache, if it is clean
			ok, out := goVet(tool, "-inconclusive=false", "./...")
			if ok != (len(want) == 0) {
				t.Errorf("%s: passes is %v\n%s", what, ok, out)
			}
			var got []string
			for line := range strings.Lines(out) {
				if line = strings.TrimPrefix(filepath.ToSlash(line), "./"); strings.Contains(line, "WSK001: ") {
					got = append(got, line)
				}
			}
			if len(got) != len(want) {
				t.Fatalf("%s: want findings in %v, got\n%s", what, want, out)
			}
			for _, w := range want {
				if !strings.Contains("\n"+strings.Join(got, "\n"), "\n"+w) {
					t.Errorf("%s: none in %s\n%s", what, w, out)
				}
			}
		}
	}
	step("no file")
	write(t, ".wskvet.yaml", "unload: [StopDriver]\n")
	step("a file", top, deep)
	write(t, ".wskvet.yaml", "unload: [StopDriver]\nchecks: [WSK003]\n")
	step("another rule")
	write(t, "sub/.wskvet.yaml", "unload: [StopDriver]\n")
	step("a nearer file", deep)
	if err := os.Remove("sub/.wskvet.yaml"); err != nil {
		t.Fatal(err)
	}
	step("the nearer file is gone")
	write(t, ".wskvet.yaml", "unload: [StopDriver]\n")
	if status, _, err := run("-write-baseline=base.json"); status != 0 || !strings.Contains(err, "2 known") {
		t.Fatalf("status %d, %s", status, err)
	}
	write(t, ".wskvet.yaml", "unload: [StopDriver]\nbaseline: base.json\n")
	step("a baseline")
	known := read(t, "base.json")
	write(t, "base.json", "{\"schema\": \"wskvet-baseline\", \"version\": 1, \"findings\": []}\n")
	step("an empty baseline", top, deep)
	write(t, "base.json", known)
	step("the baseline again")
	if ok, out := goVet(tool, "-config=off", "-unload=StopDriver", "./..."); ok || strings.Count(out, "WSK001: ") != 2 {
		t.Errorf("-config=off takes the baseline away:\n%s", out)
	}
	t.Chdir("sub")
	step("from below")
	write(t, "../.wskvet.yaml", "unload: [StopDriver]\n")
	step("from below, without the baseline", "deep/driver.go:")
}

// TestVetFlags: the settings have flags there too, and flags win.
func TestVetFlags(t *testing.T) {
	tool := vettool(t)
	module(t, stopped)
	write(t, ".wskvet.yaml", "checks: [WSK001]\ninconclusive: false\n")
	for _, c := range []struct {
		args []string
		ok   bool
		want string
	}{
		{nil, true, ""},
		{[]string{"-unload=StopDriver"}, false, "WSK001: "},
		{[]string{"-unload=StopDriver", "-checks=WSK003"}, true, ""},
		{[]string{"-unload=A,B"}, true, ""},
		{[]string{"-checks=WSK099"}, false, `wskvet: -checks: unknown rule "WSK099"`},
		{[]string{"-unload=a b"}, false, "wskvet: -unload: "},
		{[]string{"-config=other.yaml"}, false, `wskvet: -config=other.yaml: go vet takes "off" alone`},
	} {
		if ok, out := goVet(tool, append(c.args, ".")...); ok != c.ok || !strings.Contains(out, c.want) {
			t.Errorf("%v: passes is %v, want %v with %q\n%s", c.args, ok, c.ok, c.want, out)
		}
	}
	for text, want := range map[string]string{
		"chekcs: [all]\n":            `wskvet: .wskvet.yaml:1: unknown setting "chekcs"`,
		"\nbaseline: nosuch.json\n":  "wskvet: .wskvet.yaml:2: baseline: nosuch.json: ",
		"baseline: .wskvet.yaml\n":   "wskvet: .wskvet.yaml:1: baseline: .wskvet.yaml: this is not a baseline",
		"tests: true\n---\nchecks: ": "wskvet: .wskvet.yaml:2: a second document",
	} {
		write(t, ".wskvet.yaml", text)
		if ok, out := goVet(tool, "."); ok || strings.Count(out, want) != 1 || strings.Count(out, "wskvet: ") != 1 {
			t.Errorf("%q: passes is %v, want %s\n%s", text, ok, want, out)
		}
		if ok, out := goVet(tool, "-config=off", "-inconclusive=false", "."); !ok {
			t.Errorf("-config=off reads the file:\n%s", out)
		}
	}
	if err := os.Remove(".wskvet.yaml"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(".wskvet.yaml", 0o755); err != nil {
		t.Fatal(err)
	}
	if ok, out := goVet(tool, "."); ok || strings.Count(out, "wskvet: .wskvet.yaml is a directory\n") != 1 {
		t.Errorf("passes is %v\n%s", ok, out)
	}
}

// TestVetUnfollowed: a driver that was not followed to its end does not pass for clean. A
// setting says so of each place, or not at all.
func TestVetUnfollowed(t *testing.T) {
	tool := vettool(t)
	module(t, unfollowed)
	for _, c := range []struct {
		file, flag, want string
	}{
		{"", "", "driver.go:12:6: inconclusive: this driver was not followed to its end: driver.go:19: no life"},
		{"inconclusive: true\n", "", "driver.go:19:15: inconclusive: no life that is followed comes to WskDeregister(&registration): stop is handed to driver.later, which cannot be read"},
		{"inconclusive: false\n", "", ""},
		{"inconclusive: false\n", "-inconclusive", "driver.go:19:15: inconclusive: "},
		{"", "-inconclusive=false", ""},
	} {
		write(t, ".wskvet.yaml", c.file)
		args := []string{"."}
		if c.flag != "" {
			args = []string{c.flag, "."}
		}
		if ok, out := goVet(tool, args...); ok != (c.want == "") || !strings.Contains(out, c.want) || strings.Count(out, "inconclusive: ") > 1 {
			t.Errorf("%q, %s: passes is %v, want %q\n%s", c.file, c.flag, ok, c.want, out)
		}
	}
	write(t, ".wskvet.yaml", "")
	write(t, "driver.go", correct)
	if ok, out := goVet(tool, "."); !ok {
		t.Errorf("a driver that is followed to its end:\n%s", out)
	}
}

// TestVetTests: go vet hands over test files; a file may say that they are not
// wanted.
func TestVetTests(t *testing.T) {
	tool := vettool(t)
	module(t, "package driver\n")
	write(t, "driver_test.go", broken)
	if ok, out := goVet(tool, "."); ok || !strings.Contains(out, "WSK001: ") {
		t.Errorf("passes is %v\n%s", ok, out)
	}
	write(t, ".wskvet.yaml", "tests: false\n")
	if ok, out := goVet(tool, "."); !ok {
		t.Errorf("tests: false:\n%s", out)
	}
}

// TestVetWorkspace: the modules of a workspace may lie side by side.
func TestVetWorkspace(t *testing.T) {
	tool := vettool(t)
	top := t.TempDir()
	for _, m := range []string{"a", "b"} {
		if err := os.MkdirAll(filepath.Join(top, m), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(top, m, "go.mod"), "module "+m+"\n\ngo 1.26\n")
		write(t, filepath.Join(top, m, "driver.go"), stopped)
		write(t, filepath.Join(top, m, "stub.s"), "")
	}
	write(t, filepath.Join(top, "a", "go.work"), "go 1.26\n\nuse (\n\t.\n\t../b\n)\n")
	t.Chdir(filepath.Join(top, "a"))
	if ok, out := goVet(tool, "a", "b"); !ok {
		t.Fatalf("nothing is set:\n%s", out)
	}
	write(t, filepath.Join(top, "b", ".wskvet.yaml"), "unload: [StopDriver]\n")
	if ok, out := goVet(tool, "a", "b"); ok || strings.Count(out, "WSK001: ") != 1 {
		t.Errorf("the file of module b: passes is %v\n%s", ok, out)
	}
}
