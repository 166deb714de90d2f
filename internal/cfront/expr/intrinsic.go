package expr

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// intrinsics are the macros and functions of the headers that Go has another way
// to say.
var intrinsics map[string]func(f *Function, x *syntax.Call, want *names.Type) draft.Value

func init() {
	nothing := func(*Function, *syntax.Call, *names.Type) draft.Value { return draft.Value{Type: names.TVoid} }
	intrinsics = map[string]func(*Function, *syntax.Call, *names.Type) draft.Value{
		"CONTAINING_RECORD": (*Function).containingRecord, "container_of": (*Function).containingRecord, "FIELD_OFFSET": (*Function).fieldOffset, "UFIELD_OFFSET": (*Function).fieldOffset,
		"ARRAYSIZE": (*Function).arraySize, "RTL_NUMBER_OF": (*Function).arraySize, "_countof": (*Function).arraySize, "_ARRAYSIZE": (*Function).arraySize, "RTL_NUMBER_OF_V1": (*Function).arraySize, "RTL_NUMBER_OF_V2": (*Function).arraySize,
		"memset": (*Function).memset, "RtlFillMemory": (*Function).memset, "bzero": (*Function).zero,
		"memcpy": (*Function).copyMemory, "memmove": (*Function).copyMemory, "RtlCopyMemory": (*Function).copyMemory, "RtlMoveMemory": (*Function).copyMemory, "NdisMoveMemory": (*Function).copyMemory, "RtlCopyBytes": (*Function).copyMemory,
		"RTL_CONSTANT_STRING": (*Function).constantString, "RTL_CONSTANT_UNICODE_STRING": (*Function).constantString,
		"WdfObjectGetTypedContext": (*Function).typedContext,
		"va_arg":                   (*Function).vaArg, "__builtin_expect": (*Function).first,
		"AbnormalTermination": (*Function).abnormally, "_abnormal_termination": (*Function).abnormally, "__abnormal_termination": (*Function).abnormally,
		"min": (*Function).least, "max": (*Function).least, "__min": (*Function).least, "__max": (*Function).least,
		"strlen": (*Function).literalLength, "wcslen": (*Function).literalLength,
		"RtlInitUnicodeString": (*Function).initString, "RtlInitAnsiString": (*Function).initString, "RtlInitString": (*Function).initString,
		"sizeof": nil,
	}
	delete(intrinsics, "sizeof")
	for name, fn := range bitFunctions() {
		intrinsics[name] = fn
	}
	for _, name := range strings.Fields(`UNREFERENCED_PARAMETER DBG_UNREFERENCED_PARAMETER DBG_UNREFERENCED_LOCAL_VARIABLE PAGED_CODE PAGED_CODE_LOCKED
		ASSERT NT_ASSERT NT_ASSERTMSG ASSERTMSG ASSERT_IRQL RTL_SOFT_ASSERT NT_VERIFY_ C_ASSERT va_start va_end va_copy __assume __debugbreak DbgBreakPoint _CrtDbgBreak
		static_assert _Static_assert __analysis_assume NT_ANALYSIS_ASSUME UNREFERENCED_LOCAL_VARIABLE __noop __annotation DbgRaiseAssertionFailure`) {
		intrinsics[name] = nothing
	}
	for name, t := range map[string]*names.Type{"PtrToUlong": names.TUint32, "PtrToUint": names.TUint32, "HandleToULong": names.TUint32, "HandleToUlong": names.TUint32, "HandleToLong": names.TInt32,
		"PtrToLong": names.TInt32, "PtrToInt": names.TInt32, "ULongToPtr": names.TPointer, "UlongToPtr": names.TPointer, "LongToPtr": names.TPointer, "IntToPtr": names.TPointer, "UIntToPtr": names.TPointer,
		"ULongToHandle": names.TPointer, "UlongToHandle": names.TPointer, "LongToHandle": names.TPointer} {
		intrinsics[name] = func(f *Function, x *syntax.Call, _ *names.Type) draft.Value {
			if len(x.Args) != 1 {
				return draft.Guess(t)
			}
			v := f.Rvalue(x.Args[0], t)
			v.LValue = false
			return v
		}
	}
}

// typeArgument is an argument that names a type.
func (f *Function) typeArgument(x syntax.Expr) *names.Type {
	switch x := syntax.Unparen(x).(type) {
	case *syntax.TypeExpr:
		return f.Typ(x.Type)
	case *syntax.Ident:
		if t, ok := f.Lookup(x.Name.Last()).(*names.Type); ok {
			return t
		}
		return f.Unit.NamedType(x.Name)
	}
	return nil
}

// fieldArgument is an argument that names a member: a.b.
func fieldArgument(x syntax.Expr) string {
	switch x := syntax.Unparen(x).(type) {
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
func (f *Function) containingRecord(x *syntax.Call, want *names.Type) draft.Value {
	if len(x.Args) != 3 {
		return f.callUnknown(x, nil, want)
	}
	t, field := f.typeArgument(x.Args[1]), fieldArgument(x.Args[2])
	p := f.Rvalue(x.Args[0], names.TPointer)
	if t == nil || field == "" || p.IsNull() {
		return draft.Guess(draft.OrInt(want))
	}
	path, first := recordPath(t, field)
	if first {
		return f.ToPointer(p, names.PointerTo(t))
	}
	return draft.Value{Text: "wdm.ContainingRecord[" + t.String() + "](" + p.Text + ", " + strconv.Quote(path) + ")", Type: names.PointerTo(t), Prec: draft.PrecPrimary, Calls: p.Calls}
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

func (f *Function) fieldOffset(x *syntax.Call, _ *names.Type) draft.Value {
	if len(x.Args) == 2 {
		if t := f.typeArgument(x.Args[0]); t != nil {
			return f.offsetOf(t, x.Args[1])
		}
	}
	return draft.Guess(names.TUintptr)
}

func (f *Function) arraySize(x *syntax.Call, want *names.Type) draft.Value {
	if len(x.Args) == 1 {
		if t := f.TypeOf(x.Args[0]); t != nil && t.Kind == names.Array {
			return draft.Integer(t.Len, names.TUintptr)
		}
	}
	return draft.Guess(names.TUintptr)
}

func (f *Function) first(x *syntax.Call, want *names.Type) draft.Value {
	if len(x.Args) == 0 {
		return draft.Guess(draft.OrInt(want))
	}
	return f.Expr(x.Args[0], want)
}

func (f *Function) vaArg(x *syntax.Call, want *names.Type) draft.Value {
	if len(x.Args) == 2 {
		if t := f.typeArgument(x.Args[1]); t != nil {
			return draft.Guess(t)
		}
	}
	return draft.Guess(draft.OrInt(want))
}

// least is min or max.
func (f *Function) least(x *syntax.Call, want *names.Type) draft.Value {
	if len(x.Args) != 2 {
		return f.callUnknown(x, nil, want)
	}
	a, b := f.Promote(f.operand(x.Args[0], nil)), f.Promote(f.operand(x.Args[1], nil))
	if a.Type.Kind != names.Int || b.Type.Kind != names.Int {
		return draft.Guess(draft.OrInt(want))
	}
	t := common(a.Type, b.Type)
	a, b = f.Convert(a, t), f.Convert(b, t)
	name := strings.Trim(syntax.Unparen(x.Fun).(*syntax.Ident).Name.Last(), "_")
	if a.Const && b.Const {
		less := a.N < b.N
		if !t.Signed {
			less = uint64(a.N) < uint64(b.N)
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
	va := f.Temp(a)
	if b.Calls {
		b = f.Temp(b)
	}
	f.Emit("if " + b.At(draft.PrecCompare+1) + " " + op + " " + va.Text + " {")
	f.Emit(va.Text + " = " + b.Text)
	f.Emit("}")
	return va
}

// memset is memset(p, c, n); to zero is what matters.
func (f *Function) memset(x *syntax.Call, want *names.Type) draft.Value {
	if len(x.Args) != 3 {
		return f.callUnknown(x, nil, want)
	}
	c, n := x.Args[1], x.Args[2]
	if id, ok := syntax.Unparen(x.Fun).(*syntax.Ident); ok && id.Name.Last() == "RtlFillMemory" {
		c, n = n, c
	}
	if v := f.Expr(c, nil); v.Const && v.N == 0 {
		return f.zero(&syntax.Call{Span: x.Span, Fun: x.Fun, Args: []syntax.Expr{x.Args[0], n}}, want)
	}
	if f.fillArray(x.Args[0], c, n) {
		return draft.Value{Type: names.TVoid}
	}
	if d := f.ddi("RtlFillMemory"); d != nil {
		p := f.ToPointer(OrValue(f.operand(x.Args[0], nil)), names.TPointer)
		return f.invoke(x, d.Name, []string{p.Typed(), f.Rvalue(n, names.TUintptr).Text, f.Rvalue(c, names.TUint8).Text}, d.Type.Elem)
	}
	return f.overwrite(x.Args[0], n)
}

// fillArray is memset of the whole of an array of numbers with a byte that is known.
func (f *Function) fillArray(to, c, n syntax.Expr) bool {
	a, b, size := f.Look(to), f.Look(c), f.Look(n)
	if a.Type == nil || b.Type == nil || size.Type == nil || a.Type.Kind != names.Array || a.Type.Elem.Kind != names.Int || !a.LValue || a.Calls ||
		!b.Const || !size.Const || size.N != a.Type.SizeOf() || a.Type.Len > maxCharacters {
		return false
	}
	v := int64(uint64(uint8(b.N)) * 0x0101010101010101)
	one := strconv.FormatInt(names.Wrap(v, a.Type.Elem), 10)
	if a.Type.Elem.Size == 8 && !a.Type.Elem.Signed {
		one = strconv.FormatUint(uint64(v), 10)
	}
	f.Emit(f.Expr(to, nil).Text + " = " + a.Type.String() + "{" + strings.TrimSuffix(strings.Repeat(one+", ", int(a.Type.Len)), ", ") + "}")
	return true
}

// initString is RtlInitUnicodeString, or that of bytes, of a literal; of another string
// nobody knows how long it is.
func (f *Function) initString(x *syntax.Call, want *names.Type) draft.Value {
	d := f.ddi(syntax.Callee(x))
	if d == nil || len(x.Args) != 2 {
		return f.callUnknown(x, nil, want)
	}
	v := f.callDDI(x, d)
	u, ok := uncast(x.Args[0]).(*syntax.Unary)
	if !ok || u.Op != "&" || f.hasCall(u) {
		return v
	}
	lv := f.lvalue(u.X, nil)
	if lv.Type.Kind != names.Struct || lv.Text == "_" || lv.Type.Name != "wdm.UNICODE_STRING" && lv.Type.Name != "wdm.ANSI_STRING" {
		return v
	}
	f.Emit(v.Text)
	long, all := draft.Unknown(names.TUint16).Text, draft.Unknown(names.TUint16).Text
	if s := f.Look(x.Args[1]); s.Type != nil && s.IsStr {
		n := int64(len(s.Units)) * s.Type.Elem.Size
		long, all = strconv.FormatInt(n, 10), strconv.FormatInt(n+s.Type.Elem.Size, 10)
	}
	f.Emit(lv.Base() + ".Length = " + long)
	f.Emit(lv.Base() + ".MaximumLength = " + all)
	return draft.Value{Type: names.TVoid}
}

func (f *Function) zero(x *syntax.Call, want *names.Type) draft.Value {
	if d := f.ddi("RtlZeroMemory"); d != nil && len(x.Args) == 2 {
		return f.callGeneric(x, d)
	}
	return f.callUnknown(x, nil, want)
}

// overwrite gives what a pointer points to an unknown value.
func (f *Function) overwrite(p, n syntax.Expr) draft.Value {
	f.Discard(f.Expr(n, nil))
	v := f.Expr(p, nil)
	if v.Type != nil && v.Type.Kind == names.Pointer && v.Type.Elem.Kind != names.Void && MayBeWritten(v.Type.Elem) && !v.IsNull() {
		d := f.Deref(v, nil)
		f.Emit(d.Text + " = " + draft.Unknown(d.Type).Text)
		return draft.Value{Type: names.TVoid}
	}
	if v.Type != nil {
		f.Discard(v)
	}
	return draft.Value{Type: names.TVoid}
}

// copyMemory copies objects as wholes where it can.
func (f *Function) copyMemory(x *syntax.Call, want *names.Type) draft.Value {
	d := f.ddi("RtlCopyMemory")
	if len(x.Args) != 3 || d == nil {
		return f.callUnknown(x, nil, want)
	}
	dst, src := OrValue(f.Expr(x.Args[0], nil)), OrValue(f.Expr(x.Args[1], nil))
	n := OrValue(f.Expr(x.Args[2], nil))
	if dst.Type.Kind == names.Array && src.Type.Kind == names.Array && dst.LValue && src.LValue && names.Same(dst.Type, src.Type) && n.Const && n.N == dst.Type.SizeOf() {
		f.Emit(dst.Text + " = " + src.Text)
		return draft.Value{Type: names.TVoid}
	}
	if dst.Type.Kind == names.Array {
		dst = f.decay(dst)
	}
	if src.Type.Kind == names.Array {
		src = f.decay(src)
	}
	if dst.Type.Kind == names.Pointer && names.Same(dst.Type, src.Type) && n.Const && n.N == dst.Type.Elem.SizeOf() && dst.Type.Elem.Kind != names.Void && !dst.IsNull() && !src.IsNull() {
		to, from := f.Deref(dst, nil), f.Deref(src, nil)
		if to.Text != from.Text {
			f.Emit(to.Text + " = " + from.Text)
		}
		return draft.Value{Type: names.TVoid}
	}
	if to, from, ok := f.typedAlike(dst, src, n); ok {
		f.Emit(to.Text + " = " + from.Text)
		return draft.Value{Type: names.TVoid}
	}
	args := []string{f.ToPointer(dst, names.TPointer).Typed(), f.ToPointer(src, names.TPointer).Typed(), f.Convert(n, names.TUintptr).Text}
	v := f.invoke(x, d.Name, args, d.Type.Elem)
	if want != nil && want.IsAddress() {
		f.Emit(v.Text)
		return dst
	}
	return v
}

// typedAlike are the objects of a copy of a whole structure of which one side is void *.
func (f *Function) typedAlike(dst, src, n draft.Value) (to, from draft.Value, ok bool) {
	whole := func(v draft.Value) bool {
		return v.Type.Kind == names.Pointer && v.Type.Elem.Kind == names.Struct && n.Const && n.N == v.Type.Elem.SizeOf() && !v.IsNull()
	}
	bare := func(v draft.Value) bool {
		return v.Type.Kind == names.Pointer && v.Type.Elem.Kind == names.Void && !v.IsNull()
	}
	switch {
	case bare(dst) && whole(src):
		dst = f.ToPointer(dst, src.Type)
	case whole(dst) && bare(src):
		src = f.ToPointer(src, dst.Type)
	default:
		return draft.Value{}, draft.Value{}, false
	}
	return f.Deref(dst, nil), f.Deref(src, nil), true
}

// constantString is a counted string that is there from the start.
func (f *Function) constantString(x *syntax.Call, want *names.Type) draft.Value {
	t := f.Unit.Prog.Table.Type("UNICODE_STRING")
	if want != nil && want.Name == "wdm.ANSI_STRING" {
		t = want
	}
	if len(x.Args) == 1 && t != nil {
		if v := f.Expr(x.Args[0], nil); v.IsStr {
			size := int64(len(v.Units)) * v.Type.Elem.Size
			return draft.Primary(t.String()+"{Length: "+strconv.FormatInt(size, 10)+", MaximumLength: "+strconv.FormatInt(size+v.Type.Elem.Size, 10)+", Buffer: "+v.Literal+"}", t)
		}
	}
	if t == nil {
		return draft.Guess(draft.OrInt(want))
	}
	return draft.Guess(t)
}

// abnormally is AbnormalTermination(): whether the body has been left by a jump.
func (f *Function) abnormally(*syntax.Call, *names.Type) draft.Value {
	if f.Abnormal {
		return draft.Integer(1, names.TInt32)
	}
	return draft.Integer(0, names.TInt32)
}
