package seeds

import (
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// A change replaces the bytes from lo to hi of a file.
type change struct {
	lo, hi int
	text   string
}

// A seed is a single edit of a driver's text and its verdict.
type seed struct {
	Kind string // the operator
	File string
	Line int // of the edit, in the text before it
	Src  string
	// Want is what has to be reported, one of these; empty for an edit that changes
	// nothing.
	Want []want
	// Also are rules that the same edit may break in other places, as other lives come
	// there.
	Also  []string
	shift func(line int) int // from lines before the edit to lines after it
}

// A want is a rule with the place where it is broken: a line of the text before the
// edit, or anywhere in a function.
type want struct {
	Rule string
	Line int    // 0 for a function
	Func string // "" for anywhere
}

// apply makes changes that do not overlap.
func apply(raw string, cs ...change) string {
	slices.SortFunc(cs, func(a, b change) int { return b.lo - a.lo })
	for _, c := range cs {
		raw = raw[:c.lo] + c.text + raw[c.hi:]
	}
	return raw
}

// seed makes one of changes of a unit's file. at is the node that is edited.
func (u *unit) seed(kind string, at syntax.Node, wants []want, cs ...change) seed {
	return seed{Kind: kind, File: u.name, Line: u.line(at), Src: apply(u.raw, cs...), Want: wants, shift: u.shift(cs)}
}

// shift tells where a line of the old text is in the new one.
func (u *unit) shift(cs []change) func(int) int {
	return func(line int) int {
		if line > len(u.starts) {
			return line
		}
		by := 0
		for _, c := range cs {
			if c.hi <= u.starts[line-1] {
				by += strings.Count(c.text, "\n") - strings.Count(u.raw[c.lo:c.hi], "\n")
			}
		}
		return line + by
	}
}

// drop is the change that leaves of a statement its semicolon and its lines.
func (u *unit) drop(s syntax.Node) change {
	lo, hi, _ := u.extent(s)
	return change{lo, hi, ";" + lines(u.raw[lo:hi])}
}

// twice is the change that repeats a statement in its last line.
func (u *unit) twice(s syntax.Node) change {
	_, hi, _ := u.extent(s)
	return change{hi, hi, " " + strings.Join(strings.Fields(u.text(s)), " ")}
}

// swap are the changes that exchange two statements.
func (u *unit) swap(a, b syntax.Node) []change {
	alo, ahi, _ := u.extent(a)
	blo, bhi, _ := u.extent(b)
	return []change{{alo, ahi, u.text(b)}, {blo, bhi, u.text(a)}}
}

// put is the change that replaces a node's text, and keeps the lines that the new one
// lacks.
func (u *unit) put(n syntax.Node, text string) change {
	lo, hi, _ := u.extent(n)
	return change{lo, hi, text + lines(u.raw[lo:hi])[min(strings.Count(text, "\n"), strings.Count(u.raw[lo:hi], "\n")):]}
}

// lines are the line ends of a text.
func lines(s string) string { return strings.Repeat("\n", strings.Count(s, "\n")) }
