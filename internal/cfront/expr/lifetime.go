package expr

import (
	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// Objects of classes live where C++ has them live: a temporary ends behind the full
// expression that it is part of; what an expression gives is made in the place of the
// object that it is for; a parameter ends with its function, as the compilers of the WDK
// have it; a local that is returned is not ended.

// Full evaluates a full expression: its temporaries end behind it.
func (f *Function) Full(do func() draft.Value) draft.Value {
	n := len(f.Ways)
	f.Ways = append(f.Ways, draft.Way{})
	v := do()
	if len(f.Ways[n].Leaves) > 0 {
		if v.Type != nil && v.Type.Kind != names.Void && v.Text != "" && !v.Const && v.Func == nil {
			v = f.Temp(f.Settled(v))
		}
		f.Leave(n)
	}
	f.Ways = f.Ways[:n]
	return v
}

// FullEffect carries out a full expression whose value is not asked for.
func (f *Function) FullEffect(x syntax.Expr) {
	f.Full(func() draft.Value {
		f.Effect(x)
		return draft.Value{}
	})
}

// Kept is an object that a call gives, as a temporary.
func (f *Function) Kept(v draft.Value) draft.Value {
	obj := f.Temp(v)
	f.Owe(obj)
	return obj
}

// made reports whether an expression makes an object, T(...) or T{...}, and what of.
func (f *Function) made(x syntax.Expr) (*names.Type, *syntax.List, bool) {
	switch x := x.(type) {
	case *syntax.Cast:
		l, braces := x.X.(*syntax.List)
		switch {
		case braces:
			return f.Typ(x.Type), l, true
		case x.Form == syntax.CastCall:
			return f.Typ(x.Type), ListOf(x.X), true
		}
	case *syntax.Call:
		id, ok := syntax.Unparen(x.Fun).(*syntax.Ident)
		if !ok {
			break
		}
		if t := f.typeNamed(id.Name); t != nil && t.Kind == names.Struct {
			return t, asList(x), true
		}
	}
	return nil, nil, false
}

// typeNamed is the type that a name stands for where a value may stand, or nil.
func (f *Function) typeNamed(n *syntax.Name) *names.Type {
	name := n.Last()
	if len(n.Parts) == 1 {
		switch l := f.Lookup(name).(type) {
		case nil:
		case *names.Type:
			return l
		default:
			return nil
		}
	}
	switch f.Unit.Resolve(n).(type) {
	case *names.Function, *names.Var:
		return nil
	}
	return f.Unit.TypeAt(n)
}

// asList is the arguments of a call as an initializer.
func asList(x *syntax.Call) *syntax.List {
	l := &syntax.List{Span: x.Span, Paren: true}
	for _, a := range x.Args {
		l.Elems = append(l.Elems, &syntax.Init{Span: a.Range(), X: a})
	}
	return l
}

// Start begins an object with the value of an expression.
func (f *Function) Start(obj draft.Value, x syntax.Expr) {
	x = syntax.Unparen(x)
	switch y := x.(type) {
	case *syntax.List:
		f.Begin(obj, y)
		return
	case *syntax.Cond:
		if y.A != nil {
			f.startEither(obj, y)
			return
		}
	}
	if t, l, ok := f.made(x); ok && names.Same(t, obj.Type) {
		f.Begin(obj, l)
		return
	}
	if t := f.TypeOf(x); t == nil || t.Kind != names.Struct || t.Rec != obj.Type.Rec && !draft.Derives(t.Rec, obj.Type.Rec, 0) {
		f.Begin(obj, ListOf(x))
		return
	}
	v := f.Expr(x, obj.Type)
	switch {
	case v.LValue:
		w := f.once(v)
		w.Moved = v.Moved
		f.copyInto(obj, w)
	case names.Same(v.Type, obj.Type):
		f.Emit(obj.Text + " = " + v.Text)
	default:
		w := f.Kept(v)
		w.Moved = true
		f.copyInto(obj, w)
	}
}

func (f *Function) startEither(obj draft.Value, x *syntax.Cond) {
	c := f.Cond(x.C)
	one := func(y syntax.Expr) []draft.Line {
		return f.Capture(func() {
			f.Full(func() draft.Value {
				f.Start(obj, y)
				return draft.Value{}
			})
		})
	}
	switch {
	case c.Const && c.N != 0:
		f.Start(obj, x.A)
	case c.Const:
		f.Start(obj, x.B)
	default:
		f.IfElse(c, one(x.A), one(x.B))
	}
}

// choiceOfObjects is c ? a : b of a class: one of two that are there, or a temporary.
func (f *Function) choiceOfObjects(x *syntax.Cond) (draft.Value, bool) {
	if !f.Unit.File.CPP {
		return draft.Value{}, false
	}
	a, b := f.Look(x.A), f.Look(x.B)
	if a.Type == nil || b.Type == nil || a.Type.Kind != names.Struct || !names.Same(a.Type, b.Type) || !f.HasLife(a.Type) {
		return draft.Value{}, false
	}
	if !a.LValue || !b.LValue || a.Moved || b.Moved {
		obj := f.Temp(draft.Primary(a.Type.String()+"{}", a.Type))
		f.startEither(obj, x)
		f.Owe(obj)
		return obj, true
	}
	p := f.Variable(names.PointerTo(a.Type))
	one := func(y syntax.Expr) []draft.Line {
		return f.Capture(func() { f.Emit(p + " = " + f.Expr(y, nil).Address()) })
	}
	f.IfElse(f.Truth(f.Cond(x.C)), one(x.A), one(x.B))
	return draft.Target(p, a.Type), true
}

// copyInto begins an object as a copy of another one, of its class or of one that
// derives from it.
func (f *Function) copyInto(obj, v draft.Value) {
	moves := v.Moved
	if v.Type.Rec != obj.Type.Rec {
		v = draft.Target(f.AsBase(v, obj.Type.Rec), obj.Type)
	}
	fn := f.copier(obj.Type)
	if moves {
		fn = f.mover(obj.Type)
	}
	if fn != nil {
		f.Draft.Called[fn] = true
		f.Emit(f.Draft.FuncName(fn) + "(" + obj.Address() + ", " + v.Address() + ")")
		return
	}
	if !f.copiesParts(obj.Type, 0) {
		f.Emit(obj.Text + " = " + v.Text)
		f.classify(obj)
		return
	}
	for _, fl := range obj.Type.Rec.Fields {
		step := []names.Step{{Of: obj.Type.Rec, Field: fl}}
		m, from := f.along(obj, step), f.along(v, step)
		switch {
		case fl.Ref:
			f.Emit(obj.Base() + "." + fl.Go + " = " + v.Base() + "." + fl.Go)
		case fl.Type.Kind == names.Struct && f.HasLife(fl.Type):
			from.Moved = moves
			f.copyInto(m, from)
		default:
			f.Emit(m.Text + " = " + from.Text)
		}
	}
	f.classify(obj)
}

// copier is the constructor of a class that copies an object of it, or nil.
func (f *Function) copier(t *names.Type) *names.Function {
	return f.constructor(t, syntax.TypeRef)
}

// mover is the constructor that moves an object, or else copies it, or nil.
func (f *Function) mover(t *names.Type) *names.Function {
	if fn := f.constructor(t, syntax.TypeRvalueRef); fn != nil {
		return fn
	}
	return f.copier(t)
}

// constructor is the last one of a class that takes a reference of a kind to an object of it.
func (f *Function) constructor(t *names.Type, reference syntax.TypeKind) *names.Function {
	c := f.Unit.Prog.ClassOf(t.Rec)
	if c == nil {
		return nil
	}
	var found *names.Function
	for _, fn := range c.Methods[c.Name] {
		p := fn.Type().Params
		if len(p) != 1 || !fn.Defined() || p[0].Kind != names.Pointer || p[0].Elem.Kind != names.Struct || p[0].Elem.Rec != t.Rec {
			continue
		}
		if ParamDecl(fn, 0).Type.Kind == reference {
			found = fn
		}
	}
	return found
}

// copiesParts reports whether a member or base of a class has such a constructor.
func (f *Function) copiesParts(t *names.Type, depth int) bool {
	if t.Rec.Union || depth > 16 {
		return false
	}
	for _, fl := range t.Rec.Fields {
		if fl.Type.Kind == names.Struct && !fl.Type.Rec.Foreign && (f.mover(fl.Type) != nil || f.copiesParts(fl.Type, depth+1)) {
			return true
		}
	}
	return false
}

// Bindings makes auto [a, b] = x: names for the members or elements of an object, or of
// a copy of it.
func (f *Function) Bindings(s *syntax.DeclStmt) bool {
	n := len(s.Decls) - 1
	if n < 1 || !f.Unit.File.CPP {
		return false
	}
	d, ok := s.Decls[n].(*syntax.Var)
	if !ok || d.Name.Last() != "" || d.Init == nil {
		return false
	}
	obj := f.boundObject(d)
	parts := f.parts(obj)
	for i, d := range s.Decls[:n] {
		v, ok := d.(*syntax.Var)
		if !ok {
			continue
		}
		if i < len(parts) {
			f.Scopes[len(f.Scopes)-1][v.Name.Last()] = parts[i]
		} else {
			f.Introduce(v.Name.Last(), names.TInt32, draft.Guess(names.TInt32))
		}
	}
	return true
}

// boundObject is the object whose parts are named.
func (f *Function) boundObject(d *syntax.Var) draft.Value {
	x := syntax.InitExpr(d.Init)
	if syntax.IsReference(d.Type) {
		v := OrValue(f.Expr(x, nil))
		if !v.LValue {
			return f.Kept(v)
		}
		p := f.Temp(draft.Value{Text: v.Address(), Type: names.PointerTo(Object(v.Type)), Prec: draft.PrecUnary})
		return f.Deref(p, nil)
	}
	t := f.TypeOf(x)
	if t == nil || t.Kind != names.Struct || !f.HasLife(t) {
		return f.Temp(f.Full(func() draft.Value { return OrValue(f.Expr(x, nil)) }))
	}
	obj := draft.Value{Text: f.Variable(t), Type: t, Prec: draft.PrecPrimary, LValue: true}
	f.Full(func() draft.Value {
		f.Start(obj, x)
		return draft.Value{}
	})
	f.Owe(obj)
	return obj
}

// parts are the members of an object, or the elements of an array.
func (f *Function) parts(obj draft.Value) []draft.Value {
	var out []draft.Value
	switch obj.Type.Kind {
	case names.Array:
		for i := range min(obj.Type.Len, 64) {
			out = append(out, f.element(obj, draft.Integer(i, names.TInt32)))
		}
	case names.Struct:
		for _, fl := range obj.Type.Rec.Fields {
			m := f.along(obj, []names.Step{{Of: obj.Type.Rec, Field: fl}})
			if fl.Embedded && fl.Type.Kind == names.Struct {
				out = append(out, f.parts(m)...)
			} else if fl != obj.Type.Rec.Tag {
				out = append(out, m)
			}
		}
	}
	return out
}

// inherited is the base whose constructors a class takes over by using B::B, or nil.
func inherited(r *names.Record) *names.Record {
	if r.Decl == nil {
		return nil
	}
	for _, m := range r.Decl.Members {
		o, ok := m.(*syntax.Other)
		if !ok || o.Word != "using" {
			continue
		}
		toks := r.Unit.File.Tokens[o.From:o.To]
		for i := 2; i < len(toks); i++ {
			if toks[i].Kind != scan.Ident || toks[i-1].Kind != scan.Scope || !toks[i].Is(toks[i-2].Text) {
				continue
			}
			for _, b := range r.Bases {
				if b.C == toks[i].Text {
					return b
				}
			}
		}
	}
	return nil
}

// moved is what std::move or std::forward makes of an object: the object, which may be
// robbed. A library's own, under whatever name, casts its parameter to an rvalue.
func (f *Function) moved(x *syntax.Call, n *syntax.Name) (draft.Value, bool) {
	if !f.Unit.File.CPP || len(x.Args) != 1 {
		return draft.Value{}, false
	}
	name := n.Last()
	if t := f.Unit.Prog.Template(nil, name, make([]*names.Type, 1)); t != nil {
		if !t.Casts() {
			return draft.Value{}, false
		}
	} else if f.Unit.Resolve(n) != nil || len(n.Parts) < 2 || name != "move" && name != "forward" {
		return draft.Value{}, false
	}
	v := f.Expr(x.Args[0], nil)
	v.Moved = v.LValue
	return v, true
}

// ReturnObject returns an object of a class: a local as it is, another value in the
// place where the caller has it.
func (f *Function) ReturnObject(x syntax.Expr) {
	if id, ok := syntax.Unparen(x).(*syntax.Ident); ok && len(id.Name.Parts) == 1 {
		if l, ok := f.Lookup(id.Name.Last()).(*draft.Local); ok && !l.Ref && names.Same(l.Type, f.Result) {
			f.Spared = l.Name
			f.JumpOut(0)
			f.Spared = ""
			f.Emit("return " + l.Name)
			return
		}
	}
	r := draft.Value{Text: f.Variable(f.Result), Type: f.Result, Prec: draft.PrecPrimary, LValue: true}
	f.Start(r, x)
	f.JumpOut(0)
	f.Emit("return " + r.Text)
}
