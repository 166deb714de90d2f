package statements

// assignsFirst reports whether s assigns v before anything reads it.
func assignsFirst(s Stmt, v *Var) bool {
	if i, ok := s.(*SIf); ok && i.Init != nil {
		s = i.Init
	}
	a, ok := s.(*SAssign)
	if !ok || a.L.Root != v || len(a.L.Fields) > 0 || a.Op != "=" {
		return false
	}
	reads := false
	exprPlaces(&a.X, func(p *Place) {
		if p.Root == v {
			reads = true
		}
	})
	return !reads
}

// strayJump reports a break or continue that leaves b.
func strayJump(b []Stmt, loop bool) bool {
	for _, s := range b {
		switch s := s.(type) {
		case *SBreak, *SContinue:
			if !loop {
				return true
			}
		case *SSwitch:
			for _, c := range s.Cases {
				if strayJump(c.Body, loop) {
					return true
				}
			}
		case *SFor:
		default:
			for _, sb := range subBlocks(s) {
				if strayJump(*sb, loop) {
					return true
				}
			}
		}
	}
	return false
}

func terminates(b []Stmt) bool {
	if len(b) == 0 {
		return false
	}
	switch s := b[len(b)-1].(type) {
	case *SReturn:
		return true
	case *SIf:
		return s.Else != nil && terminates(s.Then) && terminates(s.Else)
	}
	return false
}
