package syntax

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

func (p *parser) primary() Expr {
	from := p.i
	switch k := p.kind(); k {
	case scan.Number, scan.Char:
		p.next()
		return &Lit{p.span(from), k, p.toks[from].Text}
	case scan.String:
		return p.strings()
	case scan.LParen:
		return p.paren()
	case scan.LBrack:
		if p.cpp && p.closer(p.i) > 0 {
			return p.lambda()
		}
	case scan.Ellipsis:
		if p.cpp {
			p.next()
			return &Lit{p.span(from), k, "..."}
		}
	case scan.LBrace:
		if p.closer(p.i) > 0 && p.cpp {
			return p.list()
		}
	case scan.Scope, scan.Ident:
		return p.nameOrWord(from)
	}
	switch p.kind() {
	case scan.RBrace, scan.Semi, scan.RParen, scan.RBrack, scan.Comma, scan.Colon:
	default:
		if !p.end() {
			p.i = p.skip(p.i)
		}
	}
	return p.bad(from, "expression expected")
}

// paren parses (x), the statements ({ }) of GNU, or the () of a macro.
func (p *parser) paren() Expr {
	from, end := p.i, p.closer(p.i)
	p.next()
	defer p.greater(gtCompares)()
	if p.kind() == scan.LBrace {
		b := p.block()
		p.closeParen(end)
		return &StmtExpr{p.span(from), b}
	}
	if end < 0 {
		return p.bad(from, ") missing")
	}
	if p.i == end {
		p.next()
		return &Lit{Span: p.span(from)}
	}
	x := p.expr()
	if !p.closeParen(end) {
		x = &Bad{Span{int32(from), int32(p.i - 1)}, ") expected"}
	}
	return &Paren{p.span(from), x}
}

// closeParen goes behind the parenthesis at end; false means that something
// stands before it.
func (p *parser) closeParen(end int) bool {
	ok := p.i == end
	if !ok {
		p.fail(") expected")
		p.i = max(p.i, end)
	}
	p.take(scan.RParen)
	return ok
}

// nameOrWord parses what begins with a name or a keyword.
func (p *parser) nameOrWord(from int) Expr {
	word := p.tok().Text
	switch w := p.word(p.i); {
	case w == wType, w == wTag, w == wTypeOf, w == wAuto, word == "typename":
		return p.typeInExpr()
	case word == "__extension__":
		p.next()
		return p.unary()
	case w == wOperator:
		return p.ident()
	case w == wExpr:
		return p.exprWord(from, word)
	case w != wNone:
		return p.bad(from, "expression expected")
	case p.at(p.i+1) == scan.String && p.sameLine(p.i+1):
		return p.strings()
	}
	n := p.parseName(inExpr)
	if p.i == from {
		p.next()
		return p.bad(from, "name expected")
	}
	if p.kind() == scan.LBrace && p.cpp && p.closer(p.i) > 0 && p.braceCast(from, n) {
		guess := !n.Parts[len(n.Parts)-1].Template && p.typeName(n.Last(), p.symOf(n)) == maybe
		t := &Type{Span: n.Span, Kind: TypeNamed, Name: n}
		x := p.list()
		return &Cast{p.span(from), CastCall, t, x, guess}
	}
	return &Ident{p.span(from), n}
}

// braceCast tells T{x} from a name with a block behind it, such as a macro's.
func (p *parser) braceCast(from int, n *Name) bool {
	if n.Parts[len(n.Parts)-1].Template {
		return true
	}
	switch p.typeName(n.Last(), p.symOf(n)) {
	case isNot:
		return false
	case maybe:
		return len(n.Parts) > 1 || !p.statementStart(from) // no macro has a qualified name
	}
	return true
}

// statementStart reports whether a statement may begin at i.
func (p *parser) statementStart(i int) bool {
	if i == 0 {
		return true
	}
	k := p.at(i - 1)
	return k == scan.Semi || k == scan.LBrace || k == scan.RBrace || k == scan.RParen
}

// typeInExpr parses int(x), or a type alone, as in the argument of a macro.
func (p *parser) typeInExpr() Expr {
	from := p.i
	t := p.specs(inParams).typ
	if p.kind() == scan.LParen || p.kind() == scan.LBrace {
		x := p.list()
		return &Cast{p.span(from), CastCall, t, x, false}
	}
	_, t = p.declarator(t, inParams, mayLackName)
	return &TypeExpr{p.span(from), t}
}

// exprWord parses what begins with a keyword of expressions.
func (p *parser) exprWord(from int, word string) Expr {
	p.next()
	switch {
	case strings.HasSuffix(word, "_cast"):
		return p.namedCast(from)
	case strings.HasSuffix(word, "offsetof"):
		s := &SizeOf{Word: word}
		if p.kind() != scan.LParen {
			return p.bad(from, "( expected")
		}
		if a := p.args(); len(a) > 1 {
			s.Of, s.Memb = a[0], a[1]
		}
		s.Span = p.span(from)
		return s
	case word == "_Generic":
		return p.generic(from)
	case word == "requires":
		for p.kind() == scan.LParen || p.kind() == scan.LBrace {
			p.i = p.skip(p.i)
		}
	case word == "noexcept":
		x := p.unary()
		return &Unary{p.span(from), word, x, false}
	}
	return &Lit{p.span(from), scan.Ident, word}
}

// strings parses literals in a row, with unknown macros among them: "a" PRIu64.
func (p *parser) strings() Expr {
	from := p.i
	var o strings.Builder
	for p.kind() == scan.String || p.name(p.i) && (p.i == from || p.at(p.i+1) != scan.LParen && p.sameLine(p.i)) || p.name(p.i) && p.at(p.i+1) == scan.String {
		if o.Len() > 0 {
			o.WriteByte(' ')
		}
		o.WriteString(p.tok().Text)
		p.next()
	}
	return &Lit{p.span(from), scan.String, o.String()}
}
