package syntax

import "github.com/wskvet/wskvet/internal/cfront/scan"

// generic parses the (x, T: a, default: b) of _Generic.
func (p *parser) generic(from int) Expr {
	end := p.closer(p.i)
	if p.kind() != scan.LParen || end < 0 {
		return p.bad(from, "( expected")
	}
	defer p.greater(gtCompares)()
	p.next()
	g := &Generic{X: p.arg(end)}
	for p.i < end {
		if !p.take(scan.Comma) {
			p.fail("association of _Generic")
			break
		}
		var of *Type
		if p.is(p.i, "default") {
			p.next()
		} else {
			of = p.typeID()
		}
		if !p.take(scan.Colon) {
			p.fail(": expected")
			break
		}
		g.Types, g.Exprs = append(g.Types, of), append(g.Exprs, p.arg(end))
	}
	p.i = end + 1
	g.Span = p.span(from)
	return g
}
