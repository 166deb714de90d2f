package stmt

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/expr"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// loop makes the body of a loop and reports whether a break leaves it, and whether
// its end is reached.
func (f *function) loop(s syntax.Stmt, cont *draft.Label) (broken, reach bool) {
	f.Ways = append(f.Ways, draft.Way{Loop: true, Continue: cont, Broken: &broken})
	reach = f.Body(s)
	f.Ways = f.Ways[:len(f.Ways)-1]
	return broken, reach
}

func (f *function) whileStmt(s *syntax.While) bool {
	if f.Flat {
		return f.flatLoop(s.Cond, nil, s.Body, testFirst)
	}
	if isDecl(s.Cond) {
		return f.whileDecl(s)
	}
	var c draft.Value
	before := f.Capture(func() { c = f.condition(s.Cond) })
	if c.Const && c.N == 0 {
		f.Lines = append(f.Lines, before...)
		return true
	}
	f.head(before, c, "")
	broken, _ := f.loop(s.Body, nil)
	f.Emit("}")
	return !c.Const || broken
}

// whileDecl is a loop whose condition declares an object, which ends with each round.
func (f *function) whileDecl(s *syntax.While) bool {
	broken := false
	f.Emit("for {")
	f.Push()
	f.Ways = append(f.Ways, draft.Way{Loop: true, Broken: &broken}, draft.Way{})
	n := len(f.Ways) - 1
	if c := f.condition(s.Cond); !c.Const || c.N == 0 {
		f.Emit("if " + expr.Not(c).Text + " {")
		f.Leave(n)
		f.Emit("break")
		f.Emit("}")
	}
	if f.Body(s.Body) {
		f.Leave(n)
	}
	f.Ways = f.Ways[:n-1]
	f.Pop()
	f.Emit("}")
	return true
}

// head opens a loop.
func (f *function) head(before []draft.Line, c draft.Value, post string) {
	cond := c.Text
	if c.Const || len(before) > 0 {
		cond = ""
	}
	switch {
	case post != "":
		f.Emit("for ; " + cond + "; " + post + " {")
	case cond == "":
		f.Emit("for {")
	default:
		f.Emit("for " + cond + " {")
	}
	if len(before) > 0 {
		f.Lines = append(f.Lines, before...)
		if !c.Const {
			f.breakUnless(c)
		}
	}
}

func (f *function) breakUnless(c draft.Value) {
	if c.Const && c.N != 0 {
		return
	}
	f.Emit("if " + expr.Not(c).Text + " {")
	f.Emit("break")
	f.Emit("}")
}

func (f *function) forStmt(s *syntax.For) bool {
	if f.Flat {
		f.Push()
		defer f.Pop()
		if s.Init != nil {
			f.Stmt(s.Init)
		}
		return f.flatLoop(s.Cond, s.Step, s.Body, testFirst)
	}
	f.Push()
	defer f.Pop()
	if s.Init != nil {
		if _, ok := s.Init.(*syntax.DeclStmt); ok && !f.Hoist {
			f.Emit("{")
			defer f.Emit("}")
		}
		f.Stmt(s.Init)
	}
	c := draft.Integer(1, names.TBool)
	var before []draft.Line
	if s.Cond != nil {
		before = f.Capture(func() { c = f.condition(s.Cond) })
	}
	if c.Const && c.N == 0 {
		f.Lines = append(f.Lines, before...)
		return true
	}
	step := f.Capture(func() { f.FullEffect(s.Step) })
	post := ""
	if len(step) == 1 && !strings.HasPrefix(step[0].Text, "var ") && !strings.HasSuffix(step[0].Text, "{") {
		post, step = step[0].Text, nil
	}
	f.head(before, c, post)
	var cont *draft.Label
	if len(step) > 0 && contains(s.Body) {
		cont = f.NewLabel("next")
	}
	broken, reach := f.loop(s.Body, cont)
	if cont != nil && cont.Used {
		f.Place(cont)
		reach = true
	}
	if reach {
		f.Lines = append(f.Lines, step...)
	}
	f.Emit("}")
	return !c.Const || broken
}

// contains reports whether a loop's body has a continue of its own.
func contains(s syntax.Node) bool {
	found := false
	syntax.Walk(s, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.For, *syntax.While, *syntax.Do, *syntax.RangeFor:
			return n == s
		case *syntax.Jump:
			found = found || n.Word == "continue"
		case syntax.Expr:
			return false
		}
		return !found
	})
	return found
}

func (f *function) doStmt(s *syntax.Do) bool {
	if f.Flat {
		return f.flatLoop(s.Cond, nil, s.Body, bodyFirst)
	}
	var cont *draft.Label
	once := false
	if x, ok := s.Cond.(syntax.Expr); ok {
		v, isConst := f.Unit.Const(x)
		once = isConst && v == 0
	}
	if contains(s.Body) {
		cont = f.NewLabel("next")
	}
	mark := len(f.Lines)
	f.Emit("for {")
	var broken bool
	f.Ways = append(f.Ways, draft.Way{Loop: true, Continue: cont, Once: once, Broken: &broken})
	reach := f.Body(s.Body)
	f.Ways = f.Ways[:len(f.Ways)-1]
	if once && !broken { // do { } while (0) without a break is a block
		f.Lines[mark].Text = "{"
		f.Emit("}")
		return reach
	}
	if cont != nil && cont.Used {
		f.Place(cont)
		reach = true
	}
	endless := false
	switch {
	case once && reach:
		f.Emit("break")
	case !once && reach:
		f.Token = s.Cond.Range().From
		c := f.condition(s.Cond)
		endless = c.Const && c.N != 0
		switch {
		case c.Const && c.N == 0:
			f.Emit("break")
		default:
			f.breakUnless(c)
		}
	}
	f.Emit("}")
	if once {
		return reach || broken
	}
	return reach && !endless || broken
}

// rangeFor is a loop over an array, or over what is not known.
func (f *function) rangeFor(s *syntax.RangeFor) bool {
	f.Push()
	defer f.Pop()
	if s.Init != nil {
		f.Stmt(s.Init)
	}
	v := expr.OrValue(f.Expr(s.X, nil))
	if f.Flat {
		f.Fail(s, "a loop over a range among jumps")
		f.Emit("wdm.NotModelled()")
		return true
	}
	d, ok := s.Var.(*syntax.DeclStmt)
	if !ok || len(d.Decls) != 1 {
		f.Emit("for " + f.Maybe(head(s, s.Body), " goes on") + " {")
		f.loop(s.Body, nil)
		f.Emit("}")
		return true
	}
	if vd, ok := d.Decls[0].(*syntax.Var); ok && v.Type.Kind == names.Struct && f.rangeObject(s, v, vd) {
		return true
	}
	elem, one := f.rangeElement(head(s, s.Body), v)
	f.Emit(one)
	if vd, ok := d.Decls[0].(*syntax.Var); ok {
		f.BindVar(vd, elem)
	}
	f.loop(s.Body, nil)
	f.Emit("}")
	return true
}

// rangeObject is a loop from begin() to end() of an object, if its class has them.
func (f *function) rangeObject(s *syntax.RangeFor, v draft.Value, d *syntax.Var) bool {
	first, rec := f.MethodFor(v.Type.Rec, "begin", nil, 0)
	last, lastRec := f.MethodFor(v.Type.Rec, "end", nil, 0)
	if first == nil || last == nil || !first.Defined() || !last.Defined() {
		return false
	}
	if !v.LValue {
		v = f.Kept(v)
	}
	it := f.Temp(f.CallWith(first, f.AsBase(v, rec), nil))
	end := f.Temp(f.CallWith(last, f.AsBase(v, lastRec), nil))
	var c draft.Value
	before := f.Capture(func() {
		var ok bool
		if c, ok = f.OperatorOn("!=", it, end); !ok {
			c = f.Operate("!=", it, end)
		}
	})
	step := f.Capture(func() {
		if next, ok := f.OperatorOn("++", it); ok {
			f.Discard(next)
		} else {
			f.Update(it, "+", draft.Integer(1, names.TInt32))
		}
	})
	f.head(before, c, "")
	cont := f.NewLabel("next")
	f.BindVar(d, f.Deref(it, nil))
	if _, reach := f.loop(s.Body, cont); reach || cont.Used {
		f.Place(cont)
		f.Lines = append(f.Lines, step...)
	}
	f.Emit("}")
	return true
}

func (f *function) rangeElement(x syntax.Node, v draft.Value) (draft.Value, string) {
	if v.Type.Kind == names.Array && v.LValue {
		i := f.Name("i")
		return draft.Value{Text: v.Base() + "[" + i + "]", Type: v.Type.Elem, Prec: draft.PrecPrimary, LValue: true}, "for " + i + " := range " + v.Text + " {"
	}
	return draft.Guess(names.TPointer), "for " + strings.Replace(f.Maybe(x, " goes on"), "Unknown", "Guess", 1) + " {"
}
