package report

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// colourC finds the spans and functions of a file of C or C++. Preprocessor lines
// are coloured as code is.
func (f *file) colourC() {
	src := strings.Join(f.lines, "\n")
	toks := scan.Scan(src, 1)
	at := 0
	l := lines{text: src}
	for i := range toks {
		from := int(toks[i].At) - 1
		f.comments(&l, at, src[at:from])
		if c := classC(toks, i); c != "" {
			line, col := l.place(from)
			f.paint(line, col, toks[i].Text, c)
		}
		at = from + len(toks[i].Text)
	}
	f.comments(&l, at, src[min(at, len(src)):])
	f.funcs = functionsC(src, toks)
}

// lines counts lines up to offsets that grow.
type lines struct {
	text     string
	at, line int // so far
	begin    int // of the line
}

// place is the line and the column, from 0, of an offset.
func (l *lines) place(offset int) (line, col int) {
	for {
		i := strings.IndexByte(l.text[l.at:offset], '\n')
		if i < 0 {
			l.at = offset
			return l.line, offset - l.begin
		}
		l.at += i + 1
		l.line, l.begin = l.line+1, l.at
	}
}

// comments colours the comments in what stands between two tokens.
func (f *file) comments(l *lines, at int, gap string) {
	for i := 0; i+1 < len(gap); {
		end := 0
		switch gap[i : i+2] {
		case "//":
			end = strings.IndexByte(gap[i:], '\n')
		case "/*":
			if end = strings.Index(gap[i+2:], "*/"); end >= 0 {
				end += 4
			}
		default:
			i++
			continue
		}
		if end < 0 {
			end = len(gap) - i
		}
		line, col := l.place(at + i)
		f.paint(line, col, gap[i:i+end], comment)
		i += end
	}
}

func classC(toks []scan.Token, i int) string {
	switch t := &toks[i]; t.Kind {
	case scan.Hash:
		return keyword
	case scan.String, scan.Char:
		return text
	case scan.Number:
		return constant
	case scan.Ident:
		switch {
		case i > 0 && toks[i-1].Kind == scan.Hash, slices.Contains(keywordsC, t.Text):
			return keyword
		case slices.Contains(constantsC, t.Text):
			return constant
		case i+1 < len(toks) && toks[i+1].Kind == scan.LParen:
			return callee
		}
	}
	return ""
}

var keywordsC = []string{
	"alignas", "auto", "bool", "break", "case", "catch", "char", "class", "const", "constexpr", "continue", "default", "delete", "do",
	"double", "else", "enum", "extern", "float", "for", "friend", "goto", "if", "inline", "int", "long", "namespace", "new", "noexcept",
	"operator", "private", "protected", "public", "register", "return", "short", "signed", "sizeof", "static", "static_assert", "struct",
	"switch", "template", "this", "throw", "try", "typedef", "typename", "union", "unsigned", "using", "virtual", "void", "volatile", "while",
	"__declspec", "__except", "__finally", "__leave", "__try",
}

var constantsC = []string{"FALSE", "NULL", "TRUE", "false", "nullptr", "true"}

// functionsC are the lines of the functions: a brace outside of others before which
// a parameter list stands, back to the end of the declaration before.
func functionsC(src string, toks []scan.Token) []extent {
	var out []extent
	var open []bool // braces; true is one of a namespace or of extern "C"
	begin, inside, call := -1, 0, false
	l := lines{text: src}
	from, directive := 0, false
	for i := range toks {
		t := &toks[i]
		if t.Flags&scan.LineStart != 0 {
			directive = t.Kind == scan.Hash
		}
		if directive {
			continue
		}
		if inside == 0 && begin < 0 {
			begin, call = i, false
		}
		switch t.Kind {
		case scan.LParen:
			call = call || inside == 0
		case scan.LBrace:
			scope := inside == 0 && !call && begin >= 0 && slices.Contains([]string{"namespace", "extern"}, toks[begin].Text)
			open = append(open, scope)
			if scope {
				begin = -1
			} else if inside++; inside == 1 && begin >= 0 {
				line, _ := l.place(int(toks[begin].At) - 1)
				from = line + 1
			}
		case scan.RBrace:
			if len(open) == 0 {
				continue
			}
			last := open[len(open)-1]
			open = open[:len(open)-1]
			if last {
				begin = -1
			} else if inside--; inside == 0 {
				if line, _ := l.place(int(t.At) - 1); call {
					out = append(out, extent{from, line + 1})
				}
				begin = -1
			}
		case scan.Semi:
			if inside == 0 {
				begin = -1
			}
		}
	}
	return out
}
