// Package names knows what the names in a driver's C mean: types, members,
// functions, variables and constants, those that packages wdm and wsk declare
// among them.
package names

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// Kind is the class of a Type.
type Kind uint8

// The kinds of types, by what Go has for them.
const (
	Void Kind = iota
	Bool
	Int     // of Size bytes; an Opaque one is of unknown shape
	Float   // of Size bytes
	Pointer // to Elem; to Void it is unsafe.Pointer
	Handle  // a named pointer of wdm, whose target is no one's business
	Any     // an interface of wdm that stands for void *
	String  // a string of wdm that stands for characters
	Array   // Len of Elem
	Slice   // of Elem, of wdm
	Func    // a function or a pointer to one
	Struct  // a structure or a union: Rec
	Param   // a type parameter of wdm
)

// A Type is a C type as Go has it. Two types are the same if their spelling is.
type Type struct {
	Kind     Kind
	Signed   bool
	Opaque   bool // nothing is known of it but its name
	Variadic bool
	Code     bool  // a function itself, which a pointer to one is not
	Size     int64 // of Int, Float, Handle
	Len      int64
	Elem     *Type // of a pointer, array or slice; the result of a function
	Params   []*Type
	Rec      *Record
	Name     string // its spelling in Go, if it has a name
	spelling string
}

// A Record is a structure or a union.
type Record struct {
	Name    string // in Go
	C       string // the tag or the typedef's name in C
	Full    string // with the namespaces and classes around it
	Union   bool
	Foreign bool // of wdm or wsk
	Outside bool // a base of it is not in the text
	Fields  []*Field
	Bases   []*Record
	Tag     *Field // the class of an object at run time, if this is the first with virtual methods
	Word    *Type  // of bit fields that share a union with a whole: what all of them lie in
	Unit    *Unit
	Decl    *syntax.Record
	tag     *tag
	index   map[string]*Field
	indexed int
	size    int64
	align   int64
	sizing  bool
}

// Virtual reports whether objects of a class of C++ know their class.
func (r *Record) Virtual() bool {
	return r.Tag != nil || slices.ContainsFunc(r.Bases, (*Record).Virtual)
}

// A Field is a member. Anonymous structures and bases are embedded. The members
// of a union all stand at its beginning.
type Field struct {
	Name     string // in C
	Go       string
	Type     *Type
	Embedded bool
	Ref      bool // a reference, which is a pointer in Go
	Bits     int  // the width of a bit field, 0 for other members
	Shift    int  // where it begins in the Word of its record
	Init     syntax.Expr
}

// The types that every driver has.
var (
	TVoid    = &Type{Kind: Void}
	TBool    = &Type{Kind: Bool, Size: 1, Name: "bool"}
	TInt8    = &Type{Kind: Int, Size: 1, Signed: true, Name: "int8"}
	TUint8   = &Type{Kind: Int, Size: 1, Name: "uint8"}
	TInt16   = &Type{Kind: Int, Size: 2, Signed: true, Name: "int16"}
	TUint16  = &Type{Kind: Int, Size: 2, Name: "uint16"}
	TInt32   = &Type{Kind: Int, Size: 4, Signed: true, Name: "int32"}
	TUint32  = &Type{Kind: Int, Size: 4, Name: "uint32"}
	TInt64   = &Type{Kind: Int, Size: 8, Signed: true, Name: "int64"}
	TUint64  = &Type{Kind: Int, Size: 8, Name: "uint64"}
	TUintptr = &Type{Kind: Int, Size: 8, Name: "uintptr"}
	TGoInt   = &Type{Kind: Int, Size: 8, Signed: true, Name: "int"}
	TFloat   = &Type{Kind: Float, Size: 4, Name: "float32"}
	TDouble  = &Type{Kind: Float, Size: 8, Name: "float64"}
	TPointer = &Type{Kind: Pointer, Size: 8, Elem: TVoid, Name: "unsafe.Pointer"}
	TAny     = &Type{Kind: Any, Size: 16, Name: "any"}
	TString  = &Type{Kind: String, Size: 16, Name: "string"}
)

// PointerTo is the type of pointers to t. What points to a function is the
// function in Go.
func PointerTo(t *Type) *Type {
	switch {
	case t.Kind == Void:
		return TPointer
	case t.Kind == Func && t.Code:
		p := *t
		p.Code = false
		return &p
	}
	return &Type{Kind: Pointer, Size: 8, Elem: t}
}

// ArrayOf is the type of arrays of n elements.
func ArrayOf(t *Type, n int64) *Type { return &Type{Kind: Array, Elem: t, Len: n} }

// FuncOf is the type of functions of as many parameters as are given.
func FuncOf(params []*Type, result *Type) *Type {
	return &Type{Kind: Func, Size: 8, Elem: result, Params: params, Code: true}
}

// Returning is a type of functions with another result, and without its name.
func (t *Type) Returning(result *Type) *Type {
	f := FuncOf(t.Params, result)
	f.Variadic = t.Variadic
	return f
}

// String is the type's spelling in Go.
func (t *Type) String() string {
	if t.Name != "" {
		return t.Name
	}
	if t.spelling == "" {
		t.spelling = t.spell()
	}
	return t.spelling
}

func (t *Type) spell() string {
	switch t.Kind {
	case Pointer:
		return "*" + t.Elem.String()
	case Array:
		return "[" + strconv.FormatInt(t.Len, 10) + "]" + t.Elem.String()
	case Slice:
		return "[]" + t.Elem.String()
	case Struct:
		return t.Rec.Name
	case Func:
		var b strings.Builder
		b.WriteString("func(")
		for i, p := range t.Params {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(p.String())
		}
		if t.Variadic {
			if len(t.Params) > 0 {
				b.WriteString(", ")
			}
			b.WriteString("...any")
		}
		b.WriteString(")")
		if t.Elem.Kind != Void {
			b.WriteString(" " + t.Elem.String())
		}
		return b.String()
	}
	return "struct{}"
}

// Same reports whether two types are one in Go.
func Same(a, b *Type) bool { return a == b || a.String() == b.String() }

// IsAddress reports whether t is a pointer of any kind.
func (t *Type) IsAddress() bool {
	switch t.Kind {
	case Pointer, Handle, Any, Func:
		return true
	}
	return false
}

// SizeOf is how many bytes t takes in Go on amd64, which is what it takes in C.
func (t *Type) SizeOf() int64 {
	n, _ := t.layout()
	return n
}

func (t *Type) layout() (size, align int64) {
	switch t.Kind {
	case Void, Bool:
		return 1, 1
	case Int, Float:
		return t.Size, t.Size
	case Any, String:
		return 16, 8
	case Slice:
		return 24, 8
	case Array:
		n, a := t.Elem.layout()
		return n * t.Len, a
	case Struct:
		return t.Rec.layout()
	}
	return 8, 8
}

func (r *Record) layout() (size, align int64) {
	if r.Word != nil {
		return r.Word.Size, r.Word.Size
	}
	if r.size > 0 || r.sizing || len(r.Fields) == 0 {
		return r.size, max(r.align, 1)
	}
	r.sizing = true
	defer func() { r.sizing = false }()
	align = 1
	for _, f := range r.Fields {
		n, a := f.Type.layout()
		align = max(align, a)
		if r.Union {
			size = max(size, n)
			continue
		}
		size = (size+a-1)/a*a + n
	}
	size = (size + align - 1) / align * align
	r.size, r.align = size, align
	return size, align
}

// Largest is the member of a union that takes most room.
func (r *Record) Largest() *Field {
	var out *Field
	size := int64(-1)
	for _, f := range r.Fields {
		if n := f.Type.SizeOf(); n > size {
			out, size = f, n
		}
	}
	return out
}

// Field is the member of a name in C, or nil.
func (r *Record) Field(name string) *Field {
	if r.index == nil || r.indexed != len(r.Fields) {
		r.index, r.indexed = make(map[string]*Field, len(r.Fields)), len(r.Fields)
		for _, f := range r.Fields {
			if _, ok := r.index[f.Name]; !ok && f.Name != "" {
				r.index[f.Name] = f
			}
		}
	}
	f := r.index[name]
	if f == nil && r.Foreign && name != "" { // Go exports what begins with a capital
		f = r.index[strings.ToUpper(name[:1])+name[1:]]
	}
	return f
}
