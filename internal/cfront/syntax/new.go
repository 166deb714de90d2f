package syntax

import (
	"github.com/wskvet/wskvet/internal/cfront/scan"
)

func (p *parser) newExpr(from int) Expr {
	p.next()
	n := &New{}
	if p.kind() == scan.LParen && p.closer(p.i) > 0 {
		if e, s := p.typeEnd(p.i + 1); e == p.closer(p.i) && s >= likely && p.at(e+1) != scan.Ident {
			p.next()
			n.Type = p.typeID()
			p.i = e + 1
		} else {
			n.Place = p.args()
		}
	}
	if n.Type == nil {
		at := p.i
		s := p.specs(inParams)
		n.Type = s.typ
		for p.kind() == scan.Star {
			p.next()
			n.Type = &Type{Span: p.span(at), Kind: TypePointer, Elem: n.Type}
		}
		for p.kind() == scan.LBrack && p.closer(p.i) > 0 {
			a := &Type{Kind: TypeArray, Elem: n.Type}
			end := p.closer(p.i)
			p.next()
			if p.i < end {
				a.Len = p.expr()
			}
			p.i = end + 1
			a.Span = p.span(at)
			n.Type = a
		}
	}
	if p.kind() == scan.LParen || p.kind() == scan.LBrace {
		n.Init = p.list()
	}
	n.Span = p.span(from)
	return n
}
