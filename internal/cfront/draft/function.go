package draft

import (
	"strconv"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// A Function is a function, or an initializer, while it is written.
type Function struct {
	Draft      *Draft
	Unit       *names.Unit
	Func       *names.Function
	Result     *names.Type
	Lines      []Line
	Top        []Line // declarations of locals, where jumps make them stand first
	Token      int32  // of the statement at hand
	Scopes     []map[string]any
	Used       map[string]int // names of locals
	Given      []string       // these, in order
	Temps      int
	Hoist      bool // locals are declared first
	Flat       bool // no blocks: labels and jumps alone
	Ways       []Way
	Labels     map[string]*Label
	This       *Local
	Cases      map[*syntax.Case]*Label // of the flat switch at hand
	Jumps      map[string]bool         // labels that something jumps to
	Failed     string                  // why the function is not modelled
	FailedAt   int32
	Depth      int
	Copies     int
	Abnormal   bool   // the handler at hand follows a jump
	Spared     string // the object that is returned, and not ended
	Converting bool   // an object is made of an argument
	Deduces    bool   // the result is asked for alone
	Found      *names.Type
}

// NewFunction is one of which nothing is written.
func NewFunction(b *Draft, u *names.Unit, fn *names.Function) *Function {
	return &Function{Draft: b, Unit: u, Func: fn, Used: map[string]int{}, Labels: map[string]*Label{}, Scopes: []map[string]any{{}}}
}

// A Line is one line of the model. Its label or declaration is left out unless
// something uses it.
type Line struct {
	Text  string
	Token int32 // of the unit, where it comes from; -1 for nowhere
	Label *Label
	Local *Local
}

// A Local is a variable or parameter of a function.
type Local struct {
	Name  string // in Go
	Type  *names.Type
	Ref   bool // a reference of C++: a pointer in Go
	Const bool // it, or what it refers or points to, is const
}

// An Output is a function or variable of the model.
type Output struct {
	Name     string // in C
	Func     *names.Function
	Unit     *names.Unit
	Token    int32
	Head     func() string // known when all roles are
	Late     []Line        // gives a variable its value, where Go wants it to be later
	Postpone func()
	Lines    []Line
	Failed   string
	FailedAt int32
	Result   *names.Type
}

// Fail notes that something of the function cannot be said.
func (f *Function) Fail(n syntax.Node, why string) {
	if f.Failed == "" {
		f.Failed, f.FailedAt = why, n.Range().From
	}
}

// Emit writes a line.
func (f *Function) Emit(text string) {
	f.Lines = append(f.Lines, Line{Text: text, Token: f.Token})
}

// Capture runs what emits lines and gives them.
func (f *Function) Capture(do func()) []Line {
	saved := f.Lines
	f.Lines = nil
	do()
	got := f.Lines
	f.Lines = saved
	return got
}

// LineOf is a value as a statement, if it does anything.
func (f *Function) LineOf(v Value) []Line {
	if v.Text == "" || !v.Calls {
		return nil
	}
	return []Line{{Text: v.Text, Token: f.Token}}
}

// IfElse writes lines for where a condition holds, and for where it does not.
func (f *Function) IfElse(c Value, a, b []Line) {
	f.Emit("if " + c.Text + " {")
	f.Lines = append(f.Lines, a...)
	if len(b) > 0 {
		f.Emit("} else {")
		f.Lines = append(f.Lines, b...)
	}
	f.Emit("}")
}

// Within models what stands in another text than the function does: a default that a
// class gives, as a file before read it.
func (f *Function) Within(u *names.Unit, space string, do func()) {
	saved := f.Unit
	f.Unit = u
	leave := u.Enter(space)
	do()
	leave()
	f.Unit = saved
}

// Name is a name for a local that nothing else in the function has.
func (f *Function) Name(c string) string {
	base := names.Identifier(c)
	if f.Draft.Program.Taken(base) {
		base += "_"
	}
	try := base
	for f.Used[try] > 0 || f.Draft.Program.Taken(try) {
		f.Used[base]++
		try = base + "_" + strconv.Itoa(f.Used[base])
	}
	f.Used[try] = 1
	f.Given = append(f.Given, try)
	return try
}

// Declare makes a local of the innermost scope.
func (f *Function) Declare(c string, t *names.Type) *Local {
	l := &Local{Name: f.Name(c), Type: t}
	f.Scopes[len(f.Scopes)-1][c] = l
	return l
}

// Lookup is what a name means in the function's own scopes, or nil.
func (f *Function) Lookup(c string) any {
	for i := len(f.Scopes) - 1; i >= 0; i-- {
		if l, ok := f.Scopes[i][c]; ok {
			return l
		}
	}
	return nil
}

// Push opens a scope.
func (f *Function) Push() { f.Scopes = append(f.Scopes, map[string]any{}) }

// Pop closes the innermost scope.
func (f *Function) Pop() { f.Scopes = f.Scopes[:len(f.Scopes)-1] }

// Temp keeps a value in a variable of its own.
func (f *Function) Temp(v Value) Value {
	t := v.Type
	name := f.Variable(t)
	f.Emit(name + " = " + v.Text)
	return Value{Text: name, Type: t, Prec: PrecPrimary, LValue: true}
}

// Variable declares a variable that the text does not have.
func (f *Function) Variable(t *names.Type) string {
	f.Temps++
	return f.VariableAs("v"+strconv.Itoa(f.Temps), t)
}

// VariableAs declares one with a name that reports may show.
func (f *Function) VariableAs(base string, t *names.Type) string {
	name := f.Name(base)
	decl := []Line{{Text: "var " + name + " " + t.String(), Token: f.Token}, {Text: "_ = " + name, Token: f.Token, Local: &Local{Name: name}}}
	if f.Hoist {
		f.Top = append(f.Top, decl...)
	} else {
		f.Lines = append(f.Lines, decl...)
	}
	return name
}

// Deeper guards the recursion over a tree.
func (f *Function) Deeper(n syntax.Node) bool {
	if f.Depth > 3000 {
		f.Fail(n, "it nests too deep")
		return false
	}
	f.Depth++
	return true
}
