package syntax

import "github.com/wskvet/wskvet/internal/cfront/scan"

// strayNames goes over unknown macros behind a declarator.
func (p *parser) strayNames() {
	for p.name(p.i) {
		p.i++
		if p.kind() == scan.LParen {
			p.i = p.skip(p.i)
		}
	}
}

// macroAhead reports whether NAME(...) at the current token is the call of an
// unknown macro and no function without a type.
func (p *parser) macroAhead(w where) bool {
	end := p.closer(p.i + 1)
	if end < 0 || w == inBlock || p.tok().Text == p.class {
		return false
	}
	switch k := p.at(end + 1); {
	case k == scan.Semi:
		return p.at(p.i+2) != scan.Star // T (*p);
	case k == scan.RBrace, k == scan.EOF:
		return true
	case p.sameLine(end + 1):
		return false
	case k == scan.Ident:
		return p.macroOnLine(end+1) || p.declOnLine(end+1)
	}
	return false
}

// macroOnLine reports whether another call of a macro is at i, with a line of
// its own: DECLARE_X(y) DECLARE_Z().
func (p *parser) macroOnLine(i int) bool {
	if p.at(i+1) != scan.LParen {
		return false
	}
	n := p.closer(i+1) + 1
	if n == 0 {
		return false
	}
	switch p.at(n) {
	case scan.RBrace:
		return true
	case scan.Ident:
		return !p.sameLine(n) && (p.at(n+1) == scan.LParen || p.word(n) == wDecl)
	}
	return false
}

// declOnLine reports whether a declaration may begin at i, on the line below a
// macro. Old C has the types of parameters there.
func (p *parser) declOnLine(i int) bool {
	e := i
	for p.at(e) == scan.Ident || p.at(e) == scan.Star || p.at(e) == scan.Scope {
		e++
	}
	return p.at(e) != scan.LParen || p.word(i) == wStorage || p.word(i) == wDecl
}

// macroCall parses the call of an unknown macro.
func (p *parser) macroCall() []Decl {
	from := p.i
	p.i = p.skip(p.i + 1)
	p.take(scan.Semi)
	return []Decl{&Macro{p.span(from), p.toks[from].Text}}
}

// tableAhead reports whether DEFINE_TABLE(x) { a, b }; begins here.
func (p *parser) tableAhead() bool {
	open := p.closer(p.i+1) + 1
	if open == 0 || p.at(open) != scan.LBrace {
		return false
	}
	end := p.closer(open)
	return end > 0 && p.at(end+1) == scan.Semi && p.at(end-1) != scan.Semi && upper(p.tok().Text)
}

// table parses what tableAhead saw, as a variable with a list for a value.
func (p *parser) table() []Decl {
	from := p.i
	n := p.nameAt(p.i)
	p.i = p.closer(p.i+1) + 1
	x := p.list()
	p.next()
	return []Decl{&Var{Span: p.span(from), Name: n, Type: &Type{Kind: TypeNone, Span: n.Span}, Init: x}}
}
