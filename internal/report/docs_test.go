package report

import (
	"os"
	"strings"
	"testing"

	"github.com/wskvet/wskvet/internal/rules"
)

// docs/formats.md shows what is printed, to the byte.
func TestDocs(t *testing.T) {
	data, err := os.ReadFile("../../docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := strings.ReplaceAll(string(data), "\r\n", "\n")
	x := newFixture(t)
	short := x.suppressed()
	short.Suppressed = ""
	for _, c := range []struct {
		format, lang string
		run          Run
	}{
		{"text", "text", x.run(x.unloadRegistered())},
		{"json", "json", x.run(short)},
		{"github", "text", x.run(short)},
		{"msbuild", "text", x.run(short)},
	} {
		c.run.Rules = rules.All()
		want := "```" + c.lang + "\n" + write(t, c.format, c.run) + "```\n"
		if !strings.Contains(doc, want) {
			t.Errorf("docs/formats.md does not show this as %s:\n%s", c.format, want)
		}
	}
	for _, format := range Formats() {
		if !strings.Contains(doc, "## "+format+"\n") {
			t.Errorf("docs/formats.md has no section %s", format)
		}
	}
}
