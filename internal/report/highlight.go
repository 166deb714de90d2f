package report

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"html"
	"html/template"
	"path"
	"strings"
)

// span is a stretch of a line, in bytes from 0, that has a colour.
type span struct {
	from, to int
	class    string
}

// extent is the lines of a function declaration.
type extent struct{ from, to int }

// The classes of spans; page.css colours them.
const (
	keyword  = "k"
	constant = "n"
	text     = "s"
	comment  = "c"
	callee   = "f"
	mark     = "m" // the place of a step
)

// colour finds the spans and functions of a file of Go or C, once. Other files, and
// what does not scan, stay plain.
func (f *file) colour() {
	if f.spans != nil {
		return
	}
	f.spans = make([][]span, len(f.lines))
	switch strings.ToLower(path.Ext(f.name)) {
	case ".go":
	case ".c", ".cc", ".cpp", ".cxx", ".h", ".hh", ".hpp", ".hxx", ".inl":
		f.colourC()
		return
	default:
		return
	}
	src := []byte(strings.Join(f.lines, "\n"))
	fset := token.NewFileSet()
	var s scanner.Scanner
	tf := fset.AddFile(f.name, -1, len(src))
	s.Init(tf, src, nil, scanner.ScanComments)
	for pos, tok, lit := s.Scan(); tok != token.EOF; pos, tok, lit = s.Scan() {
		p := tf.PositionFor(pos, false)
		call := bytes.HasPrefix(src[min(len(src), p.Offset+len(lit)):], []byte("("))
		if c := class(tok, lit, call); c != "" {
			f.paint(p.Line-1, p.Column-1, lit, c)
		}
	}
	f.funcs = functions(f.name, src)
}

func class(tok token.Token, lit string, call bool) string {
	switch {
	case tok.IsKeyword():
		return keyword
	case tok == token.COMMENT:
		return comment
	case tok == token.STRING, tok == token.CHAR:
		return text
	case tok == token.INT, tok == token.FLOAT, tok == token.IMAG:
		return constant
	case tok != token.IDENT:
		return ""
	case lit == "nil", lit == "true", lit == "false", lit == "iota":
		return constant
	case call:
		return callee
	}
	return ""
}

// paint colours a token, which may go over several lines.
func (f *file) paint(line, col int, lit, class string) {
	for _, part := range strings.Split(lit, "\n") {
		f.spans[line] = append(f.spans[line], span{col, col + len(part), class})
		line, col = line+1, 0
	}
}

func functions(name string, src []byte) []extent {
	fset := token.NewFileSet()
	tree, _ := parser.ParseFile(fset, name, src, parser.SkipObjectResolution) // what parsed, even if not all did
	if tree == nil {
		return nil
	}
	line := func(p token.Pos) int { return fset.PositionFor(p, false).Line }
	var out []extent
	for _, d := range tree.Decls {
		if d, ok := d.(*ast.FuncDecl); ok {
			out = append(out, extent{line(d.Pos()), line(d.End())})
		}
	}
	return out
}

// function is the function around a line, or the whole file.
func (f *file) function(line int) extent {
	f.colour()
	for _, e := range f.funcs {
		if e.from <= line && line <= e.to {
			return e
		}
	}
	return extent{1, len(f.lines)}
}

// html is a line, from 1, with its colours and with marks on top of them.
func (f *file) html(line int, marks []span) template.HTML {
	f.colour()
	s := f.lines[line-1]
	var b strings.Builder
	at := 0
	emit := func(to int, class string) {
		if to > at {
			b.WriteString(piece(s[at:to], class, marks, at))
			at = to
		}
	}
	for _, p := range f.spans[line-1] {
		emit(min(p.from, len(s)), "")
		emit(min(p.to, len(s)), p.class)
	}
	emit(len(s), "")
	return template.HTML(b.String())
}

// piece is the part of a line from byte at on, of one colour, cut where a mark
// begins or ends.
func piece(s, class string, marks []span, at int) string {
	var b strings.Builder
	for len(s) > 0 {
		n, in := len(s), false
		for _, m := range marks {
			switch {
			case m.from <= at && at < m.to:
				n, in = min(n, m.to-at), true
			case at < m.from:
				n = min(n, m.from-at)
			}
		}
		c := class
		if in {
			c = strings.TrimSpace(c + " " + mark)
		}
		b.WriteString(coloured(s[:n], c))
		s, at = s[n:], at+n
	}
	return b.String()
}

func coloured(s, class string) string {
	parts := strings.Split(s, "\t")
	for i, p := range parts {
		parts[i] = html.EscapeString(clean(p))
	}
	s = strings.Join(parts, "\t")
	if class == "" {
		return s
	}
	return `<span class="` + class + `">` + s + `</span>`
}
