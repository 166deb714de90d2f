// Package examples holds the test of the drivers and models below it.
package examples

import (
	"path/filepath"
	"testing"

	"github.com/wskvet/wskvet/internal/cdriver"
	"github.com/wskvet/wskvet/internal/cfront/project"
	"github.com/wskvet/wskvet/internal/corpus"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/load"
	"github.com/wskvet/wskvet/internal/settings"
)

// The findings are the marks in the drivers, no more and no fewer.
func TestFindings(t *testing.T) {
	marks, err := corpus.Marks(".")
	if err != nil {
		t.Fatal(err)
	}
	marksInC, err := corpus.MarksInC(".")
	if err != nil {
		t.Fatal(err)
	}
	if len(marks) == 0 || len(marksInC) == 0 {
		t.Fatal("the drivers have no marks")
	}
	marks = append(marks, marksInC...)
	for _, d := range corpus.Compare(marks, run(t)) {
		t.Errorf("%s:\n%s", d.Fixture, d)
	}
}

// run analyses the models as the command does, with its default settings.
func run(t *testing.T) []corpus.Mark {
	t.Helper()
	dir, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	set := settings.Settings{Limits: settings.DefaultLimits()}
	result, err := load.Run(t.Context(), load.Config{Dir: dir, Settings: set})
	if err != nil {
		t.Fatal(err)
	}
	if result.Analysed == 0 {
		t.Fatal("nothing was analysed")
	}
	var found []corpus.Mark
	for _, f := range append(result.Findings, inC(t, dir, set)...) {
		file := f.Pos.File
		if filepath.IsAbs(file) {
			if file, err = filepath.Rel(dir, file); err != nil {
				t.Fatal(err)
			}
		}
		found = append(found, corpus.Mark{Rule: f.Rule, File: filepath.ToSlash(file), Line: f.Pos.Line})
	}
	return found
}

// inC analyses the drivers in C and C++.
func inC(t *testing.T, dir string, set settings.Settings) []finding.Finding {
	t.Helper()
	tree, err := project.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	in, err := project.Find(tree, project.Config{Args: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	res, err := cdriver.Run(in.Drivers, cdriver.Config{Base: tree.Base(), Settings: set})
	if err != nil {
		t.Fatal(err)
	}
	if len(in.Drivers) != 3 || len(in.Problems) > 0 || len(res.Failed) > 0 {
		t.Fatalf("drivers %v, problems %v, failed %v", in.Drivers, in.Problems, res.Failed)
	}
	for _, f := range res.Inconclusive {
		t.Errorf("%s:%d: inconclusive: %s", f.Pos.File, f.Pos.Line, f.Message)
	}
	if n := res.Counts; n.Modelled != n.Functions || n.Followed != n.Calls || n.Functions == 0 || n.Calls == 0 {
		t.Errorf("not all of the text is modelled: %+v", n)
	}
	return res.Findings
}
