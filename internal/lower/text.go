package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// texts finds the source text of what an SSA value came from, by the position
// that the SSA form gives it.
type texts struct {
	calls map[token.Pos]*ast.CallExpr
	conds map[token.Pos]ast.Expr
	index map[token.Pos]*ast.IndexExpr
}

func textsOf(files []*ast.File) texts {
	t := texts{map[token.Pos]*ast.CallExpr{}, map[token.Pos]ast.Expr{}, map[token.Pos]*ast.IndexExpr{}}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
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
			}
			return true
		})
	}
	return t
}

// maxText bounds a piece of source text in a message, in bytes.
const maxText = 72

func cut(e ast.Expr) string {
	s := strings.Join(strings.Fields(types.ExprString(e)), " ")
	if len(s) <= maxText {
		return s
	}
	s = strings.ToValidUTF8(s[:maxText-3], "") + "..."
	if _, ok := e.(*ast.CallExpr); ok {
		s += ")" // of the call
	}
	return s
}

func (t texts) call(p token.Pos) string {
	if c := t.calls[p]; c != nil {
		return cut(c)
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
	fun := ast.Unparen(c.Fun)
	switch x := fun.(type) {
	case *ast.IndexExpr:
		fun = x.X
	case *ast.IndexListExpr:
		fun = x.X
	}
	switch f := fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Pos()
	case *ast.Ident:
		return f.Pos()
	}
	return p
}

func (t texts) cond(p token.Pos) string {
	if e := t.conds[p]; e != nil {
		return cut(e)
	}
	return ""
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
