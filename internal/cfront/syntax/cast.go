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
	doubtful := single && s < likely
	switch p.operand(end+1, single, doubtful) {
	case noOperand:
		if doubtful {
			p.doubt = end
		}
		return nil
	case onlyType: // (T *) in the argument of a macro
		ty := p.castType(end)
		return &TypeExpr{p.span(from), ty}
	case listOperand: // a compound literal
		ty := p.castType(end)
		x := p.list()
		return p.postfix(from, &Cast{p.span(from), CastParen, ty, x, false})
	}
	ty := p.castType(end)
	guess := doubtful && (p.kind() == scan.LParen || twoWays(p.kind()))
	x := p.unary()
	return &Cast{p.span(from), CastParen, ty, x, guess}
}

// castType parses the type in the parentheses that end at end.
func (p *parser) castType(end int) *Type {
	p.next()
	ty := p.typeID()
	if p.i != end {
		p.fail("type in a cast")
	}
	p.i = end + 1
	return ty
}

// An operand is what stands behind (T).
type operand uint8

const (
	noOperand operand = iota // T is a value, if it is a name
	anOperand
	listOperand
	onlyType
)

// operand tells what the token i, behind (T), makes of it. single says that T is
// no more than a name, doubtful that nothing is known of that name.
func (p *parser) operand(i int, single, doubtful bool) operand {
	t, after := &p.toks[min(i, len(p.toks)-1)], &p.toks[min(i+1, len(p.toks)-1)]
	var value bool
	switch t.Kind {
	case scan.Number, scan.Char, scan.String, scan.Not, scan.Tilde, scan.LParen:
		value = true
	case scan.Ident:
		w := p.word(i)
		value = w != wStmt && w != wDecl
	case scan.LBrace:
		return listOperand
	case scan.Amp, scan.Star, scan.Sub, scan.Add, scan.AndAnd:
		// With nothing but an unknown name, blanks tell: (a) - b and (A)-b.
		value = !doubtful || after.Flags&scan.Space == 0 && typeLike(p.toks[i-2].Text)
	case scan.Inc, scan.Dec:
		value = !doubtful && (after.Kind == scan.Ident || after.Kind == scan.LParen || after.Kind == scan.Star)
	case scan.Scope, scan.LBrack:
		value = p.cpp && !doubtful
	default:
		if !single {
			return onlyType
		}
		value = false
	}
	if value {
		return anOperand
	}
	return noOperand
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
func (p *parser) namedCast(from int) Expr {
	c := &Cast{Form: CastNamed}
	if end := p.templateEnd(p.i); p.kind() == scan.Lt && end > 0 {
		p.next()
		done := p.greater(gtEnds)
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
