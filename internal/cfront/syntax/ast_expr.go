package syntax

import "github.com/wskvet/wskvet/internal/cfront/scan"

// Expressions.
type (
	// An Ident is a name as a value.
	Ident struct {
		Span
		Name *Name
	}
	// A Lit is a literal; strings that follow each other are one.
	Lit struct {
		Span
		Kind scan.Kind
		Text string
	}
	// A Unary has Op in front, or behind if Postfix.
	Unary struct {
		Span
		Op      string
		X       Expr
		Postfix bool
	}
	// A Binary is x op y, assignments and the comma included.
	Binary struct {
		Span
		Op    string
		X, Y  Expr
		Guess bool // (a) - b may be a cast: a may be a type
	}
	// A Cond is c ? a : b; A is nil in the short form of GNU.
	Cond struct {
		Span
		C, A, B Expr
	}
	// A Call is f(args); an argument may be a TypeExpr.
	Call struct {
		Span
		Fun  Expr
		Args []Expr
	}
	// An Index is x[i].
	Index struct {
		Span
		X Expr
		I Expr
	}
	// A Member is x.name or x->name.
	Member struct {
		Span
		X     Expr
		Arrow bool
		Name  *Name
	}
	// A Cast is (T)x, T(x) or T{x} with a type that is known for one, or one of
	// the casts of C++.
	Cast struct {
		Span
		Form  CastForm
		Type  *Type
		X     Expr // a List for T{...}
		Guess bool // (a)(b) may be a call, (a)-b a difference, a{b} a macro: a may be no type
	}
	// A Paren is (x); it stays because macros and warnings look at it.
	Paren struct {
		Span
		X Expr
	}
	// A SizeOf is sizeof, alignof, typeid or offsetof of something.
	SizeOf struct {
		Span
		Word string
		Of   Node // *Type or Expr
		Memb Expr // of offsetof
	}
	// A List is {a, .b = c, [d] = e}, or (a, b) behind the name of a variable.
	List struct {
		Span
		Paren bool
		Elems []*Init
	}
	// An Init is one element of a List, or one initializer of a constructor.
	Init struct {
		Span
		Path []Expr // .b is an Ident, [d] is d, [d ... e] is a Binary of GNU
		Name *Name  // of a constructor
		X    Expr
	}
	// A TypeExpr is a type where an expression was expected.
	TypeExpr struct {
		Span
		Type *Type
	}
	// A New is new T(...)
	New struct {
		Span
		Place []Expr
		Type  *Type
		Init  Expr
	}
	// A Delete is delete x or delete[] x.
	Delete struct {
		Span
		X     Expr
		Array bool
	}
	// A Lambda is [captures](params) { body }.
	Lambda struct {
		Span
		Captures []*Init
		Typed    bool // [captures]<class T>(params)
		Type     *Type
		Body     Stmt
	}
	// A Generic is _Generic(x, T: a, default: b): an expression for each type, of which
	// that of the default is nil.
	Generic struct {
		Span
		X     Expr
		Types []*Type
		Exprs []Expr
	}
	// A StmtExpr is ({ ... }) of GNU.
	StmtExpr struct {
		Span
		Body Stmt
	}
)

func (*Ident) expr()    {}
func (*Lit) expr()      {}
func (*Unary) expr()    {}
func (*Binary) expr()   {}
func (*Cond) expr()     {}
func (*Call) expr()     {}
func (*Index) expr()    {}
func (*Member) expr()   {}
func (*Cast) expr()     {}
func (*Paren) expr()    {}
func (*SizeOf) expr()   {}
func (*List) expr()     {}
func (*TypeExpr) expr() {}
func (*New) expr()      {}
func (*Delete) expr()   {}
func (*Lambda) expr()   {}
func (*Generic) expr()  {}
func (*StmtExpr) expr() {}
