package stmt

import (
	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/expr"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// switchStmt makes a switch whose cases are those of Go.
func (f *function) switchStmt(s *syntax.Switch) bool {
	f.Push()
	defer f.Pop()
	if s.Init != nil {
		f.Stmt(s.Init)
	}
	f.raise(s)
	tag := f.tag(s.Cond)
	if f.Flat {
		return f.flatSwitch(s, tag)
	}
	f.Emit("switch " + tag.Typed() + " {")
	broken := false
	f.Ways = append(f.Ways, draft.Way{Switch: true, Broken: &broken})
	clauses := f.clauses(s.Body.(*syntax.Block), tag.Type)
	reach, all := true, false
	for i, c := range clauses {
		f.Token = c.tok
		f.Emit(c.head)
		all = all || c.isDefault
		reach = f.list(c.list)
		if reach && i+1 < len(clauses) {
			f.Emit("fallthrough")
		}
	}
	f.Ways = f.Ways[:len(f.Ways)-1]
	f.Emit("}")
	return broken || reach || !all
}

func (f *function) tag(n syntax.Node) draft.Value {
	v := draft.Value{}
	switch n := n.(type) {
	case syntax.Expr:
		v = f.Full(func() draft.Value { return expr.OrValue(f.Expr(n, names.TInt32)) })
	case *syntax.DeclStmt:
		v = f.condition(n)
	}
	v = f.Promote(v)
	if v.Type.Kind != names.Int {
		v = f.ToInt(v, names.TInt32)
	}
	return v
}

type clause struct {
	head      string
	tok       int32
	isDefault bool
	list      []syntax.Stmt
}

// clauses are the cases of a switch; those without a statement between them are one.
func (f *function) clauses(b *syntax.Block, t *names.Type) []clause {
	var out []clause
	seen := map[int64]bool{}
	var vals []string
	isDefault, open := false, false
	tok := b.From
	flush := func() {
		head := "default:"
		if !isDefault {
			if len(vals) == 0 {
				vals = []string{draft.Unknown(t).Text}
			}
			head = "case "
			for i, v := range vals {
				if i > 0 {
					head += ", "
				}
				head += v
			}
			head += ":"
		}
		out = append(out, clause{head: head, tok: tok, isDefault: isDefault})
		vals, isDefault, open = nil, false, false
	}
	for _, s := range b.List {
		c, ok := s.(*syntax.Case)
		if !ok {
			if open {
				flush()
			}
			if len(out) > 0 {
				out[len(out)-1].list = append(out[len(out)-1].list, s)
			} else if d, ok := s.(*syntax.DeclStmt); ok {
				f.stmtDecl(d)
			}
			continue
		}
		if !open {
			tok = c.From
		}
		open = true
		if c.X == nil {
			isDefault = true
			continue
		}
		vals = append(vals, f.caseValues(c, t, seen)...)
	}
	if open {
		flush()
	}
	return out
}

// stmtDecl declares what stands in front of the first case.
func (f *function) stmtDecl(d *syntax.DeclStmt) {
	lines := f.Capture(func() { f.Stmt(d) })
	_ = lines // never carried out
}

// caseValues are the values of a case; Go wants each once.
func (f *function) caseValues(c *syntax.Case, t *names.Type, seen map[int64]bool) []string {
	var v draft.Value
	f.Capture(func() { v = f.Convert(expr.OrValue(f.Expr(c.X, t)), t) })
	if !v.Const {
		return []string{v.Text}
	}
	last := v.N
	if c.To != nil {
		var to draft.Value
		f.Capture(func() { to = f.Convert(expr.OrValue(f.Expr(c.To, t)), t) })
		if to.Const && to.N-v.N < 1024 {
			last = to.N
		}
	}
	var out []string
	for n := v.N; n <= last; n++ {
		if seen[n] {
			continue
		}
		seen[n] = true
		if n == v.N {
			out = append(out, v.Text)
		} else {
			out = append(out, draft.Integer(n, t).Text)
		}
	}
	return out
}
