package statements

var mutations = []mutation{
	{"drop-call", 10, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool { return isCall(l.stmt()) })
		if ok {
			*l.b = remove(*l.b, l.i, l.i+1)
		}
		return ok
	}},
	{"drop-mark", 6, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool { return isMark(l.stmt()) })
		if ok {
			*l.b = remove(*l.b, l.i, l.i+1)
		}
		return ok
	}},
	{"drop-guard", 8, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool {
			s, is := l.stmt().(*SIf)
			return is && s.Init == nil && apiOf(s) == nil && !terminates(s.Then)
		})
		if ok {
			*l.b = insert(remove(*l.b, l.i, l.i+1), l.i, l.stmt().(*SIf).Then...)
		}
		return ok
	}},
	{"drop-check", 8, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool {
			s, is := l.stmt().(*SIf)
			return is && jumps(s.Then)
		})
		if !ok {
			return false
		}
		s := l.stmt().(*SIf)
		// what the condition does stays
		var keep []Stmt
		if a, ok := s.Init.(*SAssign); ok {
			if a.Op == "=" {
				keep = append(keep, a)
			} else {
				keep = append(keep, &SExpr{a.X})
			}
		} else if x := apiOf(&SExpr{s.Cond}); x != nil {
			keep = append(keep, &SExpr{x})
		}
		*l.b = insert(remove(*l.b, l.i, l.i+1), l.i, keep...)
		return true
	}},
	{"negate", 4, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool { _, is := l.stmt().(*SIf); return is })
		if ok {
			s := l.stmt().(*SIf)
			s.Cond = negate(s.Cond)
		}
		return ok
	}},
	{"duplicate", 5, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool { return isCall(l.stmt()) })
		if !ok {
			return false
		}
		c, ok := tryClone(l.stmt())
		if ok {
			j := l.i + 1
			if g.chance(.5) {
				j = g.n(len(*l.b) + 1)
			}
			*l.b = insert(*l.b, j, c)
		}
		return ok
	}},
	{"copy-elsewhere", 5, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool { return apiOf(l.stmt()) != nil || isCall(l.stmt()) || isMark(l.stmt()) })
		if !ok {
			return false
		}
		c, ok := tryClone(l.stmt())
		if !ok {
			return false
		}
		t, ok := g.anyLoc(func(t loc) bool {
			return t.top == l.top || l.top.sc != nil && t.top.sc != nil && t.top.sc.base == nil && l.top.sc.base == nil
		})
		if ok {
			*t.b = insert(*t.b, t.i, c)
		}
		return ok
	}},
	{"swap", 7, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool {
			return l.i+1 < len(*l.b) && (apiOf(l.stmt()) != nil || isCall(l.stmt()) || isMark(l.stmt()))
		})
		if ok {
			(*l.b)[l.i], (*l.b)[l.i+1] = (*l.b)[l.i+1], (*l.b)[l.i]
		}
		return ok
	}},
	{"swap-guarded", 5, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool {
			if l.i+1 >= len(*l.b) {
				return false
			}
			_, a := l.stmt().(*SIf)
			_, b := (*l.b)[l.i+1].(*SIf)
			return a && b
		})
		if ok {
			(*l.b)[l.i], (*l.b)[l.i+1] = (*l.b)[l.i+1], (*l.b)[l.i]
		}
		return ok
	}},
	{"move", 6, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool { return isCall(l.stmt()) || isMark(l.stmt()) })
		if !ok {
			return false
		}
		s := l.stmt()
		if g.chance(.6) {
			*l.b = remove(*l.b, l.i, l.i+1)
			*l.b = insert(*l.b, g.n(len(*l.b)+1), s)
			return true
		}
		t, ok := g.anyLoc(func(t loc) bool { return t.top == l.top && t.b != l.b && t.stmt() != s })
		if !ok {
			return false
		}
		*t.b = insert(*t.b, t.i, s)
		for k, x := range *l.b {
			if x == s && l.b != t.b {
				*l.b = remove(*l.b, k, k+1)
				break
			}
		}
		return true
	}},
	{"maybe", 4, func(g *gen) bool {
		if !g.on["nondet"] {
			return false
		}
		l, ok := g.anyLoc(func(l loc) bool { return isCall(l.stmt()) || isMark(l.stmt()) })
		if ok {
			(*l.b)[l.i] = ifs(&ENondet{}, l.stmt())
		}
		return ok
	}},
	{"early-return", 6, func(g *gen) bool {
		if !g.on["nondet"] {
			return false
		}
		l, ok := g.anyLoc(func(l loc) bool { return true })
		if !ok {
			return false
		}
		var r *SReturn
		switch {
		case l.in.Result.K == KVoid:
			r = &SReturn{}
		case g.chance(.5):
			r = &SReturn{X: success()}
		default:
			r = &SReturn{X: g.failure()}
		}
		*l.b = insert(*l.b, l.i, ifs(&ENondet{}, r))
		return true
	}},
	{"insert-api", 6, func(g *gen) bool {
		if len(g.regs) == 0 {
			return false
		}
		l, ok := g.anyLoc(func(l loc) bool { return l.top.sc != nil && !(l.top.Entry && l.i == 0) })
		if !ok {
			return false
		}
		sc := l.top.sc
		if g.layout == "devext" && sc.base == nil {
			return false
		}
		r := g.n(g.nreg)
		var s Stmt
		npi := sc.npi(r)
		switch g.n(7) {
		case 0:
			s = &SExpr{capCall(sc, r, npi)}
		case 1, 2:
			s = &SExpr{release(sc, r)}
		case 3, 4:
			s = &SExpr{&EApi{Op: OpDeregister, Reg: addrOf(sc.reg(r))}}
		case 5:
			s = &SExpr{&EApi{Op: OpRegister, Reg: addrOf(sc.reg(r))}}
		default:
			s = &SExpr{g.dispatch(npi, nil, false)}
		}
		if g.f("nondet", .3) {
			s = ifs(&ENondet{}, s)
		}
		*l.b = insert(*l.b, l.i, s)
		return true
	}},
	{"late-dispatch", 3, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool {
			a := apiOf(l.stmt())
			return a != nil && a.Op == OpRelease && isCall(l.stmt()) && l.top.sc != nil
		})
		if !ok || len(g.regs) == 0 {
			return false
		}
		sc := l.top.sc
		if g.layout == "devext" && sc.base == nil {
			return false
		}
		// through what the block called through before, or the global NPI
		var s Stmt
		for i := 0; i < l.i; i++ {
			if a := apiOf((*l.b)[i]); a != nil && a.Op == OpDispatch && isCall((*l.b)[i]) {
				s, _ = tryClone((*l.b)[i])
			}
		}
		if s == nil {
			s = &SExpr{g.dispatch(sc.npi(g.n(g.nreg)), nil, false)}
		}
		j := l.i + 1
		if g.chance(.5) {
			j += g.n(len(*l.b) - l.i)
		}
		*l.b = insert(*l.b, j, s)
		return true
	}},
	{"other-registration", 8, func(g *gen) bool {
		if g.nreg < 2 {
			return false
		}
		l, ok := g.anyLoc(func(l loc) bool {
			if _, is := l.stmt().(*SIf); is {
				return apiOf(l.stmt()) == nil
			}
			return apiOf(l.stmt()) != nil || isMark(l.stmt()) || isCall(l.stmt())
		})
		if !ok {
			return false
		}
		s := l.stmt()
		if i, is := s.(*SIf); is { // the guard only
			s = &SExpr{i.Cond}
		}
		hit := false
		places(s, func(p *Place) {
			if q := g.otherReg(p); q != nil {
				*p = *q
				hit = true
			}
		})
		return hit
	}},
	{"wrong-status", 5, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool {
			r, is := l.stmt().(*SReturn)
			return is && r.X != nil && apiOf(r) == nil
		})
		if !ok {
			return false
		}
		r := l.stmt().(*SReturn)
		switch x := r.X.(type) {
		case *ELit:
			if x.V == 0 {
				r.X = g.failure()
			} else {
				r.X = success()
			}
		case *ELoad:
			r.X = success()
		default:
			return false
		}
		return true
	}},
	{"wrong-label", 3, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool { _, is := l.stmt().(*SGoto); return is })
		if !ok {
			return false
		}
		var labels []string
		walkStmts(l.top.Body, func(s Stmt) {
			if x, is := s.(*SLabel); is {
				labels = append(labels, x.Label)
			}
		})
		if len(labels) == 0 {
			return false
		}
		l.stmt().(*SGoto).Label = labels[g.n(len(labels))]
		return true
	}},
	{"fallthrough", 4, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool { _, is := l.stmt().(*SSwitch); return is })
		if !ok {
			return false
		}
		sw := l.stmt().(*SSwitch)
		i := g.n(len(sw.Cases))
		switch {
		case g.chance(.4) && len(sw.Cases) > 1:
			sw.Cases = append(sw.Cases[:i:i], sw.Cases[i+1:]...)
			sw.Cases[len(sw.Cases)-1].Fall = false
		case i+1 < len(sw.Cases):
			sw.Cases[i].Fall = !sw.Cases[i].Fall
		default:
			return false
		}
		return true
	}},
	{"wrong-number", 3, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool {
			a, is := l.stmt().(*SAssign)
			if !is {
				return false
			}
			_, lt := a.X.(*ELit)
			return lt && (a.L.typ().K == KInt || a.Op == "|=" || a.Op == "&^=")
		})
		if !ok {
			return false
		}
		a := l.stmt().(*SAssign)
		if a.L.typ().K == KInt {
			v := a.X.(*ELit).V + int32(1-2*g.n(2))
			if v < 0 {
				v = 0
			}
			a.X = num(v)
			return true
		}
		if len(g.p.Consts) < 2 {
			return false
		}
		c := g.p.Consts[g.n(len(g.p.Consts))]
		a.X = &ELit{V: c.V, Text: c.Name, Own: true}
		return true
	}},
	{"wrong-flag", 4, func(g *gen) bool {
		// one flag for another of the same type
		l, ok := g.anyLoc(func(l loc) bool {
			if i, is := l.stmt().(*SIf); is {
				return i.Init == nil && apiOf(i) == nil
			}
			return isMark(l.stmt())
		})
		if !ok {
			return false
		}
		s := l.stmt()
		if i, is := s.(*SIf); is {
			s = &SExpr{i.Cond}
		}
		hit := false
		places(s, func(p *Place) {
			k := p.typ().K
			if hit || k != KBool && k != KI32 && k != KStatus {
				return
			}
			if len(p.Fields) == 0 && p.Root.Owner == nil {
				for _, v := range g.p.Globals {
					if v != p.Root && v.T.K == k && !hit {
						p.Root = v
						hit = true
					}
				}
			} else if n := len(p.Fields); n > 0 && g.sd != nil {
				for _, f := range g.sd.Fields {
					if f.Name != p.Fields[n-1] && f.T.K == k && !hit {
						p.Fields[n-1] = f.Name
						hit = true
					}
				}
			}
		})
		return hit
	}},
	{"return-instead", 3, func(g *gen) bool {
		l, ok := g.anyLoc(func(l loc) bool {
			switch l.stmt().(type) {
			case *SBreak, *SContinue, *SGoto:
				return true
			}
			return false
		})
		if !ok {
			return false
		}
		switch l.stmt().(type) {
		case *SBreak:
			if l.loop && g.chance(.5) {
				(*l.b)[l.i] = &SContinue{}
				return true
			}
		case *SContinue:
			if g.chance(.5) {
				(*l.b)[l.i] = &SBreak{}
				return true
			}
		}
		r := &SReturn{}
		if l.in.Result.K == KStatus {
			r.X = g.failure()
		}
		(*l.b)[l.i] = r
		return true
	}},
}
