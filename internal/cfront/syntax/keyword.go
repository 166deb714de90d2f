package syntax

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// keyword parses a statement that begins with a keyword.
func (p *parser) keyword() Stmt {
	from := p.i
	word := p.tok().Text
	p.next()
	switch word {
	case "if":
		return p.ifStmt(from)
	case "for":
		return p.forLoop(from)
	case "while":
		return p.whileLoop(from)
	case "do":
		return p.doLoop(from)
	case "switch":
		return p.switchStmt(from)
	case "case", "default":
		return p.caseLabel(from, word)
	case "break", "continue", "__leave":
		p.want(scan.Semi)
		return &Jump{p.span(from), word}
	case "goto":
		return p.gotoStmt(from)
	case "return", "co_return", "throw":
		return p.returnStmt(from, word)
	case "try", "__try":
		return p.handlers(from, p.stmt())
	case "asm", "__asm", "__asm__", "_asm":
		return p.asm(from)
	case "else":
		p.fail("else without if")
		p.stmt()
		return &Bad{p.span(from), "else without if"}
	}
	// catch, __except or __finally without try
	p.i = from
	b := p.bad(from, word+" without try")
	p.handlers(from, b)
	b.To = int32(p.i)
	return b
}

// ifStmt parses what stands behind if, else included. A chain of else if is a
// loop here, so that it may be long.
func (p *parser) ifStmt(from int) Stmt {
	done := p.scope()
	defer done()
	first := &If{}
	p.ifHead(first)
	for n, last := 0, first; p.is(p.i, "else"); n++ {
		p.next()
		if !p.is(p.i, "if") || n > maxChain {
			last.Else = p.stmt()
			break
		}
		in := &If{}
		at := p.i
		p.next()
		p.ifHead(in)
		in.Span = p.span(at)
		last.Else = in
		last = in
	}
	first.Span = p.span(from)
	return first
}

// ifHead parses the condition of an if and what is done where it holds.
func (p *parser) ifHead(s *If) {
	if p.is(p.i, "constexpr") || p.name(p.i) {
		p.next()
	}
	s.Init, s.Cond = p.cond()
	s.Then = p.stmt()
}

func (p *parser) whileLoop(from int) Stmt {
	done := p.scope()
	defer done()
	_, c := p.cond()
	b := p.stmt()
	return &While{p.span(from), c, b}
}

func (p *parser) doLoop(from int) Stmt {
	s := &Do{Body: p.stmt()}
	if p.is(p.i, "while") {
		p.next()
		_, s.Cond = p.cond()
		p.take(scan.Semi)
	} else {
		p.fail("while expected")
	}
	s.Span = p.span(from)
	return s
}

func (p *parser) switchStmt(from int) Stmt {
	done := p.scope()
	defer done()
	s := &Switch{}
	s.Init, s.Cond = p.cond()
	s.Body = p.stmt()
	s.Span = p.span(from)
	return s
}

func (p *parser) caseLabel(from int, word string) Stmt {
	c := &Case{}
	if word == "case" {
		c.X = p.binaryOrCond()
		if p.take(scan.Ellipsis) {
			c.To = p.binaryOrCond()
		}
	}
	p.want(scan.Colon)
	c.Span = p.span(from)
	return c
}

func (p *parser) gotoStmt(from int) Stmt {
	g := &Goto{}
	if p.kind() == scan.Ident {
		g.Label = p.tok().Text
		p.next()
	} else {
		g.X = p.expr()
	}
	p.want(scan.Semi)
	g.Span = p.span(from)
	return g
}

func (p *parser) returnStmt(from int, word string) Stmt {
	r := &Return{Word: word}
	switch p.kind() {
	case scan.LBrace:
		r.X = p.list()
	case scan.Semi:
	default:
		r.X = p.expr()
	}
	if !p.take(scan.Semi) {
		at := p.i
		for !p.end() && p.kind() != scan.Semi && p.kind() != scan.RBrace {
			p.i = p.skip(p.i)
		}
		r.X = p.bad(at, "; expected")
		p.take(scan.Semi)
	}
	r.Span = p.span(from)
	return r
}

// asm goes over assembler: in brackets, or one instruction to the end of the
// line.
func (p *parser) asm(from int) Stmt {
	for p.word(p.i) == wCV || p.is(p.i, "goto") || p.is(p.i, "inline") {
		p.next()
	}
	if p.kind() == scan.LParen || p.kind() == scan.LBrace {
		p.i = p.skip(p.i)
	} else {
		for !p.end() && p.sameLine(p.i) && p.kind() != scan.RBrace && p.kind() != scan.Semi {
			p.next()
		}
	}
	p.take(scan.Semi)
	return &Asm{p.span(from)}
}

// binaryOrCond is an expression without assignment, for case.
func (p *parser) binaryOrCond() Expr {
	from := p.i
	x := p.binary(1)
	if p.kind() == scan.Quest {
		p.next()
		a := p.expr()
		p.want(scan.Colon)
		b := p.binaryOrCond()
		x = &Cond{p.span(from), x, a, b}
	}
	return x
}

func (p *parser) forLoop(from int) Stmt {
	if p.is(p.i, "each") {
		p.next()
	}
	end := p.closer(p.i)
	if p.kind() != scan.LParen || end < 0 {
		return p.bad(from, "( expected")
	}
	p.next()
	done := p.scope()
	defer done()
	f := &For{}
	at := p.i
	switch {
	case p.kind() == scan.Semi:
		p.next()
	case p.declAhead(p.i):
		before := Stmt(nil)
		f.Init = p.declStmt()
		if p.cpp && p.at(p.i-1) == scan.Semi && p.declAhead(p.i) { // for (T x; auto y : z)
			before, f.Init = f.Init, p.declStmt()
		}
		if p.take(scan.Colon) {
			return p.rangeFor(from, end, &RangeFor{Init: before, Var: f.Init})
		}
		if p.at(p.i-1) != scan.Semi {
			p.fail("; expected")
			p.i = end
		}
	default:
		x := p.expr()
		f.Init = &ExprStmt{p.span(at), x}
		p.want(scan.Semi)
	}
	if p.kind() != scan.Semi && p.i < end {
		f.Cond = p.condPart()
	}
	p.take(scan.Semi)
	if p.i < end {
		f.Step = p.expr()
	}
	p.closeFor(end)
	f.Body = p.stmt()
	f.Span = p.span(from)
	return f
}

// rangeFor parses what stands behind the colon of a for whose head ends at end.
func (p *parser) rangeFor(from, end int, r *RangeFor) Stmt {
	if p.kind() == scan.LBrace {
		r.X = p.list()
	} else {
		r.X = p.expr()
	}
	p.closeFor(end)
	r.Body = p.stmt()
	r.Span = p.span(from)
	return r
}

func (p *parser) closeFor(end int) {
	if p.i != end {
		p.fail("head of a for")
	}
	p.i = end + 1
}

// handlers parses what follows the body of a try.
func (p *parser) handlers(from int, body Stmt) *Try {
	t := &Try{Body: body}
	for p.is(p.i, "catch") || p.is(p.i, "__except") || p.is(p.i, "__finally") {
		t.Handlers = append(t.Handlers, p.handler())
	}
	if at := p.i; p.name(at) && strings.HasPrefix(p.tok().Text, "CATCH_") && p.at(at+1) == scan.LParen { // CATCH_RETURN() of WIL
		x := p.expr()
		p.take(scan.Semi)
		t.Handlers = append(t.Handlers, &Handler{p.span(at), "catch", x, nil})
	}
	if t.Handlers == nil {
		p.fail("handler expected")
	}
	t.Span = p.span(from)
	return t
}

func (p *parser) handler() *Handler {
	from := p.i
	h := &Handler{Word: p.tok().Text}
	p.next()
	done := p.scope()
	defer done()
	if end := p.closer(p.i); p.kind() == scan.LParen && end > 0 {
		p.next()
		switch {
		case h.Word == "__except":
			h.Filter = p.expr()
		case !p.take(scan.Ellipsis):
			v := p.param()
			p.declare(v.Name, symValue)
			h.Filter = v
		}
		if p.i != end {
			p.fail("filter")
		}
		p.i = end + 1
	}
	h.Body = p.stmt()
	h.Span = p.span(from)
	return h
}
