package syntax

import "github.com/wskvet/wskvet/internal/cfront/scan"

// naming says whether a declarator needs a name.
type naming uint8

const (
	hasName     naming = iota
	mayLackName        // as in a type or for an unnamed parameter
)

// declarator parses what follows the specs: pointers, the name, parameters. The
// name is nil if there is none, as in a type or for an unnamed parameter.
func (p *parser) declarator(t *Type, w where, name naming) (*Name, *Type) {
	defer func() { p.depth-- }()
	if !p.enter() {
		return nil, t
	}
	t = p.pointers(t, w)
	if p.kind() == scan.LParen && p.closer(p.i) > 0 && p.parenDeclarator(name, t.Kind != TypeNone && w != inParams) {
		return p.nested(t, w, name)
	}
	n := p.declared(w, name)
	return n, p.suffixes(t, w)
}

// pointers parses * const and the like, which make other types of t.
func (p *parser) pointers(t *Type, w where) *Type {
	from := p.i
	for chain := 0; ; {
		kind, ok := p.pointer(w)
		switch {
		case ok:
			p.next()
			if chain++; chain <= maxChain {
				t = &Type{Span: p.span(from), Kind: kind, Elem: t}
			}
		case p.word(p.i) == wCV:
			p.qualifier(t)
		case p.kind() == scan.Ellipsis && p.at(p.i+1) == scan.Ident:
			p.next()
		case p.name(p.i) && t.Kind == TypePointer && (p.name(p.i+1) || p.at(p.i+1) == scan.Star || p.word(p.i+1) == wOperator):
			p.next() // a decoration behind the star
		case p.name(p.i) && p.cpp && p.memberPointerAhead():
			n := p.parseName(inType)
			p.next()
			p.next()
			t = &Type{Span: p.span(from), Kind: TypeMember, Elem: t, Name: n}
		default:
			return t
		}
	}
}

// pointer is the kind of type that the current token makes of another.
func (p *parser) pointer(w where) (TypeKind, bool) {
	switch k := p.kind(); {
	case k == scan.Star, k == scan.Xor && p.cpp:
		return TypePointer, true
	case k == scan.Amp && (p.cpp || w == inParams):
		return TypeRef, true
	case k == scan.AndAnd && p.cpp:
		return TypeRvalueRef, true
	}
	return 0, false
}

// memberPointerAhead reports whether A::* is at the current token.
func (p *parser) memberPointerAhead() bool {
	e, _ := p.nameEnd(p.i, withArgs)
	return p.at(e) == scan.Scope && p.at(e+1) == scan.Star
}

// nested parses (*f)(x): what stands behind the parentheses comes first.
func (p *parser) nested(t *Type, w where, name naming) (*Name, *Type) {
	inner, end := p.i+1, p.closer(p.i)
	p.i = end + 1
	t = p.suffixes(t, atFile)
	after := p.i
	p.i = inner
	if p.name(p.i) && (p.at(p.i+1) == scan.Star || p.name(p.i+1)) { // (CALLCONV *f)
		p.next()
	}
	n, u := p.declarator(t, w, name)
	if p.i != end {
		p.fail("declarator")
	}
	p.i = after
	return n, u
}

// declared parses the name that a declarator declares.
func (p *parser) declared(w where, name naming) *Name {
	switch {
	case p.name(p.i):
		if name == mayLackName && w != inParams {
			return nil
		}
	case !p.cpp || name == mayLackName || p.kind() != scan.Tilde && p.word(p.i) != wOperator && p.kind() != scan.Scope:
		return nil
	}
	n := p.parseName(inType)
	if p.class != "" && len(n.Parts) == 1 && n.Parts[0].Text == "" {
		return nil
	}
	return n
}

// parenDeclarator tells (*f)(x) from the parameters of a function without name.
func (p *parser) parenDeclarator(name naming, typed bool) bool {
	i := p.i + 1
	end := p.closer(p.i)
	switch k := p.at(i); {
	case k == scan.Star, k == scan.Xor, k == scan.Amp, k == scan.AndAnd, k == scan.LParen, k == scan.LBrack,
		p.word(i) == wCV && p.at(i+1) == scan.Star:
		return true
	case !p.name(i):
		return false
	}
	behind := p.at(end + 1)
	e, _ := p.nameEnd(i, withArgs)
	switch {
	case p.at(e) == scan.Scope, p.at(e) == scan.Star && p.name(e+1) && p.at(e+2) != scan.Comma && behind == scan.LParen:
		return true // (A::*f), (CALLCONV *f)(x)
	case typed && i+1 == end && (behind == scan.Assign || behind == scan.Semi):
		return true // T (x) = y;
	case name == mayLackName:
		return false
	}
	switch p.at(i + 1) {
	case scan.RParen:
		return i+1 == end && (behind == scan.LParen || behind == scan.LBrack)
	case scan.LBrack, scan.LParen:
		return true
	}
	return false
}

// suffixes parses [n] and (params) behind a name.
func (p *parser) suffixes(t *Type, w where) *Type {
	defer func() { p.depth-- }()
	if !p.enter() {
		return t
	}
	switch end := p.closer(p.i); {
	case end < 0:
	case p.kind() == scan.LBrack:
		return p.array(t, w)
	case p.kind() == scan.LParen && p.isParams(w):
		return p.function(t)
	}
	return t
}

func (p *parser) array(t *Type, w where) *Type {
	from, end := p.i, p.closer(p.i)
	p.next()
	a := &Type{Kind: TypeArray}
	for p.word(p.i) == wCV || p.is(p.i, "static") {
		p.next()
	}
	if p.i < end {
		done := p.greater(gtCompares)
		a.Len = p.expr()
		done()
	}
	if p.i != end {
		p.fail("] expected")
	}
	p.i = end + 1
	a.Elem = p.suffixes(t, w)
	a.Span = p.span(from)
	return a
}

// function parses the parameters and what may stand behind them.
func (p *parser) function(t *Type) *Type {
	from, end := p.i, p.closer(p.i)
	f := &Type{Kind: TypeFunc}
	p.params(f)
	p.i = end + 1
	f.Elem = t
	for p.cpp && p.functionSuffix(f) {
	}
	f.Span = p.span(from)
	return f
}

// functionSuffix parses const, override, &, noexcept(...) or -> T.
func (p *parser) functionSuffix(f *Type) bool {
	switch {
	case p.word(p.i) == wCV, p.is(p.i, "override"), p.is(p.i, "final"), p.kind() == scan.Amp, p.kind() == scan.AndAnd:
		f.Const = f.Const || p.is(p.i, "const")
		f.Lvalue = f.Lvalue || p.kind() == scan.Amp
		f.Rvalue = f.Rvalue || p.kind() == scan.AndAnd
		p.next()
	case p.is(p.i, "noexcept"), p.is(p.i, "throw"):
		p.next()
		if p.kind() == scan.LParen {
			p.i = p.skip(p.i)
		}
	case p.kind() == scan.Arrow:
		p.next()
		f.Elem = p.typeID()
	default:
		return false
	}
	return true
}

// isParams tells parameters from the arguments of a constructor.
func (p *parser) isParams(w where) bool {
	if w == inBlock {
		return p.paramsAhead(p.i)
	}
	switch p.at(p.i + 1) {
	case scan.RParen, scan.Ellipsis, scan.LBrack, scan.Scope:
		return true
	case scan.Ident:
		if p.is(p.i+1, "this") {
			return p.cpp && p.at(p.i+2) == scan.Ident
		}
		if w := p.word(p.i + 1); w != wNone {
			return w != wExpr && w != wStmt
		}
		_, s := p.nameEnd(p.i+1, withArgs)
		return s != isNot || !p.cpp
	}
	return false
}

// params parses (a, b, ...) into f; the caller goes on behind it.
func (p *parser) params(f *Type) {
	end := p.closer(p.i)
	p.next()
	if p.is(p.i, "void") && p.i+1 == end {
		return
	}
	defer p.greater(gtCompares)()
	for p.i < end {
		at := p.i
		if p.kind() == scan.Ellipsis && (p.i+1 == end || p.at(p.i+1) == scan.Comma) {
			f.Variadic = true
			p.next()
		} else {
			f.Params = append(f.Params, p.param())
			if p.kind() == scan.Ellipsis && p.i+1 == end { // C++ does without the comma
				continue
			}
		}
		p.comma(end, "parameter")
		if p.i == at {
			p.next()
		}
	}
}

func (p *parser) param() *Var {
	from := p.i
	this := p.cpp && p.is(p.i, "this") && p.at(p.i+1) == scan.Ident
	if this {
		p.next()
	}
	s := p.specs(inParams)
	v := &Var{Storage: s.storage, This: this}
	v.Pack = p.take(scan.Ellipsis)
	v.Name, v.Type = p.declarator(s.typ, inParams, hasName)
	p.strayNames()
	if p.take(scan.Assign) {
		if p.kind() == scan.LBrace {
			v.Init = p.list()
		} else {
			v.Init = p.assign()
		}
	}
	v.Span = p.span(from)
	return v
}

// typeID parses a type as in a cast.
func (p *parser) typeID() *Type {
	from := p.i
	s := p.specs(inParams)
	_, t := p.declarator(s.typ, inParams, mayLackName)
	if t.From == 0 && t.To == 0 {
		t.Span = p.span(from)
	}
	return t
}
