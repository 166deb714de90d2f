package lower

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/wskvet/wskvet/internal/summary"
)

// What values are made of.

func (b *body) value(v ssa.Value) {
	switch v := v.(type) {
	case *ssa.Phi:
		in := b.def(summary.Phi, v)
		for _, e := range v.Edges {
			if fn, ok := e.(*ssa.Function); ok { // nothing can be bound between phis
				b.take(fn, byDriver)
				in.Args = append(in.Args, b.function(fn))
				continue
			}
			in.Args = append(in.Args, b.operand(e))
		}
		b.emit(in)
	case *ssa.UnOp:
		b.unop(v)
	case *ssa.BinOp:
		in := b.def(summary.Binary, v)
		in.A, in.B, in.Name, in.N = b.operand(v.X), b.operand(v.Y), v.Op.String(), width(v.X.Type())
		b.emit(in)
	case *ssa.FieldAddr:
		in := b.def(summary.FieldAddr, v)
		in.A, in.B = b.operand(v.X), b.owner(pointed(v.X.Type()))
		_, in.Name = fieldOf(v.X.Type(), v.Field)
		b.emit(in)
	case *ssa.IndexAddr:
		in := b.def(summary.IndexAddr, v)
		in.A, in.B, in.N = b.operand(v.X), b.operand(v.Index), arrayLen(v.X.Type())
		b.emit(in)
	case *ssa.Field:
		in := b.def(summary.Field, v)
		in.A, in.B = b.operand(v.X), b.owner(v.X.Type())
		_, in.Name = fieldOf(v.X.Type(), v.Field)
		if tableFunc(v.X.Type(), v.Field) != "" {
			in.N = 1
		}
		b.emit(in)
	case *ssa.Index:
		in := b.def(summary.Index, v)
		in.A, in.B = b.operand(v.X), b.operand(v.Index)
		b.emit(in)
	case *ssa.Alloc:
		in := b.def(summary.Alloc, v)
		switch v.Comment {
		case "complit", "new", "varargs", "slicelit", "makeslice":
			if in.Name = b.l.texts.names[v.Pos()]; in.Name == "" {
				in.Name = typeName(v.Type().Underlying().(*types.Pointer).Elem())
			}
		default:
			in.N, in.Name = 1, v.Comment
		}
		b.emit(in)
	case *ssa.MakeClosure:
		in := b.def(summary.Closure, v)
		fn := v.Fn.(*ssa.Function)
		b.take(fn, byDriver)
		in.A = b.function(fn)
		for _, x := range v.Bindings {
			in.Args = append(in.Args, b.operand(x))
		}
		in.Args = append(in.Args, b.typeArgs(fn)...)
		b.emit(in)
	case *ssa.MakeInterface:
		in := b.def(summary.MakeIface, v)
		in.A = b.operand(v.X)
		in.Name, in.B = b.dynamic(v.X.Type())
		in.Kind = shapeOf(v.X.Type())
		b.emit(in)
	case *ssa.TypeAssert:
		in := b.def(summary.Assert, v)
		in.A = b.operand(v.X)
		in.Name, in.B = b.named(v.AssertedType)
		in.Kind = shapeOf(v.AssertedType)
		if v.CommaOk {
			in.N |= 1
		}
		if types.IsInterface(v.AssertedType) {
			in.N |= 2
		}
		b.emit(in)
	case *ssa.Extract:
		in := b.def(summary.Extract, v)
		in.A, in.N = b.operand(v.Tuple), int32(v.Index)
		b.emit(in)
	case *ssa.Slice:
		b.slice(v)
	case *ssa.Lookup:
		in := b.def(summary.Lookup, v)
		in.A, in.B = b.operand(v.X), b.operand(v.Index)
		if t, ok := v.Type().(*types.Tuple); ok {
			in.N, in.Kind = 1, shapeOf(t.At(0).Type())
		}
		b.emit(in)
	case *ssa.MakeMap:
		in := b.def(summary.Alloc, v)
		in.N, in.Name = 3, b.l.texts.names[v.Pos()]
		b.emit(in)
	case *ssa.MakeChan:
		b.emit(b.def(summary.Alloc, v))
	case *ssa.MakeSlice:
		in := b.def(summary.Alloc, v)
		in.N, in.A, in.Name = 2, b.operand(v.Len), b.l.texts.names[v.Pos()]
		b.emit(in)
	case *ssa.ChangeType:
		b.copy(v, v.X, 0)
	case *ssa.ChangeInterface:
		b.copy(v, v.X, 0)
	case *ssa.SliceToArrayPointer:
		in := b.def(summary.Slice, v)
		in.A, in.B, in.N = b.operand(v.X), b.number(0), -1
		in.Args = []summary.Operand{b.number(v.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array).Len())}
		b.emit(in)
	case *ssa.MultiConvert:
		b.copy(v, v.X, 0)
	case *ssa.Convert:
		if b.cast(v) {
			return
		}
		b.copy(v, v.X, bits(v.Type()))
	case *ssa.Range:
		if _, ok := v.X.Type().Underlying().(*types.Map); !ok {
			b.emit(b.def(summary.Havoc, v))
			return
		}
		in := b.def(summary.Range, v)
		in.A = b.operand(v.X)
		b.emit(in)
	case *ssa.Next:
		if v.IsString {
			b.emit(b.def(summary.Havoc, v))
			return
		}
		in := b.def(summary.Next, v)
		in.A, in.Kind = b.operand(v.Iter), shapeOf(v.Type().(*types.Tuple).At(2).Type())
		b.emit(in)
	case *ssa.Select:
		in := b.def(summary.Select, v)
		for _, s := range v.States {
			in.Args = append(in.Args, b.operand(s.Chan))
		}
		if !v.Blocking {
			in.N = 1
		}
		b.emit(in)
	case *ssa.Call:
		b.callInstr(v)
	default:
		b.emit(b.def(summary.Havoc, v))
	}
}

// slice is v.X[v.Low:v.High].
func (b *body) slice(v *ssa.Slice) {
	in := b.def(summary.Slice, v)
	in.A, in.B = b.operand(v.X), b.number(0)
	if v.Low != nil {
		in.B = b.operand(v.Low)
	}
	whole := v.Low == nil && v.High == nil
	if whole {
		in.N = 1
	}
	if v.High != nil {
		in.Args = []summary.Operand{b.operand(v.High)}
	}
	if p, ok := v.X.Type().Underlying().(*types.Pointer); ok {
		n := p.Elem().Underlying().(*types.Array).Len()
		switch {
		case whole:
			in.N = int32(min(n, 1<<20)) + 1
		case v.High == nil:
			in.Args = []summary.Operand{b.number(n)}
		}
	}
	b.emit(in)
}

// number is a constant operand.
func (b *body) number(n int64) summary.Operand {
	return b.l.constant(summary.Const{Kind: summary.Int, N: n})
}

// carries says what goes through a channel, as far as that matters: nothing, or
// pointers.
func carries(t types.Type) string {
	c, ok := t.Underlying().(*types.Chan)
	switch {
	case shapeOf(t) == summary.Signal:
		return "signal"
	case ok && shapeOf(c.Elem()) == summary.Pointer:
		return "pointer"
	}
	return ""
}

// bits is the width of an integer type narrower than 64 bits, else 0.
func bits(t types.Type) int32 {
	if u, ok := t.Underlying().(*types.Basic); ok {
		switch u.Kind() {
		case types.Int8, types.Uint8:
			return 8
		case types.Int16, types.Uint16:
			return 16
		case types.Int32, types.Uint32:
			return 32
		}
	}
	return 0
}

// width is that of the operands of a Binary: what is no integer counts as a signed one.
// Integers of the machine have 64 bits, as those of the drivers have.
func width(t types.Type) int32 {
	n := bits(t)
	if n == 0 {
		n = 64
	}
	if shapeOf(t) == summary.Unsigned {
		return -n
	}
	return n
}

func (b *body) copy(v ssa.Value, x ssa.Value, n int32) {
	in := b.def(summary.Copy, v)
	in.A, in.N = b.operand(x), n
	b.emit(in)
}

func (b *body) unop(v *ssa.UnOp) {
	switch v.Op {
	case token.MUL:
		in := b.def(summary.Load, v)
		in.A, in.N = b.operand(v.X), bits(v.Type())
		switch x := v.X.(type) {
		case *ssa.FieldAddr:
			in.Name = tableFunc(x.X.Type(), x.Field)
		case *ssa.Global:
			in.Name = variableFunc(x)
		}
		b.emit(in)
	case token.NOT:
		in := b.def(summary.Not, v)
		in.A = b.operand(v.X)
		b.emit(in)
	case token.SUB:
		in := b.def(summary.Negate, v)
		in.A = b.operand(v.X)
		b.emit(in)
	case token.XOR:
		in := b.def(summary.Binary, v)
		in.A, in.B, in.Name, in.N = b.operand(v.X), b.l.constant(summary.Const{N: -1}), "^", width(v.Type())
		b.emit(in)
	case token.ARROW:
		in := b.def(summary.Receive, v)
		in.A = b.operand(v.X)
		if v.CommaOk {
			in.N = 1
		}
		in.Name = carries(v.X.Type())
		b.emit(in)
	default:
		b.emit(b.def(summary.Havoc, v))
	}
}
