package statements

import (
	"slices"
	"strings"
)

var outlineNames = []string{"netStep", "doPart", "finishUp", "prepare", "handle", "settle", "advance"}

// outlining is a stretch of a block that is to become a function of its own.
type outlining struct {
	g        *gen
	block    *[]Stmt
	from, to int
	part     []Stmt // of the block
	in       *Func
	tail     bool          // the function's own returns are in it
	declared map[*Var]bool // what it declares

	f      *Func
	args   []Expr
	param  map[*Var]*Var // what stands for a local of the function
	result *Var          // the local that gets what f returns
	inner  *Var          // the local of f that is the function's status
}

// outline moves a stretch of a block to a new function; it keeps the meaning.
func (g *gen) outline() bool {
	o := g.stretch()
	if !o.movable() || o.tail && !o.ends() {
		return false
	}
	used := o.locals()
	if o.declaresFor(used.outside) {
		return false
	}
	o.begin()
	for _, v := range used.inside {
		if !o.local(v, used) {
			return false
		}
	}
	reg, npi := o.shared()
	o.moveLocals()
	o.fill()
	o.byPointer("reg", tRegP, reg)
	o.byPointer("prov", tNpiP, npi)
	g.p.Funcs = append(g.p.Funcs, o.f)
	*o.block = insert(remove(*o.block, o.from, o.to), o.from, o.call())
	return true
}

// stretch draws a stretch of a block.
func (g *gen) stretch() *outlining {
	var all []*outlining
	for _, f := range g.p.Funcs {
		if f.Parent != nil {
			continue
		}
		walkBlocks(f, func(b *[]Stmt, in *Func, _ bool) {
			if in.Parent == nil && len(*b) > 0 {
				all = append(all, &outlining{g: g, block: b, in: in, declared: map[*Var]bool{}, param: map[*Var]*Var{}})
			}
		})
	}
	o := all[g.n(len(all))]
	n := len(*o.block)
	o.from = g.n(n)
	o.to = o.from + 1 + g.n(min(4, n-o.from))
	o.part = (*o.block)[o.from:o.to]
	return o
}

// movable reports whether the stretch may stand in another function, and is worth it. It
// notes what the stretch declares, and whether it returns.
func (o *outlining) movable() bool {
	calls, bound := false, false
	walkStmts(o.part, func(x Stmt) {
		switch x := x.(type) {
		case *SGoto, *SLabel, *SDefer, *SInstall, *SUnload:
			bound = true
		case *SReturn:
			o.tail = true
		case *SVar:
			o.declared[x.V] = true
		case *SAssign:
			if x.Op == ":=" {
				o.declared[x.L.Root] = true
			}
		case *SFor:
			if x.I != nil {
				o.declared[x.I] = true
			}
		}
		for _, slot := range exprSlots(x) {
			bound = bound || len(litsOf(*slot)) > 0
			walkExpr(slot, func(e *Expr) {
				switch e := (*e).(type) {
				case *EApi, *ECall:
					calls = true
				case *EIoCreate:
					bound = true
				case *EMisc:
					bound = bound || strings.Contains(e.Text, "irp")
				}
			})
		}
	})
	return calls && !bound && !strayJump(o.part, false)
}

// ends reports whether the stretch is the end of the function's body, as one with
// returns has to be, and not all of it.
func (o *outlining) ends() bool {
	return o.block == &o.in.Body && o.to == len(*o.block) && o.from > 0 && o.in.Named == nil &&
		(terminates(o.part) || o.in.Result.K == KVoid)
}

// uses are the places of a function's locals.
type uses struct {
	inside            []*Var // by their first use in the stretch
	assigned, outside map[*Var]bool
}

// locals looks for the function's locals in the stretch and around it.
func (o *outlining) locals() uses {
	u := uses{assigned: map[*Var]bool{}, outside: map[*Var]bool{}}
	in := map[Stmt]bool{}
	walkStmts(o.part, func(x Stmt) {
		in[x] = true
		places(x, func(p *Place) {
			if v := p.Root; v.Owner == o.in && !o.declared[v] && !slices.Contains(u.inside, v) {
				u.inside = append(u.inside, v)
			}
		})
		if a, ok := x.(*SAssign); ok && len(a.L.Fields) == 0 {
			u.assigned[a.L.Root] = true
		}
	})
	walkStmts(o.in.Body, func(x Stmt) {
		if !in[x] {
			places(x, func(p *Place) { u.outside[p.Root] = true })
		}
	})
	return u
}

// declaresFor reports whether the stretch declares what is used outside of it.
func (o *outlining) declaresFor(outside map[*Var]bool) bool {
	for v := range o.declared {
		if outside[v] {
			return true
		}
	}
	return false
}

// begin makes the function.
func (o *outlining) begin() {
	g := o.g
	o.f = &Func{Result: tVoid, Pkg: o.in.Pkg}
	name := outlineNames[g.n(len(outlineNames))]
	if g.p.Split {
		o.f.Pkg = 1
		name = string(name[0]-32) + name[1:]
	}
	o.f.Name = g.uniqueFunc(name)
}

// local finds what stands for a local in the function: a parameter, or a local of its own
// for the status that the stretch assigns. It reports whether there is anything.
func (o *outlining) local(v *Var, u uses) bool {
	if u.assigned[v] {
		return o.status(v, u.outside[v])
	}
	t := v.T
	switch {
	case t.K == KFunc, t.K == KReg, t.K == KStruct, t.K == KPtr && (t.Elem.K == KDrv || t.Elem.K == KUStr):
		return false
	case !o.g.on["params"] && t != tIrpP:
		return false
	case t.K == KNpi:
		o.handed(v, tNpiP, &EAddr{pl(v)})
	default:
		o.handed(v, t, load(pl(v)))
	}
	return true
}

// status has the function keep the status that the stretch assigns in a local of its own,
// and return it if it is used behind the stretch.
func (o *outlining) status(v *Var, outside bool) bool {
	first := assignsFirst(o.part[0], v) // before it is read
	if v.T.K != KStatus || !first || o.inner != nil {
		return false
	}
	if v == o.in.Named || outside || !o.tail {
		o.result = v
	}
	o.inner = o.f.local(v.Name, v.T)
	o.param[v] = o.inner
	return true
}

// handed makes a parameter of the function that stands for a local of the caller.
func (o *outlining) handed(v *Var, t *Type, arg Expr) {
	p := o.f.local(v.Name, t)
	o.f.Params = append(o.f.Params, p)
	o.param[v] = p
	o.args = append(o.args, arg)
}

// shared are the one registration and the one provider NPI of the driver's state that the
// stretch names, if they are to be passed by pointer.
func (o *outlining) shared() (reg, npi *Place) {
	if !o.g.f("params", .6) {
		return nil, nil
	}
	one := true
	note := func(at **Place, p *Place) {
		one = one && (*at == nil || same(*at, p))
		*at = p
	}
	walkStmts(o.part, func(x Stmt) {
		for _, slot := range exprSlots(x) {
			walkExpr(slot, func(e *Expr) {
				a, is := (*e).(*EAddr)
				if !is || a.P.Root.Owner != nil {
					return
				}
				switch a.P.typ().K {
				case KReg:
					note(&reg, a.P)
				case KNpi:
					note(&npi, a.P)
				}
			})
		}
	})
	if !one {
		return nil, nil
	}
	return reg, npi
}

// moveLocals gives the function what the stretch declares.
func (o *outlining) moveLocals() {
	for v := range o.declared {
		if v.Owner != o.in {
			continue
		}
		if k := slices.Index(o.in.Locals, v); k >= 0 {
			o.in.Locals = slices.Concat(o.in.Locals[:k], o.in.Locals[k+1:])
		}
		v.Owner = o.f
		o.f.Locals = append(o.f.Locals, v)
		if o.f.names == nil {
			o.f.names = map[string]int{}
		}
		o.f.names[v.Name]++
	}
}

// fill makes the function's body of the stretch.
func (o *outlining) fill() {
	body := slices.Clone(o.part)
	subst(body, o.param)
	if o.inner != nil {
		body = insert(body, 0, &SVar{o.inner})
	}
	if o.result != nil && !o.tail {
		body = append(body, &SReturn{X: load(pl(o.inner))})
		o.f.Result = tStatus
	}
	if o.tail {
		o.f.Result = o.in.Result
	}
	o.f.Body = body
	o.reach()
}

// reach says how the function reaches the driver's state, if it can.
func (o *outlining) reach() {
	if o.in.sc == nil {
		return
	}
	sc := *o.in.sc
	sc.fn = o.f
	if sc.base != nil {
		if sc.base = o.param[sc.base]; sc.base == nil {
			return
		}
	}
	o.f.sc = &sc
}

// byPointer has the function get a place of the driver's state as a parameter.
func (o *outlining) byPointer(name string, t *Type, p *Place) {
	if p == nil {
		return
	}
	v := o.f.local(name, t)
	o.f.Params = append(o.f.Params, v)
	o.args = append(o.args, &EAddr{p})
	replaceAddr(o.f, p, v)
}

// call is what stands in place of the stretch.
func (o *outlining) call() Stmt {
	call := &ECall{Fn: o.f, Args: o.args}
	switch {
	case o.tail && o.f.Result.K == KStatus:
		return &SReturn{X: call}
	case o.result != nil && !o.tail:
		return &SAssign{L: pl(o.result), Op: "=", X: call}
	}
	return &SExpr{call}
}

func same(a, b *Place) bool {
	if a.Root != b.Root || len(a.Fields) != len(b.Fields) {
		return false
	}
	for i := range a.Fields {
		if a.Fields[i] != b.Fields[i] {
			return false
		}
	}
	return true
}

// replaceAddr puts parameter v for &p, and for p as the start of a path.
func replaceAddr(f *Func, p *Place, v *Var) {
	walkBlocks(f, func(b *[]Stmt, _ *Func, _ bool) {
		for _, s := range *b {
			places(s, func(q *Place) {
				if q.Root == p.Root && len(q.Fields) > len(p.Fields) && same(&Place{q.Root, q.Fields[:len(p.Fields)]}, p) {
					rest := append([]string{}, q.Fields[len(p.Fields):]...)
					q.Root, q.Fields = v, rest
				}
			})
			for _, sl := range exprSlots(s) {
				walkExpr(sl, func(e *Expr) {
					if a, ok := (*e).(*EAddr); ok && same(a.P, p) {
						*e = load(pl(v))
					}
				})
			}
		}
	})
}

// subst renames variables, turning &npi of a struct now passed by pointer into npi.
func subst(b []Stmt, vm map[*Var]*Var) {
	walkStmts(b, func(s Stmt) {
		places(s, func(p *Place) {
			if n := vm[p.Root]; n != nil {
				p.Root = n
			}
		})
		for _, sl := range exprSlots(s) {
			walkExpr(sl, func(e *Expr) {
				if a, ok := (*e).(*EAddr); ok && len(a.P.Fields) == 0 && a.P.Root.T == tNpiP {
					*e = load(a.P)
				}
			})
		}
	})
}
