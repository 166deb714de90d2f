package expr

import (
	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// generic is _Generic(x, T: a, default: b), of which x is not evaluated. Where several of
// its types are one in Go, as int and long are, which of them is meant is not known.
func (f *Function) generic(x *syntax.Generic, want *names.Type) draft.Value {
	t := f.TypeOf(x.X)
	if t != nil && t.Kind == names.Array {
		t = names.PointerTo(t.Elem)
	}
	var fits, rest []syntax.Expr
	for i, of := range x.Types {
		switch {
		case of == nil:
			rest = append(rest, x.Exprs[i])
		case t == nil || alike(f.Typ(of), t):
			fits = append(fits, x.Exprs[i])
		}
	}
	switch {
	case len(fits) == 0:
		fits = rest
	case t == nil:
		fits = append(fits, rest...)
	}
	if len(fits) == 1 {
		return f.Expr(fits[0], want)
	}
	f.Fail(x, "the type that _Generic asks for could not be told")
	return draft.Guess(draft.OrInt(want))
}

// alike reports whether two types may be one in C: SIZE_T is ULONG64 there.
func alike(a, b *names.Type) bool {
	switch {
	case a.Kind == names.Int && b.Kind == names.Int:
		return a.Size == b.Size && a.Signed == b.Signed
	case a.Kind == names.Pointer && b.Kind == names.Pointer:
		return alike(a.Elem, b.Elem)
	}
	return names.Same(a, b)
}
