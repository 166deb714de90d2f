package syntax

import (
	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// postfix parses what stands behind x.
func (p *parser) postfix(from int, x Expr) Expr {
	for count := 0; ; count++ {
		if count > maxChain {
			return p.bad(from, "expression too long")
		}
		switch k := p.kind(); k {
		case scan.LParen:
			args := p.args()
			x = &Call{p.span(from), x, args}
		case scan.LBrack:
			i := p.index()
			x = &Index{p.span(from), x, i}
		case scan.Dot, scan.Arrow:
			p.next()
			if p.is(p.i, "template") {
				p.next()
			}
			if p.kind() != scan.Ident && p.kind() != scan.Tilde && p.kind() != scan.Scope {
				return p.bad(from, "member expected")
			}
			n := p.parseName(inExpr)
			x = &Member{p.span(from), x, k == scan.Arrow, n}
		case scan.Inc, scan.Dec:
			p.next()
			x = &Unary{p.span(from), k.String(), x, true}
		case scan.Ellipsis:
			if !p.cpp {
				return x
			}
			p.next()
			x = &Unary{p.span(from), "...", x, true}
		default:
			return x
		}
	}
}

// index parses the [i] of x[i].
func (p *parser) index() Expr {
	end := p.closer(p.i)
	p.next()
	done := p.greater(gtCompares)
	i := p.expr()
	done()
	if p.i != end {
		p.fail("] expected")
		p.i = max(p.i, end)
	}
	p.take(scan.RBrack)
	return i
}

// args parses (a, b), types and nothing at all among the arguments.
func (p *parser) args() (out []Expr) {
	end := p.closer(p.i)
	p.next()
	if end < 0 {
		p.fail(") missing")
		return nil
	}
	defer p.greater(gtCompares)()
	for p.i < end {
		out = append(out, p.arg(end))
		if p.i < end && p.kind() != scan.Comma {
			at := p.i
			p.toComma(end)
			out = append(out, p.bad(at, "argument"))
		}
		if p.i < end {
			p.next()
		}
	}
	p.i = end + 1
	return out
}

func (p *parser) arg(end int) Expr {
	from := p.i
	switch p.kind() {
	case scan.Comma:
		return &Lit{Span: p.span(from)} // an argument of a macro left out
	case scan.LBrace:
		return p.list()
	}
	if e, ok := p.typeArgAhead(end); ok {
		t := p.typeID()
		if p.i != e {
			p.fail("type")
			p.i = e
		}
		return &TypeExpr{p.span(from), t}
	}
	return p.assign()
}

// typeArgAhead reports whether an argument, of a list that ends at end, is a
// type and no value, and where it ends.
func (p *parser) typeArgAhead(end int) (int, bool) {
	e, s := p.typeEnd(p.i)
	if e == 0 || e != end && p.at(e) != scan.Comma || s == isNot {
		return 0, false
	}
	last := p.at(e - 1)
	if last == scan.Ellipsis || last == scan.RParen && p.at(int(p.match[e-1])-1) != scan.RParen && p.word(p.i) == wNone {
		return 0, false // a call: f<T>()
	}
	if s == certain {
		return e, true
	}
	plain, _ := p.nameEnd(p.i, withoutArgs)
	return e, plain < e && last != scan.RBrack // not FIELD_OFFSET(T, a[1])
}
