package corpus

import (
	"path/filepath"
	"slices"
	"strings"
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

// optional is the rule that is off unless it is asked for, and boot the
// directory of the fixtures that are about it: elsewhere it is not marked.
const (
	optional = "WSK014"
	boot     = "boot/"
)

// A rule that is off by default is not reported unless it is asked for.
func TestOptional(t *testing.T) {
	for _, f := range analyse(t, settings.Settings{}, "./"+boot+"...") {
		if f.Rule == optional {
			t.Errorf("%s", f)
		}
	}
}

// run analyses the whole corpus with every rule.
func run(t *testing.T) []Mark {
	t.Helper()
	found := analyse(t, settings.Settings{Checks: []string{"default", optional}}, "./...")
	return slices.DeleteFunc(found, func(m Mark) bool {
		return m.Rule == optional && !strings.HasPrefix(m.File, boot)
	})
}

// analyse analyses packages of the corpus as the command does.
func analyse(t *testing.T, s settings.Settings, pattern string) []Mark {
	t.Helper()
	s.Limits = settings.DefaultLimits()
	dir, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	result, err := load.Run(t.Context(), load.Config{Dir: dir, Patterns: []string{pattern}, Settings: s})
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
