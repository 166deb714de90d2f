package syntax

import (
	"strings"

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
	p.i = min(end+1, len(p.toks)-1)
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
		from := p.i
		d := p.decl(inBlock)
		return &DeclStmt{p.span(from), d}
	}
	if p.kind() == scan.RParen {
		return nil
	}
	return p.expr()
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
		d := p.decl(inBlock)
		return &DeclStmt{p.span(from), d}
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

// keyword parses a statement that begins with a keyword.
func (p *parser) keyword() Stmt {
	from := p.i
	word := p.tok().Text
	p.next()
	switch word {
	case "if":
		s := &If{}
		done := p.scope()
		if p.is(p.i, "constexpr") || p.name(p.i) {
			p.next()
		}
		s.Init, s.Cond = p.cond()
		s.Then = p.stmt()
		p.elseIf(s)
		done()
		s.Span = p.span(from)
		return s
	case "for":
		return p.forLoop(from)
	case "while":
		done := p.scope()
		_, c := p.cond()
		b := p.stmt()
		done()
		return &While{p.span(from), c, b}
	case "do":
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
	case "switch":
		done := p.scope()
		s := &Switch{}
		s.Init, s.Cond = p.cond()
		s.Body = p.stmt()
		done()
		s.Span = p.span(from)
		return s
	case "case", "default":
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
	case "break", "continue", "__leave":
		p.want(scan.Semi)
		return &Jump{p.span(from), word}
	case "goto":
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
	case "return", "co_return", "throw":
		r := &Return{Word: word}
		if p.kind() == scan.LBrace {
			r.X = p.list()
		} else if p.kind() != scan.Semi {
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
	case "try", "__try":
		return p.handlers(from, p.stmt())
	case "asm", "__asm", "__asm__", "_asm":
		for p.word(p.i) == wCV || p.is(p.i, "goto") || p.is(p.i, "inline") {
			p.next()
		}
		if p.kind() == scan.LParen || p.kind() == scan.LBrace {
			p.i = p.skip(p.i)
		} else { // one instruction, to the end of the line
			for !p.end() && p.tok().Flags&scan.LineStart == 0 && p.kind() != scan.RBrace && p.kind() != scan.Semi {
				p.next()
			}
		}
		p.take(scan.Semi)
		return &Asm{p.span(from)}
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

// elseIf parses else ... of s. A chain of else if is a loop here, so that it
// may be long.
func (p *parser) elseIf(last *If) {
	for n := 0; p.is(p.i, "else"); n++ {
		p.next()
		if !p.is(p.i, "if") || n > maxChain {
			last.Else = p.stmt()
			break
		}
		in := &If{}
		from := p.i
		p.next()
		if p.is(p.i, "constexpr") {
			p.next()
		}
		in.Init, in.Cond = p.cond()
		in.Then = p.stmt()
		in.Span = p.span(from)
		last.Else = in
		last = in
	}
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
	at := p.i
	var init Stmt
	switch {
	case p.kind() == scan.Semi:
		p.next()
	case p.declAhead(p.i):
		d := p.decl(inBlock)
		init = &DeclStmt{p.span(at), d}
		var before Stmt
		if p.cpp && p.at(p.i-1) == scan.Semi && p.declAhead(p.i) { // for (T x; auto y : z)
			at := p.i
			before = init
			d := p.decl(inBlock)
			init = &DeclStmt{p.span(at), d}
		}
		if p.take(scan.Colon) {
			r := &RangeFor{Init: before, Var: init}
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
		if p.at(p.i-1) != scan.Semi {
			p.fail("; expected")
			p.i = end
		}
	default:
		x := p.expr()
		init = &ExprStmt{p.span(at), x}
		p.want(scan.Semi)
	}
	f := &For{Init: init}
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

func (p *parser) closeFor(end int) {
	if p.i != end {
		p.fail("head of a for")
	}
	p.i = end + 1
}

// handlers parses what follows the body of a try.
func (p *parser) handlers(from int, body Stmt) *Try {
	t := &Try{Body: body}
	for {
		at := p.i
		word := p.tok().Text
		if p.kind() != scan.Ident || word != "catch" && word != "__except" && word != "__finally" {
			if strings.HasPrefix(word, "CATCH_") && p.at(p.i+1) == scan.LParen { // CATCH_RETURN() of WIL
				x := p.expr()
				p.take(scan.Semi)
				t.Handlers = append(t.Handlers, &Handler{p.span(at), "catch", x, nil})
			}
			break
		}
		p.next()
		h := &Handler{Word: word}
		done := p.scope()
		if end := p.closer(p.i); p.kind() == scan.LParen && end > 0 {
			p.next()
			switch {
			case word == "__except":
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
		done()
		h.Span = p.span(at)
		t.Handlers = append(t.Handlers, h)
	}
	if t.Handlers == nil {
		p.fail("handler expected")
	}
	t.Span = p.span(from)
	return t
}
