package fix

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/lower"
)

// reordered changes the order of calls that stand in a row: what gives back goes
// behind what still needs it. The row may be that of the call itself, or of a
// call through which it is reached.
func (p *proposer) reordered(f finding.Finding) idea {
	at, ok := p.callAt(f.Pos)
	if !ok {
		return nil
	}
	o := order{p: p, name: called(at.call()), late: at.op() == ddi.Deregister,
		partners: []ddi.Op{ddi.Release, ddi.Deregister, ddi.CloseSocket}}
	if o.late { // the call goes behind its partners, which give back
		o.partners = []ddi.Op{ddi.Release, ddi.CloseSocket}
	}
	out := o.rows(at)
	depth := f.Steps[len(f.Steps)-1].Depth
	for _, s := range slices.Backward(f.Steps) {
		if s.Kind == finding.Enter {
			break
		}
		if s.Kind != finding.Call || s.Depth >= depth {
			continue
		}
		depth = s.Depth
		if at, ok := p.callAt(s.Pos); ok {
			out = append(out, o.rows(at)...)
		}
	}
	return out
}

// order is a call that is made too early, or too late.
type order struct {
	p        *proposer
	name     string
	late     bool // it has to be made later
	partners []ddi.Op
}

// rows are the moves of the statements around a call among their neighbours.
func (o order) rows(at place) idea {
	var out idea
	for k := len(at.path) - 1; k > 0; k-- {
		s, ok := at.path[k].(ast.Stmt)
		if _, literal := at.path[k].(*ast.FuncLit); literal {
			break
		}
		list := row(at.path[k-1])
		if i := slices.Index(list, s); ok && i >= 0 {
			out = append(out, o.moves(at, list, i)...)
		}
	}
	return out
}

// row is the list of statements that a node is.
func row(n ast.Node) []ast.Stmt {
	switch n := n.(type) {
	case *ast.BlockStmt:
		return n.List
	case *ast.CaseClause:
		return n.Body
	case *ast.CommClause:
		return n.Body
	}
	return nil
}

// moves move statement i of a list past one of its partners, the nearest first.
func (o order) moves(at place, list []ast.Stmt, i int) idea {
	message := "call " + o.name + " before what it needs is given back"
	if o.late {
		message = "call " + o.name + " last"
	}
	_, deferred := list[i].(*ast.DeferStmt)
	step := -1
	if o.late != deferred { // deferred calls run from the last to the first
		step = 1
	}
	var out idea
	for j := i; j >= 0 && j < len(list); j += step {
		if _, d := list[j].(*ast.DeferStmt); !plain(list[j]) || d != deferred {
			break
		}
		switch {
		case j == i:
		case at.calls(list[j], o.partners):
			out = append(out, candidate{message, o.p.rotate(at, list, i, j)})
		case at.calls(list[j], ddi.WaitOps()): // what is waited for may be what it needs
			return out
		}
	}
	return out
}

// plain reports whether a statement is a call, an assignment, or an if of such:
// one that always goes on to the next and declares nothing.
func plain(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ExprStmt, *ast.DeferStmt:
		return true
	case *ast.AssignStmt:
		return s.Tok == token.ASSIGN
	case *ast.IfStmt:
		return s.Init == nil && s.Else == nil && !slices.ContainsFunc(s.Body.List, func(s ast.Stmt) bool { return !plain(s) })
	}
	return false
}

// calls reports whether a statement calls one of some operations, or a function
// that does.
func (a place) calls(s ast.Stmt, ops []ddi.Op) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || found {
			return !found
		}
		if slices.Contains(ops, ddi.Lookup(called(call))) {
			found = true
		} else if id := lower.CalledIdent(call); id != nil {
			if fn, ok := a.src.Info.ObjectOf(id).(*types.Func); ok {
				found = slices.ContainsFunc(ops, func(op ddi.Op) bool { return a.src.leads(fn.FullName(), op) })
			}
		}
		return !found
	})
	return found
}

// rotate moves statement i to place j; those between move up by one. What is said
// of a statement moves with it.
func (p *proposer) rotate(at place, list []ast.Stmt, i, j int) []change {
	from, to := min(i, j), max(i, j)+1
	moved := slices.Clone(list[from:to])
	if i < j {
		moved = append(moved[1:], list[i])
	} else {
		moved = append([]ast.Stmt{list[i]}, moved[:len(moved)-1]...)
	}
	text := p.text(at.name)
	var out []change
	for k, s := range list[from:to] {
		begin, end := p.extent(at, s)
		b, e := p.extent(at, moved[k])
		out = append(out, change{at.name, begin, end, text[b:e]})
	}
	return out
}

// extent is a statement with the comments on the lines above it and behind it.
func (p *proposer) extent(at place, s ast.Stmt) (from, to int) {
	text := p.text(at.name)
	from, to = at.offset(s.Pos()), at.offset(s.End())
	for {
		line := strings.LastIndexByte(text[:from], '\n') + 1
		above := strings.LastIndexByte(text[:max(line-1, 0)], '\n') + 1
		if line == 0 || strings.TrimSpace(text[line:from]) != "" || !strings.HasPrefix(strings.TrimSpace(text[above:line]), "//") {
			break
		}
		from = above + strings.Index(text[above:], "//")
	}
	end := to + strings.IndexByte(text[to:]+"\n", '\n')
	if strings.HasPrefix(strings.TrimSpace(text[to:end]), "//") {
		to = end
	}
	return from, to
}
