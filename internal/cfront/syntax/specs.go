package syntax

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// specs is what stands in front of the declarators.
type specs struct {
	storage Storage
	typ     *Type
	def     Decl // the record or enumeration that typ defines or declares
}

// specs parses the words and the type in front of a declarator. Unknown names
// that can be no type are decorations.
func (p *parser) specs(w where) specs {
	from := p.i
	s := specs{typ: &Type{Kind: TypeNone}}
	var basic []string
	for p.spec(&s, &basic, from, w) {
	}
	s.typ.Span = p.span(from)
	return s
}

// spec parses one word or name of the specs that begin at from. basic are the
// words of a type of several: unsigned long.
func (p *parser) spec(s *specs, basic *[]string, from int, w where) bool {
	t, word := s.typ, p.tok().Text
	switch c := p.word(p.i); {
	case c == wStorage:
		s.storage |= storageOf[word]
		p.next()
	case c == wCV:
		p.qualifier(t)
	case c == wType && t.Kind != TypeNone && *basic == nil: // an unknown macro was taken for the type
		t.Kind, *basic = TypeNone, []string{}
	case c == wType:
		*basic = append(*basic, word)
		t.Kind = TypeNamed
		t.Name = &Name{Span{int32(from), int32(p.i + 1)}, false, []Part{{Text: strings.Join(*basic, " ")}}}
		p.next()
	case c == wTag && t.Kind == TypeNone:
		s.def = p.tag(t)
	case c == wTypeOf && p.at(p.i+1) == scan.LParen:
		p.typeOf(t)
	case p.implicitInt(s):
		t.Kind, t.Name = TypeNamed, &Name{Span{int32(from), int32(p.i)}, false, []Part{{Text: "int"}}}
		return false
	case c == wAuto && t.Kind == TypeNone:
		t.Kind = TypeAuto
		p.next()
	case p.name(p.i) || c == wNone && p.kind() == scan.Scope:
		switch role, end := p.roleOf(t.Kind != TypeNone, w); role {
		case isDecoration:
			t.Guess = t.Guess || p.guess
			p.i = end
		case isType:
			t.Kind = TypeNamed
			t.Guess = t.Guess || p.guess
			t.Name = p.parseName(inType)
		default:
			return false
		}
	default:
		return false
	}
	return true
}

// implicitInt reports whether the declared name stands here without any type, as C had it
// before 1999: static count = 0;
func (p *parser) implicitInt(s *specs) bool {
	return !p.cpp && s.typ.Kind == TypeNone && s.storage&(Static|Extern) != 0 && p.name(p.i) && p.at(p.i+1) == scan.Assign
}

// qualifier takes const, volatile and what stands in the same places, such as
// _Atomic(T).
func (p *parser) qualifier(t *Type) {
	word := p.tok().Text
	t.Const = t.Const || strings.Contains(word, "const")
	t.Volatile = t.Volatile || strings.Contains(word, "volatile")
	p.next()
	if word == "_Atomic" && p.kind() == scan.LParen && p.closer(p.i) > 0 {
		p.next()
		in := p.typeID()
		t.Kind, t.Name, t.Elem = in.Kind, in.Name, in.Elem
		p.want(scan.RParen)
	}
}

// typeOf parses typeof(T), typeof(x) or decltype(x).
func (p *parser) typeOf(t *Type) {
	t.Kind = TypeOf
	p.next()
	end := p.closer(p.i)
	p.next()
	if e, s := p.typeEnd(p.i); e > 0 && e == end && s >= maybe {
		t.Of = p.typeID()
	} else {
		t.Of = p.expr()
	}
	if end > 0 {
		p.i = end + 1
	}
}

var storageOf = map[string]Storage{
	"typedef": Typedef, "extern": Extern, "static": Static, "inline": Inline, "__inline": Inline, "__inline__": Inline,
	"__forceinline": Inline, "FORCEINLINE": Inline, "virtual": Virtual, "friend": Friend, "constexpr": Constexpr,
	"consteval": Constexpr, "constinit": Constexpr, "explicit": Explicit, "thread_local": ThreadLocal,
	"_Thread_local": ThreadLocal, "__thread": ThreadLocal, "mutable": Mutable,
}
