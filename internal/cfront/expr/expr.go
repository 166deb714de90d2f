package expr

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// Expr is an expression. What it does beside its value is emitted in front. want
// is the type that its place asks for, nil for none: what is not known is taken
// to be of it.
func (f *Function) Expr(x syntax.Expr, want *names.Type) draft.Value {
	if x == nil {
		return draft.Guess(draft.OrInt(want))
	}
	if !f.Deeper(x) {
		return draft.Guess(draft.OrInt(want))
	}
	defer func() { f.Depth-- }()
	switch x := x.(type) {
	case *syntax.Paren:
		return f.Expr(x.X, want)
	case *syntax.Ident:
		return f.ident(x, want)
	case *syntax.Lit:
		return f.lit(x)
	case *syntax.Unary:
		return f.unary(x, want)
	case *syntax.Binary:
		return f.binary(x, want)
	case *syntax.Cond:
		return f.choice(x, want)
	case *syntax.Call:
		return f.call(x, want)
	case *syntax.Index:
		return f.index(x, want)
	case *syntax.Member:
		return f.member(x, want)
	case *syntax.Cast:
		return f.cast(x, want)
	case *syntax.SizeOf:
		return f.sizeOf(x)
	case *syntax.Generic:
		return f.generic(x, want)
	case *syntax.StmtExpr:
		return f.stmtExpr(x, want)
	case *syntax.List:
		return f.braces(x, want)
	case *syntax.New:
		return f.newObject(x, want)
	case *syntax.Delete:
		f.deleteObject(x)
		return draft.Value{Type: names.TVoid}
	case *syntax.Lambda:
		return f.lambda(x, want)
	case *syntax.TypeExpr:
		return draft.Guess(draft.OrInt(want))
	}
	f.Fail(x, "an expression could not be read")
	return draft.Guess(draft.OrInt(want))
}

// Rvalue is an expression converted to a type.
func (f *Function) Rvalue(x syntax.Expr, t *names.Type) draft.Value {
	return f.Convert(f.Expr(x, t), t)
}

// Cond is an expression as a condition.
func (f *Function) Cond(x syntax.Expr) draft.Value {
	return f.Truth(f.noted(x, f.Expr(x, names.TBool)))
}

func (f *Function) lit(x *syntax.Lit) draft.Value {
	switch x.Kind {
	case scan.String:
		if f.Unit.File.CPP && f.suffixed(x) {
			f.give(x, "an operator of a literal is not understood")
		}
		return stringLit(x)
	case scan.Ident: // a keyword of C++
		if v, ok := f.word(x.Text); ok {
			return v
		}
	case scan.Number, scan.Char:
		if n, t, ok := names.Literal(x); ok {
			v := draft.Integer(n, t)
			if x.Kind == scan.Char && f.Unit.File.CPP && x.Text[0] == '\'' && n == int64(int8(n)) {
				v.Type = names.TInt8
			}
			if x.Kind == scan.Number && strings.HasPrefix(strings.ToLower(x.Text), "0x") && n >= 0 {
				v.Text = "0x" + strconv.FormatInt(n, 16)
			}
			return v
		}
		text := strings.TrimRight(x.Text, "fFlL")
		if n, err := strconv.ParseFloat(text, 64); err == nil && x.Kind == scan.Number {
			return draft.Primary(strconv.FormatFloat(n, 'g', -1, 64), names.TDouble)
		}
	}
	return draft.Guess(names.TInt32)
}

// stringLit is a literal, its pieces joined.
func stringLit(x *syntax.Lit) draft.Value {
	text := names.TextOf(x)
	q := text.Quoted()
	return draft.Value{Text: q, Literal: q, IsStr: true, Units: text.Units, Prec: draft.PrecPrimary, Type: names.ArrayOf(text.Elem, int64(len(text.Units))+1)}
}

func (f *Function) ident(x *syntax.Ident, want *names.Type) draft.Value {
	name := x.Name.Last()
	if len(x.Name.Parts) == 1 && !x.Name.Global {
		switch l := f.Lookup(name).(type) {
		case *draft.Local:
			return f.Use(l)
		case *names.Var:
			return draft.Value{Text: f.Draft.Variable(l), Type: l.Type(), Prec: draft.PrecPrimary, LValue: true}
		case draft.Value:
			return l
		}
		if v, ok := f.ofThis(name); ok {
			return v
		}
	}
	if v, ok := f.staticMethod(x.Name); ok {
		return v
	}
	return f.global(x, name, want)
}

// Use is a local as a value.
func (f *Function) Use(l *draft.Local) draft.Value {
	if l.Ref {
		return draft.Target(l.Name, l.Type.Elem)
	}
	return draft.Value{Text: l.Name, Type: l.Type, Prec: draft.PrecPrimary, LValue: true}
}

// word is a name that the language, or every header, gives its meaning.
func (f *Function) word(name string) (draft.Value, bool) {
	switch name {
	case "NULL", "nullptr", "__null":
		return draft.Null(names.TPointer), true
	case "TRUE", "true":
		return draft.Integer(1, names.TBool), true
	case "FALSE", "false":
		return draft.Integer(0, names.TBool), true
	case "this":
		if f.This != nil {
			return f.Use(f.This), true
		}
	case "__FUNCTION__", "__func__", "__FILE__", "__PRETTY_FUNCTION__", "__FUNCDNAME__":
		return draft.Value{Text: `""`, Literal: `""`, IsStr: true, Prec: draft.PrecPrimary, Type: names.ArrayOf(names.TInt8, 1)}, true
	}
	return draft.Value{}, false
}

// global is a name from outside of the function.
func (f *Function) global(x *syntax.Ident, name string, want *names.Type) draft.Value {
	if v, ok := f.word(name); ok {
		return v
	}
	for _, p := range x.Name.Parts[:len(x.Name.Parts)-1] {
		if len(p.Args) > 0 && f.Unit.Prog.ClassTemplate(p.Text) { // a class that was not made
			return draft.Guess(draft.OrInt(want))
		}
	}
	switch o := f.Unit.Resolve(x.Name).(type) {
	case *names.Enumerator:
		out := draft.Primary(f.Draft.Enumerator(o), names.TInt32)
		if o.Value != int64(int32(o.Value)) {
			out.Type = names.TInt64
		}
		out.N, out.Const = o.Value, true
		return out
	case *names.Var:
		if c := f.Unit.Prog.Table.Const(name); c != nil && o.Init == nil {
			return constant(c)
		}
		if o.Defined || o.Init != nil || f.Unit.Prog.Table.Const(name) == nil {
			v := draft.Value{Text: f.Draft.Variable(o), Type: o.Type(), Prec: draft.PrecPrimary, LValue: true}
			if o.Decl.Type.Kind == syntax.TypeRef {
				return draft.Target(v.Text, v.Type.Elem)
			}
			return v
		}
	case *names.Function:
		if o.Defined() || f.Unit.Prog.Table.Func(name) == nil {
			return draft.Value{Text: "nil", Type: o.Type(), Prec: draft.PrecPrimary, Func: o}
		}
	}
	if c := f.Unit.Prog.Table.Const(name); c != nil {
		return constant(c)
	}
	if d := f.Unit.Prog.Table.Func(name); d != nil && !d.Generic {
		return draft.Primary(d.Name, d.Type)
	}
	if t, s := f.Unit.Prog.Table.Var(name); t != nil {
		return draft.Value{Text: s, Type: t, Prec: draft.PrecPrimary, LValue: true}
	}
	if f.foreseen(x.Name) {
		return draft.Guess(draft.OrInt(want))
	}
	return f.Draft.UndeclaredName(name, want)
}

// foreseen reports whether the text has what a name stands for, though it was not
// understood: a member of a class of the text, or what a template makes.
func (f *Function) foreseen(n *syntax.Name) bool {
	for _, p := range n.Parts {
		if len(p.Args) > 0 {
			return true
		}
	}
	return f.Unit.File.CPP && (f.Unit.Prog.Generic(n.Last()) || f.Unit.ClassNamed(n) != nil)
}

func constant(c *names.Const) draft.Value {
	return draft.Value{Text: c.Name, Type: c.Type, Prec: draft.PrecPrimary, N: c.Value, Const: true}
}

func (f *Function) sizeOf(x *syntax.SizeOf) draft.Value {
	size := func(t *names.Type, text string) draft.Value {
		out := draft.Primary(text, names.TUintptr)
		out.N, out.Const = t.SizeOf(), true
		if text == "" {
			return draft.Integer(out.N, names.TUintptr)
		}
		return out
	}
	if x.Word == "offsetof" || x.Memb != nil {
		return f.offset(x)
	}
	switch of := x.Of.(type) {
	case *syntax.Type:
		return size(f.Typ(of), "")
	case *syntax.TypeExpr:
		return size(f.Typ(of.Type), "")
	case syntax.Expr:
		if id, ok := syntax.Unparen(of).(*syntax.Ident); ok && f.Lookup(id.Name.Last()) == nil {
			if f.Unit.Lookup(id.Name.Last()) == nil || isType(f.Unit.Lookup(id.Name.Last())) {
				if t := f.Unit.ByName(id.Name.Last()); t != nil {
					return size(t, "")
				}
			}
		}
		var v draft.Value
		saved := f.Failed
		f.Capture(func() { v = f.Expr(of, nil) }) // not evaluated
		f.Failed = saved
		if v.Type != nil {
			return size(v.Type, "")
		}
	}
	return draft.Integer(8, names.TUintptr)
}

func isType(o names.Object) bool {
	_, ok := o.(*names.Typedef)
	return ok
}

// offset is where a member stands in its structure.
func (f *Function) offset(x *syntax.SizeOf) draft.Value {
	if of, ok := x.Of.(syntax.Expr); ok {
		if t := f.typeArgument(of); t != nil {
			return f.offsetOf(t, x.Memb)
		}
	}
	return draft.Guess(names.TUintptr)
}

// offsetOf is where a member, or an element of one, stands in a structure.
func (f *Function) offsetOf(t *names.Type, member syntax.Expr) draft.Value {
	index, element := syntax.Unparen(member).(*syntax.Index)
	if element {
		member = index.X
	}
	if t.Kind != names.Struct {
		return draft.Guess(names.TUintptr)
	}
	path, ok := fieldPath(t.Rec, fieldArgument(member))
	if !ok {
		return draft.Guess(names.TUintptr)
	}
	of := t.String() + "{}." + path
	first := draft.Primary("unsafe.Offsetof("+of+")", names.TUintptr)
	if !element {
		return first
	}
	i := f.ToInt(f.operand(index.I, nil), names.TUintptr)
	if i.Type.Kind != names.Int {
		return draft.Guess(names.TUintptr)
	}
	text := first.Text + " + " + i.At(draft.PrecMul) + "*unsafe.Sizeof(" + of + "[0])"
	return draft.Value{Text: text, Type: names.TUintptr, Prec: draft.PrecAdd, Calls: i.Calls}
}

// fieldPath is the path of a member in Go, if no union is on the way.
func fieldPath(r *names.Record, member string) (string, bool) {
	var parts []string
	for _, name := range strings.Split(member, ".") {
		if r == nil {
			return "", false
		}
		steps := r.Find(name)
		if steps == nil {
			return "", false
		}
		for _, s := range steps {
			if s.Of.Union {
				return "", false
			}
			parts = append(parts, s.Field.Go)
		}
		r = nil
		if t := steps[len(steps)-1].Field.Type; t.Kind == names.Struct {
			r = t.Rec
		}
	}
	return strings.Join(parts, "."), len(parts) > 0
}

// suffixed reports whether a string literal has a suffix, which an operator of the text reads.
// A name behind a blank is a macro that makes another literal.
func (f *Function) suffixed(x *syntax.Lit) bool {
	for i := x.From + 1; i < x.To; i++ {
		t := &f.Unit.File.Tokens[i]
		if t.Kind == scan.Ident && t.Flags&scan.Space == 0 && strings.HasPrefix(t.Text, "_") {
			return true
		}
	}
	return false
}

// sharesBase reports whether two bases of a class have virtual ones: what they share is one
// object there.
func sharesBase(r *names.Record) bool {
	n := 0
	for _, b := range r.Bases {
		if b.Decl != nil && b.Decl.Shared {
			n++
		}
	}
	return n > 1
}

// Typ is a type as written in the function.
func (f *Function) Typ(t *syntax.Type) *names.Type {
	if t == nil {
		return names.TInt32
	}
	if t.Kind == syntax.TypeOf {
		if x, ok := t.Of.(syntax.Expr); ok {
			var v draft.Value
			f.Capture(func() { v = f.Expr(x, nil) })
			return draft.OrInt(v.Type)
		}
		if in, ok := t.Of.(*syntax.Type); ok {
			return f.Typ(in)
		}
	}
	switch t.Kind {
	case syntax.TypeNamed:
		if l, ok := f.Lookup(t.Name.Last()).(*names.Type); ok {
			return l
		}
		out := f.Unit.Type(t)
		if out.Opaque && f.Unit.Prog.ClassTemplate(t.Name.Last()) {
			f.give(t, "which class a template makes is not understood")
		}
		if out.Kind == names.Struct && sharesBase(out.Rec) {
			f.give(t, "a base that two bases of a class share is not understood")
		}
		return out
	case syntax.TypePointer, syntax.TypeRef, syntax.TypeRvalueRef:
		return names.PointerTo(f.Typ(t.Elem))
	case syntax.TypeArray:
		if t.Len == nil {
			break
		}
		n := int64(1)
		if _, fixed := f.Unit.Const(t.Len); fixed {
			return f.Unit.Type(t)
		}
		f.Capture(func() {
			if v := f.Expr(t.Len, nil); v.Const && v.N >= 0 && v.N < 1<<24 {
				n = v.N
			}
		})
		return names.ArrayOf(f.Typ(t.Elem), n)
	}
	return f.Unit.Type(t)
}
