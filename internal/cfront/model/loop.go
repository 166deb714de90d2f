package model

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// loop makes the body of a loop and reports whether a break leaves it, and whether
// its end is reached.
func (f *function) loop(s syntax.Stmt, cont *label) (broken, reach bool) {
	f.ways = append(f.ways, way{loop: true, cont: cont, broken: &broken})
	reach = f.body(s)
	f.ways = f.ways[:len(f.ways)-1]
	return broken, reach
}

func (f *function) whileStmt(s *syntax.While) bool {
	if f.flat {
		return f.flatLoop(s.Cond, nil, s.Body, false)
	}
	if isDecl(s.Cond) {
		return f.whileDecl(s)
	}
	var c value
	before := f.capture(func() { c = f.condition(s.Cond) })
	if c.konst && c.n == 0 {
		f.out = append(f.out, before...)
		return true
	}
	f.head(before, c, "")
	broken, _ := f.loop(s.Body, nil)
	f.emit("}")
	return !c.konst || broken
}

// whileDecl is a loop whose condition declares an object, which ends with each round.
func (f *function) whileDecl(s *syntax.While) bool {
	broken := false
	f.emit("for {")
	f.push()
	f.ways = append(f.ways, way{loop: true, broken: &broken}, way{})
	n := len(f.ways) - 1
	if c := f.condition(s.Cond); !c.konst || c.n == 0 {
		f.emit("if " + not(c).s + " {")
		f.leave(n)
		f.emit("break")
		f.emit("}")
	}
	if f.body(s.Body) {
		f.leave(n)
	}
	f.ways = f.ways[:n-1]
	f.pop()
	f.emit("}")
	return true
}

// head opens a loop.
func (f *function) head(before []line, c value, post string) {
	cond := c.s
	if c.konst || len(before) > 0 {
		cond = ""
	}
	switch {
	case post != "":
		f.emit("for ; " + cond + "; " + post + " {")
	case cond == "":
		f.emit("for {")
	default:
		f.emit("for " + cond + " {")
	}
	if len(before) > 0 {
		f.out = append(f.out, before...)
		if !c.konst {
			f.breakUnless(c)
		}
	}
}

func (f *function) breakUnless(c value) {
	if c.konst && c.n != 0 {
		return
	}
	f.emit("if " + not(c).s + " {")
	f.emit("break")
	f.emit("}")
}

func (f *function) forStmt(s *syntax.For) bool {
	if f.flat {
		f.push()
		defer f.pop()
		if s.Init != nil {
			f.stmt(s.Init)
		}
		return f.flatLoop(s.Cond, s.Step, s.Body, false)
	}
	f.push()
	defer f.pop()
	if s.Init != nil {
		if _, ok := s.Init.(*syntax.DeclStmt); ok && !f.hoist {
			f.emit("{")
			defer f.emit("}")
		}
		f.stmt(s.Init)
	}
	c := integer(1, names.TBool)
	var before []line
	if s.Cond != nil {
		before = f.capture(func() { c = f.condition(s.Cond) })
	}
	if c.konst && c.n == 0 {
		f.out = append(f.out, before...)
		return true
	}
	step := f.capture(func() { f.fullEffect(s.Step) })
	post := ""
	if len(step) == 1 && !strings.HasPrefix(step[0].text, "var ") && !strings.HasSuffix(step[0].text, "{") {
		post, step = step[0].text, nil
	}
	f.head(before, c, post)
	var cont *label
	if len(step) > 0 && contains(s.Body) {
		cont = f.newLabel("next")
	}
	broken, reach := f.loop(s.Body, cont)
	if cont != nil && cont.used {
		f.place(cont)
		reach = true
	}
	if reach {
		f.out = append(f.out, step...)
	}
	f.emit("}")
	return !c.konst || broken
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
	if f.flat {
		return f.flatLoop(s.Cond, nil, s.Body, true)
	}
	var cont *label
	once := false
	if x, ok := s.Cond.(syntax.Expr); ok {
		v, isConst := f.u.Const(x)
		once = isConst && v == 0
	}
	if contains(s.Body) {
		cont = f.newLabel("next")
	}
	mark := len(f.out)
	f.emit("for {")
	var broken bool
	f.ways = append(f.ways, way{loop: true, cont: cont, once: once, broken: &broken})
	reach := f.body(s.Body)
	f.ways = f.ways[:len(f.ways)-1]
	if once && !broken { // do { } while (0) without a break is a block
		f.out[mark].text = "{"
		f.emit("}")
		return reach
	}
	if cont != nil && cont.used {
		f.place(cont)
		reach = true
	}
	endless := false
	switch {
	case once && reach:
		f.emit("break")
	case !once && reach:
		f.tok = s.Cond.Range().From
		c := f.condition(s.Cond)
		endless = c.konst && c.n != 0
		switch {
		case c.konst && c.n == 0:
			f.emit("break")
		default:
			f.breakUnless(c)
		}
	}
	f.emit("}")
	if once {
		return reach || broken
	}
	return reach && !endless || broken
}

// rangeFor is a loop over an array, or over what is not known.
func (f *function) rangeFor(s *syntax.RangeFor) bool {
	f.push()
	defer f.pop()
	if s.Init != nil {
		f.stmt(s.Init)
	}
	v := orValue(f.expr(s.X, nil))
	if f.flat {
		f.fail(s, "a loop over a range among jumps")
		f.emit("wdm.NotModelled()")
		return true
	}
	d, ok := s.Var.(*syntax.DeclStmt)
	if !ok || len(d.Decls) != 1 {
		f.emit("for " + f.maybe(head(s, s.Body), " goes on") + " {")
		f.loop(s.Body, nil)
		f.emit("}")
		return true
	}
	if vd, ok := d.Decls[0].(*syntax.Var); ok && v.t.Kind == names.Struct && f.rangeObject(s, v, vd) {
		return true
	}
	elem, one := f.rangeElement(head(s, s.Body), v)
	f.emit(one)
	if vd, ok := d.Decls[0].(*syntax.Var); ok {
		f.bindVar(vd, elem)
	}
	f.loop(s.Body, nil)
	f.emit("}")
	return true
}

// rangeObject is a loop from begin() to end() of an object, if its class has them.
func (f *function) rangeObject(s *syntax.RangeFor, v value, d *syntax.Var) bool {
	first, rec := f.methodFor(v.t.Rec, "begin", nil, 0)
	last, lastRec := f.methodFor(v.t.Rec, "end", nil, 0)
	if first == nil || last == nil || !first.Defined() || !last.Defined() {
		return false
	}
	if !v.lv {
		v = f.kept(v)
	}
	it := f.temp(f.callWith(first, f.asBase(v, rec), nil))
	end := f.temp(f.callWith(last, f.asBase(v, lastRec), nil))
	var c value
	before := f.capture(func() {
		var ok bool
		if c, ok = f.operatorOn("!=", it, end); !ok {
			c = f.operate("!=", it, end)
		}
	})
	step := f.capture(func() {
		if next, ok := f.operatorOn("++", it); ok {
			f.discard(next)
		} else {
			f.update(it, "+", integer(1, names.TInt32))
		}
	})
	f.head(before, c, "")
	cont := f.newLabel("next")
	f.bindVar(d, f.deref(it, nil))
	if _, reach := f.loop(s.Body, cont); reach || cont.used {
		f.place(cont)
		f.out = append(f.out, step...)
	}
	f.emit("}")
	return true
}

func (f *function) rangeElement(x syntax.Node, v value) (value, string) {
	if v.t.Kind == names.Array && v.lv {
		i := f.name("i")
		return value{s: v.base() + "[" + i + "]", t: v.t.Elem, prec: precPrimary, lv: true}, "for " + i + " := range " + v.s + " {"
	}
	return unknown(names.TPointer), "for " + f.maybe(x, " goes on") + " {"
}
