package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A name in the settings that no function has is an error that names the one that was
// meant.
func TestNamesOfNothing(t *testing.T) {
	module(t, strings.Replace(correct, "d.DriverUnload = unload", "", 1))
	for flag, want := range map[string]string{
		"-unload=unlaod":       `wskvet: -unload: no function that was read is named "unlaod"; "unload" is near to it`,
		"-entry=DriverStart":   `wskvet: -entry: no function that was read is named "DriverStart"` + "\n",
		"-callbacks=unload,Io": `wskvet: -callbacks: no function that was read is named "Io"` + "\n",
	} {
		if status, _, err := run(flag); status != 2 || !strings.HasPrefix(err, want) {
			t.Errorf("%s: status %d, %q, want %q", flag, status, err, want)
		}
	}
	if status, _, err := run("-callbacks=unload"); status == 2 {
		t.Errorf("a name that is there: status %d, %q", status, err)
	}
	write(t, ".wskvet.yaml", "checks: [all]\nunload: [Halt]\n")
	const want = `wskvet: .wskvet.yaml:2: unload: no function that was read is named "Halt"` + "\n"
	if status, _, err := run(); status != 2 || err != want {
		t.Errorf("a whole module: status %d, %q", status, err)
	}
	if status, _, err := run("."); status != 0 || !strings.HasPrefix(err, want) {
		t.Errorf("some packages: status %d, %q", status, err)
	}
	write(t, ".wskvet.yaml", "")
	write(t, "driver.go", "package driver\n")
	if status, _, err := run("-unload=unload"); status != 2 || !strings.Contains(err, "-unload: no function") {
		t.Errorf("no package is read: status %d, %q", status, err)
	}
}

// Flags stand before the packages, behind them and among them; help is a flag, too.
func TestWordsAmongPackages(t *testing.T) {
	module(t, broken)
	for _, args := range [][]string{{"./...", "-checks=wsk003"}, {".", "-checks", "deregister-captured", "./..."}, {"-checks=WSK003", "--", "./..."}} {
		if status, out, err := run(args...); status != 0 {
			t.Errorf("%v: status %d\n%s%s", args, status, out, err)
		}
	}
	if status, _, err := run("--", "./...", "-checks=wsk003"); status != 2 || !strings.Contains(err, "-checks=wsk003") {
		t.Errorf("behind --: status %d, %q", status, err)
	}
	_, usage, _ := run("-h")
	_, page, _ := run("-explain", "WSK001")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"help"}, usage}, {[]string{"./...", "-h"}, usage}, {[]string{"help", "wsk001"}, page},
		{[]string{"-explain=Unload-Registered"}, page},
	} {
		if status, out, _ := run(c.args...); status != 0 || out != c.want {
			t.Errorf("%v: status %d\n%s", c.args, status, out)
		}
	}
	if status, _, err := run("help", "unload-registred"); status != 2 || !strings.Contains(err, `"unload-registred", which is near to "unload-registered"`) {
		t.Errorf("status %d, %q", status, err)
	}
}

// A function that is named almost like one of WSK is said on stderr, and is inconclusive.
func TestMisspeltFunction(t *testing.T) {
	module(t, strings.Replace(correct, "WskRegister(", "WskRegistr(", 2))
	status, _, err := runAll("-strict")
	const want = "wskvet: driver.go:14:9: note: WskRegistr is no function of WSK that is known, and is near to WskRegister\n"
	if status == 0 || !strings.HasPrefix(err, want) || !strings.HasSuffix(err, "1 inconclusive (-inconclusive lists them)\n") {
		t.Errorf("status %d, %q", status, err)
	}
}

// A package that does not compile fails the run, whether it mentions WSK or not.
func TestBrokenPackage(t *testing.T) {
	module(t, correct)
	if err := os.MkdirAll("sub", 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ file, text, want string }{
		{"sub/sub.go", "package sub\n\nfunc f() { return 1 }\n", "sub/sub.go:3:19: too many return values"},
		{"sub/sub.go", "package sub\n\nfunc f() { if }\n", "sub/sub.go:3:15: "},
		{"sub/sub.go", "package sub\n\nvar a int = b\n", "sub/sub.go:3:13: undefined: b"},
	} {
		write(t, filepath.FromSlash(c.file), c.text)
		for _, args := range [][]string{nil, {"./..."}, {"./sub"}, {"./sub", "."}} {
			if status, out, err := run(args...); status != 2 || out != "" || !strings.Contains(filepath.ToSlash(err), c.want) {
				t.Errorf("%q, %v: status %d, %q, want %q", c.text, args, status, err, c.want)
			}
		}
		if status, _, err := run("."); status != 0 {
			t.Errorf("it is not named: status %d, %q", status, err)
		}
	}
	write(t, filepath.FromSlash("sub/sub.go"), "package sub\n\nfunc f() {}\n")
	for range 2 { // from the cache, the second time
		if status, _, err := run(); status != 0 {
			t.Errorf("it is mended: status %d, %q", status, err)
		}
	}
}
