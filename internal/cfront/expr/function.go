// Package expr writes the expressions of a driver in C or C++ as Go: operators,
// conversions, calls, initializers, and the lives of the objects that they make.
package expr

import (
	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// A Function is a function whose expressions are written.
type Function struct {
	*draft.Function
	Statements Statements
}

// Statements writes the statements that expressions have: of lambdas, and of GNU's
// statements that are expressions.
type Statements interface {
	Stmt(s syntax.Stmt) bool // reports whether what follows can be reached
	Body(s syntax.Stmt) bool // the body of a function
	Survey(body syntax.Stmt)
	BindVar(d *syntax.Var, v draft.Value)
}
