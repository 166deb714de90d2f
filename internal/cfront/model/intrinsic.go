package model

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// intrinsics are the macros and functions of the headers that Go has another way
// to say.
var intrinsics map[string]func(f *function, x *syntax.Call, want *names.Type) value

func init() {
	nothing := func(*function, *syntax.Call, *names.Type) value { return value{t: names.TVoid} }
	intrinsics = map[string]func(*function, *syntax.Call, *names.Type) value{
		"CONTAINING_RECORD": (*function).containingRecord, "container_of": (*function).containingRecord, "FIELD_OFFSET": (*function).fieldOffset, "UFIELD_OFFSET": (*function).fieldOffset,
		"ARRAYSIZE": (*function).arraySize, "RTL_NUMBER_OF": (*function).arraySize, "_countof": (*function).arraySize, "_ARRAYSIZE": (*function).arraySize, "RTL_NUMBER_OF_V1": (*function).arraySize, "RTL_NUMBER_OF_V2": (*function).arraySize,
		"memset": (*function).memset, "RtlFillMemory": (*function).memset, "bzero": (*function).zero,
		"memcpy": (*function).copyMemory, "memmove": (*function).copyMemory, "RtlCopyMemory": (*function).copyMemory, "RtlMoveMemory": (*function).copyMemory, "NdisMoveMemory": (*function).copyMemory, "RtlCopyBytes": (*function).copyMemory,
		"RTL_CONSTANT_STRING": (*function).constantString, "RTL_CONSTANT_UNICODE_STRING": (*function).constantString,
		"va_arg": (*function).vaArg, "__builtin_expect": (*function).first,
		"AbnormalTermination": (*function).abnormally, "_abnormal_termination": (*function).abnormally, "__abnormal_termination": (*function).abnormally,
		"min": (*function).least, "max": (*function).least, "__min": (*function).least, "__max": (*function).least,
		"sizeof": nil,
	}
	delete(intrinsics, "sizeof")
	for _, name := range strings.Fields(`UNREFERENCED_PARAMETER DBG_UNREFERENCED_PARAMETER DBG_UNREFERENCED_LOCAL_VARIABLE PAGED_CODE PAGED_CODE_LOCKED
		ASSERT NT_ASSERT NT_ASSERTMSG ASSERTMSG ASSERT_IRQL RTL_SOFT_ASSERT NT_VERIFY_ C_ASSERT va_start va_end va_copy __assume __debugbreak DbgBreakPoint _CrtDbgBreak
		static_assert _Static_assert __analysis_assume NT_ANALYSIS_ASSUME UNREFERENCED_LOCAL_VARIABLE __annotation DbgRaiseAssertionFailure`) {
		intrinsics[name] = nothing
	}
	for name, t := range map[string]*names.Type{"PtrToUlong": names.TUint32, "PtrToUint": names.TUint32, "HandleToULong": names.TUint32, "HandleToUlong": names.TUint32, "HandleToLong": names.TInt32,
		"PtrToLong": names.TInt32, "PtrToInt": names.TInt32, "ULongToPtr": names.TPointer, "UlongToPtr": names.TPointer, "LongToPtr": names.TPointer, "IntToPtr": names.TPointer, "UIntToPtr": names.TPointer,
		"ULongToHandle": names.TPointer, "UlongToHandle": names.TPointer, "LongToHandle": names.TPointer} {
		intrinsics[name] = func(f *function, x *syntax.Call, _ *names.Type) value {
			if len(x.Args) != 1 {
				return unknown(t)
			}
			v := f.rvalue(x.Args[0], t)
			v.lv = false
			return v
		}
	}
}

// typeArgument is an argument that names a type.
func (f *function) typeArgument(x syntax.Expr) *names.Type {
	switch x := unparen(x).(type) {
	case *syntax.TypeExpr:
		return f.typ(x.Type)
	case *syntax.Ident:
		if t, ok := f.lookup(x.Name.Last()).(*names.Type); ok {
			return t
		}
		return f.u.NamedType(x.Name)
	}
	return nil
}

// fieldArgument is an argument that names a member: a.b.
func fieldArgument(x syntax.Expr) string {
	switch x := unparen(x).(type) {
	case *syntax.Ident:
		return x.Name.Last()
	case *syntax.Member:
		if in := fieldArgument(x.X); in != "" && !x.Arrow {
			return in + "." + x.Name.Last()
		}
	}
	return ""
}

// containingRecord is the object that a member is part of.
func (f *function) containingRecord(x *syntax.Call, want *names.Type) value {
	if len(x.Args) != 3 {
		return f.callUnknown(x, nil, want)
	}
	t, field := f.typeArgument(x.Args[1]), fieldArgument(x.Args[2])
	p := f.rvalue(x.Args[0], names.TPointer)
	if t == nil || field == "" || p.isNull() {
		return unknown(orInt(want))
	}
	path, first := recordPath(t, field)
	if first {
		return f.toPointer(p, names.PointerTo(t))
	}
	return value{s: "wdm.ContainingRecord[" + t.String() + "](" + p.s + ", " + strconv.Quote(path) + ")", t: names.PointerTo(t), prec: precPrimary, calls: p.calls}
}

// recordPath is the way to a member in Go; of a union it is the union itself.
func recordPath(t *names.Type, field string) (path string, first bool) {
	var parts []string
	cur := t
	for _, name := range strings.Split(field, ".") {
		if cur == nil || cur.Kind != names.Struct {
			return field, false
		}
		steps := cur.Rec.Find(name)
		if steps == nil {
			return field, false
		}
		for _, s := range steps {
			if !s.Of.Union || s.Of.Foreign {
				parts = append(parts, s.Field.Go)
			}
		}
		cur = steps[len(steps)-1].Field.Type
	}
	return strings.Join(parts, "."), len(parts) == 0
}

func (f *function) fieldOffset(x *syntax.Call, _ *names.Type) value {
	if len(x.Args) == 2 {
		if t, field := f.typeArgument(x.Args[0]), fieldArgument(x.Args[1]); t != nil && field != "" {
			return f.offsetOf(t, field)
		}
	}
	return unknown(names.TUintptr)
}

func (f *function) arraySize(x *syntax.Call, want *names.Type) value {
	if len(x.Args) == 1 {
		if t := f.typeOf(x.Args[0]); t != nil && t.Kind == names.Array {
			return integer(t.Len, names.TUintptr)
		}
	}
	return unknown(names.TUintptr)
}

func (f *function) first(x *syntax.Call, want *names.Type) value {
	if len(x.Args) == 0 {
		return unknown(orInt(want))
	}
	return f.expr(x.Args[0], want)
}

func (f *function) vaArg(x *syntax.Call, want *names.Type) value {
	if len(x.Args) == 2 {
		if t := f.typeArgument(x.Args[1]); t != nil {
			return unknown(t)
		}
	}
	return unknown(orInt(want))
}

// least is min or max.
func (f *function) least(x *syntax.Call, want *names.Type) value {
	if len(x.Args) != 2 {
		return f.callUnknown(x, nil, want)
	}
	a, b := f.promote(f.operand(x.Args[0], nil)), f.promote(f.operand(x.Args[1], nil))
	if a.t.Kind != names.Int || b.t.Kind != names.Int {
		return unknown(orInt(want))
	}
	t := common(a.t, b.t)
	a, b = f.convert(a, t), f.convert(b, t)
	name := strings.Trim(unparen(x.Fun).(*syntax.Ident).Name.Last(), "_")
	if a.konst && b.konst {
		less := a.n < b.n
		if !t.Signed {
			less = uint64(a.n) < uint64(b.n)
		}
		if less == (name == "min") {
			return a
		}
		return b
	}
	op := "<"
	if name == "max" {
		op = ">"
	}
	va := f.temp(a)
	if b.calls {
		b = f.temp(b)
	}
	f.emit("if " + b.at(precCompare+1) + " " + op + " " + va.s + " {")
	f.emit(va.s + " = " + b.s)
	f.emit("}")
	return va
}

// memset is memset(p, c, n); to zero is what matters.
func (f *function) memset(x *syntax.Call, want *names.Type) value {
	if len(x.Args) != 3 {
		return f.callUnknown(x, nil, want)
	}
	c, n := x.Args[1], x.Args[2]
	if id, ok := unparen(x.Fun).(*syntax.Ident); ok && id.Name.Last() == "RtlFillMemory" {
		c, n = n, c
	}
	if v := f.expr(c, nil); v.konst && v.n == 0 {
		return f.zero(&syntax.Call{Span: x.Span, Fun: x.Fun, Args: []syntax.Expr{x.Args[0], n}}, want)
	}
	return f.overwrite(x.Args[0], n)
}

func (f *function) zero(x *syntax.Call, want *names.Type) value {
	if d := f.ddi("RtlZeroMemory"); d != nil && len(x.Args) == 2 {
		return f.callGeneric(x, d)
	}
	return f.callUnknown(x, nil, want)
}

// overwrite gives what a pointer points to an unknown value.
func (f *function) overwrite(p, n syntax.Expr) value {
	f.discard(f.expr(n, nil))
	v := f.expr(p, nil)
	if v.t != nil && v.t.Kind == names.Pointer && v.t.Elem.Kind != names.Void && mayBeWritten(v.t.Elem) && !v.isNull() {
		d := f.deref(v, nil)
		f.emit(d.s + " = " + unknown(d.t).s)
		return value{t: names.TVoid}
	}
	if v.t != nil {
		f.discard(v)
	}
	return value{t: names.TVoid}
}

// copyMemory copies objects as wholes where it can.
func (f *function) copyMemory(x *syntax.Call, want *names.Type) value {
	d := f.ddi("RtlCopyMemory")
	if len(x.Args) != 3 || d == nil {
		return f.callUnknown(x, nil, want)
	}
	dst, src := orValue(f.expr(x.Args[0], nil)), orValue(f.expr(x.Args[1], nil))
	n := orValue(f.expr(x.Args[2], nil))
	if dst.t.Kind == names.Array && src.t.Kind == names.Array && dst.lv && src.lv && names.Same(dst.t, src.t) && n.konst && n.n == dst.t.SizeOf() {
		f.emit(dst.s + " = " + src.s)
		return value{t: names.TVoid}
	}
	if dst.t.Kind == names.Array {
		dst = f.decay(dst)
	}
	if src.t.Kind == names.Array {
		src = f.decay(src)
	}
	if dst.t.Kind == names.Pointer && names.Same(dst.t, src.t) && n.konst && n.n == dst.t.Elem.SizeOf() && dst.t.Elem.Kind != names.Void && !dst.isNull() && !src.isNull() {
		to, from := f.deref(dst, nil), f.deref(src, nil)
		if to.s != from.s {
			f.emit(to.s + " = " + from.s)
		}
		return value{t: names.TVoid}
	}
	if to, from, ok := f.typedAlike(dst, src, n); ok {
		f.emit(to.s + " = " + from.s)
		return value{t: names.TVoid}
	}
	args := []string{f.toPointer(dst, names.TPointer).typed(), f.toPointer(src, names.TPointer).typed(), f.convert(n, names.TUintptr).s}
	v := f.invoke(x, d.Name, args, d.Type.Elem)
	if want != nil && want.IsAddress() {
		f.emit(v.s)
		return dst
	}
	return v
}

// typedAlike are the objects of a copy of a whole structure of which one side is void *.
func (f *function) typedAlike(dst, src, n value) (to, from value, ok bool) {
	whole := func(v value) bool {
		return v.t.Kind == names.Pointer && v.t.Elem.Kind == names.Struct && n.konst && n.n == v.t.Elem.SizeOf() && !v.isNull()
	}
	bare := func(v value) bool { return v.t.Kind == names.Pointer && v.t.Elem.Kind == names.Void && !v.isNull() }
	switch {
	case bare(dst) && whole(src):
		dst = f.toPointer(dst, src.t)
	case whole(dst) && bare(src):
		src = f.toPointer(src, dst.t)
	default:
		return value{}, value{}, false
	}
	return f.deref(dst, nil), f.deref(src, nil), true
}

// constantString is a counted string that is there from the start.
func (f *function) constantString(x *syntax.Call, want *names.Type) value {
	t := f.u.Prog.Table.Type("UNICODE_STRING")
	if want != nil && want.Name == "wdm.ANSI_STRING" {
		t = want
	}
	if len(x.Args) == 1 && t != nil {
		if v := f.expr(x.Args[0], nil); v.isStr {
			return primary(t.String()+"{Buffer: "+v.text+"}", t)
		}
	}
	if t == nil {
		return unknown(orInt(want))
	}
	return unknown(t)
}
