package cdriver

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront"
)

// A text that is no Go has no tree to tell where its errors are: a brace that is
// missing is missed in the function behind. But declarations begin at the margin, and
// each of them is Go by itself, or it is the one that is at fault.

// repair leaves out the declarations of a model that are no Go, and reports whether
// there was one. A function of which the head can be read is one that is not modelled.
func repair(base string, m *cfront.Model) bool {
	found := false
	for i := range m.Files {
		f := &m.Files[i]
		var out strings.Builder
		for _, piece := range pieces(string(f.Text)) {
			if parses(piece) {
				out.WriteString(piece)
				continue
			}
			text, note := leftOut(base, f.Name, piece, first(m))
			out.WriteString(text)
			found, m.Notes = true, append(m.Notes, note)
			m.Counts.Modelled--
		}
		f.Text = []byte(out.String())
	}
	return found
}

// pieces cuts a file in front of its declarations, each with the comments above it. The
// first one has the imports.
func pieces(text string) []string {
	var out []string
	from, comments := 0, -1 // where the piece begins, and the comments that may be the next one's
	for i := 0; i < len(text); {
		end := i + 1 + strings.IndexByte(text[i:], '\n')
		if end == i {
			end = len(text)
		}
		switch line := text[i:end]; {
		case strings.HasPrefix(line, "//") && comments < 0:
			comments = i
		case strings.HasPrefix(line, "//"):
		case declares(line):
			if comments < 0 {
				comments = i
			}
			out = append(out, text[from:comments])
			from, comments = comments, -1
		default:
			comments = -1
		}
		i = end
	}
	return append(out, text[from:])
}

func declares(line string) bool {
	word, _, ok := strings.Cut(line, " ")
	return ok && (word == "func" || word == "var" || word == "const" || word == "type")
}

func parses(piece string) bool {
	if !strings.HasPrefix(piece, "package ") {
		piece = "package p\n" + piece
	}
	_, err := parser.ParseFile(token.NewFileSet(), "", piece, parser.SkipObjectResolution)
	return err == nil
}

// leftOut is what stands for a piece that is no Go, and what there is to say of it: of a
// function whose head can be read, that it is not modelled.
func leftOut(base, file, piece string, first cfront.Place) (string, cfront.Note) {
	unknown := cfront.Note{Kind: cfront.NoteModel, Place: first, Text: "A declaration could not be modelled: its model is no Go"}
	at := strings.Index("\n"+piece, "\nfunc ")
	if at < 0 {
		return "", unknown
	}
	line, _, _ := strings.Cut(piece[at:], "\n")
	head, ok := strings.CutSuffix(strings.TrimSpace(line), "{")
	if !ok {
		return "", unknown
	}
	c := compiled{base: base, fset: token.NewFileSet()}
	f, err := parser.ParseFile(c.fset, filepath.Join(base, file), "package p\n"+piece[:at]+head+"{}\n", parser.ParseComments|parser.SkipObjectResolution)
	if err != nil || len(f.Decls) != 1 {
		return "", unknown
	}
	fn, ok := f.Decls[0].(*ast.FuncDecl)
	if !ok {
		return "", unknown
	}
	return piece[:at] + head + empty(fn) + "\n", *c.note(fn.Name, fn.Name.Name+" could not be modelled: its model is no Go")
}

// first is where nothing better is known: the beginning of the text.
func first(m *cfront.Model) cfront.Place {
	if len(m.Sources) == 0 {
		return cfront.Place{}
	}
	return cfront.Place{File: m.Sources[0], Line: 1, Col: 1}
}
