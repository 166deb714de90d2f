package statements

// fixup drops what Go would reject after generation or mutation: locals never
// read and labels never jumped to.
func fixup(p *Program) {
	for _, f := range p.Funcs {
		for fixLocals(f) {
		}
		fixLabels(f)
	}
	// helpers nobody calls any more
	for {
		used := map[*Func]bool{p.Entry: true, p.Unload: true}
		for _, c := range p.Callbacks {
			used[c] = true
		}
		for _, f := range p.Funcs {
			walkBlocks(f, func(b *[]Stmt, _ *Func, _ bool) {
				for _, s := range *b {
					for _, sl := range exprSlots(s) {
						walkExpr(sl, func(e *Expr) {
							if c, ok := (*e).(*ECall); ok && c.Fn != nil && c.Fn != f {
								used[c.Fn] = true
							}
						})
					}
				}
			})
		}
		var keep []*Func
		for _, f := range p.Funcs {
			if used[f] {
				keep = append(keep, f)
			}
		}
		if len(keep) == len(p.Funcs) {
			break
		}
		p.Funcs = keep
	}
}

func fixLocals(f *Func) bool {
	read := map[*Var]bool{}
	for _, v := range f.Params {
		read[v] = true
	}
	if f.Named != nil {
		read[f.Named] = true
	}
	if f.Recv != nil {
		read[f.Recv] = true
	}
	walkBlocks(f, func(b *[]Stmt, in *Func, _ bool) {
		for _, s := range *b {
			readsOf(s, read)
		}
	})
	changed := false
	walkBlocks(f, func(b *[]Stmt, in *Func, _ bool) {
		out := (*b)[:0:0]
		for _, s := range *b {
			switch x := s.(type) {
			case *SVar:
				if !read[x.V] {
					changed = true
					continue
				}
			case *SAssign:
				if len(x.L.Fields) == 0 && x.L.Root.Owner != nil && !read[x.L.Root] {
					changed = true
					switch x.X.(type) {
					case *ECall, *EApi, *EIlk, *EIoCreate:
						out = append(out, &SExpr{x.X})
					}
					continue
				}
			}
			out = append(out, s)
		}
		*b = out
	})
	return changed
}

func readsOf(s Stmt, read map[*Var]bool) {
	if a, ok := s.(*SAssign); ok && len(a.L.Fields) > 0 {
		read[a.L.Root] = true
	}
	if i, ok := s.(*SIf); ok && i.Init != nil {
		readsOf(i.Init, read)
	}
	if sf, ok := s.(*SFor); ok && sf.I != nil {
		read[sf.I] = true
	}
	for _, sl := range exprSlots(s) {
		exprPlaces(sl, func(p *Place) { read[p.Root] = true })
	}
}

func fixLabels(f *Func) {
	want := map[string]bool{}
	walkBlocks(f, func(b *[]Stmt, _ *Func, _ bool) {
		for _, s := range *b {
			if g, ok := s.(*SGoto); ok {
				want[g.Label] = true
			}
		}
	})
	walkBlocks(f, func(b *[]Stmt, _ *Func, _ bool) {
		out := (*b)[:0:0]
		for _, s := range *b {
			if l, ok := s.(*SLabel); ok && !want[l.Label] {
				continue
			}
			out = append(out, s)
		}
		*b = out
	})
}

// unshare gives every mention of a place its own node, so that rewriting one
// statement leaves the others alone.
func unshare(p *Program) {
	cp := func(sl **Place) {
		if *sl != nil {
			q := **sl
			q.Fields = append([]string{}, q.Fields...)
			*sl = &q
		}
	}
	for _, f := range p.Funcs {
		walkStmts(f.Body, func(s Stmt) {
			if a, ok := s.(*SAssign); ok {
				cp(&a.L)
			}
			for _, sl := range exprSlots(s) {
				walkExpr(sl, func(e *Expr) {
					switch e := (*e).(type) {
					case *ELoad:
						cp(&e.P)
					case *EAddr:
						cp(&e.P)
					case *EDevExt:
						cp(&e.P)
					case *EIlk:
						cp(&e.P)
					case *EInfo:
						cp(&e.P)
					case *EIoCreate:
						cp(&e.P)
					case *ECall:
						cp(&e.Recv)
						cp(&e.Val)
					case *EApi:
						cp(&e.NpiP)
						cp(&e.Sock)
					}
				})
			}
		})
	}
}

var remarks = []string{"enter", "leave", "network ready", "step", "status changed", "checkpoint", "trace"}

// noise adds n statements that do nothing to the model.
func (g *gen) noise(n int) {
	for range n {
		type slot struct {
			b  *[]Stmt
			in *Func
		}
		var slots []slot
		for _, f := range g.p.Funcs {
			walkBlocks(f, func(b *[]Stmt, in *Func, _ bool) { slots = append(slots, slot{b, in}) })
		}
		s := slots[g.n(len(slots))]
		msg := g.print(remarks[g.n(len(remarks))])
		var st Stmt
		switch k := g.n(6); {
		case k == 0 && g.on["nondet"]:
			st = ifs(&ENondet{}, msg)
		case k == 1 && g.on["loop"] && s.in.Parent == nil && !hasGoto(s.in):
			st = &SFor{I: s.in.local("k", tInt), N: 2, Body: []Stmt{msg}}
		default:
			st = msg
		}
		i := g.n(len(*s.b) + 1)
		// after a jump or return it would be dead, between label and statement odd
		if i > 0 {
			switch (*s.b)[i-1].(type) {
			case *SReturn, *SGoto, *SBreak, *SContinue, *SLabel:
				continue
			}
		}
		if i == 0 && s.in.Entry && s.b == &s.in.Body {
			continue
		}
		*s.b = insert(*s.b, i, st)
	}
}

func hasGoto(f *Func) bool {
	found := false
	walkStmts(f.Body, func(s Stmt) {
		if _, ok := s.(*SGoto); ok {
			found = true
		}
	})
	return found
}

func insert(b []Stmt, i int, s ...Stmt) []Stmt {
	out := append([]Stmt{}, b[:i]...)
	out = append(out, s...)
	return append(out, b[i:]...)
}

func remove(b []Stmt, i, j int) []Stmt {
	out := append([]Stmt{}, b[:i]...)
	return append(out, b[j:]...)
}
