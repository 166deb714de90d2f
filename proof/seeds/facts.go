package seeds

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// A call is a call in a statement of its own, alone or with its result assigned.
type call struct {
	*syntax.Call
	name   string      // of the function, or of the member that holds it
	direct bool        // the function is named, not a member of a table
	result syntax.Expr // what the result is assigned to; nil if it is dropped
}

// callIn is the call that a statement consists of.
func callIn(s syntax.Stmt) (c call, ok bool) {
	x, ok := s.(*syntax.ExprStmt)
	if !ok {
		return c, false
	}
	e := bare(x.X)
	if b, is := e.(*syntax.Binary); is && b.Op == "=" {
		c.result, e = b.X, bare(b.Y)
	}
	if c.Call, ok = e.(*syntax.Call); !ok {
		return c, false
	}
	c.name, c.direct = callee(c.Call)
	return c, c.name != ""
}

func bare(e syntax.Expr) syntax.Expr {
	for {
		switch x := e.(type) {
		case *syntax.Paren:
			e = x.X
		case *syntax.Cast:
			e = x.X
		default:
			return e
		}
	}
}

func callee(c *syntax.Call) (name string, direct bool) {
	switch f := bare(c.Fun).(type) {
	case *syntax.Ident:
		return f.Name.Last(), true
	case *syntax.Member:
		return f.Name.Last(), false
	}
	return "", false
}

// calls are all calls in a node by the names of their functions, in order.
func calls(n syntax.Node) (names []string) {
	syntax.Walk(n, func(n syntax.Node) bool {
		if c, ok := n.(*syntax.Call); ok {
			if name, _ := callee(c); name != "" {
				names = append(names, name)
			}
		}
		return true
	})
	return names
}

// count is how often a function is called in the whole driver.
func (s *source) count(name string) (n int) {
	for _, u := range s.units {
		for _, d := range u.file.Decls {
			for _, c := range calls(d) {
				if c == name {
					n++
				}
			}
		}
	}
	return n
}

// reach are the functions that calls lead to from one, itself included, by name.
func (s *source) reach(from string) map[string]bool {
	seen := map[string]bool{}
	var visit func(string)
	visit = func(name string) {
		f := s.funcs[name]
		if f == nil || seen[name] {
			return
		}
		seen[name] = true
		for _, c := range calls(f.Body) {
			visit(c)
		}
	}
	visit(from)
	return seen
}

// unloads are the functions that a driver assigns for its unload: DriverUnload of WDM,
// EvtDriverUnload of KMDF.
func (s *source) unloads() (names []string) {
	for _, u := range s.units {
		for _, d := range u.file.Decls {
			syntax.Walk(d, func(n syntax.Node) bool {
				b, ok := n.(*syntax.Binary)
				if !ok || b.Op != "=" {
					return true
				}
				m, ok := b.X.(*syntax.Member)
				if !ok || m.Name.Last() != "DriverUnload" && m.Name.Last() != "EvtDriverUnload" {
					return true
				}
				if id, ok := bare(b.Y).(*syntax.Ident); ok && s.funcs[id.Name.Last()] != nil {
					names = append(names, id.Name.Last())
				}
				return true
			})
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// blocks calls f for each list of statements in a function, nested ones too.
func (fn *function) blocks(f func(list []syntax.Stmt)) {
	syntax.Walk(fn.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Lambda:
			return false
		case *syntax.Block:
			f(n.List)
		}
		return true
	})
}

// plain reports whether control leaves a statement at its end only: no jump, no label,
// no return in it.
func plain(s syntax.Stmt) bool {
	ok := true
	syntax.Walk(s, func(n syntax.Node) bool {
		switch n.(type) {
		case *syntax.Return, *syntax.Goto, *syntax.Jump, *syntax.Label, *syntax.Case, *syntax.MacroStmt, *syntax.Bad, *syntax.Try:
			ok = false
		}
		return ok
	})
	return ok
}

// leaves reports whether control never passes a statement: it is a return or a goto, or
// a block that ends with one.
func leaves(s syntax.Stmt) bool {
	switch s := s.(type) {
	case *syntax.Return:
		return s.Word == "return"
	case *syntax.Goto:
		return true
	case *syntax.Block:
		return len(s.List) > 0 && leaves(s.List[len(s.List)-1])
	}
	return false
}

// isVoid reports whether a function returns nothing.
func (fn *function) isVoid() bool {
	t := fn.Type
	if t == nil || t.Elem == nil || t.Elem.Kind != syntax.TypeNamed {
		return false
	}
	return strings.EqualFold(t.Elem.Name.Last(), "void")
}
