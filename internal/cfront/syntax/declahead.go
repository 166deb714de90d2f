package syntax

import "github.com/wskvet/wskvet/internal/cfront/scan"

// declAhead reports whether a declaration and no expression starts at i, which
// is the start of a statement. It leaves in p.guess whether it had to guess.
func (p *parser) declAhead(i int) bool {
	p.guess = false
	switch p.word(i) {
	case wType, wTag:
		return p.at(i+1) != scan.LParen || p.at(i+2) == scan.Star // int(x) is an expression
	case wTypeOf, wCV, wStorage, wAuto, wDecl:
		return true
	case wNone:
	default:
		return false
	}
	if p.at(i) != scan.Ident && p.at(i) != scan.Scope {
		return false
	}
	n := ahead{from: i}
	n.end, n.sure = p.nameEnd(i, withArgs)
	n.next = p.at(n.end)
	if n.end == i {
		return false
	}
	switch p.word(n.end) {
	case wCV, wType, wTag, wStorage:
		return true
	}
	switch {
	case p.name(n.end):
		return p.declBeforeName(n)
	case p.derives(n.end):
		return n.sure != isNot && p.declBeforePointer(n)
	case n.next == scan.LParen:
		return n.sure != isNot && p.declBeforeParen(n)
	}
	return n.next == scan.Scope && p.at(n.end+1) == scan.Star
}

// derives reports whether the token at i makes a pointer or a reference.
func (p *parser) derives(i int) bool {
	switch p.at(i) {
	case scan.Star:
		return true
	case scan.Amp, scan.AndAnd, scan.Xor:
		return p.cpp
	}
	return false
}

// declBeforeName decides on "a b": a macro without semicolon may stand on a line
// of its own.
func (p *parser) declBeforeName(n ahead) bool {
	if p.sameLine(n.end) || n.sure >= likely {
		return true
	}
	p.guess = true
	switch p.at(n.end + 1) {
	case scan.Semi, scan.Comma, scan.LBrack, scan.Ident:
		return true
	case scan.Assign:
		return p.sym(p.toks[n.end].Text) == symNone
	}
	return false
}

// declBeforePointer decides on "a * b".
func (p *parser) declBeforePointer(n ahead) bool {
	e := n.end
	for k := p.at(e); k == scan.Star || k == scan.Amp || k == scan.AndAnd || k == scan.Xor || p.word(e) == wCV; k = p.at(e) {
		e++
	}
	behind := p.at(e + 1)
	if (n.next == scan.Amp || n.next == scan.AndAnd) && n.sure < likely && behind != scan.Assign && behind != scan.Colon {
		return false
	}
	if !p.name(e) {
		return n.sure == certain && p.at(e) == scan.LParen
	}
	p.guess = n.sure < likely && (behind == scan.Semi || behind == scan.Comma)
	switch behind {
	case scan.Semi, scan.Assign, scan.Comma, scan.LBrack, scan.LBrace, scan.Colon:
		return true
	case scan.LParen, scan.RParen:
		return n.sure >= likely
	}
	return p.name(e + 1)
}

// declBeforeParen decides on "a (*b)(...)"; f(x) and T(x) are expressions.
func (p *parser) declBeforeParen(n ahead) bool {
	end := p.closer(n.end)
	if end < 0 || p.at(end+1) != scan.LParen && p.at(end+1) != scan.LBrack {
		return false
	}
	star := p.at(n.end + 1)
	return (star == scan.Star || star == scan.Xor) && (p.name(n.end+2) || p.word(n.end+2) == wCV) && p.at(n.end+3) != scan.Arrow
}
