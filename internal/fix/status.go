package fix

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
)

// checked tests a status that nobody looks at, and leaves the function if it is
// one of failure.
func (p *proposer) checked(f finding.Finding) idea {
	for _, s := range slices.Backward(f.Steps) {
		if s.Kind != finding.Operate {
			continue
		}
		a, ok := p.callAt(s.Pos)
		if !ok || !slices.Contains([]ddi.Op{ddi.Register, ddi.Capture, ddi.OpenSocket}, a.op()) {
			continue
		}
		if i := p.tests(f, a); i != nil {
			return i
		}
	}
	return nil
}

// tests are the tests of one call's status, with what has to be undone before
// the function leaves.
func (p *proposer) tests(f finding.Finding, a place) idea {
	if len(a.path) < 2 || a.obliged() {
		return nil
	}
	if _, ok := a.node().(*ast.CallExpr); !ok {
		return nil
	}
	t := a.src.Info.TypeOf(a.call())
	var write func(undo []string) (candidate, bool)
	switch s := a.path[len(a.path)-2].(type) {
	case *ast.ExprStmt:
		write = func(undo []string) (candidate, bool) { return p.test(a, s, t, undo) }
	case *ast.AssignStmt:
		if len(s.Lhs) != 1 || len(s.Rhs) != 1 {
			return nil
		}
		id, ok := s.Lhs[0].(*ast.Ident)
		switch {
		case !ok:
			return nil
		case id.Name == "_":
			write = func(undo []string) (candidate, bool) { return p.test(a, s, t, undo) }
		case a.unread(s, id):
			write = func(undo []string) (candidate, bool) { return p.testAfter(a, s, id.Name, t, undo) }
		default:
			return nil
		}
	default:
		return nil
	}
	var out idea
	for _, undo := range p.undos(f, a) {
		if c, ok := write(undo); ok {
			out = append(out, c)
		}
	}
	return out
}

// undos are the lists of calls that may have to run before the function leaves.
func (p *proposer) undos(f finding.Finding, a place) [][]string {
	out := [][]string{nil}
	if a.op() == ddi.Register {
		return out
	}
	for _, form := range p.forms(a, f.Object, a) {
		d, r := form.call(deregister), form.call(release)
		out = append(out, []string{d}, []string{r}, []string{r, d})
	}
	return out
}

// test replaces a statement that drops the status by one that tests it.
func (p *proposer) test(a place, s ast.Stmt, t types.Type, undo []string) (candidate, bool) {
	_, name, ok := a.failed(t, "")
	if !ok {
		return candidate{}, false
	}
	ret, ok := a.leave(t, name)
	if !ok {
		return candidate{}, false
	}
	cond, _, _ := a.failed(t, name)
	indent := "\n" + p.indent(a, s.Pos())
	lines := slices.Concat([]string{"if " + name + " := " + p.written(a, a.call()) + "; " + cond + " {"}, indented(undo), []string{"\t" + ret, "}"})
	return candidate{"test the status of " + called(a.call()), []change{{a.name, a.offset(s.Pos()), a.offset(s.End()), strings.Join(lines, indent)}}}, true
}

// testAfter tests a status that is kept in a variable.
func (p *proposer) testAfter(a place, s ast.Stmt, name string, t types.Type, undo []string) (candidate, bool) {
	cond, _, ok := a.failed(t, name)
	if !ok {
		return candidate{}, false
	}
	ret, ok := a.leave(t, name)
	if !ok {
		return candidate{}, false
	}
	lines := slices.Concat([]string{"if " + cond + " {"}, indented(undo), []string{"\t" + ret, "}"})
	return candidate{"test the status of " + called(a.call()), []change{p.insertAfter(a, s, lines...)}}, true
}

// leave is the return statement by which the function hands on a status of type
// t: as its only result, or as one beside which the others are zero.
func (a place) leave(t types.Type, name string) (string, bool) {
	ft, _, _ := a.function()
	if ft.Results == nil {
		return "return", true
	}
	var out []string
	given := false
	for _, r := range ft.Results.List {
		for range max(len(r.Names), 1) {
			rt := a.src.Info.TypeOf(r.Type)
			if types.Identical(rt, t) && !given {
				given = true
				out = append(out, name)
				continue
			}
			z, ok := zero(rt)
			if !ok {
				return "", false
			}
			out = append(out, z)
		}
	}
	return "return " + strings.Join(out, ", "), given
}

// zero is the zero value of a type, where it can be written without its name.
func zero(t types.Type) (string, bool) {
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Signature, *types.Interface:
		return "nil", true
	case *types.Basic:
		switch {
		case u.Info()&types.IsBoolean != 0:
			return "false", true
		case u.Info()&types.IsString != 0:
			return `""`, true
		case u.Info()&types.IsNumeric != 0:
			return "0", true
		}
	}
	return "", false
}

// unread reports whether what a statement writes to a variable is written over,
// or forgotten, before anybody reads it. It looks at straight code alone: where
// there is a label or a loop around it, what comes next is not what follows.
func (a place) unread(s ast.Stmt, id *ast.Ident) bool {
	v, ok := a.src.Info.ObjectOf(id).(*types.Var)
	_, body, _ := a.function()
	if !ok || body == nil || v.Pos() < body.Pos() || body.End() <= v.Pos() {
		return false // a global, or a named result
	}
	next := token.NoPos
	straight, written := true, false
	var targets []token.Pos
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			straight = straight && (n.End() < s.Pos() || s.End() < n.Pos())
		case *ast.LabeledStmt, *ast.FuncLit:
			straight = false
		case *ast.AssignStmt:
			if plain := n.Tok == token.ASSIGN || n.Tok == token.DEFINE; plain && !a.reads(n.Rhs, v) {
				for _, l := range n.Lhs {
					targets = append(targets, l.Pos())
				}
			}
		case *ast.Ident:
			if a.src.Info.ObjectOf(n) == v && n.Pos() > s.End() && (next == token.NoPos || n.Pos() < next) {
				next = n.Pos()
			}
		}
		return true
	})
	written = slices.Contains(targets, next) && !a.within(next)
	return straight && (next == token.NoPos || written)
}

// reads reports whether a variable is read in expressions.
func (a place) reads(es []ast.Expr, v *types.Var) bool {
	found := false
	for _, e := range es {
		ast.Inspect(e, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			found = found || ok && a.src.Info.ObjectOf(id) == v
			return true
		})
	}
	return found
}

// within reports whether a position lies in a branch that the statement's list
// may go past.
func (a place) within(pos token.Pos) bool {
	list, i, ok := a.statement()
	if !ok {
		return true
	}
	for _, s := range list[i+1:] {
		if s.Pos() <= pos && pos < s.End() {
			_, plain := s.(*ast.AssignStmt)
			return !plain
		}
	}
	return true
}

// obliged reports whether the function, behind the place, gives back something
// else: a request that it completes, a lock, an event. A return before that
// would be another bug.
func (a place) obliged() bool {
	_, body, _ := a.function()
	found := body == nil
	ast.Inspect(body, func(n ast.Node) bool {
		if d, ok := n.(*ast.DeferStmt); ok && d.Pos() < a.pos() {
			return false // it runs in any case
		}
		call, ok := n.(*ast.CallExpr)
		if !ok || call.Pos() <= a.pos() {
			return true
		}
		switch ddi.Lookup(called(call)) {
		case ddi.FreeObject, ddi.FreeInto, ddi.FreeDevice, ddi.FreeIrp, ddi.EventSet, ddi.LowerIrql, ddi.Restore, ddi.RundownEnd, ddi.EndThread, ddi.CloseSocket:
			found = true
		}
		name := called(call)
		found = found || strings.Contains(name, "Complete") || strings.Contains(name, "Release") && name != release || name == "Unlock" || name == "RUnlock" || name == "Done" || name == "close"
		return true
	})
	return found
}
