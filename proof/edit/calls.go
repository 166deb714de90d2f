package edit

import (
	"go/ast"
	"strings"
)

// siblings are constants that are taken for each other.
var siblings = [][2]string{
	{"WSK_NO_WAIT", "WSK_INFINITE_WAIT"},
	{"NotificationEvent", "SynchronizationEvent"},
}

// sibling takes a constant for its sibling.
func (m *mutator) sibling(n *ast.Ident) {
	for _, s := range siblings {
		for i := range s {
			if n.Name == s[i] {
				m.add("wrong constant", n, edit{m.at(n.Pos()), m.at(n.End()), s[1-i]})
			}
		}
	}
}

// endless takes the time-out of a wait away, and leaves the variable used.
func (m *mutator) endless(c *ast.CallExpr) {
	if len(c.Args) == 0 || !strings.Contains(m.text(c.Fun), "WaitFor") {
		return
	}
	last := c.Args[len(c.Args)-1]
	if u, ok := last.(*ast.UnaryExpr); ok {
		at := m.at(c.Pos())
		m.add("no time-out", c, edit{at, at, "_ = " + m.text(u.X) + "\n"}, edit{m.at(u.Pos()), m.at(u.End()), "nil"})
	}
}

// directly calls a routine instead of handing it to be called later.
func (m *mutator) directly(c *ast.CallExpr) {
	for _, a := range c.Args {
		id, ok := a.(*ast.Ident)
		if !ok {
			continue
		}
		for _, fn := range m.funcs {
			if args, ok := m.nils(fn.Type); ok && fn.Name.Name == id.Name {
				m.add("call directly", c, edit{m.at(c.Pos()), m.at(c.End()), id.Name + "(" + args + ")"})
			}
		}
	}
}

// nils are arguments for a function that takes pointers and interfaces only.
func (m *mutator) nils(t *ast.FuncType) (string, bool) {
	var args []string
	for _, f := range t.Params.List {
		if _, pointer := f.Type.(*ast.StarExpr); !pointer && m.text(f.Type) != "any" {
			return "", false
		}
		for range max(1, len(f.Names)) {
			args = append(args, "nil")
		}
	}
	return strings.Join(args, ", "), true
}
