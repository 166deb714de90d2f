package syntax

// Statements.
type (
	// A Block is { ... }.
	Block struct {
		Span
		List []Stmt
	}
	// A DeclStmt is a declaration among statements.
	DeclStmt struct {
		Span
		Decls []Decl
		Guess bool // a * b may be a product; a and b on two lines may be a macro and a name
	}
	// An ExprStmt is an expression as a statement; nil for a lone semicolon.
	ExprStmt struct {
		Span
		X Expr
	}
	// A MacroStmt is an unknown macro with a statement that belongs to it.
	MacroStmt struct {
		Span
		X    Expr
		Body Stmt // may be nil
	}
	// An If has a Cond, or a DeclStmt for a condition.
	If struct {
		Span
		Init Stmt // may be nil
		Cond Node
		Then Stmt
		Else Stmt
	}
	// A For is a loop with three parts, each may be nil.
	For struct {
		Span
		Init Stmt
		Cond Node
		Step Expr
		Body Stmt
	}
	// A RangeFor is for (Var : X).
	RangeFor struct {
		Span
		Init Stmt // may be nil
		Var  Stmt
		X    Expr
		Body Stmt
	}
	// A While is a loop with the test in front.
	While struct {
		Span
		Cond Node
		Body Stmt
	}
	// A Do is a loop with the test behind.
	Do struct {
		Span
		Body Stmt
		Cond Node
	}
	// A Switch has its cases somewhere in the Body.
	Switch struct {
		Span
		Init Stmt
		Cond Node
		Body Stmt
	}
	// A Case is case X:, or default: without X; To is the end of a GNU range.
	Case struct {
		Span
		X, To Expr
	}
	// A Label is a label; the statement that it marks follows.
	Label struct {
		Span
		Name string
	}
	// A Goto jumps.
	Goto struct {
		Span
		Label string
		X     Expr // of a computed goto
	}
	// A Jump is break, continue or __leave.
	Jump struct {
		Span
		Word string
	}
	// A Return is return, co_return or throw as a statement.
	Return struct {
		Span
		Word string
		X    Expr
	}
	// A Try is try or __try with its handlers.
	Try struct {
		Span
		Body     Stmt
		Handlers []*Handler
	}
	// A Handler is catch, __except or __finally.
	Handler struct {
		Span
		Word   string
		Filter Node // a *Var for catch, an Expr for __except
		Body   Stmt
	}
	// An Asm is an assembler statement, not looked into.
	Asm struct{ Span }
)

func (*Block) stmt()     {}
func (*DeclStmt) stmt()  {}
func (*ExprStmt) stmt()  {}
func (*MacroStmt) stmt() {}
func (*If) stmt()        {}
func (*For) stmt()       {}
func (*RangeFor) stmt()  {}
func (*While) stmt()     {}
func (*Do) stmt()        {}
func (*Switch) stmt()    {}
func (*Case) stmt()      {}
func (*Label) stmt()     {}
func (*Goto) stmt()      {}
func (*Jump) stmt()      {}
func (*Return) stmt()    {}
func (*Try) stmt()       {}
func (*Asm) stmt()       {}
