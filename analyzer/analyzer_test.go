package analyzer_test

import (
	"fmt"
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
	const patterns = "../testdata/src/packages/..."
	res, err := load.Run(context.Background(), load.Config{Patterns: []string{patterns}})
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, f := range res.Findings {
		want = append(want, fmt.Sprintf("%s:%d:%d %s", f.Pos.File, f.Pos.Line, f.Pos.Col, f.Text()))
	}
	if len(want) == 0 {
		t.Fatal("the fixtures give no finding")
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax}, patterns)
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.Analyzer}, pkgs, nil)
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
			got = append(got, fmt.Sprintf("%s:%d:%d %s", p.Filename, p.Line, p.Column, d.Message))
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
}
