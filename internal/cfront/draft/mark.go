package draft

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// A Mark is a place of the C text in a text of Go.
type Mark struct {
	Unit  *names.Unit
	Token int32
	Node  syntax.Node
	Asks  string // what it is asked, where it is a condition that is no comparison
	Fit   Fit
}

// Fit says how well a place of the C text stands for one in the Go text.
type Fit uint8

// The fits.
const (
	Near  Fit = iota
	Exact     // the Go text says so there, in a line directive
)

// Marker notes where a part of a text comes from.
func (f *Function) Marker(tok int32, node syntax.Node, fit Fit) string {
	return f.marked(Mark{Unit: f.Unit, Token: tok, Node: node, Fit: fit})
}

func (f *Function) marked(m Mark) string {
	f.Draft.Marks = append(f.Draft.Marks, m)
	return "\x01" + strconv.Itoa(len(f.Draft.Marks)-1) + "\x02"
}

// Mark puts the place of an operator into the text of a comparison.
func (f *Function) Mark(tok int32, x syntax.Node, asks string, v Value) Value {
	if v.Const || v.Type == nil || v.Type.Kind != names.Bool || v.Prec != PrecCompare {
		return v
	}
	for _, op := range []string{" == ", " != ", " <= ", " >= ", " < ", " > "} {
		if i := TopLevel(v.Text, op); i >= 0 {
			v.Text = v.Text[:i+1] + f.marked(Mark{Unit: f.Unit, Token: tok, Node: x, Asks: asks}) + v.Text[i+1:]
			return v
		}
	}
	return v
}

// Maybe is a condition of which nothing is known; reports quote the text for it, and
// what it is asked.
func (f *Function) Maybe(x syntax.Node, asks string) string {
	return "wdm." + f.marked(Mark{Unit: f.Unit, Token: x.Range().From, Node: x, Asks: asks}) + "Unknown[bool]()"
}

// TopLevel is where op stands in s outside of parentheses, or -1.
func TopLevel(s, op string) int {
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

// PathLen is how long the names at the start of a text are: a.b.c.
func PathLen(s string) int {
	n := 0
	for n < len(s) && IdentByte(s[n]) {
		n++
	}
	return n
}

// IdentByte reports whether a byte belongs to a name, or to a path of names.
func IdentByte(c byte) bool {
	return c == '_' || c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// Strip is a text without its markers.
func Strip(s string) string {
	if !strings.ContainsAny(s, "\x01\x03") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\x01':
			i += strings.IndexByte(s[i:], '\x02')
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
