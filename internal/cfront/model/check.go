package model

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"strings"
)

// rounds bounds how often the model is written again without what does not compile.
const rounds = 4

// finish writes the model and takes what does not compile out of it.
func (b *builder) finish() *Model {
	m := &Model{Files: map[string][]byte{}}
	var files []*file
	for range rounds {
		files, m.Texts = b.write()
		if !b.check(files) {
			break
		}
	}
	for _, f := range files {
		m.Files[f.name] = f.text(b.pkg)
	}
	m.Called = b.written()
	for _, o := range b.done {
		if o.fn != nil {
			m.Functions++
			if o.failed == "" {
				m.Modelled++
			}
		}
		if o.failed != "" {
			at := b.place(o.u, o.at)
			if at.Line == 0 || o.at == 0 {
				at = b.place(o.u, o.tok)
			}
			m.Failures = append(m.Failures, Failure{o.name, at, o.failed})
		}
	}
	var all int
	all, m.Lost = b.lost()
	m.Unloads = b.unloads
	m.Calls, m.Followed = all, all-len(m.Lost)
	return m
}

// check type-checks the files, and reports whether it took something out.
func (b *builder) check(files []*file) bool {
	fset := token.NewFileSet()
	var parsed []*ast.File
	byName := map[string]*file{}
	head := map[*file]int{}
	found := false
	blame := func(pos token.Pos, msg string) {
		p := fset.PositionFor(pos, false)
		f := byName[p.Filename]
		if f == nil {
			return
		}
		if o := b.at(f, p.Offset-head[f]); o != nil && o.late != nil && strings.Contains(msg, "initialization cycle") {
			o.postpone()
			found = true
		} else if o != nil && o.failed == "" {
			o.failed, o.lines = "its model does not compile: "+msg, nil
			o.at = 0
			found = true
		} else if o == nil {
			b.broken = append(b.broken, p.String()+": "+msg)
		}
	}
	for _, f := range files {
		text := f.text(b.pkg)
		head[f] = len(text) - len(f.buf)
		byName[f.name] = f
		tree, err := parser.ParseFile(fset, f.name, text, parser.SkipObjectResolution)
		if list, ok := err.(scanner.ErrorList); ok {
			for _, e := range list { // its places are those of //line, but its offset is not
				if o := b.at(f, e.Pos.Offset-head[f]); o != nil && o.failed == "" {
					o.failed, o.lines, o.at = "its model does not compile: "+e.Msg, nil, 0
					found = true
				}
			}
		}
		if tree != nil {
			parsed = append(parsed, tree)
		}
	}
	if found {
		return true
	}
	conf := types.Config{Importer: b.prog.Table.Importer(), Sizes: types.SizesFor("gc", "amd64"), Error: func(err error) {
		if e, ok := err.(types.Error); ok && !strings.HasPrefix(e.Msg, "\t") {
			blame(e.Pos, e.Msg)
		}
	}}
	conf.Check(b.pkg, fset, parsed, nil)
	return found
}

// at is the output that a place of a file belongs to.
func (b *builder) at(f *file, offset int) *output {
	for _, o := range b.done {
		if o.file == f && offset >= o.start && offset < o.end {
			return o
		}
	}
	return nil
}
