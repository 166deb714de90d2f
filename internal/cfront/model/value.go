package model

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
)

// The precedences of Go, for parentheses.
const (
	precOr = iota + 1
	precAnd
	precCompare
	precAdd
	precMul
	precUnary
	precPrimary
)

// A value is an expression in Go and what is known of it.
type value struct {
	s     string
	t     *names.Type
	prec  int
	ptr   string // a primary expression whose target it is, for *ptr
	n     int64
	konst bool // it is an integer constant: n
	bare  bool // its text is a number without a type
	lv    bool // it can be assigned to, and its address taken
	calls bool // it must not be evaluated twice
	moved bool // what it is may be robbed: an rvalue of C++ that has a name
	bits  int  // it is a bit field of that width
	text  string
	isStr bool            // a string literal: text
	fn    *names.Function // it is this function's name
}

func primary(s string, t *names.Type) value { return value{s: s, t: t, prec: precPrimary} }

// target is what a pointer, a primary expression, points to.
func target(ptr string, t *names.Type) value {
	return value{s: "*" + ptr, ptr: ptr, t: t, prec: precUnary, lv: true}
}

func integer(n int64, t *names.Type) value {
	s := strconv.FormatInt(n, 10)
	if t.Kind == names.Int && !t.Signed && n < 0 {
		s = strconv.FormatUint(uint64(n), 10)
	}
	if t.Kind == names.Bool {
		s = strconv.FormatBool(n != 0)
	}
	prec := precPrimary
	if n < 0 && s[0] == '-' {
		prec = precUnary
	}
	return value{s: s, t: t, prec: prec, n: n, konst: true, bare: t.Kind != names.Bool}
}

// at is the text with parentheses where it binds weaker than prec.
func (v value) at(prec int) string {
	if v.prec >= prec {
		return v.s
	}
	return "(" + v.s + ")"
}

// typed is the text with its type.
func (v value) typed() string {
	if v.bare {
		return v.t.String() + "(" + v.s + ")"
	}
	if v.isNull() {
		return convertTo(v.t) + "(nil)"
	}
	return v.s
}

// isNull reports whether v is a null pointer; the name of a function has no text yet.
func (v value) isNull() bool { return v.s == "nil" && v.fn == nil }

// convertTo is a type as it stands in front of what is converted.
func convertTo(t *names.Type) string {
	s := t.String()
	if t.Kind == names.Func && t.Name == "" || strings.HasPrefix(s, "*") || strings.HasPrefix(s, "func") {
		return "(" + s + ")"
	}
	return s
}

// address is a primary or unary expression that points to what v is.
func (v value) address() string {
	if v.ptr != "" {
		return v.ptr
	}
	return "&" + v.at(precUnary)
}

// base is v as what stands in front of a selector; pointers and what they point
// to are alike there.
func (v value) base() string {
	if v.ptr != "" {
		return v.ptr
	}
	return v.at(precPrimary)
}

// unknown is any value of a type, another one at each place.
func unknown(t *names.Type) value {
	if t.Kind == names.Void {
		return value{s: "", t: t, prec: precPrimary}
	}
	return value{s: "wdm.Unknown[" + t.String() + "]()", t: t, prec: precPrimary, calls: true}
}

// null is the null pointer of a type.
func null(t *names.Type) value { return value{s: "nil", t: t, prec: precPrimary, konst: true} }
