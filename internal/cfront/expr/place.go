package expr

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// noted puts the places into the text of a condition that reports name it by: its
// operator, or the name that it reads.
func (f *Function) noted(x syntax.Expr, v draft.Value) draft.Value {
	if v.Const || v.Type == nil || v.Text == "" {
		return v
	}
	x = syntax.Unparen(x)
	from, asks := x.Range().From, ""
	if v.Type.IsAddress() {
		asks = " != NULL"
	}
	v = f.Truth(v)
	if v.Prec == draft.PrecCompare {
		if draft.TopLevel(v.Text, " \x01") >= 0 {
			return v
		}
		return f.Mark(from, x, asks, v)
	}
	if v.Prec < draft.PrecUnary {
		return v
	}
	i := 0
	for i < len(v.Text) && strings.IndexByte("!*&", v.Text[i]) >= 0 {
		i++
	}
	rest := v.Text[i:]
	if strings.HasPrefix(rest, "\x01") {
		return v
	}
	cut := 0
	switch path := draft.PathLen(rest); {
	case path > 0:
		cut = strings.LastIndexByte(rest[:path], '.') + 1
	case strings.HasPrefix(rest, "("): // a conversion
		if k := scan.Closing(rest); k > 0 && k < len(rest) && rest[k] == '(' {
			rest = rest[:k] + f.Marker(from, x, draft.Near) + rest[k:]
		}
	}
	if cut < len(rest) && rest[cut] == '\x01' {
		return v
	}
	v.Text = v.Text[:i] + rest[:cut] + f.Marker(from, x, draft.Near) + rest[cut:]
	return v
}
