package fix

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/ddi"
	"github.com/wskvet/wskvet/internal/finding"
	"github.com/wskvet/wskvet/internal/lower"
)

// place is a node of a package's syntax and what is around it.
type place struct {
	src  *Source
	file *ast.File
	name string
	path []ast.Node // from the file down to the node
}

func (a place) node() ast.Node { return a.path[len(a.path)-1] }

// call is the call at the place, if it is one.
func (a place) call() *ast.CallExpr {
	switch n := a.node().(type) {
	case *ast.CallExpr:
		return n
	case *ast.DeferStmt:
		return n.Call
	case *ast.GoStmt:
		return n.Call
	}
	return nil
}

// op is the DDI that is called.
func (a place) op() ddi.Op {
	if c := a.call(); c != nil {
		return ddi.Lookup(called(c))
	}
	return ddi.None
}

// called is the last name of what is called.
func called(c *ast.CallExpr) string {
	if id := lower.CalledIdent(c); id != nil {
		return id.Name
	}
	return ""
}

// source is the package that has a file, and that may be edited there: one with
// a file of the user's that no program has made, and that stands where it says.
func (p *proposer) source(file string) *Source {
	if s, ok := p.sources[file]; ok {
		return s
	}
	p.sources[file] = nil
	if src, ok := p.w.Source(file); ok {
		if data, err := p.w.Text(file); err == nil {
			p.sources[file], p.texts[file] = &src, string(data)
		}
	}
	return p.sources[file]
}

func (p *proposer) text(file string) string { return p.texts[file] }

// editable reports whether a file is written by hand.
func editable(f *ast.File) bool {
	if ast.IsGenerated(f) {
		return false
	}
	for _, g := range f.Comments {
		for _, c := range g.List {
			if strings.HasPrefix(c.Text, "//line ") || strings.HasPrefix(c.Text, "/*line ") {
				return false
			}
		}
	}
	return !slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == `"C"` })
}

// find is the innermost node at a position that is asked for.
func (p *proposer) find(pos finding.Position, want func(ast.Node, token.Pos) bool) (place, bool) {
	src := p.source(pos.File)
	if src == nil {
		return place{}, false
	}
	for _, f := range src.Files {
		tf := src.Fset.File(f.FileStart)
		if tf.Name() != pos.File || pos.Line < 1 || pos.Line > tf.LineCount() || !editable(f) {
			continue
		}
		at := tf.LineStart(pos.Line) + token.Pos(pos.Col-1)
		if path := search(f, func(n ast.Node) bool { return want(n, at) }); path != nil {
			return place{src, f, pos.File, path}, true
		}
	}
	return place{}, false
}

// search is the way from the file down to the last node that is wanted.
func search(f *ast.File, want func(ast.Node) bool) []ast.Node {
	var path, found []ast.Node
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil {
			path = path[:len(path)-1]
			return true
		}
		path = append(path, n)
		if want(n) {
			found = slices.Clone(path)
		}
		return true
	})
	return found
}

// callAt is the call that a step or finding is about.
func (p *proposer) callAt(pos finding.Position) (place, bool) {
	return p.find(pos, func(n ast.Node, at token.Pos) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			id := lower.CalledIdent(n)
			return n.Lparen == at || id != nil && id.Pos() == at
		case *ast.DeferStmt:
			return n.Defer == at
		case *ast.GoStmt:
			return n.Go == at
		}
		return false
	})
}

// exitAt is the return statement, or the body that ends there.
func (p *proposer) exitAt(pos finding.Position) (place, bool) {
	return p.find(pos, func(n ast.Node, at token.Pos) bool {
		switch n := n.(type) {
		case *ast.ReturnStmt:
			return n.Return == at
		case *ast.FuncDecl:
			return n.Body != nil && n.Body.Rbrace == at
		case *ast.FuncLit:
			return n.Body.Rbrace == at
		}
		return false
	})
}

// function is the innermost function around the place: its type, its body, and
// where the residual program says that it is.
func (a place) function() (*ast.FuncType, *ast.BlockStmt, token.Pos) {
	for _, n := range slices.Backward(a.path) {
		switch n := n.(type) {
		case *ast.FuncDecl:
			return n.Type, n.Body, n.Name.Pos()
		case *ast.FuncLit:
			return n.Type, n.Body, n.Type.Func
		}
	}
	return nil, nil, token.NoPos
}

// statement is the innermost statement around the place that stands in a list,
// the list, and where in it.
func (a place) statement() (list []ast.Stmt, i int, ok bool) {
	for k := len(a.path) - 1; k > 0; k-- {
		s, isStmt := a.path[k].(ast.Stmt)
		if _, isFunc := a.path[k].(*ast.FuncLit); isFunc {
			return nil, 0, false
		}
		if !isStmt {
			continue
		}
		switch n := a.path[k-1].(type) {
		case *ast.BlockStmt:
			list = n.List
		case *ast.CaseClause:
			list = n.Body
		case *ast.CommClause:
			list = n.Body
		default:
			continue
		}
		return list, slices.Index(list, s), true
	}
	return nil, 0, false
}

// offset is where pos is in the place's file.
func (a place) offset(pos token.Pos) int { return a.src.Fset.PositionFor(pos, false).Offset }

// written is the text of a node.
func (p *proposer) written(a place, n ast.Node) string {
	return p.text(a.name)[a.offset(n.Pos()):a.offset(n.End())]
}

// indent is what the line of pos begins with.
func (p *proposer) indent(a place, pos token.Pos) string {
	text := p.text(a.name)
	from := strings.LastIndexByte(text[:a.offset(pos)], '\n') + 1
	line := text[from:]
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// insertBefore inserts lines before the statement or the end of the body that the
// place is.
func (p *proposer) insertBefore(a place, lines ...string) change {
	pos, deeper := a.node().Pos(), ""
	switch n := a.node().(type) {
	case *ast.FuncDecl:
		pos, deeper = n.Body.Rbrace, "\t"
	case *ast.FuncLit:
		pos, deeper = n.Body.Rbrace, "\t"
	}
	indent, at := p.indent(a, pos), a.offset(pos)
	text := strings.Join(lines, "\n"+indent+deeper) + "\n" + indent
	if deeper != "" {
		text = deeper + text
		if head := p.text(a.name)[:at]; !strings.HasSuffix(head, "\n"+indent) {
			text = "\n" + indent + text // the body is on one line
		}
	}
	return change{a.name, at, at, text}
}

// insertAfter inserts lines after a statement.
func (p *proposer) insertAfter(a place, s ast.Stmt, lines ...string) change {
	indent := "\n" + p.indent(a, s.Pos())
	text := p.text(a.name)
	at := a.offset(s.End())
	if end := strings.IndexByte(text[at:], '\n'); end >= 0 && strings.HasPrefix(strings.TrimSpace(text[at:at+end]), "//") {
		at += end // behind a comment on the line
	}
	return change{a.name, at, at, indent + strings.Join(lines, indent)}
}
