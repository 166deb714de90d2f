package syntax

import "github.com/wskvet/wskvet/internal/cfront/scan"

// contextual reports whether token i is a word that may stand behind the name of
// a class.
func (p *parser) contextual(i int) bool {
	return p.is(i, "final") || p.is(i, "sealed") || p.is(i, "abstract")
}

// tag parses struct, union, class or enum into t. The result is what it defines
// or declares, nil for a use of the name.
func (p *parser) tag(t *Type) Decl {
	from := p.i
	word := p.tok().Text
	p.next()
	t.Kind = TypeTag
	if word == "enum" && (p.is(p.i, "class") || p.is(p.i, "struct")) {
		p.next()
	}
	for p.tagDecoration() {
		p.next()
	}
	if p.name(p.i) || p.kind() == scan.Scope {
		t.Name = p.parseName(inType)
	}
	for p.contextual(p.i) {
		p.next()
	}
	if word == "enum" {
		return p.enum(from, t)
	}
	return p.record(from, word, t)
}

// tagDecoration reports whether the current token decorates the tag behind it:
// struct DECORATION name {.
func (p *parser) tagDecoration() bool {
	if !p.name(p.i) || !p.name(p.i+1) || p.contextual(p.i+1) {
		return false
	}
	k := p.at(p.i + 2)
	return k == scan.LBrace || k == scan.Colon && p.cpp && p.word(p.i+3) == wDecl
}

func (p *parser) enum(from int, t *Type) Decl {
	e := &Enum{Name: t.Name}
	if p.cpp {
		p.declare(t.Name, symType)
	}
	if p.enumBaseAhead() {
		p.next()
		e.Base = p.typeID()
	}
	if p.kind() == scan.LBrace {
		p.enumItems(e)
		t.Def = e
	}
	e.Span = p.span(from)
	if t.Def == nil && p.kind() != scan.Semi {
		return nil
	}
	return e
}

// enumBaseAhead tells the type of an enumeration from the width of a bit field.
func (p *parser) enumBaseAhead() bool {
	if p.kind() != scan.Colon {
		return false
	}
	k := p.at(p.i + 2)
	return k == scan.LBrace || k == scan.Semi || k == scan.Scope || p.word(p.i+1) == wType
}

func (p *parser) enumItems(e *Enum) {
	end := p.closer(p.i)
	p.next()
	e.Defined = true
	if end < 0 {
		p.fail("} missing")
		return
	}
	for p.i < end {
		at := p.i
		if p.name(p.i) {
			e.Items = append(e.Items, p.enumItem())
		}
		if p.i < end && !p.take(scan.Comma) {
			p.fail("enumerator")
			p.toComma(end)
		}
		if p.i == at {
			p.next()
		}
	}
	p.i = end + 1
}

func (p *parser) enumItem() *Var {
	from := p.i
	n := p.nameAt(p.i)
	p.next()
	p.strayNames()
	v := &Var{Name: n, Type: &Type{Kind: TypeNone, Span: n.Span}}
	if p.take(scan.Assign) {
		v.Init = p.assign()
	}
	p.declare(n, symValue)
	v.Span = p.span(from)
	return v
}

func (p *parser) record(from int, word string, t *Type) Decl {
	r := &Record{Tag: word, Name: t.Name}
	if p.cpp {
		kind := symClass
		if p.templ {
			kind = symTemplate
		}
		p.declare(t.Name, kind)
	}
	p.templ = false
	if p.kind() == scan.Colon && p.cpp && p.basesAhead() {
		r.Bases, r.Shared = p.bases()
	}
	if p.kind() == scan.LBrace {
		p.members(r)
		t.Def = r
	}
	r.Span = p.span(from)
	if t.Def == nil && p.kind() != scan.Semi {
		return nil
	}
	return r
}

// maxBases bounds the tokens of a list of bases when looking ahead.
const maxBases = 200

// basesAhead tells a list of bases from the width of a bit field.
func (p *parser) basesAhead() bool {
	if p.word(p.i+1) == wDecl || p.is(p.i+1, "virtual") {
		return true
	}
	for i := p.i + 1; i < p.i+maxBases; i = p.skip(i) {
		switch p.at(i) {
		case scan.LBrace:
			return true
		case scan.Semi, scan.RBrace, scan.EOF, scan.Number, scan.RParen, scan.Assign:
			return false
		}
	}
	return false
}

// bases parses : public A, virtual B<T>.
func (p *parser) bases() (out []*Type, shared bool) {
	for p.next(); !p.end() && p.kind() != scan.LBrace && p.kind() != scan.Semi; {
		from := p.i
		shared = shared || p.is(p.i, "virtual")
		switch {
		case p.word(p.i) == wDecl, p.word(p.i) == wStorage, p.kind() == scan.Comma, p.kind() == scan.Ellipsis:
			p.next()
			continue
		case p.name(p.i), p.kind() == scan.Scope:
			n := p.parseName(inType)
			out = append(out, &Type{Span: p.span(from), Kind: TypeNamed, Name: n})
		}
		if p.i == from {
			p.i = p.skip(p.i)
		}
	}
	return out, shared
}

func (p *parser) members(r *Record) {
	end := p.closer(p.i)
	p.next()
	r.Defined = true
	if end < 0 {
		p.fail("} missing")
		return
	}
	if !p.enter() {
		r.Members = []Decl{p.giveUp(end)}
	}
	old := p.class
	p.class = r.Name.Last()
	done := p.scope()
	for p.i < end {
		at := p.i
		r.Members = append(r.Members, p.decl(inClass)...)
		if p.i == at {
			p.next()
			r.Members = append(r.Members, p.bad(at, "no member"))
		}
	}
	p.i = end + 1
	done()
	p.class = old
	p.depth--
}
