package statements

import "math/rand/v2"

// build makes a driver that is meant to be correct; the interpreter decides.
// Want is the rule a later mutation is to break, "" for none: the plan leans to
// what can break it.
func build(r *rand.Rand, id string, on map[string]bool, size int, want string) *gen {
	g := &gen{r: r, on: on, size: size, want: want, p: &Program{ID: id, Plan: map[string]bool{}}}
	g.plan()
	p := g.p
	entry := &Func{Name: "DriverEntry", Result: tStatus, Entry: true}
	d := entry.local("d", tDrvP)
	entry.Params = []*Var{d, entry.local("path", tUStrP)}
	unload := &Func{Name: "Unload", Result: tVoid, Entry: true}
	unload.Params = []*Var{unload.local("d", tDrvP)}
	p.Entry, p.Unload = entry, unload
	p.Funcs = append(p.Funcs, entry)
	esc := &scope{g: g, fn: entry}
	entry.sc = esc
	if g.f("wild", .08) {
		g.wild(esc, unload)
		return g
	}

	callbacks := g.f("callbacks", .75)
	stop := callbacks && g.f("stop", .18)
	useCleanup := g.f("cleanupfn", .25)
	linear := g.f("stage", .2) && !stop && !g.twin
	for r := range g.nreg {
		rp := &regPlan{r: r}
		if g.twin && r > 0 {
			*rp = *g.regs[0]
			rp.r = r
			rp.reg, rp.cap, rp.sock = nil, nil, nil
		} else {
			rp.regLazy = callbacks && !linear && g.f("lazy", .13)
			rp.capMode = pickOf(g, "init", "init", "init", "trans", "trans", "lazy")
			if want == "WSK004" && g.chance(.7) {
				rp.capMode = pickOf(g, "init", "init", "lazy")
			}
			if rp.capMode == "lazy" && (!callbacks || !g.on["lazy"] || linear) || rp.regLazy && rp.capMode == "init" {
				rp.capMode = pickOf(g, "init", "trans")
				if rp.regLazy {
					rp.capMode = "trans"
				}
			}
			if !linear && !rp.regLazy {
				rp.optReg = g.f("optional", .18)
				rp.optCap = rp.capMode == "init" && g.f("optional", .25)
				rp.cfg = !rp.optReg && g.f("config", .13)
			}
			ps := .3
			if want == "WSK004" {
				ps = .95
			}
			if rp.capMode == "init" {
				rp.sockMode = map[bool]string{true: pickOf(g, "init", "lazy")}[g.f("sockets", ps)]
			} else if rp.capMode == "lazy" {
				rp.sockMode = map[bool]string{true: "lazy"}[g.f("sockets", ps)]
			}
			if !callbacks && rp.sockMode == "lazy" || linear && rp.sockMode == "lazy" {
				rp.sockMode = "init"
			}
			rp.dynReg = rp.regLazy || rp.optReg || stop || rp.cfg
			rp.dynCap = rp.dynReg || rp.capMode == "lazy" || rp.optCap
			rp.dynSock = rp.dynCap || rp.sockMode == "lazy"
			rp.trans = rp.capMode == "trans" || g.on["localnpi"] && g.chance(.3)
			rp.made = g.f("helper", .35) // start and stop helpers
		}
		real := useCleanup || stop
		kind := func(what string, dyn bool, twin *stage) string {
			if linear {
				return "stage"
			}
			if twin != nil {
				return twin.m.kind
			}
			return g.guardKind(what, real || dyn, linear)
		}
		var t0 *regPlan
		if g.twin && r > 0 {
			t0 = g.regs[0]
		} else {
			t0 = &regPlan{}
		}
		rp.reg = g.regStage(r, kind("reg", rp.dynReg, t0.reg))
		if rp.capMode != "trans" {
			rp.cap = g.capStage(r, kind("cap", rp.dynCap, t0.cap))
		}
		if rp.sockMode != "" {
			k := "sock"
			if linear {
				k = "stage"
			}
			rp.sock = g.sockStage(r, k)
		}
		g.regs = append(g.regs, rp)
	}

	// what DriverEntry does, and what Unload undoes
	var all []*stage
	inter := g.nreg == 2 && !linear && g.chance(.3)
	var late []*stage
	for _, rp := range g.regs {
		var ss []*stage
		if !rp.regLazy {
			ss = append(ss, rp.reg)
		}
		if rp.trans && !rp.regLazy && !linear && g.f("selfcheck", .2) {
			rp := rp
			chk := &stage{what: "env", r: rp.r, self: true, call: func(sc *scope) Expr { return g.callHelper(sc, g.transFunc(rp), rp.r) }}
			if g.chance(.4) && !rp.cfg {
				chk = &stage{what: "env", r: rp.r, self: true, nofail: true, multi: func(sc *scope, st *Place) []Stmt {
					return []Stmt{ifs(not(&ENT{g.callHelper(sc, g.transFunc(rp), rp.r)}), g.print("self check failed"))}
				}}
			}
			if !rp.optReg && !rp.cfg {
				ss = append(ss, chk)
			}
		}
		if rp.capMode == "init" {
			cs := []*stage{rp.cap}
			if rp.sockMode == "init" {
				cs = append(cs, rp.sock)
			}
			if rp.optCap && !rp.optReg && !rp.cfg {
				cs = []*stage{g.optional(cs)}
			}
			ss = append(ss, cs...)
		}
		switch {
		case len(ss) == 0:
		case rp.optReg:
			g.plans("optional")
			ss = []*stage{g.optional(ss)}
		case rp.cfg:
			g.plans("config")
			ss = []*stage{g.config(ss, !useCleanup && !stop && g.chance(.5))}
		case rp.made && !inter:
			ss = []*stage{g.group(rp.r, ss, rp.dynReg || useCleanup, rp.dynReg || rp.dynCap || useCleanup)}
		}
		if rp.optCap && rp.capMode == "init" {
			g.plans("optional")
		}
		if inter && len(ss) > 1 {
			all = append(all, ss[0])
			late = append(late, ss[1:]...)
		} else {
			all = append(all, ss...)
		}
	}
	all = append(all, late...)
	g.top = all
	if g.on["nondet"] && g.chance(.35) {
		i := g.n(len(all) + 1)
		e := g.envStage()
		all = append(append(append([]*stage{}, all[:i]...), e), all[i:]...)
		g.top = all
	}
	undo := append([]*stage{}, all...)
	for _, rp := range g.regs {
		if rp.regLazy {
			undo = append(undo, rp.reg)
		}
		if rp.capMode == "lazy" {
			undo = append(undo, rp.cap)
		}
		if rp.sockMode == "lazy" {
			undo = append(undo, rp.sock)
		}
	}
	allSelf := true
	for _, s := range undo {
		if s.undo != nil && !s.self && s.m.kind == "" {
			allSelf = false
		}
	}
	if useCleanup && allSelf {
		g.cleanup = g.helper(pickOf(g, "Cleanup", "Teardown", "ReleaseAll"), -1, tVoid)
		g.cleanup.Body = g.undoAll(g.cleanup.sc, undo, true, true)
	}

	// DriverEntry
	body := []Stmt{&SUnload{d, unload}}
	kinds := g.callbackKinds(callbacks, stop)
	slots := []struct {
		i int
		n string
	}{{0, "Create"}, {2, "Close"}, {3, "Read"}, {4, "Write"}, {14, "DeviceControl"}}
	g.r.Shuffle(len(slots), func(i, j int) { slots[i], slots[j] = slots[j], slots[i] })
	for i, k := range kinds {
		cb := &Func{Name: slots[i].n, Result: tStatus, Entry: true}
		dv := cb.local("dev", tDevP)
		cb.Params = []*Var{dv, cb.local("irp", tIrpP)}
		cb.sc = &scope{g: g, fn: cb}
		var pre []Stmt
		if g.layout == "devext" {
			v := cb.local("ext", ptrTo(g.sd.T))
			pre = []Stmt{&SAssign{L: pl(v), Op: ":=", X: &EDevExt{pl(dv), g.sd}}}
			cb.sc.base = v
		}
		cb.Body = append(pre, k(cb.sc)...)
		p.Funcs = append(p.Funcs, cb)
		p.Callbacks = append(p.Callbacks, cb)
		body = append(body, &SInstall{d, slots[i].i, cb})
	}
	body = append(body, g.prologue(esc, d)...)
	for _, s := range flat(undo) {
		body = append(body, s.m.init(esc)...)
	}
	var final func() []Stmt
	if g.publish {
		final = func() []Stmt { return []Stmt{set(pl(g.base[0]), load(pl(esc.base)))} }
	}
	clear := stop
	if g.f("helper", .2) && !g.publish && g.layout != "devext" {
		f := g.helper(pickOf(g, "InitNetwork", "StartAll"), -1, tStatus)
		f.Body = g.startBody(f.sc, all, clear, nil)
		c := g.callHelper(esc, f, -1)
		if g.chance(.5) {
			body = append(body, &SReturn{X: c})
		} else {
			v := entry.local("st", tStatus)
			body = append(body, &SAssign{L: pl(v), Op: ":=", X: c}, ifs(g.fail(pl(v)), g.print("init failed"), &SReturn{X: load(pl(v))}), &SReturn{X: success()})
		}
	} else {
		body = append(body, g.startBody(esc, all, clear, final)...)
	}
	entry.Body = body

	// Unload
	p.Funcs = append(p.Funcs, unload)
	usc := &scope{g: g, fn: unload}
	unload.sc = usc
	if g.layout == "devext" {
		v := unload.local("ext", ptrTo(g.sd.T))
		unload.Body = append(unload.Body, &SAssign{L: pl(v), Op: ":=", X: &EDevExt{pl(g.dev), g.sd}})
		usc.base = v
	}
	if g.layout == "heap" && g.chance(.25) {
		unload.Body = append(unload.Body, ifs(bin(load(pl(g.base[0])), "==", nilLit()), &SReturn{}))
	}
	unload.Body = append(unload.Body, g.unloadBody(usc, undo, linear)...)
	if g.layout == "perregheap" {
		g.plans("perreg")
		g.plans("heap")
	} else {
		g.plans(g.layout)
	}
	for k, b := range map[string]bool{"two": g.nreg == 2, "split": p.Split, "publish": g.publish, "stop": stop, "cleanupfn": g.cleanup != nil} {
		if b {
			g.plans(k)
		}
	}
	for _, rp := range g.regs {
		if rp.regLazy || rp.capMode == "lazy" || rp.sockMode == "lazy" {
			g.plans("lazy")
		}
		for _, s := range []*stage{rp.reg, rp.cap} {
			if s != nil && s.m.kind != "" {
				g.plans(s.m.kind)
			}
		}
	}
	return g
}

func (g *gen) plans(f string) { g.p.Plan[f] = true }

func flat(ss []*stage) []*stage {
	var out []*stage
	for _, s := range ss {
		if s.subs != nil {
			out = append(out, flat(s.subs)...)
		} else {
			out = append(out, s)
		}
	}
	return out
}
