package statements

// prologue gets the memory the state lives in.
func (g *gen) prologue(sc *scope, d *Var) []Stmt {
	switch g.layout {
	case "heap":
		if g.publish {
			v := sc.fn.local("ctx", ptrTo(g.sd.T))
			sc.base = v
			return []Stmt{&SAssign{L: pl(v), Op: ":=", X: &ENew{g.sd}}}
		}
		return []Stmt{set(pl(g.base[0]), &ENew{g.sd})}
	case "perregheap":
		var out []Stmt
		for _, b := range g.base {
			out = append(out, set(pl(b), &ENew{g.sd}))
		}
		return out
	case "devext":
		v := sc.fn.local("ext", ptrTo(g.sd.T))
		sc.base = v
		return []Stmt{
			ifs(not(&ENT{&EIoCreate{D: d, P: pl(g.dev)}}), &SReturn{X: g.failure()}),
			&SAssign{L: pl(v), Op: ":=", X: &ENew{g.sd}},
			set(pl(g.dev, "DeviceExtension"), load(pl(v))),
		}
	}
	return nil
}

func (g *gen) unloadBody(sc *scope, undo []*stage, linear bool) []Stmt {
	var out []Stmt
	must := false
	for _, rp := range g.regs {
		if rp.dynSock || rp.dynCap || rp.dynReg {
			must = true
		}
	}
	// a last request
	for _, rp := range g.regs {
		if rp.capMode == "init" && !rp.dynCap && g.chance(.15) {
			out = append(out, g.use(sc, sc.npi(rp.r))...)
		}
	}
	if g.cleanup != nil && g.chance(.8) {
		return append(out, &SExpr{g.callHelper(sc, g.cleanup, -1)})
	}
	if linear && g.on["switch"] && g.chance(.7) {
		flat := true
		for _, s := range undo {
			if s.what == "group" || s.what == "env" {
				flat = false
			}
		}
		if flat {
			sw := &SSwitch{Tag: load(sc.field(-1, g.nm.stage, tInt))}
			for i := len(undo) - 1; i >= 0; i-- {
				sw.Cases = append(sw.Cases, &Case{V: []int32{undo[i].m.val}, Body: g.undoOne(sc, undo[i], false), Fall: i > 0})
			}
			return append(out, sw)
		}
	}
	if g.nreg == 1 {
		s := undo[0]
		if s.what == "reg" && s.m.kind != "" && g.chance(.3) && !g.regs[0].regLazy {
			out = append(out, ifs(negate(s.m.test(sc)), &SReturn{}))
			rest := g.undoAll(sc, undo[1:], must, false)
			return append(append(out, rest...), g.undoOne(sc, s, false)...)
		}
		if g.on["defer"] && g.chance(.2) && !s.self && s.what == "reg" {
			if x, ok := s.undo(sc)[0].(*SExpr); ok && (!must || s.m.kind != "") {
				df := Stmt(&SDefer{X: x.X})
				if must {
					df = ifs(s.m.test(sc), df)
				}
				return append(append(out, df), g.undoAll(sc, undo[1:], must, false)...)
			}
		}
	}
	// registrations in the other order are as good
	return append(out, g.undoAll(sc, undo, must, g.chance(.3))...)
}

// callbackKinds are builders of the callbacks' bodies.
func (g *gen) callbackKinds(on, stop bool) []func(sc *scope) []Stmt {
	if !on {
		return nil
	}
	var need, may []func(sc *scope) []Stmt
	for _, rp := range g.regs {
		if rp.regLazy || rp.capMode == "lazy" || rp.sockMode == "lazy" {
			need = append(need, func(sc *scope) []Stmt { return g.cbLazy(sc, rp) })
		}
		if rp.sockMode == "lazy" {
			may = append(may, func(sc *scope) []Stmt {
				return append(g.undoGuarded(sc, rp.sock, nil, true), &SReturn{X: success()})
			})
		}
		if rp.cap != nil {
			may = append(may, func(sc *scope) []Stmt { return g.cbUse(sc, rp) })
		}
		if rp.trans {
			may = append(may, func(sc *scope) []Stmt { return g.cbTrans(sc, rp) })
		}
		if rp.capMode == "lazy" {
			may = append(may, func(sc *scope) []Stmt {
				return append(g.undoAll(sc, withSock(rp), true, true), &SReturn{X: success()})
			})
		}
	}
	if stop {
		need = append(need, func(sc *scope) []Stmt {
			if g.cleanup != nil {
				return []Stmt{&SExpr{g.callHelper(sc, g.cleanup, -1)}, &SReturn{X: success()}}
			}
			u := append([]*stage{}, g.top...)
			for _, rp := range g.regs {
				if rp.regLazy {
					u = append(u, rp.reg)
				}
				if rp.capMode == "lazy" {
					u = append(u, rp.cap)
				}
				if rp.sockMode == "lazy" {
					u = append(u, rp.sock)
				}
			}
			return append(g.undoAll(sc, u, true, true), &SReturn{X: success()})
		})
	}
	g.r.Shuffle(len(may), func(i, j int) { may[i], may[j] = may[j], may[i] })
	n := g.n(3)
	for len(may) > 0 && n > 0 && len(need) < 4 {
		need = append(need, may[0])
		may = may[1:]
		n--
	}
	if len(need) > 4 {
		need = need[:4]
	}
	return need
}

func withSock(rp *regPlan) []*stage {
	if rp.sock != nil {
		return []*stage{rp.cap, rp.sock}
	}
	return []*stage{rp.cap}
}

func (g *gen) cbUse(sc *scope, rp *regPlan) []Stmt {
	t := rp.cap.m.test(sc)
	if !rp.dynCap && g.chance(.6) {
		t = nil
	}
	u := g.use(sc, sc.npi(rp.r))
	if t == nil {
		return append(u, &SReturn{X: success()})
	}
	if g.chance(.5) {
		return append(append([]Stmt{ifs(negate(t), &SReturn{X: g.failure()})}, u...), &SReturn{X: success()})
	}
	return []Stmt{ifs(t, u...), &SReturn{X: success()}}
}

func (g *gen) cbTrans(sc *scope, rp *regPlan) []Stmt {
	t := rp.reg.m.test(sc)
	if !rp.dynReg && g.chance(.7) {
		t = nil
	}
	var out []Stmt
	if t != nil {
		out = append(out, ifs(negate(t), &SReturn{X: g.failure()}))
	}
	if g.on["helper"] && g.chance(.6) {
		return append(out, &SReturn{X: g.callHelper(sc, g.transFunc(rp), rp.r)})
	}
	return append(out, g.transBody(sc, rp)...)
}

// cbLazy does what is not done yet of a registration's stages.
func (g *gen) cbLazy(sc *scope, rp *regPlan) []Stmt {
	st := sc.fn.local("st", tStatus)
	sp := pl(st)
	out := []Stmt{&SVar{st}}
	ensure := func(s *stage) {
		if s.m.kind == "interlocked" && g.chance(.8) {
			in := s.do(sc, sp)
			in = append(in, ifs(g.fail(sp), &SExpr{&EIlk{P: s.m.place(sc), A: 0}}, &SReturn{X: load(sp)}))
			out = append(out, ifs(bin(&EIlk{Cmp: true, P: s.m.place(sc), A: 1, B: 0}, "==", num(0)), in...))
			return
		}
		in := g.step(sc, s, sp, nil, true)
		in = append(in, s.m.set(sc)...)
		out = append(out, ifs(negate(s.m.test(sc)), in...))
	}
	if rp.regLazy {
		ensure(rp.reg)
	} else if rp.dynReg {
		out = append(out, ifs(negate(rp.reg.m.test(sc)), &SReturn{X: g.failure()}))
	}
	if rp.capMode == "lazy" {
		ensure(rp.cap)
	} else if rp.cap != nil && rp.dynCap {
		out = append(out, ifs(negate(rp.cap.m.test(sc)), &SReturn{X: g.failure()}))
	}
	if rp.cap != nil {
		out = append(out, g.use(sc, sc.npi(rp.r))...)
	}
	if rp.sockMode == "lazy" {
		ensure(rp.sock)
	}
	if rp.regLazy && rp.capMode == "trans" {
		out = append(out, &SReturn{X: g.callHelper(sc, g.transFunc(rp), rp.r)})
		return out
	}
	return append(out, &SReturn{X: success()})
}
