package cdriver

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// A directive of the C text holds as one of Go does: see docs/directives.md.

// directive is a comment of the C text that says something to wskvet.
type directive struct {
	file      string // slash path
	line, col int
	text      string // "ignore WSK001 reason"
	from, to  int    // lines of the head of the declaration below it, if that is a function
	function  string // its name, if it is declared alone
}

// carry puts the directives of the C text into the model, and reports whether there are
// any. What stands above a
// function goes above its model; the rest goes to the end of a file, at its place of
// the C.
func carry(fsys fs.FS, m *cfront.Model) bool {
	var all []directive
	for _, name := range m.Sources {
		data, err := fs.ReadFile(fsys, name)
		if err == nil && (bytes.Contains(data, []byte("wskvet:")) || bytes.Contains(data, []byte("w\x00s\x00k\x00v"))) {
			text, _ := scan.Decode(data)
			all = append(all, directivesOf(name, text)...)
		}
	}
	if len(all) == 0 || len(m.Files) == 0 {
		return false
	}
	for i := range m.Files {
		all = place(&m.Files[i], all)
	}
	last := &m.Files[len(m.Files)-1]
	for _, d := range all {
		last.Text = append(last.Text, "\n"+d.lines()...)
	}
	return true
}

// lines are the directive in Go, at its place of the C.
func (d directive) lines() string {
	return fmt.Sprintf("//line %s:%d:%d\n//wskvet:%s\n", d.file, d.line, d.col, d.text)
}

// place puts directives above the functions of a model's file that they are about,
// and gives the others.
func place(f *cfront.File, all []directive) (others []directive) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, f.Name, f.Text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return all
	}
	taken := map[int]bool{}
	for _, decl := range slices.Backward(tree.Decls) {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		at := fset.Position(fn.Pos())
		var head strings.Builder
		for i, d := range all {
			if d.about(fn.Name.Name, filepath.ToSlash(at.Filename), at.Line) {
				taken[i] = true
				head.WriteString(d.lines())
			}
		}
		if head.Len() == 0 {
			continue
		}
		offset := int(fn.Pos() - tree.FileStart)
		if fn.Doc != nil {
			offset = int(fn.Doc.Pos() - tree.FileStart)
		} else {
			fmt.Fprintf(&head, "//line %s:%d:%d\n", filepath.ToSlash(at.Filename), at.Line, at.Column)
		}
		f.Text = slices.Concat(f.Text[:offset], []byte(head.String()), f.Text[offset:])
	}
	for i, d := range all {
		if !taken[i] {
			others = append(others, d)
		}
	}
	return others
}

// about reports whether a directive stands above a function.
func (d directive) about(name, file string, line int) bool {
	if d.function != "" {
		return d.function == name
	}
	return file == d.file && d.from <= line && line <= d.to
}

// directivesOf finds the directives of a source.
func directivesOf(name, text string) []directive {
	toks := scan.Scan(text, 1)
	lines := strings.Split(text, "\n")
	var out []directive
	at, offset := 0, 0 // the first token behind the line, and where the line begins
	for i, line := range lines {
		for at < len(toks) && int(toks[at].At)-1 < offset {
			at++
		}
		if col, text, ok := comment(line); ok {
			d := directive{file: name, line: i + 1, col: col + 1, text: text}
			if strings.TrimSpace(line[:col]) == "" {
				d.below(toks[at:], lines)
			}
			out = append(out, d)
		}
		offset += len(line) + 1
	}
	return out
}

// comment finds a directive in a line: where its comment begins, and what it says.
func comment(line string) (col int, text string, ok bool) {
	for _, mark := range []string{"//", "/*"} {
		for col := strings.Index(line, mark); col >= 0; {
			if text, ok := strings.CutPrefix(strings.TrimLeft(line[col+2:], " \t"), "wskvet:"); ok {
				if mark == "/*" {
					text, _, _ = strings.Cut(text, "*/")
				}
				return col, strings.TrimSpace(text), true
			}
			next := strings.Index(line[col+2:], mark)
			if next < 0 {
				break
			}
			col += 2 + next
		}
	}
	return 0, "", false
}

// maxHead bounds the head of a function, in tokens.
const maxHead = 400

// below reads the head of the declaration that stands below the directive.
func (d *directive) below(toks []scan.Token, lines []string) {
	if len(toks) == 0 {
		return
	}
	name, depth := "", 0
	for i := range min(len(toks), maxHead) {
		switch t := &toks[i]; t.Kind {
		case scan.LParen:
			if depth == 0 && i > 0 && toks[i-1].Kind == scan.Ident {
				name = toks[i-1].Text
			}
			depth++
		case scan.RParen:
			depth--
		case scan.Semi:
			d.function = name
			return
		case scan.LBrace:
			if name != "" {
				d.from, d.to = d.line+1, lineOf(lines, int(t.At)-1)
			}
			return
		case scan.RBrace, scan.Assign:
			return
		}
	}
}

// lineOf is the line of an offset, from 1.
func lineOf(lines []string, offset int) int {
	for i, l := range lines {
		if offset -= len(l) + 1; offset < 0 {
			return i + 1
		}
	}
	return len(lines)
}
