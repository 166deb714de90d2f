package syntax

import (
	"slices"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// closeFunctions puts the braces into the tokens that are missing before a
// function which begins at the margin: without them it would be lost in the
// function above. Only where braces are left open is there anything to put; what
// was put has no text.
func closeFunctions(toks []scan.Token, words func(*scan.Token) word) ([]scan.Token, []int32) {
	match := brackets(toks)
	if !leftOpen(toks, match) {
		return toks, match
	}
	r := repair{heads{toks, match, words}, nil, nil}
	for i := range toks {
		r.token(i)
	}
	if len(r.puts) == 0 {
		return toks, match
	}
	toks = r.apply()
	return toks, brackets(toks)
}

func leftOpen(toks []scan.Token, match []int32) bool {
	for i := range toks {
		if toks[i].Kind == scan.LBrace && match[i] < 0 {
			return true
		}
	}
	return false
}

// A repair finds the places of missing braces.
type repair struct {
	heads
	open []int // braces that are open
	puts []put
}

// put is n braces before a token.
type put struct{ before, n int }

func (r *repair) token(i int) {
	switch t := &r.toks[i]; {
	case t.Kind == scan.LBrace:
		r.open = append(r.open, i)
	case t.Kind == scan.RBrace && len(r.open) > 0:
		r.open = r.open[:len(r.open)-1]
	case t.Flags&scan.Margin != 0 && len(r.open) > 0 && r.function(i):
		body := slices.IndexFunc(r.open, r.body)
		if body >= 0 {
			r.puts = append(r.puts, put{i, len(r.open) - body})
			r.open = r.open[:body]
		}
	}
}

// apply puts the braces.
func (r *repair) apply() (out []scan.Token) {
	from := 0
	for _, p := range r.puts {
		out = append(out, r.toks[from:p.before]...)
		at := r.toks[p.before]
		for range p.n {
			out = append(out, scan.Token{Kind: scan.RBrace, At: at.At, Use: at.Use, Flags: scan.LineStart})
		}
		from = p.before
	}
	return append(out, r.toks[from:]...)
}

// heads recognises heads of functions by their shape.
type heads struct {
	toks  []scan.Token
	match []int32
	words func(*scan.Token) word
}

// maxHead bounds the tokens of a head that are looked at, groups counting one.
const maxHead = 64

// body reports whether the brace at i begins the body of a function, which what
// stands between it and the parameters may decorate.
func (h heads) body(i int) bool {
	for n := 0; i > 0 && n < maxHead; n++ {
		i--
		switch k := h.toks[i].Kind; {
		case k == scan.RParen:
			return true
		case k != scan.Ident || h.words(&h.toks[i]) == wTag || h.words(&h.toks[i]) == wDecl:
			return false
		}
	}
	return false
}

// function reports whether the head of a function with a body begins at i: a
// type and a name, or a qualified name, parameters, a brace.
func (h heads) function(i int) bool {
	names, qualified := 0, false
	for end := i + maxHead; i < min(end, len(h.toks)); i++ {
		switch t := &h.toks[i]; t.Kind {
		case scan.Ident:
			if w := h.words(t); w == wStmt || w == wExpr || w == wDecl {
				return false
			}
			names++
		case scan.Scope:
			qualified = true
		case scan.Star, scan.Amp, scan.AndAnd, scan.Tilde, scan.Lt, scan.Gt:
		case scan.LParen:
			if int(h.match[i]) < i {
				return false
			}
			if h.toks[i-1].Kind == scan.Ident && (names > 1 || qualified) && h.braceBehind(int(h.match[i])+1) {
				return true
			}
			i = int(h.match[i])
		default:
			return false
		}
	}
	return false
}

// braceBehind reports whether a body follows the parameters that end before i,
// behind decorations or the initializers of a constructor.
func (h heads) braceBehind(i int) bool {
	inits := false
	for end := i + maxHead; i < min(end, len(h.toks)); i++ {
		switch k := h.toks[i].Kind; {
		case k == scan.LBrace:
			return true
		case k == scan.LParen && int(h.match[i]) > i:
			i = int(h.match[i])
		case k == scan.Ident && h.words(&h.toks[i]) != wStmt:
		case k == scan.Colon:
			inits = true
		case k == scan.Comma && inits:
		default:
			return false
		}
	}
	return false
}
