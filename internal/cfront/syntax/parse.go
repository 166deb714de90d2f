package syntax

import (
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

type parser struct {
	toks  []scan.Token
	words []word
	match []int32
	cpp   bool
	file  *File

	i     int
	work  int // tokens looked at
	depth int
	looks int  // nesting of typeEnd
	noGt  bool // in template arguments: > ends the expression
	templ bool // the declaration that begins here has template parameters
	class string
	guess bool // the last decision of declAhead or roleOf had nothing to go by
	doubt int  // the (a) that cast took for no type without knowing: its )

	head  *Head
	syms  map[string]sym
	hints map[string]bool // names that are used as types somewhere
	log   []undo          // declarations of the open scopes
}

// Parse parses the tokens of a unit as C or C++, its templates as they are.
func Parse(toks []scan.Token, in Language) *File { return parseUnit(nil, toks, in).file }

// ParseBehind parses the tokens of a unit that stand behind its head, with the class
// templates replaced by their instances.
func ParseBehind(h *Head, toks []scan.Token, in Language) *File {
	if in == CPlusPlus {
		toks, _ = instantiate(h, toks)
	}
	return parseUnit(h, toks, in).file
}

func parseUnit(h *Head, toks []scan.Token, in Language) *parser {
	cpp := in == CPlusPlus
	p := &parser{cpp: cpp, head: h, file: &File{CPP: cpp}, syms: map[string]sym{}}
	p.toks, p.match = closeFunctions(prepare(toks, in), p.wordOf)
	p.file.Tokens = p.toks
	p.words = make([]word, len(p.toks))
	for i := range p.toks {
		p.words[i] = p.wordOf(&p.toks[i])
		if p.interfaceTag(i) {
			p.words[i] = wTag
		}
	}
	p.findHints()
	p.file.Decls = p.decls(len(p.toks) - 1)
	return p
}

// wordOf is the class of a keyword, wNone for all other tokens.
func (p *parser) wordOf(t *scan.Token) word {
	if t.Kind != scan.Ident {
		return wNone
	}
	w := wordsC[t.Text]
	if w == wNone && p.cpp {
		w = wordsCPP[t.Text]
	}
	return w
}

// interfaceTag reports whether token i is the word of the COM headers for a
// class of methods without bodies.
func (p *parser) interfaceTag(i int) bool {
	if !p.cpp || !p.is(i, "interface") || p.at(i+1) != scan.Ident {
		return false
	}
	k := p.at(i + 2)
	return k == scan.Colon || k == scan.LBrace || k == scan.Semi
}

func (p *parser) tok() *scan.Token   { return &p.toks[p.i] }
func (p *parser) kind() scan.Kind    { return p.toks[p.i].Kind }
func (p *parser) end() bool          { return p.i >= len(p.toks)-1 }
func (p *parser) span(from int) Span { return Span{int32(from), int32(p.i)} }
func (p *parser) word(i int) word    { return p.words[min(i, len(p.words)-1)] }

// at is the kind of token i, of the last one behind the end.
func (p *parser) at(i int) scan.Kind {
	p.work++
	return p.toks[min(i, len(p.toks)-1)].Kind
}

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

// nameAt is the identifier at i as a name.
func (p *parser) nameAt(i int) *Name {
	return &Name{Span{int32(i), int32(i + 1)}, false, []Part{{Text: p.toks[i].Text}}}
}

// sameLine reports whether token i stands on the line of the one before it.
func (p *parser) sameLine(i int) bool { return p.toks[i].Flags&scan.LineStart == 0 }

// angle is the meaning of >.
type angle bool

const (
	gtCompares angle = false
	gtEnds     angle = true // a list of template arguments
)

// greater says what > does: it ends a list of template arguments, and compares again in
// parentheses. The function that it returns takes it back.
func (p *parser) greater(does angle) func() {
	old := p.noGt
	p.noGt = bool(does)
	return func() { p.noGt = old }
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
