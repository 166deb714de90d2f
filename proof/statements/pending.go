package statements

// A socket call may return STATUS_PENDING where the program asks: where a value
// that it returns comes to be compared with STATUS_PENDING. Nothing else tells a
// caller that means to wait from one that takes the call to be synchronous.

// settlePending finds the socket calls whose status is asked after, by running the
// program with a pending status of its own for each.
func settlePending(p *Program) {
	asked := map[*EApi]bool{}
	explore(p, 6000, func(in *interp) { in.asked = asked })
	for _, f := range p.Funcs {
		walkStmts(f.Body, func(s Stmt) {
			for _, slot := range exprSlots(s) {
				walkExpr(slot, func(e *Expr) {
					if a, ok := (*e).(*EApi); ok {
						a.Pending = a.Op == OpSocket && asked[a]
					}
				})
			}
		})
	}
}

// misc waits for an IRP, or frees it.
func (in *interp) misc(f *frame, e *EMisc) {
	if e.Irp == nil {
		return
	}
	irp := in.load(in.varAddr(f, e.Irp))
	if irp == 0 {
		in.end(endCrash)
	}
	if e.Free {
		in.held(irp, e.Pos)
	}
	in.store(irp+irpHeld, 0)
}

// held reports a use of an IRP that the provider may still complete. The rule is not
// one that these programs are about, but it ends what is certain of a life.
func (in *interp) held(irp int32, pos Pos) {
	if in.load(irp+irpHeld) != 0 {
		in.report(Violation{Rule: "WSK010", Pos: pos, Kind: "irp-in-flight", Maybe: true})
	}
}

const tagShift = 12

// pendingOf is STATUS_PENDING as returned by e: a value of its own while it is being
// found out who asks.
func (in *interp) pendingOf(e *EApi) int32 {
	if in.asked == nil {
		return statusPending
	}
	for i, t := range in.tagged {
		if t == e {
			return int32(i+1)<<tagShift | statusPending
		}
	}
	in.tagged = append(in.tagged, e)
	return int32(len(in.tagged))<<tagShift | statusPending
}

// asks strips x of its tag if it is compared with STATUS_PENDING, and notes whose it
// is.
func (in *interp) asks(x, y int32) int32 {
	i := x>>tagShift - 1
	if in.asked == nil || y != statusPending || x&(1<<tagShift-1) != statusPending || i < 0 || int(i) >= len(in.tagged) {
		return x
	}
	in.asked[in.tagged[i]] = true
	return statusPending
}
