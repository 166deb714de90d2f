package report

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"testing"
)

var tag = regexp.MustCompile(`<[^>]*>`)

// plain is a report without what its format adds to the words of a driver.
var plain = map[string]func(string) string{
	"text":    func(s string) string { return s },
	"json":    unquoted,
	"sarif":   func(s string) string { return strings.NewReplacer("{{", "{", "}}", "}").Replace(unquoted(s)) },
	"github":  strings.NewReplacer("%0A", "\n", "%25", "%").Replace,
	"msbuild": func(s string) string { return s },
	"html":    func(s string) string { return html.UnescapeString(tag.ReplaceAllString(s, "")) },
}

// unquoted is JSON with its texts as they are meant.
func unquoted(s string) string {
	var v any
	if json.Unmarshal([]byte(s), &v) != nil {
		return ""
	}
	var texts []string
	var collect func(any)
	collect = func(v any) {
		switch v := v.(type) {
		case string:
			texts = append(texts, v)
		case []any:
			for _, w := range v {
				collect(w)
			}
		case map[string]any:
			for _, w := range v {
				collect(w)
			}
		}
	}
	collect(v)
	return strings.Join(texts, "\n")
}

// Every step of a witness stands in each format, in the same words.
func TestSteps(t *testing.T) {
	x := newFixture(t)
	f := x.dispatchAfterRelease()
	f.Steps[0].Text = `n%2 == 0 && m["a"] < 3, {…}`
	for _, format := range Formats() {
		bare, ok := plain[format]
		if !ok {
			t.Errorf("%s: how its words are read is not said", format)
			continue
		}
		got := bare(write(t, format, x.run(f)))
		for _, s := range f.Steps {
			if !strings.Contains(got, s.Text) {
				t.Errorf("%s has no step %q", format, s.Text)
			}
		}
	}
}
