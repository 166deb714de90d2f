package syntax

import "github.com/wskvet/wskvet/internal/cfront/scan"

func (p *parser) lambda() Expr {
	from := p.i
	l := &Lambda{Type: &Type{Kind: TypeFunc}}
	done := p.scope()
	defer done()
	l.Captures = p.captures()
	l.Typed = p.kind() == scan.Lt
	p.lambdaTypes()
	if end := p.closer(p.i); p.kind() == scan.LParen && end > 0 {
		p.params(l.Type)
		p.i = end + 1
		for _, v := range l.Type.Params {
			p.declare(v.Name, symValue)
		}
	}
	for !p.end() && p.lambdaSuffix(l) {
	}
	if p.kind() != scan.LBrace {
		return p.bad(from, "lambda without body")
	}
	defer p.greater(gtCompares)()
	l.Body = p.block()
	l.Span = p.span(from)
	return l
}

// captures parses [&, x = 1, this].
func (p *parser) captures() (out []*Init) {
	end := p.closer(p.i)
	for p.next(); p.i < end; {
		from := p.i
		in := &Init{}
		for p.captureWord() {
			p.next()
		}
		if p.name(p.i) {
			in.Name = p.parseName(inExpr)
			p.take(scan.Ellipsis)
			in.X = p.initializer()
		}
		in.Span = p.span(from)
		out = append(out, in)
		p.toComma(end)
		if p.i < end {
			p.next()
		}
	}
	p.i = end + 1
	return out
}

// captureWord reports whether the current token may stand before a captured
// name, or alone.
func (p *parser) captureWord() bool {
	switch p.kind() {
	case scan.Amp, scan.Star, scan.Assign, scan.Ellipsis:
		return true
	}
	return p.is(p.i, "this")
}

// lambdaTypes parses <class T> behind the captures.
func (p *parser) lambdaTypes() {
	if p.kind() != scan.Lt {
		return
	}
	end := p.templateEnd(p.i)
	if end == 0 {
		return
	}
	for p.i++; p.i < end-1; p.i++ {
		if p.name(p.i) {
			p.set(p.tok().Text, symType)
		}
	}
	p.i = end
}

// lambdaSuffix parses mutable, noexcept(...) or -> T.
func (p *parser) lambdaSuffix(l *Lambda) bool {
	switch {
	case p.is(p.i, "noexcept"), p.is(p.i, "mutable"), p.is(p.i, "constexpr"), p.name(p.i):
		if p.next(); p.kind() == scan.LParen {
			p.i = p.skip(p.i)
		}
	case p.kind() == scan.Arrow:
		p.next()
		l.Type.Elem = p.typeID()
	default:
		return false
	}
	return true
}
