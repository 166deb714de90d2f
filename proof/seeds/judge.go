package seeds

import (
	"io/fs"
	"slices"
	"testing/fstest"
)

// A found is what is reported of a driver's text.
type found struct {
	Rule, File string
	Line       int
}

// A verdict is how a seed was judged.
type verdict uint8

const (
	killed     verdict = iota // the bug is reported where it has to be
	missed                    // it is not
	kept                      // an edit that changes nothing changed nothing
	falseAlarm                // it did
)

// An outcome is a seed with its verdict, and what is reported beside it: findings that
// are new with the edit, and neither wanted nor a consequence of it.
type outcome struct {
	seed
	Driver       string
	Verdict      verdict
	Beside       []found
	Lost         int    // findings that went with an edit that changes nothing
	Inconclusive bool   // more than before
	Err          string // why the text could not be checked
}

// replace is a text in which one file has another text. It holds all in memory.
func replace(fsys fs.FS, name, text string) fs.FS {
	return edited{fsys, name, fstest.MapFS{name: {Data: []byte(text)}}}
}

type edited struct {
	fs.FS
	name string
	file fs.FS
}

func (e edited) Open(name string) (fs.File, error) {
	if name == e.name {
		return e.file.Open(name)
	}
	return e.FS.Open(name)
}

// judge holds what is reported after an edit against what was before it.
func (s *source) judge(e seed, before, after report) outcome {
	o := outcome{seed: e, Inconclusive: len(after.Inconclusive) > len(before.Inconclusive), Verdict: missed, Err: after.Err}
	was := map[found]bool{}
	for _, f := range before.Found {
		was[e.moved(f)] = true
	}
	for _, f := range after.Found {
		switch {
		case was[f]:
			delete(was, f)
		case e.wants(s, f):
			o.Verdict = killed
		case !slices.Contains(e.Also, f.Rule):
			o.Beside = append(o.Beside, f)
		}
	}
	if len(e.Want) > 0 {
		return o
	}
	o.Verdict, o.Lost = kept, len(was)
	if len(o.Beside) > 0 || o.Lost > 0 || o.Err != "" {
		o.Verdict = falseAlarm
	}
	return o
}

// moved is where a finding stands after the edit.
func (e seed) moved(f found) found {
	if f.File == e.File {
		f.Line = e.shift(f.Line)
	}
	return f
}

// wants reports whether a finding is one that the edit has to bring.
func (e seed) wants(s *source, f found) bool {
	for _, w := range e.Want {
		if w.Rule != f.Rule {
			continue
		}
		switch {
		case w.Line > 0:
			if f.File == e.File && f.Line == e.shift(w.Line) {
				return true
			}
		case w.Func == "" || s.inside(e, w.Func, f):
			return true
		}
	}
	return false
}

// inside reports whether a finding stands in a function.
func (s *source) inside(e seed, name string, f found) bool {
	fn := s.funcs[name]
	if fn == nil || fn.unit.name != f.File {
		return false
	}
	last := s.set.Place(fn.unit.file.Tokens[fn.Range().To-1].Use).Line
	return e.moved(found{File: f.File, Line: fn.unit.line(fn)}).Line <= f.Line &&
		f.Line <= e.moved(found{File: f.File, Line: last}).Line
}
