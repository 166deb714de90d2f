package model

import (
	"strconv"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// A line is one line of the model. Its label or declaration is left out unless
// something uses it.
type line struct {
	text  string
	tok   int32 // of the unit, where it comes from; -1 for nowhere
	label *label
	local *local
}

// A local is a variable or parameter of a function.
type local struct {
	name string // in Go
	t    *names.Type
	ref  bool // a reference of C++: a pointer in Go
}

// A label is a place to jump to.
type label struct {
	name string
	used bool
}

// function makes the model of one function, or of one initializer.
type function struct {
	b          *builder
	u          *names.Unit
	fn         *names.Function
	result     *names.Type
	out        []line
	top        []line // declarations of locals, where jumps make them stand first
	tok        int32  // of the statement at hand
	scopes     []map[string]any
	used       map[string]int // names of locals
	given      []string       // these, in order
	temps      int
	hoist      bool // locals are declared first
	flat       bool // no blocks: labels and jumps alone
	ways       []way
	labels     map[string]*label
	this       *local
	cases      map[*syntax.Case]*label // of the flat switch at hand
	jumps      map[string]bool         // labels that something jumps to
	failed     string                  // why the function is not modelled
	at         int32
	depth      int
	copies     int
	abnormal   bool   // the handler at hand follows a jump
	spared     string // the object that is returned, and not ended
	converting bool   // an object is made of an argument
	deduces    bool   // the result is asked for alone
	found      *names.Type
}

// way is what encloses a statement and has a say in how it is left.
type way struct {
	loop   bool   // break and continue mean this one
	sw     bool   // break means this one
	once   bool   // the loop is do { } while (0): continue leaves it
	brk    *label // where break goes, if not by Go's own
	cont   *label // where continue goes, if not by Go's own
	broken *bool  // a break leaves it
	try    *label // where __leave goes
	except *label // where an exception goes
	probes bool   // it guards memory of a user
	of     syntax.Node
	leaves []func(f *function, abnormal bool) // what has to be done on the way out
}

func (b *builder) newFunction(u *names.Unit, fn *names.Function) *function {
	return &function{b: b, u: u, fn: fn, used: map[string]int{}, labels: map[string]*label{}, scopes: []map[string]any{{}}}
}

// fail notes that something of the function cannot be said.
func (f *function) fail(n syntax.Node, why string) {
	if f.failed == "" {
		f.failed, f.at = why, n.Range().From
	}
}

func (f *function) emit(text string) {
	f.out = append(f.out, line{text: text, tok: f.tok})
}

// capture runs what emits lines and gives them.
func (f *function) capture(do func()) []line {
	saved := f.out
	f.out = nil
	do()
	got := f.out
	f.out = saved
	return got
}

// within models what stands in another text than the function does: a default that a
// class gives, as a file before read it.
func (f *function) within(u *names.Unit, space string, do func()) {
	saved := f.u
	f.u = u
	leave := u.Enter(space)
	do()
	leave()
	f.u = saved
}

// name is a name for a local that nothing else in the function has.
func (f *function) name(c string) string {
	base := names.Identifier(c)
	if f.b.prog.Taken(base) {
		base += "_"
	}
	try := base
	for f.used[try] > 0 || f.b.prog.Taken(try) {
		f.used[base]++
		try = base + "_" + strconv.Itoa(f.used[base])
	}
	f.used[try] = 1
	f.given = append(f.given, try)
	return try
}

// declare makes a local of the innermost scope.
func (f *function) declare(c string, t *names.Type) *local {
	l := &local{name: f.name(c), t: t}
	f.scopes[len(f.scopes)-1][c] = l
	return l
}

// lookup is what a name means in the function's own scopes, or nil.
func (f *function) lookup(c string) any {
	for i := len(f.scopes) - 1; i >= 0; i-- {
		if l, ok := f.scopes[i][c]; ok {
			return l
		}
	}
	return nil
}

func (f *function) push() { f.scopes = append(f.scopes, map[string]any{}) }
func (f *function) pop()  { f.scopes = f.scopes[:len(f.scopes)-1] }

// temp keeps a value in a variable of its own.
func (f *function) temp(v value) value {
	t := v.t
	name := f.variable(t)
	f.emit(name + " = " + v.s)
	return value{s: name, t: t, prec: precPrimary, lv: true}
}

// variable declares a variable that the text does not have.
func (f *function) variable(t *names.Type) string {
	f.temps++
	return f.variableAs("v"+strconv.Itoa(f.temps), t)
}

// variableAs declares one with a name that reports may show.
func (f *function) variableAs(base string, t *names.Type) string {
	name := f.name(base)
	decl := []line{{text: "var " + name + " " + t.String(), tok: f.tok}, {text: "_ = " + name, tok: f.tok, local: &local{name: name}}}
	if f.hoist {
		f.top = append(f.top, decl...)
	} else {
		f.out = append(f.out, decl...)
	}
	return name
}

func (f *function) newLabel(name string) *label {
	for try, n := name, 2; ; n++ {
		if f.labels[try] == nil {
			l := &label{name: try}
			f.labels[try] = l
			return l
		}
		try = name + strconv.Itoa(n)
	}
}

func (f *function) jump(l *label) {
	l.used = true
	f.emit("goto " + l.name)
}

func (f *function) place(l *label) {
	f.out = append(f.out, line{text: l.name + ":", tok: f.tok, label: l})
}

// deeper guards the recursion over a tree.
func (f *function) deeper(n syntax.Node) bool {
	if f.depth > 3000 {
		f.fail(n, "it nests too deep")
		return false
	}
	f.depth++
	return true
}
