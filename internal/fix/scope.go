package fix

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/lower"
	"github.com/wskvet/wskvet/internal/summary"
)

// pos is where code that is inserted at the place is read.
func (a place) pos() token.Pos {
	switch n := a.node().(type) {
	case *ast.FuncDecl:
		return n.Body.Rbrace
	case *ast.FuncLit:
		return n.Body.Rbrace
	}
	return a.node().Pos()
}

// lookup is what a name means at the place.
func (a place) lookup(name string) types.Object {
	scope := a.src.Types.Scope().Innermost(a.pos())
	if scope == nil {
		return nil
	}
	_, obj := scope.LookupParent(name, a.pos())
	return obj
}

// resolves reports whether an expression of from means the same at the place.
func (a place) resolves(from place, e ast.Expr) bool {
	same := true
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			same = same && a.resolves(from, n.X)
			return false
		case *ast.CallExpr, *ast.FuncLit, *ast.CompositeLit:
			same = false // not the same object twice
		case *ast.Ident:
			same = same && equal(from.src.Info.ObjectOf(n), a.lookup(n.Name))
		}
		return same
	})
	return same
}

// equal reports whether two names mean one thing. A package is another object in
// each file that imports it.
func equal(x, y types.Object) bool {
	if p, ok := x.(*types.PkgName); ok {
		q, ok := y.(*types.PkgName)
		return ok && p.Imported().Path() == q.Imported().Path()
	}
	return x != nil && x == y
}

// qualifier is what stands before the names of a package in the place's file.
func (a place) qualifier(pkg *types.Package) (string, bool) {
	if pkg == nil {
		return "", false
	}
	if pkg == a.src.Types {
		return "", true
	}
	for _, i := range a.file.Imports {
		if name := a.src.Info.PkgNameOf(i); name != nil && name.Imported().Path() == pkg.Path() {
			switch name.Name() {
			case ".":
				return "", true
			case "_":
				continue
			}
			return name.Name() + ".", true
		}
	}
	return "", false
}

// form is how a WSK function is called on a registration: what stands before its
// name, and its arguments.
type form struct{ before, args string }

func (f form) call(name string) string { return f.before + name + "(" + f.args + ")" }

// forms are the ways in which a registration may be named at the place, object
// being its name in messages: as the given calls name it, as the message does, as
// other calls of the place's file do.
func (p *proposer) forms(at place, object string, named ...place) []form {
	var out []form // of methods of the registration
	var befores, args []string
	for _, c := range append(named, undoCalls(at)...) {
		before, arg, ok := p.parts(c, at)
		if arg != "" {
			args = append(args, arg)
		}
		switch {
		case !ok || !c.op().Wsk():
		case arg == "" && method(c):
			out = append(out, form{before: before})
		default:
			befores = append(befores, before)
		}
	}
	e, err := parser.ParseExpr(object)
	if err == nil {
		args = append(args, "&"+types.ExprString(e), types.ExprString(e))
	}
	for _, b := range firsts(befores, 2) {
		for _, a := range firsts(args, 4) {
			out = append(out, form{b, a})
		}
	}
	if err == nil {
		out = append(out, form{before: types.ExprString(e) + "."})
	}
	return out
}

// firsts are the first n of different strings.
func firsts(all []string, n int) []string {
	var out []string
	for _, s := range all {
		if len(out) < n && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// parts is what stands before the name in a call, if it can stand at the place
// too, and the argument that is the registration, or "" if it cannot.
func (p *proposer) parts(c, at place) (before, arg string, ok bool) {
	call := c.call()
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		obj := c.src.Info.ObjectOf(fun)
		if obj == nil {
			return "", "", false
		}
		before, ok = at.qualifier(obj.Pkg())
	case *ast.SelectorExpr:
		ok = at.resolves(c, fun.X)
		before = p.written(c, fun.X) + "."
		if id, isIdent := fun.X.(*ast.Ident); isIdent {
			if pkg, isPkg := c.src.Info.ObjectOf(id).(*types.PkgName); isPkg {
				before, ok = at.qualifier(pkg.Imported())
			}
		}
	}
	for _, a := range call.Args {
		if lower.RoleOf(c.src.Info.TypeOf(a)) == summary.Registration && at.resolves(c, a) {
			return before, p.written(c, a), ok
		}
	}
	return before, "", ok
}

// method reports whether the call is a method of the registration itself.
func method(c place) bool {
	fun, ok := ast.Unparen(c.call().Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	if t := c.src.Info.TypeOf(fun.X); t == nil || lower.RoleOf(t) != summary.Registration && lower.RoleOf(types.NewPointer(t)) != summary.Registration {
		return false
	}
	return !slices.ContainsFunc(c.call().Args, func(a ast.Expr) bool {
		return lower.RoleOf(c.src.Info.TypeOf(a)) == summary.Registration
	})
}

// undoCalls are the calls in the place's file that undo something.
func undoCalls(at place) []place {
	var out []place
	ast.Inspect(at.file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if op := ddi.Lookup(called(call)); op == ddi.Deregister || op == ddi.Release {
				out = append(out, place{at.src, at.file, at.name, []ast.Node{call}})
			}
		}
		return true
	})
	return out
}

// failed is a condition that holds if the status in e, of type t, is one of
// failure, and how a variable of its type is called.
func (a place) failed(t types.Type, e string) (cond, name string, ok bool) {
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return e + " != nil", "err", types.Identical(t, types.Universe.Lookup("error").Type())
	case *types.Basic:
		switch {
		case u.Info()&types.IsBoolean != 0:
			return "!" + e, "ok", true
		case u.Info()&types.IsInteger != 0 && u.Info()&types.IsUnsigned == 0:
			return a.success(t, e), "status", true
		}
	}
	return "", "", false
}

// success negates NT_SUCCESS if the status's package has it and the file can
// name it, and compares else.
func (a place) success(t types.Type, e string) string {
	if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() != nil {
		if _, ok := n.Obj().Pkg().Scope().Lookup("NT_SUCCESS").(*types.Func); ok {
			if q, ok := a.qualifier(n.Obj().Pkg()); ok {
				return "!" + q + "NT_SUCCESS(" + e + ")"
			}
		}
	}
	return e + " < 0"
}

// indented puts a tab before each line.
func indented(lines []string) []string {
	var out []string
	for _, l := range lines {
		out = append(out, "\t"+l)
	}
	return out
}

// joined names calls in a message.
func joined(calls []string) string { return strings.Join(calls, "; ") }
