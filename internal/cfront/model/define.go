package model

import (
	"fmt"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// function makes the model of a function that the text defines.
func (b *builder) function(fn *names.Function) {
	f := b.newFunction(fn.Unit, fn)
	defer fn.Unit.Enter(fn.Space)()
	o := &output{name: qualified(fn), goName: fn.Go, fn: fn, u: fn.Unit, tok: fn.Decl.Name.From}
	b.done = append(b.done, o)
	defer func() {
		if r := recover(); r != nil {
			o.failed, o.at = fmt.Sprint("the translation failed: ", r), fn.Decl.From
			o.lines = nil
		}
	}()
	o.result = b.signature(fn).Elem
	f.result = o.result
	f.tok = o.tok
	head := f.parameters()
	f.survey(fn.Decl.Body)
	o.head = func() string { return head }
	before := f.out
	f.out = nil
	f.methodLife()
	reach := f.wholeBody()
	if reach {
		f.tok = fn.Decl.Body.Range().To - 1
		f.leaveWith(0, false)
	}
	if reach && f.result.Kind != names.Void {
		f.tok = fn.Decl.Body.Range().To - 1
		f.emit("return " + unknown(f.result).s)
	}
	o.lines = append(append(before, f.top...), f.out...)
	o.failed, o.at = f.failed, f.at
	if fn.Decl.Errors > 0 && o.failed == "" {
		o.failed, o.at = "a part of it could not be parsed", fn.Decl.From
	}
}

// deduce finds the result of a function by what it returns.
func (b *builder) deduce(fn *names.Function) {
	if b.deduced[fn] {
		return
	}
	b.deduced[fn] = true
	values, marks, unloads := len(b.values), len(b.marks), len(b.unloads)
	f := b.newFunction(fn.Unit, fn)
	defer fn.Unit.Enter(fn.Space)()
	f.result, f.deduces, f.found = names.TInt32, true, names.TVoid
	defer func() {
		_ = recover() // what is wrong with it is said where it is modelled
		b.values, b.marks, b.unloads = b.values[:values], b.marks[:marks], b.unloads[:unloads]
		fn.Returns(f.found)
	}()
	f.parameters()
	f.survey(fn.Decl.Body)
	f.wholeBody()
}

// wholeBody makes the statements of the body.
func (f *function) wholeBody() bool {
	switch body := f.fn.Decl.Body.(type) {
	case *syntax.Block:
		return f.list(body.List)
	default:
		return f.stmt(body)
	}
}

func qualified(fn *names.Function) string {
	if fn.Class != nil {
		return fn.Class.Name + "::" + fn.C
	}
	return fn.C
}

// signature is the type of a function of the text as the model has it.
func (b *builder) signature(fn *names.Function) *names.Type {
	if fn.Auto() {
		b.deduce(fn)
	}
	if fn.Role != nil && fn.Defined() {
		return fn.Role
	}
	return fn.Type()
}

// parameters declares the parameters of a function, that of its object first, and
// gives the head. What a role hands over differs from the text's types.
func (f *function) parameters() string {
	fn, sig := f.fn, f.b.signature(f.fn)
	var s strings.Builder
	s.WriteString("func " + f.b.funcName(fn) + "(")
	comma := ""
	param := func(name, t string) {
		s.WriteString(comma + name + " " + t)
		comma = ", "
	}
	if rec := f.b.classRecord(fn); rec != nil && !fn.Static {
		f.this = &local{name: f.name("this"), t: names.PointerTo(&names.Type{Kind: names.Struct, Rec: rec, Name: rec.Name})}
		param(f.this.name, f.this.t.String())
	}
	f.ways = append(f.ways, way{}) // of the objects that are handed over
	for i, t := range fn.Type().Params {
		d := paramDecl(fn, i)
		if d == nil || d.Name.Last() == "" || d.Type == nil {
			param("_", sig.Params[i].String())
			continue
		}
		l := f.declare(d.Name.Last(), t)
		l.ref = isReference(d.Type) && t.Kind == names.Pointer
		q := sig.Params[i]
		if names.Same(t, q) {
			param(l.name, t.String())
			if !l.ref {
				f.owe(f.use(l))
			}
			continue
		}
		raw := f.name(l.name)
		param(raw, q.String())
		f.emit("var " + l.name + " " + t.String() + " = " + f.convert(primary(raw, q), t).s)
		f.out = append(f.out, line{text: "_ = " + l.name, tok: f.tok, local: l})
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

// variables makes the variables of file scope that the model needs, and those that
// their initializers need.
func (b *builder) variables() {
	for i := 0; i < len(b.wanted); i++ {
		b.global(b.wanted[i])
	}
}

func (b *builder) global(v *names.Var) {
	f := b.newFunction(v.Unit, nil)
	defer v.Unit.Enter(v.Space)()
	f.fn = &names.Function{Go: v.Go, Unit: v.Unit}
	f.tok = v.Decl.Name.From
	t := v.Type()
	if t.Kind == names.Void {
		t = names.TInt32
	}
	o := &output{name: v.C, goName: v.Go, u: v.Unit, tok: f.tok, result: t}
	b.done = append(b.done, o)
	decl := "var " + v.Go + " " + t.String()
	o.head = func() string { return decl }
	defer func() {
		if r := recover(); r != nil {
			o.lines, o.failed = nil, fmt.Sprint("the translation failed: ", r)
		}
	}()
	switch {
	case b.begun[v] != "":
		decl = "var " + b.begun[v] + " bool\n\n" + decl
		return
	case v.Init == nil && !v.Defined:
		if mayBeWritten(t) {
			decl += " = " + unknown(t).s
		}
		return
	case v.Init == nil:
		if t.Kind == names.Struct && f.hasLife(t) {
			f.hoist = true
			f.beginGlobal(value{s: v.Go, t: t, prec: precPrimary, lv: true})
			o.lines = append(f.top, f.out...)
		}
		return
	}
	f.hoist = true
	d := *v.Decl
	d.Init = v.Init
	s := f.initialValue(&d, t)
	if len(f.out) == 0 && !strings.Contains(s.s, "\x03") {
		if !zeroText(s.s) {
			f.emit(v.Go + " = " + s.s)
			o.late = f.out
			first := decl
			decl += " = " + s.s
			o.postpone = func() { decl, o.lines, o.late = first, o.late, nil }
		}
		return
	}
	f.emit(v.Go + " = " + s.s)
	o.lines = append(f.top, f.out...)
	if f.failed != "" {
		o.failed, o.at = f.failed, f.at
	}
}

// lost are the lifecycle calls of the text that the model does not have, and how
// many the text has.
func (b *builder) lost() (total int, lost []Failure) {
	seen := map[scan.Pos]bool{}
	for _, fn := range b.prog.Funcs {
		if !fn.Defined() {
			continue
		}
		syntax.Walk(fn.Decl, func(n syntax.Node) bool {
			c, ok := n.(*syntax.Call)
			if !ok || !Lifecycle(calleeOf(c)) {
				return true
			}
			at := fn.Unit.File.Tokens[c.Fun.Range().To-1].Use
			if seen[at] {
				return true
			}
			seen[at] = true
			total++
			if !b.calls[at] {
				lost = append(lost, Failure{qualified(fn), b.prog.Set.Place(at), calleeOf(c) + " is not part of the model"})
			}
			return true
		})
	}
	return total, lost
}
