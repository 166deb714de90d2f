package seeds

import "github.com/wskvet/wskvet/internal/cfront/syntax"

// flags seeds a flag that is not set. The only deregistration that the unload function
// leads to stands where a flag is true: in the body of if (flag), or behind
// if (!flag) return. One statement of the driver alone sets the flag, to TRUE; without
// it the flag stays what it is at the beginning. As the driver is correct, it
// deregisters in some life and only where the flag is set, so without that it unloads
// registered.
func (s *source) flags(unload string, fn *function) (out []seed) {
	flag := fn.guarded()
	if flag == "" {
		return nil
	}
	var sets []seed
	n := 0
	for _, f := range s.sorted() {
		syntax.Walk(f.Body, func(x syntax.Node) bool {
			st, ok := x.(*syntax.ExprStmt)
			if !ok {
				return true
			}
			b, ok := st.X.(*syntax.Binary)
			if !ok || f.unit.words(b.X) != flag {
				return true
			}
			if isFalse(f.unit.words(b.Y)) && b.Op == "=" {
				return true
			}
			n++
			if isTrue(f.unit.words(b.Y)) && b.Op == "=" && f.unit.wrote(st) {
				sets = append(sets, f.unit.seed("flag not set", st, []want{{Rule: "WSK001", Func: unload}, {Rule: "WSK009"}}, f.unit.drop(st)))
			}
			return true
		})
	}
	if n != 1 || len(sets) != 1 {
		return nil
	}
	sets[0].Also = append(later, "WSK003", "WSK004")
	return sets
}

func isTrue(s string) bool  { return s == "TRUE" || s == "true" || s == "1" }
func isFalse(s string) bool { return s == "FALSE" || s == "false" || s == "0" }

// guarded is the flag that a function's only WskDeregister depends on.
func (fn *function) guarded() (flag string) {
	syntax.Walk(fn.Body, func(n syntax.Node) bool {
		g, ok := n.(*syntax.If)
		if ok && g.Else == nil && number(calls(g.Then), deregister) == 1 && fn.plainName(g.Cond) {
			flag = fn.unit.words(g.Cond)
		}
		return true
	})
	b, ok := fn.Body.(*syntax.Block)
	if !ok || flag != "" {
		return flag
	}
	for i, s := range b.List {
		g, ok := s.(*syntax.If)
		if !ok || g.Else != nil || !leaves(g.Then) {
			continue
		}
		if not, ok := g.Cond.(*syntax.Unary); ok && not.Op == "!" && fn.plainName(not.X) && below(b.List[i+1:]) {
			return fn.unit.words(not.X)
		}
	}
	return ""
}

// plainName reports whether an expression is a name, or a member of one.
func (fn *function) plainName(n syntax.Node) bool {
	switch x := n.(type) {
	case *syntax.Ident:
		return true
	case *syntax.Member:
		return fn.plainName(x.X)
	}
	return false
}

// below reports whether statements, not nested ones, call WskDeregister.
func below(list []syntax.Stmt) bool {
	for _, s := range list {
		if c, ok := callIn(s); ok && c.name == deregister {
			return true
		}
	}
	return false
}

// joins seeds a thread that is not waited for. The driver starts one thread, whose
// function leads to WskDeregister; the unload function does not, and waits once, without
// a time-out. As the driver is correct, it is the thread that it waits for: without the
// wait it returns while the thread has yet to deregister.
func (s *source) joins() (out []seed) {
	thread := ""
	for _, fn := range s.sorted() {
		syntax.Walk(fn.Body, func(n syntax.Node) bool {
			c, ok := n.(*syntax.Call)
			if !ok {
				return true
			}
			if name, _ := callee(c); name == "PsCreateSystemThread" && len(c.Args) == 7 {
				if id, ok := bare(c.Args[5]).(*syntax.Ident); ok {
					thread = id.Name.Last()
				}
			}
			return true
		})
	}
	if s.count("PsCreateSystemThread") != 1 || !s.leads(thread, deregister) {
		return nil
	}
	for _, unload := range s.unloads() {
		fn := s.funcs[unload]
		if s.leads(unload, deregister) || number(calls(fn.Body), wait) != 1 {
			continue
		}
		fn.blocks(func(list []syntax.Stmt) {
			for _, st := range list {
				if c, ok := callIn(st); ok && endless(c) && fn.unit.wrote(st) {
					e := fn.unit.seed("dropped join", st, []want{{Rule: "WSK005"}}, fn.unit.drop(st))
					e.Also = []string{"WSK001"}
					out = append(out, e)
				}
			}
		})
	}
	return out
}
