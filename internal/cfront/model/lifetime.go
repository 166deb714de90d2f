package model

import (
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// Objects of classes live where C++ has them live: a temporary ends behind the full
// expression that it is part of; what an expression gives is made in the place of the
// object that it is for; a parameter ends with its function, as the compilers of the WDK
// have it; a local that is returned is not ended.

// full evaluates a full expression: its temporaries end behind it.
func (f *function) full(do func() value) value {
	n := len(f.ways)
	f.ways = append(f.ways, way{})
	v := do()
	if len(f.ways[n].leaves) > 0 {
		if v.t != nil && v.t.Kind != names.Void && v.s != "" && !v.konst && v.fn == nil {
			v = f.temp(f.settled(v))
		}
		f.leave(n)
	}
	f.ways = f.ways[:n]
	return v
}

// fullEffect carries out a full expression whose value is not asked for.
func (f *function) fullEffect(x syntax.Expr) {
	f.full(func() value {
		f.effect(x)
		return value{}
	})
}

// kept is an object that a call gives, as a temporary.
func (f *function) kept(v value) value {
	obj := f.temp(v)
	f.owe(obj)
	return obj
}

// made reports whether an expression makes an object, T(...) or T{...}, and what of.
func (f *function) made(x syntax.Expr) (*names.Type, *syntax.List, bool) {
	switch x := x.(type) {
	case *syntax.Cast:
		l, braces := x.X.(*syntax.List)
		switch {
		case braces:
			return f.typ(x.Type), l, true
		case x.How == "T()":
			return f.typ(x.Type), listOf(x.X), true
		}
	case *syntax.Call:
		id, ok := unparen(x.Fun).(*syntax.Ident)
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
func (f *function) typeNamed(n *syntax.Name) *names.Type {
	name := n.Last()
	if len(n.Parts) == 1 {
		switch l := f.lookup(name).(type) {
		case nil:
		case *names.Type:
			return l
		default:
			return nil
		}
	}
	switch f.u.Resolve(n).(type) {
	case *names.Function, *names.Var:
		return nil
	}
	return f.u.TypeAt(n)
}

// asList is the arguments of a call as an initializer.
func asList(x *syntax.Call) *syntax.List {
	l := &syntax.List{Span: x.Span, Paren: true}
	for _, a := range x.Args {
		l.Elems = append(l.Elems, &syntax.Init{Span: a.Range(), X: a})
	}
	return l
}

// start begins an object with the value of an expression.
func (f *function) start(obj value, x syntax.Expr) {
	x = unparen(x)
	switch y := x.(type) {
	case *syntax.List:
		f.begin(obj, y)
		return
	case *syntax.Cond:
		if y.A != nil {
			f.startEither(obj, y)
			return
		}
	}
	if t, l, ok := f.made(x); ok && names.Same(t, obj.t) {
		f.begin(obj, l)
		return
	}
	if t := f.typeOf(x); t == nil || t.Kind != names.Struct || t.Rec != obj.t.Rec && !derives(t.Rec, obj.t.Rec, 0) {
		f.begin(obj, listOf(x))
		return
	}
	v := f.expr(x, obj.t)
	switch {
	case v.lv:
		f.copyInto(obj, f.once(v), v.moved)
	case names.Same(v.t, obj.t):
		f.emit(obj.s + " = " + v.s)
	default:
		f.copyInto(obj, f.kept(v), true)
	}
}

func (f *function) startEither(obj value, x *syntax.Cond) {
	c := f.cond(x.C)
	one := func(y syntax.Expr) []line {
		return f.capture(func() {
			f.full(func() value {
				f.start(obj, y)
				return value{}
			})
		})
	}
	switch {
	case c.konst && c.n != 0:
		f.start(obj, x.A)
	case c.konst:
		f.start(obj, x.B)
	default:
		f.ifElse(c, one(x.A), one(x.B))
	}
}

// choiceOfObjects is c ? a : b of a class: one of two that are there, or a temporary.
func (f *function) choiceOfObjects(x *syntax.Cond) (value, bool) {
	if !f.u.File.CPP {
		return value{}, false
	}
	a, b := f.look(x.A), f.look(x.B)
	if a.t == nil || b.t == nil || a.t.Kind != names.Struct || !names.Same(a.t, b.t) || !f.hasLife(a.t) {
		return value{}, false
	}
	if !a.lv || !b.lv || a.moved || b.moved {
		obj := f.temp(primary(a.t.String()+"{}", a.t))
		f.startEither(obj, x)
		f.owe(obj)
		return obj, true
	}
	p := f.variable(names.PointerTo(a.t))
	one := func(y syntax.Expr) []line {
		return f.capture(func() { f.emit(p + " = " + f.expr(y, nil).address()) })
	}
	f.ifElse(f.truth(f.cond(x.C)), one(x.A), one(x.B))
	return target(p, a.t), true
}

// copyInto begins an object as a copy of another one, of its class or of one that
// derives from it; moves says that the other one may be robbed.
func (f *function) copyInto(obj, v value, moves bool) {
	if v.t.Rec != obj.t.Rec {
		v = target(f.asBase(v, obj.t.Rec), obj.t)
	}
	if fn := f.copier(obj.t, moves); fn != nil {
		f.b.called[fn] = true
		f.emit(f.b.funcName(fn) + "(" + obj.address() + ", " + v.address() + ")")
		return
	}
	if !f.copiesParts(obj.t, 0) {
		f.emit(obj.s + " = " + v.s)
		f.classify(obj)
		return
	}
	for _, fl := range obj.t.Rec.Fields {
		step := []names.Step{{Of: obj.t.Rec, Field: fl}}
		m, from := f.along(obj, step), f.along(v, step)
		switch {
		case fl.Ref:
			f.emit(obj.base() + "." + fl.Go + " = " + v.base() + "." + fl.Go)
		case fl.Type.Kind == names.Struct && f.hasLife(fl.Type):
			f.copyInto(m, from, moves)
		default:
			f.emit(m.s + " = " + from.s)
		}
	}
	f.classify(obj)
}

// copier is the constructor of a class that copies or moves an object of it, or nil.
func (f *function) copier(t *names.Type, moves bool) *names.Function {
	c := f.u.Prog.ClassOf(t.Rec)
	if c == nil {
		return nil
	}
	var copies *names.Function
	for _, fn := range c.Methods[c.Name] {
		p := fn.Type().Params
		if len(p) != 1 || !fn.Defined() || p[0].Kind != names.Pointer || p[0].Elem.Kind != names.Struct || p[0].Elem.Rec != t.Rec {
			continue
		}
		switch paramDecl(fn, 0).Type.Kind {
		case syntax.TypeRvalueRef:
			if moves {
				return fn
			}
		case syntax.TypeRef:
			copies = fn
		}
	}
	return copies
}

// copiesParts reports whether a member or base of a class has such a constructor.
func (f *function) copiesParts(t *names.Type, depth int) bool {
	if t.Rec.Union || depth > 16 {
		return false
	}
	for _, fl := range t.Rec.Fields {
		if fl.Type.Kind == names.Struct && !fl.Type.Rec.Foreign && (f.copier(fl.Type, false) != nil || f.copier(fl.Type, true) != nil || f.copiesParts(fl.Type, depth+1)) {
			return true
		}
	}
	return false
}

// bindings makes auto [a, b] = x: names for the members or elements of an object, or of
// a copy of it.
func (f *function) bindings(s *syntax.DeclStmt) bool {
	n := len(s.Decls) - 1
	if n < 1 || !f.u.File.CPP {
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
			f.scopes[len(f.scopes)-1][v.Name.Last()] = parts[i]
		} else {
			f.introduce(v.Name.Last(), names.TInt32, unknown(names.TInt32))
		}
	}
	return true
}

// boundObject is the object whose parts are named.
func (f *function) boundObject(d *syntax.Var) value {
	x := initExpr(d.Init)
	if isReference(d.Type) {
		v := orValue(f.expr(x, nil))
		if !v.lv {
			return f.kept(v)
		}
		p := f.temp(value{s: v.address(), t: names.PointerTo(object(v.t)), prec: precUnary})
		return f.deref(p, nil)
	}
	t := f.typeOf(x)
	if t == nil || t.Kind != names.Struct || !f.hasLife(t) {
		return f.temp(f.full(func() value { return orValue(f.expr(x, nil)) }))
	}
	obj := value{s: f.variable(t), t: t, prec: precPrimary, lv: true}
	f.full(func() value {
		f.start(obj, x)
		return value{}
	})
	f.owe(obj)
	return obj
}

// parts are the members of an object, or the elements of an array.
func (f *function) parts(obj value) []value {
	var out []value
	switch obj.t.Kind {
	case names.Array:
		for i := range min(obj.t.Len, 64) {
			out = append(out, f.element(obj, integer(i, names.TInt32)))
		}
	case names.Struct:
		for _, fl := range obj.t.Rec.Fields {
			m := f.along(obj, []names.Step{{Of: obj.t.Rec, Field: fl}})
			if fl.Embedded && fl.Type.Kind == names.Struct {
				out = append(out, f.parts(m)...)
			} else if fl != obj.t.Rec.Tag {
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
func (f *function) moved(x *syntax.Call, n *syntax.Name) (value, bool) {
	if !f.u.File.CPP || len(x.Args) != 1 {
		return value{}, false
	}
	name := n.Last()
	if t := f.u.Prog.Template(nil, name); t != nil {
		if !t.Casts() {
			return value{}, false
		}
	} else if f.u.Resolve(n) != nil || len(n.Parts) < 2 || name != "move" && name != "forward" {
		return value{}, false
	}
	v := f.expr(x.Args[0], nil)
	v.moved = v.lv
	return v, true
}

// returnObject returns an object of a class: a local as it is, another value in the
// place where the caller has it.
func (f *function) returnObject(x syntax.Expr) {
	if id, ok := unparen(x).(*syntax.Ident); ok && len(id.Name.Parts) == 1 {
		if l, ok := f.lookup(id.Name.Last()).(*local); ok && !l.ref && names.Same(l.t, f.result) {
			f.spared = l.name
			f.leaveWith(0, true)
			f.spared = ""
			f.emit("return " + l.name)
			return
		}
	}
	r := value{s: f.variable(f.result), t: f.result, prec: precPrimary, lv: true}
	f.start(r, x)
	f.leaveWith(0, true)
	f.emit("return " + r.s)
}
