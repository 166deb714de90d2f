package syntax

import (
	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// recover makes a Bad node of a declaration and goes behind it. If it looks like
// a function its body is parsed all the same.
func (p *parser) recover(from int, w where, msg string) []Decl {
	if p.i < from {
		p.i = from
	}
	p.fail(msg)
	reached := p.i // nothing before is looked at again: the time is linear
	p.i = from
	for !p.end() {
		k := p.kind()
		if p.i < reached && k != scan.RBrace {
			p.i = p.skip(p.i)
			continue
		}
		switch k {
		case scan.RParen:
			if w == inBlock && p.i > from { // of an if or a for
				return []Decl{&Bad{p.span(from), msg}}
			}
			p.next()
		case scan.Semi:
			p.next()
			return []Decl{&Bad{p.span(from), msg}}
		case scan.RBrace:
			return []Decl{&Bad{p.span(from), msg}}
		case scan.LBrace:
			if w == inBlock {
				p.i = p.skip(p.i)
				continue
			}
			if k := p.i - 1; k > from && p.at(k) == scan.RParen && p.match[k] > int32(from) && p.name(int(p.match[k])-1) && p.closer(p.i) > 0 {
				at := int32(p.match[k]) - 1
				f := &Func{Name: &Name{Span{at, at + 1}, false, []Part{{Text: p.toks[at].Text}}}, Type: &Type{Kind: TypeFunc, Span: Span{at, int32(p.i)}}}
				n := len(p.file.Errors)
				f.Body = p.block()
				f.Errors = len(p.file.Errors) - n + 1 // its head is one
				f.Span = p.span(from)
				return []Decl{f}
			}
			if p.closer(p.i) < 0 {
				p.next()
			} else {
				p.i = p.skip(p.i)
				if p.kind() != scan.Semi && p.kind() != scan.Comma && p.kind() != scan.Assign {
					return []Decl{&Bad{p.span(from), msg}}
				}
				continue
			}
		default:
			p.i = p.skip(p.i)
		}
	}
	return []Decl{&Bad{p.span(from), msg}}
}
