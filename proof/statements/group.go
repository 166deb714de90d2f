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
