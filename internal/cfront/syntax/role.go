package syntax

import "github.com/wskvet/wskvet/internal/cfront/scan"

// A role is what a name in front of a declarator is there for.
type role uint8

const (
	isDeclarator role = iota // it is what is declared
	isType
	isDecoration
)

// ahead is a name that was looked at and not yet taken.
type ahead struct {
	from, end int
	sure      sure
	next      scan.Kind // the token behind it
}

// roleOf decides what the name at the current token is. typed says that there is
// a type already. For a decoration it gives the end, its arguments included. It
// leaves in p.guess whether it had to guess.
func (p *parser) roleOf(typed bool, w where) (role, int) {
	p.guess = false
	n := ahead{from: p.i}
	n.end, n.sure = p.nameEnd(p.i, withArgs)
	n.next = p.at(n.end)
	switch {
	case n.end == n.from || p.at(n.from) == scan.Scope && n.end == n.from+1:
		return isDeclarator, 0
	case typed:
		return p.roleBehindType(n, w)
	case p.cpp && w != inParams && p.untyped(n, w):
		return isDeclarator, 0
	case p.name(n.end) || n.next == scan.Scope && p.name(n.end+1):
		return p.roleBeforeName(n, w)
	case n.next == scan.LParen && p.closer(n.end) > 0:
		return p.roleBeforeParen(n, w)
	}
	switch p.word(n.end) {
	case wType, wTag, wStorage, wTypeOf, wAuto:
		return isDecoration, n.end
	}
	switch {
	case n.next == scan.String && w == atFile: // a macro for extern
		return isDecoration, n.end + 1
	case n.next == scan.LBrace && w == atFile:
		return isDecoration, n.end
	case n.next == scan.LBrack && w == inBlock, n.next == scan.Assign && w != inParams && w != inBlock:
		return isDeclarator, 0 // int of old C
	}
	return isType, 0
}

// roleBehindType is the role of a name where the type is known: T here x.
func (p *parser) roleBehindType(n ahead, w where) (role, int) {
	switch {
	case n.next == scan.Star && w != inParams, p.name(n.end), p.word(n.end) == wOperator,
		p.word(n.end) == wType && p.at(n.end+1) != scan.LParen, p.word(n.end) == wTag && w != inClass:
		return isDecoration, n.end
	case n.next == scan.LParen && p.closer(n.end) > 0 && p.decoratesDeclarator(n.end, w):
		return isDecoration, p.closer(n.end) + 1
	}
	return isDeclarator, 0
}

// decoratesDeclarator tells VOID ANNOTATION(x) name(...) from VOID name(...)
// ANNOTATION {, at the first parenthesis.
func (p *parser) decoratesDeclarator(paren int, w where) bool {
	n := p.closer(paren) + 1
	if !p.name(n) || p.toks[n].Text == "noexcept" || p.oldParamsAhead(paren) {
		return false
	}
	switch p.at(n + 1) {
	case scan.Assign, scan.LBrack:
		return true
	case scan.Semi:
		return w == inClass
	case scan.LParen:
		if p.at(p.skip(n+1)) == scan.LBrace && p.at(p.skip(paren)-2) == scan.RParen {
			return false // VOID name(int (*f)(int)) ANNOTATION(y) {
		}
		return !p.paramsAhead(paren) || p.paramsAhead(n+1) // not VOID name(PVOID x) ANNOTATION(y)
	}
	return false
}

// untyped reports whether a constructor, a destructor or a conversion begins
// here: they have no type in front.
func (p *parser) untyped(n ahead, w where) bool {
	switch n.next {
	case scan.LParen:
		return w == inClass && p.toks[n.end-1].Text == p.class || w == atFile && p.constructorName(n.from, n.end)
	case scan.Scope:
		return p.at(n.end+1) == scan.Tilde || p.word(n.end+1) == wOperator
	}
	return false
}

// constructorName reports whether the name from i to e ends in A::A.
func (p *parser) constructorName(i, e int) bool {
	if e-i < 3 || p.at(e-2) != scan.Scope {
		return false
	}
	for j := i; j < e-2; j++ {
		if p.is(j, p.toks[e-1].Text) {
			return true
		}
	}
	return false
}

// roleBeforeName is the role of a in "a b": the type, unless b is.
func (p *parser) roleBeforeName(n ahead, w where) (role, int) {
	if n.sure == certain {
		return isType, 0
	}
	end, sure := p.nameEnd(n.end, withArgs)
	switch next := p.at(end); {
	case p.name(end), next == scan.Star, next == scan.Amp && p.cpp, p.word(end) == wCV && !p.is(end, "const"):
		// a b c, a b *c: one of a and b decorates
		p.guess = n.sure == maybe && sure == maybe
		if n.sure > sure || next != scan.Ident && n.sure == sure && w == inParams {
			return isType, 0
		}
		return isDecoration, n.end
	case p.word(end) == wType, p.word(end) == wTag:
		return isDecoration, n.end
	case next == scan.LParen && p.closer(end) > 0 && w != inBlock && p.typeOnLine(p.closer(end)+1):
		return isDecoration, n.end // a b(x) c: b(x) decorates
	}
	return isType, 0
}

// typeOnLine reports whether the type of a declaration stands at i, where else a
// decoration behind a function would.
func (p *parser) typeOnLine(i int) bool {
	switch p.word(i) {
	case wType, wTag:
		return true
	case wStorage:
		return p.sameLine(i)
	}
	return p.name(i) && p.name(i+1) && p.sameLine(i)
}

// roleBeforeParen is the role of a in "a(".
func (p *parser) roleBeforeParen(n ahead, w where) (role, int) {
	in, after := n.end+1, p.closer(n.end)+1
	switch {
	case p.pointerInParens(in) && p.derivedBehind(after):
		return isType, 0 // T (*f)(...)
	case w == inParams && p.at(after) != scan.Ident:
		return isType, 0
	case (p.at(after) == scan.Ident && p.word(after) != wCV || p.at(after) == scan.Scope) && !p.oldParamsAhead(n.end):
		if p.name(after) && (p.at(after+1) == scan.LBrace || p.at(after+1) == scan.Semi) {
			return isDeclarator, 0 // name(...) ANNOTATION {
		}
		return isDecoration, after
	case p.name(in) && p.at(in+1) == scan.RParen && p.at(after) == scan.LParen:
		return isType, 0 // T (f)(...)
	}
	return isDeclarator, 0
}

// pointerInParens reports whether *f, CALLCONV *f or A::*f stands at i.
func (p *parser) pointerInParens(i int) bool {
	switch p.at(i) {
	case scan.Star, scan.Xor, scan.Amp:
		return true
	}
	return p.name(i) && (p.at(i+1) == scan.Star || p.at(i+1) == scan.Scope)
}

// derivedBehind reports whether a function, an array or a value follows what
// stands in the parentheses that end before i.
func (p *parser) derivedBehind(i int) bool {
	switch p.at(i) {
	case scan.LParen, scan.LBrack:
		return true
	case scan.Assign:
		return p.at(i-2) == scan.Ident
	}
	return false
}
