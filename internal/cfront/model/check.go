package model

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"path/filepath"
	"sort"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
)

// A Compiler is what models are type-checked with.
type Compiler struct {
	Fset     *token.FileSet
	Importer types.Importer
	Base     string                     // folder that the names of files are relative to
	Path     string                     // of the package
	Info     func(size int) *types.Info // what is kept of the types of so many bytes; nil for nothing
}

// Compiled is a model that compiles.
type Compiled struct {
	Files []*ast.File
	Types *types.Package
	Info  *types.Info
}

// rounds bounds how often the model is written again without what does not compile.
const rounds = 4

// finish writes the model and takes what does not compile out of it.
func (b *builder) finish(c Compiler) *Model {
	m := &Model{Files: map[string][]byte{}}
	var files []*file
	for again, n := true, 0; again && n < rounds; n++ {
		files, m.Texts = b.write()
		m.Compiled, again = b.check(c, files)
	}
	for _, f := range files {
		m.Files[f.name] = f.text
	}
	m.Called = b.written()
	for _, o := range b.done {
		if o.Func != nil && !o.Func.Lent() {
			m.Functions++
			if o.Failed == "" {
				m.Modelled++
			}
		}
		if o.Failed != "" {
			at := b.Place(o.Unit, o.FailedAt)
			if at.Line == 0 || o.FailedAt == 0 {
				at = b.Place(o.Unit, o.Token)
			}
			m.Failures = append(m.Failures, draft.Failure{Function: o.Name, At: at, Why: o.Failed})
		}
	}
	var all int
	all, m.Lost = b.lost()
	m.Unloads = b.Unloads
	m.Calls, m.Followed = all, all-len(m.Lost)
	return m
}

// check parses and type-checks the files, and reports whether it took something out
// and they are to be written again.
func (b *builder) check(c Compiler, files []*file) (compiled *Compiled, again bool) {
	k := checking{b: b, fset: c.Fset, files: map[string]*file{}, outputs: map[*file][]*piece{}}
	for i := range b.done {
		o := &b.done[i]
		k.outputs[o.file] = append(k.outputs[o.file], o)
	}
	trees := k.parse(c.Base, files)
	defer func() {
		if compiled == nil {
			k.forget(trees)
		}
	}()
	if k.found {
		return nil, true
	}
	var info *types.Info
	if c.Info != nil {
		size := 0
		for _, f := range files {
			size += len(f.buf)
		}
		info = c.Info(size)
	}
	conf := types.Config{Importer: c.Importer, Sizes: types.SizesFor("gc", "amd64"), Error: k.blame}
	pkg, _ := conf.Check(c.Path, c.Fset, trees, info)
	if k.failed {
		return nil, k.found
	}
	return &Compiled{trees, pkg, info}, false
}

// checking is one look at whether the files compile.
type checking struct {
	b       *builder
	fset    *token.FileSet
	files   map[string]*file
	outputs map[*file][]*piece // as they stand in it
	failed  bool               // there is an error
	found   bool               // and what it is in has been taken out
}

// parse parses the files. Places in its errors are those of //line, but for the offset.
func (k *checking) parse(base string, files []*file) []*ast.File {
	var trees []*ast.File
	for _, f := range files {
		name := filepath.Join(base, f.name)
		k.files[name] = f
		tree, err := parser.ParseFile(k.fset, name, f.text, mode(f.text))
		if list, ok := err.(scanner.ErrorList); ok {
			k.failed = true
			for _, e := range list {
				k.blameAt(f, e.Pos.Offset, e.Msg)
			}
		}
		if tree != nil {
			trees = append(trees, tree)
		}
	}
	return trees
}

// mode is how a file is parsed. Most of its comments are places, and no tree needs them:
// comments are kept where there are directives among them.
func mode(text []byte) parser.Mode {
	m := parser.SkipObjectResolution | parser.AllErrors
	if bytes.Contains(text, []byte("//wskvet:")) {
		m |= parser.ParseComments
	}
	return m
}

// blame takes out what an error of the types is in.
func (k *checking) blame(err error) {
	k.failed = true
	e, ok := err.(types.Error)
	if !ok || strings.HasPrefix(e.Msg, "\t") {
		return
	}
	if p := k.fset.PositionFor(e.Pos, false); k.files[p.Filename] != nil {
		k.blameAt(k.files[p.Filename], p.Offset, e.Msg)
	}
}

func (k *checking) blameAt(f *file, offset int, msg string) {
	o := k.at(f, offset-(len(f.text)-len(f.buf)))
	switch {
	case o == nil:
	case o.Late != nil && strings.Contains(msg, "initialization cycle"):
		o.Postpone()
		k.found = true
	case o.Failed == "":
		o.Failed, o.Lines, o.FailedAt = "its model does not compile: "+msg, nil, 0
		k.found = true
	}
}

// forget takes trees that are done with out of the set of files.
func (k *checking) forget(trees []*ast.File) {
	for _, t := range trees {
		if f := k.fset.File(t.FileStart); f != nil {
			k.fset.RemoveFile(f)
		}
	}
}

// at is the output that a place of a file belongs to. Behind its end the parser still
// misses what it lacks.
func (k *checking) at(f *file, offset int) *piece {
	in := k.outputs[f]
	i := sort.Search(len(in), func(i int) bool { return in[i].start > offset })
	if i == 0 {
		return nil
	}
	return in[i-1]
}
