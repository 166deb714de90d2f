package preprocess

import (
	"slices"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// A substitution writes the body of a macro with the arguments in place.
type substitution struct {
	p        *pp
	m        *Macro
	args     [][]scan.Token
	expanded [][]scan.Token // arguments that were expanded already
	use      scan.Pos
	out      []scan.Token
	pasting  bool // the last thing written waits for its right half
	holds    bool // there is a last thing
}

// substitute is the body of m with the arguments in place.
func (p *pp) substitute(m *Macro, args [][]scan.Token, use scan.Pos) []scan.Token {
	s := substitution{p: p, m: m, args: args, expanded: make([][]scan.Token, len(args)), use: use}
	for i := 0; i < len(m.Body); {
		if m.Body[i].Kind == scan.HashHash && i > 0 && i+1 < len(m.Body) {
			s.pasting = true
			i++
			continue
		}
		i = s.item(i)
	}
	return s.out
}

// item writes what stands at i of the body, and gives the index behind it.
func (s *substitution) item(i int) int {
	b, before := s.m.Body, len(s.out)
	t := b[i]
	t.Use = s.use
	pasted := i+1 < len(b) && b[i+1].Kind == scan.HashHash
	a, isArg := s.arg(t)
	switch {
	case t.Kind == scan.Hash && s.m.Func && i+1 < len(b):
		i, before = s.stringize(t, i, before)
	case t.Is("__VA_OPT__") && s.m.Variadic && i+1 < len(b) && b[i+1].Kind == scan.LParen:
		i = s.optional(t, i)
	case isArg && (s.pasting || pasted):
		before = s.raw(t, a, before)
		if s.pasting && len(a) == 0 && pasted { // x ## empty ## y
			return i + 1
		}
	case isArg:
		if len(a) == 0 && s.variadic(t) && s.endsInComma() && i+1 < len(b) && b[i+1].Kind == scan.RParen {
			s.out = s.out[:len(s.out)-1] // Microsoft drops the comma before an empty __VA_ARGS__
		}
		s.put(s.expand(t), t)
	default:
		s.put([]scan.Token{t}, t)
	}
	s.holds = len(s.out) > before || s.pasting && s.holds
	s.pasting = false
	return i + 1
}

// arg is the argument for a parameter's name.
func (s *substitution) arg(t scan.Token) ([]scan.Token, bool) {
	if t.Kind != scan.Ident {
		return nil, false
	}
	k := slices.Index(s.m.Params, t.Text)
	if k < 0 {
		return nil, false
	}
	if k < len(s.args) {
		return s.args[k], true
	}
	return nil, true
}

func (s *substitution) variadic(t scan.Token) bool {
	return s.m.Variadic && t.Is(s.m.Params[len(s.m.Params)-1])
}

func (s *substitution) endsInComma() bool {
	return len(s.out) > 0 && s.out[len(s.out)-1].Kind == scan.Comma
}

// expand is the argument for a parameter's name, with its macros replaced.
func (s *substitution) expand(t scan.Token) []scan.Token {
	k := slices.Index(s.m.Params, t.Text)
	if k >= len(s.args) {
		return nil
	}
	if s.expanded[k] == nil && len(s.args[k]) > 0 {
		s.expanded[k] = s.p.expandList(s.args[k])
	}
	return s.expanded[k]
}

// put writes tokens in place of first, joined to the last one if that waits.
func (s *substitution) put(ts []scan.Token, first scan.Token) {
	if !s.p.step(len(ts)) {
		return
	}
	start := len(s.out)
	if s.pasting && s.holds && len(ts) > 0 {
		s.out = append(s.out[:start-1], pasteTokens(s.out[start-1], ts[0])...)
		ts = ts[1:]
		start = len(s.out)
	}
	s.out = append(s.out, ts...)
	if start < len(s.out) {
		s.out[start].Flags = s.out[start].Flags&^scan.Space | first.Flags&scan.Space
	}
}

// stringize writes #a, or the # if no parameter follows.
func (s *substitution) stringize(t scan.Token, i, before int) (int, int) {
	if a, ok := s.arg(s.m.Body[i+1]); ok {
		t.Kind, t.Text = scan.String, stringize(a)
		if n := len(s.out); n > 0 && s.out[n-1].Is("L") && t.Flags&scan.Space == 0 { // L#x, as Microsoft has it
			t.Text = "L" + t.Text
			s.out = s.out[:n-1]
			before--
		}
		i++
	}
	s.put([]scan.Token{t}, t)
	return i, before
}

// optional writes __VA_OPT__(x), and gives the index of its ).
func (s *substitution) optional(t scan.Token, i int) int {
	end := closing(s.m.Body, i+1)
	if k := len(s.m.Params) - 1; k < len(s.args) && len(s.args[k]) > 0 {
		inner := *s.m
		inner.Body = s.m.Body[i+2 : end]
		s.put(s.p.substitute(&inner, s.args, s.use), t)
	}
	return end
}

// raw writes an argument beside ##, which is not expanded; of , ## __VA_ARGS__
// the comma goes if there is nothing behind it.
func (s *substitution) raw(t scan.Token, a []scan.Token, before int) int {
	comma := s.pasting && s.holds && s.variadic(t) && s.out[before-1].Kind == scan.Comma
	switch {
	case comma && len(a) == 0:
		s.out = s.out[:before-1]
		return before - 1
	case comma:
		s.pasting = false
		s.put(s.p.expandList(a), t)
	default:
		s.put(a, t)
	}
	return before
}
