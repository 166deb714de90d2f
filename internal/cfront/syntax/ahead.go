package syntax

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// extent is how far a name goes.
type extent uint8

const (
	withoutArgs extent = iota
	withArgs           // of a template
)

// nameEnd is the index behind the name, qualified or not, that starts at i, and
// how surely it is a type.
func (p *parser) nameEnd(i int, to extent) (int, sure) {
	if p.at(i) == scan.Scope {
		i++
	}
	s := isNot
	for first := i == 0 || p.at(i-1) != scan.Scope; p.name(i); first = false {
		k := symNone // of a qualified name only the hints tell
		if first {
			k = p.sym(p.toks[i].Text)
		}
		s = p.typeName(p.toks[i].Text, k)
		i++
		if p.cpp && p.at(i) == scan.Lt && (to == withArgs && k != symValue || k == symTemplate || k == symFuncTemplate) {
			if e := p.templateEnd(i); e > 0 {
				i = e
				if s == maybe {
					s = likely
				}
			}
		}
		if p.at(i) != scan.Scope || !p.name(i+1) {
			break
		}
		i++
	}
	return i, s
}

// maxTemplate bounds the tokens of a list of template arguments.
const maxTemplate = 300

// templateEnd is the index behind the > for the < at i, 0 if what stands there
// is no list of template arguments.
func (p *parser) templateEnd(i int) int {
	params := i > 0 && p.is(i-1, "template")
	known := params || i > 0 && p.sym(p.toks[i-1].Text) >= symTemplate
	depth := 0
	for j := i; j < i+maxTemplate && j < len(p.toks)-1; j++ {
		switch k := p.at(j); k {
		case scan.Lt:
			depth++
		case scan.Gt:
			if depth--; depth == 0 {
				return j + 1
			}
		case scan.LParen, scan.LBrack, scan.LBrace:
			if p.closer(j) < 0 || k == scan.LBrace && depth > 0 && !p.valueBehind(j) {
				return 0
			}
			j = p.closer(j)
		case scan.OrOr, scan.Dot: // a < b || c > d
			if !known {
				return 0
			}
		case scan.Assign:
			if !params {
				return 0
			}
		case scan.Semi, scan.RParen, scan.RBrack, scan.RBrace, scan.String, scan.Quest,
			scan.AddAssign, scan.SubAssign, scan.Inc, scan.Dec, scan.Arrow:
			return 0
		}
	}
	return 0
}

// valueBehind reports whether the brace at i is T{...} or a lambda's body.
func (p *parser) valueBehind(i int) bool {
	k := p.at(i - 1)
	return k == scan.Ident || k == scan.Gt || k == scan.RParen
}

// typeEnd looks for a type as in a cast, from i on: the index behind it and how
// sure it is one. The index is 0 if it cannot be a type.
func (p *parser) typeEnd(i int) (int, sure) {
	if p.looks >= maxAhead {
		return 0, isNot
	}
	p.looks++
	defer func() { p.looks-- }()
	i, s := p.specsEnd(i)
	if i == 0 {
		return 0, isNot
	}
	return p.derivedEnd(i, s)
}

// specsEnd goes over the words and the name of a type: const struct S.
func (p *parser) specsEnd(i int) (int, sure) {
	s, named := isNot, false
	for {
		switch w := p.word(i); {
		case w == wType, w == wAuto:
			i++
			s, named = certain, true
		case w == wCV:
			i++
			if !named {
				s = max(s, likely)
			}
		case w == wTag:
			i = p.tagEnd(i)
			s, named = certain, true
		case w == wTypeOf && p.at(i+1) == scan.LParen:
			i = p.skip(i + 1)
			s, named = certain, true
		case !named && (p.name(i) || p.at(i) == scan.Scope):
			e, t := p.nameEnd(i, withArgs)
			if t == isNot || e == i+1 && p.at(i) == scan.Scope {
				return 0, isNot
			}
			i, s, named = e, max(s, t), true
		case !named:
			return 0, isNot
		default:
			return i, s
		}
	}
}

// tagEnd is the index behind struct S or struct S { ... }.
func (p *parser) tagEnd(i int) int {
	if i++; p.name(i) || p.at(i) == scan.Scope {
		i, _ = p.nameEnd(i, withArgs)
	}
	if p.at(i) == scan.LBrace {
		i = p.skip(i)
	}
	return i
}

// derivedEnd goes over what makes another type of a type: * const, [n], (*)(x).
func (p *parser) derivedEnd(i int, s sure) (int, sure) {
	for {
		switch k := p.at(i); {
		case k == scan.Star, k == scan.Ellipsis, p.cpp && (k == scan.Xor || k == scan.Amp || k == scan.AndAnd):
			i++
		case p.word(i) == wCV:
			i++
			s = max(s, likely)
		case k == scan.LBrack && p.closer(i) > 0:
			i = p.closer(i) + 1
		case k == scan.LParen && p.closer(i) > 0 && p.abstractPointer(i):
			i = p.skip(p.closer(i) + 1)
			s = certain
		case p.name(i) && p.pointerDecoration(i, s):
			i++
		case k == scan.LParen && s >= likely && p.closer(i) > 0 && p.paramsAhead(i):
			i = p.closer(i) + 1
		default:
			return i, s
		}
	}
}

// abstractPointer reports whether (*)(...), (A::*)(...) or (*)[n] is at i.
func (p *parser) abstractPointer(i int) bool {
	end := p.closer(i)
	switch k := p.at(i + 1); {
	case k == scan.Star, k == scan.Xor, k == scan.Amp, p.name(i+1) && p.at(i+2) == scan.Scope:
		return p.at(end-1) != scan.RParen && (p.at(end+1) == scan.LParen || p.at(end+1) == scan.LBrack)
	}
	return false
}

// pointerDecoration reports whether the name at i decorates the star before it:
// void * POINTER_32 *.
func (p *parser) pointerDecoration(i int, s sure) bool {
	if p.at(i-1) != scan.Star {
		return false
	}
	switch p.at(i + 1) {
	case scan.Star:
		return p.at(i+2) == scan.RParen || p.at(i+2) == scan.Star
	case scan.RParen:
		return s >= likely && upper(p.toks[i].Text)
	}
	return false
}

// upper reports whether a name has no small letter, as macros and types have.
func upper(s string) bool { return strings.ToUpper(s) == s }

// paramsAhead reports whether the ( at i opens a list of parameters, not of
// arguments.
func (p *parser) paramsAhead(i int) bool {
	i++
	if k := p.at(i); k == scan.RParen || k == scan.Ellipsis {
		return true
	}
	e, s := p.typeEnd(i)
	if e == 0 {
		return false
	}
	switch k := p.at(e); {
	case p.name(e):
		return true
	case k == scan.Comma, k == scan.RParen, k == scan.Assign:
		return s >= likely
	}
	return false
}
