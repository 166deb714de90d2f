package e2e

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// driver is a module with a driver, in which a bug is found.
func driver(t *testing.T) string {
	t.Helper()
	dir := scratch(t)
	write(t, filepath.Join(dir, "leaky", "driver.go"), leaky)
	return dir
}

// TestBadInput: what is wrong is named, by the command with status 2, by go vet
// with its own status 1, and nothing is found by half.
func TestBadInput(t *testing.T) {
	const rule = `unknown rule "WSK099"`
	for _, c := range []struct {
		name string
		file string // that is written
		text string
		args []string
		want string // of both doors
	}{
		{name: "type error", file: "leaky/more.go", text: "package leaky\n\nvar x int = nosuch\n", want: "leaky/more.go:3:13: undefined: nosuch"},
		{name: "syntax error", file: "leaky/more.go", text: "package leaky\n\nfunc (\n", want: "leaky/more.go:3:"},
		{name: "two packages", file: "leaky/more.go", text: "package other\n", want: "found packages leaky (driver.go) and other (more.go)"},
		{name: "import of nothing", file: "leaky/more.go", text: "package leaky\n\nimport _ \"example.com/driver/nosuch\"\n", want: "example.com/driver/nosuch"},
		{name: "import cycle", file: "leaky/more.go", text: "package leaky\n\nimport _ \"example.com/driver/leaky\"\n", want: "import cycle not allowed"},
		{name: "go.mod", file: "go.mod", text: "modul x\n", want: "go.mod:1: unknown directive: modul"},
		{name: "rule of a flag", args: []string{"-checks=WSK099"}, want: "-checks: " + rule},
		{name: "rule of the configuration", file: ".wskvet.yaml", text: "checks: [WSK099]\n", want: ".wskvet.yaml:1: checks: " + rule},
		{name: "unknown setting", file: ".wskvet.yaml", text: "chekcs: [all]\n", want: `.wskvet.yaml:1: unknown setting "chekcs"`},
		{name: "misnamed configuration", file: ".wskvet.yml", text: "checks: [all]\n", want: ".wskvet.yml: the configuration is read from .wskvet.yaml"},
		{name: "unknown flag", args: []string{"-nosuch"}, want: "-nosuch"},
		{name: "pattern", args: []string{"./nosuch/..."}, want: "./nosuch/"},
		{name: "configuration of a folder", file: "leaky/.wskvet.yaml", text: "chekcs: [all]\n", want: `.wskvet.yaml:1: unknown setting "chekcs"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := driver(t)
			if c.file != "" {
				write(t, filepath.Join(dir, filepath.FromSlash(c.file)), c.text)
			}
			args := c.args
			if len(args) == 0 || strings.HasPrefix(args[0], "-") {
				args = append(args, "./...")
			}
			report := filepath.Join(dir, "report")
			write(t, report, "old")
			r := must(t, 2, dir, nil, tool("wskvet"), append([]string{"-o", report}, args...)...)
			if r.stdout != "" || !strings.HasPrefix(r.stderr, "wskvet: ") || !strings.Contains(r.stderr, c.want) {
				t.Errorf("want %q in one error, got %s", c.want, r)
			}
			if text, _ := os.ReadFile(report); string(text) != "old" {
				t.Errorf("the report of a run that failed is %q", text)
			}
			v := run(t.Context(), dir, nil, "go", append([]string{"vet", "-vettool=" + tool("wskvet")}, args...)...)
			if v.status == 0 || !strings.Contains(v.stderr, c.want) || strings.Contains(v.stderr, "WSK001:") {
				t.Errorf("go vet: want %q, got %s", c.want, v)
			}
		})
	}
}

// TestDirectiveTypo: every door says that a directive does nothing.
func TestDirectiveTypo(t *testing.T) {
	dir := driver(t)
	write(t, filepath.Join(dir, "leaky", "driver.go"), strings.Replace(leaky, "// LEAK", "//wskvet:ignore WSK099 it never unloads", 1))
	const want = `this wskvet directive has no effect: there is no rule "WSK099"`
	for _, r := range []result{
		must(t, 1, dir, nil, tool("wskvet")),
		must(t, 1, dir, nil, "go", "vet", "-vettool="+tool("wskvet"), "./..."),
		lint(t, dir, 1, config()),
	} {
		if out := r.stdout + r.stderr; !strings.Contains(out, want) || !strings.Contains(out, "leaky/driver.go:21:") {
			t.Errorf("want %q, got %s", want, r)
		}
	}
}

// TestGolangciDoesNotCompile: golangci-lint says so itself.
func TestGolangciDoesNotCompile(t *testing.T) {
	dir := driver(t)
	write(t, filepath.Join(dir, "leaky", "more.go"), "package leaky\n\nvar x int = nosuch\n")
	if r := lint(t, dir, 1, config()); !strings.Contains(r.stdout, "leaky/more.go:3:13: undefined: nosuch") {
		t.Errorf("got %s", r)
	}
}

// TestFullDisk: a report that does not fit leaves the old one.
func TestFullDisk(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("/dev/full is Linux's")
	}
	dir := driver(t)
	const full = "no space left on device"
	if r := must(t, 2, dir, nil, tool("wskvet"), "-o", "/dev/full"); r.stderr != "wskvet: -o: /dev/full: "+full+"\n" {
		t.Errorf("-o: %s", r)
	}
	if r := must(t, 2, dir, nil, "sh", "-c", tool("wskvet")+" >/dev/full"); r.stderr != "wskvet: standard output: "+full+"\n" {
		t.Errorf("stdout: %s", r)
	}
	disk := filepath.Join(dir, "disk")
	if err := os.Mkdir(disk, 0o755); err != nil {
		t.Fatal(err)
	}
	if r := run(t.Context(), dir, nil, "mount", "-t", "tmpfs", "-o", "size=8k", "none", disk); r.err != nil || r.status != 0 {
		t.Logf("not run on a file system that fills up: %s", r)
		return
	}
	defer run(context.Background(), dir, nil, "umount", disk)
	report := filepath.Join(disk, "report.html")
	write(t, report, "old")
	if r := must(t, 2, dir, nil, tool("wskvet"), "-format=html", "-o", report); !strings.HasSuffix(r.stderr, full+"\n") {
		t.Errorf("a full disk: %s", r)
	}
	if text, _ := os.ReadFile(report); string(text) != "old" {
		t.Errorf("the old report is %q", text)
	}
	if left, _ := os.ReadDir(disk); len(left) != 1 {
		t.Errorf("it leaves %v", left)
	}
}

// TestBrokenPipe: a reader that goes away is an error, not a death by a signal.
func TestBrokenPipe(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), tool("wskvet"), "-format=html", "./examples/socklib/...")
	cmd.Dir = ".."
	pr, pw, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	pr.Close()
	var stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = pw, &stderr
	err = cmd.Run()
	pw.Close()
	if cmd.ProcessState.ExitCode() != 2 || stderr.String() != "wskvet: the output was closed before it was whole\n" {
		t.Errorf("%v: %q", err, &stderr)
	}
}

// followed is how the last line ends where the one driver of the module is followed.
const followed = "1 finding in 1 file; 1 driver, 2 roots, 1 of 1 lifecycle call followed; 0 inconclusive"

// progress is the line that a slow run shows on a terminal, and its end.
var progress = regexp.MustCompile("\r\x1b\\[K(wskvet: [^\r\x1b]*, [0-9]+ s)?")

// TestTerminal: colours and excerpts for people, plain lines for programs.
func TestTerminal(t *testing.T) {
	if _, err := exec.LookPath("script"); err != nil {
		t.Fatal("script is not installed")
	}
	dir := driver(t)
	on := func(env ...string) string {
		return must(t, 1, dir, append([]string{"TERM=xterm"}, env...), "script", "-qec", tool("wskvet"), "/dev/null").stdout
	}
	tty := on()
	for _, want := range []string{"\x1b[1;31mWSK001\x1b[0m", "\r\n    } // LEAK\r\n", "^", followed + "\r\n"} {
		if !strings.Contains(tty, want) {
			t.Errorf("a terminal lacks %q in %q", want, tty)
		}
	}
	for _, env := range []string{"NO_COLOR=1", "CLICOLOR=0", "TERM=dumb"} {
		if out := progress.ReplaceAllString(on(env), ""); strings.Contains(out, "\x1b") || !strings.Contains(out, "    } // LEAK\r\n    ^") {
			t.Errorf("%s: %q", env, out)
		}
	}
	piped := must(t, 1, dir, nil, tool("wskvet"))
	if strings.Contains(piped.stdout, "\x1b") || strings.Contains(piped.stdout, "LEAK") || piped.stderr != "wskvet: "+followed+"\n" {
		t.Errorf("a pipe: %s", piped)
	}
	if r := must(t, 1, dir, []string{"CLICOLOR_FORCE=1"}, tool("wskvet")); !strings.Contains(r.stdout, "\x1b[1;31m") {
		t.Errorf("CLICOLOR_FORCE: %s", r)
	}
}
