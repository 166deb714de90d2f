package analyzer

import (
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/printable"
	"github.com/wskvet/wskvet/internal/rules"
)

// diagnostic is a finding as other people's drivers take it. Its message says
// all, since some of them drop the category, and some the related information.
func (l *places) diagnostic(f finding.Finding) analysis.Diagnostic {
	d := analysis.Diagnostic{Category: f.Rule, Message: printable.Text(f.Text()), Pos: l.place(f.Pos)}
	if !d.Pos.IsValid() {
		d.Pos = l.files[0].Pos(0)
	}
	if r, ok := rules.Lookup(f.Rule); ok {
		d.URL = r.URL()
	}
	for _, s := range f.Steps {
		if p := l.place(s.Pos); p.IsValid() {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: p, Message: printable.Text(s.Text)})
		}
	}
	for _, x := range f.Fixes {
		fix := analysis.SuggestedFix{Message: printable.Text(x.Message)}
		for _, e := range x.Edits {
			fix.TextEdits = append(fix.TextEdits, analysis.TextEdit{Pos: l.place(e.Pos), End: l.place(e.End), NewText: []byte(e.New)})
		}
		d.SuggestedFixes = append(d.SuggestedFixes, fix)
	}
	return d
}

// places finds positions in the file set of a pass.
type places struct {
	fset    *token.FileSet
	files   []*token.File
	renamed map[row]token.Pos // lines that a //line directive gives another place
}

// row is a line of a file.
type row struct {
	file string
	line int
}

func placesOf(pass *analysis.Pass) *places {
	l := &places{pass.Fset, nil, map[row]token.Pos{}}
	for _, f := range pass.Files {
		tf := pass.Fset.File(f.FileStart)
		l.files = append(l.files, tf)
		for n := 1; n <= tf.LineCount(); n++ {
			p := tf.PositionFor(tf.LineStart(n), true)
			at := row{p.Filename, p.Line}
			if at != (row{tf.Name(), n}) && l.renamed[at] == token.NoPos {
				l.renamed[at] = tf.LineStart(n)
			}
		}
	}
	return l
}

func (l *places) place(p finding.Position) token.Pos {
	if p.Line <= 0 {
		return token.NoPos
	}
	if pos := l.renamed[row{p.File, p.Line}]; pos.IsValid() {
		return l.column(pos, p.Col)
	}
	for _, tf := range l.files {
		if tf.Name() == p.File && p.Line <= tf.LineCount() {
			return l.column(tf.LineStart(p.Line), p.Col)
		}
	}
	return elsewhere(l.fset, p)
}

// column is the place of a column in the line that begins at pos. A //line
// directive need not say the column, which then is 0 on the whole line.
func (l *places) column(pos token.Pos, col int) token.Pos {
	first := l.fset.Position(pos).Column
	if first == 0 || col < first {
		return pos
	}
	tf := l.fset.File(pos)
	return min(pos+token.Pos(col-first), token.Pos(tf.Base()+tf.Size()))
}

// Bounds of a file that is made up. One position of it costs a number a line.
const (
	maxLines  = 1 << 16
	lineBytes = 1 << 10
)

// elsewhere is a place in a file that the pass does not have, of another package
// or one that a //line directive names. Export data tells lines of it and no
// columns, and reading it could read any file of the machine, so it is made up,
// with lines of one length.
func elsewhere(fset *token.FileSet, p finding.Position) token.Pos {
	if p.Line > maxLines {
		return token.NoPos
	}
	lines := make([]int, p.Line)
	for i := range lines {
		lines[i] = i * lineBytes
	}
	tf := fset.AddFile(p.File, -1, p.Line*lineBytes)
	tf.SetLines(lines)
	if p.Col == 0 { // keep it unknown
		tf.AddLineColumnInfo(lines[p.Line-1], p.File, p.Line, 0)
	}
	return tf.LineStart(p.Line) + token.Pos(min(max(p.Col-1, 0), lineBytes-1))
}
