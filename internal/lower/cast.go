package lower

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/wskvet/wskvet/internal/summary"
)

// C derives a structure from another by having it begin with the other, and converts
// pointers between the two, often by way of one to no type at all. Both are at one
// address, but the simulation tells an object from its first member by the path.

// cast lowers a conversion to a pointer to a structure, or to the first member of one.
// It reports false if v is no such conversion, or one of no consequence.
func (b *body) cast(v *ssa.Convert) bool {
	to := pointed(v.Type())
	if to == nil || !isUnsafe(v.X.Type()) {
		return false
	}
	if from, ok := v.X.(*ssa.Convert); ok && pointed(from.X.Type()) != nil {
		return b.recast(v, b.operand(from.X), pointed(from.X.Type()), to)
	}
	var steps []summary.Instr
	for _, name := range begins(to, nil) {
		steps = append(steps, summary.Instr{Code: summary.Outer, Name: name, N: 1})
	}
	for _, name := range b.l.derived(to) {
		steps = append(steps, summary.Instr{Code: summary.Inner, Name: name, N: 1})
	}
	if len(steps) == 0 {
		return false
	}
	at := b.operand(v.X)
	for i, in := range steps {
		in.A, in.B, in.Dst, in.Pos, in.Kind = at, b.owner(nil), b.temporary(), b.l.pos(v.Pos()), summary.Pointer
		if in.Code == summary.Outer {
			in.B = b.owner(to)
		}
		if i == len(steps)-1 {
			in.Dst = b.reg(v)
		}
		b.emit(in)
		at = summary.Operand(in.Dst)
	}
	return true
}

// recast lowers a conversion between pointers whose types are known.
func (b *body) recast(v *ssa.Convert, x summary.Operand, from, to types.Type) bool {
	if types.Identical(from, to) {
		return false
	}
	in := b.def(summary.Outer, v)
	in.A, in.B, in.N = x, b.owner(to), 1
	up, down := begins(to, from), begins(from, to)
	switch {
	case len(up) > 0:
		in.Name = up[0]
	case len(down) > 0 && whole(from, to):
		in.Code, in.Name, in.B, in.N = summary.Inner, down[0], b.owner(from), 0
	case word(to) && len(only(from, word)) > 0: // a union of words: whatever their types, they are one cell
		in.Code, in.Name, in.B, in.N = summary.Inner, strings.Join(only(from, word), "."), b.owner(from), 0
	case numbers(to) && len(only(from, number)) > 0: // the bytes of a number lie in its cell
		in.Code, in.Name, in.B, in.N = summary.Inner, strings.Join(only(from, number), "."), b.owner(from), 0
	default:
		return false
	}
	b.emit(in)
	return true
}

// pointed is what a pointer type points to, or nil.
func pointed(t types.Type) types.Type {
	p, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return nil
	}
	return p.Elem()
}

func isUnsafe(t types.Type) bool {
	u, ok := t.Underlying().(*types.Basic)
	return ok && u.Kind() == types.UnsafePointer
}

// maxNested bounds how deep structures are looked at that begin with one another.
const maxNested = 8

// begins is the paths of the members at the beginning of outer, the longest first: those
// of type inner or, if that is nil, those that are structures.
func begins(outer, inner types.Type) []string {
	var out, path []string
	for range maxNested {
		s, ok := outer.Underlying().(*types.Struct)
		if !ok || s.NumFields() == 0 {
			break
		}
		path = append(path, s.Field(0).Name())
		outer = s.Field(0).Type()
		if _, nested := outer.Underlying().(*types.Struct); inner == nil && nested || inner != nil && types.Identical(outer, inner) {
			out = append(out, strings.Join(path, "."))
		}
	}
	slices.Reverse(out)
	return out
}

// whole reports whether inner, with which outer begins, is a structure or all of outer.
// A number at the beginning is not: C writes memory of any kind by pointers to bytes.
func whole(outer, inner types.Type) bool {
	for !types.Identical(outer, inner) {
		s, ok := outer.Underlying().(*types.Struct)
		if !ok {
			return false
		}
		outer = s.Field(0).Type()
		if _, nested := inner.Underlying().(*types.Struct); !nested && s.NumFields() > 1 {
			return false
		}
	}
	return true
}

// only is the path to the one of a kind that a structure is nothing but, nil if it is more.
func only(t types.Type, kind func(types.Type) bool) (path []string) {
	for range maxNested {
		s, ok := t.Underlying().(*types.Struct)
		if !ok {
			break
		}
		if s.NumFields() != 1 {
			return nil
		}
		path = append(path, s.Field(0).Name())
		t = s.Field(0).Type()
	}
	if !kind(t) {
		return nil
	}
	return path
}

// word reports whether a type is a pointer, or a number of its size.
func word(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return true
	case *types.Basic:
		return u.Kind() == types.UnsafePointer || u.Kind() == types.Uintptr || u.Kind() == types.Uint64 || u.Kind() == types.Int64
	}
	return false
}

// derived is the paths by which structures of the package begin with structure t.
func (l *lowerer) derived(t types.Type) []string {
	if _, ok := t.Underlying().(*types.Struct); !ok {
		return nil
	}
	if l.bases == nil {
		l.bases = map[types.Type][]string{}
		scope := l.src.Types.Scope()
		for _, name := range scope.Names() {
			if obj, ok := scope.Lookup(name).(*types.TypeName); ok && !obj.IsAlias() {
				l.base(obj.Type())
			}
		}
	}
	return l.bases[types.Unalias(t)]
}

// base notes what structure t begins with.
func (l *lowerer) base(t types.Type) {
	var path []string
	for range maxNested {
		s, ok := t.Underlying().(*types.Struct)
		if !ok || s.NumFields() == 0 {
			return
		}
		path = append(path, s.Field(0).Name())
		t = types.Unalias(s.Field(0).Type())
		if name := strings.Join(path, "."); !slices.Contains(l.bases[t], name) {
			l.bases[t] = append(l.bases[t], name)
		}
	}
}

// number reports whether a type is one of integers.
func number(t types.Type) bool {
	u, ok := t.Underlying().(*types.Basic)
	return ok && u.Info()&types.IsInteger != 0
}

// numbers reports whether a type is an array of integers.
func numbers(t types.Type) bool {
	a, ok := t.Underlying().(*types.Array)
	return ok && number(a.Elem())
}
