package lower

import (
	"go/constant"
	"unicode/utf16"

	"golang.org/x/tools/go/ssa"

	"github.com/wskvet/wskvet/internal/summary"
)

// Functions of package wdm that stand for what C has and Go has not become single
// instructions, so that no analysis of calls is in the way. They are known by the name
// of their package: a model may bring its own copy.

// standIn lowers a call of one, if v is that.
func (b *body) standIn(v *ssa.Call) bool {
	fn, ok := v.Call.Value.(*ssa.Function)
	if !ok || fn.Signature.Recv() != nil {
		return false
	}
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if fn.Object() == nil || fn.Object().Pkg() == nil || fn.Object().Pkg().Name() != "wdm" {
		return false
	}
	args := v.Call.Args
	switch fn.Name() {
	case "Unknown":
		b.emit(b.def(summary.Havoc, v))
	case "Guess":
		in := b.def(summary.Havoc, v)
		in.N = summary.Guessed
		b.emit(in)
	case "Chars", "Wide":
		in := b.def(summary.Havoc, v)
		in.N = 1
		in.Name = literal(fn.Name(), args[0])
		b.emit(in)
	case "UnknownStatus":
		in := b.def(summary.Havoc, v)
		in.Kind = summary.Status
		b.emit(in)
	case "PointerOf":
		b.copy(v, args[0], 0)
	case "Pointer":
		b.copy(v, args[0], -1)
	case "At":
		in := b.def(summary.IndexAddr, v)
		in.A, in.B, in.N = b.operand(args[0]), b.operand(args[1]), -1
		b.emit(in)
	case "Between":
		in := b.def(summary.Binary, v)
		in.Name, in.A, in.B = summary.Between, b.operand(args[0]), b.operand(args[1])
		b.emit(in)
	case "Field":
		return b.member(summary.FieldAddr, v)
	case "ContainingRecord":
		return b.member(summary.Outer, v)
	default:
		return false
	}
	return true
}

// member lowers a call that is handed a pointer and the name of a member.
func (b *body) member(code summary.Code, v *ssa.Call) bool {
	name, ok := v.Call.Args[1].(*ssa.Const)
	if !ok || name.Value == nil || name.Value.Kind() != constant.String {
		return false
	}
	in := b.def(code, v)
	in.A, in.B, in.Name = b.operand(v.Call.Args[0]), b.owner(nil), constant.StringVal(name.Value)
	if from, ok := v.Call.Args[0].(*ssa.Convert); ok && code == summary.FieldAddr {
		in.B = b.owner(pointed(from.X.Type()))
	} else if code == summary.Outer {
		in.B = b.owner(pointed(v.Type()))
	}
	b.emit(in)
	return true
}

// literal is what a string literal of C holds, a rune for each character, behind L if these
// are wide.
func literal(fn string, arg ssa.Value) string {
	c, ok := arg.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return ""
	}
	s := constant.StringVal(c.Value)
	if fn == "Wide" {
		var units []rune
		for _, u := range utf16.Encode([]rune(s)) {
			units = append(units, rune(u)+1)
		}
		return "L" + string(units)
	}
	units := make([]rune, len(s))
	for i := range units {
		units[i] = rune(s[i]) + 1
	}
	return "C" + string(units)
}
