package syntax

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// cast parses (T)x, or gives nil and moves nothing.
func (p *parser) cast() Expr {
	from := p.i
	end := p.closer(p.i)
	if end < 0 || end == p.i+1 {
		return nil
	}
	e, s := p.typeEnd(p.i + 1)
	if e != end || s == isNot {
		return nil
	}
	single := p.name(p.i+1) && p.at(end-1) != scan.Star // no more than a name
	t := &p.toks[min(end+1, len(p.toks)-1)]
	after := &p.toks[min(end+2, len(p.toks)-1)]
	switch t.Kind {
	case scan.Number, scan.Char, scan.String, scan.Not, scan.Tilde, scan.LParen:
	case scan.Ident:
		if w := p.word(end + 1); w == wStmt || w == wDecl {
			return nil
		}
	case scan.LBrace: // a compound literal
		p.next()
		ty := p.typeID()
		p.i = end + 1
		x := p.list()
		return p.postfix(from, &Cast{p.span(from), "()", ty, x})
	case scan.Amp, scan.Star, scan.Sub, scan.Add, scan.AndAnd:
		// With nothing but an unknown name, blanks tell: (a) - b and (A)-b.
		if single && s < likely && (t.Flags&scan.Space != 0 && after.Flags&scan.Space != 0 ||
			after.Flags&scan.Space != 0 || !typeLike(p.toks[end-1].Text)) {
			return nil
		}
	case scan.Inc, scan.Dec:
		if single && s < likely || after.Kind != scan.Ident && after.Kind != scan.LParen && after.Kind != scan.Star {
			return nil
		}
	case scan.Scope, scan.LBrack:
		if !p.cpp || single && s < likely {
			return nil
		}
	default:
		if single {
			return nil
		}
		p.next()
		ty := p.typeID() // (T *) in the argument of a macro
		p.i = end + 1
		return &TypeExpr{p.span(from), ty}
	}
	p.next()
	ty := p.typeID()
	if p.i != end {
		p.fail("type in a cast")
	}
	p.i = end + 1
	x := p.unary()
	return &Cast{p.span(from), "()", ty, x}
}

// typeLike guesses from the spelling of a name: PFOO, LPFOO, FOO_T, foo_t.
func typeLike(s string) bool {
	return strings.HasSuffix(s, "_t") || strings.HasSuffix(s, "_T") ||
		strings.ToUpper(s) == s && (strings.HasPrefix(s, "P") || strings.HasPrefix(s, "LP")) && !strings.Contains(s, "_MAX")
}

func (p *parser) sizeOf() Expr {
	from := p.i
	word := p.tok().Text
	p.next()
	p.take(scan.Ellipsis)
	if end := p.closer(p.i); p.kind() == scan.LParen && end > 0 {
		e, s := p.typeEnd(p.i + 1)
		next := p.at(end + 1)
		if e == end && s != isNot && (s == certain || p.at(e-1) != scan.RBrack) && next != scan.Arrow && next != scan.Dot && next != scan.LBrack {
			p.next()
			t := p.typeID()
			p.i = end + 1
			return &SizeOf{p.span(from), word, t, nil}
		}
	}
	x := p.unary()
	return &SizeOf{p.span(from), word, x, nil}
}

// namedCast parses the <T>(x) of static_cast and its kin.
func (p *parser) namedCast(from int, word string) Expr {
	c := &Cast{How: word}
	if end := p.templateEnd(p.i); p.kind() == scan.Lt && end > 0 {
		p.next()
		done := p.greater(false)
		c.Type = p.typeID()
		done()
		if p.i != end-1 {
			p.fail("> expected")
		}
		p.i = end
	}
	if p.kind() != scan.LParen {
		return p.bad(from, "( expected")
	}
	if a := p.args(); len(a) > 0 {
		c.X = a[0]
	}
	c.Span = p.span(from)
	return c
}
