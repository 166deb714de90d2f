package names

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// basicTypes are the types of the language and of basetsd.h and winnt.h.
var basicTypes = map[string]*Type{
	"void": TVoid, "VOID": TVoid,
	"bool": TBool, "_Bool": TBool, "BOOLEAN": TBool, "BOOL": TBool, "boolean": TBool, "LOGICAL": TBool, "WBOOLEAN": TBool,
	"CHAR": TInt8, "CCHAR": TInt8, "INT8": TInt8, "int8_t": TInt8, "__int8": TInt8, "SCHAR": TInt8,
	"UCHAR": TUint8, "BYTE": TUint8, "UINT8": TUint8, "uint8_t": TUint8, "byte": TUint8, "UINT8_": TUint8,
	"SHORT": TInt16, "INT16": TInt16, "int16_t": TInt16, "CSHORT": TInt16, "__int16": TInt16,
	"USHORT": TUint16, "WORD": TUint16, "UINT16": TUint16, "uint16_t": TUint16, "WCHAR": TUint16, "wchar_t": TUint16, "__wchar_t": TUint16, "ATOM": TUint16, "char16_t": TUint16,
	"INT": TInt32, "LONG": TInt32, "INT32": TInt32, "int32_t": TInt32, "LONG32": TInt32, "__int32": TInt32, "HRESULT": TInt32, "KPRIORITY": TInt32, "char32_t": TUint32,
	"UINT": TUint32, "ULONG": TUint32, "DWORD": TUint32, "UINT32": TUint32, "uint32_t": TUint32, "ULONG32": TUint32, "DWORD32": TUint32, "CLONG": TUint32, "LCID": TUint32,
	"LONGLONG": TInt64, "LONG64": TInt64, "INT64": TInt64, "int64_t": TInt64, "__int64": TInt64, "LONG_PTR": TInt64, "INT_PTR": TInt64, "SSIZE_T": TInt64, "intptr_t": TInt64, "ptrdiff_t": TInt64, "ssize_t": TInt64, "PTRDIFF_T": TInt64,
	"ULONGLONG": TUint64, "ULONG64": TUint64, "UINT64": TUint64, "uint64_t": TUint64, "DWORD64": TUint64, "DWORDLONG": TUint64, "QUAD": TUint64, "KAFFINITY": TUint64,
	"SIZE_T": TUintptr, "size_t": TUintptr, "ULONG_PTR": TUintptr, "UINT_PTR": TUintptr, "uintptr_t": TUintptr, "DWORD_PTR": TUintptr, "WPARAM": TUintptr,
	"float": TFloat, "FLOAT": TFloat, "double": TDouble, "DOUBLE": TDouble, "long double": TDouble,
	"PVOID": TPointer, "LPVOID": TPointer, "PCVOID": TPointer, "LPCVOID": TPointer, "PVOID64": TPointer, "va_list": TPointer, "nullptr_t": TPointer,
	"PSTR": PointerTo(TInt8), "PCSTR": PointerTo(TInt8), "LPSTR": PointerTo(TInt8), "LPCSTR": PointerTo(TInt8), "PCHAR": PointerTo(TInt8), "PSZ": PointerTo(TInt8), "PCSZ": PointerTo(TInt8), "PCCHAR": PointerTo(TInt8),
	"PWSTR": PointerTo(TUint16), "PCWSTR": PointerTo(TUint16), "LPWSTR": PointerTo(TUint16), "LPCWSTR": PointerTo(TUint16), "PWCHAR": PointerTo(TUint16), "PWCH": PointerTo(TUint16), "PCWCH": PointerTo(TUint16), "PCWCHAR": PointerTo(TUint16), "PZZWSTR": PointerTo(TUint16),
}

// keyword is a type of the language that is written in several words.
func keyword(name string) *Type {
	words := strings.Fields(name)
	var long, short, unsigned, other int
	base := ""
	for _, w := range words {
		switch w {
		case "long":
			long++
		case "short":
			short++
		case "unsigned":
			unsigned++
		case "signed", "__signed__":
			other++
		case "int", "char", "double", "__int8", "__int16", "__int32", "__int64", "__int128":
			base = w
		default:
			return nil
		}
	}
	pick := func(s, u *Type) *Type {
		if unsigned > 0 {
			return u
		}
		return s
	}
	switch {
	case base == "double":
		return TDouble
	case base == "char", base == "__int8":
		return pick(TInt8, TUint8)
	case short > 0, base == "__int16":
		return pick(TInt16, TUint16)
	case long > 1, base == "__int64", base == "__int128":
		return pick(TInt64, TUint64)
	}
	return pick(TInt32, TUint32)
}

// Type is the type that a type as written stands for.
func (u *Unit) Type(t *syntax.Type) *Type {
	if t == nil {
		return TInt32
	}
	switch t.Kind {
	case syntax.TypeNamed:
		return u.NamedType(t.Name)
	case syntax.TypePointer, syntax.TypeRef, syntax.TypeRvalueRef:
		return PointerTo(u.Type(t.Elem))
	case syntax.TypeArray:
		return ArrayOf(u.Type(t.Elem), u.length(t.Len))
	case syntax.TypeFunc:
		return u.funcType(t)
	case syntax.TypeTag:
		return u.tagType(t)
	case syntax.TypeMember:
		return TPointer
	case syntax.TypeNone, syntax.TypeAuto:
		return TInt32
	}
	return TInt32
}

// length is the length of an array; 0 if it has none, 1 if it is not known.
func (u *Unit) length(x syntax.Expr) int64 {
	if x == nil {
		return 0
	}
	n, ok := u.Const(x)
	if !ok || n < 0 || n > 1<<24 {
		return 1
	}
	return n
}

// Sized is the type of a variable whose array is as long as its initializer.
func (u *Unit) Sized(t *syntax.Type, init syntax.Expr) *Type {
	out := u.Type(t)
	if out.Kind != Array || out.Len != 0 {
		return out
	}
	switch x := init.(type) {
	case *syntax.List:
		n := int64(0)
		next := int64(0)
		for _, e := range x.Elems {
			if len(e.Path) > 0 {
				at := e.Path[0]
				if b, ok := at.(*syntax.Binary); ok && b.Op == "..." {
					at = b.Y
				}
				if v, ok := u.Const(at); ok && v >= 0 && v < 1<<20 {
					next = v
				}
			}
			next++
			n = max(n, next)
		}
		return ArrayOf(out.Elem, n)
	case *syntax.Lit:
		return ArrayOf(out.Elem, int64(len(TextOf(x).Units))+1)
	}
	return out
}

func (u *Unit) funcType(t *syntax.Type) *Type {
	var params []*Type
	for _, v := range t.Params {
		if v.Type == nil {
			continue
		}
		p := u.Type(v.Type)
		switch p.Kind {
		case Void:
			continue // (void)
		case Array:
			p = PointerTo(p.Elem)
		case Func:
			if p.Code {
				p = PointerTo(p)
			}
		}
		params = append(params, p)
	}
	f := FuncOf(params, u.Type(t.Elem))
	f.Variadic = t.Variadic
	return f
}

// NamedType is the type of a name.
func (u *Unit) NamedType(n *syntax.Name) *Type {
	name := n.Last()
	if name == "" {
		return TInt32
	}
	if strings.Contains(name, " ") || name == "int" || name == "char" || name == "long" || name == "short" || name == "unsigned" || name == "signed" {
		if t := keyword(name); t != nil {
			return t
		}
	}
	if t := u.TypeAt(n); t != nil {
		return t
	}
	return u.Prog.OpaqueType(name)
}

// ByName is the type of a name that the text, the language or wdm and wsk know,
// or nil.
func (u *Unit) ByName(name string) *Type {
	if u != nil {
		if t, ok := basicTypes[name]; ok {
			return t
		}
		// What wdm declares goes before a copy of it in the text.
		if t := u.Prog.Table.Type(name); t != nil {
			return t
		}
		if t := u.seenType(name); t != nil {
			return t
		}
		if d, ok := u.own(name).(*Typedef); ok {
			return d.Type()
		}
		if t := u.tag(name); t != nil && u.File.CPP {
			return t.resolve()
		}
		if d, ok := u.Prog.global[name].(*Typedef); ok {
			return d.Type()
		}
		if t := u.Prog.tags[name]; t != nil && u.File.CPP {
			return t.resolve()
		}
	}
	if rest, ok := strings.CutPrefix(name, "P"); ok && rest != "" {
		if t, ok := basicTypes[rest]; ok && t != TVoid {
			return PointerTo(t)
		}
		if t, ok := basicTypes[strings.TrimPrefix(rest, "C")]; ok && t != TVoid && t.Kind != Pointer {
			return PointerTo(t)
		}
	}
	if rest, ok := strings.CutPrefix(name, "LP"); ok {
		if t, ok := basicTypes[rest]; ok && t != TVoid {
			return PointerTo(t)
		}
	}
	return nil
}

// Type is the type that the typedef names.
func (d *Typedef) Type() *Type {
	if d.done == nil {
		if d.busy {
			return TInt32 // typedef of itself
		}
		d.busy = true
		leave := d.unit.Enter(d.space)
		d.done = d.unit.Type(d.decl)
		leave()
		d.busy = false
	}
	return d.done
}

// OpaqueType is a type of which nothing but the name is known. PFOO points to FOO.
func (p *Program) OpaqueType(name string) *Type {
	if t := p.opaque[name]; t != nil {
		return t
	}
	if len(name) > 2 && name[0] == 'P' && upper(name[1]) && upper(name[2]) && strings.ToUpper(name) == name {
		t := PointerTo(p.OpaqueType(name[1:]))
		p.opaque[name] = t
		return t
	}
	t := &Type{Kind: Int, Size: 8, Opaque: true}
	p.opaque[name] = t
	t.Name = p.Unique(name)
	p.Opaque = append(p.Opaque, t)
	return t
}

func upper(c byte) bool { return c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9' }

// spelled is the type that a conversion operator names: const char *.
func (u *Unit) spelled(text string) *Type {
	base := strings.TrimRight(text, "*& ")
	words := strings.Fields(base)
	kept := words[:0]
	for _, w := range words {
		if w != "const" && w != "volatile" && w != "struct" && w != "class" && w != "typename" {
			kept = append(kept, w)
		}
	}
	name := strings.Join(kept, " ")
	if i := strings.LastIndex(name, "::"); i >= 0 {
		name = name[i+2:]
	}
	t := u.NamedType(&syntax.Name{Parts: []syntax.Part{{Text: name}}})
	for range strings.Count(text, "*") + strings.Count(text, "&") {
		t = PointerTo(t)
	}
	return t
}

// tagType is struct X, union X or enum X, or one that is defined in its place.
func (u *Unit) tagType(t *syntax.Type) *Type {
	switch d := t.Def.(type) {
	case *syntax.Enum:
		u.enum(d)
		if d.Base != nil {
			return u.Type(d.Base)
		}
		return TInt32
	case *syntax.Record:
		if d.Defined {
			return u.Record(d)
		}
	}
	name := t.Name.Last()
	return u.tagged(name)
}

func (u *Unit) tagged(name string) *Type {
	if t := u.Prog.Table.Type(strings.TrimLeft(name, "_")); t != nil && t.Kind == Struct {
		return t
	}
	if t := u.seenTag(name); t != nil {
		return t.resolve()
	}
	if t := u.tag(name); t != nil {
		return t.resolve()
	}
	if t := u.Prog.tags[name]; t != nil {
		return t.resolve()
	}
	if t := u.Prog.Table.Type(strings.TrimLeft(name, "_")); t != nil {
		return t
	}
	return u.Prog.OpaqueType(strings.TrimLeft(name, "_"))
}

func (t *tag) resolve() *Type {
	if t.typ == nil {
		leave := t.unit.Enter(t.space)
		t.unit.Record(t.decl)
		leave()
	}
	return t.typ
}
