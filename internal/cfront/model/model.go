// Package model makes the Go model of a driver whose names are known: its functions and
// variables as files of Go, with what the system does to its objects, and without what
// does not compile.
package model

import (
	"maps"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/stmt"
)

// A Place is a position in the C text.
type Place = scan.Place

// A Model is the files of a package and what there is to say of them.
type Model struct {
	Files     map[string][]byte
	Texts     map[Place]string
	Called    map[string]string // the name in C of functions that the model names otherwise
	Failures  []draft.Failure
	Functions int // with a body
	Modelled  int
	Calls     int // of the lifecycle, in the text
	Followed  int // of these, in the model
	Lost      []draft.Failure
	Unloads   []draft.Failure // assignments of an unload function that were not understood
	Compiled  *Compiled       // nil if it does not compile
}

// builder makes the model of a program.
type builder struct {
	*draft.Draft
	pkg       string
	entry     string
	done      []piece
	callbacks map[string]string // what the system calls of objects, by their names in the model
}

// A piece is an output and where it stands.
type piece struct {
	*draft.Output
	file  *file
	start int
}

// Build makes the model of a program.
func Build(prog *names.Program, pkg, entry string, c Compiler) *Model {
	b := &builder{Draft: draft.New(prog), pkg: pkg, entry: entry, callbacks: map[string]string{}}
	b.Deduce = func(fn *names.Function) { stmt.Deduce(b.Draft, fn) }
	b.NameAll()
	b.all() // tells the roles of functions
	b.done = nil
	b.Finally()
	b.all()
	return b.finish(c)
}

// all makes the functions and variables.
func (b *builder) all() {
	for i := 0; i < len(b.Program.Funcs); i++ { // one may ask for an instance of a template
		if fn := b.Program.Funcs[i]; fn.Defined() {
			b.done = append(b.done, piece{Output: stmt.Function(b.Draft, fn)})
		}
	}
	for i := 0; i < len(b.Wanted); i++ { // the initializer of one may need another
		b.done = append(b.done, piece{Output: stmt.Variable(b.Draft, b.Wanted[i])})
	}
}

// written are the names that functions have in the text, by their names in the model
// where these are others.
func (b *builder) written() map[string]string {
	out := map[string]string{}
	for _, fn := range b.Program.Funcs {
		if name := draft.Qualified(fn); fn.Defined() && name != fn.Go {
			out[fn.Go] = name
		}
	}
	for _, d := range b.Dispatches {
		out[d.Name] = d.Record.C + "::~" + d.Record.C
		if d.Func != nil {
			out[d.Name] = d.Record.C + "::" + d.Func.C
		}
	}
	maps.Copy(out, b.callbacks)
	return out
}
