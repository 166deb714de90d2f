package statements

import (
	"fmt"
	"os"
	"path/filepath"
)

// TruthProgram is the truth about one program.
type TruthProgram struct {
	ID       string
	Files    []string
	Stmts    int
	Clean    bool
	Features []string
	Mutated  []string
	// Unload are the lines where a WSK001 may be reported: func line, returns, closing brace.
	Unload []Line
	Must   []Entry
	May    []Entry
}

// Line is a line of a file, relative to the output directory.
type Line struct {
	File string
	Line int
}

// Entry is a violation.
type Entry struct {
	Rule string
	Alt  []string
	Line
	Kind  string
	Sites []Line
	Trace []string
}

func (m *Made) truth() TruthProgram {
	p := m.P
	at := func(q Pos) Line { return Line{fileName(p.ID, q.File), q.Line} }
	t := TruthProgram{ID: p.ID, Stmts: m.Stmts, Features: m.Feats, Mutated: p.Why, Clean: len(m.T.Must) == 0}
	t.Files = append(t.Files, fileName(p.ID, 0))
	if p.Split {
		t.Files = append(t.Files, fileName(p.ID, 1))
	}
	u := p.Unload
	t.Unload = append(t.Unload, at(u.Pos))
	for _, l := range u.Returns {
		t.Unload = append(t.Unload, at(Pos{u.Pos.File, l}))
	}
	t.Unload = append(t.Unload, at(u.End))
	entry := func(v *Violation, full bool) Entry {
		e := Entry{Rule: v.Rule, Line: at(v.Pos)}
		if full {
			e.Kind, e.Alt = v.Kind, v.Alt
			for _, s := range v.Sites {
				e.Sites = append(e.Sites, at(s))
			}
			for _, s := range v.Trace {
				e.Trace = append(e.Trace, fmt.Sprintf("%s:%d %s", filepath.Base(fileName(p.ID, s.Pos.File)), s.Pos.Line, s.Text))
			}
		}
		return e
	}
	for _, v := range m.T.Must {
		t.Must = append(t.Must, entry(v, true))
	}
	for _, v := range m.T.May {
		t.May = append(t.May, entry(v, false))
	}
	return t
}

func writeFile(path string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o644)
}
