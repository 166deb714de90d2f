package syntax

import "github.com/wskvet/wskvet/internal/cfront/scan"

// template parses template <...> and the declaration behind it.
func (p *parser) template(w where) []Decl {
	from := p.i
	p.next()
	if p.kind() != scan.Lt { // explicit instantiation
		return p.otherFrom(from)
	}
	end := p.templateEnd(p.i)
	if end == 0 {
		return p.recover(from, w, "template parameters")
	}
	done := p.scope()
	t := &Template{}
	t.Types, t.Params = p.templateParams(end - 1)
	p.i = end
	if p.is(p.i, "concept") && p.name(p.i+1) {
		done()
		p.set(p.toks[p.i+1].Text, symConcept)
		t.Decl = p.other()
		t.Span = p.span(from)
		return []Decl{t}
	}
	p.constraints()
	p.templ = true
	t.Decl = p.decl(w)
	p.templ = false
	done()
	for _, d := range t.Decl {
		p.declareTemplate(d)
	}
	t.Span = p.span(from)
	return []Decl{t}
}

// templateParams parses <class T, int n = 0>, end being the index of the >.
// Those that are types become known, and no Var.
func (p *parser) templateParams(end int) (types []string, out []*Var) {
	for p.i++; p.i < end; {
		at := p.i
		constrained := p.name(p.i) && p.sym(p.tok().Text) == symConcept
		if constrained {
			p.i, _ = p.nameEnd(p.i, withArgs)
		}
		if constrained || p.is(p.i, "typename") || p.is(p.i, "class") || p.is(p.i, "template") {
			types = append(types, p.typeParam(end))
		} else {
			out = append(out, p.valueParam())
		}
		p.toComma(end)
		if p.i < end {
			p.i++
		}
		if p.i == at {
			p.i++
		}
	}
	return types, out
}

// typeParam parses a parameter that is a type and gives its name, "" for a pack.
func (p *parser) typeParam(end int) (name string) {
	pack := false
	for p.i < end && p.kind() != scan.Comma && p.kind() != scan.Assign {
		if p.name(p.i) {
			name = p.tok().Text
			p.set(name, symType)
		}
		pack = pack || p.kind() == scan.Ellipsis
		p.i = p.skip(p.i)
	}
	if pack {
		return ""
	}
	return name
}

func (p *parser) valueParam() *Var {
	defer p.greater(gtEnds)()
	v := p.param()
	p.declare(v.Name, symValue)
	return v
}

// constraints goes over requires A<T> && (b).
func (p *parser) constraints() {
	for p.is(p.i, "requires") || p.kind() == scan.AndAnd || p.kind() == scan.OrOr {
		if p.next(); p.kind() == scan.LParen {
			p.i = p.skip(p.i)
		} else {
			p.i, _ = p.nameEnd(p.i, withArgs)
		}
	}
}

// declareTemplate notes what a name of a template is known to be.
func (p *parser) declareTemplate(d Decl) {
	switch d := d.(type) {
	case *Record:
		p.declare(d.Name, symTemplate)
	case *Func:
		if d.Type.Elem != nil && d.Type.Elem.Kind != TypeNone {
			p.declare(d.Name, symFuncTemplate)
		}
	case *Var:
		if d.Storage&Typedef != 0 {
			p.declare(d.Name, symTemplate)
		} else {
			p.declare(d.Name, symFuncTemplate)
		}
	}
}
