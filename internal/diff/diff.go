// Package diff compares texts line by line.
package diff

import (
	"fmt"
	"strings"
)

// Hunk says that lines From to To of the old text, counted from 0 and without
// To, are now New.
type Hunk struct {
	From, To int
	New      []string // with their ends
}

// Lines cuts a text into lines with their ends.
func Lines(text string) []string {
	lines := strings.SplitAfter(text, "\n")
	if last := len(lines) - 1; lines[last] == "" {
		return lines[:last]
	}
	return lines
}

// Hunks is what turns one text into another, in order: a longest common
// subsequence, found between what begins and what ends both alike. Texts that
// differ in few lines cost little.
func Hunks(before, after []string) []Hunk {
	head := 0
	for head < len(before) && head < len(after) && before[head] == after[head] {
		head++
	}
	tail := 0
	for tail < len(before)-head && tail < len(after)-head && before[len(before)-1-tail] == after[len(after)-1-tail] {
		tail++
	}
	a, b := before[head:len(before)-tail], after[head:len(after)-tail]
	common := lengths(a, b)
	var out []Hunk
	for i, j := 0, 0; i < len(a) || j < len(b); {
		if i < len(a) && j < len(b) && a[i] == b[j] {
			i, j = i+1, j+1
			continue
		}
		from, first := i, j
		for (i < len(a) || j < len(b)) && !(i < len(a) && j < len(b) && a[i] == b[j]) {
			if j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1] {
				i++
			} else {
				j++
			}
		}
		out = append(out, Hunk{head + from, head + i, b[first:j]})
	}
	return out
}

// lengths is, for each pair of ends of a and b, how long their longest common
// subsequence is.
func lengths(a, b []string) [][]int {
	out := make([][]int, len(a)+1)
	for i := range out {
		out[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				out[i][j] = out[i+1][j+1] + 1
			} else {
				out[i][j] = max(out[i+1][j], out[i][j+1])
			}
		}
	}
	return out
}

// context is how many lines are shown around a change.
const context = 3

// Unified is the difference as patch reads it, or "" where there is none.
func Unified(name, before, after string) string {
	a := Lines(before)
	hunks := Hunks(a, Lines(after))
	if len(hunks) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "--- a/%s\n+++ b/%s\n", name, name)
	shift := 0
	for len(hunks) > 0 {
		n := 1 // hunks whose contexts meet are shown as one
		for n < len(hunks) && hunks[n].From-hunks[n-1].To <= 2*context {
			n++
		}
		shift += show(&b, a, hunks[:n], shift)
		hunks = hunks[n:]
	}
	return b.String()
}

// show prints hunks with what is around them and returns how many lines they
// add. Before them, shift lines have been added.
func show(b *strings.Builder, a []string, hunks []Hunk, shift int) int {
	from, to := max(hunks[0].From-context, 0), min(hunks[len(hunks)-1].To+context, len(a))
	added := 0
	for _, h := range hunks {
		added += len(h.New) - (h.To - h.From)
	}
	fmt.Fprintf(b, "@@ -%s +%s @@\n", span(from, to-from), span(from+shift, to-from+added))
	at := from
	for _, h := range hunks {
		lines(b, " ", a[at:h.From])
		lines(b, "-", a[h.From:h.To])
		lines(b, "+", h.New)
		at = h.To
	}
	lines(b, " ", a[at:to])
	return added
}

// span is a range of lines: an empty one begins after the line that it names.
func span(from, n int) string {
	switch n {
	case 0:
		return fmt.Sprintf("%d,0", from)
	case 1:
		return fmt.Sprint(from + 1)
	}
	return fmt.Sprintf("%d,%d", from+1, n)
}

func lines(b *strings.Builder, mark string, ls []string) {
	for _, l := range ls {
		b.WriteString(mark + l)
		if !strings.HasSuffix(l, "\n") {
			b.WriteString("\n\\ No newline at end of file\n")
		}
	}
}
