// Package syntax parses C and the C++ of drivers into one syntax tree.
//
// The parser works by hand-written recursive descent and looks ahead in the
// tokens where the language is ambiguous; it never parses a piece twice, so its
// time is linear. It knows no headers but those that it is given: a name that
// stands where a type must stand is a type. What it cannot parse becomes a Bad
// node, and it goes on behind: in a function at the next statement, elsewhere
// behind the declaration.
package syntax

import (
	"sort"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// A Span is the tokens From to To-1 of a File.
type Span struct{ From, To int32 }

// Range is the span itself, for the interface Node.
func (s Span) Range() Span { return s }

// A Node is any part of the tree.
type Node interface{ Range() Span }

// Expr, Stmt and Decl are the classes of nodes. Bad is all three.
type (
	Expr interface {
		Node
		expr()
	}
	Stmt interface {
		Node
		stmt()
	}
	Decl interface {
		Node
		decl()
	}
)

// A File is a parsed unit.
type File struct {
	Decls  []Decl
	Tokens []scan.Token // without the annotations; the last one is EOF
	Annots []Annot      // in order
	Errors []Error
	CPP    bool
}

// An Error tells why there is a Bad node.
type Error struct {
	Tok int32 // the token that does not fit
	Msg string
}

// An Annot is a decoration without a place in the grammar: SAL, __declspec, a
// calling convention.
type Annot struct {
	Before int32 // the token of the File that it precedes
	Tokens []scan.Token
}

// AnnotsIn are the annotations in a span, for a declaration those of its head
// if the span ends at its body.
func (f *File) AnnotsIn(s Span) []Annot {
	i := sort.Search(len(f.Annots), func(i int) bool { return f.Annots[i].Before >= s.From })
	j := sort.Search(len(f.Annots), func(i int) bool { return f.Annots[i].Before >= s.To })
	return f.Annots[i:j]
}

// Text is the source text of a node, words separated as they were.
func (f *File) Text(n Node) string {
	var o strings.Builder
	s := n.Range()
	for i := s.From; i < s.To; i++ {
		t := &f.Tokens[i]
		if i > s.From && t.Flags&(scan.Space|scan.LineStart) != 0 {
			o.WriteByte(' ')
		}
		o.WriteString(t.Text)
	}
	return o.String()
}

// A Name is a name, qualified or not: A::B<int>::c, ~C, operator ==.
type Name struct {
	Span
	Global bool // begins with ::
	Parts  []Part
}

// A Part is one component of a name.
type Part struct {
	Text     string
	Args     []Node // *Type or Expr
	Template bool   // has <...>, maybe empty
}

// Last is the last component, without template arguments.
func (n *Name) Last() string {
	if n == nil || len(n.Parts) == 0 {
		return ""
	}
	return n.Parts[len(n.Parts)-1].Text
}

// String is the name without template arguments.
func (n *Name) String() string {
	if n == nil {
		return ""
	}
	var parts []string
	for _, p := range n.Parts {
		parts = append(parts, p.Text)
	}
	return strings.Join(parts, "::")
}

// TypeKind is the kind of a Type.
type TypeKind uint8

// The kinds of types.
const (
	TypeNamed     TypeKind = iota // Name; also int, unsigned long
	TypePointer                   // to Elem
	TypeRef                       // to Elem
	TypeRvalueRef                 // to Elem
	TypeArray                     // of Elem, Len may be nil
	TypeFunc                      // Elem is the result
	TypeTag                       // struct, union, class, enum: Name or Def
	TypeMember                    // pointer to member Elem of class Name
	TypeOf                        // typeof, decltype: Of
	TypeAuto                      // auto
	TypeNone                      // not written: a constructor, or int of old C
)

// A Type is a type as written.
type Type struct {
	Span
	Kind     TypeKind
	Const    bool
	Volatile bool
	Name     *Name
	Elem     *Type
	Len      Expr
	Params   []*Var
	Variadic bool
	Def      Decl // *Record or *Enum if it is defined here
	Of       Node
}

// Storage are the words in front of a declaration.
type Storage uint16

// The storage words.
const (
	Typedef Storage = 1 << iota
	Extern
	Static
	Inline
	Virtual
	Friend
	Constexpr
	Explicit
	ThreadLocal
	Mutable
)

// Declarations.
type (
	// A Func is a function, defined if it has a Body.
	Func struct {
		Span
		Storage Storage
		Name    *Name // Last is "" if the head is Bad
		Type    *Type
		Inits   []*Init // of a constructor
		Body    Stmt    // *Block or *Try
		Special string  // "0", "default", "delete" behind =
		Errors  int     // errors in it, those of nested functions included
	}
	// A Var is a variable, a member, a parameter or a typedef.
	Var struct {
		Span
		Storage Storage
		Name    *Name
		Type    *Type
		Init    Expr // behind =, or a List for {...} and (...)
		Bits    Expr
		Pack    bool // T... x
	}
	// A Record is a struct, union or class.
	Record struct {
		Span
		Tag     string
		Name    *Name
		Bases   []*Type
		Members []Decl
		Defined bool
	}
	// An Enum is an enumeration.
	Enum struct {
		Span
		Name    *Name
		Base    *Type
		Items   []*Var
		Defined bool
	}
	// A Group is a namespace or extern "C" { }.
	Group struct {
		Span
		Kind  string // "namespace" or the language
		Name  *Name
		Decls []Decl
	}
	// A Template is a declaration with template parameters.
	Template struct {
		Span
		Params []*Var
		Decl   []Decl
	}
	// A Macro is a call of an unknown macro where a declaration may stand.
	Macro struct {
		Span
		Name string
	}
	// An Other is a declaration that defines no object: using, static_assert,
	// public:, friend class X.
	Other struct {
		Span
		Word string
		Args []Expr // of static_assert
	}
)

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
		Op   string
		X, Y Expr
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
		How  string // "()", "T()", "static_cast", ...
		Type *Type
		X    Expr // a List for T{...}
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
		Path []Expr // .b is an Ident, [d] is d
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
		X Expr
	}
	// A Lambda is [captures](params) { body }.
	Lambda struct {
		Span
		Captures []*Init
		Type     *Type
		Body     Stmt
	}
	// A StmtExpr is ({ ... }) of GNU.
	StmtExpr struct {
		Span
		Body Stmt
	}
)

// A Bad is what could not be parsed.
type Bad struct {
	Span
	Msg string
}

func (*Func) decl()     {}
func (*Var) decl()      {}
func (*Record) decl()   {}
func (*Enum) decl()     {}
func (*Group) decl()    {}
func (*Template) decl() {}
func (*Macro) decl()    {}
func (*Other) decl()    {}
func (*Bad) decl()      {}

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
func (*Bad) stmt()       {}

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
func (*StmtExpr) expr() {}
func (*Bad) expr()      {}
