package cdriver

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront"
	"github.com/wskvet/wskvet/internal/ddi"
)

// compiled is a type-checked model.
type compiled struct {
	base  string // folder that the names of the text are relative to
	fset  *token.FileSet
	files []*ast.File
	types *types.Package
	info  *types.Info
}

// client reports whether the model calls WSK, or the network module registrar.
func (c *compiled) client() bool {
	for _, obj := range c.info.Uses {
		if op := ddi.Lookup(obj.Name()); op.Wsk() || op.Nmr() {
			return true
		}
	}
	return false
}

// empty drops the bodies of a model that has no obligation: nothing in them could break
// one, and nobody imports it.
func (c *compiled) empty() {
	for _, f := range c.files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
				fn.Body.List = nil
			}
		}
	}
}

// maxMends bounds how often a model is compiled anew. A function that is left out
// leaves errors where it is called, and an import may be left without a use.
const maxMends = 8

// compiler is what the model of a driver is type-checked with, once.
func (d *declared) compiler(path, base string) *cfront.Compiler {
	return &cfront.Compiler{Fset: d.fset, Importer: d, Base: base, Path: path, Info: newInfo}
}

// compile parses and type-checks a model, if that has not been done. A function whose
// text is no Go is one that could not be modelled: its body says so, in the model as
// well, and its neighbours are not disturbed.
func (d *declared) compile(path, base string, m *cfront.Model) (*compiled, error) {
	if k := m.Compiled; k != nil {
		return &compiled{base: base, fset: d.fset, files: k.Files, types: k.Types, info: k.Info}, nil
	}
	for range maxMends {
		c, errs := d.try(path, base, m)
		if len(errs) == 0 {
			return c, nil
		}
		if !c.mend(m, errs) && !repair(base, m) {
			return nil, fmt.Errorf("its model does not compile: %w", errs[0])
		}
	}
	return nil, errors.New("its model does not compile")
}

// try compiles a model once. Its errors are those of the parser, or of the types.
func (d *declared) try(path, base string, m *cfront.Model) (*compiled, []error) {
	c := &compiled{base: base, fset: d.fset, info: newInfo(0)}
	var errs []error
	for _, f := range m.Files {
		file, err := parser.ParseFile(c.fset, filepath.Join(base, f.Name), f.Text, parser.ParseComments|parser.SkipObjectResolution|parser.AllErrors)
		if err != nil {
			errs = append(errs, err)
		}
		c.files = append(c.files, file)
	}
	if len(errs) > 0 {
		return c, errs
	}
	conf := types.Config{Importer: d, Sizes: sizes(), Error: func(err error) { errs = append(errs, err) }}
	c.types, _ = conf.Check(path, c.fset, c.files, c.info)
	return c, errs
}

// mend empties the functions that errors are in, and reports whether each error has
// been seen to.
func (c *compiled) mend(m *cfront.Model, errs []error) bool {
	var edits []edit
	for _, err := range errs {
		e, ok := c.edit(err)
		if !ok {
			return false
		}
		if !slices.ContainsFunc(edits, func(o edit) bool { return o.file == e.file && o.from == e.from }) {
			edits = append(edits, e)
			if e.note != nil {
				e.note.Function = cmp.Or(m.Called[e.note.Function], e.note.Function)
				e.note.Text = e.note.Function + " could not be modelled: " + e.note.Text
				m.Notes = append(m.Notes, *e.note)
				m.Counts.Modelled--
			}
		}
	}
	slices.SortFunc(edits, func(a, b edit) int { return b.from - a.from })
	for _, e := range edits {
		f := &m.Files[e.file]
		f.Text = slices.Concat(f.Text[:e.from], []byte(e.text), f.Text[e.to:])
	}
	return true
}

// edit replaces bytes of a model's file.
type edit struct {
	file, from, to int
	text           string
	note           *cfront.Note
}

// edit is what mends an error.
func (c *compiled) edit(err error) (edit, bool) {
	var te types.Error
	var list scanner.ErrorList
	switch {
	case errors.As(err, &te):
		return c.at(te.Pos, te.Msg)
	case errors.As(err, &list):
		return edit{}, false // its places are those of the C
	}
	return edit{}, false
}

// at is the edit for an error at a place: of the function, variable or import that is
// there.
func (c *compiled) at(pos token.Pos, msg string) (edit, bool) {
	for i, f := range c.files {
		if pos < f.FileStart || f.FileEnd < pos {
			continue
		}
		for _, decl := range f.Decls {
			if decl.Pos() <= pos && pos <= decl.End() {
				e, ok := c.within(decl, pos, msg)
				e.file = i
				e.from -= int(f.FileStart)
				e.to -= int(f.FileStart)
				return e, ok
			}
		}
	}
	return edit{}, false
}

// within is the edit for an error in a declaration, with places for offsets: a body
// is emptied, a function of another fault goes, and so do the value of a variable and a
// type; what needs them follows.
func (c *compiled) within(decl ast.Decl, pos token.Pos, msg string) (edit, bool) {
	if fn, ok := decl.(*ast.FuncDecl); ok {
		if fn.Body != nil && fn.Body.Pos() <= pos {
			return edit{from: int(fn.Body.Pos()), to: int(fn.Body.End()), text: empty(fn), note: c.note(fn.Name, msg)}, true
		}
		return edit{from: int(fn.Pos()), to: int(fn.End()), note: c.note(fn.Name, msg)}, true
	}
	for _, spec := range decl.(*ast.GenDecl).Specs {
		if pos < spec.Pos() || spec.End() < pos {
			continue
		}
		switch s := spec.(type) {
		case *ast.ImportSpec:
			return edit{from: int(s.Pos()), to: int(s.Pos()), text: "_ "}, s.Name == nil
		case *ast.ValueSpec:
			if s.Type != nil && len(s.Values) > 0 && s.Type.End() <= pos {
				return edit{from: int(s.Type.End()), to: int(s.End()), note: c.note(s.Names[0], msg)}, true
			}
			return edit{from: int(decl.Pos()), to: int(decl.End()), note: c.note(s.Names[0], msg)}, true
		case *ast.TypeSpec:
			return edit{from: int(decl.Pos()), to: int(decl.End()), note: c.note(s.Name, msg)}, true
		}
	}
	return edit{}, false
}

// empty is the body of a function that could not be modelled.
func empty(fn *ast.FuncDecl) string {
	var results []string
	if fn.Type.Results != nil {
		for _, r := range fn.Type.Results.List {
			for range max(1, len(r.Names)) {
				results = append(results, "wdm.Unknown["+types.ExprString(r.Type)+"]()")
			}
		}
	}
	if len(results) == 0 {
		return "{ wdm.NotModelled() }"
	}
	return "{ wdm.NotModelled(); return " + strings.Join(results, ", ") + " }"
}

func (c *compiled) note(name *ast.Ident, msg string) *cfront.Note {
	p := c.fset.Position(name.Pos())
	file, err := filepath.Rel(c.base, p.Filename)
	if err != nil {
		file = p.Filename
	}
	return &cfront.Note{
		Kind: cfront.NoteModel, Place: cfront.Place{File: filepath.ToSlash(file), Line: p.Line, Col: p.Column},
		Function: name.Name, Text: msg,
	}
}

// places are the files of a model in the set of all files.
type places struct {
	set   *token.FileSet
	files []*token.File
}

func (c *compiled) places() places {
	p := places{set: c.fset}
	for _, f := range c.files {
		if at := c.fset.File(f.FileStart); at != nil {
			p.files = append(p.files, at)
		}
	}
	return p
}

// drop forgets the places of a model that is done with.
func (p places) drop() {
	for _, f := range p.files {
		p.set.RemoveFile(f)
	}
}
