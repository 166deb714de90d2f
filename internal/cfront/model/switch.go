package model

import (
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// switchStmt makes a switch whose cases are those of Go.
func (f *function) switchStmt(s *syntax.Switch) bool {
	f.push()
	defer f.pop()
	if s.Init != nil {
		f.stmt(s.Init)
	}
	f.raise(s)
	tag := f.tag(s.Cond)
	if f.flat {
		return f.flatSwitch(s, tag)
	}
	f.emit("switch " + tag.typed() + " {")
	broken := false
	f.ways = append(f.ways, way{sw: true, broken: &broken})
	clauses := f.clauses(s.Body.(*syntax.Block), tag.t)
	reach, all := true, false
	for i, c := range clauses {
		f.tok = c.tok
		f.emit(c.head)
		all = all || c.isDefault
		reach = f.list(c.list)
		if reach && i+1 < len(clauses) {
			f.emit("fallthrough")
		}
	}
	f.ways = f.ways[:len(f.ways)-1]
	f.emit("}")
	return broken || reach || !all
}

func (f *function) tag(n syntax.Node) value {
	v := value{}
	switch n := n.(type) {
	case syntax.Expr:
		v = f.full(func() value { return orValue(f.expr(n, names.TInt32)) })
	case *syntax.DeclStmt:
		v = f.condition(n)
	}
	v = f.promote(v)
	if v.t.Kind != names.Int {
		v = f.toInt(v, names.TInt32)
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
				vals = []string{unknown(t).s}
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
	lines := f.capture(func() { f.stmt(d) })
	_ = lines // never carried out
}

// caseValues are the values of a case; Go wants each once.
func (f *function) caseValues(c *syntax.Case, t *names.Type, seen map[int64]bool) []string {
	var v value
	f.capture(func() { v = f.convert(orValue(f.expr(c.X, t)), t) })
	if !v.konst {
		return []string{v.s}
	}
	last := v.n
	if c.To != nil {
		var to value
		f.capture(func() { to = f.convert(orValue(f.expr(c.To, t)), t) })
		if to.konst && to.n-v.n < 1024 {
			last = to.n
		}
	}
	var out []string
	for n := v.n; n <= last; n++ {
		if seen[n] {
			continue
		}
		seen[n] = true
		if n == v.n {
			out = append(out, v.s)
		} else {
			out = append(out, integer(n, t).s)
		}
	}
	return out
}
