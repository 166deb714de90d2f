package model

import (
	"sort"
	"strconv"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// survey looks at a body before it is modelled: which labels are jumped to, whether
// Go has its jumps, and whether its variables have to stand first.
func (f *function) survey(body syntax.Stmt) {
	s := &surveyor{f: f, at: map[string][]int{}}
	f.jumps = map[string]bool{}
	s.walk(body)
	for _, g := range s.gotos {
		f.hoist = true
		f.jumps[g.label] = true
		at, ok := s.at[g.label]
		if !ok {
			continue
		}
		if len(at) > len(g.path) {
			f.flat = true
			continue
		}
		for i := range at {
			if at[i] != g.path[i] {
				f.flat = true
			}
		}
	}
	if f.flat {
		f.hoist = true
	}
}

type surveyor struct {
	f     *function
	path  []int // the blocks around, by number
	n     int
	at    map[string][]int
	gotos []jumpTo
}

type jumpTo struct {
	label string
	path  []int
}

func (s *surveyor) enter(n syntax.Stmt) {
	if n == nil {
		return
	}
	s.n++
	s.path = append(s.path, s.n)
	if b, ok := n.(*syntax.Block); ok {
		for _, c := range b.List {
			s.walk(c)
		}
	} else {
		s.walk(n)
	}
	s.path = s.path[:len(s.path)-1]
}

func (s *surveyor) walk(n syntax.Stmt) {
	if n == nil || !s.f.deeper(n) {
		return
	}
	defer func() { s.f.depth-- }()
	switch n := n.(type) {
	case *syntax.Block:
		s.enter(n)
	case *syntax.If:
		s.enter(n.Then)
		s.enter(n.Else)
	case *syntax.For:
		s.loop(n.Body)
	case *syntax.RangeFor:
		s.loop(n.Body)
	case *syntax.While:
		s.loop(n.Body)
	case *syntax.Do:
		s.loop(n.Body)
	case *syntax.MacroStmt:
		s.enter(n.Body)
	case *syntax.Switch:
		s.cases(n)
	case *syntax.Label:
		s.at[n.Name] = append([]int(nil), s.path...)
		s.f.hoist = true
	case *syntax.Goto:
		if n.X == nil {
			s.gotos = append(s.gotos, jumpTo{n.Label, append([]int(nil), s.path...)})
		}
	case *syntax.Try:
		s.f.hoist = true
		s.enter(n.Body)
		for _, h := range n.Handlers {
			s.enter(h.Body)
		}
	case *syntax.Case:
		s.f.flat = true // not directly in the body of its switch
	}
}

func (s *surveyor) loop(body syntax.Stmt) {
	if contains(body) {
		s.f.hoist = true
	}
	s.enter(body)
}

// cases looks at a switch: its cases have to stand in its body, not deeper.
func (s *surveyor) cases(n *syntax.Switch) {
	b, ok := n.Body.(*syntax.Block)
	if !ok {
		s.f.flat = true
		return
	}
	s.n++
	s.path = append(s.path, s.n)
	clause := false
	for _, c := range b.List {
		switch c := c.(type) {
		case *syntax.Case:
			// each clause is a block in Go
			s.n++
			if clause {
				s.path = s.path[:len(s.path)-1]
			}
			s.path = append(s.path, s.n)
			clause = true
		case *syntax.DeclStmt:
			s.f.hoist = true
		default:
			s.walk(c)
		}
	}
	if clause {
		s.path = s.path[:len(s.path)-1]
	}
	s.path = s.path[:len(s.path)-1]
}

// switchStmt makes a switch whose cases are those of Go.
func (f *function) switchStmt(s *syntax.Switch) bool {
	f.push()
	defer f.pop()
	if s.Init != nil {
		f.stmt(s.Init)
	}
	f.raise(s)
	tag := f.tag(s.Cond)
	if f.flat {
		return f.flatSwitch(s, tag)
	}
	f.emit("switch " + tag.typed() + " {")
	broken := false
	f.ways = append(f.ways, way{sw: true, broken: &broken})
	clauses := f.clauses(s.Body.(*syntax.Block), tag.t)
	reach, all := true, false
	for i, c := range clauses {
		f.tok = c.tok
		f.emit(c.head)
		all = all || c.isDefault
		reach = f.list(c.list)
		if reach && i+1 < len(clauses) {
			f.emit("fallthrough")
		}
	}
	f.ways = f.ways[:len(f.ways)-1]
	f.emit("}")
	return broken || reach || !all
}

func (f *function) tag(n syntax.Node) value {
	v := value{}
	switch n := n.(type) {
	case syntax.Expr:
		v = orValue(f.expr(n, names.TInt32))
	case *syntax.DeclStmt:
		v = f.condition(n)
	}
	v = f.promote(v)
	if v.t.Kind != names.Int {
		v = f.toInt(v, names.TInt32)
	}
	return v
}

type clause struct {
	head      string
	tok       int32
	isDefault bool
	list      []syntax.Stmt
}

// clauses are the cases of a switch; those without a statement between them are one.
func (f *function) clauses(b *syntax.Block, t *names.Type) []clause {
	var out []clause
	seen := map[int64]bool{}
	var vals []string
	isDefault, open := false, false
	tok := b.From
	flush := func() {
		head := "default:"
		if !isDefault {
			if len(vals) == 0 {
				vals = []string{unknown(t).s}
			}
			head = "case "
			for i, v := range vals {
				if i > 0 {
					head += ", "
				}
				head += v
			}
			head += ":"
		}
		out = append(out, clause{head: head, tok: tok, isDefault: isDefault})
		vals, isDefault, open = nil, false, false
	}
	for _, s := range b.List {
		c, ok := s.(*syntax.Case)
		if !ok {
			if open {
				flush()
			}
			if len(out) > 0 {
				out[len(out)-1].list = append(out[len(out)-1].list, s)
			} else if d, ok := s.(*syntax.DeclStmt); ok {
				f.stmtDecl(d)
			}
			continue
		}
		if !open {
			tok = c.From
		}
		open = true
		if c.X == nil {
			isDefault = true
			continue
		}
		vals = append(vals, f.caseValues(c, t, seen)...)
	}
	if open {
		flush()
	}
	return out
}

// stmtDecl declares what stands in front of the first case.
func (f *function) stmtDecl(d *syntax.DeclStmt) {
	lines := f.capture(func() { f.stmt(d) })
	_ = lines // never carried out
}

// caseValues are the values of a case; Go wants each once.
func (f *function) caseValues(c *syntax.Case, t *names.Type, seen map[int64]bool) []string {
	var v value
	f.capture(func() { v = f.convert(orValue(f.expr(c.X, t)), t) })
	if !v.konst {
		return []string{v.s}
	}
	last := v.n
	if c.To != nil {
		var to value
		f.capture(func() { to = f.convert(orValue(f.expr(c.To, t)), t) })
		if to.konst && to.n-v.n < 1024 {
			last = to.n
		}
	}
	var out []string
	for n := v.n; n <= last; n++ {
		if seen[n] {
			continue
		}
		seen[n] = true
		if n == v.n {
			out = append(out, v.s)
		} else {
			out = append(out, integer(n, t).s)
		}
	}
	return out
}

// ---- flat functions

func (f *function) flatIf(s *syntax.If) bool {
	f.push()
	defer f.pop()
	f.raise(s)
	c := f.condition(s.Cond)
	els, end := f.newLabel("else_"), f.newLabel("end")
	reach := true
	switch {
	case c.konst && c.n == 0:
		f.jump(els)
		reach = false
	case !c.konst:
		f.emit("if " + not(c).s + " {")
		f.jump(els)
		f.emit("}")
	}
	thenReach := false
	if reach || f.revives(s.Then) {
		thenReach = f.body(s.Then)
	}
	if s.Else == nil {
		f.place(els)
		return thenReach || els.used
	}
	if thenReach {
		f.jump(end)
	}
	f.place(els)
	elseReach := false
	if els.used || f.revives(s.Else) {
		elseReach = f.body(s.Else)
	}
	f.place(end)
	return elseReach || end.used
}

// flatLoop is a loop of labels; until says that the test stands behind the body.
func (f *function) flatLoop(cond syntax.Node, step syntax.Expr, body syntax.Stmt, until bool) bool {
	f.push()
	defer f.pop()
	top, next, end := f.newLabel("loop"), f.newLabel("next"), f.newLabel("end")
	f.place(top)
	if cond != nil && !until {
		f.flatTest(cond, end)
	}
	var broken bool
	f.ways = append(f.ways, way{loop: true, brk: end, cont: next, broken: &broken})
	reach := f.body(body)
	f.ways = f.ways[:len(f.ways)-1]
	f.place(next)
	if reach || next.used {
		if until && cond != nil {
			c := f.condition(cond)
			switch {
			case c.konst && c.n == 0:
			case c.konst:
				f.jump(top)
				reach = false
			default:
				f.emit("if " + c.s + " {")
				f.jump(top)
				f.emit("}")
			}
			f.place(end)
			return !(c.konst && c.n != 0) || end.used
		}
		f.effect(step)
		f.jump(top)
	}
	f.place(end)
	return end.used
}

func (f *function) flatTest(cond syntax.Node, end *label) {
	c := f.condition(cond)
	if c.konst && c.n != 0 {
		return
	}
	f.emit("if " + not(c).s + " {")
	f.jump(end)
	f.emit("}")
}

// flatSwitch jumps to the cases, wherever they stand in the body.
func (f *function) flatSwitch(s *syntax.Switch, tag value) bool {
	end := f.newLabel("end")
	cases := map[*syntax.Case]*label{}
	var order []*syntax.Case
	f.ownCases(s.Body, func(c *syntax.Case) {
		cases[c] = f.newLabel("case" + strconv.Itoa(len(order)+1))
		order = append(order, c)
	})
	f.emit("switch " + tag.typed() + " {")
	seen := map[int64]bool{}
	other := end
	for _, c := range order {
		if c.X == nil {
			other = cases[c]
			continue
		}
		vals := f.caseValues(c, tag.t, seen)
		if len(vals) == 0 {
			continue
		}
		head := "case "
		for i, v := range vals {
			if i > 0 {
				head += ", "
			}
			head += v
		}
		f.emit(head + ":")
		f.jump(cases[c])
	}
	f.emit("default:")
	f.jump(other)
	f.emit("}")
	saved := f.cases
	f.cases = cases
	var broken bool
	f.ways = append(f.ways, way{sw: true, brk: end, broken: &broken})
	reach := false
	if b, ok := s.Body.(*syntax.Block); ok {
		reach = f.dispatched(b.List)
	} else {
		reach = f.body(s.Body)
	}
	f.ways = f.ways[:len(f.ways)-1]
	f.cases = saved
	f.place(end)
	return reach || end.used
}

// dispatched makes statements of which the first is reached by a jump alone.
func (f *function) dispatched(list []syntax.Stmt) bool {
	f.push()
	defer f.pop()
	reach := false
	for _, s := range list {
		if d, ok := s.(*syntax.DeclStmt); ok && !reach {
			f.stmtDecl(d)
			continue
		}
		if !reach && !f.revives(s) {
			continue
		}
		reach = f.stmt(s)
	}
	return reach
}

// ownCases are the cases of a switch in their order, without those of inner ones.
func (f *function) ownCases(body syntax.Stmt, use func(*syntax.Case)) {
	syntax.Walk(body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Switch:
			return false
		case *syntax.Case:
			use(n)
			return false
		case syntax.Expr:
			return false
		}
		return true
	})
}

func (f *function) placeCase(c *syntax.Case) {
	if l := f.cases[c]; l != nil {
		f.place(l)
	}
}

func sortedLabels(m map[string]*label) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
