// Package cfront reads a driver's C and C++ and makes the Go model of it that the
// analyzer checks.
package cfront

import (
	"io/fs"

	"github.com/wskvet/wskvet/internal/cfront/model"
)

// A Define is a macro of the command line or of the project.
type Define struct{ Name, Value string }

// A Driver is one driver's text.
type Driver struct {
	Name     string   // of the project, or of the folder; it names the model's package
	FS       fs.FS    // rooted where positions are relative to; nothing else is read
	Files    []string // the translation units, slash paths in FS, sorted
	Include  []string // folders for #include, in order
	Defines  []Define
	Own      map[string][]Define // of files that have others than Defines
	Forced   map[string][]string // headers that come before files, as an #include names them
	Entry    string              // the entry's name where the project says so; "" for DriverEntry and its kin
	Compiler *Compiler           // keeps what is found out about the types; nil if nobody asks
}

// A Compiler is what models are type-checked with; Compiled is one that compiles.
type (
	Compiler = model.Compiler
	Compiled = model.Compiled
)

// A File is a file of Go source of the model, with //line directives to the C.
type File struct {
	Name string
	Text []byte
}

// A Place is a position in the C text, as //line states it.
type Place struct {
	File      string // slash path in Driver.FS
	Line, Col int    // from 1
}

// Texts are the C text of conditions and calls by their place.
type Texts map[Place]string

// A NoteKind is the kind of a Note.
type NoteKind uint8

// The kinds of notes.
const (
	NoteMissing   NoteKind = iota // an included file is not there
	NoteRead                      // a file could not be read to its end
	NoteSyntax                    // a piece that could not be parsed
	NoteModel                     // a function that is not modelled
	NoteLifecycle                 // a lifecycle call of the text that the model lacks
	NoteEntry                     // no entry, or one that is not a driver's
	NoteUnload                    // an unload assignment that was not understood
)

// A Note tells of what could not be read or modelled.
type Note struct {
	Kind     NoteKind
	Place    Place
	Function string // "" outside of functions
	Text     string // one sentence
}

// Counts are the sizes of a model, and of the text that it was made of.
type Counts struct {
	Files     int // that were read, headers too
	Lines     int
	Functions int // with a body, in the text
	Modelled  int // of these
	Calls     int // of the lifecycle, in the text
	Followed  int // of these, in the model
}

// A Model is the Go model of a driver: one package that imports wdm, wsk and
// unsafe.
type Model struct {
	Package  string
	Files    []File
	Compiled *Compiled // the files, if they compile and a Compiler was given
	Texts    Texts
	Called   map[string]string // the names in the text of functions that the model names otherwise
	Notes    []Note
	Counts   Counts
	Sources  []string // files that were read, headers too
}
