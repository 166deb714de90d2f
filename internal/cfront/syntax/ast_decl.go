package syntax

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
		This    bool // the object of a method, as its first parameter
		Pack    bool // T... x
		Guess   bool // T x(a) may declare a function: a may be a type
	}
	// A Record is a struct, union or class.
	Record struct {
		Span
		Tag     string
		Name    *Name
		Shared  bool // a base is virtual
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
		Types  []string // its parameters that are types, in order
		Params []*Var   // the others
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

func (*Func) decl()     {}
func (*Var) decl()      {}
func (*Record) decl()   {}
func (*Enum) decl()     {}
func (*Group) decl()    {}
func (*Template) decl() {}
func (*Macro) decl()    {}
func (*Other) decl()    {}
