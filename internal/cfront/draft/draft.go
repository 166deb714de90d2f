// Package draft is a model while it is written: the names in it, the values of
// expressions, the lines of functions and the ways out of what encloses them. It has the
// text of Go and knows no expression of C.
package draft

import (
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// A Draft is a model while it is written.
type Draft struct {
	Program *names.Program
	Deduce  func(fn *names.Function) // finds the result of a function by what it returns
	Final   bool                     // the roles of all functions are known

	Calls   map[scan.Pos]bool        // of the lifecycle in the model
	Called  map[*names.Function]bool // by the driver itself
	Deduced map[*names.Function]bool // their result is known
	Begun   map[*names.Var]string    // what tells whether a static object of a function has begun
	Unloads []Failure

	Helpers map[string]bool
	Wanted  []*names.Var // variables that something uses, in order
	asked   map[*names.Var]bool

	Constants []*names.Enumerator // that something uses, in order
	listed    map[*names.Enumerator]bool

	Unknown    map[string]*UndeclaredVar
	Undeclared []string // of Unknown, in order
	status     int      // how many of these are of a status

	FuncValues []FuncValue
	Marks      []Mark

	SystemObjects map[*names.Record]string // of classes that the system calls
	SystemClasses []*names.Record          // these, in order
	numbers       map[*names.Record]int    // of classes with virtual methods
	Dispatches    []Dispatch
}

// New is an empty draft of the model of a program.
func New(prog *names.Program) *Draft {
	return &Draft{
		Program:       prog,
		Calls:         map[scan.Pos]bool{},
		Called:        map[*names.Function]bool{},
		Deduced:       map[*names.Function]bool{},
		Begun:         map[*names.Var]string{},
		Helpers:       map[string]bool{},
		asked:         map[*names.Var]bool{},
		listed:        map[*names.Enumerator]bool{},
		Unknown:       map[string]*UndeclaredVar{},
		SystemObjects: map[*names.Record]string{},
		numbers:       map[*names.Record]int{},
	}
}

// Finally drops what has been written to tell the roles of functions: from now on it is
// written with these.
func (b *Draft) Finally() {
	b.Final = true
	b.FuncValues, b.Marks, b.Wanted, b.Unloads = nil, nil, nil, nil
	clear(b.asked)
	clear(b.Calls)
}
