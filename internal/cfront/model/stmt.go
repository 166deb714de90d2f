package model

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// stmt makes a statement and reports whether what follows it can be reached.
func (f *function) stmt(s syntax.Stmt) bool {
	if s == nil || !f.deeper(s) {
		return true
	}
	defer func() { f.depth-- }()
	f.tok = s.Range().From
	switch s := s.(type) {
	case *syntax.Block:
		return f.block(s)
	case *syntax.DeclStmt:
		f.raise(s)
		for _, d := range s.Decls {
			f.local(d)
		}
	case *syntax.ExprStmt:
		if s.X == nil {
			return true
		}
		f.raise(s)
		f.effect(s.X)
		return !f.noReturn(s.X)
	case *syntax.MacroStmt:
		return f.macroStmt(s)
	case *syntax.If:
		return f.ifStmt(s)
	case *syntax.For:
		return f.forStmt(s)
	case *syntax.RangeFor:
		return f.rangeFor(s)
	case *syntax.While:
		return f.whileStmt(s)
	case *syntax.Do:
		return f.doStmt(s)
	case *syntax.Switch:
		return f.switchStmt(s)
	case *syntax.Label:
		f.place(f.labelOf(s.Name))
	case *syntax.Case:
		f.placeCase(s)
	case *syntax.Goto:
		return f.gotoStmt(s)
	case *syntax.Jump:
		return f.jumpStmt(s)
	case *syntax.Return:
		return f.returnStmt(s)
	case *syntax.Try:
		return f.tryStmt(s)
	case *syntax.Asm:
	case *syntax.Bad:
		f.fail(s, "a statement could not be read: "+s.Msg)
		f.emit("wdm.NotModelled()")
	default:
		f.fail(s, "a statement of an unknown kind")
	}
	return true
}

func (f *function) block(s *syntax.Block) bool {
	if f.flat {
		return f.list(s.List)
	}
	f.emit("{")
	reach := f.list(s.List)
	f.emit("}")
	return reach
}

// list makes statements in a scope of their own. What cannot be reached is left
// out: Go's tools take it for a mistake.
func (f *function) list(list []syntax.Stmt) bool {
	f.push()
	f.ways = append(f.ways, way{})
	n := len(f.ways)
	reach := true
	for _, s := range list {
		if !reach && !f.revives(s) {
			continue
		}
		reach = f.stmt(s)
	}
	if reach {
		f.leave(n - 1)
	}
	f.ways = f.ways[:n-1]
	f.pop()
	return reach
}

// revives reports whether a statement can be reached by a jump.
func (f *function) revives(s syntax.Stmt) bool {
	switch s := s.(type) {
	case *syntax.Label:
		return f.jumps[s.Name]
	case *syntax.Case:
		return true
	}
	if !f.flat {
		return false
	}
	found := false
	syntax.Walk(s, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Label:
			found = found || f.jumps[n.Name]
		case *syntax.Case:
			found = true
		case syntax.Expr:
			return false
		}
		return !found
	})
	return found
}

// body makes the statement that a condition or loop governs.
func (f *function) body(s syntax.Stmt) bool {
	if b, ok := s.(*syntax.Block); ok {
		return f.list(b.List)
	}
	if s == nil {
		return true
	}
	return f.list([]syntax.Stmt{s})
}

// condition is the condition of a statement, which may declare a variable.
func (f *function) condition(n syntax.Node) value {
	switch n := n.(type) {
	case *syntax.DeclStmt:
		var last *local
		for _, d := range n.Decls {
			if l := f.local(d); l != nil {
				last = l
			}
		}
		if last != nil {
			return f.truth(f.use(last))
		}
	case syntax.Expr:
		return f.cond(n)
	}
	return integer(1, names.TBool)
}

func (f *function) ifStmt(s *syntax.If) bool {
	if s.Init != nil { // its objects end behind the if
		bare := *s
		bare.Init = nil
		return f.block(&syntax.Block{Span: s.Span, List: []syntax.Stmt{s.Init, &bare}})
	}
	if f.flat {
		return f.flatIf(s)
	}
	if isDecl(s.Cond) {
		f.emit("{")
		defer f.emit("}")
		f.push()
		defer f.pop()
	}
	f.raise(s)
	c := f.condition(s.Cond)
	if c.konst {
		if c.n != 0 {
			return f.constant(s.Then)
		}
		if s.Else != nil {
			return f.constant(s.Else)
		}
		return true
	}
	return f.ifChain(s, c)
}

// constant makes the only branch that can be taken.
func (f *function) constant(s syntax.Stmt) bool {
	f.emit("{")
	reach := f.body(s)
	f.emit("}")
	return reach
}

// ifChain makes if, else if and else without nesting where it can.
func (f *function) ifChain(s *syntax.If, c value) bool {
	reach := false
	f.emit("if " + c.s + " {")
	for {
		reach = f.body(s.Then) || reach
		next, ok := s.Else.(*syntax.If)
		if !ok || next.Init != nil || isDecl(next.Cond) {
			break
		}
		var nc value
		before := f.capture(func() {
			f.tok = next.From
			nc = f.condition(next.Cond)
		})
		if len(before) > 0 || nc.konst {
			f.emit("} else {")
			f.out = append(f.out, before...)
			r := true
			switch {
			case !nc.konst:
				r = f.ifChain(next, nc)
			case nc.n != 0:
				r = f.constant(next.Then)
			case next.Else != nil:
				r = f.constant(next.Else)
			}
			f.emit("}")
			return reach || r
		}
		f.tok = next.From
		f.emit("} else if " + nc.s + " {")
		s = next
	}
	if s.Else == nil {
		f.emit("}")
		return true
	}
	f.tok = s.Else.Range().From
	f.emit("} else {")
	reach = f.body(s.Else) || reach
	f.emit("}")
	return reach
}

func isDecl(n syntax.Node) bool {
	_, ok := n.(*syntax.DeclStmt)
	return ok
}

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
		f.emit("for {")
		f.push()
		c := f.condition(s.Cond)
		f.breakUnless(c)
		f.loop(s.Body, nil)
		f.pop()
		f.emit("}")
		return true
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
	step := f.capture(func() { f.effect(s.Step) })
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

func (f *function) gotoStmt(s *syntax.Goto) bool {
	if s.X != nil {
		f.fail(s, "a computed goto")
		f.emit("wdm.NotModelled()")
		return true
	}
	f.leaveTo(s.Label)
	f.jump(f.labelOf(s.Label))
	return false
}

func (f *function) labelOf(name string) *label {
	l := f.labels["c:"+name]
	if l == nil {
		l = f.newLabel(names.Identifier(name))
		f.labels["c:"+name] = l
	}
	return l
}

// jumpStmt is break, continue or __leave.
func (f *function) jumpStmt(s *syntax.Jump) bool {
	for i := len(f.ways) - 1; i >= 0; i-- {
		w := &f.ways[i]
		switch {
		case s.Word == "__leave" && w.try != nil:
			f.leave(i + 1)
			f.jump(w.try)
			return false
		case s.Word == "break" && (w.loop || w.sw):
			f.leave(i + 1)
			*w.broken = true
			if w.brk != nil {
				f.jump(w.brk)
			} else {
				f.emit("break")
			}
			return false
		case s.Word == "continue" && w.loop:
			f.leave(i + 1)
			switch {
			case w.once:
				*w.broken = true
				if w.brk != nil {
					f.jump(w.brk)
					return false
				}
				if f.switchInside(i) {
					f.jump(w.cont)
					return false
				}
				f.emit("break")
			case w.cont != nil:
				f.jump(w.cont)
			default:
				f.emit("continue")
			}
			return false
		}
	}
	return true
}

// switchInside reports whether Go's break would leave a switch within a loop.
func (f *function) switchInside(i int) bool {
	for _, w := range f.ways[i+1:] {
		if w.sw {
			return true
		}
	}
	return false
}

// leave does what has to be done where the ways from the n-th on are left.
func (f *function) leave(n int) { f.leaveWith(n, false) }

func (f *function) leaveWith(n int, abnormal bool) {
	ways := f.ways
	for i := len(ways) - 1; i >= n; i-- {
		for k := len(ways[i].leaves) - 1; k >= 0; k-- {
			f.ways = ways[:i:i]
			ways[i].leaves[k](f, abnormal)
		}
	}
	f.ways = ways
}

// leaveTo does what has to be done on the way to a label.
func (f *function) leaveTo(name string) {
	n := len(f.ways)
	for n > 0 {
		w := f.ways[n-1]
		if len(w.leaves) > 0 && w.of != nil && hasLabel(w.of, name) {
			break
		}
		n--
	}
	f.leaveWith(n, true)
}

func hasLabel(s syntax.Node, name string) bool {
	found := false
	syntax.Walk(s, func(n syntax.Node) bool {
		if l, ok := n.(*syntax.Label); ok && l.Name == name {
			found = true
		}
		return !found
	})
	return found
}

func (f *function) leaving() bool {
	for _, w := range f.ways {
		if len(w.leaves) > 0 {
			return true
		}
	}
	return false
}

func (f *function) returnStmt(s *syntax.Return) bool {
	if s.Word == "throw" {
		if s.X != nil {
			f.effect(s.X)
		}
		return f.throw()
	}
	f.raise(s)
	if c, ok := unparen(s.X).(*syntax.Cond); ok && c.A != nil && f.result.Kind != names.Void && !f.flat {
		cond := f.cond(c.C)
		if !cond.konst {
			f.emit("if " + cond.s + " {")
			f.returnValue(c.A)
			f.emit("}")
			f.returnValue(c.B)
			return false
		}
	}
	f.returnValue(s.X)
	return false
}

func (f *function) returnValue(x syntax.Expr) {
	if f.result.Kind == names.Void {
		if x != nil {
			f.effect(x)
		}
		f.leaveWith(0, true)
		f.emit("return")
		return
	}
	v := unknown(f.result)
	if x != nil {
		v = f.returned(x)
	}
	if f.leaving() && !v.konst {
		v = f.temp(v)
	}
	f.leaveWith(0, true)
	f.emit("return " + v.s)
}

// returned is what a return gives; of a reference it is the address.
func (f *function) returned(x syntax.Expr) value {
	if f.fn != nil && f.fn.Decl != nil && f.result.Kind == names.Pointer && isReference(f.fn.Decl.Type.Elem) {
		return primary(f.reference(x, f.result), f.result)
	}
	return f.rvalue(x, f.result)
}

func isReference(t *syntax.Type) bool {
	return t != nil && (t.Kind == syntax.TypeRef || t.Kind == syntax.TypeRvalueRef)
}

// noReturn reports whether an expression is a call that does not come back, which
// Go sees as well.
func (f *function) noReturn(x syntax.Expr) bool {
	u, ok := unparen(x).(*syntax.Unary)
	return ok && u.Op == "throw"
}

// macroStmt is a macro of a missing header with a statement behind it.
func (f *function) macroStmt(s *syntax.MacroStmt) bool {
	if bad, ok := s.X.(*syntax.Bad); ok {
		f.fail(bad, "a statement could not be read: "+bad.Msg)
		f.emit("wdm.NotModelled()")
	} else {
		f.effect(s.X)
	}
	if s.Body == nil {
		return true
	}
	b, ok := s.Body.(*syntax.Block)
	if !ok {
		return f.stmt(s.Body)
	}
	if f.flat {
		return f.stmt(b)
	}
	name := ""
	if c, ok := s.X.(*syntax.Call); ok {
		if id, ok := c.Fun.(*syntax.Ident); ok {
			name = strings.ToUpper(id.Name.Last())
		}
	}
	if strings.Contains(name, "FOR") || strings.Contains(name, "EACH") {
		f.emit("for " + f.maybe(s) + " {")
		f.loop(b, nil)
	} else {
		f.emit("if " + f.maybe(s) + " {")
		f.body(b)
	}
	f.emit("}")
	return true
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
		f.emit("for " + f.maybe(s) + " {")
		f.loop(s.Body, nil)
		f.emit("}")
		return true
	}
	elem, one := f.rangeElement(s, v)
	f.emit(one)
	if vd, ok := d.Decls[0].(*syntax.Var); ok {
		f.bindVar(vd, elem)
	}
	f.loop(s.Body, nil)
	f.emit("}")
	return true
}

func (f *function) rangeElement(x syntax.Node, v value) (value, string) {
	if v.t.Kind == names.Array && v.lv {
		i := f.name("i")
		return value{s: v.base() + "[" + i + "]", t: v.t.Elem, prec: precPrimary, lv: true}, "for " + i + " := range " + v.s + " {"
	}
	return unknown(names.TPointer), "for " + f.maybe(x) + " {"
}
