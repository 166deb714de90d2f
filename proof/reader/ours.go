package reader

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// ours are the functions of our tree, by the token of their brace.
func ours(f *syntax.File) map[int]*function {
	out := map[int]*function{}
	for _, d := range f.Decls {
		syntax.Walk(d, func(n syntax.Node) bool {
			if x, ok := n.(*syntax.Func); ok && x.Body != nil {
				body := x.Body
				if t, ok := body.(*syntax.Try); ok {
					body = t.Body
				}
				fn := &function{name: strings.ReplaceAll(x.Name.Last(), " ", ""), bad: x.Errors > 0, count: counts{}}
				syntax.Walk(x.Body, func(n syntax.Node) bool { countOurs(n, fn.count); return true })
				out[int(body.Range().From)] = fn
			}
			return true
		})
	}
	return out
}

func countOurs(n syntax.Node, c counts) {
	switch n := n.(type) {
	case *syntax.If:
		c["#if"]++
	case *syntax.For, *syntax.RangeFor:
		c["#for"]++
	case *syntax.While:
		c["#while"]++
	case *syntax.Do:
		c["#do"]++
	case *syntax.Switch:
		c["#switch"]++
	case *syntax.Goto:
		c["#goto"]++
	case *syntax.Case:
		c["#case"]++
	case *syntax.Label:
		c["#label"]++
	case *syntax.Jump:
		if n.Word == "break" {
			c["#break"]++
		}
	case *syntax.Return:
		if n.Word == "return" {
			c["#return"]++
		}
	case *syntax.Call:
		if s := callee(n.Fun); !words[s] {
			c[s]++
		}
	case *syntax.Cast:
		if n.Form == syntax.CastParen && n.Type.Kind == syntax.TypeNamed {
			c[castOf(n.Type.Name.Last())]++
		}
	}
}

func callee(x syntax.Expr) string {
	switch x := x.(type) {
	case *syntax.Ident:
		return strings.ReplaceAll(x.Name.Last(), " ", "")
	case *syntax.Member:
		return strings.ReplaceAll(x.Name.Last(), " ", "")
	case *syntax.Paren:
		return callee(x.X)
	case *syntax.Lit:
		return x.Text
	}
	return "?"
}

// render writes tokens as text that both parsers read, and gives the offset of
// each.
func render(toks []scan.Token) ([]byte, []int) {
	var o strings.Builder
	offsets := make([]int, len(toks))
	for i, t := range toks {
		switch {
		case i == 0:
		case t.Flags&scan.LineStart != 0:
			o.WriteByte('\n')
		case t.Kind == scan.Gt && t.Flags == 0 && toks[i-1].Kind == scan.Gt && toks[i-1].At+1 == t.At: // >> was split
		default:
			o.WriteByte(' ')
		}
		offsets[i] = o.Len()
		if t.Is("FORCEINLINE") {
			t.Text = "inline"
		}
		o.WriteString(t.Text)
	}
	o.WriteByte('\n')
	return []byte(o.String()), offsets
}
