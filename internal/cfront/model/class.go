package model

import (
	"strconv"

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

// construct is T{...} or T(...): of a class it is a temporary.
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
	if t.Kind == names.Array {
		return f.lives(t.Elem, depth)
	}
	if t.Kind != names.Struct || t.Rec.Foreign || depth > 16 || !f.u.File.CPP {
		return false
	}
	if t.Rec.Virtual() {
		return true
	}
	if c := f.u.Prog.ClassOf(t.Rec); c != nil && (len(c.Methods[c.Name]) > 0 || len(c.Methods["~"+c.Name]) > 0) {
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
	if obj.t.Kind == names.Array && f.hasLife(obj.t) {
		f.beginElements(obj, l)
		return
	}
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
	if len(args) == 1 && len(l.Elems[0].Path) == 0 {
		if t := f.typeOf(args[0]); t != nil && t.Kind == names.Struct && (t.Rec == obj.t.Rec || derives(t.Rec, obj.t.Rec, 0)) {
			f.start(obj, args[0])
			return
		}
	}
	c := f.u.Prog.ClassOf(obj.t.Rec)
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
	} else if b := inherited(obj.t.Rec); b != nil && len(args) > 0 {
		f.beginMembers(obj, []*syntax.Init{{Span: l.Span, Name: b.Decl.Name, X: l}})
		return
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
			f.within(obj.t.Rec.Unit, obj.t.Rec.Full, func() { f.begin(m, listOf(fl.Init)) })
		case fl.Type.Kind == names.Struct, fl.Type.Kind == names.Array && f.hasLife(fl.Type):
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
	c := f.u.Prog.ClassOf(obj.t.Rec)
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
	if obj.t.Kind == names.Array && f.ends(obj.t, 0) {
		i := f.name("i")
		f.emit("for " + i + " := len(" + obj.s + ") - 1; " + i + " >= 0; " + i + "-- {")
		f.finish(elementAt(obj, i))
		f.emit("}")
		return
	}
	if obj.t.Kind != names.Struct || !f.hasLife(obj.t) {
		return
	}
	c := f.u.Prog.ClassOf(obj.t.Rec)
	if c != nil {
		if list := c.Methods["~"+c.Name]; len(list) > 0 && list[0].Defined() {
			f.emit(list[0].Go + "(" + obj.address() + ")")
			return
		}
	}
	f.finishMembers(obj)
}

// elementAt is the element of an array at a variable of Go.
func elementAt(a value, i string) value {
	return value{s: a.base() + "[" + i + "]", t: a.t.Elem, prec: precPrimary, lv: true}
}

// beginElements begins the elements of an array: those that a list has as it says, the
// others by themselves.
func (f *function) beginElements(obj value, l *syntax.List) {
	n := int64(0)
	if l != nil {
		for _, e := range l.Elems {
			if n < obj.t.Len && len(e.Path) == 0 {
				f.begin(f.element(obj, integer(n, names.TInt32)), listOf(e.X))
				n++
			}
		}
	}
	if n >= obj.t.Len {
		return
	}
	i := f.name("i")
	rest := f.capture(func() { f.begin(elementAt(obj, i), nil) })
	if len(rest) > 0 {
		f.emit("for " + i + " := " + strconv.FormatInt(n, 10) + "; " + i + " < " + strconv.FormatInt(obj.t.Len, 10) + "; " + i + "++ {")
		f.out = append(f.out, rest...)
		f.emit("}")
	}
}

// finishMembers ends the members in reverse.
func (f *function) finishMembers(obj value) {
	for i := len(obj.t.Rec.Fields) - 1; i >= 0; i-- {
		fl := obj.t.Rec.Fields[i]
		if (fl.Type.Kind == names.Struct || fl.Type.Kind == names.Array) && !obj.t.Rec.Union {
			f.finish(f.along(obj, []names.Step{{Of: obj.t.Rec, Field: fl}}))
		}
	}
}

// ends reports whether objects of a type have something to do when they end.
func (f *function) ends(t *names.Type, depth int) bool {
	if t.Kind == names.Array {
		return f.ends(t.Elem, depth)
	}
	if t.Kind != names.Struct || t.Rec.Foreign || depth > 16 {
		return false
	}
	if c := f.u.Prog.ClassOf(t.Rec); c != nil && len(c.Methods["~"+c.Name]) > 0 {
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
	w.leaves = append(w.leaves, func(f *function, _ bool) {
		if f.spared != obj.s {
			f.finish(obj)
		}
	})
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
		if inits := f.fn.Decl.Inits; len(inits) == 1 && inits[0].Name.Last() == c.Name { // another one does it
			f.begin(obj, listOf(inits[0].X))
			return
		}
		f.beginMembers(obj, f.fn.Decl.Inits)
	case "~" + c.Name:
		f.classify(obj)
		f.ways = append(f.ways, way{leaves: []func(*function, bool){func(f *function, _ bool) { f.finishMembers(obj) }}})
	}
}
