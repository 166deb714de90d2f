package draft

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
)

// The precedences of Go, for parentheses.
const (
	PrecOr = iota + 1
	PrecAnd
	PrecCompare
	PrecAdd
	PrecMul
	PrecUnary
	PrecPrimary
)

// A Value is an expression in Go and what is known of it.
type Value struct {
	Text    string
	Type    *names.Type
	Prec    int
	Ptr     string // a primary expression whose target it is, for *ptr
	N       int64
	Const   bool   // it is an integer constant: n
	Bare    bool   // its text is a number without a type
	LValue  bool   // it can be assigned to, and its address taken
	Calls   bool   // it must not be evaluated twice
	Moved   bool   // what it is may be robbed: an rvalue of C++ that has a name
	Bits    int    // it is a bit field of that width
	Word    string // a primary expression that points to what the bit field lies in, if that is known
	Shift   int    // and where it begins there
	Literal string
	IsStr   bool    // a string literal: text
	Units   []int64 // the characters of one, without the zero behind them

	Undeclared string          // the name of the member that it is, of a type that does not declare it
	Func       *names.Function // it is this function's name
}

// Primary is a value whose text binds as a name does.
func Primary(s string, t *names.Type) Value { return Value{Text: s, Type: t, Prec: PrecPrimary} }

// Target is what a pointer, a primary expression, points to.
func Target(ptr string, t *names.Type) Value {
	return Value{Text: "*" + ptr, Ptr: ptr, Type: t, Prec: PrecUnary, LValue: true}
}

// Integer is a constant of a type.
func Integer(n int64, t *names.Type) Value {
	s := strconv.FormatInt(n, 10)
	if t.Kind == names.Int && !t.Signed && n < 0 {
		s = strconv.FormatUint(uint64(n), 10)
	}
	if t.Kind == names.Bool {
		s = strconv.FormatBool(n != 0)
	}
	prec := PrecPrimary
	if n < 0 && s[0] == '-' {
		prec = PrecUnary
	}
	return Value{Text: s, Type: t, Prec: prec, N: n, Const: true, Bare: t.Kind != names.Bool}
}

// At is the text with parentheses where it binds weaker than prec.
func (v Value) At(prec int) string {
	if v.Prec >= prec {
		return v.Text
	}
	return "(" + v.Text + ")"
}

// Typed is the text with its type.
func (v Value) Typed() string {
	if v.Bare {
		return v.Type.String() + "(" + v.Text + ")"
	}
	if v.IsNull() {
		return ConvertTo(v.Type) + "(nil)"
	}
	return v.Text
}

// IsNull reports whether v is a null pointer; the name of a function has no text yet.
func (v Value) IsNull() bool { return v.Text == "nil" && v.Func == nil }

// ConvertTo is a type as it stands in front of what is converted.
func ConvertTo(t *names.Type) string {
	s := t.String()
	if t.Kind == names.Func && t.Name == "" || strings.HasPrefix(s, "*") || strings.HasPrefix(s, "func") {
		return "(" + s + ")"
	}
	return s
}

// Address is a primary or unary expression that points to what v is.
func (v Value) Address() string {
	if v.Ptr != "" {
		return v.Ptr
	}
	return "&" + v.At(PrecUnary)
}

// Base is v as what stands in front of a selector; pointers and what they point
// to are alike there.
func (v Value) Base() string {
	if v.Ptr != "" {
		return v.Ptr
	}
	return v.At(PrecPrimary)
}

// Unknown is any value of a type, another one at each place.
func Unknown(t *names.Type) Value {
	if t.Kind == names.Void {
		return Value{Text: "", Type: t, Prec: PrecPrimary}
	}
	return Value{Text: "wdm.Unknown[" + t.String() + "]()", Type: t, Prec: PrecPrimary, Calls: true}
}

// Guess is a value where the text was not understood.
func Guess(t *names.Type) Value {
	v := Unknown(t)
	if v.Text != "" {
		v.Text = guess + t.String() + "]()"
	}
	return v
}

// IsUnknown reports whether a text begins with a value that is not known.
func IsUnknown(s string) bool {
	return strings.HasPrefix(s, "wdm.Unknown[") || strings.HasPrefix(s, guess)
}

const guess = "wdm.Guess["

// Null is the null pointer of a type.
func Null(t *names.Type) Value { return Value{Text: "nil", Type: t, Prec: PrecPrimary, Const: true} }
