package expr

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// The functions of compilers on the bits of numbers are arithmetic: helpers of the model.

// bitFunctions are those that have a number, or two, and give one.
func bitFunctions() map[string]func(*Function, *syntax.Call, *names.Type) draft.Value {
	out := map[string]func(*Function, *syntax.Call, *names.Type) draft.Value{
		"UnsignedMultiply128": (*Function).multiplyWide, "_umul128": (*Function).multiplyWide,
	}
	add := func(helper string, in, result *names.Type, cNames string) {
		for _, name := range strings.Fields(cNames) {
			out[name] = func(f *Function, x *syntax.Call, want *names.Type) draft.Value {
				return f.onBits(x, helper, in, result, want)
			}
		}
	}
	add("ones", names.TUint64, names.TInt32, "__popcnt64 __builtin_popcountll RtlNumberOfSetBitsUlongPtr PopulationCount64")
	add("ones", names.TUint32, names.TInt32, "__popcnt __builtin_popcount")
	add("multiplyHigh", names.TUint64, names.TUint64, "__umulh UnsignedMultiplyHigh")
	add("swapped16", names.TUint16, names.TUint16, "RtlUshortByteSwap _byteswap_ushort __builtin_bswap16")
	add("swapped32", names.TUint32, names.TUint32, "RtlUlongByteSwap _byteswap_ulong __builtin_bswap32")
	add("swapped64", names.TUint64, names.TUint64, "RtlUlonglongByteSwap _byteswap_uint64 __builtin_bswap64")
	for name, scan := range map[string]struct {
		helper string
		in     *names.Type
	}{"_BitScanForward": {"lowest", names.TUint32}, "_BitScanForward64": {"lowest", names.TUint64}, "BitScanForward": {"lowest", names.TUint32},
		"_BitScanReverse": {"highest", names.TUint32}, "_BitScanReverse64": {"highest", names.TUint64}, "BitScanReverse": {"highest", names.TUint32}} {
		out[name] = func(f *Function, x *syntax.Call, want *names.Type) draft.Value {
			return f.scanBits(x, scan.helper, scan.in, want)
		}
	}
	for name, left := range map[string]bool{"_rotl": true, "_rotr": false, "_lrotl": true, "_lrotr": false, "RotateLeft32": true, "RotateRight32": false} {
		out[name] = func(f *Function, x *syntax.Call, want *names.Type) draft.Value {
			return f.rotate(x, names.TUint32, left, want)
		}
	}
	for name, left := range map[string]bool{"_rotl64": true, "_rotr64": false, "RotateLeft64": true, "RotateRight64": false} {
		out[name] = func(f *Function, x *syntax.Call, want *names.Type) draft.Value {
			return f.rotate(x, names.TUint64, left, want)
		}
	}
	for _, name := range []string{"abs", "labs", "llabs", "_abs64"} {
		out[name] = (*Function).absolute
	}
	return out
}

// absolute is a number without its sign.
func (f *Function) absolute(x *syntax.Call, want *names.Type) draft.Value {
	if len(x.Args) != 1 {
		return f.callUnknown(x, nil, want)
	}
	v := f.Temp(f.Promote(OrValue(f.operand(x.Args[0], nil))))
	if v.Type.Kind != names.Int || !v.Type.Signed {
		return v
	}
	f.Emit("if " + v.Text + " < 0 {")
	f.Emit(v.Text + " = -" + v.Text)
	f.Emit("}")
	return v
}

// onBits is a helper of arguments of one type.
func (f *Function) onBits(x *syntax.Call, helper string, in, result, want *names.Type) draft.Value {
	if n := 1 + strings.Count(helper, "multiply"); len(x.Args) != n {
		return f.callUnknown(x, nil, want)
	}
	f.useBits(helper)
	var args []string
	for _, a := range x.Args {
		v := f.Convert(f.Expr(a, in), in)
		if helper == "ones" {
			v = f.ToInt(v, names.TUint64)
		}
		args = append(args, v.Typed())
	}
	return draft.Value{Text: helper + "(" + strings.Join(args, ", ") + ")", Type: result, Prec: draft.PrecPrimary, Calls: true}
}

// useBits notes a helper, and those that it calls.
func (f *Function) useBits(helper string) {
	f.Draft.Use(helper)
	if helper == "lowest" || helper == "highest" {
		f.Draft.Use("ones")
	}
}

// scanBits finds the lowest or highest bit that is set, if there is one.
func (f *Function) scanBits(x *syntax.Call, helper string, in, want *names.Type) draft.Value {
	if len(x.Args) != 2 {
		return f.callUnknown(x, nil, want)
	}
	f.useBits(helper)
	p := f.Temp(f.Rvalue(x.Args[0], names.PointerTo(names.TUint32)))
	mask := f.Temp(f.ToInt(f.Rvalue(x.Args[1], in), names.TUint64))
	f.Emit("if " + mask.Text + " != 0 {")
	f.Emit("*" + p.Text + " = " + helper + "(" + mask.Text + ")")
	f.Emit("}")
	return f.ToInt(draft.Value{Text: mask.Text + " != 0", Type: names.TBool, Prec: draft.PrecCompare}, names.TInt32)
}

// rotate moves bits round.
func (f *Function) rotate(x *syntax.Call, t *names.Type, left bool, want *names.Type) draft.Value {
	if len(x.Args) != 2 {
		return f.callUnknown(x, nil, want)
	}
	v := f.Temp(f.Rvalue(x.Args[0], t))
	width := 8 * t.Size
	by := f.Operate("&", f.Rvalue(x.Args[1], names.TUint32), draft.Integer(width-1, names.TUint32))
	by = f.Temp(by)
	back := f.Operate("&", f.Operate("-", draft.Integer(width, names.TUint32), by), draft.Integer(width-1, names.TUint32))
	one, other := "<<", ">>"
	if !left {
		one, other = other, one
	}
	return f.Operate("|", f.shift(one, v, by), f.shift(other, v, back))
}

// multiplyWide is the product of two numbers of 64 bits, whose high half is stored.
func (f *Function) multiplyWide(x *syntax.Call, want *names.Type) draft.Value {
	if len(x.Args) != 3 {
		return f.callUnknown(x, nil, want)
	}
	f.Draft.Use("multiplyHigh")
	a, b := f.Temp(f.Rvalue(x.Args[0], names.TUint64)), f.Temp(f.Rvalue(x.Args[1], names.TUint64))
	p := f.Temp(f.Rvalue(x.Args[2], names.PointerTo(names.TUint64)))
	f.Emit("*" + p.Text + " = multiplyHigh(" + a.Text + ", " + b.Text + ")")
	return f.Operate("*", a, b)
}

// literalLength is how many characters a string literal has; of another string nobody knows.
func (f *Function) literalLength(x *syntax.Call, want *names.Type) draft.Value {
	if len(x.Args) == 1 {
		if v := f.Look(x.Args[0]); v.Type != nil && v.IsStr {
			n := int64(len(v.Units))
			for i, c := range v.Units {
				if c == 0 {
					n = int64(i)
					break
				}
			}
			return draft.Integer(n, names.TUintptr)
		}
	}
	return f.callUnknown(x, nil, names.TUintptr)
}
