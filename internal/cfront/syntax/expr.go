package syntax

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// binaryPrec are the operators between || and *, the strongest last.
var binaryPrec = map[scan.Kind]int{
	scan.OrOr: 1, scan.AndAnd: 2, scan.Or: 3, scan.Xor: 4, scan.Amp: 5, scan.Eq: 6, scan.Ne: 6,
	scan.Lt: 7, scan.Gt: 7, scan.Le: 7, scan.Ge: 7, scan.Spaceship: 8, scan.Shl: 9, scan.Shr: 9,
	scan.Add: 10, scan.Sub: 10, scan.Star: 11, scan.Div: 11, scan.Rem: 11, scan.DotStar: 12, scan.ArrowStar: 12,
}

// expr parses an expression with commas.
func (p *parser) expr() Expr {
	from := p.i
	x := p.assign()
	for n := 0; p.kind() == scan.Comma; n++ {
		if n > maxChain {
			return p.bad(from, "expression too long")
		}
		p.next()
		y := p.assign()
		x = &Binary{p.span(from), ",", x, y, false}
	}
	return x
}

// assign parses an expression without commas.
func (p *parser) assign() Expr {
	from := p.i
	if !p.enter() {
		p.depth--
		p.next()
		return p.bad(from, "nested too deeply")
	}
	defer func() { p.depth-- }()
	if p.is(p.i, "throw") || p.is(p.i, "co_yield") {
		word := p.tok().Text
		p.next()
		if p.kind() == scan.RParen || p.kind() == scan.Semi || p.kind() == scan.Colon {
			return &Unary{p.span(from), word, nil, false}
		}
		x := p.assign()
		return &Unary{p.span(from), word, x, false}
	}
	x := p.binary(1)
	if p.kind() == scan.Quest {
		p.next()
		c := &Cond{C: x}
		if p.kind() != scan.Colon {
			done := p.greater(gtCompares)
			c.A = p.expr()
			done()
		}
		p.want(scan.Colon)
		c.B = p.assign()
		c.Span = p.span(from)
		x = c
	}
	if k := p.kind(); k >= scan.Assign && k <= scan.ShrAssign {
		op := p.tok().Text
		p.next()
		var y Expr
		if p.kind() == scan.LBrace {
			y = p.list()
		} else {
			y = p.assign()
		}
		return &Binary{p.span(from), op, x, y, false}
	}
	return x
}

// operator is the binary operator at the current token and its length in
// tokens, >> being two in C++.
func (p *parser) operator() (k scan.Kind, n int) {
	k = p.kind()
	if k == scan.Gt && p.cpp {
		if t := &p.toks[min(p.i+1, len(p.toks)-1)]; t.Kind == scan.Gt && t.Flags == 0 && t.At == p.tok().At+1 {
			return scan.Shr, 2
		}
	}
	return k, 1
}

func (p *parser) binary(least int) Expr {
	from := p.i
	x := p.unary()
	for count := 0; ; count++ {
		k, n := p.operator()
		prec := binaryPrec[k]
		if count > maxChain {
			return p.bad(from, "expression too long")
		}
		if prec < least || prec == 0 || p.noGt && (k == scan.Gt || k == scan.Shr) {
			return x
		}
		p.i += n
		guess := p.guessed(x, k)
		y := p.binary(prec + 1)
		x = &Binary{p.span(from), k.String(), x, y, guess}
	}
}

// guessed reports whether x is an (a) that might be a cast of what follows.
func (p *parser) guessed(x Expr, k scan.Kind) bool {
	_, ok := x.(*Paren)
	return ok && int(x.Range().To) == p.doubt+1 && twoWays(k)
}

// twoWays reports whether an operator stands between operands, or before one.
func twoWays(k scan.Kind) bool {
	switch k {
	case scan.Amp, scan.Star, scan.Sub, scan.Add, scan.AndAnd:
		return true
	}
	return false
}

func (p *parser) unary() Expr {
	from := p.i
	if !p.enter() {
		p.depth--
		p.next()
		return p.bad(from, "nested too deeply")
	}
	defer func() { p.depth-- }()
	switch k := p.kind(); k {
	case scan.Inc, scan.Dec, scan.Add, scan.Sub, scan.Not, scan.Tilde, scan.Star, scan.Amp, scan.AndAnd:
		p.next()
		x := p.unary()
		return &Unary{p.span(from), k.String(), x, false}
	case scan.LParen:
		if e := p.cast(); e != nil {
			return e
		}
	case scan.Ident:
		switch word := p.tok().Text; {
		case p.word(p.i) != wExpr:
		case word == "sizeof" || strings.Contains(word, "lignof") || word == "typeid" || word == "__uuidof":
			return p.postfix(from, p.sizeOf())
		case word == "co_await":
			p.next()
			x := p.unary()
			return &Unary{p.span(from), word, x, false}
		case word == "new":
			return p.postfix(from, p.newExpr(from))
		case word == "delete":
			p.next()
			array := p.kind() == scan.LBrack && p.at(p.i+1) == scan.RBrack
			if array {
				p.i += 2
			}
			x := p.unary()
			return &Delete{p.span(from), x, array}
		}
	case scan.Scope:
		if p.is(p.i+1, "new") || p.is(p.i+1, "delete") {
			p.next()
			return p.unary()
		}
	}
	return p.postfix(from, p.primary())
}
