package seeds

import "github.com/wskvet/wskvet/internal/cfront/syntax"

// entry seeds a deregistration that is dropped in DriverEntry itself, where it is certain
// to fail: in the body of an if (!NT_SUCCESS(x)), or behind a label to which only such
// bodies jump, and from there to return x with nothing between that leaves or assigns
// x. As the driver is correct it is registered there, and then fails registered, or
// frees what is registered before it fails.
func (s *source) entry() (out []seed) {
	fn := s.funcs["DriverEntry"]
	if fn == nil {
		return nil
	}
	u := fn.unit
	failing := fn.failing()
	fn.blocks(func(list []syntax.Stmt) {
		for i, st := range list {
			c, ok := callIn(st)
			if !ok || c.name != deregister || !c.direct || !u.wrote(st) {
				continue
			}
			x := fn.returned(list[i+1:])
			if x == "" || !failing[before(list, i)][x] {
				continue
			}
			out = append(out, u.seed("dropped deregister", st, []want{{Rule: "WSK006", Func: "DriverEntry"}, {Rule: "WSK009", Func: "DriverEntry"}}, u.drop(st)))
		}
	})
	return out
}

// A spot is where failing statements begin: a block, or a label.
type spot struct {
	first syntax.Stmt // of the block
	label string
}

// before is the nearest label in front of a statement, or its block.
func before(list []syntax.Stmt, i int) spot {
	for j := i; j >= 0; j-- {
		if l, ok := list[j].(*syntax.Label); ok {
			return spot{label: l.Name}
		}
	}
	return spot{first: list[0]}
}

// failing are the spots that control comes to only where a status has just been found
// to be a failure, by the status' name.
func (fn *function) failing() map[spot]map[string]bool {
	out := map[spot]map[string]bool{}
	all, tested := map[string]int{}, map[string]map[string]int{}
	syntax.Walk(fn.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Goto:
			all[n.Label]++
		case *syntax.If:
			x := fn.failure(n)
			b, ok := n.Then.(*syntax.Block)
			if x == "" || !ok || len(b.List) == 0 {
				break
			}
			out[spot{first: b.List[0]}] = map[string]bool{x: true}
			if g, ok := b.List[len(b.List)-1].(*syntax.Goto); ok {
				if tested[g.Label] == nil {
					tested[g.Label] = map[string]int{}
				}
				tested[g.Label][x]++
			}
		}
		return true
	})
	for label, by := range tested {
		for x, n := range by {
			if n == all[label] {
				out[spot{label: label}] = map[string]bool{x: true}
			}
		}
	}
	return out
}

// failure is x in if (!NT_SUCCESS(x)).
func (fn *function) failure(s *syntax.If) string {
	not, ok := s.Cond.(*syntax.Unary)
	if !ok || not.Op != "!" {
		return ""
	}
	c, ok := bare(not.X).(*syntax.Call)
	if !ok || len(c.Args) != 1 {
		return ""
	}
	if name, _ := callee(c); name != "NT_SUCCESS" {
		return ""
	}
	return fn.unit.words(c.Args[0])
}

// returned is the variable that statements return, if they come to a return and assign
// to it nowhere.
func (fn *function) returned(list []syntax.Stmt) string {
	assigned := map[string]bool{}
	for _, s := range list {
		if r, ok := s.(*syntax.Return); ok {
			id, ok := r.X.(*syntax.Ident)
			if !ok || assigned[id.Name.Last()] {
				return ""
			}
			return id.Name.Last()
		}
		if _, ok := s.(*syntax.Label); !ok && !plain(s) {
			return ""
		}
		syntax.Walk(s, func(n syntax.Node) bool {
			if b, ok := n.(*syntax.Binary); ok && b.Op == "=" {
				assigned[fn.unit.words(b.X)] = true
			}
			return true
		})
	}
	return ""
}
