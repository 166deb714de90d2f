package syntax

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// binaryPrec are the operators between || and *, the strongest last.
var binaryPrec = map[scan.Kind]int{
	scan.OrOr: 1, scan.AndAnd: 2, scan.Or: 3, scan.Xor: 4, scan.Amp: 5, scan.Eq: 6, scan.Ne: 6,
	scan.Lt: 7, scan.Gt: 7, scan.Le: 7, scan.Ge: 7, scan.Spaceship: 8, scan.Shl: 9, scan.Shr: 9,
	scan.Add: 10, scan.Sub: 10, scan.Star: 11, scan.Div: 11, scan.Rem: 11, scan.DotStar: 12, scan.ArrowStar: 12,
}

// expr parses an expression with commas.
func (p *parser) expr() Expr {
	from := p.i
	x := p.assign()
	for n := 0; p.kind() == scan.Comma; n++ {
		if n > maxChain {
			return p.bad(from, "expression too long")
		}
		p.next()
		y := p.assign()
		x = &Binary{p.span(from), ",", x, y}
	}
	return x
}

// assign parses an expression without commas.
func (p *parser) assign() Expr {
	from := p.i
	if !p.enter() {
		p.depth--
		p.next()
		return p.bad(from, "nested too deeply")
	}
	defer func() { p.depth-- }()
	if p.is(p.i, "throw") || p.is(p.i, "co_yield") {
		word := p.tok().Text
		p.next()
		if p.kind() == scan.RParen || p.kind() == scan.Semi || p.kind() == scan.Colon {
			return &Unary{p.span(from), word, nil, false}
		}
		x := p.assign()
		return &Unary{p.span(from), word, x, false}
	}
	x := p.binary(1)
	if p.kind() == scan.Quest {
		p.next()
		c := &Cond{C: x}
		if p.kind() != scan.Colon {
			old := p.noGt
			p.noGt = false
			c.A = p.expr()
			p.noGt = old
		}
		p.want(scan.Colon)
		c.B = p.assign()
		c.Span = p.span(from)
		x = c
	}
	if k := p.kind(); k >= scan.Assign && k <= scan.ShrAssign {
		op := p.tok().Text
		p.next()
		var y Expr
		if p.kind() == scan.LBrace {
			y = p.list()
		} else {
			y = p.assign()
		}
		return &Binary{p.span(from), op, x, y}
	}
	return x
}

// operator is the binary operator at the current token and its length in
// tokens, >> being two in C++.
func (p *parser) operator() (k scan.Kind, n int) {
	k = p.kind()
	if k == scan.Gt && p.cpp {
		if t := &p.toks[min(p.i+1, len(p.toks)-1)]; t.Kind == scan.Gt && t.Flags == 0 && t.At == p.tok().At+1 {
			return scan.Shr, 2
		}
	}
	return k, 1
}

func (p *parser) binary(least int) Expr {
	from := p.i
	x := p.unary()
	for count := 0; ; count++ {
		k, n := p.operator()
		prec := binaryPrec[k]
		if count > maxChain {
			return p.bad(from, "expression too long")
		}
		if prec < least || prec == 0 || p.noGt && (k == scan.Gt || k == scan.Shr) {
			return x
		}
		p.i += n
		y := p.binary(prec + 1)
		x = &Binary{p.span(from), k.String(), x, y}
	}
}

func (p *parser) unary() Expr {
	from := p.i
	if !p.enter() {
		p.depth--
		p.next()
		return p.bad(from, "nested too deeply")
	}
	defer func() { p.depth-- }()
	switch k := p.kind(); k {
	case scan.Inc, scan.Dec, scan.Add, scan.Sub, scan.Not, scan.Tilde, scan.Star, scan.Amp, scan.AndAnd:
		p.next()
		x := p.unary()
		return &Unary{p.span(from), k.String(), x, false}
	case scan.LParen:
		if e := p.cast(); e != nil {
			return e
		}
	case scan.Ident:
		switch word := p.tok().Text; {
		case p.word(p.i) != wExpr:
		case word == "sizeof" || strings.Contains(word, "lignof") || word == "typeid" || word == "__uuidof":
			return p.postfix(from, p.sizeOf())
		case word == "co_await":
			p.next()
			x := p.unary()
			return &Unary{p.span(from), word, x, false}
		case word == "new":
			return p.postfix(from, p.newExpr(from))
		case word == "delete":
			p.next()
			if p.kind() == scan.LBrack && p.at(p.i+1) == scan.RBrack {
				p.i += 2
			}
			x := p.unary()
			return &Delete{p.span(from), x}
		}
	case scan.Scope:
		if p.is(p.i+1, "new") || p.is(p.i+1, "delete") {
			p.next()
			return p.unary()
		}
	}
	return p.postfix(from, p.primary())
}

// cast parses (T)x, or gives nil and moves nothing.
func (p *parser) cast() Expr {
	from := p.i
	end := p.closer(p.i)
	if end < 0 || end == p.i+1 {
		return nil
	}
	e, s := p.typeEnd(p.i + 1)
	if e != end || s == isNot {
		return nil
	}
	single := p.name(p.i+1) && p.at(end-1) != scan.Star // no more than a name
	t := &p.toks[min(end+1, len(p.toks)-1)]
	after := &p.toks[min(end+2, len(p.toks)-1)]
	switch t.Kind {
	case scan.Number, scan.Char, scan.String, scan.Not, scan.Tilde, scan.LParen:
	case scan.Ident:
		if w := p.word(end + 1); w == wStmt || w == wDecl {
			return nil
		}
	case scan.LBrace: // a compound literal
		p.next()
		ty := p.typeID()
		p.i = end + 1
		x := p.list()
		return p.postfix(from, &Cast{p.span(from), "()", ty, x})
	case scan.Amp, scan.Star, scan.Sub, scan.Add, scan.AndAnd:
		// With nothing but an unknown name, blanks tell: (a) - b and (A)-b.
		if single && s < likely && (t.Flags&scan.Space != 0 && after.Flags&scan.Space != 0 ||
			after.Flags&scan.Space != 0 || !typeLike(p.toks[end-1].Text)) {
			return nil
		}
	case scan.Inc, scan.Dec:
		if single && s < likely || after.Kind != scan.Ident && after.Kind != scan.LParen && after.Kind != scan.Star {
			return nil
		}
	case scan.Scope, scan.LBrack:
		if !p.cpp || single && s < likely {
			return nil
		}
	default:
		if single {
			return nil
		}
		p.next()
		ty := p.typeID() // (T *) in the argument of a macro
		p.i = end + 1
		return &TypeExpr{p.span(from), ty}
	}
	p.next()
	ty := p.typeID()
	if p.i != end {
		p.fail("type in a cast")
	}
	p.i = end + 1
	x := p.unary()
	return &Cast{p.span(from), "()", ty, x}
}

// typeLike guesses from the spelling of a name: PFOO, LPFOO, FOO_T, foo_t.
func typeLike(s string) bool {
	return strings.HasSuffix(s, "_t") || strings.HasSuffix(s, "_T") ||
		strings.ToUpper(s) == s && (strings.HasPrefix(s, "P") || strings.HasPrefix(s, "LP")) && !strings.Contains(s, "_MAX")
}

func (p *parser) sizeOf() Expr {
	from := p.i
	word := p.tok().Text
	p.next()
	p.take(scan.Ellipsis)
	if end := p.closer(p.i); p.kind() == scan.LParen && end > 0 {
		e, s := p.typeEnd(p.i + 1)
		next := p.at(end + 1)
		if e == end && s != isNot && (s == certain || p.at(e-1) != scan.RBrack) && next != scan.Arrow && next != scan.Dot && next != scan.LBrack {
			p.next()
			t := p.typeID()
			p.i = end + 1
			return &SizeOf{p.span(from), word, t, nil}
		}
	}
	x := p.unary()
	return &SizeOf{p.span(from), word, x, nil}
}

func (p *parser) newExpr(from int) Expr {
	p.next()
	n := &New{}
	if p.kind() == scan.LParen && p.closer(p.i) > 0 {
		if e, s := p.typeEnd(p.i + 1); e == p.closer(p.i) && s >= likely && p.at(e+1) != scan.Ident {
			p.next()
			n.Type = p.typeID()
			p.i = e + 1
		} else {
			n.Place = p.args()
		}
	}
	if n.Type == nil {
		at := p.i
		s := p.specs(inParams)
		n.Type = s.typ
		for p.kind() == scan.Star {
			p.next()
			n.Type = &Type{Span: p.span(at), Kind: TypePointer, Elem: n.Type}
		}
		for p.kind() == scan.LBrack && p.closer(p.i) > 0 {
			a := &Type{Kind: TypeArray, Elem: n.Type}
			end := p.closer(p.i)
			p.next()
			if p.i < end {
				a.Len = p.expr()
			}
			p.i = end + 1
			a.Span = p.span(at)
			n.Type = a
		}
	}
	if p.kind() == scan.LParen || p.kind() == scan.LBrace {
		n.Init = p.list()
	}
	n.Span = p.span(from)
	return n
}

// postfix parses what stands behind x.
func (p *parser) postfix(from int, x Expr) Expr {
	for count := 0; ; count++ {
		if count > maxChain {
			return p.bad(from, "expression too long")
		}
		switch k := p.kind(); k {
		case scan.LParen:
			args := p.args()
			x = &Call{p.span(from), x, args}
		case scan.LBrack:
			end := p.closer(p.i)
			p.next()
			old := p.noGt
			p.noGt = false
			i := p.expr()
			p.noGt = old
			if p.i != end {
				p.fail("] expected")
				if end > p.i {
					p.i = end
				}
			}
			p.take(scan.RBrack)
			x = &Index{p.span(from), x, i}
		case scan.Dot, scan.Arrow:
			p.next()
			if p.is(p.i, "template") {
				p.next()
			}
			if p.kind() != scan.Ident && p.kind() != scan.Tilde && p.kind() != scan.Scope {
				return p.bad(from, "member expected")
			}
			n := p.parseName(false)
			x = &Member{p.span(from), x, k == scan.Arrow, n}
		case scan.Inc, scan.Dec:
			p.next()
			x = &Unary{p.span(from), k.String(), x, true}
		case scan.Ellipsis:
			if !p.cpp {
				return x
			}
			p.next()
			x = &Unary{p.span(from), "...", x, true}
		default:
			return x
		}
	}
}

// args parses (a, b), types and nothing at all among the arguments.
func (p *parser) args() (out []Expr) {
	end := p.closer(p.i)
	p.next()
	if end < 0 {
		p.fail(") missing")
		return nil
	}
	old := p.noGt
	p.noGt = false
	for p.i < end {
		out = append(out, p.arg(end))
		if p.i < end && p.kind() != scan.Comma {
			at := p.i
			p.toComma(end)
			out = append(out, p.bad(at, "argument"))
		}
		if p.i < end {
			p.next()
		}
	}
	p.noGt = old
	p.i = end + 1
	return out
}

func (p *parser) arg(end int) Expr {
	from := p.i
	switch p.kind() {
	case scan.Comma:
		return &Lit{Span: p.span(from)} // an argument of a macro left out
	case scan.LBrace:
		return p.list()
	}
	if e, s := p.typeEnd(p.i); e > 0 && (e == end || p.at(e) == scan.Comma) && s != isNot {
		plain, _ := p.nameEnd(p.i, false)
		last := p.at(e - 1)
		call := last == scan.Ellipsis || last == scan.RParen && p.at(int(p.match[e-1])-1) != scan.RParen && p.word(from) == wNone
		if s == certain && !call || plain < e && last != scan.RBrack && !call { // not FIELD_OFFSET(T, a[1]), f<T>()
			t := p.typeID()
			if p.i != e {
				p.fail("type")
				p.i = e
			}
			return &TypeExpr{p.span(from), t}
		}
	}
	return p.assign()
}

// list parses {a, .b = c, [d] = e} or (a, b).
func (p *parser) list() Expr {
	from := p.i
	l := &List{Paren: p.kind() == scan.LParen}
	if !p.enter() {
		p.depth--
		p.i = p.skip(p.i)
		return p.bad(from, "nested too deeply")
	}
	defer func() { p.depth-- }()
	end := p.closer(p.i)
	p.next()
	if end < 0 {
		return p.bad(from, "end of the list missing")
	}
	old := p.noGt
	p.noGt = false
	for p.i < end {
		at := p.i
		in := &Init{}
		for {
			if p.kind() == scan.Dot && p.name(p.i+1) {
				p.next()
				in.Path = append(in.Path, &Ident{Span{int32(p.i), int32(p.i + 1)}, p.parseName(false)})
			} else if p.kind() == scan.LBrack && p.closer(p.i) > 0 && (p.at(p.closer(p.i)+1) == scan.Assign || p.at(p.closer(p.i)+1) == scan.Dot || p.at(p.closer(p.i)+1) == scan.LBrack) {
				e := p.closer(p.i)
				p.next()
				in.Path = append(in.Path, p.expr())
				if p.take(scan.Ellipsis) {
					in.Path = append(in.Path, p.expr())
				}
				p.i = e + 1
			} else {
				break
			}
		}
		if !p.cpp && in.Path == nil && p.name(p.i) && p.at(p.i+1) == scan.Colon { // a: x of old GNU
			in.Path = append(in.Path, &Ident{Span{int32(p.i), int32(p.i + 1)}, p.parseName(false)})
			p.next()
		}
		if in.Path != nil {
			p.take(scan.Assign)
		}
		if p.i < end {
			in.X = p.arg(end)
		}
		in.Span = p.span(at)
		l.Elems = append(l.Elems, in)
		p.comma(end, "element of a list")
	}
	p.noGt = old
	p.i = end + 1
	l.Span = p.span(from)
	return l
}

func (p *parser) primary() Expr {
	from := p.i
	switch k := p.kind(); k {
	case scan.Number, scan.Char:
		p.next()
		return &Lit{p.span(from), k, p.toks[from].Text}
	case scan.String:
		return p.strings()
	case scan.LParen:
		end := p.closer(p.i)
		p.next()
		old := p.noGt
		p.noGt = false
		defer func() { p.noGt = old }()
		if p.kind() == scan.LBrace {
			b := p.block()
			if p.i != end {
				p.fail(") expected")
				p.i = max(p.i, end)
			}
			p.take(scan.RParen)
			return &StmtExpr{p.span(from), b}
		}
		if end < 0 {
			return p.bad(from, ") missing")
		}
		if p.i == end { // () of a macro
			p.next()
			return &Lit{Span: p.span(from)}
		}
		x := p.expr()
		if p.i != end {
			p.fail(") expected")
			x = &Bad{p.span(from), ") expected"}
			p.i = max(p.i, end)
		}
		p.take(scan.RParen)
		return &Paren{p.span(from), x}
	case scan.LBrack:
		if p.cpp && p.closer(p.i) > 0 {
			return p.lambda()
		}
	case scan.Ellipsis:
		if p.cpp {
			p.next()
			return &Lit{p.span(from), k, "..."}
		}
	case scan.LBrace:
		if p.closer(p.i) > 0 && p.cpp {
			return p.list()
		}
	case scan.Scope, scan.Ident:
		return p.nameOrWord(from)
	}
	if !p.end() && p.kind() != scan.RBrace && p.kind() != scan.Semi && p.kind() != scan.RParen && p.kind() != scan.RBrack && p.kind() != scan.Comma && p.kind() != scan.Colon {
		p.i = p.skip(p.i)
	}
	return p.bad(from, "expression expected")
}

// nameOrWord parses what begins with a name or a keyword.
func (p *parser) nameOrWord(from int) Expr {
	word := p.tok().Text
	switch w := p.word(p.i); {
	case w == wType, w == wTag, w == wTypeOf, w == wAuto, word == "typename":
		s := p.specs(inParams)
		t := s.typ
		if p.kind() == scan.LParen || p.kind() == scan.LBrace {
			x := p.list()
			return &Cast{p.span(from), "T()", t, x}
		}
		_, t = p.declarator(t, inParams, true)
		return &TypeExpr{p.span(from), t}
	case word == "__extension__":
		p.next()
		return p.unary()
	case w == wOperator:
		n := p.parseName(false)
		return &Ident{p.span(from), n}
	case strings.HasSuffix(word, "_cast") && w == wExpr:
		p.next()
		c := &Cast{How: word}
		if end := p.templateEnd(p.i); p.kind() == scan.Lt && end > 0 {
			p.next()
			old := p.noGt
			p.noGt = true
			c.Type = p.typeID()
			p.noGt = old
			if p.i != end-1 {
				p.fail("> expected")
			}
			p.i = end
		}
		if p.kind() != scan.LParen {
			return p.bad(from, "( expected")
		}
		if a := p.args(); len(a) > 0 {
			c.X = a[0]
		}
		c.Span = p.span(from)
		return c
	case strings.HasSuffix(word, "offsetof") && w == wExpr:
		p.next()
		s := &SizeOf{Word: word}
		if p.kind() != scan.LParen {
			return p.bad(from, "( expected")
		}
		if a := p.args(); len(a) > 1 {
			s.Of, s.Memb = a[0], a[1]
		}
		s.Span = p.span(from)
		return s
	case w == wExpr && word == "noexcept":
		p.next()
		x := p.unary()
		return &Unary{p.span(from), word, x, false}
	case w == wExpr:
		p.next()
		return &Lit{p.span(from), scan.Ident, word}
	case w != wNone:
		return p.bad(from, "expression expected")
	case p.at(p.i+1) == scan.String && p.sameLine(p.i+1):
		return p.strings()
	}
	start := from == 0 || p.at(from-1) == scan.Semi || p.at(from-1) == scan.LBrace || p.at(from-1) == scan.RBrace || p.at(from-1) == scan.RParen
	n := p.parseName(false)
	if p.i == from {
		p.next()
		return p.bad(from, "name expected")
	}
	if p.kind() == scan.LBrace && p.cpp && p.closer(p.i) > 0 {
		if s := p.typeName(n.Last(), p.symOf(n)); s >= likely || s == maybe && !start || n.Parts[len(n.Parts)-1].Template {
			t := &Type{Span: n.Span, Kind: TypeNamed, Name: n}
			x := p.list()
			return &Cast{p.span(from), "T()", t, x}
		}
	}
	return &Ident{p.span(from), n}
}

func (p *parser) sameLine(i int) bool { return p.toks[i].Flags&scan.LineStart == 0 }

// strings parses literals in a row, with unknown macros among them: "a" PRIu64.
func (p *parser) strings() Expr {
	from := p.i
	var o strings.Builder
	for p.kind() == scan.String || p.name(p.i) && (p.i == from || p.at(p.i+1) != scan.LParen && p.sameLine(p.i)) || p.name(p.i) && p.at(p.i+1) == scan.String {
		if o.Len() > 0 {
			o.WriteByte(' ')
		}
		o.WriteString(p.tok().Text)
		p.next()
	}
	return &Lit{p.span(from), scan.String, o.String()}
}

func (p *parser) lambda() Expr {
	from := p.i
	l := &Lambda{Type: &Type{Kind: TypeFunc}}
	end := p.closer(p.i)
	done := p.scope()
	for p.next(); p.i < end; {
		at := p.i
		in := &Init{}
		for p.kind() == scan.Amp || p.kind() == scan.Star || p.kind() == scan.Assign || p.kind() == scan.Ellipsis || p.is(p.i, "this") {
			p.next()
		}
		if p.name(p.i) {
			in.Name = p.parseName(false)
			p.take(scan.Ellipsis)
			in.X = p.initializer()
		}
		in.Span = p.span(at)
		l.Captures = append(l.Captures, in)
		p.toComma(end)
		if p.i < end {
			p.next()
		}
	}
	p.i = end + 1
	if p.kind() == scan.Lt {
		if e := p.templateEnd(p.i); e > 0 {
			for p.i++; p.i < e-1; p.i++ {
				if p.name(p.i) {
					p.set(p.tok().Text, symType)
				}
			}
			p.i = e
		}
	}
	if end := p.closer(p.i); p.kind() == scan.LParen && end > 0 {
		p.params(l.Type)
		p.i = end + 1
		for _, v := range l.Type.Params {
			p.declare(v.Name, symValue)
		}
	}
	for !p.end() && p.kind() != scan.LBrace {
		switch {
		case p.is(p.i, "noexcept"), p.is(p.i, "mutable"), p.is(p.i, "constexpr"), p.name(p.i):
			p.next()
			if p.kind() == scan.LParen {
				p.i = p.skip(p.i)
			}
			continue
		case p.kind() == scan.Arrow:
			p.next()
			l.Type.Elem = p.typeID()
			continue
		}
		break
	}
	if p.kind() != scan.LBrace {
		done()
		return p.bad(from, "lambda without body")
	}
	old := p.noGt
	p.noGt = false
	l.Body = p.block()
	p.noGt = old
	done()
	l.Span = p.span(from)
	return l
}

// parseName parses a name. In an expression (types false) < begins template
// arguments only where that is likely.
func (p *parser) parseName(types bool) *Name {
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
			if p.cpp && p.kind() == scan.Lt && (types || p.templateInExpr(part.Text)) {
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
			p.parseName(true)
		} else {
			p.specs(inParams)
			if p.name(p.i) { // const T
				p.parseName(true)
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
	switch p.syms[name] {
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
	old := p.noGt
	p.noGt = true
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
	p.noGt = old
	p.i = end + 1
	return out
}
