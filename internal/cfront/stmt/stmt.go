package stmt

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// Stmt makes a statement and reports whether what follows it can be reached.
func (f *function) Stmt(s syntax.Stmt) bool {
	if s == nil || !f.Deeper(s) {
		return true
	}
	defer func() { f.Depth-- }()
	f.Token = s.Range().From
	switch s := s.(type) {
	case *syntax.Block:
		return f.block(s)
	case *syntax.DeclStmt:
		f.raise(s)
		if f.Bindings(s) {
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
			f.Effect(s.X)
			return false
		}
		f.FullEffect(s.X)
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
		f.Place(f.LabelOf(s.Name))
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
		f.Fail(s, "a statement could not be read: "+s.Msg)
		f.Emit("wdm.NotModelled()")
	default:
		f.Fail(s, "a statement of an unknown kind")
	}
	return true
}

func (f *function) block(s *syntax.Block) bool {
	if f.Flat {
		return f.list(s.List)
	}
	f.Emit("{")
	reach := f.list(s.List)
	f.Emit("}")
	return reach
}

// list makes statements in a scope of their own. What cannot be reached is left
// out: Go's tools take it for a mistake.
func (f *function) list(list []syntax.Stmt) bool {
	f.Push()
	f.Ways = append(f.Ways, draft.Way{})
	n := len(f.Ways)
	reach := true
	for _, s := range list {
		if !reach && !f.revives(s) {
			continue
		}
		reach = f.Stmt(s)
	}
	if reach {
		f.Leave(n - 1)
	}
	f.Ways = f.Ways[:n-1]
	f.Pop()
	return reach
}

// revives reports whether a statement can be reached by a jump.
func (f *function) revives(s syntax.Stmt) bool {
	switch s := s.(type) {
	case *syntax.Label:
		return f.Jumps[s.Name]
	case *syntax.Case:
		return true
	}
	if !f.Flat {
		return false
	}
	found := false
	syntax.Walk(s, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Label:
			found = found || f.Jumps[n.Name]
		case *syntax.Case:
			found = true
		case syntax.Expr:
			return false
		}
		return !found
	})
	return found
}

// Body makes the statement that a condition or loop governs.
func (f *function) Body(s syntax.Stmt) bool {
	if b, ok := s.(*syntax.Block); ok {
		return f.list(b.List)
	}
	if s == nil {
		return true
	}
	return f.list([]syntax.Stmt{s})
}

// condition is the condition of a statement, which may declare a variable.
func (f *function) condition(n syntax.Node) draft.Value {
	switch n := n.(type) {
	case *syntax.DeclStmt:
		var last *draft.Local
		for _, d := range n.Decls {
			if l := f.local(d); l != nil {
				last = l
			}
		}
		if last != nil {
			return f.Truth(f.Use(last))
		}
	case syntax.Expr:
		return f.Full(func() draft.Value { return f.Cond(n) })
	}
	return draft.Integer(1, names.TBool)
}

func (f *function) ifStmt(s *syntax.If) bool {
	if s.Init != nil { // its objects end behind the if
		bare := *s
		bare.Init = nil
		return f.block(&syntax.Block{Span: s.Span, List: []syntax.Stmt{s.Init, &bare}})
	}
	if f.Flat {
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
	f.Emit("{")
	f.Push()
	n := len(f.Ways)
	f.Ways = append(f.Ways, draft.Way{})
	reach := do()
	if reach {
		f.Leave(n)
	}
	f.Ways = f.Ways[:n]
	f.Pop()
	f.Emit("}")
	return reach
}

// ifOn makes what follows the condition of an if.
func (f *function) ifOn(s *syntax.If, c draft.Value) bool {
	if c.Const {
		if c.N != 0 {
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
	f.Emit("{")
	reach := f.Body(s)
	f.Emit("}")
	return reach
}

// ifChain makes if, else if and else without nesting where it can.
func (f *function) ifChain(s *syntax.If, c draft.Value) bool {
	reach := false
	f.Emit("if " + c.Text + " {")
	for {
		reach = f.Body(s.Then) || reach
		next, ok := s.Else.(*syntax.If)
		if !ok || next.Init != nil || isDecl(next.Cond) {
			break
		}
		var nc draft.Value
		before := f.Capture(func() {
			f.Token = next.From
			nc = f.condition(next.Cond)
		})
		if len(before) > 0 || nc.Const {
			f.Emit("} else {")
			f.Lines = append(f.Lines, before...)
			r := true
			switch {
			case !nc.Const:
				r = f.ifChain(next, nc)
			case nc.N != 0:
				r = f.constant(next.Then)
			case next.Else != nil:
				r = f.constant(next.Else)
			}
			f.Emit("}")
			return reach || r
		}
		f.Token = next.From
		f.Emit("} else if " + nc.Text + " {")
		s = next
	}
	if s.Else == nil {
		f.Emit("}")
		return true
	}
	f.Token = s.Else.Range().From
	f.Emit("} else {")
	reach = f.Body(s.Else) || reach
	f.Emit("}")
	return reach
}

func isDecl(n syntax.Node) bool {
	_, ok := n.(*syntax.DeclStmt)
	return ok
}

// macroStmt is a macro of a missing header with a statement behind it.
func (f *function) macroStmt(s *syntax.MacroStmt) bool {
	if bad, ok := s.X.(*syntax.Bad); ok {
		f.Fail(bad, "a statement could not be read: "+bad.Msg)
		f.Emit("wdm.NotModelled()")
	} else {
		f.Effect(s.X)
	}
	if s.Body == nil {
		return true
	}
	b, ok := s.Body.(*syntax.Block)
	if !ok {
		return f.Stmt(s.Body)
	}
	if f.Flat {
		return f.Stmt(b)
	}
	name := ""
	if c, ok := s.X.(*syntax.Call); ok {
		if id, ok := c.Fun.(*syntax.Ident); ok {
			name = strings.ToUpper(id.Name.Last())
		}
	}
	if strings.Contains(name, "FOR") || strings.Contains(name, "EACH") {
		f.Emit("for " + f.Maybe(head(s, b), " goes on") + " {")
		f.loop(b, nil)
	} else {
		f.Emit("if " + f.Maybe(head(s, b), "") + " {")
		f.Body(b)
	}
	f.Emit("}")
	return true
}

// head is the part of a statement in front of its body, to be quoted.
func head(n, body syntax.Node) syntax.Node {
	if body == nil {
		return n
	}
	return syntax.Span{From: n.Range().From, To: body.Range().From}
}
