package syntax

import (
	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// functionTail parses what follows the parameters of a function. done says that
// the declaration is at its end; otherwise a comma or semicolon follows.
func (p *parser) functionTail(f *Func, w where) (done, ok bool) {
	if w == inBlock {
		if p.kind() == scan.LBrace { // of GNU, or a } is missing before it
			p.body(f)
			return true, true
		}
		return false, true
	}
	for {
		switch k := p.kind(); {
		case k == scan.Semi, k == scan.Comma:
			return false, true
		case k == scan.Assign:
			p.next()
			f.Special = p.tok().Text
			p.next()
			if p.kind() == scan.LBrace { // = 0 {} of Microsoft
				p.body(f)
				return true, true
			}
			return false, true
		case p.oldParams(f):
			p.oldParamDecls(f)
		case k == scan.LBrace, k == scan.Colon && p.cpp, p.is(p.i, "try"):
			p.body(f)
			return true, true
		case p.name(p.i) || p.word(p.i) == wCV:
			p.i++
			if p.kind() == scan.LParen {
				p.i = p.skip(p.i)
			}
		case p.is(p.i, "asm") || p.is(p.i, "__asm__"):
			p.next()
			p.i = p.skip(p.i)
		default:
			return false, false
		}
	}
}

// oldParams reports whether declarations of parameters follow f(a, b).
func (p *parser) oldParams(f *Func) bool {
	if p.cpp || len(f.Type.Params) == 0 || p.kind() != scan.Ident {
		return false
	}
	for _, v := range f.Type.Params {
		if v.Name != nil || v.Type.Kind != TypeNamed {
			return false
		}
	}
	i := p.i
	for n := 0; n < 200 && p.at(i) != scan.LBrace; n++ {
		switch p.at(i) {
		case scan.Ident, scan.Star, scan.Comma, scan.Semi, scan.LBrack, scan.LParen:
		default:
			return false
		}
		i = p.skip(i)
	}
	return p.at(i) == scan.LBrace && p.at(i-1) == scan.Semi
}

// oldParamDecls parses the declarations of parameters that follow f(a, b): the names there
// were taken for types.
func (p *parser) oldParamDecls(f *Func) {
	types := map[string]*Type{}
	for p.kind() != scan.LBrace && !p.end() {
		for _, d := range p.decl(inParamsOfOldC) {
			if v, ok := d.(*Var); ok {
				types[v.Name.Last()] = v.Type
			}
		}
	}
	for _, v := range f.Type.Params {
		v.Name = v.Type.Name
		if v.Type = types[v.Name.Last()]; v.Type == nil {
			v.Type = &Type{Span: v.Name.Span, Kind: TypeNamed, Name: &Name{Span: v.Name.Span, Parts: []Part{{Text: "int"}}}}
		}
	}
}

// oldParamsAhead reports whether (a, b) at i is followed by their types.
func (p *parser) oldParamsAhead(i int) bool {
	if p.cpp {
		return false
	}
	end := p.closer(i)
	for j := i + 1; j < end; j++ {
		if !p.name(j) && p.at(j) != scan.Comma {
			return false
		}
	}
	e := end + 1
	for n := 0; n < 60 && e < len(p.toks)-1; n++ {
		switch p.at(e) {
		case scan.Semi:
			return p.at(e+1) == scan.LBrace || p.at(e+1) == scan.Ident && end > i+1 && p.is(i+1, p.toks[e-1].Text)
		case scan.Ident, scan.Star, scan.Comma:
			e++
		default:
			return false
		}
	}
	return false
}

// body parses the body of a function with the initializers of a constructor.
func (p *parser) body(f *Func) {
	done := p.scope()
	defer done()
	for _, v := range f.Type.Params {
		p.declare(v.Name, symValue)
	}
	if f.Name != nil && len(f.Name.Parts) > 1 {
		defer func(old string) { p.class = old }(p.class)
		p.class = f.Name.Parts[len(f.Name.Parts)-2].Text
	}
	try := -1
	if p.is(p.i, "try") {
		try = p.i
		p.next()
	}
	if p.take(scan.Colon) {
		f.Inits = p.inits()
	}
	switch {
	case p.kind() != scan.LBrace:
		p.fail("{ expected")
	case try >= 0:
		f.Body = p.handlers(try, p.block())
	default:
		f.Body = p.block()
	}
}

// inits parses the initializers of a constructor.
func (p *parser) inits() (out []*Init) {
	for !p.end() && p.kind() != scan.LBrace {
		at := p.i
		in := &Init{}
		if p.name(p.i) || p.kind() == scan.Scope {
			in.Name = p.parseName(inType)
		}
		if p.kind() == scan.LParen || p.kind() == scan.LBrace {
			in.X = p.list()
		}
		p.take(scan.Ellipsis)
		in.Span = p.span(at)
		out = append(out, in)
		if p.take(scan.Comma) {
			continue
		}
		if p.kind() != scan.LBrace {
			p.fail("initializer of a constructor")
		}
		for !p.end() && p.kind() != scan.LBrace && p.kind() != scan.Semi && p.kind() != scan.RBrace {
			p.i = p.skip(p.i)
		}
		break
	}
	return out
}
