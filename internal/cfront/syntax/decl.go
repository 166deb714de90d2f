package syntax

import "github.com/wskvet/wskvet/internal/cfront/scan"

// where says what surrounds a declaration.
type where uint8

const (
	atFile where = iota
	inClass
	inBlock
	inParams // a parameter, or a type in an expression
)

// inParamsOfOldC is where the types of parameters stand in C before 1989.
const inParamsOfOldC = inClass

// decls parses declarations up to the token end.
func (p *parser) decls(end int) (out []Decl) {
	if !p.enter() {
		out = append(out, p.giveUp(end))
	}
	for p.i < end {
		at := p.i
		out = append(out, p.decl(atFile)...)
		if p.i == at {
			p.next()
			out = append(out, p.bad(at, "no declaration"))
		}
	}
	p.depth--
	return out
}

func (p *parser) giveUp(end int) *Bad {
	at := p.i
	p.i = end
	return p.bad(at, "nested too deeply")
}

// decl parses one declaration with all its declarators.
func (p *parser) decl(w where) []Decl {
	from := p.i
	switch t := p.tok(); {
	case p.take(scan.Semi):
		return nil
	case t.Kind == scan.RBrace, t.Kind == scan.RParen:
		p.next()
		return []Decl{p.bad(from, "nothing is open here")}
	case p.specialAhead(w):
		if d, ok := p.special(w); ok {
			return d
		}
	}
	if p.name(p.i) && p.at(p.i+1) == scan.LParen {
		switch {
		case w == atFile && p.tableAhead():
			return p.table()
		case p.macroAhead(w):
			return p.macroCall()
		}
	}
	d := declaration{p: p, from: from, where: w, value: symValue, errors: len(p.file.Errors)}
	if p.templ {
		d.value = symFuncTemplate
	}
	d.specs = p.specs(w)
	p.templ = false
	if d.def != nil {
		d.out = append(d.out, d.def)
	}
	if p.take(scan.Semi) {
		if d.def == nil {
			d.out = append(d.out, &Other{p.span(from), "type", nil})
		}
		return d.out
	}
	for d.declarator() {
	}
	return d.out
}

// A declaration is one whose declarators are being parsed.
type declaration struct {
	p *parser
	specs
	from   int
	where  where
	value  sym // what a function is known to be
	errors int // before it
	begun  bool
	out    []Decl
}

// declarator parses one declarator with its comma or semicolon, and reports
// whether another one follows.
func (d *declaration) declarator() bool {
	p, at := d.p, d.p.i
	first := !d.begun
	d.begun = true
	if first {
		at = d.from
	}
	if p.cpp && d.typ.Kind == TypeAuto && p.bindingsAhead() {
		return d.bindings(at)
	}
	name, typ := p.declarator(d.typ, d.where, hasName)
	if name == nil && d.typ.Kind == TypeNone && first && d.onlyMacros() {
		return false
	}
	if name == nil && p.kind() != scan.Colon {
		return d.recover(d.from, "no declarator")
	}
	if typ.Kind == TypeFunc && d.storage&Typedef == 0 {
		if !d.function(at, name, typ) {
			return false
		}
	} else {
		d.variable(at, name, typ)
	}
	switch {
	case p.take(scan.Comma):
		return true
	case p.take(scan.Semi):
		return false
	case d.where == inBlock && (p.kind() == scan.Colon || p.kind() == scan.RParen):
		return false // of a for or an if
	}
	return d.recover(p.i, "; expected")
}

// recover gives the declaration up.
func (d *declaration) recover(from int, msg string) bool {
	d.out = append(d.out, d.p.recover(from, d.where, msg)...)
	return false
}

// onlyMacros reports whether what stood here was nothing but unknown macros,
// each with arguments, and makes a Macro of them.
func (d *declaration) onlyMacros() bool {
	p := d.p
	if p.i == d.from {
		return false
	}
	if p.kind() == scan.String && p.is(p.i-1, "extern") {
		p.i--
	}
	if p.word(p.i) != wDecl && p.kind() != scan.RBrace && !(p.is(p.i, "extern") && p.i > d.from) {
		return false
	}
	d.out = append(d.out, &Macro{p.span(d.from), p.toks[d.from].Text})
	return true
}

// function parses what follows the parameters of a function, and reports
// whether a comma or a semicolon comes next.
func (d *declaration) function(at int, name *Name, typ *Type) bool {
	p := d.p
	if (d.where != inClass || d.value != symValue) && typ.Elem.Kind != TypeNone { // a constructor has the name of its class
		p.declare(name, d.value)
	}
	f := &Func{Storage: d.storage, Name: name, Type: typ}
	done, ok := p.functionTail(f, d.where)
	switch {
	case ok:
		f.Span = p.span(at)
		if done {
			f.Errors = len(p.file.Errors) - d.errors
		}
		d.out = append(d.out, f)
		return !done
	case d.typ.Kind == TypeNone && p.kind() == scan.RBrace:
		d.out = append(d.out, &Macro{p.span(d.from), p.toks[d.from].Text})
		return false
	}
	return d.recover(d.from, "head of a function")
}

// variable parses what follows the declarator of an object or a typedef.
func (d *declaration) variable(at int, name *Name, typ *Type) {
	p := d.p
	v := &Var{Storage: d.storage, Name: name, Type: typ}
	switch {
	case d.storage&Typedef != 0:
		p.declare(name, symType)
	case d.where != inClass:
		p.declare(name, symValue)
	}
	if d.where != inBlock && p.take(scan.Colon) {
		v.Bits = p.assign()
	}
	p.strayNames()
	v.Guess = d.where != inParams && p.vexing()
	v.Init = p.initializer()
	v.Span = p.span(at)
	d.out = append(d.out, v)
}

// vexing reports whether the (a, b) behind a variable may be parameters as well:
// nothing is known of the first name in it.
func (p *parser) vexing() bool {
	if p.kind() != scan.LParen || !p.name(p.i+1) {
		return false
	}
	e, s := p.typeEnd(p.i + 1)
	return s == maybe && (p.at(e) == scan.Comma || p.at(e) == scan.RParen)
}

// bindingsAhead reports whether [a, b] of auto [a, b] = x is at the current
// token, and goes over the & before it.
func (p *parser) bindingsAhead() bool {
	if k := p.kind(); (k == scan.Amp || k == scan.AndAnd) && p.at(p.i+1) == scan.LBrack {
		p.next()
	}
	return p.kind() == scan.LBrack && p.closer(p.i) > 0
}

// bindings parses [a, b] = x: a Var without a name has the value.
func (d *declaration) bindings(at int) bool {
	p, typ := d.p, d.typ
	if k := p.at(p.i - 1); k == scan.Amp || k == scan.AndAnd {
		typ = &Type{Span: typ.Span, Kind: TypeRef, Elem: typ}
	}
	end := p.closer(p.i)
	for p.i++; p.i < end; p.i++ {
		if p.name(p.i) {
			n := p.nameAt(p.i)
			p.declare(n, symValue)
			d.out = append(d.out, &Var{Span: n.Span, Name: n, Type: d.typ})
		}
	}
	p.i++
	if x := p.initializer(); x != nil {
		d.out = append(d.out, &Var{Span: p.span(at), Type: typ, Init: x})
	}
	if d.where != inBlock || p.kind() != scan.Colon {
		p.want(scan.Semi)
	}
	return false
}

// initializer parses = x, {...} or (...) behind the name of a variable.
func (p *parser) initializer() Expr {
	switch {
	case p.take(scan.Assign):
		if p.kind() == scan.LBrace {
			return p.list()
		}
		return p.assign()
	case p.kind() == scan.LBrace && p.cpp, p.kind() == scan.LParen:
		return p.list()
	}
	return nil
}
