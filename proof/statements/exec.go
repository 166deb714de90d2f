package statements

func (in *interp) block(f *frame, b []Stmt) ctl {
	for i := 0; i < len(b); i++ {
		c := in.stmt(f, b[i])
		if c == cGoto {
			j := -1
			for k, s := range b {
				if l, ok := s.(*SLabel); ok && l.Label == in.label {
					j = k
				}
			}
			if j < 0 {
				return c
			}
			if j <= i {
				if f.gotos == nil {
					f.gotos = map[string]int{}
				}
				f.gotos[in.label]++
				in.iterate(f.gotos[in.label] + 1)
			}
			i = j
			continue
		}
		if c != cNext {
			return c
		}
	}
	return cNext
}

// iterate is told that the n-th iteration of an unbounded loop begins.
func (in *interp) iterate(n int) {
	if n > maxIter {
		in.end(endPrune)
	}
	if n > mustIter {
		in.ext = true
	}
}

func (in *interp) assign(f *frame, s *SAssign) {
	if t := s.L.typ(); t.K == KNpi {
		src := in.addr(f, s.X.(*ELoad).P)
		dst := in.addr(f, s.L)
		for i := int32(0); i < npiCells; i++ {
			in.store(dst+i, in.load(src+i))
		}
		return
	}
	v := in.eval(f, s.X)
	a := in.addr(f, s.L)
	switch s.Op {
	case "|=":
		v = in.load(a) | v
	case "&^=":
		v = in.load(a) &^ v
	}
	in.store(a, v)
}

func (in *interp) stmt(f *frame, s Stmt) ctl {
	in.steps++
	if in.steps > maxSteps {
		in.end(endSteps)
	}
	switch s := s.(type) {
	case *SExpr:
		if a, ok := s.X.(*EApi); ok {
			in.unread = true
			in.api(f, a, 0)
			in.unread = false
		} else {
			in.eval(f, s.X)
		}
	case *SAssign:
		in.assign(f, s)
	case *SVar:
		a := in.varAddr(f, s.V)
		for i := int32(0); i < s.V.T.size(); i++ {
			in.store(a+i, 0)
		}
	case *SIf:
		if s.Init != nil {
			in.stmt(f, s.Init)
		}
		if in.eval(f, s.Cond) != 0 {
			return in.block(f, s.Then)
		}
		if s.Else != nil {
			return in.block(f, s.Else)
		}
	case *SFor:
		return in.loop(f, s)
	case *SSwitch:
		v := in.eval(f, s.Tag)
		at := -1
		for i, c := range s.Cases {
			if c.Default {
				if at < 0 {
					at = i
				}
				continue
			}
			for _, x := range c.V {
				if x == v {
					at = i
				}
			}
			if at == i {
				break
			}
		}
		for ; at >= 0 && at < len(s.Cases); at++ {
			c := s.Cases[at]
			r := in.block(f, c.Body)
			if r == cBreak {
				break
			}
			if r != cNext {
				return r
			}
			if !c.Fall {
				break
			}
		}
	case *SReturn:
		if s.X != nil {
			f.ret = in.eval(f, s.X)
			if f.fn.Named != nil {
				in.stack[f.base+f.fn.Named.Off] = f.ret
			}
		}
		f.retPos = s.Pos
		return cReturn
	case *SGoto:
		in.label = s.Label
		return cGoto
	case *SLabel:
	case *SBreak:
		return cBreak
	case *SContinue:
		return cContinue
	case *SDefer:
		switch e := s.X.(type) {
		case *ECall:
			d := deferred{site: s.Pos}
			d.fn, d.par, d.args = in.prepare(f, e)
			f.defers = append(f.defers, d)
		case *EApi:
			r := in.eval(f, e.Reg)
			f.defers = append(f.defers, deferred{api: e, reg: r, site: s.Pos})
		default:
			panic("defer")
		}
	case *SInstall:
		for i, c := range in.p.Callbacks {
			if c == s.Fn {
				in.glob[gInstalled] |= 1 << i
			}
		}
	case *SUnload:
		in.glob[gUnloadSet] = 1
	default:
		panic("stmt")
	}
	return cNext
}

func (in *interp) loop(f *frame, s *SFor) ctl {
	if s.I != nil {
		a := in.varAddr(f, s.I)
		for in.store(a, 0); in.load(a) < s.N; in.store(a, in.load(a)+1) {
			in.steps++
			switch c := in.block(f, s.Body); c {
			case cBreak:
				return cNext
			case cReturn, cGoto:
				return c
			}
		}
		return cNext
	}
	for n := 1; ; n++ {
		if s.Cond != nil && in.eval(f, s.Cond) == 0 {
			return cNext
		}
		in.iterate(n)
		switch c := in.block(f, s.Body); c {
		case cBreak:
			return cNext
		case cReturn, cGoto:
			return c
		}
	}
}
