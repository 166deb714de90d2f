package fix

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/finding"
)

// Result is the files that a set of fixes changes.
type Result struct {
	Files []File // by name
	Fixed int    // findings that are mended
	Left  int    // findings whose fixes do not go together with those made
}

// File is a file before and after.
type File struct {
	Name          string
	Before, After []byte
}

// Select makes the fixes of findings together. They are taken in the order of
// the findings. One that overlaps those before it, or that is no longer right
// beside them, is left for another run.
func Select(w World, fs []finding.Finding) (Result, error) {
	var res Result
	if !slices.ContainsFunc(fs, func(f finding.Finding) bool { return len(f.Fixes) > 0 }) {
		return res, nil
	}
	was, err := w.Try(nil)
	if err != nil {
		return res, err
	}
	s := &selection{w: w, was: was, edited: map[string][]byte{}, texts: map[string][]byte{}}
	for _, f := range fs {
		if len(f.Fixes) == 0 {
			continue
		}
		if s.take(f) {
			res.Fixed++
		} else {
			res.Left++
		}
	}
	for name, after := range s.edited {
		res.Files = append(res.Files, File{name, s.texts[name], after})
	}
	slices.SortFunc(res.Files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return res, nil
}

// selection is a set of edits that go together.
type selection struct {
	w      World
	was    Outcome // of the world as it is
	edits  []finding.Edit
	edited map[string][]byte
	texts  map[string][]byte // before
}

// take adds the fix of a finding, if it can.
func (s *selection) take(f finding.Finding) bool {
	edits := slices.Clone(s.edits)
	for _, e := range f.Fixes[0].Edits {
		if slices.Contains(edits, e) {
			continue // another finding has the same fix
		}
		if slices.ContainsFunc(edits, func(o finding.Edit) bool { return overlap(e, o) }) {
			return false
		}
		edits = append(edits, e)
	}
	slices.SortFunc(edits, compareEdits)
	edited := map[string][]byte{}
	for _, e := range edits {
		name := e.Pos.File
		if edited[name] != nil {
			continue
		}
		text, err := s.text(name)
		if err != nil {
			return false
		}
		if edited[name], err = Apply(text, name, edits); err != nil {
			return false
		}
	}
	after, err := s.w.Try(edited)
	if err != nil || !still(s.was, after, f, edits) {
		return false
	}
	s.edits, s.edited = edits, edited
	return true
}

// still reports whether edits that hold several fixes mend f and bring nothing.
func still(was, after Outcome, f finding.Finding, edits []finding.Edit) bool {
	if len(after.Inconclusive) > len(was.Inconclusive) {
		return false
	}
	for _, n := range after.Findings {
		known := slices.ContainsFunc(was.Findings, func(o finding.Finding) bool {
			return (o.Rule != f.Rule || o.Pos != f.Pos) && o.Rule == n.Rule && moved(o.Pos, n.Pos, edits)
		})
		if !known {
			return false
		}
	}
	return true
}

func (s *selection) text(name string) ([]byte, error) {
	if t, ok := s.texts[name]; ok {
		return t, nil
	}
	t, err := s.w.Text(name)
	s.texts[name] = t
	return t, err
}

// overlap reports whether two edits touch the same text, or insert at the same
// place, where their order would be a guess.
func overlap(a, b finding.Edit) bool {
	if a.Pos.File != b.Pos.File {
		return false
	}
	if a.Pos == b.Pos {
		return true
	}
	return a.Pos.Compare(b.End) < 0 && b.Pos.Compare(a.End) < 0
}
