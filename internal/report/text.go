package report

import (
	"fmt"
	"strings"

	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/rules"
)

// text prints findings as a compiler does, each with its witness below.
func (r *report) text() error {
	p := textPrinter{report: r, paint: painter(r.Options.Color)}
	for i := range r.Findings {
		if r.Findings[i].Suppressed == "" {
			p.finding(&r.Findings[i])
		}
	}
	if r.Options.Inconclusive {
		for i := range r.Inconclusive {
			p.finding(&r.Inconclusive[i])
		}
	}
	return nil
}

type textPrinter struct {
	*report
	paint painter
}

func (p *textPrinter) finding(f *finding.Finding) {
	color := yellow
	if p.rule(f.Rule).Severity == rules.Error {
		color = red
	}
	fmt.Fprintf(p.w, "%s: %s (%s)\n", p.paint.in(bold, place(f.Pos)), clean(f.Message), p.paint.in(color, clean(f.Rule)))
	if p.Options.Excerpts {
		p.excerpt(f, color)
	}
	for i, s := range f.Steps {
		fmt.Fprintf(p.w, "%5d. %s: %s", i+1, p.paint.in(faint, place(s.Pos)), clean(s.Text))
		if s.State != "" {
			fmt.Fprintf(p.w, " %s", p.paint.in(cyan, "["+clean(s.State)+"]"))
		}
		fmt.Fprintln(p.w)
	}
	for _, x := range f.Fixes {
		where := ""
		if len(x.Edits) > 0 {
			at := x.Edits[0].Pos
			where = place(finding.Position{File: at.File, Line: at.Line}) + ": "
		}
		fmt.Fprintf(p.w, "       fix: %s%s\n", where, clean(x.Message))
	}
}

// longLine bounds an excerpt, in bytes: a longer line is no help on a terminal.
const longLine = 400

// excerpt prints the source line and marks the place in it.
func (p *textPrinter) excerpt(f *finding.Finding, color string) {
	line, ok := p.src.line(f.Pos)
	if !ok || f.Pos.Col > len(line)+1 || len(line) > longLine {
		return
	}
	if f.Pos.Col < 1 { // a //line directive need not say it
		fmt.Fprintf(p.w, "    %s\n", cleanLine(line))
		return
	}
	from, to := f.Pos.Col-1, end(line, f.Pos, f.End)-1
	pad := width(cleanLine(line[:from]))
	mark := "^" + strings.Repeat("~", max(0, width(cleanLine(line[from:to]))-1))
	fmt.Fprintf(p.w, "    %s\n    %s%s\n", cleanLine(line), strings.Repeat(" ", pad), p.paint.in(color, mark))
}

// painter colours text, if it is true, by select graphic rendition (ECMA-48).
type painter bool

const (
	bold   = "1"
	faint  = "2"
	red    = "1;31"
	yellow = "1;33"
	cyan   = "36"
)

func (p painter) in(color, s string) string {
	if !p {
		return s
	}
	return "\x1b[" + color + "m" + s + "\x1b[0m"
}
