package stmt

import (
	"strconv"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/expr"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// ---- flat functions

func (f *function) flatIf(s *syntax.If) bool {
	f.Push()
	defer f.Pop()
	f.raise(s)
	c := f.condition(s.Cond)
	els, end := f.NewLabel("else_"), f.NewLabel("end")
	reach := true
	switch {
	case c.Const && c.N == 0:
		f.Jump(els)
		reach = false
	case !c.Const:
		f.Emit("if " + expr.Not(c).Text + " {")
		f.Jump(els)
		f.Emit("}")
	}
	thenReach := false
	if reach || f.revives(s.Then) {
		thenReach = f.Body(s.Then)
	}
	if s.Else == nil {
		f.Place(els)
		return thenReach || els.Used
	}
	if thenReach {
		f.Jump(end)
	}
	f.Place(els)
	elseReach := false
	if els.Used || f.revives(s.Else) {
		elseReach = f.Body(s.Else)
	}
	f.Place(end)
	return elseReach || end.Used
}

// order is that of a loop's test and body.
type order uint8

const (
	testFirst order = iota
	bodyFirst
)

// flatLoop is a loop of labels.
func (f *function) flatLoop(cond syntax.Node, step syntax.Expr, body syntax.Stmt, o order) bool {
	f.Push()
	defer f.Pop()
	top, next, end := f.NewLabel("loop"), f.NewLabel("next"), f.NewLabel("end")
	f.Place(top)
	if cond != nil && o == testFirst {
		f.flatTest(cond, end)
	}
	var broken bool
	f.Ways = append(f.Ways, draft.Way{Loop: true, Break: end, Continue: next, Broken: &broken})
	reach := f.Body(body)
	f.Ways = f.Ways[:len(f.Ways)-1]
	f.Place(next)
	if reach || next.Used {
		if o == bodyFirst && cond != nil {
			c := f.condition(cond)
			switch {
			case c.Const && c.N == 0:
			case c.Const:
				f.Jump(top)
				reach = false
			default:
				f.Emit("if " + c.Text + " {")
				f.Jump(top)
				f.Emit("}")
			}
			f.Place(end)
			return !(c.Const && c.N != 0) || end.Used
		}
		f.FullEffect(step)
		f.Jump(top)
	}
	f.Place(end)
	return end.Used
}

func (f *function) flatTest(cond syntax.Node, end *draft.Label) {
	c := f.condition(cond)
	if c.Const && c.N != 0 {
		return
	}
	f.Emit("if " + expr.Not(c).Text + " {")
	f.Jump(end)
	f.Emit("}")
}

// flatSwitch jumps to the cases, wherever they stand in the body.
func (f *function) flatSwitch(s *syntax.Switch, tag draft.Value) bool {
	end := f.NewLabel("end")
	cases := map[*syntax.Case]*draft.Label{}
	var order []*syntax.Case
	f.ownCases(s.Body, func(c *syntax.Case) {
		cases[c] = f.NewLabel("case" + strconv.Itoa(len(order)+1))
		order = append(order, c)
	})
	f.Emit("switch " + tag.Typed() + " {")
	seen := map[int64]bool{}
	other := end
	for _, c := range order {
		if c.X == nil {
			other = cases[c]
			continue
		}
		vals := f.caseValues(c, tag.Type, seen)
		if len(vals) == 0 {
			continue
		}
		head := "case "
		for i, v := range vals {
			if i > 0 {
				head += ", "
			}
			head += v
		}
		f.Emit(head + ":")
		f.Jump(cases[c])
	}
	f.Emit("default:")
	f.Jump(other)
	f.Emit("}")
	saved := f.Cases
	f.Cases = cases
	var broken bool
	f.Ways = append(f.Ways, draft.Way{Switch: true, Break: end, Broken: &broken})
	reach := false
	if b, ok := s.Body.(*syntax.Block); ok {
		reach = f.dispatched(b.List)
	} else {
		reach = f.Body(s.Body)
	}
	f.Ways = f.Ways[:len(f.Ways)-1]
	f.Cases = saved
	f.Place(end)
	return reach || end.Used
}

// dispatched makes statements of which the first is reached by a jump alone.
func (f *function) dispatched(list []syntax.Stmt) bool {
	f.Push()
	defer f.Pop()
	reach := false
	for _, s := range list {
		if d, ok := s.(*syntax.DeclStmt); ok && !reach {
			f.stmtDecl(d)
			continue
		}
		if !reach && !f.revives(s) {
			continue
		}
		reach = f.Stmt(s)
	}
	return reach
}

// ownCases are the cases of a switch in their order, without those of inner ones.
func (f *function) ownCases(body syntax.Stmt, use func(*syntax.Case)) {
	syntax.Walk(body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Switch:
			return false
		case *syntax.Case:
			use(n)
			return false
		case syntax.Expr:
			return false
		}
		return true
	})
}

func (f *function) placeCase(c *syntax.Case) {
	if l := f.Cases[c]; l != nil {
		f.Place(l)
	}
}
