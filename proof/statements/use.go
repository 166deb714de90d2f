package statements

var methods = []string{"WskControlClient", "WskControlClient", "WskGetAddressInfo", "WskGetNameInfo", "WskFreeAddressInfo"}

func (g *gen) dispatch(npi *Place, disp *Place, status bool) *EApi {
	m := methods[g.n(len(methods))]
	if status && m == "WskFreeAddressInfo" {
		m = methods[0]
	}
	if disp == nil {
		disp = npi.dot("Dispatch")
	}
	return &EApi{Op: OpDispatch, Disp: load(disp), NpiP: npi, Method: m}
}

// use calls through npi; it needs the NPI captured and leaves it so.
func (g *gen) use(sc *scope, npi *Place) []Stmt {
	switch g.n(9) {
	case 0:
		v, op := sc.local("rv", tStatus)
		return []Stmt{&SAssign{L: pl(v), Op: op, X: g.dispatch(npi, nil, true)}, ifs(g.fail(pl(v)), g.print("request failed"))}
	case 1:
		if g.on["loop"] {
			i := sc.fn.local("i", tInt)
			return []Stmt{&SFor{I: i, N: int32(2 + g.n(2)), Body: []Stmt{&SExpr{g.dispatch(npi, nil, false)}}}}
		}
	case 2:
		if g.on["loop"] && g.on["nondet"] {
			return []Stmt{&SFor{Cond: &ENondet{}, Body: []Stmt{&SExpr{g.dispatch(npi, nil, false)}}}}
		}
	case 3:
		if g.on["nondet"] {
			return []Stmt{ifs(&ENondet{}, &SExpr{g.dispatch(npi, nil, false)})}
		}
	case 4, 5:
		if g.on["dispcopy"] {
			d, op := sc.local("disp", tDispP)
			return []Stmt{&SAssign{L: pl(d), Op: op, X: load(npi.dot("Dispatch"))}, &SExpr{g.dispatch(npi, pl(d), false)}}
		}
	case 6:
		if g.on["params"] {
			f := g.helpers["query"]
			if f == nil {
				f = g.newFunc("Query", tStatus)
				f.sc = nil
				v := f.local("npi", tNpiP)
				f.Params = []*Var{v}
				f.Body = []Stmt{&SReturn{X: g.dispatch(pl(v), nil, true)}}
				g.helpers["query"] = f
			}
			return []Stmt{&SExpr{&ECall{Fn: f, Args: []Expr{addrOf(npi)}}}}
		}
	case 7:
		if g.on["dispcopy"] && npi.typ().K != KPtr {
			p, op := sc.local("p", tNpiP)
			return []Stmt{&SAssign{L: pl(p), Op: op, X: &EAddr{npi}}, &SExpr{g.dispatch(pl(p), nil, false)}}
		}
	}
	return []Stmt{&SExpr{g.dispatch(npi, nil, false)}}
}

// transBody is a function body: capture, use, release, return a status.
func (g *gen) transBody(sc *scope, rp *regPlan) []Stmt {
	r := rp.r
	st := sc.fn.local("st", tStatus)
	sp := pl(st)
	head := []Stmt{&SVar{st}}
	var npi *Place
	local := g.on["localnpi"] && (g.chance(.5) || rp.capMode != "trans")
	if local {
		v := sc.fn.local("npi", tNpi)
		head = append(head, &SVar{v})
		npi = pl(v)
	} else {
		npi = sc.npi(r)
	}
	capture := func() Expr { return capCall(sc, r, npi) }
	rel := func() Stmt { return &SExpr{release(sc, r)} }
	switch g.n(9) {
	case 0, 7:
		if g.on["defer"] {
			b := []Stmt{set(sp, capture()), ifs(g.fail(sp), &SReturn{X: load(sp)})}
			if g.f("deferclosure", .3) {
				l := &Func{Parent: sc.fn, Result: tVoid, Body: []Stmt{rel()}}
				b = append(b, &SDefer{X: &ECall{Lit: &EFunc{l}}})
			} else {
				b = append(b, &SDefer{X: release(sc, r)})
			}
			b = append(b, g.use(sc, npi)...)
			if g.f("nondet", .4) {
				b = append(b, ifs(&ENondet{}, &SReturn{X: g.failure()}))
			}
			return append(head, append(b, &SReturn{X: success()})...)
		}
	case 1, 2:
		if g.on["retry"] {
			i := sc.fn.local("i", tInt)
			set1 := set(sp, capture())
			var loop *SFor
			if g.chance(.6) {
				loop = &SFor{I: i, N: int32(2 + g.n(2)), Body: []Stmt{set1, ifs(g.ok(sp), &SBreak{})}}
			} else {
				loop = &SFor{Body: []Stmt{set1, ifs(g.ok(sp), &SBreak{}), ifs(&ENondet{}, &SReturn{X: load(sp)})}}
			}
			b := append(head, loop, ifs(g.fail(sp), &SReturn{X: load(sp)}))
			b = append(b, g.use(sc, npi)...)
			return append(b, rel(), &SReturn{X: success()})
		}
	case 3:
		if g.on["loop"] && g.on["nondet"] {
			body := []Stmt{set(sp, capture()), ifs(g.fail(sp), pickOf[Stmt](g, &SContinue{}, &SBreak{}))}
			body = append(body, &SExpr{g.dispatch(npi, nil, false)}, rel())
			loop := &SFor{Cond: &ENondet{}, Body: body}
			if g.chance(.4) {
				loop.Cond = nil
				loop.I, loop.N = sc.fn.local("i", tInt), 2
			}
			return append(head, loop, &SReturn{X: load(sp)})
		}
	case 4:
		if g.on["hof"] && rp.capMode == "trans" {
			npi = sc.npi(r)
			f := g.helpers["with"+itoa(r)]
			if f == nil {
				f = g.helper("WithProvider"+g.suffix(r), r, tStatus)
				fv := f.local("f", tFunc)
				f.Params = append(f.Params, fv)
				s2 := f.local("st", tStatus)
				f.Body = []Stmt{&SAssign{L: pl(s2), Op: ":=", X: capCall(f.sc, r, f.sc.npi(r))},
					ifs(g.fail(pl(s2)), &SReturn{X: load(pl(s2))}),
					&SExpr{&ECall{Val: pl(fv)}}, &SExpr{release(f.sc, r)}, &SReturn{X: success()}}
				g.helpers["with"+itoa(r)] = f
			}
			l := &Func{Parent: sc.fn, Result: tVoid}
			l.Body = []Stmt{&SExpr{g.dispatch(npi, nil, false)}}
			c := g.callHelper(sc, f, r)
			c.Args = append(c.Args, &EFunc{l})
			return append(head, set(sp, c), &SReturn{X: load(sp)})
		}
	case 5:
		if g.on["retry"] && g.on["goto"] {
			b := append(head, &SLabel{"retry"}, set(sp, capture()),
				ifs(g.fail(sp), ifs(&ENondet{}, &SGoto{"retry"}), &SReturn{X: load(sp)}))
			b = append(b, g.use(sc, npi)...)
			return append(b, rel(), &SReturn{X: success()})
		}
	case 6:
		in := append(g.use(sc, npi), rel())
		return append(head, set(sp, capture()), ifs(g.ok(sp), in...), &SReturn{X: load(sp)})
	}
	b := append(head, set(sp, capture()), ifs(g.fail(sp), &SReturn{X: load(sp)}))
	b = append(b, g.use(sc, npi)...)
	return append(b, rel(), &SReturn{X: success()})
}

func (g *gen) transFunc(rp *regPlan) *Func {
	k := "trans" + g.suffix(rp.r)
	if g.twin {
		k = "trans"
	}
	if f := g.helpers[k]; f != nil {
		return f
	}
	name := pickOf(g, "Resolve", "SendProbe", "QueryAddress")
	if !g.twin {
		name += g.suffix(rp.r)
	}
	f := g.helper(name, rp.r, tStatus)
	f.Body = g.transBody(f.sc, rp)
	g.helpers[k] = f
	return f
}
