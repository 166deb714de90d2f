package statements

type stage struct {
	what   string // reg, cap, sock, env, group
	r      int
	m      mark
	call   func(sc *scope) Expr
	multi  func(sc *scope, st *Place) []Stmt
	undo   func(sc *scope) []Stmt // nil: nothing to undo; guards itself if self
	self   bool                   // undo guards itself and clears its marks
	nofail bool
	subs   []*stage
}

func (s *stage) do(sc *scope, st *Place) []Stmt {
	if s.call != nil {
		return []Stmt{set(st, s.call(sc))}
	}
	return s.multi(sc, st)
}

func (g *gen) newMark(what string, r int, kind string) mark {
	m := mark{kind: kind, r: r}
	switch kind {
	case "bool":
		m.name = map[string]string{"reg": g.nm.registered, "cap": g.nm.captured, "sock": "Opened"}[what]
	case "interlocked":
		m.name = map[string]string{"reg": "RegInit", "cap": "CapInit", "sock": "SockInit"}[what]
	case "status":
		m.name = map[string]string{"reg": "RegStatus", "cap": "CapStatus", "sock": "SockStatus"}[what]
	case "bits":
		m.bit = map[string]string{"reg": "REGISTERED", "cap": "CAPTURED", "sock": "OPENED"}[what]
		if g.layout != "perreg" && g.layout != "perregheap" {
			if s := g.suffix(r); s != "" {
				m.bit += "_" + s
			}
		}
		for _, c := range g.p.Consts {
			if c.Name == m.bit {
				m.val = c.V
			}
		}
		if m.val == 0 {
			m.val = 1 << g.bits
			g.bits++
			g.p.Consts = append(g.p.Consts, Const{m.bit, m.val})
		}
	case "stage":
		g.stageNo++
		m.val = int32(g.stageNo)
	}
	return m
}

func (g *gen) regStage(r int, kind string) *stage {
	return &stage{what: "reg", r: r, m: g.newMark("reg", r, kind),
		call: func(sc *scope) Expr { return &EApi{Op: OpRegister, Reg: addrOf(sc.reg(r))} },
		undo: func(sc *scope) []Stmt { return []Stmt{&SExpr{&EApi{Op: OpDeregister, Reg: addrOf(sc.reg(r))}}} },
	}
}

func capCall(sc *scope, r int, npi *Place) Expr {
	return &EApi{Op: OpCapture, Reg: addrOf(sc.reg(r)), Npi: addrOf(npi)}
}

func release(sc *scope, r int) *EApi { return &EApi{Op: OpRelease, Reg: addrOf(sc.reg(r))} }

func (g *gen) capStage(r int, kind string) *stage {
	return &stage{what: "cap", r: r, m: g.newMark("cap", r, kind),
		call: func(sc *scope) Expr { return capCall(sc, r, sc.npi(r)) },
		undo: func(sc *scope) []Stmt { return []Stmt{&SExpr{release(sc, r)}} },
	}
}

func closeSock(p *Place) Stmt { return &SExpr{&EApi{Op: OpClose, Sock: p}} }

func (g *gen) sockStage(r int, kind string) *stage {
	pending := g.f("pending", .4)
	free := g.chance(.4)
	sock := func(sc *scope) *Place { return sc.field(r, g.nm.sock, tSockP) }
	return &stage{what: "sock", r: r, m: g.newMark("sock", r, kind),
		multi: func(sc *scope, st *Place) []Stmt {
			irp, op := sc.local("irp", tIrpP)
			out := []Stmt{&SAssign{L: pl(irp), Op: op, X: &ENewIrp{}}}
			npi := sc.npi(r)
			out = append(out, set(st, &EApi{Op: OpSocket, Disp: load(npi.dot("Dispatch")), NpiP: npi, Irp: load(pl(irp)), Pending: pending}))
			if pending {
				out = append(out, ifs(bin(load(st), "==", &ELit{V: statusPending, Text: "STATUS_PENDING", Std: true}),
					&SExpr{&EMisc{Text: "wdm.KeWaitForSingleObject(" + irp.Name + ", nil)", Irp: irp}},
					set(st, load(pl(irp).dot("IoStatus.Status")))))
			}
			out = append(out, ifs(g.ok(st), set(sock(sc), &EInfo{pl(irp)})))
			if free {
				out = append(out, &SExpr{&EMisc{Text: "wdm.IoFreeIrp(" + irp.Name + ")", Irp: irp, Free: true}})
			}
			return out
		},
		undo: func(sc *scope) []Stmt {
			out := []Stmt{closeSock(sock(sc))}
			if kind == "sock" || g.chance(.3) {
				out = append(out, set(sock(sc), nilLit()))
			}
			return out
		},
	}
}

// envStage is something else that can fail.
func (g *gen) envStage() *stage {
	name := pickOf(g, "AllocateBuffers", "ReadConfig", "CreateQueue")
	fn := g.helpers[name]
	if fn == nil {
		fn = g.newFunc(name, tStatus)
		fn.Body = []Stmt{ifs(&ENondet{}, &SReturn{X: g.failure()}), &SReturn{X: success()}}
		g.helpers[name] = fn
	}
	return &stage{what: "env", r: -1, self: true,
		call: func(sc *scope) Expr { return &ECall{Fn: fn} },
	}
}

func (g *gen) newFunc(name string, res *Type) *Func {
	f := &Func{Name: name, Result: res}
	if g.p.Split {
		f.Pkg = 1
	}
	g.p.Funcs = append(g.p.Funcs, f)
	f.sc = &scope{g: g, fn: f}
	return f
}

// helper makes a function that reaches the state of r (or of all if r < 0).
func (g *gen) helper(name string, r int, res *Type) *Func {
	f := g.newFunc(name, res)
	switch {
	case g.layout == "devext":
		v := f.local("ext", ptrTo(g.sd.T))
		f.Params = append(f.Params, v)
		f.sc.base = v
	case g.sd != nil && (r >= 0 || g.layout == "struct" || g.layout == "heap") && (g.twin || g.publish || g.chance(.6)):
		if g.f("method", .5) {
			f.Recv = f.local("n", ptrTo(g.sd.T))
			f.sc.base = f.Recv
		} else if g.on["params"] || g.twin || g.publish {
			v := f.local(pickOf(g, "dev", "n", "ctx"), ptrTo(g.sd.T))
			f.Params = append(f.Params, v)
			f.sc.base = v
		}
	}
	return f
}

// callHelper calls f from sc for registration r.
func (g *gen) callHelper(sc *scope, f *Func, r int) *ECall {
	if f.sc.base == nil {
		return &ECall{Fn: f}
	}
	var b *Place
	switch {
	case sc.base != nil:
		b = pl(sc.base)
	case r > 0 && (g.layout == "perreg" || g.layout == "perregheap"):
		b = pl(g.base[r])
	default:
		b = pl(g.base[0])
	}
	if f.Recv != nil {
		return &ECall{Fn: f, Recv: b}
	}
	return &ECall{Fn: f, Args: []Expr{addrOf(b)}}
}
