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
	if len(s) > maxText {
		return strings.ToValidUTF8(s[:maxText-3], "") + "..."
	}
	return s
}

func (t texts) call(p token.Pos) string {
	if c := t.calls[p]; c != nil {
		return cut(c)
	}
	return ""
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
