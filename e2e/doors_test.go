package e2e

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/finding"
)

// TestDoors runs each door on one corpus: the same findings, to the byte.
func TestDoors(t *testing.T) {
	dir := sampled(t)
	want, short := standalone(t, dir, 1), brief(t, dir, 1)
	for _, s := range shapes() {
		if !slices.ContainsFunc(want, func(line string) bool { return strings.HasPrefix(line, s+"/") }) {
			t.Errorf("no finding in %s: it adds nothing to the corpus", s)
		}
	}
	for _, door := range []struct {
		name string
		want []string
		run  func(*testing.T, string) []string
	}{
		{"go vet", short, func(t *testing.T, dir string) []string { return vet(t, dir, "wskvet") }},
		{"go vet -json", short, vetJSON},
		{"unitchecker", want, func(t *testing.T, dir string) []string { return vet(t, dir, "unitchecker") }},
		{"multichecker", want, func(t *testing.T, dir string) []string { return multichecker(t, dir) }},
		{"golangci-lint", want, func(t *testing.T, dir string) []string { return golangci(t, dir, 1, config()) }},
	} {
		t.Run(door.name, func(t *testing.T) { same(t, door.run(t, dir), door.want) })
	}
}

// TestNearestFile: each door that reads files of settings takes the nearest one.
func TestNearestFile(t *testing.T) {
	dir := scratch(t)
	for _, name := range []string{"leaky", "other", "third"} {
		write(t, filepath.Join(dir, name, "driver.go"), strings.Replace(leaky, "package leaky", "package "+name, 1))
	}
	write(t, filepath.Join(dir, ".wskvet.yaml"), "checks: [WSK003]\n")
	write(t, filepath.Join(dir, "leaky", ".wskvet.yaml"), "")
	write(t, filepath.Join(dir, "other", ".wskvet.yaml"), "checks: [-WSK001]\n")
	want := standalone(t, dir, 1)
	expect(t, want, "leaky/driver.go:21:1: WSK001: ")
	if len(want) != 1 {
		t.Errorf("want a finding in leaky alone: %q", want)
	}
	same(t, vet(t, dir, "wskvet"), brief(t, dir, 1))
	same(t, golangci(t, dir, 1, config()), want)
}

// TestAnalyzerFlags: drivers that hand on flags can set what the others can.
func TestAnalyzerFlags(t *testing.T) {
	dir := sampled(t)
	want := standalone(t, dir, 1, "-checks=all,-WSK001")
	same(t, multichecker(t, dir, "-wskvet.checks=all,-WSK001"), want)
	same(t, vetFlags(t, dir, "unitchecker", []string{"-wskvet.checks=all,-WSK001"}), want)
	r := must(t, 1, dir, nil, "go", "vet", "-vettool="+tool("unitchecker"), "-wskvet.checks=WSK099", "./...")
	if !strings.Contains(r.stderr, `unknown rule "WSK099"`) {
		t.Errorf("the error does not name the rule: %s", r)
	}
	text := strings.Replace(strings.ReplaceAll(leaky, "unload", "quit"), "	driver.DriverUnload = quit\n", "", 1)
	dir = scratch(t)
	write(t, filepath.Join(dir, "leaky", "driver.go"), text)
	want = standalone(t, dir, 1, "-unload=quit")
	expect(t, want, "leaky/driver.go:20:1: WSK001: ")
	same(t, multichecker(t, dir, "-wskvet.unload=quit"), want)
}

// unfollowed is what the doors beside the command say of a driver that was not followed to
// its end; the command says it in its last line.
const unfollowed = ": inconclusive: this driver was not followed to its end"

// same compares findings and names those that only one side has.
func same(t *testing.T, got, want []string) {
	t.Helper()
	got = slices.DeleteFunc(got, func(line string) bool { return strings.Contains(line, unfollowed) })
	if slices.Equal(got, want) {
		return
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("only here: %s", g)
		}
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("missing: %s", w)
		}
	}
	t.Errorf("got %d findings, want %d", len(got), len(want))
}

// line is a finding as the doors are compared by. The message begins with the
// rule.
func line(t *testing.T, dir, file string, row, col int, message string) string {
	t.Helper()
	if filepath.IsAbs(file) {
		rel, err := filepath.Rel(dir, file)
		if err != nil {
			t.Fatal(err)
		}
		file = rel
	}
	return fmt.Sprintf("%s:%d:%d: %s", filepath.ToSlash(filepath.Clean(file)), row, col, message)
}

// standalone is what the command finds.
func standalone(t *testing.T, dir string, status int, flags ...string) []string {
	t.Helper()
	return reported(t, dir, status, (*finding.Finding).Text, flags...)
}

// brief is the same without the witnesses, which go vet prints below.
func brief(t *testing.T, dir string, status int) []string {
	t.Helper()
	return reported(t, dir, status, func(f *finding.Finding) string { return f.Rule + ": " + f.Message })
}

func reported(t *testing.T, dir string, status int, say func(*finding.Finding) string, flags ...string) []string {
	t.Helper()
	r := must(t, status, dir, nil, tool("wskvet"), append(flags, "-format=json", "./...")...)
	var doc struct{ Findings []finding.Finding }
	if err := json.Unmarshal([]byte(r.stdout), &doc); err != nil {
		t.Fatalf("%v in %s", err, r)
	}
	var out []string
	for _, f := range doc.Findings {
		out = append(out, line(t, dir, f.Pos.File, f.Pos.Line, f.Pos.Col, say(&f)))
	}
	slices.Sort(out)
	return out
}

var plain = regexp.MustCompile(`^(.+?):(\d+):(\d+): (.*)$`)

// vet is what go vet prints with a tool. The unitchecker is one that any analyzer
// can be: each package in a process of its own, facts in files.
func vet(t *testing.T, dir, name string, env ...string) []string {
	t.Helper()
	return vetFlags(t, dir, name, nil, env...)
}

func vetFlags(t *testing.T, dir, name string, flags []string, env ...string) []string {
	t.Helper()
	args := slices.Concat([]string{"vet", "-vettool=" + tool(name)}, flags, []string{"./..."})
	r := must(t, 1, dir, env, "go", args...)
	var out []string
	for l := range strings.Lines(r.stderr) {
		l = strings.TrimSuffix(l, "\n")
		if strings.HasPrefix(l, "# ") || strings.Contains(l, ": \t") {
			continue // the package of the lines below; a step of the line above
		}
		out = append(out, located(t, dir, l))
	}
	slices.Sort(out)
	return out
}

// located reads file:line:col: message.
func located(t *testing.T, dir, l string) string {
	t.Helper()
	m := plain.FindStringSubmatch(l)
	if m == nil {
		t.Fatalf("not a finding: %q", l)
	}
	var row, col int
	if _, err := fmt.Sscan(m[2]+" "+m[3], &row, &col); err != nil {
		t.Fatal(err)
	}
	return line(t, dir, m[1], row, col, m[4])
}

// vetJSON is what go vet -json prints: one object for each package.
func vetJSON(t *testing.T, dir string) []string {
	t.Helper()
	return diagnostics(t, dir, must(t, 0, dir, nil, "go", "vet", "-json", "-vettool="+tool("wskvet"), "./..."))
}

// multichecker is what a driver with all packages in one process finds.
func multichecker(t *testing.T, dir string, flags ...string) []string {
	t.Helper()
	return diagnostics(t, dir, must(t, 0, dir, nil, tool("multichecker"), append(flags, "-json", "./...")...))
}

// diagnostics reads objects that have those of each package.
func diagnostics(t *testing.T, dir string, r result) []string {
	t.Helper()
	var out []string
	for d := json.NewDecoder(strings.NewReader(r.stdout)); ; {
		var tree map[string]map[string][]struct{ Category, Posn, Message string }
		if err := d.Decode(&tree); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("%v in %s", err, r)
		}
		for _, pkg := range tree {
			for _, f := range pkg["wskvet"] {
				if !strings.HasPrefix(f.Message, f.Category+": ") {
					t.Errorf("category %q of %q", f.Category, f.Message)
				}
				out = append(out, located(t, dir, f.Posn+": "+f.Message))
			}
		}
	}
	slices.Sort(out)
	return out
}
