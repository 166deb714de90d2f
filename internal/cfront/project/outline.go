package project

import (
	"slices"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// outline is what a look at the tokens of a source tells: enough to say which
// files call each other. Nothing is preprocessed; all branches of #if count.
type outline struct {
	defines []string        // functions that other files can call
	uses    map[string]bool // functions that are called, or whose address is taken
	entries []string        // defined functions of two parameters as a driver's entry has them
	program bool            // it defines main or DllMain: it is user mode
	binary  bool            // it is not text
}

// programs are the entries of user mode.
var programs = []string{"main", "wmain", "WinMain", "wWinMain", "DllMain", "_tmain", "_tWinMain", "ServiceMain"}

// outlineOf looks at a file.
func outlineOf(data []byte) *outline {
	o := &outline{uses: map[string]bool{}}
	if scan.Binary(data) {
		o.binary = true
		return o
	}
	text, _ := scan.Decode(data)
	s := sketch{toks: scan.Scan(text, 1), out: o}
	s.run()
	return o
}

// sketch walks over tokens with the braces that are open.
type sketch struct {
	toks   []scan.Token
	out    *outline
	braces []bool // open ones; true is one of a namespace or of extern "C"
	inside int    // how many of them are others
	ifs    []int  // lengths of braces at the open #if
	heads  []head // names before a parameter list since the last declaration
	words  []string
}

// head is a name with a parameter list behind it.
type head struct {
	name  string
	entry bool
}

func (s *sketch) run() {
	for i := 0; i < len(s.toks); {
		t := &s.toks[i]
		switch {
		case t.Kind == scan.Hash && t.Flags&scan.LineStart != 0:
			i = s.directive(i)
			continue
		case t.Kind == scan.LBrace:
			s.open()
		case t.Kind == scan.RBrace:
			s.cut(len(s.braces) - 1)
			s.forget()
		case t.Kind == scan.Ident:
			s.use(i)
			if s.inside == 0 {
				i = s.outside(i)
				continue
			}
		case t.Kind == scan.Semi && s.inside == 0:
			s.forget()
		case t.Kind == scan.Assign && s.inside == 0:
			s.heads = nil // an initialiser begins, no body
		}
		i++
	}
}

func (s *sketch) forget() { s.heads, s.words = nil, nil }

// open opens a brace: of a function, if names with parameters stand before it.
// Which of several is the function's, macros before it leave open: all count.
func (s *sketch) open() {
	scope := s.inside == 0 && len(s.heads) == 0 && (slices.Contains(s.words, "namespace") || slices.Contains(s.words, "extern"))
	if s.inside == 0 && !slices.Contains(s.words, "static") {
		for _, h := range s.heads {
			s.define(h)
		}
	}
	s.braces = append(s.braces, scope)
	if !scope {
		s.inside++
	}
	s.forget()
}

func (s *sketch) define(h head) {
	s.out.defines = append(s.out.defines, h.name)
	if h.entry {
		s.out.entries = append(s.out.entries, h.name)
	}
	if slices.Contains(programs, h.name) {
		s.out.program = true
	}
}

// cut closes braces until n are open.
func (s *sketch) cut(n int) {
	for len(s.braces) > max(0, n) {
		if !s.braces[len(s.braces)-1] {
			s.inside--
		}
		s.braces = s.braces[:len(s.braces)-1]
	}
}

// outside takes a name outside of functions and gives where to go on.
func (s *sketch) outside(i int) int {
	if i+1 >= len(s.toks) || s.toks[i+1].Kind != scan.LParen {
		s.words = append(s.words, s.toks[i].Text)
		return i + 1
	}
	end := s.closing(i + 1)
	s.heads = append(s.heads, head{s.toks[i].Text, entryParameters(s.toks[i+2 : end])})
	return i + 1
}

// maxParameters bounds how far a parameter list is followed, in tokens.
const maxParameters = 400

// closing is where the parenthesis at i is closed, or the bound.
func (s *sketch) closing(i int) int {
	depth := 0
	for j := i; j < min(len(s.toks), i+maxParameters); j++ {
		switch s.toks[j].Kind {
		case scan.LParen:
			depth++
		case scan.RParen:
			if depth--; depth == 0 {
				return j
			}
		}
	}
	return min(len(s.toks), i+maxParameters)
}

// entryParameters reports whether these are the parameters of DRIVER_INITIALIZE.
func entryParameters(toks []scan.Token) bool {
	commas, depth := 0, 0
	var driver, path bool
	for i := range toks {
		switch t := &toks[i]; t.Kind {
		case scan.LParen:
			depth++
		case scan.RParen:
			depth--
		case scan.Comma:
			if depth == 0 {
				commas++
			}
		case scan.Ident:
			driver = driver || commas == 0 && (t.Text == "PDRIVER_OBJECT" || t.Text == "DRIVER_OBJECT" || t.Text == "_DRIVER_OBJECT")
			path = path || commas == 1 && (t.Text == "PUNICODE_STRING" || t.Text == "PCUNICODE_STRING" || t.Text == "UNICODE_STRING")
		}
	}
	return commas == 1 && driver && path
}

// use notes a name that is called, or handed on as a value.
func (s *sketch) use(i int) {
	if i == 0 || i+1 >= len(s.toks) {
		return
	}
	name := s.toks[i].Text
	switch s.toks[i+1].Kind {
	case scan.LParen:
		if s.inside > 0 {
			s.out.uses[name] = true
		}
		return
	case scan.RParen, scan.Comma, scan.Semi, scan.RBrace, scan.Colon:
	default:
		return
	}
	switch s.toks[i-1].Kind {
	case scan.LParen, scan.RParen, scan.Comma, scan.Assign, scan.LBrace, scan.Amp, scan.Quest, scan.Colon:
		s.out.uses[name] = true
	}
}

// directive passes over a line of the preprocessor. The branches of an #if begin
// with the same braces open.
func (s *sketch) directive(i int) int {
	if i+1 < len(s.toks) {
		switch s.toks[i+1].Text {
		case "if", "ifdef", "ifndef":
			s.ifs = append(s.ifs, len(s.braces))
		case "else", "elif":
			if n := len(s.ifs); n > 0 {
				s.cut(s.ifs[n-1])
			}
		case "endif":
			s.ifs = s.ifs[:max(0, len(s.ifs)-1)]
		}
	}
	for i++; i < len(s.toks) && s.toks[i].Flags&scan.LineStart == 0; i++ {
	}
	return i
}
