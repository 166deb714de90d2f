package model

import (
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// ofThis is a member of the object that a method works on.
func (f *function) ofThis(name string) (value, bool) {
	if f.this == nil || f.this.t.Kind != names.Pointer || f.this.t.Elem.Kind != names.Struct {
		return value{}, false
	}
	steps := f.this.t.Elem.Rec.Find(name)
	if steps == nil {
		return value{}, false
	}
	return f.along(target(f.this.name, f.this.t.Elem), steps), true
}

// overloaded is an operator of a class, if it has one.
func (f *function) overloaded(op string, v value, y syntax.Expr) (value, bool) {
	if y == nil {
		return f.operatorOf(v, op)
	}
	return f.operatorOf(v, op, y)
}

// operatorOf is the call of an operator that an object's class defines.
func (f *function) operatorOf(v value, op string, args ...syntax.Expr) (value, bool) {
	if !f.u.File.CPP || v.t == nil || v.t.Kind != names.Struct {
		return value{}, false
	}
	fn, rec := f.methodOf(v.t.Rec, "operator "+op, args, 0)
	if fn == nil || !fn.Defined() {
		return value{}, false
	}
	if !v.lv {
		v = f.temp(v)
	}
	at := spanOf(nil, f.tok)
	call := &syntax.Call{Span: at, Fun: &syntax.Ident{Span: at, Name: fn.Decl.Name}, Args: args}
	return f.callFunction(call, fn, f.asBase(v, rec)), true
}

// hasOperator reports whether the class of a type defines an operator for what it is
// applied to.
func (f *function) hasOperator(t *names.Type, op string, args ...syntax.Expr) bool {
	if !f.u.File.CPP || t == nil || t.Kind != names.Struct {
		return false
	}
	fn, _ := f.methodOf(t.Rec, "operator "+op, args, 0)
	return fn != nil && fn.Defined()
}

// derefObject is *x or x-> of a class.
func (f *function) derefObject(v value, want *names.Type) value {
	for _, op := range []string{"->", "*"} {
		p, ok := f.operatorOf(v, op)
		switch {
		case ok && p.t.Kind == names.Pointer:
			return f.deref(f.temp(p), want)
		case ok && p.lv:
			return p
		}
	}
	return target(unknown(names.PointerTo(orInt(want))).s, orInt(want))
}

// construct is T{...} or T(...).
func (f *function) construct(t *names.Type, _ *syntax.Type, l *syntax.List) value {
	if t.Kind == names.Struct && f.hasLife(t) {
		obj := f.temp(primary(t.String()+"{}", t))
		f.begin(obj, l)
		f.owe(obj)
		return obj
	}
	if t.Kind == names.Struct || t.Kind == names.Array {
		return f.composite(t, l)
	}
	if len(l.Elems) == 0 {
		return f.convert(integer(0, names.TInt32), t)
	}
	return f.rvalue(l.Elems[0].X, t)
}

// hasLife reports whether the objects of a type have something to do when they
// begin or end.
func (f *function) hasLife(t *names.Type) bool { return f.lives(t, 0) }

func (f *function) lives(t *names.Type, depth int) bool {
	if t.Kind != names.Struct || t.Rec.Foreign || depth > 16 || !f.u.File.CPP {
		return false
	}
	if t.Rec.Virtual() {
		return true
	}
	if c := f.u.Prog.ClassOf(t.Rec.C); c != nil && (len(c.Methods[c.Name]) > 0 || len(c.Methods["~"+c.Name]) > 0) {
		return true
	}
	for _, fl := range t.Rec.Fields {
		if fl.Init != nil || f.lives(fl.Type, depth+1) {
			return true
		}
	}
	return false
}

// begin runs the constructor that the arguments ask for.
func (f *function) begin(obj value, l *syntax.List) {
	if obj.t.Kind != names.Struct || !f.hasLife(obj.t) {
		if l != nil && len(l.Elems) > 0 && obj.lv && obj.t.Kind != names.Void {
			f.store(obj, f.initial(l, obj.t))
		}
		return
	}
	var args []syntax.Expr
	if l != nil {
		for _, e := range l.Elems {
			args = append(args, e.X)
		}
	}
	c := f.u.Prog.ClassOf(obj.t.Rec.C)
	if c != nil && len(c.Methods[c.Name]) > 0 {
		list := c.Methods[c.Name]
		fn := f.pick(list, list[0], args)
		call := &syntax.Call{Span: spanOf(l, f.tok), Fun: &syntax.Ident{Span: spanOf(l, f.tok), Name: fn.Decl.Name}, Args: args}
		switch {
		case fn.Defined():
			f.emit(f.callFunction(call, fn, obj.address()).s)
			return
		case fn.Decl.Special == "":
			f.callUnknown(call, fn.Type(), names.TVoid)
			return
		}
	} else if len(args) > 0 && !obj.t.Rec.Outside { // an aggregate
		if len(args) == 1 {
			if v := orValue(f.expr(args[0], obj.t)); v.t.Kind == names.Struct {
				f.store(obj, v)
				return
			}
		}
		f.store(obj, f.composite(obj.t, l))
		return
	}
	f.beginMembers(obj, nil)
}

func spanOf(l *syntax.List, tok int32) syntax.Span {
	if l == nil {
		return syntax.Span{From: tok, To: tok + 1}
	}
	return l.Span
}

// beginMembers begins the members and bases of an object: as the constructor says,
// as the class says, or by themselves.
func (f *function) beginMembers(obj value, inits []*syntax.Init) {
	said := map[string]*syntax.Init{}
	for _, in := range inits {
		said[in.Name.Last()] = in
	}
	classified := false
	for _, fl := range obj.t.Rec.Fields {
		name := fl.Name
		if !classified && !fl.Embedded {
			f.classify(obj)
			classified = true
		}
		if fl.Embedded && fl.Type.Kind == names.Struct {
			name = fl.Type.Rec.C
		}
		m := f.along(obj, []names.Step{{Of: obj.t.Rec, Field: fl}})
		in := said[name]
		switch {
		case in != nil && fl.Ref:
			if l := listOf(in.X); l != nil && len(l.Elems) == 1 {
				f.emit(obj.base() + "." + fl.Go + " = " + f.reference(l.Elems[0].X, fl.Type))
			}
		case in != nil:
			l := listOf(in.X)
			if fl.Type.Kind != names.Struct && (l == nil || len(l.Elems) == 0) {
				f.emit(m.s + " = " + zeroOf(fl.Type))
				continue
			}
			f.begin(m, l)
		case fl.Init != nil:
			f.within(obj.t.Rec.Unit, func() { f.begin(m, listOf(fl.Init)) })
		case fl.Type.Kind == names.Struct:
			f.begin(m, nil)
		}
	}
	if !classified {
		f.classify(obj)
	}
}

// beginGlobal begins an object of file scope as far as the compiler does: nothing runs
// constructors in a driver, but for those that it can evaluate.
func (f *function) beginGlobal(obj value) {
	c := f.u.Prog.ClassOf(obj.t.Rec.C)
	if c == nil || len(c.Methods[c.Name]) == 0 {
		f.beginMembers(obj, nil)
		return
	}
	for _, fn := range c.Methods[c.Name] {
		if fn.Decl.Storage&syntax.Constexpr != 0 && len(fn.Decl.Type.Params) == 0 {
			f.begin(obj, nil)
			return
		}
	}
	f.classify(obj)
}

// finishDynamic ends an object by the class that it was made of.
func (f *function) finishDynamic(obj value) {
	if obj.t.Kind == names.Struct && obj.t.Rec.Virtual() && f.b.virtualEnd(obj.t.Rec) {
		f.emit(f.b.dispatch(obj.t.Rec, nil) + "(" + obj.address() + ")")
		return
	}
	f.finish(obj)
}

// finish runs the destructor of an object, or those of its members.
func (f *function) finish(obj value) {
	if obj.t.Kind != names.Struct || !f.hasLife(obj.t) {
		return
	}
	c := f.u.Prog.ClassOf(obj.t.Rec.C)
	if c != nil {
		if list := c.Methods["~"+c.Name]; len(list) > 0 && list[0].Defined() {
			f.emit(list[0].Go + "(" + obj.address() + ")")
			return
		}
	}
	f.finishMembers(obj)
}

// finishMembers ends the members in reverse.
func (f *function) finishMembers(obj value) {
	for i := len(obj.t.Rec.Fields) - 1; i >= 0; i-- {
		fl := obj.t.Rec.Fields[i]
		if fl.Type.Kind == names.Struct && !obj.t.Rec.Union {
			f.finish(f.along(obj, []names.Step{{Of: obj.t.Rec, Field: fl}}))
		}
	}
}

// ends reports whether objects of a type have something to do when they end.
func (f *function) ends(t *names.Type, depth int) bool {
	if t.Kind != names.Struct || t.Rec.Foreign || depth > 16 {
		return false
	}
	if c := f.u.Prog.ClassOf(t.Rec.C); c != nil && len(c.Methods["~"+c.Name]) > 0 {
		return true
	}
	for _, fl := range t.Rec.Fields {
		if f.ends(fl.Type, depth+1) {
			return true
		}
	}
	return false
}

// owe has an object end where its scope is left.
func (f *function) owe(obj value) {
	if len(f.ways) == 0 || !f.ends(obj.t, 0) {
		return
	}
	w := &f.ways[len(f.ways)-1]
	w.leaves = append(w.leaves, func(f *function, _ bool) { f.finish(obj) })
}

// owed is how much the scope at hand has to do where it is left; forgive takes back
// what has come to it since.
func (f *function) owed() int {
	if len(f.ways) == 0 {
		return 0
	}
	return len(f.ways[len(f.ways)-1].leaves)
}

func (f *function) forgive(n int) {
	if len(f.ways) > 0 {
		w := &f.ways[len(f.ways)-1]
		w.leaves = w.leaves[:n]
	}
}

// methodLife makes what a constructor or destructor does beside its body.
func (f *function) methodLife() {
	c := f.fn.Class
	if c == nil || f.this == nil {
		return
	}
	obj := target(f.this.name, f.this.t.Elem)
	switch f.fn.C {
	case c.Name:
		f.beginMembers(obj, f.fn.Decl.Inits)
	case "~" + c.Name:
		f.classify(obj)
		f.ways = append(f.ways, way{leaves: []func(*function, bool){func(f *function, _ bool) { f.finishMembers(obj) }}})
	}
}
