package report

import (
	"html"
	"html/template"
	"regexp"
	"strings"
)

// markdown is the Markdown of a rule's text as HTML: paragraphs, flat lists,
// code and links. Anything else stays as it is written.
func markdown(md string) template.HTML {
	var b strings.Builder
	for _, para := range strings.Split(strings.TrimSpace(md), "\n\n") {
		if !strings.HasPrefix(para, "- ") {
			b.WriteString("<p>" + inline(para) + "</p>\n")
			continue
		}
		b.WriteString("<ul>\n")
		for _, item := range strings.Split("\n"+para, "\n- ")[1:] {
			b.WriteString("<li>" + inline(item) + "</li>\n")
		}
		b.WriteString("</ul>\n")
	}
	return template.HTML(b.String())
}

var (
	link     = regexp.MustCompile(`\[([^\]]+)\]\((https://[^)\s]+)\)`)
	emphasis = regexp.MustCompile(`\*([^*\s][^*]*)\*`)
)

// inline escapes first: what the patterns put in is all the markup there is.
func inline(s string) string {
	parts := strings.Split(html.EscapeString(s), "`")
	for i := range parts {
		if i%2 == 1 && i+1 < len(parts) {
			parts[i] = "<code>" + parts[i] + "</code>"
			continue
		}
		parts[i] = link.ReplaceAllString(parts[i], `<a href="$2" rel="noreferrer">$1</a>`)
		parts[i] = emphasis.ReplaceAllString(parts[i], "<em>$1</em>")
	}
	return strings.Join(parts, "")
}
