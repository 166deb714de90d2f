package syntax

import (
	"path"
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

// Language is what a unit is read as.
type Language uint8

const (
	C Language = iota
	CPlusPlus
)

// LanguageOf is the language of a file by its name, as the compiler of the system takes it
// where nothing else is said.
func LanguageOf(name string) Language {
	if strings.EqualFold(path.Ext(name), ".c") {
		return C
	}
	return CPlusPlus
}

// CastForm says how a cast is written.
type CastForm uint8

const (
	CastParen CastForm = iota // (T)x
	CastCall                  // T(x), T{x}
	CastNamed                 // static_cast<T>(x) and its kin
)

// A File is a parsed unit.
type File struct {
	Decls  []Decl
	Tokens []scan.Token // without SAL, __declspec and calling conventions; the last one is EOF
	Errors []Error
	CPP    bool
}

// An Error tells why there is a Bad node.
type Error struct {
	Tok int32 // the token that does not fit
	Msg string
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
	Lvalue   bool // of a method: f() &
	Rvalue   bool // of a method: f() &&
	Def      Decl // *Record or *Enum if it is defined here
	Of       Node
	Guess    bool // of two names this one may be the decoration, the other the type
}

// A Bad is what could not be parsed.
type Bad struct {
	Span
	Msg string
}

func (*Bad) decl() {}
func (*Bad) stmt() {}
func (*Bad) expr() {}
