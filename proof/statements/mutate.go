package statements

// loc is a place in a block where something can be done.
type loc struct {
	b    *[]Stmt
	i    int
	in   *Func // the function or literal
	top  *Func
	loop bool
}

func (l loc) stmt() Stmt { return (*l.b)[l.i] }

func (g *gen) locs(want func(loc) bool) []loc {
	var out []loc
	for _, f := range g.p.Funcs {
		walkBlocks(f, func(b *[]Stmt, in *Func, loop bool) {
			for i := range *b {
				l := loc{b, i, in, f, loop}
				if want(l) {
					out = append(out, l)
				}
			}
		})
	}
	return out
}

func (g *gen) anyLoc(want func(loc) bool) (loc, bool) {
	ls := g.locs(want)
	if len(ls) == 0 {
		return loc{}, false
	}
	return ls[g.n(len(ls))], true
}

// apiOf is the modelled call a statement makes, if it is one.
func apiOf(s Stmt) *EApi {
	var found *EApi
	if i, ok := s.(*SIf); ok && i.Init != nil {
		s = i.Init
	}
	if _, ok := s.(*SFor); ok {
		return nil
	}
	for _, sl := range exprSlots(s) {
		walkExpr(sl, func(e *Expr) {
			if a, ok := (*e).(*EApi); ok && found == nil {
				found = a
			}
		})
	}
	return found
}

func isMark(s Stmt) bool {
	switch x := s.(type) {
	case *SAssign:
		switch x.X.(type) {
		case *ELit:
			return x.L.Root.Owner == nil || len(x.L.Fields) > 0 || x.L.Root.T.K == KBool || x.L.Root.T.K == KInt
		}
	case *SExpr:
		_, ok := x.X.(*EIlk)
		return ok
	}
	return false
}

func isCall(s Stmt) bool {
	x, ok := s.(*SExpr)
	if !ok {
		return false
	}
	switch x.X.(type) {
	case *ECall, *EApi:
		return true
	}
	return false
}

type mutation struct {
	name string
	w    int
	do   func(g *gen) bool
}

func jumps(b []Stmt) bool {
	if len(b) == 0 {
		return false
	}
	switch b[len(b)-1].(type) {
	case *SReturn, *SGoto, *SBreak, *SContinue:
		return true
	}
	return false
}

// otherReg is the same place of the other registration.
func (g *gen) otherReg(p *Place) *Place {
	flip := func(s string) (string, bool) {
		n := len(s)
		if n == 0 {
			return s, false
		}
		switch s[n-1] {
		case 'A':
			return s[:n-1] + "B", true
		case 'B':
			return s[:n-1] + "A", true
		}
		return s, false
	}
	if p.Root.Owner == nil {
		if n, ok := flip(p.Root.Name); ok {
			if v := g.globals[n]; v != nil && v.T.K == p.Root.T.K {
				return &Place{v, append([]string{}, p.Fields...)}
			}
		}
	}
	if len(p.Fields) > 0 && g.sd != nil {
		if n, ok := flip(p.Fields[0]); ok {
			for _, f := range g.sd.Fields {
				if f.Name == n {
					fs := append([]string{}, p.Fields...)
					fs[0] = n
					return &Place{p.Root, fs}
				}
			}
		}
	}
	return nil
}

func (g *gen) mutate(n int) {
	total := 0
	weight := func(m mutation) int {
		if m.name == "late-dispatch" && g.want == "WSK002" {
			return 30
		}
		return m.w
	}
	for _, m := range mutations {
		total += weight(m)
	}
	for tries := 0; n > 0 && tries < 40; tries++ {
		k := g.n(total)
		for _, m := range mutations {
			if k -= weight(m); k < 0 {
				if m.do(g) {
					g.p.Why = append(g.p.Why, m.name)
					n--
				}
				break
			}
		}
	}
}
