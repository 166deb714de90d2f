package statements

var outlineNames = []string{"netStep", "doPart", "finishUp", "prepare", "handle", "settle", "advance"}

// outline moves a stretch of a block to a new function; it keeps the meaning.
func (g *gen) outline() bool {
	type slot struct {
		b  *[]Stmt
		in *Func
	}
	var slots []slot
	for _, f := range g.p.Funcs {
		if f.Parent != nil {
			continue
		}
		walkBlocks(f, func(b *[]Stmt, in *Func, _ bool) {
			if in.Parent == nil && len(*b) > 0 {
				slots = append(slots, slot{b, in})
			}
		})
	}
	s := slots[g.n(len(slots))]
	b := *s.b
	i := g.n(len(b))
	j := i + 1 + g.n(min(4, len(b)-i))
	part := b[i:j]

	interesting := false
	bad := false
	tail := false
	declared := map[*Var]bool{}
	walkStmts(part, func(x Stmt) {
		switch x := x.(type) {
		case *SGoto, *SLabel, *SDefer, *SInstall, *SUnload:
			bad = true
		case *SReturn:
			tail = true
		case *SVar:
			declared[x.V] = true
		case *SAssign:
			if x.Op == ":=" {
				declared[x.L.Root] = true
			}
		case *SFor:
			if x.I != nil {
				declared[x.I] = true
			}
		}
		for _, sl := range exprSlots(x) {
			if len(litsOf(*sl)) > 0 {
				bad = true
			}
			walkExpr(sl, func(e *Expr) {
				switch e := (*e).(type) {
				case *EApi:
					interesting = true
				case *ECall:
					interesting = true
				case *EIoCreate:
					bad = true
				case *EMisc:
					if containsIrp(e.Text) {
						bad = true
					}
				}
			})
		}
	})
	if bad || !interesting || strayJump(part, false) {
		return false
	}
	if tail {
		// a tail with returns must be the end of the function's body
		if s.b != &s.in.Body || j != len(b) || s.in.Named != nil || !terminates(part) && s.in.Result.K != KVoid {
			return false
		}
		if i == 0 {
			return false
		}
	}
	// locals of the function used inside and outside
	inside, assigned := map[*Var]bool{}, map[*Var]bool{}
	var order []*Var
	see := func(v *Var) {
		if v.Owner == s.in && !declared[v] && !inside[v] {
			inside[v] = true
			order = append(order, v)
		}
	}
	walkStmts(part, func(x Stmt) {
		places(x, func(p *Place) { see(p.Root) })
		if a, ok := x.(*SAssign); ok && len(a.L.Fields) == 0 {
			assigned[a.L.Root] = true
		}
	})
	outside := map[*Var]bool{}
	mentions := func(x Stmt) {
		places(x, func(p *Place) { outside[p.Root] = true })
	}
	skip := map[Stmt]bool{}
	walkStmts(part, func(x Stmt) { skip[x] = true })
	walkStmts(s.in.Body, func(x Stmt) {
		if !skip[x] {
			mentions(x)
		}
	})
	for v := range declared {
		if outside[v] {
			return false
		}
	}
	f := &Func{Result: tVoid, Pkg: s.in.Pkg}
	if g.p.Split {
		f.Pkg = 1
	}
	name := outlineNames[g.n(len(outlineNames))]
	if g.p.Split {
		name = string(name[0]-32) + name[1:]
	}
	f.Name = g.uniqueFunc(name)
	vm := map[*Var]*Var{}
	var args []Expr
	var result, inner *Var
	for _, v := range order {
		isAssigned := assigned[v]
		switch {
		case v.T.K == KStatus && isAssigned && (v == s.in.Named || outside[v] || !tail):
			if result != nil {
				return false
			}
			// assigned before it is read: the first statement does it
			if !assignsFirst(part[0], v) {
				return false
			}
			result = v
		case isAssigned && !assignsFirst(part[0], v):
			return false
		}
		if isAssigned && v.T.K == KStatus {
			if inner != nil || v != result && !tail {
				return false
			}
			inner = f.local(v.Name, v.T)
			vm[v] = inner
			continue
		}
		if isAssigned {
			return false
		}
		t := v.T
		if t.K == KNpi {
			if !g.on["params"] {
				return false
			}
			t = tNpiP
		} else if t.K == KFunc || t.K == KReg || t.K == KStruct {
			return false
		}
		if t.K == KPtr && (t.Elem.K == KDrv || t.Elem.K == KUStr) {
			return false
		}
		if !g.on["params"] && t != tIrpP {
			return false
		}
		n := f.local(v.Name, t)
		f.Params = append(f.Params, n)
		vm[v] = n
		if v.T.K == KNpi {
			args = append(args, &EAddr{pl(v)})
		} else {
			args = append(args, load(pl(v)))
		}
	}
	// state passed by pointer: registration and provider NPI
	var regP, npiP *Place
	if g.f("params", .6) {
		ok := true
		walkStmts(part, func(x Stmt) {
			for _, sl := range exprSlots(x) {
				walkExpr(sl, func(e *Expr) {
					if a, is := (*e).(*EAddr); is && a.P.Root.Owner == nil {
						switch a.P.typ().K {
						case KReg:
							if regP != nil && !same(regP, a.P) {
								ok = false
							}
							regP = a.P
						case KNpi:
							if npiP != nil && !same(npiP, a.P) {
								ok = false
							}
							npiP = a.P
						}
					}
				})
			}
		})
		if !ok {
			regP, npiP = nil, nil
		}
	}
	// variables declared inside move
	for v := range declared {
		if v.Owner == s.in {
			for k, l := range s.in.Locals {
				if l == v {
					s.in.Locals = append(s.in.Locals[:k:k], s.in.Locals[k+1:]...)
					break
				}
			}
			v.Owner = f
			f.Locals = append(f.Locals, v)
			if f.names == nil {
				f.names = map[string]int{}
			}
			f.names[v.Name]++
		}
	}
	body := append([]Stmt{}, part...)
	subst(body, vm)
	if inner != nil {
		body = insert(body, 0, &SVar{inner})
		if result != nil && !tail {
			body = append(body, &SReturn{X: load(pl(inner))})
			f.Result = tStatus
		}
	}
	if tail {
		f.Result = s.in.Result
	}
	f.Body = body
	if s.in.sc != nil {
		sc := *s.in.sc
		sc.fn = f
		if sc.base != nil {
			if n := vm[sc.base]; n != nil {
				sc.base = n
				f.sc = &sc
			}
		} else {
			f.sc = &sc
		}
	}
	if regP != nil {
		v := f.local("reg", tRegP)
		f.Params = append(f.Params, v)
		args = append(args, &EAddr{regP})
		replaceAddr(f, regP, v)
	}
	if npiP != nil {
		v := f.local("prov", tNpiP)
		f.Params = append(f.Params, v)
		args = append(args, &EAddr{npiP})
		replaceAddr(f, npiP, v)
	}
	g.p.Funcs = append(g.p.Funcs, f)
	call := &ECall{Fn: f, Args: args}
	var repl Stmt
	switch {
	case tail && f.Result.K == KStatus:
		repl = &SReturn{X: call}
	case result != nil && !tail:
		op := "="
		repl = &SAssign{L: pl(result), Op: op, X: call}
	default:
		repl = &SExpr{call}
	}
	*s.b = insert(remove(b, i, j), i, repl)
	return true
}

func containsIrp(s string) bool {
	for i := 0; i+3 <= len(s); i++ {
		if s[i:i+3] == "irp" {
			return true
		}
	}
	return false
}

func same(a, b *Place) bool {
	if a.Root != b.Root || len(a.Fields) != len(b.Fields) {
		return false
	}
	for i := range a.Fields {
		if a.Fields[i] != b.Fields[i] {
			return false
		}
	}
	return true
}

// replaceAddr puts parameter v for &p, and for p as the start of a path.
func replaceAddr(f *Func, p *Place, v *Var) {
	walkBlocks(f, func(b *[]Stmt, _ *Func, _ bool) {
		for _, s := range *b {
			places(s, func(q *Place) {
				if q.Root == p.Root && len(q.Fields) > len(p.Fields) && same(&Place{q.Root, q.Fields[:len(p.Fields)]}, p) {
					rest := append([]string{}, q.Fields[len(p.Fields):]...)
					q.Root, q.Fields = v, rest
				}
			})
			for _, sl := range exprSlots(s) {
				walkExpr(sl, func(e *Expr) {
					if a, ok := (*e).(*EAddr); ok && same(a.P, p) {
						*e = load(pl(v))
					}
				})
			}
		}
	})
}

// subst renames variables, turning &npi of a struct now passed by pointer into npi.
func subst(b []Stmt, vm map[*Var]*Var) {
	walkStmts(b, func(s Stmt) {
		places(s, func(p *Place) {
			if n := vm[p.Root]; n != nil {
				p.Root = n
			}
		})
		for _, sl := range exprSlots(s) {
			walkExpr(sl, func(e *Expr) {
				if a, ok := (*e).(*EAddr); ok && len(a.P.Fields) == 0 && a.P.Root.T == tNpiP {
					*e = load(a.P)
				}
			})
		}
	})
}

// assignsFirst reports whether s assigns v before anything reads it.
func assignsFirst(s Stmt, v *Var) bool {
	if i, ok := s.(*SIf); ok && i.Init != nil {
		s = i.Init
	}
	a, ok := s.(*SAssign)
	if !ok || a.L.Root != v || len(a.L.Fields) > 0 || a.Op != "=" {
		return false
	}
	reads := false
	exprPlaces(&a.X, func(p *Place) {
		if p.Root == v {
			reads = true
		}
	})
	return !reads
}

// strayJump reports a break or continue that leaves b.
func strayJump(b []Stmt, loop bool) bool {
	for _, s := range b {
		switch s := s.(type) {
		case *SBreak, *SContinue:
			if !loop {
				return true
			}
		case *SSwitch:
			for _, c := range s.Cases {
				if strayJump(c.Body, loop) {
					return true
				}
			}
		case *SFor:
		default:
			for _, sb := range subBlocks(s) {
				if strayJump(*sb, loop) {
					return true
				}
			}
		}
	}
	return false
}

func terminates(b []Stmt) bool {
	if len(b) == 0 {
		return false
	}
	switch s := b[len(b)-1].(type) {
	case *SReturn:
		return true
	case *SIf:
		return s.Else != nil && terminates(s.Then) && terminates(s.Else)
	}
	return false
}
