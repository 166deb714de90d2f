package model

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// marker notes where a part of a text comes from.
func (f *function) marker(tok int32, node syntax.Node, exact bool) string {
	return f.marked(mark{u: f.u, tok: tok, node: node, exact: exact})
}

func (f *function) marked(m mark) string {
	f.b.marks = append(f.b.marks, m)
	return "\x01" + strconv.Itoa(len(f.b.marks)-1) + "\x02"
}

// mark puts the place of an operator into the text of a comparison.
func (f *function) mark(tok int32, x syntax.Node, asks string, v value) value {
	if v.konst || v.t == nil || v.t.Kind != names.Bool || v.prec != precCompare {
		return v
	}
	for _, op := range []string{" == ", " != ", " <= ", " >= ", " < ", " > "} {
		if i := topLevel(v.s, op); i >= 0 {
			v.s = v.s[:i+1] + f.marked(mark{u: f.u, tok: tok, node: x, asks: asks}) + v.s[i+1:]
			return v
		}
	}
	return v
}

// topLevel is where op stands in s outside of parentheses, or -1.
func topLevel(s, op string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case '"':
			for i++; i < len(s) && s[i] != '"'; i++ {
				if s[i] == '\\' {
					i++
				}
			}
		case ' ':
			if depth == 0 && strings.HasPrefix(s[i:], op) {
				return i
			}
		}
	}
	return -1
}

// noted puts the places into the text of a condition that reports name it by: its
// operator, or the name that it reads.
func (f *function) noted(x syntax.Expr, v value) value {
	if v.konst || v.t == nil || v.s == "" {
		return v
	}
	x = unparen(x)
	from, asks := x.Range().From, ""
	if v.t.IsAddress() {
		asks = " != NULL"
	}
	v = f.truth(v)
	if v.prec == precCompare {
		if topLevel(v.s, " \x01") >= 0 {
			return v
		}
		return f.mark(from, x, asks, v)
	}
	if v.prec < precUnary {
		return v
	}
	i := 0
	for i < len(v.s) && strings.IndexByte("!*&", v.s[i]) >= 0 {
		i++
	}
	rest := v.s[i:]
	if strings.HasPrefix(rest, "\x01") {
		return v
	}
	cut := 0
	switch path := pathLen(rest); {
	case path > 0:
		cut = strings.LastIndexByte(rest[:path], '.') + 1
	case strings.HasPrefix(rest, "("): // a conversion
		if k := closing(rest); k > 0 && k < len(rest) && rest[k] == '(' {
			rest = rest[:k] + f.marker(from, x, false) + rest[k:]
		}
	}
	if cut < len(rest) && rest[cut] == '\x01' {
		return v
	}
	v.s = v.s[:i] + rest[:cut] + f.marker(from, x, false) + rest[cut:]
	return v
}

// pathLen is how long the names at the start of a text are: a.b.c.
func pathLen(s string) int {
	n := 0
	for n < len(s) && identByte(s[n]) {
		n++
	}
	return n
}

// closing is behind the parenthesis that closes the one at the start.
func closing(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// quote is the C text of a node on one line, macros as they were written.
func (b *builder) quote(m mark) string {
	s := strings.TrimSuffix(b.quoteNode(m.u, m.node), ";")
	switch {
	case m.asks == "":
		return s
	case loose(m.node):
		return "(" + s + ")" + m.asks
	}
	return s + m.asks
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

// head is the part of a statement in front of its body, to be quoted.
func head(n, body syntax.Node) syntax.Node {
	if body == nil {
		return n
	}
	return syntax.Span{From: n.Range().From, To: body.Range().From}
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
		text := macroCall(b.prog.Set.From(t.Use))
		from, end = t.Use, t.Use+scan.Pos(len(text))
		s.WriteString(strings.Join(strings.Fields(text), " "))
	}
	return s.String()
}

// macroCall is the use of a macro at the start of a text: its name, and arguments if
// there are any.
func macroCall(s string) string {
	n := pathLen(s)
	k := n
	for k < len(s) && (s[k] == ' ' || s[k] == '\t') {
		k++
	}
	if k < len(s) && s[k] == '(' {
		const longest = 2000
		if e := closing(s[k:min(len(s), k+longest)]); e > 0 {
			return s[:k+e]
		}
	}
	return s[:n]
}
