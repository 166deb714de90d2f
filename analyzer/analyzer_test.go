package analyzer_test

import (
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"context"

	"github.com/wskvet/wskvet/analyzer"
	"github.com/wskvet/wskvet/internal/load"
)

// TestDoors runs the analyzer as a multichecker does, and the standalone driver,
// on the multi-package fixtures: both say the same.
func TestDoors(t *testing.T) {
	same(t, "..", "./testdata/src/packages/...")
}

// TestLineDirectives: both say what //line directives say, of files that are
// there and of files that are not, in the package and below it.
func TestLineDirectives(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":       "module driver\n\ngo 1.26\n",
		"stub.s":       "",
		"lower/stub.s": "",
		"lower/lower.go": `package lower

type NTSTATUS int32
type WSK_REGISTRATION struct{ state int }

func WskRegister(r *WSK_REGISTRATION) NTSTATUS
func WskDeregister(r *WSK_REGISTRATION)

var registration WSK_REGISTRATION

//line ../c/start.c:7:3
func Start() NTSTATUS {
	return WskRegister(&registration)
}

//line /nosuch/stop.c:70
func Stop() {
	WskDeregister(&registration)
	WskDeregister(&registration)
}
`,
		"driver.go": `package driver

import "driver/lower"

type DRIVER_OBJECT struct{ DriverUnload func(*DRIVER_OBJECT) }

//line driver.c:200000
func DriverEntry(d *DRIVER_OBJECT) lower.NTSTATUS {
	d.DriverUnload = unload
	if status := lower.Start(); status < 0 {
		return status
	}
	if early() {
		d.DriverUnload = leave
	}
	return 0
}

func early() bool

//line driver.c:7:1
func unload(d *DRIVER_OBJECT) { lower.Stop() }

//line /etc/passwd:1:5
func leave(d *DRIVER_OBJECT) {
}
`,
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got := same(t, dir, "./...")
	for _, want := range []string{"/etc/passwd:2:1: WSK001", "/nosuch/stop.c:72: WSK008"} {
		if !slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, want) }) {
			t.Errorf("no finding begins %q in %q", want, got)
		}
	}
}

// same compares what the analyzer and the standalone driver say of packages.
func same(t *testing.T, dir, patterns string) []string {
	t.Helper()
	res, err := load.Run(context.Background(), load.Config{Dir: dir, Patterns: []string{patterns}})
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, f := range res.Findings {
		want = append(want, line(token.Position{Filename: f.Pos.File, Line: f.Pos.Line, Column: f.Pos.Col}, f.Text()))
	}
	if len(want) == 0 {
		t.Fatal("the fixtures give no finding")
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: dir}, patterns)
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.New(analyzer.Settings{Inconclusive: analyzer.Nowhere})}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for act := range graph.All() {
		if !act.IsRoot {
			continue
		}
		if act.Err != nil {
			t.Errorf("%s: %v", act.Package.PkgPath, act.Err)
		}
		for _, d := range act.Diagnostics {
			p := act.Package.Fset.Position(d.Pos)
			got = append(got, line(p, d.Message))
			if !strings.HasPrefix(d.Message, d.Category+": ") {
				t.Errorf("message %q does not begin with its rule %s", d.Message, d.Category)
			}
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, slices.Compact(want)) {
		t.Errorf("the analyzer says\n%s\nthe standalone driver says\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	return got
}

func line(p token.Position, message string) string { return p.String() + ": " + message }

// TestUnfollowed: a driver that was not followed to its end does not pass for clean. A
// setting says so of each place, or not at all; a package without an entry is no driver.
func TestUnfollowed(t *testing.T) {
	const driver, library = "./testdata/src/coverage/handed_stub", "./testdata/src/packages/library_ok"
	for _, c := range []struct {
		pattern string
		how     analyzer.Inconclusive
		want    []string
	}{
		{driver, analyzer.EachDriver, []string{"driver.go:14 this driver was not followed to its end: driver.go:25: no life that is followed comes to wsk.WskCaptureProviderNPI"}},
		{driver, analyzer.EachPlace, []string{"driver.go:25 no life", "driver.go:27 no life"}},
		{driver, analyzer.Nowhere, nil},
		{library, analyzer.EachDriver, nil},
		{library, analyzer.EachPlace, nil},
		{"./testdata/src/coverage/handed_bodyless_ok", analyzer.EachDriver, nil},
	} {
		pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: ".."}, c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.New(analyzer.Settings{Inconclusive: c.how})}, pkgs, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, act := range graph.Roots {
			for _, d := range act.Diagnostics {
				p := act.Package.Fset.Position(d.Pos)
				got = append(got, fmt.Sprintf("%s:%d %s", filepath.Base(p.Filename), p.Line, strings.TrimPrefix(d.Message, d.Category+": ")))
			}
		}
		slices.Sort(got)
		if !slices.EqualFunc(got, c.want, strings.HasPrefix) {
			t.Errorf("%s, %d: %q, want %q", c.pattern, c.how, got, c.want)
		}
	}
}
