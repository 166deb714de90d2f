package syntax

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// where says what surrounds a declaration.
type where uint8

const (
	atFile where = iota
	inClass
	inBlock
	inParams // a parameter, or a type in an expression
)

// specs is what stands in front of the declarators.
type specs struct {
	storage Storage
	typ     *Type
	def     Decl // the record or enumeration that typ defines or declares
}

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
	case p.word(p.i) == wDecl, t.Is("friend"), t.Is("extern") && p.at(p.i+1) == scan.String, t.Is("inline") && p.is(p.i+1, "namespace"),
		(t.Is("__asm") || t.Is("asm") || t.Is("__asm__")) && w != inBlock:
		if d, ok := p.special(w); ok {
			return d
		}
	}
	if p.name(p.i) && p.at(p.i+1) == scan.LParen && w == atFile && p.tableAhead() {
		n := &Name{Span{int32(p.i), int32(p.i + 1)}, false, []Part{{Text: p.tok().Text}}}
		p.i = p.closer(p.i+1) + 1
		x := p.list()
		p.next()
		return []Decl{&Var{Span: p.span(from), Name: n, Type: &Type{Kind: TypeNone, Span: n.Span}, Init: x}}
	}
	if p.name(p.i) && p.at(p.i+1) == scan.LParen && p.macroAhead(w) {
		name := p.tok().Text
		p.i = p.skip(p.i + 1)
		p.take(scan.Semi)
		return []Decl{&Macro{p.span(from), name}}
	}
	errs := len(p.file.Errors)
	value := symValue
	if p.templ {
		value = symFuncTemplate
	}
	s := p.specs(w)
	p.templ = false
	var out []Decl
	if s.def != nil {
		out = append(out, s.def)
	}
	if p.take(scan.Semi) {
		if s.def == nil {
			out = append(out, &Other{p.span(from), "type", nil})
		}
		return out
	}
	for first := true; ; first = false {
		at := p.i
		if first {
			at = from
		}
		if k := p.kind(); s.typ.Kind == TypeAuto && (k == scan.Amp || k == scan.AndAnd) && p.at(p.i+1) == scan.LBrack {
			p.next()
		}
		if p.cpp && p.kind() == scan.LBrack && s.typ.Kind == TypeAuto && p.closer(p.i) > 0 { // auto [a, b] = x
			end := p.closer(p.i)
			for p.i++; p.i < end; p.i++ {
				if p.name(p.i) {
					n := &Name{Span{int32(p.i), int32(p.i + 1)}, false, []Part{{Text: p.tok().Text}}}
					p.declare(n, symValue)
					out = append(out, &Var{Span: n.Span, Name: n, Type: s.typ})
				}
			}
			p.i++
			if x := p.initializer(); x != nil {
				out = append(out, &Var{Span: p.span(at), Type: s.typ, Init: x})
			}
			if w == inBlock && p.kind() == scan.Colon {
				return out
			}
			p.want(scan.Semi)
			return out
		}
		n, t := p.declarator(s.typ, w, false)
		if n == nil && s.typ.Kind == TypeNone && p.i > from && first {
			// nothing but unknown macros, each with arguments
			if p.kind() == scan.String && p.is(p.i-1, "extern") {
				p.i--
			}
			if p.word(p.i) == wDecl || p.kind() == scan.RBrace || p.is(p.i, "extern") && p.i > from {
				return append(out, &Macro{p.span(from), p.toks[from].Text})
			}
		}
		if n == nil && p.kind() != scan.Colon {
			return append(out, p.recover(from, w, "no declarator")...)
		}
		if t.Kind == TypeFunc && s.storage&Typedef == 0 {
			if (w != inClass || value != symValue) && t.Elem.Kind != TypeNone { // a constructor has the name of its class
				p.declare(n, value)
			}
			f := &Func{Storage: s.storage, Name: n, Type: t}
			if done, ok := p.functionTail(f, w); done {
				f.Span = p.span(at)
				f.Errors = len(p.file.Errors) - errs
				return append(out, f)
			} else if !ok && s.typ.Kind == TypeNone && p.kind() == scan.RBrace {
				return append(out, &Macro{p.span(from), p.toks[from].Text})
			} else if !ok {
				return append(out, p.recover(from, w, "head of a function")...)
			}
			f.Span = p.span(at)
			out = append(out, f)
		} else {
			v := &Var{Storage: s.storage, Name: n, Type: t}
			if s.storage&Typedef != 0 {
				p.declare(n, symType)
			} else if w != inClass {
				p.declare(n, symValue)
			}
			if w != inBlock && p.take(scan.Colon) {
				v.Bits = p.assign()
			}
			p.strayNames()
			v.Init = p.initializer()
			v.Span = p.span(at)
			out = append(out, v)
		}
		if p.take(scan.Comma) {
			continue
		}
		if p.take(scan.Semi) {
			return out
		}
		if w == inBlock && (p.kind() == scan.Colon || p.kind() == scan.RParen) {
			return out // of a for or an if
		}
		return append(out, p.recover(p.i, w, "; expected")...)
	}
}

// strayNames goes over unknown macros behind a declarator.
func (p *parser) strayNames() {
	for p.name(p.i) {
		p.i++
		if p.kind() == scan.LParen {
			p.i = p.skip(p.i)
		}
	}
}

// macroAhead reports whether NAME(...) at the current token is the call of an
// unknown macro and no function without a type.
func (p *parser) macroAhead(w where) bool {
	end := p.closer(p.i + 1)
	if end < 0 || w == inBlock || p.tok().Text == p.class {
		return false
	}
	switch k := p.at(end + 1); {
	case k == scan.Semi:
		return p.at(p.i+2) != scan.Star // T (*p);
	case k == scan.RBrace, k == scan.EOF:
		return true
	case p.toks[end+1].Flags&scan.LineStart == 0:
		return false
	case k == scan.Ident:
		if p.at(end+2) == scan.LParen { // DECLARE_X(y) DECLARE_Z(), each on its line
			if n := p.closer(end+2) + 1; n > 0 && (p.at(n) == scan.RBrace || p.at(n) == scan.Ident && p.toks[n].Flags&scan.LineStart != 0 && (p.at(n+1) == scan.LParen || p.word(n) == wDecl)) {
				return true
			}
		}
		// DECLARE_X(y) on a line, a declaration on the next. Old C has the
		// types of parameters there.
		e := end + 1
		for p.at(e) == scan.Ident || p.at(e) == scan.Star || p.at(e) == scan.Scope {
			e++
		}
		return p.at(e) != scan.LParen || p.word(end+1) == wStorage || p.word(end+1) == wDecl || p.toks[end+1].Is("extern")
	}
	return false
}

// tableAhead reports whether DEFINE_TABLE(x) { a, b }; begins here.
func (p *parser) tableAhead() bool {
	end := p.closer(p.i + 1)
	if end < 0 || p.at(end+1) != scan.LBrace || p.closer(end+1) < 0 || p.at(p.closer(end+1)+1) != scan.Semi {
		return false
	}
	return strings.ToUpper(p.tok().Text) == p.tok().Text && p.at(p.closer(end+1)-1) != scan.Semi
}

// special parses what begins with a word of its own.
func (p *parser) special(w where) ([]Decl, bool) {
	from := p.i
	word := p.tok().Text
	other := func() ([]Decl, bool) {
		p.toSemi()
		return []Decl{&Other{p.span(from), word, nil}}, true
	}
	switch word {
	case "template":
		p.next()
		if p.kind() != scan.Lt { // explicit instantiation
			return other()
		}
		end := p.templateEnd(p.i)
		if end == 0 {
			return p.recover(from, w, "template parameters"), true
		}
		done := p.scope()
		t := &Template{}
		for p.i++; p.i < end-1; {
			at := p.i
			if p.is(p.i, "typename") || p.is(p.i, "class") || p.is(p.i, "template") {
				for p.i < end-1 && p.kind() != scan.Comma && p.kind() != scan.Assign {
					if p.name(p.i) {
						p.set(p.tok().Text, symType)
					}
					p.i = p.skip(p.i)
				}
			} else {
				old := p.noGt
				p.noGt = true
				v := p.param()
				p.noGt = old
				p.declare(v.Name, symValue)
				t.Params = append(t.Params, v)
			}
			for p.i < end-1 && p.kind() != scan.Comma {
				p.i = p.skip(p.i)
			}
			if p.i < end-1 {
				p.i++
			}
			if p.i == at {
				p.i++
			}
		}
		p.i = end
		for p.is(p.i, "requires") || p.kind() == scan.AndAnd || p.kind() == scan.OrOr {
			if p.next(); p.kind() == scan.LParen {
				p.i = p.skip(p.i)
			} else {
				p.i, _ = p.nameEnd(p.i, true)
			}
		}
		p.templ = true
		t.Decl = p.decl(w)
		p.templ = false
		done()
		for _, d := range t.Decl {
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
		t.Span = p.span(from)
		return []Decl{t}, true
	case "namespace", "inline", "extern":
		g := &Group{Kind: word}
		p.next()
		if word == "inline" {
			p.next()
			g.Kind = "namespace"
		}
		if word == "extern" {
			g.Kind = strings.Trim(p.tok().Text, `"`)
			p.next()
			if p.kind() != scan.LBrace {
				d := p.decl(w)
				return []Decl{&Group{p.span(from), g.Kind, nil, d}}, true
			}
		} else if p.name(p.i) {
			g.Name = p.parseName(false)
			if p.kind() == scan.Assign {
				return other()
			}
		}
		if p.kind() != scan.LBrace {
			return p.recover(from, w, "{ expected"), true
		}
		end := p.closer(p.i)
		p.i++
		if end < 0 { // the brace is in an #if that is not there, or the file is cut
			g.Decls = nil
			g.Span = p.span(from)
			return []Decl{g}, true
		}
		g.Decls = p.decls(end)
		p.i = end + 1
		g.Span = p.span(from)
		return []Decl{g}, true
	case "using":
		if p.name(p.i+1) && p.at(p.i+2) == scan.Assign {
			p.next()
			n := p.parseName(false)
			p.next()
			t := p.typeID()
			p.declare(n, symType)
			p.toSemi()
			return []Decl{&Var{Span: p.span(from), Storage: Typedef, Name: n, Type: t}}, true
		}
	case "public", "private", "protected":
		p.next()
		p.take(scan.Colon)
		return []Decl{&Other{p.span(from), word, nil}}, true
	case "static_assert", "_Static_assert":
		if p.next(); p.kind() == scan.LParen {
			x := p.args()
			p.take(scan.Semi)
			return []Decl{&Other{p.span(from), word, x}}, true
		}
	case "friend":
		if p.word(p.i+1) == wTag {
			return other()
		}
		return nil, false
	}
	return other()
}

// toSemi goes behind the next ; or to the end of the group.
func (p *parser) toSemi() {
	for !p.end() && p.kind() != scan.RBrace {
		if p.take(scan.Semi) {
			return
		}
		p.i = p.skip(p.i)
	}
}

// recover makes a Bad node of a declaration and goes behind it. If it looks like
// a function its body is parsed all the same.
func (p *parser) recover(from int, w where, msg string) []Decl {
	if p.i < from {
		p.i = from
	}
	p.fail(msg)
	reached := p.i // nothing before is looked at again: the time is linear
	p.i = from
	for !p.end() {
		k := p.kind()
		if p.i < reached && k != scan.RBrace {
			p.i = p.skip(p.i)
			continue
		}
		switch k {
		case scan.RParen:
			if w == inBlock && p.i > from { // of an if or a for
				return []Decl{&Bad{p.span(from), msg}}
			}
			p.next()
		case scan.Semi:
			p.next()
			return []Decl{&Bad{p.span(from), msg}}
		case scan.RBrace:
			return []Decl{&Bad{p.span(from), msg}}
		case scan.LBrace:
			if w == inBlock {
				p.i = p.skip(p.i)
				continue
			}
			if k := p.i - 1; k > from && p.at(k) == scan.RParen && p.match[k] > int32(from) && p.name(int(p.match[k])-1) && p.closer(p.i) > 0 {
				at := int32(p.match[k]) - 1
				f := &Func{Name: &Name{Span{at, at + 1}, false, []Part{{Text: p.toks[at].Text}}}, Type: &Type{Kind: TypeFunc, Span: Span{at, int32(p.i)}}}
				n := len(p.file.Errors)
				f.Body = p.block()
				f.Errors = len(p.file.Errors) - n + 1 // its head is one
				f.Span = p.span(from)
				return []Decl{f}
			}
			if p.closer(p.i) < 0 {
				p.next()
			} else {
				p.i = p.skip(p.i)
				if p.kind() != scan.Semi && p.kind() != scan.Comma && p.kind() != scan.Assign {
					return []Decl{&Bad{p.span(from), msg}}
				}
				continue
			}
		default:
			p.i = p.skip(p.i)
		}
	}
	return []Decl{&Bad{p.span(from), msg}}
}

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
			for p.kind() != scan.LBrace && !p.end() {
				p.decl(inParamsOfOldC)
			}
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

// inParamsOfOldC is where the types of parameters stand in C before 1989.
const inParamsOfOldC = inClass

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

// body parses the body of a function with the initializers of a constructor.
func (p *parser) body(f *Func) {
	done := p.scope()
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
		for !p.end() && p.kind() != scan.LBrace {
			at := p.i
			in := &Init{}
			if p.name(p.i) || p.kind() == scan.Scope {
				in.Name = p.parseName(true)
			}
			if p.kind() == scan.LParen || p.kind() == scan.LBrace {
				in.X = p.list()
			}
			p.take(scan.Ellipsis)
			in.Span = p.span(at)
			f.Inits = append(f.Inits, in)
			if !p.take(scan.Comma) {
				if p.kind() != scan.LBrace {
					p.fail("initializer of a constructor")
				}
				for !p.end() && p.kind() != scan.LBrace && p.kind() != scan.Semi && p.kind() != scan.RBrace {
					p.i = p.skip(p.i)
				}
				break
			}
		}
	}
	switch {
	case p.kind() != scan.LBrace:
		p.fail("{ expected")
	case try >= 0:
		f.Body = p.handlers(try, p.block())
	default:
		f.Body = p.block()
	}
	done()
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

// specs parses the words and the type in front of a declarator. Unknown names
// that can be no type are decorations.
func (p *parser) specs(w where) (s specs) {
	from := p.i
	t := &Type{Kind: TypeNone}
	var basic []string
	for {
		word := p.tok().Text
		switch c := p.word(p.i); {
		case c == wStorage:
			s.storage |= storageOf[word]
			p.next()
		case c == wCV:
			t.Const = t.Const || strings.Contains(word, "const")
			t.Volatile = t.Volatile || strings.Contains(word, "volatile")
			p.next()
			if word == "_Atomic" && p.kind() == scan.LParen && p.closer(p.i) > 0 {
				p.next()
				in := p.typeID()
				t.Kind, t.Name, t.Elem = in.Kind, in.Name, in.Elem
				p.want(scan.RParen)
			}
		case c == wType && (t.Kind == TypeNone || basic != nil):
			basic = append(basic, word)
			t.Kind = TypeNamed
			t.Name = &Name{Span{int32(from), int32(p.i + 1)}, false, []Part{{Text: strings.Join(basic, " ")}}}
			p.next()
		case c == wType: // an unknown macro was taken for the type
			t.Kind, basic = TypeNone, []string{}
		case c == wTag && t.Kind == TypeNone:
			s.def = p.tag(t)
		case c == wTypeOf && p.at(p.i+1) == scan.LParen:
			t.Kind = TypeOf
			p.next()
			close := p.closer(p.i)
			p.next()
			if e, ok := p.typeEnd(p.i); e > 0 && e == close && ok >= maybe {
				t.Of = p.typeID()
			} else {
				t.Of = p.expr()
			}
			if close > 0 {
				p.i = close + 1
			}
		case c == wAuto && t.Kind == TypeNone:
			t.Kind = TypeAuto
			p.next()
		case p.name(p.i) || c == wNone && p.kind() == scan.Scope:
			switch role, end := p.role(t.Kind != TypeNone, w); role {
			case isDecoration:
				p.i = end
			case isType:
				t.Kind = TypeNamed
				t.Name = p.parseName(true)
			default:
				t.Span = p.span(from)
				s.typ = t
				return s
			}
		default:
			t.Span = p.span(from)
			s.typ = t
			return s
		}
	}
}

var storageOf = map[string]Storage{
	"typedef": Typedef, "extern": Extern, "static": Static, "inline": Inline, "__inline": Inline, "__inline__": Inline,
	"__forceinline": Inline, "FORCEINLINE": Inline, "virtual": Virtual, "friend": Friend, "constexpr": Constexpr,
	"consteval": Constexpr, "constinit": Constexpr, "explicit": Explicit, "thread_local": ThreadLocal,
	"_Thread_local": ThreadLocal, "__thread": ThreadLocal, "mutable": Mutable,
}

// The roles that a name in front of a declarator can have.
type role uint8

const (
	isDeclarator role = iota
	isType
	isDecoration
)

// role decides what the name at the current token is. typed says that there is a
// type already. For a decoration it gives the end, its arguments included.
func (p *parser) role(typed bool, w where) (role, int) {
	i := p.i
	e, known := p.nameEnd(i, true)
	if e == i || p.at(i) == scan.Scope && e == i+1 {
		return isDeclarator, 0
	}
	k := p.at(e)
	if typed {
		switch {
		case k == scan.Star && w != inParams, p.name(e), p.word(e) == wOperator && k == scan.Ident, p.word(e) == wType && p.at(e+1) != scan.LParen, p.word(e) == wTag && w != inClass:
			return isDecoration, e
		case k == scan.LParen && p.closer(e) > 0:
			// VOID ANNOTATION(x) name(...), but not VOID name(...) ANNOTATION {
			if n := p.closer(e) + 1; p.name(n) && (p.at(n+1) == scan.LParen || p.at(n+1) == scan.Assign || p.at(n+1) == scan.LBrack || p.at(n+1) == scan.Semi && w == inClass) && !p.oldParamsAhead(e) && p.toks[n].Text != "noexcept" {
				if m := p.at(p.skip(n + 1)); p.at(n+1) != scan.LParen || m != scan.LBrace || p.at(p.skip(e)-2) != scan.RParen {
					if p.at(n+1) == scan.LParen && p.paramsAhead(e) && !p.paramsAhead(n+1) {
						return isDeclarator, 0 // VOID name(PVOID x) ANNOTATION(y)
					}
					return isDecoration, p.closer(e) + 1
				}
			}
		}
		return isDeclarator, 0
	}
	if p.cpp && w != inParams { // constructors, destructors and conversions have no type
		if k == scan.LParen && (w == inClass && p.toks[e-1].Text == p.class || w == atFile && p.constructorName(i, e)) {
			return isDeclarator, 0
		}
		if k == scan.Scope && (p.at(e+1) == scan.Tilde || p.word(e+1) == wOperator && p.at(e) == scan.Scope) {
			return isDeclarator, 0
		}
	}
	switch {
	case p.name(e) || k == scan.Scope && p.name(e+1):
		if known == certain {
			return isType, 0
		}
		m, next := p.nameEnd(e, true)
		switch q := p.at(m); {
		case p.name(m), q == scan.Star, q == scan.Amp && p.cpp, p.word(m) == wCV && p.toks[m].Text != "const":
			// a b c, a b *c: one of a and b decorates
			if q != scan.Ident && known >= next && w == inParams {
				return isType, 0
			}
			if known > next {
				return isType, 0
			}
			return isDecoration, e
		case p.word(m) == wType, p.word(m) == wTag:
			return isDecoration, e
		case q == scan.LParen && p.closer(m) > 0 && w != inBlock:
			// a b(x) c: either b(x) decorates, or c stands behind a function
			n := p.closer(m) + 1
			if p.word(n) == wType || p.word(n) == wTag || p.word(n) == wStorage && p.toks[n].Flags&scan.LineStart == 0 {
				return isDecoration, e
			}
			if p.name(n) && p.name(n+1) && p.toks[n].Flags&scan.LineStart == 0 {
				return isDecoration, e
			}
		}
		return isType, 0
	case p.word(e) == wType, p.word(e) == wTag, p.word(e) == wStorage, p.word(e) == wTypeOf, p.word(e) == wAuto:
		return isDecoration, e
	case k == scan.String && w == atFile: // a macro for extern
		return isDecoration, e + 1
	case k == scan.LParen && p.closer(e) > 0:
		after := p.closer(e) + 1
		in := p.at(e + 1)
		switch {
		case (in == scan.Star || in == scan.Xor || in == scan.Amp || p.name(e+1) && (p.at(e+2) == scan.Star || p.at(e+2) == scan.Scope)) &&
			(p.at(after) == scan.LParen || p.at(after) == scan.LBrack || p.at(after-2) == scan.Ident && p.at(after) == scan.Assign):
			return isType, 0 // T (*f)(...)
		case w == inParams && p.at(after) != scan.Ident:
			return isType, 0
		case (p.at(after) == scan.Ident && p.word(after) != wCV || p.at(after) == scan.Scope) && !p.oldParamsAhead(e):
			if p.name(after) && (p.at(after+1) == scan.LBrace || p.at(after+1) == scan.Semi) {
				return isDeclarator, 0 // name(...) ANNOTATION {
			}
			return isDecoration, after
		case p.name(e+1) && p.at(e+2) == scan.RParen && p.at(after) == scan.LParen:
			return isType, 0 // T (f)(...)
		}
		return isDeclarator, 0
	case k == scan.LBrace && w == atFile:
		return isDecoration, e
	case k == scan.LBrack && w == inBlock, k == scan.Assign && w != inParams && w != inBlock:
		return isDeclarator, 0 // int of old C
	}
	return isType, 0
}

// constructorName reports whether the name from i to e ends in A::A.
func (p *parser) constructorName(i, e int) bool {
	last := &p.toks[e-1]
	for j := i; j < e-2; j++ {
		if p.toks[j].Kind == scan.Ident && p.toks[j].Text == last.Text && p.at(e-2) == scan.Scope {
			return true
		}
	}
	return false
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

// contextual are the words that may stand behind the name of a class.
var contextual = map[string]bool{"final": true, "sealed": true, "abstract": true}

// tag parses struct, union, class or enum into t.
func (p *parser) tag(t *Type) Decl {
	from := p.i
	word := p.tok().Text
	p.next()
	t.Kind = TypeTag
	if word == "enum" && (p.is(p.i, "class") || p.is(p.i, "struct")) {
		p.next()
	}
	for p.name(p.i) && p.name(p.i+1) && !contextual[p.toks[p.i+1].Text] && (p.at(p.i+2) == scan.LBrace || p.at(p.i+2) == scan.Colon && p.cpp && p.word(p.i+3) == wDecl) { // struct DECORATION name {
		p.next()
	}
	if p.kind() == scan.Ident && p.name(p.i) || p.kind() == scan.Scope {
		t.Name = p.parseName(true)
	}
	for p.kind() == scan.Ident && contextual[p.tok().Text] {
		p.next()
	}
	if word == "enum" {
		e := &Enum{Name: t.Name}
		if p.cpp {
			p.declare(t.Name, symType)
		}
		if p.kind() == scan.Colon && (p.at(p.i+2) == scan.LBrace || p.at(p.i+2) == scan.Semi || p.word(p.i+1) == wType || p.at(p.i+2) == scan.Scope) {
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
		for p.next(); !p.end() && p.kind() != scan.LBrace && p.kind() != scan.Semi; {
			if p.word(p.i) == wDecl || p.word(p.i) == wStorage || p.kind() == scan.Comma || p.kind() == scan.Ellipsis {
				p.next()
				continue
			}
			at := p.i
			if p.name(p.i) || p.kind() == scan.Scope {
				n := p.parseName(true)
				r.Bases = append(r.Bases, &Type{Span: p.span(at), Kind: TypeNamed, Name: n})
			}
			if p.i == at {
				p.i = p.skip(p.i)
			}
		}
	}
	if p.kind() == scan.LBrace {
		p.members(r)
		t.Def = r
	}
	r.Span = p.span(from)
	if t.Def == nil && p.kind() != scan.Semi {
		return nil // only a use of the name
	}
	return r
}

// basesAhead tells a list of bases from the width of a bit field.
func (p *parser) basesAhead() bool {
	if p.word(p.i+1) == wDecl || p.is(p.i+1, "virtual") {
		return true
	}
	for i := p.i + 1; i < p.i+200; i = p.skip(i) {
		switch p.at(i) {
		case scan.LBrace:
			return true
		case scan.Semi, scan.RBrace, scan.EOF, scan.Number, scan.RParen, scan.Assign:
			return false
		}
	}
	return false
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
			n := &Name{Span{int32(p.i), int32(p.i + 1)}, false, []Part{{Text: p.tok().Text}}}
			p.next()
			p.strayNames()
			v := &Var{Name: n, Type: &Type{Kind: TypeNone, Span: n.Span}}
			if p.take(scan.Assign) {
				v.Init = p.assign()
			}
			p.declare(n, symValue)
			v.Span = p.span(at)
			e.Items = append(e.Items, v)
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

// declarator parses what follows the specs: pointers, the name, parameters. The
// name is nil if there is none, as in a type or for an unnamed parameter.
func (p *parser) declarator(t *Type, w where, abstract bool) (*Name, *Type) {
	if !p.enter() {
		p.depth--
		return nil, t
	}
	defer func() { p.depth-- }()
	from := p.i
	chain := 0
	wrap := func(k TypeKind) {
		p.next()
		if chain++; chain > maxChain {
			return
		}
		t = &Type{Span: p.span(from), Kind: k, Elem: t}
	}
	for {
		switch k := p.kind(); {
		case k == scan.Star, k == scan.Xor && p.cpp:
			wrap(TypePointer)
			continue
		case k == scan.Amp && (p.cpp || w == inParams):
			wrap(TypeRef)
			continue
		case k == scan.AndAnd && p.cpp:
			wrap(TypeRvalueRef)
			continue
		case p.word(p.i) == wCV:
			t.Const = t.Const || strings.Contains(p.tok().Text, "const")
			t.Volatile = t.Volatile || strings.Contains(p.tok().Text, "volatile")
			p.next()
			continue
		case k == scan.Ellipsis && p.at(p.i+1) == scan.Ident:
			p.next()
			continue
		case p.name(p.i) && t.Kind == TypePointer && (p.name(p.i+1) || p.at(p.i+1) == scan.Star || p.word(p.i+1) == wOperator):
			p.next() // a decoration behind the star
			continue
		case p.name(p.i) && p.cpp:
			if e, _ := p.nameEnd(p.i, true); p.at(e) == scan.Scope && p.at(e+1) == scan.Star {
				n := p.parseName(true)
				p.next()
				p.next()
				t = &Type{Span: p.span(from), Kind: TypeMember, Elem: t, Name: n}
				continue
			}
		}
		break
	}
	if p.kind() == scan.LParen && p.closer(p.i) > 0 && p.parenDeclarator(abstract, t.Kind != TypeNone && w != inParams) {
		inner, end := p.i+1, p.closer(p.i)
		p.i = end + 1
		t = p.suffixes(t, atFile)
		after := p.i
		p.i = inner
		if p.name(p.i) && (p.at(p.i+1) == scan.Star || p.name(p.i+1)) { // (CALLCONV *f)
			p.next()
		}
		n, u := p.declarator(t, w, abstract)
		if p.i != end {
			p.fail("declarator")
		}
		p.i = after
		return n, u
	}
	var n *Name
	if p.name(p.i) && (!abstract || w == inParams) || p.cpp && (p.kind() == scan.Tilde || p.word(p.i) == wOperator || p.kind() == scan.Scope) && !abstract {
		n = p.parseName(true)
		if p.class != "" && len(n.Parts) == 1 && n.Parts[0].Text == "" {
			n = nil
		}
	}
	return n, p.suffixes(t, w)
}

// parenDeclarator tells (*f)(x) from the parameters of a function without name.
func (p *parser) parenDeclarator(abstract, typed bool) bool {
	i := p.i + 1
	end := p.closer(p.i)
	switch k := p.at(i); {
	case k == scan.Star, k == scan.Xor, k == scan.Amp, k == scan.AndAnd, k == scan.LParen:
		return true
	case k == scan.LBrack, p.word(i) == wCV && p.at(i+1) == scan.Star:
		return true
	case p.name(i):
		if e, _ := p.nameEnd(i, true); p.at(e) == scan.Star && (p.name(e+1) && p.at(e+2) != scan.Comma && p.at(end+1) == scan.LParen) || p.at(e) == scan.Scope {
			return true
		}
		if typed && i+1 == end && (p.at(end+1) == scan.Assign || p.at(end+1) == scan.Semi) {
			return true // T (x) = y;
		}
		return !abstract && (i+1 == end || p.at(i+1) == scan.LBrack || p.at(i+1) == scan.LParen) && (p.at(end+1) == scan.LParen || p.at(end+1) == scan.LBrack || p.at(i+1) != scan.RParen)
	}
	return false
}

// suffixes parses [n] and (params) behind a name.
func (p *parser) suffixes(t *Type, w where) *Type {
	if !p.enter() {
		p.depth--
		return t
	}
	defer func() { p.depth-- }()
	from := p.i
	end := p.closer(p.i)
	switch {
	case p.kind() == scan.LBrack && end > 0:
		p.next()
		a := &Type{Kind: TypeArray}
		for p.word(p.i) == wCV || p.is(p.i, "static") {
			p.next()
		}
		if p.i < end {
			old := p.noGt
			p.noGt = false
			a.Len = p.expr()
			p.noGt = old
		}
		if p.i != end {
			p.fail("] expected")
		}
		p.i = end + 1
		a.Elem = p.suffixes(t, w)
		a.Span = p.span(from)
		return a
	case p.kind() == scan.LParen && end > 0 && p.isParams(w):
		f := &Type{Kind: TypeFunc}
		p.params(f)
		p.i = end + 1
		f.Elem = t
		for p.cpp {
			switch {
			case p.word(p.i) == wCV, p.is(p.i, "override"), p.is(p.i, "final"):
				p.next()
				continue
			case p.kind() == scan.Amp || p.kind() == scan.AndAnd:
				p.next()
				continue
			case p.is(p.i, "noexcept") || p.is(p.i, "throw"):
				p.next()
				if p.kind() == scan.LParen {
					p.i = p.skip(p.i)
				}
				continue
			case p.kind() == scan.Arrow:
				p.next()
				f.Elem = p.typeID()
				continue
			}
			break
		}
		f.Span = p.span(from)
		return f
	}
	return t
}

// isParams tells parameters from the arguments of a constructor.
func (p *parser) isParams(w where) bool {
	if w == inBlock {
		return p.paramsAhead(p.i)
	}
	switch k := p.at(p.i + 1); {
	case k == scan.RParen, k == scan.Ellipsis, k == scan.LBrack:
		return true
	case k == scan.Ident:
		if w := p.word(p.i + 1); w != wNone {
			return w != wExpr && w != wStmt
		}
		_, s := p.nameEnd(p.i+1, true)
		return s != isNot || !p.cpp
	}
	return p.at(p.i+1) == scan.Scope
}

// params parses (a, b, ...) into f; the caller goes on behind it.
func (p *parser) params(f *Type) {
	end := p.closer(p.i)
	p.next()
	if p.is(p.i, "void") && p.i+1 == end {
		return
	}
	oldGt := p.noGt
	p.noGt = false
	for p.i < end {
		at := p.i
		if p.kind() == scan.Ellipsis && (p.i+1 == end || p.at(p.i+1) == scan.Comma) {
			f.Variadic = true
			p.next()
		} else {
			f.Params = append(f.Params, p.param())
		}
		p.comma(end, "parameter")
		if p.i == at {
			p.next()
		}
	}
	p.noGt = oldGt
}

func (p *parser) param() *Var {
	from := p.i
	s := p.specs(inParams)
	v := &Var{Storage: s.storage}
	v.Pack = p.take(scan.Ellipsis)
	v.Name, v.Type = p.declarator(s.typ, inParams, false)
	if p.name(p.i) && p.kind() == scan.Ident {
		p.strayNames()
	}
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
	_, t := p.declarator(s.typ, inParams, true)
	if t.From == 0 && t.To == 0 {
		t.Span = p.span(from)
	}
	return t
}
