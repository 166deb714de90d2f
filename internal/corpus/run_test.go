package corpus

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/wskvet/wskvet/internal/load"
	"github.com/wskvet/wskvet/internal/settings"
)

// Every mark is found and nothing else is.
func TestCorpus(t *testing.T) {
	all, err := Marks(root)
	if err != nil {
		t.Fatal(err)
	}
	names, err := Fixtures(root)
	if err != nil {
		t.Fatal(err)
	}
	found := run(t)
	for _, d := range Compare(nil, found) {
		if _, known := slices.BinarySearch(names, d.Fixture); !known {
			t.Errorf("findings outside the fixtures:\n%s", d)
		}
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			for _, d := range Compare(of(name, all), of(name, found)) {
				t.Errorf("\n%s", d)
			}
		})
	}
}

// run analyses the whole corpus as the command does, with its default settings.
func run(t *testing.T) []Mark {
	t.Helper()
	dir, err := filepath.Abs(root)
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
	var found []Mark
	for _, f := range result.Findings {
		file := f.Pos.File
		if filepath.IsAbs(file) {
			if file, err = filepath.Rel(dir, file); err != nil {
				t.Fatal(err)
			}
		}
		found = append(found, Mark{f.Rule, filepath.ToSlash(file), f.Pos.Line})
	}
	return found
}
