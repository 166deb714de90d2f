package statements

func subBlocks(s Stmt) []*[]Stmt {
	switch s := s.(type) {
	case *SIf:
		if s.Else != nil {
			return []*[]Stmt{&s.Then, &s.Else}
		}
		return []*[]Stmt{&s.Then}
	case *SFor:
		return []*[]Stmt{&s.Body}
	case *SSwitch:
		var out []*[]Stmt
		for _, c := range s.Cases {
			out = append(out, &c.Body)
		}
		return out
	}
	return nil
}

// exprSlots are the expressions directly in s, its init statement included.
func exprSlots(s Stmt) []*Expr {
	switch s := s.(type) {
	case *SExpr:
		return []*Expr{&s.X}
	case *SAssign:
		return []*Expr{&s.X}
	case *SIf:
		out := []*Expr{}
		if s.Init != nil {
			out = append(out, exprSlots(s.Init)...)
		}
		return append(out, &s.Cond)
	case *SFor:
		if s.Cond != nil {
			return []*Expr{&s.Cond}
		}
	case *SSwitch:
		return []*Expr{&s.Tag}
	case *SReturn:
		if s.X != nil {
			return []*Expr{&s.X}
		}
	case *SDefer:
		return []*Expr{&s.X}
	}
	return nil
}

func exprKids(e Expr) []*Expr {
	switch e := e.(type) {
	case *ENot:
		return []*Expr{&e.X}
	case *EBin:
		return []*Expr{&e.X, &e.Y}
	case *ENT:
		return []*Expr{&e.X}
	case *ECall:
		var out []*Expr
		for i := range e.Args {
			out = append(out, &e.Args[i])
		}
		return out
	case *EApi:
		var out []*Expr
		for _, x := range []*Expr{&e.Reg, &e.Npi, &e.Disp, &e.Irp} {
			if *x != nil {
				out = append(out, x)
			}
		}
		return out
	}
	return nil
}

// walkExpr visits e and all below it, not entering literals' bodies.
func walkExpr(slot *Expr, f func(*Expr)) {
	f(slot)
	for _, k := range exprKids(*slot) {
		walkExpr(k, f)
	}
}

func litsOf(e Expr) []*Func {
	var out []*Func
	var x = e
	walkExpr(&x, func(p *Expr) {
		switch q := (*p).(type) {
		case *EFunc:
			out = append(out, q.Fn)
		case *ECall:
			if q.Lit != nil {
				out = append(out, q.Lit.Fn)
			}
		}
	})
	return out
}

// walkBlocks visits every block of fn, bodies of literals included; in says
// which function the block belongs to, loop whether break or continue is legal.
func walkBlocks(fn *Func, visit func(b *[]Stmt, in *Func, loop bool)) {
	walkBlock(&fn.Body, fn, false, visit)
}

func walkBlock(b *[]Stmt, in *Func, loop bool, visit func(*[]Stmt, *Func, bool)) {
	visit(b, in, loop)
	for _, s := range *b {
		for _, sl := range exprSlots(s) {
			for _, l := range litsOf(*sl) {
				walkBlock(&l.Body, l, false, visit)
			}
		}
		_, isFor := s.(*SFor)
		for _, sb := range subBlocks(s) {
			walkBlock(sb, in, loop || isFor, visit)
		}
	}
}

// walkStmts visits every statement under a block, bodies of literals included.
func walkStmts(b []Stmt, visit func(Stmt)) {
	for _, s := range b {
		visit(s)
		if i, ok := s.(*SIf); ok && i.Init != nil {
			visit(i.Init)
		}
		for _, sl := range exprSlots(s) {
			for _, l := range litsOf(*sl) {
				walkStmts(l.Body, visit)
			}
		}
		for _, sb := range subBlocks(s) {
			walkStmts(*sb, visit)
		}
	}
}

// places visits every place mentioned directly in s (nested blocks excluded).
func places(s Stmt, f func(*Place)) {
	if a, ok := s.(*SAssign); ok {
		f(a.L)
	}
	if i, ok := s.(*SIf); ok && i.Init != nil {
		if a, ok := i.Init.(*SAssign); ok {
			f(a.L)
		}
	}
	for _, sl := range exprSlots(s) {
		exprPlaces(sl, f)
	}
}

func exprPlaces(sl *Expr, f func(*Place)) {
	walkExpr(sl, func(p *Expr) {
		switch e := (*p).(type) {
		case *ELoad:
			f(e.P)
		case *EAddr:
			f(e.P)
		case *EDevExt:
			f(e.P)
		case *EIlk:
			f(e.P)
		case *EInfo:
			f(e.P)
		case *EIoCreate:
			f(e.P)
		case *ECall:
			if e.Recv != nil {
				f(e.Recv)
			}
			if e.Val != nil {
				f(e.Val)
			}
		case *EApi:
			if e.NpiP != nil {
				f(e.NpiP)
			}
			if e.Sock != nil {
				f(e.Sock)
			}
		}
	})
}
