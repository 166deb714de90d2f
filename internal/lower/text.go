package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/wskvet/wskvet/internal/summary"
)

// texts finds the source text of what an SSA value of one function came from, by
// the position that the SSA form gives it.
type texts struct {
	calls map[token.Pos]*ast.CallExpr
	conds map[token.Pos]ast.Expr
	index map[token.Pos]*ast.IndexExpr
	names map[token.Pos]string     // of what a new object is assigned to
	flags map[string][]*ast.IfStmt // by the variable that is their condition
	quote func(token.Pos) string   // the text that a model was made of, or ""; or nil
}

func newTexts(src Source) texts {
	t := texts{map[token.Pos]*ast.CallExpr{}, map[token.Pos]ast.Expr{}, map[token.Pos]*ast.IndexExpr{}, map[token.Pos]string{}, map[string][]*ast.IfStmt{}, nil}
	if src.Quote != nil {
		t.quote = func(p token.Pos) string { return src.Quote(src.Fset.Position(p)) }
	}
	return t
}

// shown is an expression's text: that of the driver, at one of the places, if a
// model was made of it.
func (t texts) shown(e ast.Expr, at ...token.Pos) string {
	if t.quote == nil {
		return cut(e)
	}
	for _, p := range at {
		if s := t.quote(p); s != "" {
			return shorten(s, e)
		}
	}
	return shorten(unqualified.Replace(types.ExprString(e)), e)
}

// unqualified leaves out the packages of the DDIs, which the driver has not.
var unqualified = strings.NewReplacer("wdm.", "", "wsk.", "")

// read takes the place of what was read before.
func (t texts) read(nodes ...ast.Node) {
	clear(t.calls)
	clear(t.conds)
	clear(t.index)
	clear(t.names)
	clear(t.flags)
	for _, n := range nodes {
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				t.calls[n.Lparen] = n
				t.conds[n.Lparen] = n
			case *ast.BinaryExpr:
				t.conds[n.OpPos] = n
			case *ast.SelectorExpr:
				t.conds[n.Sel.Pos()] = n
			case *ast.IndexExpr:
				t.index[n.Lbrack] = n
				t.index[n.Pos()] = n
			case *ast.IfStmt:
				cond := ast.Unparen(n.Cond)
				if not, ok := cond.(*ast.UnaryExpr); ok {
					cond = not.X
				}
				if id, ok := cond.(*ast.Ident); ok {
					t.flags[id.Name] = append(t.flags[id.Name], n)
				}
			case *ast.SwitchStmt:
				t.cases(n)
			case *ast.AssignStmt:
				t.assigned(n.Lhs, n.Rhs)
			case *ast.ValueSpec:
				names := make([]ast.Expr, len(n.Names))
				for i, id := range n.Names {
					names[i] = id
				}
				t.assigned(names, n.Values)
			}
			return true
		})
	}
}

// variables are the declarations of package variables: what the package's
// initialiser runs.
func variables(files []*ast.File) []ast.Node {
	var out []ast.Node
	for _, f := range files {
		for _, d := range f.Decls {
			if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.VAR {
				out = append(out, d)
			}
		}
	}
	return out
}

// cases are the conditions of a switch: that its tag is equal to each of them.
func (t texts) cases(s *ast.SwitchStmt) {
	for _, c := range s.Body.List {
		clause, ok := c.(*ast.CaseClause)
		if !ok || s.Tag == nil {
			return
		}
		for _, e := range clause.List {
			t.conds[e.Pos()] = &ast.BinaryExpr{X: s.Tag, OpPos: e.Pos(), Op: token.EQL, Y: e}
		}
	}
}

// isCase reports whether the condition at p is a case of a switch.
func (t texts) isCase(p token.Pos) bool {
	e, ok := t.conds[p].(*ast.BinaryExpr)
	return ok && e.Y.Pos() == p
}

// flag is the place of the condition on the variable name that leads to one of two
// blocks, or else p, which the SSA form has.
func (t texts) flag(name string, to []*ssa.BasicBlock, p token.Pos) token.Pos {
	for _, s := range slices.Backward(t.flags[name]) { // the innermost comes last
		for _, b := range to {
			i := slices.IndexFunc(b.Instrs, func(in ssa.Instruction) bool { return in.Pos().IsValid() })
			if i >= 0 && s.Body.Pos() < b.Instrs[i].Pos() && b.Instrs[i].Pos() < s.Body.End() {
				return s.Cond.Pos()
			}
		}
	}
	return p
}

// assigned names the new objects among the right sides of an assignment.
func (t texts) assigned(lhs, rhs []ast.Expr) {
	for i, e := range rhs {
		if len(lhs) != len(rhs) {
			return
		}
		switch to := lhs[i].(type) {
		case *ast.Ident:
			if to.Name != "_" {
				t.name(e, to.Name)
			}
		case *ast.SelectorExpr:
			t.name(e, cut(to))
		}
	}
}

// name names the object that e makes, behind conversions and assertions, by the
// positions that the SSA form may have for it.
func (t texts) name(e ast.Expr, name string) {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		t.name(e.X, name)
	case *ast.TypeAssertExpr:
		t.name(e.X, name)
	case *ast.CompositeLit:
		t.names[e.Lbrace] = name
	case *ast.CallExpr:
		t.names[e.Lparen], t.names[e.Rparen] = name, name
		if _, conversion := ast.Unparen(e.Fun).(*ast.StarExpr); conversion && len(e.Args) == 1 {
			t.name(e.Args[0], name)
		}
	}
}

// maxText bounds a piece of source text in a message, in bytes.
const maxText = 72

func cut(e ast.Expr) string { return shorten(types.ExprString(e), e) }

// shorten bounds the text of an expression.
func shorten(s string, e ast.Expr) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= maxText {
		return s
	}
	ending := summary.Ending(s)
	s = strings.ToValidUTF8(s[:min(maxText-3, len(s)-len(ending))], "") + "..."
	if _, ok := e.(*ast.CallExpr); ok {
		s += ")" // of the call
	}
	return s + ending
}

func (t texts) call(p token.Pos) string {
	if c := t.calls[p]; c != nil {
		return t.shown(c, t.callee(p))
	}
	return ""
}

// callee is the position of the name that a call at p calls, where a reader
// looks for it: the SSA form has the parenthesis behind it.
func (t texts) callee(p token.Pos) token.Pos {
	c := t.calls[p]
	if c == nil {
		return p
	}
	if id := CalledIdent(c); id != nil {
		return id.Pos()
	}
	return p
}

// arg is argument i of the n of a call. The receiver of a method counts in SSA.
func (t texts) arg(p token.Pos, i, n int) string {
	c := t.calls[p]
	if c == nil {
		return ""
	}
	if i -= n - len(c.Args); i < 0 || i >= len(c.Args) {
		return ""
	}
	return t.shown(c.Args[i], c.Args[i].Pos())
}

func (t texts) cond(p token.Pos) string {
	e := t.conds[p]
	switch e := e.(type) {
	case nil:
		return ""
	case *ast.BinaryExpr:
		return t.shown(e, e.OpPos)
	case *ast.CallExpr:
		return t.shown(e, t.callee(p))
	}
	return t.shown(e, p, e.Pos())
}

// indexName is the name of the constant that indexes at p, or "".
func (t texts) indexName(p token.Pos) string {
	x := t.index[p]
	if x == nil {
		return ""
	}
	switch i := x.Index.(type) {
	case *ast.Ident:
		return i.Name
	case *ast.SelectorExpr:
		return i.Sel.Name
	}
	return ""
}

// CalledIdent is where findings and steps say that a call is.
func CalledIdent(c *ast.CallExpr) *ast.Ident {
	fun := ast.Unparen(c.Fun)
	switch x := fun.(type) {
	case *ast.IndexExpr:
		fun = x.X
	case *ast.IndexListExpr:
		fun = x.X
	}
	switch f := fun.(type) {
	case *ast.Ident:
		return f
	case *ast.SelectorExpr:
		return f.Sel
	}
	return nil
}
