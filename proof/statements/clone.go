package statements

type cloner struct{ vars map[*Var]*Var }

func (c *cloner) place(p *Place) *Place {
	if p == nil {
		return nil
	}
	r := p.Root
	if n, ok := c.vars[r]; ok {
		r = n
	}
	return &Place{Root: r, Fields: append([]string{}, p.Fields...)}
}

func (c *cloner) expr(e Expr) Expr {
	switch e := e.(type) {
	case nil:
		return nil
	case *ELit:
		n := *e
		return &n
	case *ELoad:
		return &ELoad{c.place(e.P)}
	case *EAddr:
		return &EAddr{c.place(e.P)}
	case *ENot:
		return &ENot{c.expr(e.X)}
	case *EBin:
		return &EBin{e.Op, c.expr(e.X), c.expr(e.Y)}
	case *ENT:
		return &ENT{c.expr(e.X)}
	case *ENondet:
		return &ENondet{}
	case *ENew:
		return &ENew{e.S}
	case *EDevExt:
		return &EDevExt{c.place(e.P), e.S}
	case *EIlk:
		return &EIlk{e.Cmp, c.place(e.P), e.A, e.B}
	case *ENewIrp:
		return &ENewIrp{}
	case *EInfo:
		return &EInfo{c.place(e.P)}
	case *EMisc:
		n := *e
		return &n
	case *EIoCreate:
		return &EIoCreate{D: e.D, P: c.place(e.P)}
	case *ECall:
		if e.Lit != nil {
			panic(uncloneable{})
		}
		n := &ECall{Fn: e.Fn, Recv: c.place(e.Recv), Val: c.place(e.Val)}
		for _, a := range e.Args {
			n.Args = append(n.Args, c.expr(a))
		}
		return n
	case *EApi:
		n := *e
		n.Reg, n.Npi, n.Disp, n.Irp = c.expr(e.Reg), c.expr(e.Npi), c.expr(e.Disp), c.expr(e.Irp)
		n.NpiP, n.Sock = c.place(e.NpiP), c.place(e.Sock)
		return &n
	}
	panic(uncloneable{})
}

type uncloneable struct{}

func (c *cloner) block(b []Stmt) []Stmt {
	if b == nil {
		return nil
	}
	out := make([]Stmt, 0, len(b))
	for _, s := range b {
		out = append(out, c.stmt(s))
	}
	return out
}

func (c *cloner) stmt(s Stmt) Stmt {
	switch s := s.(type) {
	case *SExpr:
		return &SExpr{c.expr(s.X)}
	case *SAssign:
		return &SAssign{L: c.place(s.L), Op: s.Op, X: c.expr(s.X)}
	case *SIf:
		n := &SIf{Cond: c.expr(s.Cond), Then: c.block(s.Then), Else: c.block(s.Else)}
		if s.Init != nil {
			n.Init = c.stmt(s.Init)
		}
		return n
	case *SReturn:
		return &SReturn{X: c.expr(s.X)}
	case *SGoto:
		return &SGoto{s.Label}
	case *SBreak:
		return &SBreak{}
	case *SContinue:
		return &SContinue{}
	}
	panic(uncloneable{})
}

// tryClone clones a statement that defines no names and holds no literals.
func tryClone(s Stmt) (out Stmt, ok bool) {
	defer func() {
		if r := recover(); r != nil {
			if _, is := r.(uncloneable); !is {
				panic(r)
			}
			out, ok = nil, false
		}
	}()
	c := &cloner{vars: map[*Var]*Var{}}
	return c.stmt(s), true
}

func countStmts(p *Program) int {
	n := 0
	for _, f := range p.Funcs {
		walkStmts(f.Body, func(Stmt) { n++ })
	}
	return n
}

func (f *Func) root() *Func {
	for f.Parent != nil {
		f = f.Parent
	}
	return f
}

// local makes a variable of f with a name not used in f or its literals.
func (f *Func) local(name string, t *Type) *Var {
	r := f.root()
	if r.names == nil {
		r.names = map[string]int{}
	}
	r.names[name]++
	if n := r.names[name]; n > 1 {
		name += itoa(n)
		r.names[name]++
	}
	v := &Var{Name: name, T: t, Owner: f}
	f.Locals = append(f.Locals, v)
	return v
}

func itoa(n int) string {
	if n == 0 {
		return "0"
	}
	var b []byte
	for ; n > 0; n /= 10 {
		b = append([]byte{byte('0' + n%10)}, b...)
	}
	return string(b)
}
