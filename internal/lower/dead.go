package lower

import (
	"cmp"
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/summary"
)

// dead are the calls by names of DDIs in the text of a function that its SSA form does
// not have: what stands behind a return, a panic or a loop without end is left out
// there.
func (l *lowerer) dead(fn *ssa.Function, f *summary.Func) (out []summary.Dead) {
	syn := fn.Syntax()
	if syn == nil || len(fn.Blocks) == 0 {
		return nil
	}
	made := map[summary.Pos]bool{}
	for _, b := range f.Blocks {
		for i := range b.Instrs {
			made[b.Instrs[i].Pos] = made[b.Instrs[i].Pos] || b.Instrs[i].Call != nil
		}
	}
	starts := map[*ast.CallExpr]token.Pos{} // of the statements that go and defer
	ast.Inspect(syn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return n == syn
		case *ast.GoStmt:
			starts[n.Call] = n.Go
		case *ast.DeferStmt:
			starts[n.Call] = n.Defer
		case *ast.CallExpr:
			at := cmp.Or(starts[n], n.Lparen)
			if pos := l.pos(at); ddi.Lookup(calledName(n)).Lifecycle() && !made[pos] {
				out = append(out, summary.Dead{Pos: pos, Text: l.texts.call(n.Lparen)})
			}
		}
		return true
	})
	return out
}

// calledName is the name by which a call calls.
func calledName(call *ast.CallExpr) string {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return fun.Sel.Name
	}
	return ""
}
