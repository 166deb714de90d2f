package statements

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/finding"
	loader "github.com/wskvet/wskvet/internal/load"
	"github.com/wskvet/wskvet/internal/settings"
)

// Try holds what wskvet finds in n programs of a seed against their truth.
func Try(n int, seed uint64) (*Score, error) {
	made := slices.DeleteFunc(generate(n, Options{Seed: seed, On: without()}), func(m *Made) bool { return m == nil })
	dir, err := os.MkdirTemp("", "statements")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := writeModule(dir, made); err != nil {
		return nil, err
	}
	res, err := loader.Run(context.Background(), loader.Config{Dir: dir, Settings: settings.Settings{Limits: settings.DefaultLimits()}})
	if err != nil {
		return nil, err
	}
	var reports []Report
	for _, f := range res.Findings {
		rel, err := filepath.Rel(dir, f.Pos.File)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Pos.File, err)
		}
		reports = append(reports, Report{f.Rule, Line{filepath.ToSlash(rel), f.Pos.Line}})
	}
	var truth []TruthProgram
	for _, m := range made {
		truth = append(truth, m.truth())
	}
	s := score(truth, reports)
	s.Inconclusive = Tally{len(unsure(dir, res)), len(made)}
	s.made = made
	return s, nil
}

// unsure are the programs in which something is inconclusive, but for code that no life
// comes to, of which these programs have much.
func unsure(dir string, res *loader.Result) map[string]bool {
	out := map[string]bool{}
	for _, f := range res.Inconclusive {
		if slices.ContainsFunc(res.Unreached, func(u finding.Finding) bool { return u.Pos == f.Pos }) {
			continue
		}
		if rel, err := filepath.Rel(dir, f.Pos.File); err == nil {
			id, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
			out[id] = true
		}
	}
	return out
}

// Write writes the programs that failed into a directory, with their truth in the margin.
func (s *Score) Write(dir string) error {
	failed := map[string]bool{}
	for _, m := range s.Misses {
		id, _, _ := strings.Cut(m.File, "/")
		failed[id] = true
	}
	for _, m := range s.made {
		if !failed[m.P.ID] {
			continue
		}
		for name, src := range m.annotated() {
			if err := writeFile(filepath.Join(dir, name), src); err != nil {
				return err
			}
		}
	}
	return nil
}

// annotated are the files of a program, with what is broken beside the lines.
func (m *Made) annotated() map[string][]byte {
	notes := map[Line][]string{}
	t := m.truth()
	for _, e := range t.Must {
		notes[e.Line] = append(notes[e.Line], "must "+e.Rule)
	}
	for _, e := range t.May {
		notes[e.Line] = append(notes[e.Line], "may "+e.Rule)
	}
	out := map[string][]byte{}
	for name, src := range m.Files {
		lines := strings.Split(string(src), "\n")
		for i := range lines {
			if n := notes[Line{name, i + 1}]; len(n) > 0 {
				lines[i] += " // " + strings.Join(n, ", ")
			}
		}
		out[name] = []byte(strings.Join(lines, "\n"))
	}
	return out
}

// writeModule writes programs, and the packages that they import, as a module.
func writeModule(dir string, made []*Made) error {
	files := stubs()
	files["go.mod"] = []byte("module gen\n\ngo 1.26\n")
	for _, m := range made {
		for name, src := range m.Files {
			files[name] = src
		}
	}
	for name, src := range files {
		if err := writeFile(filepath.Join(dir, name), src); err != nil {
			return err
		}
	}
	return nil
}
