package expr

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// Scope guards of libraries whose headers are not there, wil::scope_exit and its kin: an
// object that is handed a function, and whose name tells that it calls the function where
// its scope is left, unless it is told not to.

// A scopeGuard is such an object.
type scopeGuard struct {
	undo  string // what it calls
	armed string // the variable that tells whether it will
}

// guardWords are in the names of such classes, and of the functions that make them.
var guardWords = []string{"guard", "exit", "final", "defer", "cleanup", "undo", "rollback"}

func namesGuard(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(guardWords, func(w string) bool { return strings.Contains(name, w) })
}

// Guard makes a variable that is one, if it is: T g(f), or auto g = make(f).
func (f *Function) Guard(d *syntax.Var, maker string, args []syntax.Expr) bool {
	if len(args) != 1 || !namesGuard(maker) || len(f.Ways) == 0 {
		return false
	}
	if t := f.TypeOf(args[0]); t == nil || t.Kind != names.Func || len(t.Params) > 0 {
		return false
	}
	v := f.Expr(args[0], nil)
	g := &scopeGuard{undo: v.Text, armed: f.Variable(names.TBool)}
	if v.Func != nil {
		g.undo = f.Draft.FuncName(v.Func)
	}
	f.Emit(g.armed + " = true")
	f.Scopes[len(f.Scopes)-1][d.Name.Last()] = g
	w := &f.Ways[len(f.Ways)-1]
	w.Leaves = append(w.Leaves, func(bool) { f.callGuard(g) })
	return true
}

func (f *Function) callGuard(g *scopeGuard) {
	f.Emit("if " + g.armed + " {")
	f.Emit(g.undo + "()")
	f.Emit("}")
}

// guardMethod is g.release(), g.reset() and the like.
func (f *Function) guardMethod(x *syntax.Call, m *syntax.Member) bool {
	id, ok := syntax.Unparen(m.X).(*syntax.Ident)
	if !ok {
		return false
	}
	g, ok := f.Lookup(id.Name.Last()).(*scopeGuard)
	if !ok {
		return false
	}
	switch strings.ToLower(m.Name.Last()) {
	case "release", "dismiss", "disarm", "cancel", "deactivate", "commit", "disable":
	case "reset", "run", "execute", "invoke":
		f.callGuard(g)
	default:
		f.Fail(x, "what "+m.Name.Last()+" does to a scope guard is not known")
	}
	f.Emit(g.armed + " = false")
	return true
}
