package syntax

import "github.com/wskvet/wskvet/internal/cfront/scan"

// list parses {a, .b = c, [d] = e} or (a, b).
func (p *parser) list() Expr {
	from := p.i
	l := &List{Paren: p.kind() == scan.LParen}
	defer func() { p.depth-- }()
	if !p.enter() {
		p.i = p.skip(p.i)
		return p.bad(from, "nested too deeply")
	}
	end := p.closer(p.i)
	p.next()
	if end < 0 {
		return p.bad(from, "end of the list missing")
	}
	defer p.greater(gtCompares)()
	for p.i < end {
		l.Elems = append(l.Elems, p.element(end))
		p.comma(end, "element of a list")
	}
	p.i = end + 1
	l.Span = p.span(from)
	return l
}

// element parses one element of a list that ends at end.
func (p *parser) element(end int) *Init {
	from := p.i
	in := &Init{}
	for p.designator(in) {
	}
	if !p.cpp && in.Path == nil && p.name(p.i) && p.at(p.i+1) == scan.Colon { // a: x of old GNU
		in.Path = append(in.Path, p.ident())
		p.next()
	}
	if in.Path != nil {
		p.take(scan.Assign)
	}
	if p.i < end {
		in.X = p.arg(end)
	}
	in.Span = p.span(from)
	return in
}

// designator parses .b, [d] or [d ... e], if one is there.
func (p *parser) designator(in *Init) bool {
	switch {
	case p.kind() == scan.Dot && p.name(p.i+1):
		p.next()
		in.Path = append(in.Path, p.ident())
	case p.kind() == scan.LBrack && p.indexAhead():
		end := p.closer(p.i)
		p.next()
		from := p.i
		at := p.expr()
		if p.take(scan.Ellipsis) {
			at = &Binary{Op: "...", X: at, Y: p.expr(), Span: p.span(from)}
		}
		in.Path = append(in.Path, at)
		p.i = end + 1
	default:
		return false
	}
	return true
}

// indexAhead tells the designator [d] = from a lambda.
func (p *parser) indexAhead() bool {
	end := p.closer(p.i)
	if end < 0 {
		return false
	}
	k := p.at(end + 1)
	return k == scan.Assign || k == scan.Dot || k == scan.LBrack
}

// ident parses a name as a value.
func (p *parser) ident() *Ident {
	from := p.i
	n := p.parseName(inExpr)
	return &Ident{p.span(from), n}
}
