// Package examples holds the test of the driver models below it.
package examples

import (
	"path/filepath"
	"testing"

	"github.com/wskvet/wskvet/internal/corpus"
	"github.com/wskvet/wskvet/internal/load"
	"github.com/wskvet/wskvet/internal/settings"
)

// The findings are the marks in the models, no more and no fewer.
func TestFindings(t *testing.T) {
	marks, err := corpus.Marks(".")
	if err != nil {
		t.Fatal(err)
	}
	if len(marks) == 0 {
		t.Fatal("the models have no marks")
	}
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
	result, err := load.Run(t.Context(), load.Config{Dir: dir, Settings: settings.Settings{Limits: settings.DefaultLimits()}})
	if err != nil {
		t.Fatal(err)
	}
	if result.Analysed == 0 {
		t.Fatal("nothing was analysed")
	}
	var found []corpus.Mark
	for _, f := range result.Findings {
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
