package rules

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		mark, text string
		width      int
		want       string
	}{
		{"", "one two three", 7, "one two\nthree\n"},
		{"", "one two three", 6, "one\ntwo\nthree\n"},
		{"- ", "one two three", 9, "- one two\n  three\n"},
		{"", "one\ntwo", 0, "one two\n"},
		{"", "incomprehensible", 3, "incomprehensible\n"},
		{"", "über über", 9, "über über\n"},
	} {
		if got := wrap(c.mark, c.text, c.width); got != c.want {
			t.Errorf("wrap(%q, %q, %d) = %q, want %q", c.mark, c.text, c.width, got, c.want)
		}
	}
}

func TestProse(t *testing.T) {
	md := "Call `WskRegister`, as in [WSK001](WSK001.md).\n\n- one\n  more\n- two"
	want := "Call WskRegister, as in WSK001.\n\n- one more\n- two\n"
	if got := prose(md, 72); got != want {
		t.Errorf("prose = %q, want %q", got, want)
	}
}

// TestText holds that the terminal's page leaves nothing out and keeps to its
// width, but for code and addresses.
func TestText(t *testing.T) {
	const width = 72
	for _, r := range All() {
		text := r.Text(width)
		for _, head := range []string{r.ID + " " + r.Name, headWhat, headWhy, headPages, headBad, headGood, headWrong, headBadGo, headGoodGo} {
			if !strings.Contains("\n"+text, "\n"+head+"\n") {
				t.Errorf("%s: no %q", r.ID, head)
			}
		}
		for _, p := range r.Pages {
			if !strings.Contains(text, p.URL) {
				t.Errorf("%s: no %s", r.ID, p.URL)
			}
		}
		for _, code := range []string{r.Bad, r.Good, r.BadGo, r.GoodGo} {
			if !strings.Contains(text, indent(code)) {
				t.Errorf("%s: an example is missing:\n%s", r.ID, code)
			}
		}
		for line := range strings.Lines(text) {
			line = strings.TrimSuffix(line, "\n")
			exempt := strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "  https://")
			if !exempt && utf8.RuneCountInString(line) > width {
				t.Errorf("%s: too wide: %q", r.ID, line)
			}
			if strings.ContainsAny(line, "`\t") || strings.HasSuffix(line, " ") {
				t.Errorf("%s: leftover mark or space: %q", r.ID, line)
			}
		}
	}
}
