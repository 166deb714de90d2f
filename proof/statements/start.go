package statements

// step does s and runs onFail if it failed. ret says that onFail ends in a
// return, which step appends in a form that suits.
func (g *gen) step(sc *scope, s *stage, st *Place, onFail []Stmt, ret bool) []Stmt {
	if s.nofail {
		return s.do(sc, st)
	}
	withRet := func(v *Place) []Stmt {
		if !ret {
			return onFail
		}
		if v == nil || g.chance(.12) {
			return append(onFail, &SReturn{X: g.failure()})
		}
		return append(onFail, &SReturn{X: load(v)})
	}
	if s.call != nil && ret {
		switch g.n(7) {
		case 0:
			v := sc.fn.local("rc", tStatus)
			return []Stmt{&SIf{Init: &SAssign{L: pl(v), Op: ":=", X: s.call(sc)}, Cond: g.fail(pl(v)), Then: withRet(pl(v))}}
		case 1:
			return []Stmt{ifs(not(&ENT{s.call(sc)}), withRet(nil)...)}
		case 2:
			if !sc.hoist {
				v := sc.fn.local("ok", tBool)
				return []Stmt{&SAssign{L: pl(v), Op: ":=", X: &ENT{s.call(sc)}}, ifs(not(load(pl(v))), withRet(nil)...)}
			}
		}
	}
	if s.call != nil && g.chance(.2) {
		return []Stmt{&SIf{Init: set(st, s.call(sc)), Cond: g.fail(st), Then: withRet(st)}}
	}
	return append(s.do(sc, st), ifs(g.fail(st), withRet(st)...))
}

// startBody is the body of a function that does the stages and returns a
// status: success, or failure with everything undone.
func (g *gen) startBody(sc *scope, ss []*stage, clear bool, final func() []Stmt) []Stmt {
	if final == nil {
		final = func() []Stmt { return nil }
	}
	styles := []string{"early", "early"}
	for _, s := range []string{"nested", "goto", "gotosingle", "switch", "deferclosure", "closure", "onceloop", "cleanupfn"} {
		f := s
		if s == "gotosingle" {
			f = "goto"
		}
		if g.on[f] && !(s == "cleanupfn" && g.cleanup == nil) {
			styles = append(styles, s)
		}
	}
	style := styles[g.n(len(styles))]
	st := sc.fn.local(pickOf(g, "st", "status"), tStatus)
	sp := pl(st)
	head := []Stmt{&SVar{st}}
	locals := map[*stage]*Var{}
	// marks for the styles that look at them
	needLocals := func() {
		for _, s := range ss {
			if s.undo != nil && !s.self && s.m.kind == "" {
				v := sc.fn.local("have"+map[string]string{"reg": "Reg", "cap": "Cap", "sock": "Sock", "group": "Net"}[s.what], tBool)
				locals[s] = v
				head = append(head, &SVar{v})
			}
		}
	}
	done := func(sc *scope, s *stage) []Stmt {
		out := s.m.set(sc)
		if v := locals[s]; v != nil {
			out = append(out, set(pl(v), lit(1, "true")))
		}
		return out
	}
	guarded := func(sc *scope) []Stmt {
		var out []Stmt
		for i := len(ss) - 1; i >= 0; i-- {
			out = append(out, g.undoGuarded(sc, ss[i], locals[ss[i]], clear)...)
		}
		return out
	}
	undoFrom := func(i int) []Stmt {
		var out []Stmt
		for ; i >= 0; i-- {
			out = append(out, g.undoOne(sc, ss[i], clear)...)
		}
		return out
	}
	var body []Stmt
	ok := func() []Stmt { return append(final(), &SReturn{X: success()}) }

	switch style {
	case "early":
		for i, s := range ss {
			body = append(body, g.step(sc, s, sp, undoFrom(i-1), true)...)
			body = append(body, done(sc, s)...)
		}
		body = append(body, ok()...)

	case "nested":
		var nest func(i int) []Stmt
		nest = func(i int) []Stmt {
			if i == len(ss) {
				return ok()
			}
			s := ss[i]
			out := s.do(sc, sp)
			in := append(done(sc, s), nest(i+1)...)
			if !allNofail(ss[i+1:]) {
				in = append(in, g.undoOne(sc, s, clear)...)
			}
			if s.nofail {
				return append(out, in...)
			}
			f := ifs(g.ok(sp), in...)
			if g.chance(.3) {
				f.Else = []Stmt{g.print(s.what + " failed")}
			}
			return append(out, f)
		}
		body = nest(0)
		if allNofail(ss) {
			break
		}
		body = append(body, &SReturn{X: load(sp)})

	case "goto":
		sc.hoist = true
		labels := map[int]bool{}
		for i, s := range ss {
			body = append(body, g.step(sc, s, sp, []Stmt{&SGoto{"fail" + itoa(i)}}, false)...)
			if !s.nofail {
				labels[i] = true
			}
			body = append(body, done(sc, s)...)
		}
		body = append(body, ok()...)
		if len(labels) == 0 {
			break
		}
		live := false
		for i := len(ss) - 1; i >= 0; i-- {
			if live {
				body = append(body, g.undoOne(sc, ss[i], clear)...)
			}
			if labels[i] {
				body = append(body, &SLabel{"fail" + itoa(i)})
				live = true
			}
		}
		body = append(body, &SReturn{X: load(sp)})

	case "gotosingle":
		sc.hoist = true
		needLocals()
		any := false
		for _, s := range ss {
			body = append(body, g.step(sc, s, sp, []Stmt{&SGoto{"cleanup"}}, false)...)
			any = any || !s.nofail
			body = append(body, done(sc, s)...)
		}
		body = append(body, ok()...)
		if any {
			body = append(body, &SLabel{"cleanup"})
			body = append(body, guarded(sc)...)
			body = append(body, &SReturn{X: load(sp)})
		}

	case "switch":
		sg := sc.fn.local("step", tInt)
		head = append(head, &SVar{sg})
		var nest func(i int) []Stmt
		nest = func(i int) []Stmt {
			if i == len(ss) {
				return nil
			}
			s := ss[i]
			out := s.do(sc, sp)
			in := append(done(sc, s), set(pl(sg), num(int32(i+1))))
			in = append(in, nest(i+1)...)
			if s.nofail {
				return append(out, in...)
			}
			return append(out, ifs(g.ok(sp), in...))
		}
		body = nest(0)
		body = append(body, ifs(g.ok(sp), ok()...))
		sw := &SSwitch{Tag: load(pl(sg))}
		for i := len(ss) - 1; i >= 0; i-- {
			u := g.undoOne(sc, ss[i], clear)
			if len(u) == 0 {
				u = []Stmt{g.print("nothing to undo")}
			}
			sw.Cases = append(sw.Cases, &Case{V: []int32{int32(i + 1)}, Body: u, Fall: i > 0})
		}
		if len(sw.Cases) > 0 {
			body = append(body, sw)
		}
		body = append(body, &SReturn{X: load(sp)})

	case "deferclosure":
		needLocals()
		sc.fn.Named = st
		head = head[1:]
		l := &Func{Parent: sc.fn, Result: tVoid}
		lsc := *sc
		l.Body = []Stmt{ifs(g.fail(sp), guarded(&lsc)...)}
		if len(l.Body[0].(*SIf).Then) > 0 {
			body = append(body, &SDefer{X: &ECall{Lit: &EFunc{l}}})
		}
		for _, s := range ss {
			if s.nofail {
				body = append(body, s.do(sc, sp)...)
			} else {
				body = append(body, s.do(sc, sp)...)
				body = append(body, ifs(g.fail(sp), &SReturn{X: load(sp)}))
			}
			body = append(body, done(sc, s)...)
		}
		body = append(body, ok()...)

	case "closure":
		needLocals()
		l := &Func{Parent: sc.fn, Result: tVoid}
		lsc := *sc
		l.Body = guarded(&lsc)
		v := sc.fn.local(pickOf(g, "cleanup", "undo", "rollback"), tFunc)
		if len(l.Body) > 0 {
			body = append(body, &SAssign{L: pl(v), Op: ":=", X: &EFunc{l}})
		}
		for _, s := range ss {
			var onFail []Stmt
			if len(l.Body) > 0 {
				onFail = []Stmt{&SExpr{&ECall{Val: pl(v)}}}
			}
			body = append(body, g.step(sc, s, sp, onFail, true)...)
			body = append(body, done(sc, s)...)
		}
		body = append(body, ok()...)

	case "onceloop":
		needLocals()
		loop := &SFor{}
		for _, s := range ss {
			loop.Body = append(loop.Body, g.step(sc, s, sp, []Stmt{&SBreak{}}, false)...)
			loop.Body = append(loop.Body, done(sc, s)...)
		}
		loop.Body = append(loop.Body, ok()...)
		if allNofail(ss) {
			body = loop.Body
			break
		}
		body = append(body, loop)
		body = append(body, guarded(sc)...)
		body = append(body, &SReturn{X: load(sp)})

	case "cleanupfn":
		for _, s := range ss {
			body = append(body, g.step(sc, s, sp, []Stmt{&SExpr{g.callHelper(sc, g.cleanup, -1)}}, true)...)
			body = append(body, done(sc, s)...)
		}
		body = append(body, ok()...)
	}
	head = append(head, sc.decls...)
	sc.decls = nil
	sc.hoist = false
	return append(head, body...)
}

func allNofail(ss []*stage) bool {
	for _, s := range ss {
		if !s.nofail {
			return false
		}
	}
	return true
}

// nestDo does stages one inside the other, undoing nothing (soft) or what was
// done before the failure.
func (g *gen) nestDo(sc *scope, ss []*stage, st *Place, soft bool) []Stmt {
	var nest func(i int) []Stmt
	nest = func(i int) []Stmt {
		if i == len(ss) {
			return nil
		}
		s := ss[i]
		in := s.m.set(sc)
		in = append(in, nest(i+1)...)
		if !soft && i+1 < len(ss) {
			u := g.undoOne(sc, s, true)
			if len(u) > 0 {
				in = append(in, ifs(g.fail(st), u...))
			}
		}
		f := ifs(g.ok(st), in...)
		if len(in) == 0 {
			return s.do(sc, st)
		}
		if soft && g.chance(.3) {
			f.Else = []Stmt{g.print(s.what + " not available")}
		}
		return append(s.do(sc, st), f)
	}
	return nest(0)
}

// optional makes a stage of ss whose failure the driver lives with.
func (g *gen) optional(ss []*stage) *stage {
	return &stage{what: "group", r: ss[0].r, nofail: true, self: true, subs: ss,
		multi: func(sc *scope, st *Place) []Stmt { return g.nestDo(sc, ss, st, true) },
		undo:  func(sc *scope) []Stmt { return g.undoAll(sc, ss, true, true) },
	}
}

// config makes a stage of ss that depends on a setting; with exact the setting
// is all that guards its undoing.
func (g *gen) config(ss []*stage, exact bool) *stage {
	r := ss[0].r
	flag := func(sc *scope) *Place { return sc.field(r, "Enable", tBool) }
	return &stage{what: "group", r: r, self: !exact, subs: ss,
		multi: func(sc *scope, st *Place) []Stmt {
			return []Stmt{set(flag(sc), &ENondet{}), set(st, success()), ifs(load(flag(sc)), g.nestDo(sc, ss, st, false)...)}
		},
		undo: func(sc *scope) []Stmt { return []Stmt{ifs(load(flag(sc)), g.undoAll(sc, ss, !exact, true)...)} },
	}
}

// group puts ss behind two helpers.
func (g *gen) group(r int, ss []*stage, must, clear bool) *stage {
	name := g.suffix(r)
	if g.twin {
		name = ""
	}
	word := pickOf(g, "Start", "NetInit", "Bring")
	if g.twin {
		word = "Start"
	}
	start := g.helpers["start"+name]
	stop := g.helpers["stop"+name]
	if start == nil {
		start = g.helper(map[string]string{"Start": "Start", "NetInit": "NetInit", "Bring": "BringUp"}[word]+name, r, tStatus)
		start.Body = g.startBody(start.sc, ss, clear, nil)
		stop = g.helper(map[string]string{"Start": "Stop", "NetInit": "NetCleanup", "Bring": "BringDown"}[word]+name, r, tVoid)
		stop.Body = g.undoAll(stop.sc, ss, must, clear)
		g.helpers["start"+name], g.helpers["stop"+name] = start, stop
	}
	return &stage{what: "group", r: r, self: must, subs: ss,
		call: func(sc *scope) Expr { return g.callHelper(sc, start, r) },
		undo: func(sc *scope) []Stmt { return []Stmt{&SExpr{g.callHelper(sc, stop, r)}} },
	}
}
