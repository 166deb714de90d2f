package rules

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// The headings of a rule's text, in their order.
const (
	headWhat   = "Reported when"
	headWhy    = "What happens"
	headPages  = "Documented in"
	headBad    = "Reported"
	headGood   = "Correct"
	headWrong  = "When it may be wrong"
	headBadGo  = "Reported, as a model in Go"
	headGoodGo = "Correct, as a model in Go"
)

var (
	heading = regexp.MustCompile(`^# (WSK\d{3}) ([a-z]+(?:-[a-z]+)*)$`)
	page    = regexp.MustCompile(`^- \[([^\]]+)\]\((https://[^)\s]+)\): (.+)$`)
)

// parse reads a rule's text. Everything in it must be where it belongs:
// Markdown writes the same text back.
func parse(text string) (Rule, error) {
	p := &reader{rest: strings.TrimSuffix(text, "\n")}
	r := p.head()
	r.What = p.section(headWhat)
	r.Why = p.section(headWhy)
	r.Pages = p.pages(p.section(headPages))
	r.Bad = p.code("c", p.section(headBad))
	r.Good = p.code("c", p.section(headGood))
	r.Wrong = p.section(headWrong)
	r.BadGo = p.code("go", p.section(headBadGo))
	r.GoodGo = p.code("go", p.section(headGoodGo))
	if p.err == nil && p.rest != "" {
		p.fail("unexpected %q", firstLine(p.rest))
	}
	if p.err == nil && r.Markdown() != text {
		p.fail("blank lines or spacing are not as Markdown writes them")
	}
	return r, p.err
}

// reader consumes a text from the front and keeps the first error.
type reader struct {
	rest string
	err  error
}

func (p *reader) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
}

// paragraph takes what stands before the next blank line.
func (p *reader) paragraph() string {
	s, rest, _ := strings.Cut(p.rest, "\n\n")
	p.rest = rest
	return s
}

func (p *reader) head() Rule {
	m := heading.FindStringSubmatch(p.paragraph())
	if m == nil {
		p.fail(`the first line is not "# WSKnnn name"`)
		return Rule{}
	}
	r := Rule{ID: m[1], Name: m[2], Title: p.paragraph()}
	if r.Title == "" || strings.Contains(r.Title, "\n") {
		p.fail("the title is not one line")
	}
	var err error
	if r.Severity, r.Default, err = parseLevel(p.paragraph()); err != nil {
		p.fail("%v", err)
	}
	return r
}

func parseLevel(s string) (severity Severity, def bool, err error) {
	for _, severity := range []Severity{Error, Warning} {
		for _, def := range []bool{true, false} {
			if s == level(severity, def) {
				return severity, def, nil
			}
		}
	}
	return "", false, errors.New(`severity and default are not said as in "` + level(Error, true) + `"`)
}

func level(severity Severity, def bool) string {
	if def {
		return "Severity: " + string(severity) + ". On by default."
	}
	return "Severity: " + string(severity) + ". Off by default."
}

// section takes the section with a heading, up to the next heading.
func (p *reader) section(title string) string {
	body, ok := strings.CutPrefix(p.rest, "## "+title+"\n\n")
	if !ok {
		p.fail("expected section %q, found %q", title, firstLine(p.rest))
		return ""
	}
	body, rest, more := strings.Cut(body, "\n\n## ")
	p.rest = ""
	if more {
		p.rest = "## " + rest
	}
	if body == "" || body != strings.TrimSpace(body) {
		p.fail("section %q is empty or has stray blank lines", title)
	}
	return body
}

func (p *reader) pages(s string) []Page {
	var pages []Page
	for line := range strings.Lines(s) {
		m := page.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if m == nil {
			p.fail("not a page: %q", strings.TrimSpace(line))
			return nil
		}
		pages = append(pages, Page{Title: m[1], URL: m[2], Says: m[3]})
	}
	return pages
}

func (p *reader) code(language, s string) string {
	s, open := strings.CutPrefix(s, "```"+language+"\n")
	s, closed := strings.CutSuffix(s, "\n```")
	if !open || !closed || strings.Contains(s, "```") {
		p.fail("an example is one block of %s", language)
	}
	return s + "\n"
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
