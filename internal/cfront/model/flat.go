package model

import (
	"strconv"

	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// ---- flat functions

func (f *function) flatIf(s *syntax.If) bool {
	f.push()
	defer f.pop()
	f.raise(s)
	c := f.condition(s.Cond)
	els, end := f.newLabel("else_"), f.newLabel("end")
	reach := true
	switch {
	case c.konst && c.n == 0:
		f.jump(els)
		reach = false
	case !c.konst:
		f.emit("if " + not(c).s + " {")
		f.jump(els)
		f.emit("}")
	}
	thenReach := false
	if reach || f.revives(s.Then) {
		thenReach = f.body(s.Then)
	}
	if s.Else == nil {
		f.place(els)
		return thenReach || els.used
	}
	if thenReach {
		f.jump(end)
	}
	f.place(els)
	elseReach := false
	if els.used || f.revives(s.Else) {
		elseReach = f.body(s.Else)
	}
	f.place(end)
	return elseReach || end.used
}

// flatLoop is a loop of labels; until says that the test stands behind the body.
func (f *function) flatLoop(cond syntax.Node, step syntax.Expr, body syntax.Stmt, until bool) bool {
	f.push()
	defer f.pop()
	top, next, end := f.newLabel("loop"), f.newLabel("next"), f.newLabel("end")
	f.place(top)
	if cond != nil && !until {
		f.flatTest(cond, end)
	}
	var broken bool
	f.ways = append(f.ways, way{loop: true, brk: end, cont: next, broken: &broken})
	reach := f.body(body)
	f.ways = f.ways[:len(f.ways)-1]
	f.place(next)
	if reach || next.used {
		if until && cond != nil {
			c := f.condition(cond)
			switch {
			case c.konst && c.n == 0:
			case c.konst:
				f.jump(top)
				reach = false
			default:
				f.emit("if " + c.s + " {")
				f.jump(top)
				f.emit("}")
			}
			f.place(end)
			return !(c.konst && c.n != 0) || end.used
		}
		f.fullEffect(step)
		f.jump(top)
	}
	f.place(end)
	return end.used
}

func (f *function) flatTest(cond syntax.Node, end *label) {
	c := f.condition(cond)
	if c.konst && c.n != 0 {
		return
	}
	f.emit("if " + not(c).s + " {")
	f.jump(end)
	f.emit("}")
}

// flatSwitch jumps to the cases, wherever they stand in the body.
func (f *function) flatSwitch(s *syntax.Switch, tag value) bool {
	end := f.newLabel("end")
	cases := map[*syntax.Case]*label{}
	var order []*syntax.Case
	f.ownCases(s.Body, func(c *syntax.Case) {
		cases[c] = f.newLabel("case" + strconv.Itoa(len(order)+1))
		order = append(order, c)
	})
	f.emit("switch " + tag.typed() + " {")
	seen := map[int64]bool{}
	other := end
	for _, c := range order {
		if c.X == nil {
			other = cases[c]
			continue
		}
		vals := f.caseValues(c, tag.t, seen)
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
		f.emit(head + ":")
		f.jump(cases[c])
	}
	f.emit("default:")
	f.jump(other)
	f.emit("}")
	saved := f.cases
	f.cases = cases
	var broken bool
	f.ways = append(f.ways, way{sw: true, brk: end, broken: &broken})
	reach := false
	if b, ok := s.Body.(*syntax.Block); ok {
		reach = f.dispatched(b.List)
	} else {
		reach = f.body(s.Body)
	}
	f.ways = f.ways[:len(f.ways)-1]
	f.cases = saved
	f.place(end)
	return reach || end.used
}

// dispatched makes statements of which the first is reached by a jump alone.
func (f *function) dispatched(list []syntax.Stmt) bool {
	f.push()
	defer f.pop()
	reach := false
	for _, s := range list {
		if d, ok := s.(*syntax.DeclStmt); ok && !reach {
			f.stmtDecl(d)
			continue
		}
		if !reach && !f.revives(s) {
			continue
		}
		reach = f.stmt(s)
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
	if l := f.cases[c]; l != nil {
		f.place(l)
	}
}
