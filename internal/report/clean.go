package report

import (
	"strings"
	"unicode"

	"github.com/wskvet/wskvet/internal/printable"
)

func clean(s string) string { return printable.Text(s) }

// cleanLine is a line of source on a terminal: clean, with tabs of 4 columns.
// Where byte col falls is the width of cleanLine(line[:col-1]).
func cleanLine(s string) string {
	parts := strings.Split(s, "\t")
	for i, p := range parts {
		parts[i] = clean(p)
	}
	return strings.Join(parts, "    ")
}

// width is the number of columns that clean text takes on a terminal.
func width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me):
		case unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana),
			r >= 0xFF01 && r <= 0xFF60, r >= 0x1F300 && r <= 0x1FAFF:
			n += 2
		default:
			n++
		}
	}
	return n
}
