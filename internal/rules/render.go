package rules

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Markdown is the rule's page. Headings start at level 1.
func (r Rule) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s %s\n\n%s\n\n%s\n", r.ID, r.Name, r.Title, level(r.Severity, r.Default))
	section := func(title, body string) { fmt.Fprintf(&b, "\n## %s\n\n%s\n", title, body) }
	section(headWhat, r.What)
	section(headWhy, r.Why)
	section(headPages, r.pageList())
	section(headBad, "```c\n"+r.Bad+"```")
	section(headGood, "```c\n"+r.Good+"```")
	section(headWrong, r.Wrong)
	section(headBadGo, "```go\n"+r.BadGo+"```")
	section(headGoodGo, "```go\n"+r.GoodGo+"```")
	return b.String()
}

func (r Rule) pageList() string {
	var lines []string
	for _, p := range r.Pages {
		lines = append(lines, fmt.Sprintf("- [%s](%s): %s", p.Title, p.URL, p.Says))
	}
	return strings.Join(lines, "\n")
}

// Text is the rule's page for a terminal. Prose is wrapped at width columns (0:
// not at all); code and addresses are left whole.
func (r Rule) Text(width int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", r.ID, r.Name)
	b.WriteString(prose(r.Title, width))
	b.WriteString(prose(level(r.Severity, r.Default), width))
	section := func(title, body string) { fmt.Fprintf(&b, "\n%s\n%s", title, body) }
	section(headWhat, prose(r.What, width))
	section(headWhy, prose(r.Why, width))
	section(headBad, indent(r.Bad))
	section(headGood, indent(r.Good))
	section(headWrong, prose(r.Wrong, width))
	section(headPages, "")
	for _, p := range r.Pages {
		b.WriteString(wrap("- ", p.Title+": "+plain(p.Says), width))
		b.WriteString("  " + p.URL + "\n")
	}
	section(headBadGo, indent(r.BadGo))
	section(headGoodGo, indent(r.GoodGo))
	return b.String()
}

// prose is Markdown of paragraphs and flat lists as plain text.
func prose(md string, width int) string {
	var b strings.Builder
	for i, para := range strings.Split(md, "\n\n") {
		if i > 0 {
			b.WriteString("\n")
		}
		for _, item := range items(para) {
			text, bullet := strings.CutPrefix(item, "- ")
			mark := ""
			if bullet {
				mark = "- "
			}
			b.WriteString(wrap(mark, plain(text), width))
		}
	}
	return b.String()
}

// items splits a paragraph before each line that starts a list item.
func items(para string) []string {
	return strings.Split(strings.ReplaceAll(para, "\n- ", "\x00- "), "\x00")
}

var link = regexp.MustCompile(`\[([^\]]+)\]\(([^)]+)\)`)

// plain takes the marks of code and links away.
func plain(md string) string {
	return strings.ReplaceAll(link.ReplaceAllString(md, "$1"), "`", "")
}

// wrap sets words into lines of at most width columns; the first line starts
// with mark, the others are indented by its length.
func wrap(mark, text string, width int) string {
	var b strings.Builder
	b.WriteString(mark)
	col := len(mark)
	for i, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case width > 0 && col+1+n > width:
			b.WriteString("\n" + strings.Repeat(" ", len(mark)))
			col = len(mark)
		default:
			b.WriteString(" ")
			col++
		}
		b.WriteString(word)
		col += n
	}
	b.WriteString("\n")
	return b.String()
}

// indent moves code four columns to the right; blank lines stay blank.
func indent(code string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(code, "\t", "    ")) {
		if line != "\n" {
			b.WriteString("    ")
		}
		b.WriteString(line)
	}
	return b.String()
}
