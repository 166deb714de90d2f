package syntax

import (
	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// block parses { ... }.
func (p *parser) block() *Block {
	from := p.i
	b := &Block{}
	end := p.closer(p.i)
	p.next()
	if end < 0 {
		p.fail("} missing")
		end = len(p.toks) - 1
	}
	if !p.enter() {
		b.List = []Stmt{p.giveUp(end)}
	}
	done := p.scope()
	for p.i < end {
		at := p.i
		b.List = append(b.List, p.stmt())
		if p.i == at {
			p.i = p.skip(p.i)
			b.List = append(b.List, p.bad(at, "statement expected"))
		}
	}
	if p.i = end; p.kind() == scan.RBrace && p.tok().Text == "" { // one that closeFunctions put
		p.fail("} missing")
	}
	p.next()
	done()
	p.depth--
	b.Span = p.span(from)
	return b
}

// cond parses the condition of an if: ( expression ), also with a declaration.
// init is what stands before a semicolon in it.
func (p *parser) cond() (init Stmt, c Node) {
	end := p.closer(p.i)
	if p.kind() != scan.LParen || end < 0 {
		return nil, p.bad(p.i, "( expected")
	}
	p.next()
	c = p.condPart()
	if p.cpp && p.kind() == scan.Semi || p.i > 0 && p.at(p.i-1) == scan.Semi && p.i < end {
		p.take(scan.Semi)
		switch x := c.(type) {
		case Stmt:
			init = x
		case Expr:
			init = &ExprStmt{x.Range(), x}
		}
		c = nil
		if p.i < end {
			c = p.condPart()
		}
	}
	if p.i != end {
		c = p.bad(p.i, "condition")
	}
	p.i = end + 1
	return init, c
}

func (p *parser) condPart() Node {
	if p.cpp && p.declAhead(p.i) {
		return p.declStmt()
	}
	if p.kind() == scan.RParen {
		return nil
	}
	return p.expr()
}

func (p *parser) declStmt() *DeclStmt {
	from := p.i
	guess := p.guess // of declAhead, which said that this is a declaration
	d := p.decl(inBlock)
	return &DeclStmt{p.span(from), d, guess}
}

func (p *parser) stmt() Stmt {
	from := p.i
	if !p.enter() {
		p.depth--
		p.toSemi()
		return p.bad(from, "nested too deeply")
	}
	defer func() { p.depth-- }()
	switch p.kind() {
	case scan.LBrace:
		return p.block()
	case scan.Semi:
		p.next()
		return &ExprStmt{Span: p.span(from)}
	case scan.Ident:
		if p.word(p.i) == wStmt {
			return p.keyword()
		}
		if p.name(p.i) && p.at(p.i+1) == scan.Colon {
			name := p.tok().Text
			p.i += 2
			return &Label{p.span(from), name}
		}
	}
	if p.declAhead(p.i) {
		return p.declStmt()
	}
	x := p.expr()
	switch {
	case p.take(scan.Semi):
		return &ExprStmt{p.span(from), x}
	case p.isMacro(x):
		// FOR_EACH(x, list) { ... }, or a macro that brings its own semicolon
		m := &MacroStmt{X: x}
		switch {
		case p.kind() == scan.LBrace:
			m.Body = p.block()
		case p.kind() == scan.RBrace, p.tok().Flags&scan.LineStart != 0, p.is(p.i, "else"):
		default:
			m.Body = p.stmt()
		}
		m.Span = p.span(from)
		return m
	}
	p.fail("; expected")
	for !p.end() && p.kind() != scan.RBrace && p.kind() != scan.Semi {
		if t := p.tok(); p.i > from && t.Flags&scan.LineStart != 0 && p.word(p.i) == wStmt {
			return &Bad{p.span(from), "; expected"} // a statement begins on this line
		}
		if p.kind() == scan.LBrace && p.i > from && p.closer(p.i) > 0 {
			// keep what is in the braces: it may be much of the function
			body := p.block()
			return &MacroStmt{p.span(from), &Bad{Span{int32(from), body.From}, "; expected"}, body}
		}
		p.i = p.skip(p.i)
	}
	p.take(scan.Semi)
	return &Bad{p.span(from), "; expected"}
}

// isMacro reports whether x may be the call of an unknown macro, or its name.
func (p *parser) isMacro(x Expr) bool {
	if c, ok := x.(*Call); ok {
		x = c.Fun
	} else if p.kind() != scan.LBrace && p.tok().Flags&scan.LineStart == 0 {
		return false
	}
	id, ok := x.(*Ident)
	return ok && len(id.Name.Parts) == 1
}
