package statements

import "slices"

func (g *gen) uniqueFunc(name string) string {
	n := name
	for k := 2; ; k++ {
		clash := false
		for _, f := range g.p.Funcs {
			if f.Name == n {
				clash = true
			}
		}
		if !clash {
			return n
		}
		n = name + itoa(k)
	}
}

// enclose moves a stretch of a block into a closure called at once or through
// a local variable.
func (g *gen) enclose() bool {
	type slot struct {
		b  *[]Stmt
		in *Func
	}
	var slots []slot
	for _, f := range g.p.Funcs {
		walkBlocks(f, func(b *[]Stmt, in *Func, _ bool) {
			if in.Parent == nil && len(*b) > 0 && !hasGoto(in) {
				slots = append(slots, slot{b, in})
			}
		})
	}
	if len(slots) == 0 {
		return false
	}
	s := slots[g.n(len(slots))]
	b := *s.b
	i := g.n(len(b))
	j := i + 1 + g.n(min(3, len(b)-i))
	part := b[i:j]
	bad, interesting := false, false
	walkStmts(part, func(x Stmt) {
		switch x := x.(type) {
		case *SGoto, *SLabel, *SDefer, *SReturn, *SInstall, *SUnload, *SVar:
			bad = true
		case *SAssign:
			if x.Op == ":=" {
				bad = true
			}
		case *SFor:
			if x.I != nil {
				bad = true
			}
		}
		for _, sl := range exprSlots(x) {
			if len(litsOf(*sl)) > 0 {
				bad = true
			}
			walkExpr(sl, func(e *Expr) {
				switch (*e).(type) {
				case *EApi, *ECall:
					interesting = true
				}
			})
		}
	})
	if bad || !interesting || strayJump(part, false) {
		return false
	}
	l := &Func{Parent: s.in, Result: tVoid, Body: append([]Stmt{}, part...)}
	var repl []Stmt
	if g.chance(.6) {
		v := s.in.local(pickOf(g, "act", "work", "body"), tFunc)
		repl = []Stmt{&SAssign{L: pl(v), Op: ":=", X: &EFunc{l}}, &SExpr{&ECall{Val: pl(v)}}}
	} else {
		repl = []Stmt{&SExpr{&ECall{Lit: &EFunc{l}}}}
	}
	*s.b = insert(remove(b, i, j), i, repl...)
	return true
}

// bound reports whether every local mentioned is one of the function's own or
// of a function around it: a mutation may have carried one elsewhere, where
// the printed name could mean another variable.
func bound(p *Program) bool {
	ok := true
	for _, f := range p.Funcs {
		walkBlocks(f, func(b *[]Stmt, in *Func, _ bool) {
			check := func(v *Var) {
				if v.Owner == nil {
					return
				}
				for g := in; g != nil; g = g.Parent {
					if g == v.Owner {
						return
					}
				}
				ok = false
			}
			for _, s := range *b {
				places(s, func(q *Place) { check(q.Root) })
				switch s := s.(type) {
				case *SVar:
					check(s.V)
				case *SFor:
					if s.I != nil {
						check(s.I)
					}
				}
			}
		})
	}
	return ok && !slices.ContainsFunc(p.Funcs, func(f *Func) bool { return shadows(f.Body, nil) })
}

// shadows reports whether a variable is declared where it is declared already, as a
// copied statement may do: in Go that is another variable, here it is the same.
func shadows(b []Stmt, outer []*Var) bool {
	open := slices.Clone(outer)
	for _, s := range b {
		inner := open
		switch s := s.(type) {
		case *SVar:
			open = append(open, s.V)
		case *SAssign:
			if s.Op == ":=" {
				open = append(open, s.L.Root)
			}
		case *SIf:
			if a, ok := s.Init.(*SAssign); ok && a.Op == ":=" {
				inner = append(slices.Clone(open), a.L.Root)
			}
		case *SFor:
			if s.I != nil {
				inner = append(slices.Clone(open), s.I)
			}
		}
		for _, v := range slices.Concat(open[len(outer):], inner[len(outer):]) {
			if slices.Contains(outer, v) {
				return true
			}
		}
		for _, k := range subBlocks(s) {
			if shadows(*k, inner) {
				return true
			}
		}
		for _, x := range exprSlots(s) {
			for _, l := range litsOf(*x) {
				if shadows(l.Body, inner) {
					return true
				}
			}
		}
	}
	return false
}
