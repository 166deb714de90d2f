package names

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// A Text is what a string literal holds: its pieces joined, its escapes read.
type Text struct {
	Elem  *Type
	Units []int64 // without the zero behind them
}

// TextOf reads a string literal. One piece with a prefix makes all of them wide.
func TextOf(x *syntax.Lit) Text {
	t := Text{Elem: TInt8}
	var pieces []string
	for s := x.Text; ; {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			break
		}
		prefix := strings.TrimSpace(s[:i])
		raw := strings.HasSuffix(prefix, "R")
		switch strings.TrimSuffix(prefix, "R") {
		case "L", "u":
			t.Elem = TUint16
		case "U":
			t.Elem = TUint32
		}
		var body string
		if raw {
			body, s = rawPiece(s[i+1:])
			body = strings.ReplaceAll(body, `\`, `\\`)
		} else {
			body, s = piece(s[i+1:])
		}
		pieces = append(pieces, body)
	}
	for _, body := range pieces {
		t.add(body)
	}
	return t
}

// piece is what stands before the closing quote, and what is behind it.
func piece(s string) (body, rest string) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// rawPiece is what stands between the delimiters of a raw literal, and what is behind it.
func rawPiece(s string) (body, rest string) {
	mark, s, ok := strings.Cut(s, "(")
	if !ok {
		return "", ""
	}
	body, rest, _ = strings.Cut(s, ")"+mark+`"`)
	return body, rest
}

// add reads the characters of a piece.
func (t *Text) add(body string) {
	for body != "" {
		if body[0] == '\\' && len(body) > 1 {
			c, n := escape(body)
			t.Units = append(t.Units, Wrap(c, t.Elem))
			body = body[n:]
			continue
		}
		if t.Elem == TInt8 {
			t.Units = append(t.Units, int64(int8(body[0])))
			body = body[1:]
			continue
		}
		c, n := utf8.DecodeRuneInString(body)
		body = body[n:]
		if t.Elem == TUint32 {
			t.Units = append(t.Units, int64(c))
			continue
		}
		for _, u := range utf16.AppendRune(nil, c) {
			t.Units = append(t.Units, int64(u))
		}
	}
}

// escape is the character that an escape names, and how long it is.
func escape(s string) (c int64, n int) {
	digits := func(from, most, base int) (int64, int) {
		to := from
		for to < len(s) && to < from+most && digit(s[to]) < base {
			to++
		}
		v, _ := strconv.ParseUint(s[from:to], base, 64)
		return int64(v), to
	}
	switch s[1] {
	case 'x':
		return digits(2, 16, 16)
	case 'u':
		return digits(2, 4, 16)
	case 'U':
		return digits(2, 8, 16)
	case '0', '1', '2', '3', '4', '5', '6', '7':
		return digits(1, 3, 8)
	}
	if i := strings.IndexByte("abtnvfr", s[1]); i >= 0 {
		return int64(7 + i), 2
	}
	if s[1] == 'e' {
		return 27, 2
	}
	return int64(s[1]), 2
}

func digit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return 99
}

// Quoted is the text as a literal of Go.
func (t Text) Quoted() string {
	var b strings.Builder
	for i := 0; i < len(t.Units); i++ {
		c := t.Units[i]
		switch {
		case t.Elem == TInt8:
			b.WriteByte(byte(c))
		case i+1 < len(t.Units) && utf16.IsSurrogate(rune(c)):
			b.WriteRune(utf16.DecodeRune(rune(c), rune(t.Units[i+1])))
			i++
		default:
			b.WriteRune(rune(c))
		}
	}
	return strconv.QuoteToASCII(b.String())
}

// At is the character at an index, the zero behind the last one among them.
func (t Text) At(i int64) (int64, bool) {
	switch {
	case i >= 0 && i < int64(len(t.Units)):
		return t.Units[i], true
	case i == int64(len(t.Units)):
		return 0, true
	}
	return 0, false
}
