package syntax

import (
	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// spot is where a name stands.
type spot uint8

const (
	inType spot = iota
	inExpr      // < begins template arguments only where that is likely
)

// parseName parses a name.
func (p *parser) parseName(s spot) *Name {
	from := p.i
	n := &Name{Global: p.take(scan.Scope)}
	for {
		switch {
		case p.kind() == scan.Tilde && p.at(p.i+1) == scan.Ident:
			p.next()
			n.Parts = append(n.Parts, Part{Text: "~" + p.tok().Text})
			p.next()
		case p.word(p.i) == wOperator:
			n.Parts = append(n.Parts, Part{Text: p.operatorName()})
		case p.kind() == scan.Ident:
			part := Part{Text: p.tok().Text}
			p.next()
			if p.cpp && p.kind() == scan.Lt && (s == inType || p.templateInExpr(part.Text)) {
				if end := p.templateEnd(p.i); end > 0 {
					part.Template = true
					part.Args = p.templateArgs(end - 1)
				}
			}
			n.Parts = append(n.Parts, part)
		}
		if p.kind() != scan.Scope || len(n.Parts) == 0 || p.at(p.i+1) != scan.Ident && p.at(p.i+1) != scan.Tilde {
			break
		}
		p.next()
		if p.is(p.i, "template") {
			p.next()
		}
	}
	n.Span = p.span(from)
	return n
}

// operatorName parses operator and what it names.
func (p *parser) operatorName() string {
	p.next()
	switch k := p.kind(); {
	case k == scan.LParen && p.at(p.i+1) == scan.RParen, k == scan.LBrack && p.at(p.i+1) == scan.RBrack:
		p.i += 2
		return "operator " + k.String() + (k + 1).String()
	case p.is(p.i, "new"), p.is(p.i, "delete"):
		s := "operator " + p.tok().Text
		p.next()
		if p.kind() == scan.LBrack && p.at(p.i+1) == scan.RBrack {
			p.i += 2
			s += "[]"
		}
		return s
	case k == scan.String:
		p.next()
		s := `operator ""`
		if p.name(p.i) {
			s += p.tok().Text
			p.next()
		}
		return s
	case k == scan.Ident:
		from := p.i
		if p.name(p.i) {
			p.parseName(inType)
		} else {
			p.specs(inParams)
			if p.name(p.i) { // const T
				p.parseName(inType)
			}
		}
		for p.kind() == scan.Star || p.kind() == scan.Amp || p.word(p.i) == wCV {
			p.next()
		}
		return "operator " + p.file.Text(p.span(from))
	case k > scan.Scope || k == scan.Arrow || k == scan.Comma:
		k, n := p.operator()
		p.i += n
		return "operator " + k.String()
	}
	return "operator"
}

// templateInExpr reports whether < behind a name in an expression begins
// template arguments: after a known template, or if what stands there looks
// like types and a call or a scope follows.
func (p *parser) templateInExpr(name string) bool {
	switch p.sym(name) {
	case symTemplate, symFuncTemplate:
		return true
	case symValue:
		return false
	}
	end := p.templateEnd(p.i)
	if end == 0 {
		return false
	}
	if k := p.at(end); k != scan.LParen && k != scan.Scope && k != scan.LBrace && k != scan.RParen && k != scan.Comma && k != scan.Semi {
		return false
	}
	e, s := p.typeEnd(p.i + 1)
	if e > 0 && (p.at(e) == scan.Comma || e == end-1) && s >= likely {
		return true
	}
	return p.tok().Flags&scan.Space == 0 && p.toks[p.i+1].Flags&scan.Space == 0
}

// templateArgs parses <a, b>, end being the index of the >.
func (p *parser) templateArgs(end int) (out []Node) {
	if !p.enter() {
		p.depth--
		p.i = end + 1
		return nil
	}
	defer func() { p.depth-- }()
	defer p.greater(gtEnds)()
	for p.next(); p.i < end; {
		e, s := p.typeEnd(p.i)
		if e > 0 && p.at(e) == scan.Ellipsis {
			e++
		}
		if e > 0 && s != isNot && (e == end || p.at(e) == scan.Comma) {
			t := p.typeID()
			out = append(out, t)
			p.take(scan.Ellipsis)
		} else {
			out = append(out, p.assign())
		}
		p.comma(end, "template argument")
	}
	p.i = end + 1
	return out
}
