package stmt

import (
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// Survey looks at a body before it is modelled: which labels are jumped to, whether
// Go has its jumps, and whether its variables have to stand first.
func (f *function) Survey(body syntax.Stmt) {
	s := &surveyor{f: f, at: map[string][]int{}}
	f.Jumps = map[string]bool{}
	s.walk(body)
	for _, g := range s.gotos {
		if _, ok := s.at[g.label]; g.maybe && !ok {
			continue
		}
		f.Hoist = true
		f.Jumps[g.label] = true
		at, ok := s.at[g.label]
		if !ok {
			continue
		}
		if len(at) > len(g.path) {
			f.Flat = true
			continue
		}
		for i := range at {
			if at[i] != g.path[i] {
				f.Flat = true
			}
		}
	}
	if f.Flat {
		f.Hoist = true
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
	maybe bool // an argument that may be a label
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
	if n == nil || !s.f.Deeper(n) {
		return
	}
	defer func() { s.f.Depth-- }()
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
		s.f.Hoist = true
	case *syntax.Goto:
		if n.X == nil {
			s.gotos = append(s.gotos, jumpTo{n.Label, append([]int(nil), s.path...), false})
		}
	case *syntax.ExprStmt:
		for _, name := range syntax.LabelsHanded(n.X) {
			s.gotos = append(s.gotos, jumpTo{name, append([]int(nil), s.path...), true})
		}
	case *syntax.Try:
		s.f.Hoist = true
		s.enter(n.Body)
		for _, h := range n.Handlers {
			s.enter(h.Body)
		}
	case *syntax.Case:
		s.f.Flat = true // not directly in the body of its switch
	}
}

func (s *surveyor) loop(body syntax.Stmt) {
	if contains(body) {
		s.f.Hoist = true
	}
	s.enter(body)
}

// cases looks at a switch: its cases have to stand in its body, not deeper.
func (s *surveyor) cases(n *syntax.Switch) {
	b, ok := n.Body.(*syntax.Block)
	if !ok {
		s.f.Flat = true
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
			s.f.Hoist = true
		default:
			s.walk(c)
		}
	}
	if clause {
		s.path = s.path[:len(s.path)-1]
	}
	s.path = s.path[:len(s.path)-1]
}
