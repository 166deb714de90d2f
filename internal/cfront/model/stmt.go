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
		if f.bindings(s) {
			return true
		}
		for _, d := range s.Decls {
			f.local(d)
		}
	case *syntax.ExprStmt:
		if s.X == nil {
			return true
		}
		f.raise(s)
		if f.noReturn(s.X) {
			f.effect(s.X)
			return false
		}
		f.fullEffect(s.X)
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
		return f.full(func() value { return f.cond(n) })
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
	f.raise(s)
	if isDecl(s.Cond) {
		return f.scoped(func() bool { return f.ifOn(s, f.condition(s.Cond)) })
	}
	return f.ifOn(s, f.condition(s.Cond))
}

// scoped makes statements in a block of their own, whose objects end with it.
func (f *function) scoped(do func() bool) bool {
	f.emit("{")
	f.push()
	n := len(f.ways)
	f.ways = append(f.ways, way{})
	reach := do()
	if reach {
		f.leave(n)
	}
	f.ways = f.ways[:n]
	f.pop()
	f.emit("}")
	return reach
}

// ifOn makes what follows the condition of an if.
func (f *function) ifOn(s *syntax.If, c value) bool {
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
		f.emit("for " + f.maybe(head(s, b), " goes on") + " {")
		f.loop(b, nil)
	} else {
		f.emit("if " + f.maybe(head(s, b), "") + " {")
		f.body(b)
	}
	f.emit("}")
	return true
}
