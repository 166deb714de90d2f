package model

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// quote is the C text of a node on one line, macros as they were written.
func (b *builder) quote(m draft.Mark) string {
	s := strings.TrimSuffix(b.quoteNode(m.Unit, m.Node), ";")
	switch {
	case m.Asks == "":
		return s
	case loose(m.Node):
		return "(" + s + ")" + m.Asks
	}
	return s + m.Asks
}

// loose reports whether a node needs parentheses in front of a comparison.
func loose(n syntax.Node) bool {
	switch n := n.(type) {
	case *syntax.Cond:
		return true
	case *syntax.Binary:
		return n.Op != "+" && n.Op != "-"
	}
	return false
}

func (b *builder) quoteNode(u *names.Unit, n syntax.Node) string {
	const limit = 120
	r := n.Range()
	toks := u.File.Tokens
	var s strings.Builder
	var from, end scan.Pos // the macro call that was written last
	for i := r.From; i < r.To && s.Len() < limit; i++ {
		t := &toks[i]
		if t.Use >= from && t.Use < end {
			continue
		}
		if i > r.From && t.Flags&(scan.Space|scan.LineStart) != 0 && s.Len() > 0 {
			s.WriteByte(' ')
		}
		if t.Use == t.At {
			s.WriteString(t.Text)
			continue
		}
		text := macroCall(b.Program.Set.From(t.Use))
		from, end = t.Use, t.Use+scan.Pos(len(text))
		s.WriteString(strings.Join(strings.Fields(text), " "))
	}
	return s.String()
}

// macroCall is the use of a macro at the start of a text: its name, and arguments if
// there are any.
func macroCall(s string) string {
	n := draft.PathLen(s)
	k := n
	for k < len(s) && (s[k] == ' ' || s[k] == '\t') {
		k++
	}
	if k < len(s) && s[k] == '(' {
		const longest = 2000
		if e := scan.Closing(s[k:min(len(s), k+longest)]); e > 0 {
			return s[:k+e]
		}
	}
	return s[:n]
}
