// Package edit makes mutants of Go source: each is the source with one small
// edit, of the kind that a slip of a programmer makes.
package edit

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// A Mutant is a source file with one edit.
type Mutant struct {
	Kind string
	Line int // of the edit, in the source before it
	Src  string
}

// edit replaces the bytes from lo to hi.
type edit struct {
	lo, hi int
	text   string
}

// apply makes edits that do not overlap.
func apply(src string, es ...edit) string {
	slices.SortFunc(es, func(a, b edit) int { return b.lo - a.lo })
	for _, e := range es {
		src = src[:e.lo] + e.text + src[e.hi:]
	}
	return src
}

// All are the single edits of a source file, in its order.
func All(src string) ([]Mutant, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "", src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	m := &mutator{src: src, fset: fset}
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
			m.funcs = append(m.funcs, fn)
		}
	}
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
			m.result(fn.Type)
			m.walk(fn.Body)
		}
	}
	return m.out, nil
}

type mutator struct {
	src     string
	fset    *token.FileSet
	funcs   []*ast.FuncDecl
	returns []string // ways to leave the function at hand
	out     []Mutant
}

func (m *mutator) at(p token.Pos) int { return m.fset.Position(p).Offset }

func (m *mutator) text(n ast.Node) string { return m.src[m.at(n.Pos()):m.at(n.End())] }

func (m *mutator) add(kind string, at ast.Node, es ...edit) {
	m.out = append(m.out, Mutant{kind, m.fset.Position(at.Pos()).Line, apply(m.src, es...)})
}

// result notes how a function can return early: with success, and with failure.
func (m *mutator) result(t *ast.FuncType) {
	switch {
	case t.Results == nil || len(t.Results.List) == 0:
		m.returns = []string{"return"}
	case len(t.Results.List) == 1 && strings.HasSuffix(m.text(t.Results.List[0].Type), "NTSTATUS"):
		m.returns = []string{"return 0", "return -0x3fffffff"}
	default:
		m.returns = nil
	}
}

func (m *mutator) walk(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			outer := m.returns
			m.result(n.Type)
			m.walk(n.Body)
			m.returns = outer
			return false
		case *ast.BlockStmt:
			m.block(n.List)
		case *ast.CaseClause:
			m.block(n.Body)
		case *ast.CommClause:
			m.block(n.Body)
		case *ast.IfStmt:
			m.guard(n)
		case *ast.ExprStmt:
			if c, ok := n.X.(*ast.CallExpr); ok {
				m.directly(c)
				m.endless(c)
			}
		case *ast.Ident:
			m.sibling(n)
		case *ast.ForStmt:
			if n.Cond != nil {
				m.negate(n.Cond)
			}
		}
		return true
	})
}

func (m *mutator) negate(cond ast.Expr) {
	m.add("negate", cond, edit{m.at(cond.Pos()), m.at(cond.End()), "!(" + m.text(cond) + ")"})
}

func (m *mutator) guard(s *ast.IfStmt) {
	m.negate(s.Cond)
	keep := ""
	if s.Init != nil {
		keep = m.text(s.Init)
		if a, ok := s.Init.(*ast.AssignStmt); ok && a.Tok == token.DEFINE && len(a.Lhs) == 1 {
			keep = "_ = " + m.text(a.Rhs[0])
		}
	}
	if s.Else == nil {
		m.add("drop check", s, edit{m.at(s.Pos()), m.at(s.End()), keep})
		m.add("drop guard", s, edit{m.at(s.Pos()), m.at(s.End()), keep + m.text(s.Body)})
	}
}

// simple reports whether a statement can be dropped, repeated or moved: a call,
// an assignment to what exists, an increment, a deferred call, a goroutine.
func simple(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ExprStmt:
		_, ok := s.X.(*ast.CallExpr)
		return ok
	case *ast.AssignStmt:
		return s.Tok != token.DEFINE
	case *ast.IncDecStmt, *ast.DeferStmt, *ast.GoStmt, *ast.SendStmt:
		return true
	}
	return false
}

func kindOf(s ast.Stmt) string {
	if _, ok := s.(*ast.AssignStmt); ok {
		return "assignment"
	}
	return "call"
}

func (m *mutator) block(list []ast.Stmt) {
	for i, s := range list {
		lo, hi := m.at(s.Pos()), m.at(s.End())
		if i > 0 {
			for _, r := range m.returns {
				m.add("return early", s, edit{lo, lo, r + "\n"})
			}
		}
		if !simple(s) {
			continue
		}
		m.add("drop "+kindOf(s), s, edit{lo, hi, ""})
		m.add("duplicate "+kindOf(s), s, edit{hi, hi, "\n" + m.text(s)})
		if i+1 < len(list) {
			n := list[i+1]
			m.add("swap", s, edit{lo, hi, m.text(n)}, edit{m.at(n.Pos()), m.at(n.End()), m.text(s)})
		}
		if i > 1 {
			first := m.at(list[0].Pos())
			m.add("move up", s, edit{lo, hi, ""}, edit{first, first, m.text(s) + "\n"})
		}
		if last := len(list) - 1; i+2 <= last {
			end := m.at(list[last].End())
			if _, ok := list[last].(*ast.ReturnStmt); ok {
				end = m.at(list[last].Pos())
			}
			m.add("move down", s, edit{lo, hi, ""}, edit{end, end, "\n" + m.text(s) + "\n"})
		}
	}
}

// String names a mutant.
func (m Mutant) String() string { return fmt.Sprintf("%d: %s", m.Line, m.Kind) }
