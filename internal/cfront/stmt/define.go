package stmt

import (
	"fmt"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/expr"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// Function is the model of a function that the text defines.
func Function(b *draft.Draft, fn *names.Function) (o *draft.Output) {
	f := newFunction(b, fn.Unit, fn)
	defer fn.Unit.Enter(fn.Space)()
	o = &draft.Output{Name: draft.Qualified(fn), Func: fn, Unit: fn.Unit, Token: fn.Decl.Name.From}
	defer func() {
		if r := recover(); r != nil {
			o.Failed, o.FailedAt = fmt.Sprint("the translation failed: ", r), fn.Decl.From
			o.Lines = nil
		}
	}()
	o.Result = b.Signature(fn).Elem
	f.Result = o.Result
	f.Token = o.Token
	head := f.parameters()
	f.Survey(fn.Decl.Body)
	o.Head = func() string { return head }
	before := f.Lines
	f.Lines = nil
	f.MethodLife()
	reach := f.wholeBody()
	if reach {
		f.Token = fn.Decl.Body.Range().To - 1
		f.Leave(0)
	}
	if reach && f.Result.Kind != names.Void {
		f.Token = fn.Decl.Body.Range().To - 1
		f.Emit("return " + draft.Unknown(f.Result).Text)
	}
	o.Lines = append(append(before, f.Top...), f.Lines...)
	o.Failed, o.FailedAt = f.Failed, f.FailedAt
	if fn.Decl.Errors > 0 && o.Failed == "" {
		o.Failed, o.FailedAt = "a part of it could not be parsed", fn.Decl.From
	}
	return o
}

// Deduce finds the result of a function by what it returns.
func Deduce(b *draft.Draft, fn *names.Function) {
	if b.Deduced[fn] {
		return
	}
	b.Deduced[fn] = true
	values, marks, unloads := len(b.FuncValues), len(b.Marks), len(b.Unloads)
	f := newFunction(b, fn.Unit, fn)
	defer fn.Unit.Enter(fn.Space)()
	f.Result, f.Deduces, f.Found = names.TInt32, true, names.TVoid
	defer func() {
		_ = recover() // what is wrong with it is said where it is modelled
		b.FuncValues, b.Marks, b.Unloads = b.FuncValues[:values], b.Marks[:marks], b.Unloads[:unloads]
		fn.Returns(f.Found)
	}()
	f.parameters()
	f.Survey(fn.Decl.Body)
	f.wholeBody()
}

// wholeBody makes the statements of the body.
func (f *function) wholeBody() bool {
	switch body := f.Func.Decl.Body.(type) {
	case *syntax.Block:
		return f.list(body.List)
	default:
		return f.Stmt(body)
	}
}

// parameters declares the parameters of a function, that of its object first, and
// gives the head. What a role hands over differs from the text's types.
func (f *function) parameters() string {
	fn, sig := f.Func, f.Draft.Signature(f.Func)
	var s strings.Builder
	s.WriteString("func " + f.Draft.FuncName(fn) + "(")
	comma := ""
	param := func(name, t string) {
		s.WriteString(comma + name + " " + t)
		comma = ", "
	}
	if rec := f.Draft.ClassRecord(fn); rec != nil && !fn.Static {
		f.This = &draft.Local{Name: f.Name("this"), Type: names.PointerTo(&names.Type{Kind: names.Struct, Rec: rec, Name: rec.Name})}
		param(f.This.Name, f.This.Type.String())
	}
	f.Ways = append(f.Ways, draft.Way{}) // of the objects that are handed over
	for i, t := range fn.Type().Params {
		d := expr.ParamDecl(fn, i)
		if d == nil || d.Name.Last() == "" || d.Type == nil {
			param("_", sig.Params[i].String())
			continue
		}
		l := f.Declare(d.Name.Last(), t)
		l.Ref = syntax.IsReference(d.Type) && t.Kind == names.Pointer
		l.Const = expr.Constant(d)
		q := sig.Params[i]
		if names.Same(t, q) {
			param(l.Name, t.String())
			if !l.Ref {
				f.Owe(f.Use(l))
			}
			continue
		}
		raw := f.Name(l.Name)
		param(raw, q.String())
		f.Emit("var " + l.Name + " " + t.String() + " = " + f.Convert(draft.Primary(raw, q), t).Text)
		f.Lines = append(f.Lines, draft.Line{Text: "_ = " + l.Name, Token: f.Token, Local: l})
	}
	if fn.Type().Variadic {
		param("_", "...any")
	}
	s.WriteString(")")
	if sig.Elem.Kind != names.Void {
		s.WriteString(" " + sig.Elem.String())
	}
	return s.String() + " {"
}

// Variable is the model of a variable of file scope.
func Variable(b *draft.Draft, v *names.Var) (o *draft.Output) {
	f := newFunction(b, v.Unit, nil)
	defer v.Unit.Enter(v.Space)()
	f.Func = &names.Function{Go: v.Go, Unit: v.Unit}
	f.Token = v.Decl.Name.From
	t := v.Type()
	if t.Kind == names.Void {
		t = names.TInt32
	}
	o = &draft.Output{Name: v.C, Unit: v.Unit, Token: f.Token, Result: t}
	decl := "var " + v.Go + " " + t.String()
	o.Head = func() string { return decl }
	unread := func(why string, at int32) { // it begins as anything, and not as zero
		o.Lines, o.Failed, o.FailedAt = nil, why, at
		decl += " = " + draft.Unknown(t).Text
	}
	defer func() {
		if r := recover(); r != nil {
			unread(fmt.Sprint("the translation failed: ", r), 0)
		}
	}()
	switch {
	case b.Begun[v] != "":
		decl = "var " + b.Begun[v] + " bool\n\n" + decl
		return o
	case v.Init == nil && !v.Defined:
		if expr.MayBeWritten(t) {
			decl += " = " + draft.Unknown(t).Text
		}
		return o
	case v.Init == nil:
		if t.Kind == names.Struct && f.HasLife(t) {
			f.Hoist = true
			f.BeginGlobal(draft.Value{Text: v.Go, Type: t, Prec: draft.PrecPrimary, LValue: true})
			o.Lines = append(f.Top, f.Lines...)
		}
		return o
	}
	f.Hoist = true
	d := *v.Decl
	d.Init = v.Init
	s := f.initialValue(&d, t)
	if f.Failed != "" {
		unread(f.Failed, f.FailedAt)
		return o
	}
	if len(f.Lines) == 0 && !strings.Contains(s.Text, "\x03") && !mentions(s.Text, v.Go) {
		if !expr.ZeroText(s.Text) {
			f.Emit(v.Go + " = " + s.Text)
			o.Late = f.Lines
			first := decl
			decl += " = " + s.Text
			o.Postpone = func() { decl, o.Lines, o.Late = first, o.Late, nil }
		}
		return o
	}
	f.Emit(v.Go + " = " + s.Text)
	o.Lines = append(f.Top, f.Lines...)
	return o
}

// mentions reports whether a text has a name: a list's head, which begins with its own
// address, would be an initialization cycle.
func mentions(text, name string) bool {
	for i := 0; ; i++ {
		k := strings.Index(text[i:], name)
		if k < 0 {
			return false
		}
		i += k
		if end := i + len(name); (i == 0 || !draft.IdentByte(text[i-1])) && (end == len(text) || !draft.IdentByte(text[end]) || text[end] == '.') {
			return true
		}
	}
}
