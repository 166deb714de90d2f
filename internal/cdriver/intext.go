package cdriver

import (
	"path/filepath"
	"slices"

	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/cfront/project"
	"github.com/wskvet/wskvet/internal/finding"
)

// A model has code that stands in no file of the text: conversions, and what the
// system does with objects of a class. A report never points there: it points to the
// last step before that the text has.

// text is the files of a driver, absolute and sorted.
type text struct {
	files []string
	first finding.Position // where nothing better is known
}

func (r *run) text(d project.Driver, m *cfront.Model) text {
	t := text{first: finding.Position{Line: 1, Col: 1}}
	for _, name := range m.Sources {
		t.files = append(t.files, filepath.Join(r.c.Base, filepath.FromSlash(name)))
	}
	slices.Sort(t.files)
	if len(d.Files) > 0 {
		t.first.File = filepath.Join(r.c.Base, filepath.FromSlash(d.Files[0]))
	}
	return t
}

func (t text) has(p finding.Position) bool {
	_, ok := slices.BinarySearch(t.files, p.File)
	return ok
}

// place moves findings, and their steps, into the text.
func (t text) place(fs []finding.Finding) {
	for i := range fs {
		f := &fs[i]
		if t.has(f.Pos) {
			f.Steps = slices.DeleteFunc(f.Steps, func(s finding.Step) bool { return !t.has(s.Pos) })
			continue
		}
		at := t.first
		for _, s := range f.Steps {
			if t.has(s.Pos) {
				at = s.Pos
			}
		}
		f.Pos, f.End = at, at
		f.Steps = slices.DeleteFunc(f.Steps, func(s finding.Step) bool { return !t.has(s.Pos) && s.Kind != finding.Violate })
		for j := range f.Steps {
			if !t.has(f.Steps[j].Pos) {
				f.Steps[j].Pos = at
			}
		}
	}
}
