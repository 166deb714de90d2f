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
		st, fl := in.load(reg+regState), in.load(reg+regFlags)
		if st == registered {
			in.violate(e.Pos, "WSK008", "register-while-registered")
		}
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

	case OpDeregister:
		st, fl := in.load(reg+regState), in.load(reg+regFlags)
		switch {
		case st == never && fl&fRegFail != 0:
			in.violate(e.Pos, "WSK007", "deregister-after-failed-register")
		case st == never:
			in.violate(e.Pos, "WSK007", "deregister-never-registered")
		case st == deregistered && fl&fRegFail != 0:
			in.violate(e.Pos, "WSK008", "deregister-twice", "WSK007")
		case st == deregistered:
			in.violate(e.Pos, "WSK008", "deregister-twice")
		case in.load(reg+regCaps) > 0 && in.load(reg+regSocks) > 0:
			in.violate(e.Pos, "WSK003", "deregister-captured-and-open", "WSK004")
			in.end(endBlock)
		case in.load(reg+regCaps) > 0:
			in.violate(e.Pos, "WSK003", "deregister-captured")
			in.end(endBlock)
		case in.load(reg+regSocks) > 0:
			in.violate(e.Pos, "WSK004", "deregister-socket-open")
			in.end(endBlock)
		default:
			in.note(e.Pos, "WskDeregister")
			in.store(reg+regState, deregistered)
		}
		return 0

	case OpCapture:
		st, fl := in.load(reg+regState), in.load(reg+regFlags)
		npi := in.eval(f, e.Npi)
		switch {
		case st == never && fl&fRegFail != 0:
			in.violate(e.Pos, "WSK007", "capture-after-failed-register")
		case st == never:
			in.violate(e.Pos, "WSK007", "capture-never-registered")
		case st == deregistered && fl&fRegFail != 0:
			in.violate(e.Pos, "WSK007", "capture-after-failed-register", "WSK008")
		case st == deregistered:
			// the rules do not say; either neighbour may be reported
			in.report(Violation{Rule: "WSK008", Alt: []string{"WSK007"}, Pos: e.Pos, Kind: "capture-after-deregister", Maybe: true})
		}
		if in.choose(2) == 1 {
			in.note(e.Pos, "WskCaptureProviderNPI fails")
			in.store(reg+regFlags, in.load(reg+regFlags)|fCapAfter)
			return statusFail
		}
		in.note(e.Pos, "WskCaptureProviderNPI succeeds")
		in.store(reg+regCaps, in.load(reg+regCaps)+1)
		in.store(reg+regFlags, in.load(reg+regFlags)&^fCapAfter)
		in.store(npi+npiDispatch, reg)
		in.store(npi+npiClient, 1)
		return 0

	case OpRelease:
		fl := in.load(reg + regFlags)
		switch caps := in.load(reg + regCaps); {
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
		return 0

	case OpDispatch, OpSocket:
		d := in.eval(f, e.Disp)
		var irp int32
		if e.Op == OpSocket {
			irp = in.eval(f, e.Irp)
			if irp == 0 {
				in.end(endCrash)
			}
			in.held(irp, e.Pos)
		}
		switch {
		case d == 0 && in.load(in.addr(f, e.NpiP.dot("Dispatch"))) != 0:
			// a stale nil copy of a table captured since: a crash, but no rule
			in.report(Violation{Rule: "WSK007", Pos: e.Pos, Kind: "dispatch-stale-nil", Maybe: true})
		case d == 0:
			in.violate(e.Pos, "WSK007", "dispatch-never-captured")
		case in.load(d+regCaps) == 0 && in.load(d+regFlags)&fCapAfter != 0:
			in.violate(e.Pos, "WSK002", "dispatch-after-release", "WSK007")
		case in.load(d+regCaps) == 0:
			in.violate(e.Pos, "WSK002", "dispatch-after-release")
		}
		if e.Op == OpDispatch {
			if e.Method == "WskFreeAddressInfo" {
				return 0
			}
			if !in.unread && in.choose(2) == 1 {
				return statusFail
			}
			return 0
		}
		n := 2
		if e.Pending || in.asked != nil {
			n = 4
		}
		if d == 0 {
			in.store(irp+irpStatus, statusFail)
			in.store(irp+irpInfo, 0)
			return statusFail
		}
		c := in.choose(n)
		var s int32
		if c%2 == 0 {
			s = in.alloc(sockCells)
			in.store(s+sockOwner, d)
			in.store(s+sockOpen, 1)
			in.store(d+regSocks, in.load(d+regSocks)+1)
			in.store(irp+irpStatus, 0)
			in.note(e.Pos, "WskSocket succeeds")
		} else {
			in.store(irp+irpStatus, statusFail)
			in.note(e.Pos, "WskSocket fails")
		}
		in.store(irp+irpInfo, s)
		if c >= 2 {
			in.store(irp+irpHeld, 1)
			return in.pendingOf(e)
		}
		return in.load(irp + irpStatus)

	case OpClose:
		s := in.load(in.addr(f, e.Sock))
		if s == 0 || in.load(s+sockOpen) == 0 {
			in.end(endCrash)
		}
		in.note(e.Pos, "WskCloseSocket")
		in.store(s+sockOpen, 0)
		o := in.load(s + sockOwner)
		in.store(o+regSocks, in.load(o+regSocks)-1)
		return 0
	}
	panic("api")
}
