package names

import "github.com/wskvet/wskvet/internal/cfront/syntax"

// pack lays the bit fields of a member of a union into one word, as the compilers of the
// WDK do, so that they are what is written to the whole. A structure with other members,
// or with more than one word, is left as it is: each of its bit fields is a cell.
func (u *Unit) pack(r *Record) {
	if r.Union || r.Foreign || r.Word != nil || r.Decl == nil || len(r.Bases) > 0 {
		return
	}
	shifts := map[string]int{}
	var word *Type
	at := 0
	for _, m := range r.Decl.Members {
		v, ok := m.(*syntax.Var)
		if !ok || v.Bits == nil || v.Type == nil {
			return
		}
		t := u.Type(v.Type)
		n, known := u.Const(v.Bits)
		if word == nil {
			word = t
		}
		if !known || n <= 0 || t.Kind != Int || t.Opaque || t.Size != word.Size || at+int(n) > 8*int(t.Size) {
			return
		}
		shifts[v.Name.Last()] = at
		at += int(n)
	}
	if word == nil {
		return
	}
	for _, f := range r.Fields {
		f.Shift = shifts[f.Name]
		if f.Bits == 0 { // as wide as its type
			f.Bits = 8 * int(f.Type.Size)
		}
	}
	r.Word = Unsigned(word.Size)
}

// Unsigned is the unsigned type of so many bytes.
func Unsigned(size int64) *Type {
	switch size {
	case 1:
		return TUint8
	case 2:
		return TUint16
	case 4:
		return TUint32
	}
	return TUint64
}
