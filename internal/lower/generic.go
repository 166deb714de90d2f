package lower

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/wskvet/wskvet/internal/summary"
)

// A generic function is lowered once, as it is written: packages that
// instantiate it do not have its body. Its type arguments are bound like free
// variables, so that a value of a type parameter's type is known for what it is
// where it becomes an interface or a method of it is called.

// typeParams gives each type parameter a register, behind the free variables.
func (b *body) typeParams() {
	params := b.fn.TypeParams()
	b.types = make(map[*types.TypeParam]int32, params.Len())
	for i := range params.Len() {
		b.types[params.At(i)] = b.temporary()
		b.f.Free++
	}
}

// typeArgs are the type arguments that fn needs: those of an instance, or those
// of the function that a literal stands in.
func (b *body) typeArgs(fn *ssa.Function) []summary.Operand {
	var out []summary.Operand
	if fn.Parent() != nil {
		params := b.fn.TypeParams()
		for i := range params.Len() {
			out = append(out, summary.Operand(b.types[params.At(i)]))
		}
		return out
	}
	for _, t := range fn.TypeArgs() {
		out = append(out, b.typeOperand(t))
	}
	return out
}

// typeOperand is the name of type t: one that is known when b runs if t is a
// type parameter, and not known if it is made of one.
func (b *body) typeOperand(t types.Type) summary.Operand {
	if p, ok := types.Unalias(t).(*types.TypeParam); ok {
		if r, ok := b.types[p]; ok {
			return summary.Operand(r)
		}
	}
	if parametric(t) {
		return b.l.constant(summary.Const{Kind: summary.Unknown})
	}
	return b.l.constant(summary.Const{Kind: summary.Str, S: b.l.argument(t)})
}

// argument is the name of a type argument.
func (l *lowerer) argument(t types.Type) string {
	if types.IsInterface(t) {
		return summary.Interface
	}
	return l.dynamic(t)
}

// instance is fn as a value, with its type arguments bound.
func (b *body) instance(fn *ssa.Function) summary.Operand {
	f, args := b.function(fn), b.typeArgs(fn)
	if len(args) == 0 {
		return f
	}
	in := summary.Instr{Code: summary.Closure, Dst: b.temporary(), A: f, Args: args, Kind: summary.Pointer}
	b.emit(in)
	return summary.Operand(in.Dst)
}

// named is the name of type t, or the operand that has it.
func (b *body) named(t types.Type) (string, summary.Operand) {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return "", b.typeOperand(t)
	}
	return types.TypeString(t, nil), 0
}

// dynamic is named for the type of a value that becomes an interface.
func (b *body) dynamic(t types.Type) (string, summary.Operand) {
	name, o := b.named(t)
	if name != "" {
		b.l.dynamic(t)
	}
	return name, o
}

// receiver is v as what a method is called on: of a type parameter's type it
// takes its type along.
func (b *body) receiver(v ssa.Value) summary.Operand {
	if _, ok := types.Unalias(v.Type()).(*types.TypeParam); !ok {
		return b.operand(v)
	}
	in := summary.Instr{Code: summary.MakeIface, Dst: b.temporary(), A: b.operand(v), B: b.typeOperand(v.Type()), Kind: shapeOf(v.Type())}
	b.emit(in)
	return summary.Operand(in.Dst)
}

// parametric reports whether t is made of type parameters.
func parametric(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return true
	case *types.Pointer:
		return parametric(t.Elem())
	case *types.Slice:
		return parametric(t.Elem())
	case *types.Array:
		return parametric(t.Elem())
	case *types.Chan:
		return parametric(t.Elem())
	case *types.Map:
		return parametric(t.Key()) || parametric(t.Elem())
	case *types.Signature:
		return strings.HasPrefix(signature(t), "#")
	case *types.Named:
		for i := range t.TypeArgs().Len() {
			if parametric(t.TypeArgs().At(i)) {
				return true
			}
		}
	}
	return false
}
