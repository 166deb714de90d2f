package syntax

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// maxDepth bounds the recursion of the parser and maxChain the length of a + b +
// c, whose tree is as deep as it is long. Together they bound the depth of the
// tree, and so the stack of who walks it. Real code stays far below.
const (
	maxDepth = 400
	maxChain = 2000
	maxAhead = 20 // types in types when looking ahead
)

// sym is what a name is known to be.
type sym uint8

const (
	symNone sym = iota
	symValue
	symType
	symClass        // a type whose constructors have its name
	symTemplate     // a class template
	symFuncTemplate // a value
)

func (s sym) isType() bool { return s == symType || s == symClass || s == symTemplate }

type parser struct {
	toks  []scan.Token
	words []word
	match []int32
	cpp   bool
	file  *File

	i     int
	depth int
	ahead int  // nesting of typeEnd
	noGt  bool // in template arguments: > ends the expression
	templ bool // the declaration that begins here has template parameters
	class string

	syms  map[string]sym
	hints map[string]bool // names that are used as types somewhere
	log   []undo          // declarations of the open scopes
}

type undo struct {
	name string
	old  sym
}

// Parse parses the tokens of a unit as C or C++.
func Parse(toks []scan.Token, cpp bool) *File {
	p := &parser{cpp: cpp, file: &File{CPP: cpp}, syms: map[string]sym{}}
	p.toks, p.file.Annots = prepare(toks, cpp)
	p.file.Tokens = p.toks
	p.match = brackets(p.toks)
	p.words = make([]word, len(p.toks))
	for i := range p.toks {
		if t := &p.toks[i]; t.Kind == scan.Ident {
			w := wordsC[t.Text]
			if w == wNone && cpp {
				w = wordsCPP[t.Text]
				if k := p.at(i + 2); t.Text == "interface" && p.at(i+1) == scan.Ident && (k == scan.Colon || k == scan.LBrace || k == scan.Semi) {
					w = wTag // a macro of the COM headers
				}
			}
			p.words[i] = w
		}
	}
	p.findHints()
	p.file.Decls = p.decls(len(p.toks) - 1)
	return p.file
}

// findHints collects the names that stand where only a type can stand: a b;
// (a *) and (a)b where no call is. It makes up for the missing headers.
func (p *parser) findHints() {
	p.hints = map[string]bool{}
	for _, n := range knownTypes {
		p.hints[n] = true
	}
	for i := 0; i+2 < len(p.toks); i++ {
		if !p.name(i) {
			continue
		}
		j := i + 1
		afterParen := i > 0 && p.toks[i-1].Kind == scan.LParen && (i < 2 || p.toks[i-2].Kind != scan.Ident && p.toks[i-2].Kind != scan.RParen || p.is(i-2, "return"))
		switch {
		case p.name(j) && p.toks[j].Flags&scan.LineStart == 0:
			switch p.toks[j+1].Kind {
			case scan.Semi, scan.Comma, scan.Assign, scan.LBrack, scan.RParen:
				p.hints[p.toks[i].Text] = true
			}
		case p.toks[j].Kind == scan.Star:
			for p.toks[j].Kind == scan.Star {
				j++
			}
			if p.toks[j].Kind == scan.RParen && i > 0 && p.toks[i-1].Kind == scan.LParen {
				p.hints[p.toks[i].Text] = true
			}
			i = j - 1
		case p.toks[j].Kind == scan.RParen && afterParen:
			if k := p.toks[j+1].Kind; k == scan.Ident && p.words[j+1] == wNone || k == scan.Number || k == scan.String {
				p.hints[p.toks[i].Text] = true
			}
		}
	}
}

// knownTypes are types of the WDK that stand in casts of what looks like an
// operand: (ULONG)-1. All others are found by findHints or by their place.
var knownTypes = []string{
	"BOOLEAN", "BOOL", "BYTE", "CHAR", "UCHAR", "WCHAR", "SHORT", "USHORT", "WORD", "INT", "UINT", "LONG", "ULONG", "DWORD",
	"LONGLONG", "ULONGLONG", "LONG64", "ULONG64", "DWORD64", "INT8", "INT16", "INT32", "INT64", "UINT8", "UINT16", "UINT32", "UINT64",
	"LONG_PTR", "ULONG_PTR", "INT_PTR", "UINT_PTR", "DWORD_PTR", "SIZE_T", "SSIZE_T", "HANDLE", "PVOID", "LPVOID", "VOID", "NTSTATUS", "HRESULT",
	"PCHAR", "PUCHAR", "PWCHAR", "PWSTR", "PCWSTR", "PSTR", "PCSTR", "PULONG", "PLONG", "PUSHORT", "PULONG_PTR", "PLARGE_INTEGER",
	"size_t", "ssize_t", "ptrdiff_t", "intptr_t", "uintptr_t", "int8_t", "int16_t", "int32_t", "int64_t", "uint8_t", "uint16_t", "uint32_t", "uint64_t",
	"u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64", "KIRQL", "PIRP", "PDEVICE_OBJECT", "PFILE_OBJECT", "PDRIVER_OBJECT", "LARGE_INTEGER",
}

func (p *parser) tok() *scan.Token   { return &p.toks[p.i] }
func (p *parser) kind() scan.Kind    { return p.toks[p.i].Kind }
func (p *parser) at(i int) scan.Kind { return p.toks[min(i, len(p.toks)-1)].Kind }
func (p *parser) end() bool          { return p.i >= len(p.toks)-1 }
func (p *parser) span(from int) Span { return Span{int32(from), int32(p.i)} }
func (p *parser) word(i int) word    { return p.words[min(i, len(p.words)-1)] }
func (p *parser) is(i int, s string) bool {
	return i < len(p.toks) && p.toks[i].Kind == scan.Ident && p.toks[i].Text == s
}

// name reports whether token i is an identifier and no keyword.
func (p *parser) name(i int) bool { return p.at(i) == scan.Ident && p.word(i) == wNone }

// closer is the index of the bracket that closes the one at i, -1 if none does.
func (p *parser) closer(i int) int {
	if m := int(p.match[i]); m > i {
		return m
	}
	return -1
}

// skip is the index behind token i, or behind its group if it opens one.
func (p *parser) skip(i int) int {
	if m := p.closer(i); m > 0 {
		return m + 1
	}
	return min(i+1, len(p.toks)-1)
}

func (p *parser) next() {
	if !p.end() {
		p.i++
	}
}

// take goes over a token of kind k if it is there.
func (p *parser) take(k scan.Kind) bool {
	if p.kind() == k && !p.end() {
		p.i++
		return true
	}
	return false
}

// want is take, with an error if the token is not there.
func (p *parser) want(k scan.Kind) {
	if !p.take(k) {
		p.fail(k.String() + " expected")
	}
}

// toComma goes to the next comma of a list that ends at end.
func (p *parser) toComma(end int) {
	for p.i < end && p.kind() != scan.Comma {
		p.i = p.skip(p.i)
	}
}

// comma goes behind the comma that ends an element of a list; what stands
// between the element and the comma is an error.
func (p *parser) comma(end int, msg string) {
	if p.i < end && p.kind() != scan.Comma {
		p.fail(msg)
		p.toComma(end)
	}
	if p.i < end {
		p.next()
	}
}

func (p *parser) fail(msg string) {
	p.file.Errors = append(p.file.Errors, Error{int32(p.i), msg})
}

// bad is a Bad node from the token from to the current one.
func (p *parser) bad(from int, msg string) *Bad {
	p.file.Errors = append(p.file.Errors, Error{int32(min(p.i, len(p.toks)-1)), msg})
	return &Bad{p.span(from), msg}
}

// enter counts the recursion; at its limit the parser gives up on the piece.
func (p *parser) enter() bool {
	p.depth++
	return p.depth < maxDepth
}

func (p *parser) declare(n *Name, s sym) {
	if n == nil || len(n.Parts) != 1 || n.Parts[0].Text == "" {
		return
	}
	p.set(n.Parts[0].Text, s)
}

func (p *parser) set(name string, s sym) {
	if old := p.syms[name]; old != s {
		p.log = append(p.log, undo{name, old})
		p.syms[name] = s
	}
}

func (p *parser) symOf(n *Name) sym {
	if len(n.Parts) != 1 {
		return symNone
	}
	return p.syms[n.Parts[0].Text]
}

// scope opens a scope; the function that it returns closes it.
func (p *parser) scope() func() {
	n := len(p.log)
	return func() {
		for len(p.log) > n {
			u := p.log[len(p.log)-1]
			p.log = p.log[:len(p.log)-1]
			p.syms[u.name] = u.old
		}
	}
}

// sure says how certain it is that a name is a type.
type sure uint8

const (
	isNot  sure = iota
	maybe       // nothing is known
	likely      // it is used as one elsewhere
	certain
)

func (p *parser) typeName(s string, k sym) sure {
	switch {
	case k.isType():
		return certain
	case k != symNone:
		return isNot
	case p.hints[s]:
		return likely
	}
	return maybe
}

// nameEnd is the index behind the name, qualified or not, that starts at i, and
// how surely it is a type. Template arguments belong to it if args says so.
func (p *parser) nameEnd(i int, args bool) (int, sure) {
	if p.at(i) == scan.Scope {
		i++
	}
	s := isNot
	for first := i == 0 || p.at(i-1) != scan.Scope; p.name(i); first = false {
		k := symNone // of a qualified name only the hints tell
		if first {
			k = p.syms[p.toks[i].Text]
		}
		s = p.typeName(p.toks[i].Text, k)
		i++
		if p.cpp && p.at(i) == scan.Lt && (args && k != symValue || k == symTemplate || k == symFuncTemplate) {
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

// templateEnd is the index behind the > for the < at i, 0 if what stands there
// is no list of template arguments.
func (p *parser) templateEnd(i int) int {
	depth := 0
	known := i > 0 && (p.is(i-1, "template") || p.syms[p.toks[i-1].Text] >= symTemplate)
	for j := i; j < i+300 && j < len(p.toks)-1; {
		switch p.at(j) {
		case scan.OrOr, scan.Dot: // a < b || c > d
			if !known {
				return 0
			}
		case scan.Lt:
			depth++
		case scan.Gt:
			if depth--; depth == 0 {
				return j + 1
			}
		case scan.LParen, scan.LBrack, scan.LBrace:
			if p.closer(j) < 0 || p.at(j) == scan.LBrace && depth > 0 && p.at(j-1) != scan.Ident && p.at(j-1) != scan.Gt && p.at(j-1) != scan.RParen {
				return 0
			}
			j = p.closer(j)
		case scan.Semi, scan.RParen, scan.RBrack, scan.RBrace, scan.String, scan.Quest,
			scan.AddAssign, scan.SubAssign, scan.Inc, scan.Dec, scan.Arrow:
			return 0
		case scan.Assign:
			if !p.is(i-1, "template") {
				return 0
			}
		}
		j++
	}
	return 0
}

// typeEnd looks for a type as in a cast, from i on: the index behind it and how
// sure it is one. The index is 0 if it cannot be a type.
func (p *parser) typeEnd(i int) (int, sure) {
	if p.ahead >= maxAhead {
		return 0, isNot
	}
	p.ahead++
	defer func() { p.ahead-- }()
	s := isNot
	named := false
specs:
	for {
		switch w := p.word(i); {
		case w == wType, w == wAuto:
			s, named = certain, true
			i++
		case w == wCV:
			if !named {
				s = max(s, likely)
			}
			i++
		case w == wTag:
			if i++; p.name(i) || p.at(i) == scan.Scope {
				i, _ = p.nameEnd(i, true)
			}
			if p.at(i) == scan.LBrace {
				i = p.skip(i)
			}
			s, named = certain, true
		case w == wTypeOf && p.at(i+1) == scan.LParen:
			i = p.skip(i + 1)
			s, named = certain, true
		case !named && (p.name(i) || p.at(i) == scan.Scope):
			e, t := p.nameEnd(i, true)
			if t == isNot || e == i+1 && p.at(i) == scan.Scope {
				return 0, isNot
			}
			i, s, named = e, max(s, t), true
		default:
			break specs
		}
	}
	if !named {
		return 0, isNot
	}
	for {
		switch k := p.at(i); {
		case k == scan.Star, k == scan.Xor && p.cpp:
			i++
		case (k == scan.Amp || k == scan.AndAnd) && p.cpp:
			i++
		case k == scan.Ellipsis:
			i++
		case p.word(i) == wCV:
			i++
			s = max(s, likely)
		case k == scan.LBrack && p.closer(i) > 0:
			i = p.closer(i) + 1
		case k == scan.LParen && p.closer(i) > 0 && (p.at(i+1) == scan.Star || p.at(i+1) == scan.Xor || p.at(i+1) == scan.Amp || p.name(i+1) && p.at(i+2) == scan.Scope) &&
			p.at(p.closer(i)-1) != scan.RParen && (p.at(p.closer(i)+1) == scan.LParen || p.at(p.closer(i)+1) == scan.LBrack):
			i = p.skip(p.closer(i) + 1) // (*)(...)
			s = certain
		case p.name(i) && p.at(i-1) == scan.Star && p.at(i+1) == scan.Star && (p.at(i+2) == scan.RParen || p.at(i+2) == scan.Star),
			p.name(i) && p.at(i-1) == scan.Star && p.at(i+1) == scan.RParen && s >= likely && strings.ToUpper(p.toks[i].Text) == p.toks[i].Text:
			i++ // a decoration: void * POINTER_32 *
		case k == scan.LParen && s >= likely && p.closer(i) > 0 && p.paramsAhead(i):
			i = p.closer(i) + 1
		default:
			return i, s
		}
	}
}

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
	case k == scan.Comma || k == scan.RParen || k == scan.Assign:
		return s >= likely
	}
	return false
}

// declAhead reports whether a declaration and no expression starts at i, which
// is the start of a statement.
func (p *parser) declAhead(i int) bool {
	switch p.word(i) {
	case wType, wTag, wTypeOf:
		return p.at(i+1) != scan.LParen || p.word(i) == wTypeOf || p.at(i+2) == scan.Star // int(x) is an expression
	case wCV, wStorage, wAuto, wDecl:
		return true
	case wNone:
	default:
		return false
	}
	if p.at(i) != scan.Ident && p.at(i) != scan.Scope {
		return false
	}
	e, s := p.nameEnd(i, true)
	if e == i {
		return false
	}
	switch k := p.at(e); {
	case p.word(e) == wCV, p.word(e) == wType, p.word(e) == wTag, p.word(e) == wStorage:
		return true
	case p.name(e):
		// a b. A macro without semicolon may stand on a line of its own.
		if p.toks[e].Flags&scan.LineStart != 0 && s < likely {
			switch p.at(e + 1) {
			case scan.Semi, scan.Comma, scan.LBrack, scan.Ident:
			case scan.Assign:
				return p.syms[p.toks[e].Text] == symNone
			default:
				return false
			}
		}
		return true
	case k == scan.Star, (k == scan.Amp || k == scan.AndAnd) && p.cpp, k == scan.Xor && p.cpp:
		if s == isNot {
			return false
		}
		for p.at(e) == scan.Star || p.at(e) == scan.Amp || p.at(e) == scan.AndAnd || p.at(e) == scan.Xor || p.word(e) == wCV {
			e++
		}
		if (k == scan.Amp || k == scan.AndAnd) && s < likely && p.at(e+1) != scan.Assign && p.at(e+1) != scan.Colon {
			return false
		}
		if !p.name(e) {
			return s == certain && p.at(e) == scan.LParen
		}
		switch p.at(e + 1) {
		case scan.Semi, scan.Assign, scan.Comma, scan.LBrack, scan.LBrace, scan.Colon:
			return true
		case scan.LParen, scan.RParen:
			return s >= likely
		case scan.Ident:
			return p.word(e+1) == wNone
		}
		return false
	case k == scan.LParen:
		if s == isNot || p.closer(e) < 0 || p.at(p.closer(e)+1) != scan.LParen && p.at(p.closer(e)+1) != scan.LBrack {
			return false // f(x), or T(x) which is an expression too
		}
		return (p.at(e+1) == scan.Star || p.at(e+1) == scan.Xor) && (p.name(e+2) || p.word(e+2) == wCV) && p.at(e+3) != scan.Arrow
	case k == scan.Scope && p.at(e+1) == scan.Star:
		return true
	}
	return false
}
