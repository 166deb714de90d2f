// Package stmt writes the statements of a driver in C or C++ as Go, and with them whole
// functions and variables: blocks, loops, jumps, exceptions, declarations.
package stmt

import (
	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/expr"
	"github.com/wskvet/wskvet/internal/cfront/names"
)

// function makes the model of one function, or of one initializer.
type function struct {
	*expr.Function
}

func newFunction(b *draft.Draft, u *names.Unit, fn *names.Function) *function {
	f := &function{&expr.Function{Function: draft.NewFunction(b, u, fn)}}
	f.Statements = f
	return f
}

// Expressions writes expressions that stand in no function of the text.
func Expressions(b *draft.Draft, u *names.Unit) *expr.Function {
	return newFunction(b, u, nil).Function
}
