package syntax

import "github.com/wskvet/wskvet/internal/cfront/scan"

// brackets gives each bracket the index of its partner, -1 if it has none. A
// brace outranks the parentheses that are open in it.
func brackets(toks []scan.Token) []int32 {
	b := matcher{partner: make([]int32, len(toks)), toks: toks}
	for i := range toks {
		b.partner[i] = -1
		switch k := toks[i].Kind; k {
		case scan.LParen, scan.LBrack, scan.LBrace:
			b.open(int32(i), k)
		case scan.RParen, scan.RBrack, scan.RBrace:
			b.close(int32(i), k)
		}
	}
	return b.partner
}

// A matcher is the state of brackets.
type matcher struct {
	toks    []scan.Token
	partner []int32
	stack   []int32 // open brackets
	inner   count   // ( and [ that are open in the innermost brace
	outer   []count // those of the braces further out
}

type count struct{ parens, bracks int32 }

func (m *matcher) open(i int32, k scan.Kind) {
	m.stack = append(m.stack, i)
	switch k {
	case scan.LParen:
		m.inner.parens++
	case scan.LBrack:
		m.inner.bracks++
	case scan.LBrace:
		m.outer = append(m.outer, m.inner)
		m.inner = count{}
	}
}

// close matches the bracket at i with the last one of its kind that is open,
// and drops those that are open in between.
func (m *matcher) close(i int32, k scan.Kind) {
	if k == scan.RBrace && len(m.outer) == 0 || k == scan.RParen && m.inner.parens == 0 || k == scan.RBrack && m.inner.bracks == 0 {
		return
	}
	for {
		top := m.pop()
		if m.toks[top].Kind == k-1 {
			m.partner[top], m.partner[i] = i, top
			return
		}
	}
}

func (m *matcher) pop() int32 {
	top := m.stack[len(m.stack)-1]
	m.stack = m.stack[:len(m.stack)-1]
	switch m.toks[top].Kind {
	case scan.LParen:
		m.inner.parens--
	case scan.LBrack:
		m.inner.bracks--
	case scan.LBrace:
		m.inner = m.outer[len(m.outer)-1]
		m.outer = m.outer[:len(m.outer)-1]
	}
	return top
}
