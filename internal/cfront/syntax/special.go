package syntax

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// specialAhead reports whether a declaration with a word of its own begins here.
func (p *parser) specialAhead(w where) bool {
	switch {
	case p.word(p.i) == wDecl, p.is(p.i, "friend"):
		return true
	case p.is(p.i, "extern"):
		return p.at(p.i+1) == scan.String
	case p.is(p.i, "inline"):
		return p.is(p.i+1, "namespace")
	case p.is(p.i, "__asm"), p.is(p.i, "asm"), p.is(p.i, "__asm__"):
		return w != inBlock
	}
	return false
}

// special parses what specialAhead saw; false means that it was none, and that
// nothing was taken.
func (p *parser) special(w where) ([]Decl, bool) {
	switch p.tok().Text {
	case "template":
		return p.template(w), true
	case "extern":
		return p.linkage(w), true
	case "namespace", "inline":
		return p.namespace(w), true
	case "using":
		if p.name(p.i+1) && p.at(p.i+2) == scan.Assign {
			return p.alias(), true
		}
	case "public", "private", "protected":
		from := p.i
		p.next()
		p.take(scan.Colon)
		return []Decl{&Other{p.span(from), p.toks[from].Text, nil}}, true
	case "static_assert", "_Static_assert":
		if p.at(p.i+1) == scan.LParen {
			return p.staticAssert(), true
		}
	case "friend":
		if p.word(p.i+1) != wTag {
			return nil, false
		}
	}
	return p.other(), true
}

// other goes over a declaration that is not looked into.
func (p *parser) other() []Decl {
	return p.otherFrom(p.i)
}

func (p *parser) otherFrom(from int) []Decl {
	p.toSemi()
	return []Decl{&Other{p.span(from), p.toks[from].Text, nil}}
}

// linkage parses extern "C", with braces or for one declaration.
func (p *parser) linkage(w where) []Decl {
	from := p.i
	p.next()
	g := &Group{Kind: strings.Trim(p.tok().Text, `"`)}
	p.next()
	if p.kind() != scan.LBrace {
		g.Decls = p.decl(w)
		g.Span = p.span(from)
		return []Decl{g}
	}
	return p.group(from, g)
}

func (p *parser) namespace(w where) []Decl {
	from := p.i
	g := &Group{Kind: "namespace"}
	if p.is(p.i, "inline") {
		p.next()
	}
	if p.next(); p.name(p.i) {
		g.Name = p.parseName(inExpr)
		if p.kind() == scan.Assign {
			return p.otherFrom(from)
		}
	}
	if p.kind() != scan.LBrace {
		return p.recover(from, w, "{ expected")
	}
	return p.group(from, g)
}

// group parses the braces of g. Without an end, which is in an #if that is not
// there or was cut off, what follows stands beside the group.
func (p *parser) group(from int, g *Group) []Decl {
	end := p.closer(p.i)
	p.i++
	if end > 0 {
		g.Decls = p.decls(end)
		p.i = end + 1
	} else {
		p.fail("} missing")
	}
	g.Span = p.span(from)
	return []Decl{g}
}

// alias parses using T = U;.
func (p *parser) alias() []Decl {
	from := p.i
	p.next()
	n := p.parseName(inExpr)
	p.next()
	t := p.typeID()
	p.declare(n, symType)
	p.toSemi()
	return []Decl{&Var{Span: p.span(from), Storage: Typedef, Name: n, Type: t}}
}

func (p *parser) staticAssert() []Decl {
	from := p.i
	p.next()
	x := p.args()
	p.take(scan.Semi)
	return []Decl{&Other{p.span(from), p.toks[from].Text, x}}
}

// toSemi goes behind the next ; or to the end of the group.
func (p *parser) toSemi() {
	for !p.end() && p.kind() != scan.RBrace {
		if p.take(scan.Semi) {
			return
		}
		p.i = p.skip(p.i)
	}
}
