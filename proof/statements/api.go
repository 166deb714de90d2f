package statements

// api performs a modelled call. reg is the evaluated registration of a
// deferred call, 0 otherwise.
func (in *interp) api(f *frame, e *EApi, reg int32) int32 {
	if e.Reg != nil && reg == 0 {
		reg = in.eval(f, e.Reg)
		if reg == 0 {
			in.end(endCrash)
		}
	}
	switch e.Op {
	case OpRegister:
		return in.register(e, reg)
	case OpDeregister:
		in.deregister(e, reg)
		return 0
	case OpCapture:
		return in.capture(e, reg, in.eval(f, e.Npi))
	case OpRelease:
		in.release(e, reg)
		return 0
	case OpDispatch:
		in.dispatch(f, e, in.eval(f, e.Disp))
		return in.answer(e)
	case OpSocket:
		return in.socket(f, e)
	case OpClose:
		in.close(e, in.load(in.addr(f, e.Sock)))
		return 0
	}
	panic("api")
}

func (in *interp) register(e *EApi, reg int32) int32 {
	if in.load(reg+regState) == registered {
		in.violate(e.Pos, "WSK008", "register-while-registered")
	}
	fl := in.load(reg + regFlags)
	if in.choose(2) == 1 {
		in.note(e.Pos, "WskRegister fails")
		in.store(reg+regFlags, fl|fRegFail)
		return statusFail
	}
	in.note(e.Pos, "WskRegister succeeds")
	in.everReg = true
	in.store(reg+regState, registered)
	if !has(in.regs, reg) {
		in.regs = append(in.regs, reg)
	}
	if fl&fEverReg != 0 {
		fl |= fCapAfter
	}
	in.store(reg+regFlags, fl&^fRegFail|fEverReg)
	return 0
}

func (in *interp) deregister(e *EApi, reg int32) {
	st, failed := in.load(reg+regState), in.load(reg+regFlags)&fRegFail != 0
	captured, open := in.load(reg+regCaps) > 0, in.load(reg+regSocks) > 0
	switch {
	case st == never && failed:
		in.violate(e.Pos, "WSK007", "deregister-after-failed-register")
	case st == never:
		in.violate(e.Pos, "WSK007", "deregister-never-registered")
	case st == deregistered && failed:
		in.violate(e.Pos, "WSK008", "deregister-twice", "WSK007")
	case st == deregistered:
		in.violate(e.Pos, "WSK008", "deregister-twice")
	case captured && open:
		in.violate(e.Pos, "WSK003", "deregister-captured-and-open", "WSK004")
		in.end(endBlock)
	case captured:
		in.violate(e.Pos, "WSK003", "deregister-captured")
		in.end(endBlock)
	case open:
		in.violate(e.Pos, "WSK004", "deregister-socket-open")
		in.end(endBlock)
	default:
		in.note(e.Pos, "WskDeregister")
		in.store(reg+regState, deregistered)
	}
}

func (in *interp) capture(e *EApi, reg, npi int32) int32 {
	st, failed := in.load(reg+regState), in.load(reg+regFlags)&fRegFail != 0
	switch {
	case st == never && failed:
		in.violate(e.Pos, "WSK007", "capture-after-failed-register")
	case st == never:
		in.violate(e.Pos, "WSK007", "capture-never-registered")
	case st == deregistered && failed:
		in.violate(e.Pos, "WSK007", "capture-after-failed-register", "WSK008")
	case st == deregistered:
		// the rules do not say; either neighbour may be reported
		in.report(Violation{Rule: "WSK008", Alt: []string{"WSK007"}, Pos: e.Pos, Kind: "capture-after-deregister", Maybe: true})
	}
	fl := in.load(reg + regFlags)
	if in.choose(2) == 1 {
		in.note(e.Pos, "WskCaptureProviderNPI fails")
		in.store(reg+regFlags, fl|fCapAfter)
		return statusFail
	}
	in.note(e.Pos, "WskCaptureProviderNPI succeeds")
	in.store(reg+regCaps, in.load(reg+regCaps)+1)
	in.store(reg+regFlags, fl&^fCapAfter)
	in.store(npi+npiDispatch, reg)
	in.store(npi+npiClient, 1)
	return 0
}

func (in *interp) release(e *EApi, reg int32) {
	fl, caps := in.load(reg+regFlags), in.load(reg+regCaps)
	switch {
	case caps > 0:
		in.note(e.Pos, "WskReleaseProviderNPI")
		in.store(reg+regCaps, caps-1)
		in.store(reg+regFlags, fl|fEverRel)
	case fl&fEverRel != 0 && fl&fCapAfter != 0:
		in.violate(e.Pos, "WSK008", "release-twice", "WSK007")
	case fl&fEverRel != 0:
		in.violate(e.Pos, "WSK008", "release-twice")
	default:
		in.violate(e.Pos, "WSK007", "release-never-captured")
	}
}

// dispatch is a call through the table of the registration d, 0 for a nil one.
func (in *interp) dispatch(f *frame, e *EApi, d int32) {
	switch {
	case d == 0 && in.load(in.addr(f, e.NpiP.dot("Dispatch"))) != 0:
		// a stale nil copy of a table captured since: a crash, but no rule
		in.report(Violation{Rule: "WSK007", Pos: e.Pos, Kind: "dispatch-stale-nil", Maybe: true})
	case d == 0:
		in.violate(e.Pos, "WSK007", "dispatch-never-captured")
	case in.load(d+regCaps) > 0:
	case in.load(d+regFlags)&fCapAfter != 0:
		in.violate(e.Pos, "WSK002", "dispatch-after-release", "WSK007")
	default:
		in.violate(e.Pos, "WSK002", "dispatch-after-release")
	}
}

// answer is what a function of a table that opens nothing returns.
func (in *interp) answer(e *EApi) int32 {
	if e.Method != "WskFreeAddressInfo" && !in.unread && in.choose(2) == 1 {
		return statusFail
	}
	return 0
}

func (in *interp) socket(f *frame, e *EApi) int32 {
	d, irp := in.eval(f, e.Disp), in.eval(f, e.Irp)
	if irp == 0 {
		in.end(endCrash)
	}
	in.held(irp, e.Pos)
	in.dispatch(f, e, d)
	if d == 0 {
		in.store(irp+irpStatus, statusFail)
		in.store(irp+irpInfo, 0)
		return statusFail
	}
	ways := 2 // it succeeds, it fails; then both after STATUS_PENDING
	if e.Pending || in.asked != nil {
		ways = 4
	}
	way := in.choose(ways)
	if way%2 == 0 {
		in.note(e.Pos, "WskSocket succeeds")
		in.store(irp+irpStatus, 0)
		in.store(irp+irpInfo, in.opened(d))
	} else {
		in.note(e.Pos, "WskSocket fails")
		in.store(irp+irpStatus, statusFail)
		in.store(irp+irpInfo, 0)
	}
	if way >= 2 {
		in.store(irp+irpHeld, 1)
		return in.pendingOf(e)
	}
	return in.load(irp + irpStatus)
}

// opened is a new socket of the registration d.
func (in *interp) opened(d int32) int32 {
	s := in.alloc(sockCells)
	in.store(s+sockOwner, d)
	in.store(s+sockOpen, 1)
	in.store(d+regSocks, in.load(d+regSocks)+1)
	return s
}

func (in *interp) close(e *EApi, s int32) {
	if s == 0 || in.load(s+sockOpen) == 0 {
		in.end(endCrash)
	}
	in.note(e.Pos, "WskCloseSocket")
	in.store(s+sockOpen, 0)
	owner := in.load(s + sockOwner)
	in.store(owner+regSocks, in.load(owner+regSocks)-1)
}
