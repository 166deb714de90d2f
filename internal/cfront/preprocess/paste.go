package preprocess

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// closing is the index of the ) for the ( at i, or of the last token.
func closing(b []scan.Token, i int) int {
	depth := 0
	for ; i < len(b); i++ {
		switch b[i].Kind {
		case scan.LParen:
			depth++
		case scan.RParen:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(b) - 1
}

// pasteTokens is x ## y: one token, or both if that is none.
func pasteTokens(x, y scan.Token) []scan.Token {
	if ts := scan.Scan(x.Text+y.Text, 0); len(ts) == 1 {
		t := ts[0]
		t.At, t.Use, t.Flags = x.At, x.Use, x.Flags&^scan.NoExpand
		return []scan.Token{t}
	}
	return []scan.Token{x, y}
}

// stringize is #a.
func stringize(a []scan.Token) string {
	var o strings.Builder
	o.WriteByte('"')
	for i, t := range a {
		if i > 0 && t.Flags&(scan.Space|scan.LineStart) != 0 {
			o.WriteByte(' ')
		}
		if t.Kind == scan.String || t.Kind == scan.Char {
			o.WriteString(escaper.Replace(t.Text))
		} else {
			o.WriteString(strings.ReplaceAll(t.Text, `\`, `\\`))
		}
	}
	o.WriteByte('"')
	return o.String()
}

var escaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// Spell writes tokens as text, a blank where there was one.
func Spell(toks []scan.Token) string {
	var o strings.Builder
	for i, t := range toks {
		if i > 0 && t.Flags&(scan.Space|scan.LineStart) != 0 {
			o.WriteByte(' ')
		}
		o.WriteString(t.Text)
	}
	return o.String()
}
