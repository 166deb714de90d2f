package statements

// undoOne undoes a stage known to be done.
func (g *gen) undoOne(sc *scope, s *stage, clear bool) []Stmt {
	if s.undo == nil {
		return nil
	}
	out := s.undo(sc)
	if !s.self && (clear || g.chance(.15)) && !(s.m.kind == "sock") {
		out = append(out, s.m.clear(sc)...)
	}
	return out
}

// undoGuarded undoes a stage if its mark says it is done.
func (g *gen) undoGuarded(sc *scope, s *stage, local *Var, clear bool) []Stmt {
	if s.undo == nil {
		return nil
	}
	if s.self {
		return s.undo(sc)
	}
	if local != nil {
		return []Stmt{ifs(load(pl(local)), g.undoOne(sc, s, clear)...)}
	}
	if s.m.kind == "interlocked" && g.chance(.6) {
		t := &EIlk{P: s.m.place(sc), A: 0}
		if g.chance(.5) {
			t.Cmp, t.B = true, 1
		}
		return []Stmt{ifs(bin(t, "==", num(1)), s.undo(sc)...)}
	}
	return []Stmt{ifs(s.m.test(sc), g.undoOne(sc, s, clear)...)}
}

// undoAll undoes stages in reverse; must says that any of them may not be done.
func (g *gen) undoAll(sc *scope, ss []*stage, must, clear bool) []Stmt {
	var out []Stmt
	guard := must || g.chance(.4)
	for i := len(ss) - 1; i >= 0; i-- {
		s := ss[i]
		if s.undo == nil {
			continue
		}
		// nested guards: the registration's around the capture's
		if guard && i > 0 && s.what == "cap" && ss[i-1].what == "reg" && ss[i-1].r == s.r && !s.self && ss[i-1].m.kind != "" && ss[i-1].m.kind != "status" && g.chance(.35) {
			var in []Stmt
			if s.m.kind != "" {
				in = g.undoGuarded(sc, s, nil, clear)
			} else {
				in = g.undoOne(sc, s, clear)
			}
			in = append(in, g.undoOne(sc, ss[i-1], clear)...)
			out = append(out, ifs(ss[i-1].m.test(sc), in...))
			i--
			continue
		}
		if guard && !s.self && s.m.kind != "" {
			out = append(out, g.undoGuarded(sc, s, nil, clear)...)
		} else {
			out = append(out, g.undoOne(sc, s, clear)...)
		}
	}
	return out
}
