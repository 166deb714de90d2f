package printable_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/wskvet/wskvet/internal/printable"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"größe 世界 𝔊":            "größe 世界 𝔊",
		"\x1b[31mred\x1b[0m":    `\x1b[31mred\x1b[0m`,
		"\u009b31m":             `\u009b31m`,
		"a\r\n\tb\x7f":          `a\x0d\n\tb\x7f`,
		"\u202etxet\u2066":      `\u202etxet\u2066`,
		"zero\u200bwidth\ufeff": `zero\u200bwidth\ufeff`,
		"\xff\xfe":              `\xff\xfe`,
		"\ufffd":                "\ufffd",
		"\U000e0041":            `\U000e0041`,
	} {
		if got := printable.Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}

// JSON says the same with nothing in it that a terminal would obey.
func TestJSON(t *testing.T) {
	for _, s := range []string{"größe 世界 𝔊", "\x1b[31m\a\r\n\t", "\u009b31m\x7f", "\u202etxet\u2066", "zero\u200bwidth\ufeff", "\U000e0041", `back\slash "quoted"`} {
		plain, err := json.MarshalIndent(map[string]string{s: s}, "", "\t")
		if err != nil {
			t.Fatal(err)
		}
		safe := printable.JSON(plain)
		for _, r := range string(safe) {
			if r != '\n' && r != '\t' && !unicode.IsPrint(r) {
				t.Errorf("%q has %U in %s", s, r, safe)
			}
		}
		var back map[string]string
		if err := json.Unmarshal(safe, &back); err != nil || back[s] != s {
			t.Errorf("%q became %q, %v", s, back, err)
		}
	}
}

func TestLines(t *testing.T) {
	var b strings.Builder
	const text = "a\tb \x1b[2J\nc\u202e\nd"
	n, err := printable.Lines(&b).Write([]byte(text))
	if want := "a\tb \\x1b[2J\nc\\u202e\nd"; err != nil || n != len(text) || b.String() != want {
		t.Errorf("wrote %q, %d, %v; want %q", b.String(), n, err, want)
	}
}
