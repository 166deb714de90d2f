package statements

func (g *gen) wild(sc *scope, unload *Func) {
	g.plans("wild")
	g.layout, g.publish, g.sd, g.twin = "globals", false, nil, false
	g.p.Globals, g.p.Structs, g.p.Consts = nil, nil, nil
	g.globals = map[string]*Var{}
	p := g.p
	for r := range g.nreg {
		g.regs = append(g.regs, &regPlan{r: r})
	}
	d := sc.fn.Params[0]
	body := []Stmt{&SUnload{d, unload}}
	for i := range g.n(3) {
		cb := &Func{Name: []string{"Read", "Write"}[i], Result: tStatus, Entry: true}
		cb.Params = []*Var{cb.local("dev", tDevP), cb.local("irp", tIrpP)}
		cb.sc = &scope{g: g, fn: cb}
		cb.Body = g.wildBody(cb.sc, 2+g.n(3))
		p.Funcs = append(p.Funcs, cb)
		p.Callbacks = append(p.Callbacks, cb)
		body = append(body, &SInstall{d, 3 + i, cb})
	}
	sc.fn.Body = append(body, g.wildBody(sc, 4+g.n(5))...)
	unload.sc = &scope{g: g, fn: unload}
	unload.Body = g.wildBody(unload.sc, 3+g.n(4))
	p.Funcs = append(p.Funcs, unload)
	if g.nreg == 2 {
		g.plans("two")
	}
	g.plans("globals")
	if p.Split {
		g.plans("split")
	}
}

func (g *gen) wildBody(sc *scope, n int) []Stmt {
	st := sc.fn.local("st", tStatus)
	out := []Stmt{&SVar{st}}
	for range n {
		out = append(out, g.wildStmts(sc, pl(st), 0)...)
	}
	if sc.fn.Result.K == KStatus {
		out = append(out, &SReturn{X: pickOf(g, success(), load(pl(st)), load(pl(st)))})
	}
	return out
}

func (g *gen) wildStmts(sc *scope, st *Place, depth int) []Stmt {
	r := g.n(g.nreg)
	reg, npi := sc.reg(r), sc.npi(r)
	fl := sc.field(r, pickOf(g, "Registered", "Captured"), tBool)
	rf, cf := sc.field(r, "Registered", tBool), sc.field(r, "Captured", tBool)
	ret := func() Stmt {
		if sc.fn.Result.K == KVoid {
			return &SReturn{}
		}
		return &SReturn{X: pickOf(g, load(st), load(st), success(), g.failure())}
	}
	w := g.n(16)
	entry := sc.fn.Name == "DriverEntry"
	if sc.fn.Name == "Unload" && w < 5 {
		w += 5
	}
	switch w {
	case 0, 1:
		s := []Stmt{set(st, &EApi{Op: OpRegister, Reg: addrOf(reg)})}
		if g.chance(.8) {
			s = append(s, ifs(g.fail(st), ret()))
		}
		if g.chance(.7) {
			s = append(s, set(rf, lit(1, "true")))
		}
		if !entry || g.chance(.2) {
			return []Stmt{ifs(not(load(rf)), s...)}
		}
		return s
	case 2, 3, 4:
		s := []Stmt{set(st, capCall(sc, r, npi))}
		if g.chance(.4) {
			return append(s, ifs(g.ok(st), set(cf, lit(1, "true"))))
		}
		if g.chance(.8) {
			s = append(s, ifs(g.fail(st), ret()))
		}
		s = append(s, set(cf, lit(1, "true")))
		if g.chance(.6) {
			return []Stmt{ifs(bin(load(rf), "&&", not(load(cf))), s...)}
		}
		return s
	case 5, 6, 7:
		s := []Stmt{&SExpr{release(sc, r)}}
		if g.chance(.8) {
			s = append(s, set(cf, lit(0, "false")))
		}
		if g.chance(.85) {
			return []Stmt{ifs(load(cf), s...)}
		}
		return s
	case 8, 9, 10:
		s := []Stmt{&SExpr{&EApi{Op: OpDeregister, Reg: addrOf(reg)}}}
		if g.chance(.8) {
			s = append(s, set(rf, lit(0, "false")))
		}
		if g.chance(.85) {
			return []Stmt{ifs(load(rf), s...)}
		}
		return s
	case 11, 12:
		s := []Stmt{&SExpr{g.dispatch(npi, nil, false)}}
		if g.chance(.8) {
			return []Stmt{ifs(load(cf), s...)}
		}
		return s
	}
	if depth > 1 {
		return nil
	}
	var in []Stmt
	for range 1 + g.n(2) {
		in = append(in, g.wildStmts(sc, st, depth+1)...)
	}
	if len(in) == 0 {
		in = append(in, g.print("note"))
	}
	switch g.n(4) {
	case 0:
		return []Stmt{ifs(&ENondet{}, in...)}
	case 1:
		return []Stmt{ifs(load(fl), in...)}
	case 2:
		if g.on["loop"] {
			return []Stmt{&SFor{Cond: &ENondet{}, Body: in}}
		}
	}
	return []Stmt{ifs(g.ok(st), in...)}
}
