package report

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"github.com/wskvet/wskvet/internal/finding"
)

// frame is a stretch of one function, with the steps that the path takes in it.
// Frames stand in the order of the path: the one of a callee between the two
// halves of its caller. So the path is read downwards, always.
type frame struct {
	Func  string
	File  string
	Depth int  // how far it is indented
	Root  bool // the system enters the driver here
	Back  bool // the path has been here before
	Bare  bool // the source is not at hand
	Rows  []row
}

// row is a line of source, lines that are folded, or steps below their line.
type row struct {
	Line   int
	Code   template.HTML
	Hit    bool
	Gap    int   // lines left out
	Folded []row // those lines, unless they are too many
	Steps  []stepView
}

type stepView struct {
	N        int
	ID       string
	Text     string
	State    string // "" if the step did not change it
	Indent   string // the white space before the line that it stands below
	Violates bool
}

const (
	context  = 2  // lines shown around a step
	minFold  = 4  // lines that are folded; fewer are shown
	maxFold  = 60 // lines that a fold keeps; a longer one only says how many
	maxDepth = 6  // calls that are indented
)

// leg is a run of steps in one function, in the order of its lines.
type leg struct {
	from, to int // indices into the steps
	depth    int
	fn       extent
	file     *file
}

// activation is a function that a path goes through.
type activation struct {
	file, fn string
	line     int
}

func (r *report) frames(f *finding.Finding, n int) []frame {
	steps := f.Steps
	if len(steps) == 0 {
		steps = []finding.Step{{Pos: f.Pos, Kind: finding.Violate, Func: f.Func, Text: f.Message}}
	}
	var out []frame
	legs := r.legs(steps)
	shown := map[activation]int{} // the last line shown of each
	for i, l := range legs {
		s := steps[l.from]
		key := activation{s.Pos.File, s.Func, l.fn.from}
		after, back := shown[key]
		if i > 0 && l.depth > legs[i-1].depth { // a call: it is run once more, from its start
			after, back = 0, false
		}
		fr := frame{
			Func: clean(s.Func), File: clean(s.Pos.File), Depth: min(l.depth, maxDepth), Root: s.Kind == finding.Enter, Back: back && s.Kind != finding.Enter,
			Bare: l.file == nil && s.Pos.File != "",
		}
		switch {
		case fr.Root:
			after = 0
		case back && after >= s.Pos.Line: // the same line once more, or a loop
			after = s.Pos.Line - 1
		}
		inlined := i+1 < len(legs) && legs[i+1].depth > l.depth
		fr.Rows, shown[key] = l.rows(steps, f, n, after, inlined)
		out = append(out, fr)
	}
	return out
}

func (r *report) legs(steps []finding.Step) []leg {
	var out []leg
	bases := baseDepths(steps)
	for i, s := range steps {
		src := r.src.file(s.Pos.File)
		if src != nil && (s.Pos.Line < 1 || s.Pos.Line > len(src.lines)) {
			src = nil
		}
		var fn extent
		if src != nil {
			fn = src.function(s.Pos.Line)
		}
		if i == 0 || !joins(&out[len(out)-1], steps, i, fn) {
			out = append(out, leg{from: i, fn: fn, file: src})
		}
		l := &out[len(out)-1]
		l.to, l.depth = i+1, max(l.depth, s.Depth-bases[i])
	}
	return out
}

// baseDepths is, for each step, the depth of the root that it belongs to, which
// is not indented. The step that enters a root stands outside of it.
func baseDepths(steps []finding.Step) []int {
	bases := make([]int, len(steps))
	base := math.MaxInt
	for _, s := range steps { // a path that begins within a function
		if s.Kind == finding.Enter {
			break
		}
		base = min(base, s.Depth)
	}
	for i, s := range steps {
		if s.Kind == finding.Enter {
			base = s.Depth + 1
		}
		bases[i] = base
	}
	return bases
}

// joins says whether step i goes on in the function, and below the line, of the
// step before it.
func joins(l *leg, steps []finding.Step, i int, fn extent) bool {
	s, last := &steps[i], &steps[i-1]
	return s.Kind != finding.Enter && s.Pos.File == last.Pos.File && s.Func == last.Func && fn == l.fn && s.Pos.Line >= last.Pos.Line
}

// rows are the lines of a leg, from behind line after, and the last line shown.
// The lines behind a call are left to the caller's next leg if the callee's
// stands between.
func (l *leg) rows(steps []finding.Step, f *finding.Finding, n, after int, inlined bool) ([]row, int) {
	if l.file == nil {
		return l.bare(steps, f, n), 0
	}
	p := rowPrinter{file: l.file, last: after}
	if first := steps[l.from].Pos.Line; after == 0 {
		p.head(l.fn, first)
	}
	for i := l.from; i < l.to; {
		line, j := steps[i].Pos.Line, i+1
		for j < l.to && steps[j].Pos.Line == line {
			j++
		}
		p.fold(line - context)
		p.lines(line - 1)
		p.line(line, marks(l.file, steps[i:j], f))
		text := l.file.lines[line-1]
		indent := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
		p.rows = append(p.rows, row{Steps: stepViews(steps, i, j, n, indent, f)})
		switch {
		case j < l.to:
			p.lines(min(line+context, steps[j].Pos.Line-1))
		case !inlined:
			p.lines(min(line+context, l.fn.to))
		}
		i = j
	}
	return p.rows, p.last
}

// bare is the rows of a leg whose source is not there.
func (l *leg) bare(steps []finding.Step, f *finding.Finding, n int) []row {
	var out []row
	for i := l.from; i < l.to; i++ {
		if line := steps[i].Pos.Line; line > 0 {
			out = append(out, row{Line: line, Hit: true})
		}
		out = append(out, row{Steps: stepViews(steps, i, i+1, n, "", f)})
	}
	return out
}

// rowPrinter lines up rows; last is the last line that has gone by.
type rowPrinter struct {
	file *file
	rows []row
	last int
}

// head prints the line that a function begins with, or goes to shortly before
// a line outside of functions.
func (p *rowPrinter) head(fn extent, first int) {
	if fn == (extent{1, len(p.file.lines)}) {
		p.last = max(0, first-context-1)
		return
	}
	p.last = fn.from - 1
	p.lines(min(fn.from, first-1))
}

func (p *rowPrinter) line(n int, marks []span) {
	p.rows = append(p.rows, row{Line: n, Code: p.file.html(n, marks), Hit: marks != nil})
	p.last = n
}

// lines prints the lines up to line n.
func (p *rowPrinter) lines(n int) {
	for k := p.last + 1; k <= n; k++ {
		p.line(k, nil)
	}
}

// fold leaves out the lines before line n, if they are worth it.
func (p *rowPrinter) fold(n int) {
	gap := row{Gap: n - 1 - p.last}
	if gap.Gap < minFold {
		return
	}
	for k := p.last + 1; k < n && gap.Gap <= maxFold; k++ {
		gap.Folded = append(gap.Folded, row{Line: k, Code: p.file.html(k, nil)})
	}
	p.rows, p.last = append(p.rows, gap), n-1
}

// marks are the places of steps on one line; never nil.
func marks(f *file, steps []finding.Step, of *finding.Finding) []span {
	out := []span{}
	for _, s := range steps {
		line := f.lines[s.Pos.Line-1]
		if s.Pos.Col < 1 || s.Pos.Col > len(line) {
			continue
		}
		e := s.Pos
		if s.Kind == finding.Violate && s.Pos == of.Pos {
			e = of.End
		}
		out = append(out, span{s.Pos.Col - 1, end(line, s.Pos, e) - 1, mark})
	}
	return out
}

func stepViews(steps []finding.Step, from, to, n int, indent string, f *finding.Finding) []stepView {
	var out []stepView
	for i := from; i < to; i++ {
		s := &steps[i]
		v := stepView{
			N: i + 1, ID: stepID(n, i+1), Text: clean(s.Text), Indent: indent,
			Violates: s.Kind == finding.Violate && f.Rule != finding.Inconclusive,
		}
		if s.State != stateBefore(steps, i) {
			v.State = clean(s.State)
		}
		out = append(out, v)
	}
	return out
}

// stepID is the anchor of a step of finding n.
func stepID(n, step int) string { return fmt.Sprintf("f%ds%d", n, step) }
