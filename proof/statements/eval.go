package statements

func (in *interp) eval(f *frame, e Expr) int32 {
	switch e := e.(type) {
	case *ELit:
		return e.V
	case *ELoad:
		return in.load(in.addr(f, e.P))
	case *EAddr:
		return in.addr(f, e.P)
	case *ENot:
		return 1 - in.eval(f, e.X)
	case *EBin:
		x := in.eval(f, e.X)
		switch e.Op {
		case "&&":
			if x == 0 {
				return 0
			}
			return in.eval(f, e.Y)
		case "||":
			if x != 0 {
				return 1
			}
			return in.eval(f, e.Y)
		}
		y := in.eval(f, e.Y)
		x = in.asks(x, y)
		switch e.Op {
		case "==":
			return b2i(x == y)
		case "!=":
			return b2i(x != y)
		case "<":
			return b2i(x < y)
		case ">=":
			return b2i(x >= y)
		case ">":
			return b2i(x > y)
		case "&":
			return x & y
		}
		panic(e.Op)
	case *ENT:
		return b2i(in.eval(f, e.X) >= 0)
	case *ENondet:
		c := int32(in.choose(2))
		return c
	case *ENew:
		return in.alloc(e.S.T.size())
	case *EDevExt:
		d := in.load(in.addr(f, e.P))
		if d == 0 {
			in.end(endCrash)
		}
		x := in.load(d)
		if x == 0 {
			in.end(endCrash) // the type assertion panics
		}
		return x
	case *EIlk:
		a := in.addr(f, e.P)
		old := in.load(a)
		if !e.Cmp || old == e.B {
			in.store(a, e.A)
		}
		return old
	case *ENewIrp:
		return in.alloc(irpCells)
	case *EInfo:
		p := in.load(in.addr(f, e.P))
		if p == 0 {
			in.end(endCrash)
		}
		return in.load(p + irpInfo)
	case *EMisc:
		in.misc(f, e)
		return 0
	case *EIoCreate:
		if in.choose(2) == 1 {
			in.note(e.Pos, "IoCreateDevice fails")
			return statusFail
		}
		d := in.alloc(1)
		in.store(in.addr(f, e.P), d)
		in.glob[gDevice] = d
		return 0
	case *EFunc:
		in.clos = append(in.clos, closure{e.Fn, f})
		return int32(len(in.clos))
	case *ECall:
		return in.callExpr(f, e)
	case *EApi:
		return in.api(f, e, 0)
	}
	panic("eval")
}

func (in *interp) callExpr(f *frame, e *ECall) int32 {
	fn, par, args := in.prepare(f, e)
	in.sites = append(in.sites, e.Pos)
	r, _ := in.call(fn, par, args)
	in.sites = in.sites[:len(in.sites)-1]
	return r
}

// prepare evaluates callee and arguments.
func (in *interp) prepare(f *frame, e *ECall) (fn *Func, par *frame, args []int32) {
	switch {
	case e.Lit != nil:
		return e.Lit.Fn, f, nil
	case e.Val != nil:
		c := in.load(in.addr(f, e.Val))
		if c == 0 {
			in.end(endCrash)
		}
		cl := in.clos[c-1]
		return cl.fn, cl.par, nil
	case e.Recv != nil:
		if e.Recv.typ().K == KPtr {
			args = append(args, in.load(in.addr(f, e.Recv)))
		} else {
			args = append(args, in.addr(f, e.Recv))
		}
	}
	for _, a := range e.Args {
		args = append(args, in.eval(f, a))
	}
	return e.Fn, nil, args
}

// call runs fn; args are the receiver and the parameters. The second result is
// the line it returned at.
func (in *interp) call(fn *Func, par *frame, args []int32) (int32, Pos) {
	fr := &frame{fn: fn, base: in.sp, parent: par}
	in.sp += fn.frame
	for int32(len(in.stack)) < in.sp {
		in.stack = append(in.stack, 0)
	}
	clear(in.stack[fr.base:in.sp])
	vs := fn.Params
	if fn.Recv != nil {
		in.stack[fr.base+fn.Recv.Off] = args[0]
		args = args[1:]
	}
	for i, v := range vs {
		in.stack[fr.base+v.Off] = args[i]
	}
	if len(in.sites) > 30 {
		in.end(endSteps)
	}
	fr.retPos = fn.End
	if c := in.block(fr, fn.Body); c == cGoto || c == cBreak || c == cContinue {
		panic("stray jump")
	}
	for len(fr.defers) > 0 {
		d := fr.defers[len(fr.defers)-1]
		fr.defers = fr.defers[:len(fr.defers)-1]
		if d.api != nil {
			// the line of the API call is the line of the defer statement
			in.sites = append(in.sites, fr.retPos, fn.End)
			in.api(fr, d.api, d.reg)
		} else {
			in.sites = append(in.sites, d.site, fr.retPos, fn.End)
			in.call(d.fn, d.par, d.args)
		}
		in.sites = in.sites[:len(in.sites)-2-int(b2i(d.api == nil))]
	}
	r := fr.ret
	if fn.Named != nil {
		r = in.stack[fr.base+fn.Named.Off]
	}
	in.sp = fr.base
	return r, fr.retPos
}
