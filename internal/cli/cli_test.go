package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/cli"
	"github.com/wskvet/wskvet/internal/finding"
)

// declarations are as much of the kernel interfaces as the models below need: a
// model may bring its own.
const declarations = `
type NTSTATUS int32
type WSK_REGISTRATION struct{ state int }
type DRIVER_OBJECT struct{ DriverUnload func(*DRIVER_OBJECT) }

func WskRegister(r *WSK_REGISTRATION) NTSTATUS
func WskDeregister(r *WSK_REGISTRATION)

var registration WSK_REGISTRATION

func DriverEntry(d *DRIVER_OBJECT) NTSTATUS {
	d.DriverUnload = unload
	return WskRegister(&registration)
}
`

const (
	broken  = "package driver\n" + declarations + "\nfunc unload(d *DRIVER_OBJECT) {\n}\n"
	correct = "package driver\n" + declarations + "\nfunc unload(d *DRIVER_OBJECT) {\n\tWskDeregister(&registration)\n}\n"
)

// module makes a module of one package with the given file, and goes there.
func module(t *testing.T, source string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module driver\n\ngo 1.26\n")
	write(t, filepath.Join(dir, "driver.go"), source)
	write(t, filepath.Join(dir, "stub.s"), "") // functions without bodies
	t.Chdir(dir)
	return dir
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run runs the command. Of stderr it leaves out what the last line says of a driver that
// was followed to its end, and that line where it says no more.
func run(args ...string) (status int, stdout, stderr string) {
	status, stdout, stderr = runAll(args...)
	stderr = followed.ReplaceAllString(stderr, "")
	return status, stdout, strings.TrimSuffix(stderr, "wskvet: 0 findings\n")
}

var followed = regexp.MustCompile(`; \d+ drivers?, \d+ roots?, \d+ of \d+ lifecycle calls? followed; 0 inconclusive`)

func runAll(args ...string) (status int, stdout, stderr string) {
	var out, err bytes.Buffer
	status = cli.Main(args, &out, &err)
	return status, out.String(), err.String()
}

func TestClean(t *testing.T) {
	module(t, correct)
	if status, out, err := run(); status != 0 || out != "" || err != "" {
		t.Errorf("status %d\n%s%s", status, out, err)
	}
}

func TestFinding(t *testing.T) {
	dir := module(t, broken)
	line := strings.Count(broken, "\n")
	status, out, _ := run()
	if status != 1 {
		t.Errorf("status %d, want 1", status)
	}
	first, rest, _ := strings.Cut(out, "\n")
	if want := regexp.MustCompile(`^driver\.go:` + itoa(line) + `:1: unload .*registration.* \(WSK001\)$`); !want.MatchString(first) {
		t.Errorf("first line %q does not match %s", first, want)
	}
	if !strings.Contains(rest, "WskRegister(&registration) succeeds") {
		t.Errorf("the witness does not show the registration:\n%s", rest)
	}
	for _, format := range []string{"text", "json", "sarif", "github", "html"} {
		status, out, errs := run("-format="+format, "./...")
		if status != 1 || out == "" || errs != "wskvet: 1 finding in 1 file\n" {
			t.Errorf("-format=%s: status %d, %q", format, status, errs)
		}
		if strings.Contains(out, dir) {
			t.Errorf("-format=%s prints an absolute path", format)
		}
		if _, again, _ := run("-format="+format, "./..."); again != out {
			t.Errorf("-format=%s is not the same twice", format)
		}
	}
}

func itoa(n int) string {
	b, _ := json.Marshal(n)
	return string(b)
}

func TestSelectedRules(t *testing.T) {
	module(t, broken)
	if status, out, _ := run("-checks=WSK003"); status != 0 || out != "" {
		t.Errorf("WSK001 is not asked for: status %d\n%s", status, out)
	}
	if status, _, _ := run("-checks=WSK001"); status != 1 {
		t.Errorf("WSK001 is asked for: status %d", status)
	}
}

func TestSuppressed(t *testing.T) {
	module(t, strings.Replace(broken, "\nfunc unload", "\n//wskvet:ignore WSK001 the image stays\nfunc unload", 1))
	if status, out, _ := run("-format=json"); status != 0 || !strings.Contains(out, "the image stays") {
		t.Errorf("status %d\n%s", status, out)
	}
	module(t, strings.Replace(correct, "\nfunc unload", "\n//wskvet:ignore WSK001 the image stays\nfunc unload", 1))
	if status, out, _ := run(); status != 1 || !strings.Contains(out, "suppresses nothing") {
		t.Errorf("a stale directive: status %d\n%s", status, out)
	}
}

// TestBadInput: one line that names what is wrong, status 2, no output.
func TestBadInput(t *testing.T) {
	dir := module(t, broken)
	write(t, filepath.Join(dir, "file"), "old")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"-nosuch"}, "-nosuch"},
		{[]string{"-checks=WSK099"}, `-checks: unknown rule "WSK099"`},
		{[]string{"-format=xml"}, `-format: unknown format "xml"`},
		{[]string{"-color=red"}, `-color: unknown value "red"`},
		{[]string{"-explain=WSK099"}, `-explain: unknown rule "WSK099"`},
		{[]string{"-C=nosuch"}, "-C: "},
		{[]string{"-C=file"}, "-C: file is not a directory"},
		{[]string{"-o=."}, "-o: . is a directory"},
		{[]string{"-o=nosuch/report"}, "-o: nosuch is not a directory"},
		{[]string{"./nosuch"}, "nosuch"},
		{[]string{"./nosuch/..."}, "nosuch"},
	} {
		status, out, err := run(c.args...)
		if status != 2 || out != "" || !strings.Contains(err, c.want) || strings.Count(err, "\n") != 1 {
			t.Errorf("%v: status %d, stdout %q, stderr %q; want status 2 and one line with %q", c.args, status, out, err, c.want)
		}
	}
}

func TestDoesNotCompile(t *testing.T) {
	for name, c := range map[string]struct{ source, want string }{
		"type":   {broken + "\nvar x int = nosuch\n", "driver.go:" + itoa(strings.Count(broken, "\n")+2) + ":13: undefined: nosuch"},
		"syntax": {broken + "\nfunc (\n", "driver.go:"},
		"import": {strings.Replace(broken, "package driver\n", "package driver\n\nimport _ \"nosuch/pkg\"\n", 1), "package nosuch/pkg"},
	} {
		module(t, c.source)
		status, out, err := run()
		if status != 2 || out != "" || strings.Count(err, c.want) != 1 {
			t.Errorf("%s: status %d, stdout %q, stderr %q; want %q once", name, status, out, err, c.want)
		}
	}
}

// TestUnreadable: the error names the file as a user would.
func TestUnreadable(t *testing.T) {
	module(t, broken)
	if err := os.Symlink("nowhere", "away.go"); err != nil {
		t.Skip(err)
	}
	const want = "wskvet: open driver/away.go: no such file or directory\n"
	if status, out, err := run(); status != 2 || out != "" || err != want {
		t.Errorf("status %d, stdout %q, stderr %q", status, out, err)
	}
}

func TestNoModule(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "driver.go", "package driver\n")
	const want = "wskvet: no go.mod in ., above it or below it: packages are looked for in a module\n"
	for _, args := range [][]string{nil, {"./..."}, {"."}} {
		if status, out, err := run(args...); status != 2 || out != "" || err != want {
			t.Errorf("%v: status %d, stdout %q, stderr %q", args, status, out, err)
		}
	}
	if status, out, err := run("help", "WSK099"); status != 2 || out != "" || !strings.HasPrefix(err, `wskvet: help: unknown rule "WSK099"`) {
		t.Errorf("status %d, stdout %q, stderr %q", status, out, err)
	}
	if status, out, err := run("nowhere"); status != 2 || out != "" || err != "wskvet: nowhere: there is no such file or folder\n" {
		t.Errorf("status %d, stdout %q, stderr %q", status, out, err)
	}
}

// What names nothing that can be checked is said to, with or without a module; the go command
// would look for a package of the standard library.
func TestUseless(t *testing.T) {
	for _, mod := range []string{"", "module m\n\ngo 1.26\n"} {
		dir := t.TempDir()
		for _, name := range []string{"driver", "empty"} {
			if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if mod != "" {
			write(t, filepath.Join(dir, "go.mod"), mod)
		}
		t.Chdir(dir)
		for arg, want := range map[string]string{
			"nowhere":     "nowhere: there is no such file or folder",
			"./nowhere":   "./nowhere: there is no such file or folder",
			"drivr":       `drivr: there is no such file or folder; "driver" is near to it`,
			"nowhere/...": "nowhere/...: there is no such file or folder",
			"empty":       "empty: there is no C or C++ and no package of Go in it",
			"./empty/...": "./empty/...: there is no C or C++ and no package of Go in it",
		} {
			if status, out, err := run(arg); status != 2 || out != "" || err != "wskvet: "+want+"\n" {
				t.Errorf("%s: status %d, stdout %q, stderr %q", arg, status, out, err)
			}
		}
	}
}

// TestModuleBelow: a repository whose module is not at its root, and Go files as
// arguments, as hooks hand them over.
func TestModuleBelow(t *testing.T) {
	dir := module(t, broken)
	above := t.TempDir()
	if err := os.Rename(dir, filepath.Join(above, "sub")); err != nil {
		t.Skip(err)
	}
	t.Chdir(above)
	if status, out, err := run(); status != 1 || !strings.HasPrefix(out, "sub/driver.go:") {
		t.Errorf("status %d\n%s%s", status, out, err)
	}
	t.Chdir(filepath.Join(above, "sub"))
	if status, _, err := run("driver.go"); status != 1 {
		t.Errorf("a file as the argument: status %d, %s", status, err)
	}
}

// TestOutputFile: the file is written as a whole or not at all.
func TestOutputFile(t *testing.T) {
	dir := module(t, broken)
	report := filepath.Join(dir, "report.json")
	write(t, report, "old")
	if status, _, _ := run("-format=json", "-o", report, "-checks=WSK099"); status != 2 {
		t.Errorf("status %d, want 2", status)
	}
	if text, _ := os.ReadFile(report); string(text) != "old" {
		t.Errorf("the old file is gone: %q", text)
	}
	if status, out, _ := run("-format=json", "-o", report); status != 1 || out != "" {
		t.Errorf("status %d, stdout %q", status, out)
	}
	if text, _ := os.ReadFile(report); !json.Valid(text) || !bytes.Contains(text, []byte("WSK001")) {
		t.Errorf("the report is %q", text)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(entries, func(e os.DirEntry) bool { return strings.HasPrefix(e.Name(), ".wskvet-") }) {
		t.Error("a temporary file is left")
	}
}

func TestHelp(t *testing.T) {
	status, out, _ := run("-h")
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if status != 0 || len(lines) > 24 {
		t.Errorf("status %d, %d lines", status, len(lines))
	}
	for _, l := range lines {
		if len(l) > 80 {
			t.Errorf("%d columns: %s", len(l), l)
		}
	}
	if status, out, _ := run("-explain=WSK001"); status != 0 || !strings.HasPrefix(out, "WSK001 unload-registered\n") {
		t.Errorf("status %d\n%s", status, out)
	}
	if status, out, _ := run("-version"); status != 0 || !strings.HasPrefix(out, "wskvet v") {
		t.Errorf("status %d: %s", status, out)
	}
}

// TestVettool: go vet with the command as its tool says what the command says,
// over packages that import each other.
func TestVettool(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	tool := vettool(t)
	t.Chdir(root)
	patterns := []string{"./testdata/src/packages/...", "./testdata/src/guard/...", "./testdata/src/own/..."}
	_, out, _ := run(append([]string{"-format=json"}, patterns...)...)
	var report struct {
		Findings []struct {
			Rule, Message string
			Pos           struct {
				File      string
				Line, Col int
			}
		}
	}
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, f := range report.Findings {
		want = append(want, filepath.Join(root, f.Pos.File)+":"+itoa(f.Pos.Line)+":"+itoa(f.Pos.Col)+" "+f.Rule+": "+f.Message)
	}
	if len(want) < 20 {
		t.Fatalf("only %d findings to compare", len(want))
	}
	cmd := exec.Command("go", append([]string{"vet", "-json", "-vettool=" + tool}, patterns...)...)
	data, err := cmd.Output()
	if err != nil {
		t.Fatalf("go vet: %v", err)
	}
	var got []string
	for dec := json.NewDecoder(bytes.NewReader(data)); dec.More(); {
		var tree map[string]map[string][]struct{ Category, Posn, Message string }
		if err := dec.Decode(&tree); err != nil {
			t.Fatal(err)
		}
		for _, byName := range tree {
			for _, d := range byName["wskvet"] {
				if d.Category == finding.Inconclusive {
					continue // of drivers that were not followed to their end: the command counts them
				}
				message, _, _ := strings.Cut(d.Message, " (") // the witness
				got = append(got, d.Posn+" "+message)
			}
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		t.Errorf("go vet says\n%s\nwskvet says\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
