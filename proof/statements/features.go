package statements

import "sort"

// features names what a finished program makes use of.
func features(p *Program) []string {
	m := map[string]bool{}
	for k, v := range p.Plan {
		if v {
			m[k] = true
		}
	}
	if len(p.Callbacks) > 0 {
		m["callbacks"] = true
	}
	for _, f := range p.Funcs {
		if !f.Entry {
			m["helper"] = true
		}
		if f.Recv != nil {
			m["method"] = true
		}
		if len(f.Params) > 0 && !f.Entry {
			m["params"] = true
		}
		if f.Named != nil {
			m["named"] = true
		}
		for _, v := range f.Params {
			if v.T.K == KFunc {
				m["hof"] = true
			}
		}
		for _, v := range f.Locals {
			if v.T.K == KNpi {
				m["localnpi"] = true
			}
		}
		depth := 0
		var nest func(b []Stmt, d int)
		nest = func(b []Stmt, d int) {
			for _, s := range b {
				if i, ok := s.(*SIf); ok {
					if d+1 > depth {
						depth = d + 1
					}
					nest(i.Then, d+1)
					nest(i.Else, d)
				} else {
					for _, sb := range subBlocks(s) {
						nest(*sb, d)
					}
				}
			}
		}
		nest(f.Body, 0)
		if depth >= 3 {
			m["nested"] = true
		}
		walkStmts(f.Body, func(s Stmt) {
			switch s := s.(type) {
			case *SGoto:
				m["goto"] = true
			case *SSwitch:
				m["switch"] = true
			case *SDefer:
				if c, ok := s.X.(*ECall); ok && c.Lit != nil {
					m["deferclosure"] = true
				} else {
					m["defer"] = true
				}
			case *SFor:
				switch {
				case s.I != nil:
					m["loop"] = true
				case s.Cond != nil:
					m["loop"] = true
				default:
					m["foreverloop"] = true
				}
				for _, x := range s.Body {
					if a := apiOf(x); a != nil && a.Op == OpCapture {
						m["retry"] = true
					}
				}
			case *SAssign:
				if s.L.Root.Owner != nil && s.L.typ().K == KPtr {
					switch s.L.typ().Elem.K {
					case KDisp, KNpi:
						m["dispcopy"] = true
					}
				}
			}
			for _, sl := range exprSlots(s) {
				if len(litsOf(*sl)) > 0 {
					if _, ok := s.(*SDefer); !ok {
						m["closure"] = true
					}
				}
				walkExpr(sl, func(e *Expr) {
					switch e := (*e).(type) {
					case *ENondet:
						m["nondet"] = true
					case *EIlk:
						m["interlocked"] = true
					case *EApi:
						if e.Op == OpSocket {
							m["sockets"] = true
							if e.Pending {
								m["pending"] = true
							}
						}
					}
				})
			}
		})
	}
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
