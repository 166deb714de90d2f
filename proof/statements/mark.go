package statements

type mark struct {
	kind string // "", bool, bits, stage, interlocked, status, npimark, sock
	r    int
	name string
	bit  string
	val  int32
}

func (m mark) place(sc *scope) *Place {
	switch m.kind {
	case "bool":
		return sc.field(m.r, m.name, tBool)
	case "interlocked":
		return sc.field(m.r, m.name, tI32)
	case "status":
		return sc.field(m.r, m.name, tStatus)
	case "bits":
		if sc.g.layout == "perreg" || sc.g.layout == "perregheap" {
			return sc.field(m.r, sc.g.nm.state, tU32)
		}
		return sc.field(-1, sc.g.nm.state, tU32)
	case "stage":
		return sc.field(-1, sc.g.nm.stage, tInt)
	case "npimark":
		return sc.npi(m.r).dot("Dispatch")
	case "sock":
		return sc.field(m.r, sc.g.nm.sock, tSockP)
	}
	panic(m.kind)
}

func (m mark) set(sc *scope) []Stmt {
	switch m.kind {
	case "bool":
		return []Stmt{set(m.place(sc), lit(1, "true"))}
	case "interlocked":
		return []Stmt{&SExpr{&EIlk{P: m.place(sc), A: 1}}}
	case "status":
		return []Stmt{set(m.place(sc), success())}
	case "bits":
		return []Stmt{&SAssign{L: m.place(sc), Op: "|=", X: &ELit{V: m.val, Text: m.bit, Own: true}}}
	case "stage":
		return []Stmt{set(m.place(sc), num(m.val))}
	}
	return nil
}

func (m mark) clear(sc *scope) []Stmt {
	switch m.kind {
	case "bool":
		return []Stmt{set(m.place(sc), lit(0, "false"))}
	case "interlocked":
		return []Stmt{&SExpr{&EIlk{P: m.place(sc), A: 0}}}
	case "status":
		return []Stmt{set(m.place(sc), sc.g.failure())}
	case "bits":
		return []Stmt{&SAssign{L: m.place(sc), Op: "&^=", X: &ELit{V: m.val, Text: m.bit, Own: true}}}
	case "stage":
		return []Stmt{set(m.place(sc), num(m.val-1))}
	case "npimark", "sock":
		return []Stmt{set(m.place(sc), nilLit())}
	}
	return nil
}

func (m mark) init(sc *scope) []Stmt {
	if m.kind == "status" {
		return m.clear(sc)
	}
	return nil
}

func (m mark) test(sc *scope) Expr {
	switch m.kind {
	case "bool":
		return load(m.place(sc))
	case "interlocked":
		return bin(load(m.place(sc)), pickOf(sc.g, "!=", ">"), num(0))
	case "status":
		return &ENT{load(m.place(sc))}
	case "bits":
		return bin(bin(load(m.place(sc)), "&", &ELit{V: m.val, Text: m.bit, Own: true}), "!=", num(0))
	case "stage":
		return bin(load(m.place(sc)), ">=", num(m.val))
	case "npimark", "sock":
		return bin(load(m.place(sc)), "!=", nilLit())
	}
	return nil
}

func negate(e Expr) Expr {
	switch x := e.(type) {
	case *ENot:
		return x.X
	case *EBin:
		switch x.Op {
		case "!=":
			return &EBin{"==", x.X, x.Y}
		case "==":
			return &EBin{"!=", x.X, x.Y}
		case ">=":
			return &EBin{"<", x.X, x.Y}
		case "<":
			return &EBin{">=", x.X, x.Y}
		case ">":
			return &EBin{"==", x.X, x.Y}
		}
	}
	return not(e)
}
