package expr

import (
	"strconv"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// ofThis is a member of the object that a method works on.
func (f *Function) ofThis(name string) (draft.Value, bool) {
	if f.This == nil || f.This.Type.Kind != names.Pointer || f.This.Type.Elem.Kind != names.Struct {
		return draft.Value{}, false
	}
	steps := f.This.Type.Elem.Rec.Find(name)
	if steps == nil {
		return draft.Value{}, false
	}
	return f.along(draft.Target(f.This.Name, f.This.Type.Elem), steps), true
}

// derefObject is *x or x-> of a class.
func (f *Function) derefObject(v draft.Value, want *names.Type) draft.Value {
	for _, op := range []string{"->", "*"} {
		p, ok := f.operatorOf(v, op)
		switch {
		case ok && p.Type.Kind == names.Pointer:
			return f.Deref(f.Temp(p), want)
		case ok && p.LValue:
			return p
		}
	}
	return draft.Target(draft.Guess(names.PointerTo(draft.OrInt(want))).Text, draft.OrInt(want))
}

// construct is T{...} or T(...): of a class it is a temporary.
func (f *Function) construct(t *names.Type, _ *syntax.Type, l *syntax.List) draft.Value {
	if t.Kind == names.Struct && f.HasLife(t) {
		obj := f.Temp(draft.Primary(t.String()+"{}", t))
		f.Begin(obj, l)
		f.Owe(obj)
		return obj
	}
	if t.Kind == names.Struct || t.Kind == names.Array {
		return f.composite(t, l)
	}
	if len(l.Elems) == 0 {
		return f.Convert(draft.Integer(0, names.TInt32), t)
	}
	return f.Rvalue(l.Elems[0].X, t)
}

// HasLife reports whether the objects of a type have something to do when they
// begin or end.
func (f *Function) HasLife(t *names.Type) bool { return f.lives(t, 0) }

func (f *Function) lives(t *names.Type, depth int) bool {
	if t.Kind == names.Array {
		return f.lives(t.Elem, depth)
	}
	if t.Kind != names.Struct || t.Rec.Foreign || depth > 16 || !f.Unit.File.CPP {
		return false
	}
	if t.Rec.Virtual() {
		return true
	}
	if c := f.Unit.Prog.ClassOf(t.Rec); c != nil && (len(c.Methods[c.Name]) > 0 || len(c.Methods["~"+c.Name]) > 0) {
		return true
	}
	for _, fl := range t.Rec.Fields {
		if fl.Init != nil || f.lives(fl.Type, depth+1) {
			return true
		}
	}
	return false
}

// Begin runs the constructor that the arguments ask for.
func (f *Function) Begin(obj draft.Value, l *syntax.List) {
	if obj.Type.Kind == names.Array && f.HasLife(obj.Type) {
		f.beginElements(obj, l)
		return
	}
	if obj.Type.Kind != names.Struct || !f.HasLife(obj.Type) {
		if l != nil && len(l.Elems) > 0 && obj.LValue && obj.Type.Kind != names.Void {
			f.store(obj, f.Initial(l, obj.Type))
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
		if t := f.TypeOf(args[0]); t != nil && t.Kind == names.Struct && (t.Rec == obj.Type.Rec || draft.Derives(t.Rec, obj.Type.Rec, 0)) {
			f.Start(obj, args[0])
			return
		}
	}
	c := f.Unit.Prog.ClassOf(obj.Type.Rec)
	if c != nil && len(c.Methods[c.Name]) > 0 {
		list := c.Methods[c.Name]
		fn := f.pick(list, list[0], args)
		call := &syntax.Call{Span: spanOf(l, f.Token), Fun: &syntax.Ident{Span: spanOf(l, f.Token), Name: fn.Decl.Name}, Args: args}
		switch {
		case fn.Defined():
			f.Emit(f.callFunction(call, fn, obj.Address()).Text)
			return
		case fn.Decl.Special == "":
			f.callUnknown(call, fn.Type(), names.TVoid)
			return
		}
	} else if b := inherited(obj.Type.Rec); b != nil && len(args) > 0 {
		f.beginMembers(obj, []*syntax.Init{{Span: l.Span, Name: b.Decl.Name, X: l}})
		return
	} else if len(args) > 0 && !obj.Type.Rec.Outside { // an aggregate
		if len(args) == 1 {
			if v := OrValue(f.Expr(args[0], obj.Type)); v.Type.Kind == names.Struct {
				f.store(obj, v)
				return
			}
		}
		if inits, ok := f.aggregate(obj.Type, l); ok {
			f.beginMembers(obj, inits)
			return
		}
		f.store(obj, f.composite(obj.Type, l))
		return
	}
	f.beginMembers(obj, nil)
}

// aggregate are the elements of a list as the initializers of members, each of which has
// one of its own. Members that the list leaves out begin as their class says.
func (f *Function) aggregate(t *names.Type, l *syntax.List) (out []*syntax.Init, ok bool) {
	next := 0
	for _, e := range l.Elems {
		if len(e.Path) == 1 {
			id, ok := e.Path[0].(*syntax.Ident)
			if !ok {
				return nil, false
			}
			next = fieldIndex(t.Rec, id.Name.Last())
		} else if len(e.Path) > 1 {
			return nil, false
		}
		if next < 0 || next >= len(t.Rec.Fields) {
			return nil, false
		}
		fl := t.Rec.Fields[next]
		next++
		_, list := e.X.(*syntax.List)
		if fl.Name == "" || !list && !fl.Ref && (fl.Type.Kind == names.Struct || fl.Type.Kind == names.Array) && !same(f.TypeOf(e.X), fl.Type) {
			return nil, false // braces are left out
		}
		out = append(out, &syntax.Init{Span: e.Span, Name: &syntax.Name{Span: e.Span, Parts: []syntax.Part{{Text: fl.Name}}}, X: e.X})
	}
	return out, true
}

func same(a, b *names.Type) bool { return a != nil && names.Same(a, b) }

func spanOf(l *syntax.List, tok int32) syntax.Span {
	if l == nil {
		return syntax.Span{From: tok, To: tok + 1}
	}
	return l.Span
}

// beginMembers begins the members and bases of an object: as the constructor says,
// as the class says, or by themselves.
func (f *Function) beginMembers(obj draft.Value, inits []*syntax.Init) {
	said := map[string]*syntax.Init{}
	for _, in := range inits {
		said[in.Name.Last()] = in
	}
	classified := false
	for _, fl := range obj.Type.Rec.Fields {
		name := fl.Name
		if !classified && !fl.Embedded {
			f.classify(obj)
			classified = true
		}
		if fl.Embedded && fl.Type.Kind == names.Struct {
			name = fl.Type.Rec.C
		}
		m := f.along(obj, []names.Step{{Of: obj.Type.Rec, Field: fl}})
		in := said[name]
		switch {
		case in != nil && fl.Ref:
			if l := ListOf(in.X); l != nil && len(l.Elems) == 1 {
				f.Emit(obj.Base() + "." + fl.Go + " = " + f.Reference(l.Elems[0].X, fl.Type))
			}
		case in != nil:
			l := ListOf(in.X)
			if fl.Type.Kind != names.Struct && (l == nil || len(l.Elems) == 0) {
				f.Emit(m.Text + " = " + zeroOf(fl.Type))
				continue
			}
			f.Begin(m, l)
		case fl.Init != nil:
			f.Within(obj.Type.Rec.Unit, obj.Type.Rec.Full, func() { f.Begin(m, ListOf(fl.Init)) })
		case fl.Type.Kind == names.Struct, fl.Type.Kind == names.Array && f.HasLife(fl.Type):
			f.Begin(m, nil)
		}
	}
	if !classified {
		f.classify(obj)
	}
}

// BeginGlobal begins an object of file scope as far as the compiler does: nothing runs
// constructors in a driver, but for those that it can evaluate.
func (f *Function) BeginGlobal(obj draft.Value) {
	c := f.Unit.Prog.ClassOf(obj.Type.Rec)
	if c == nil || len(c.Methods[c.Name]) == 0 {
		f.beginMembers(obj, nil)
		return
	}
	for _, fn := range c.Methods[c.Name] {
		if fn.Decl.Storage&syntax.Constexpr != 0 && len(fn.Decl.Type.Params) == 0 {
			f.Begin(obj, nil)
			return
		}
	}
	f.classify(obj)
}

// finishDynamic ends an object by the class that it was made of.
func (f *Function) finishDynamic(obj draft.Value) {
	if obj.Type.Kind == names.Struct && obj.Type.Rec.Virtual() && f.Draft.VirtualEnd(obj.Type.Rec) {
		f.Emit(f.Draft.Dispatch(obj.Type.Rec, nil) + "(" + obj.Address() + ")")
		return
	}
	f.Finish(obj)
}

// Finish runs the destructor of an object, or those of its members.
func (f *Function) Finish(obj draft.Value) {
	if obj.Type.Kind == names.Array && f.ends(obj.Type, 0) {
		i := f.Name("i")
		f.Emit("for " + i + " := len(" + obj.Text + ") - 1; " + i + " >= 0; " + i + "-- {")
		f.Finish(elementAt(obj, i))
		f.Emit("}")
		return
	}
	if obj.Type.Kind != names.Struct || !f.HasLife(obj.Type) {
		return
	}
	c := f.Unit.Prog.ClassOf(obj.Type.Rec)
	if c != nil {
		if list := c.Methods["~"+c.Name]; len(list) > 0 && list[0].Defined() {
			f.Emit(list[0].Go + "(" + obj.Address() + ")")
			return
		}
	}
	f.finishMembers(obj)
}

// elementAt is the element of an array at a variable of Go.
func elementAt(a draft.Value, i string) draft.Value {
	return draft.Value{Text: a.Base() + "[" + i + "]", Type: a.Type.Elem, Prec: draft.PrecPrimary, LValue: true}
}

// beginElements begins the elements of an array: those that a list has as it says, the
// others by themselves.
func (f *Function) beginElements(obj draft.Value, l *syntax.List) {
	n := int64(0)
	if l != nil {
		for _, e := range l.Elems {
			if n < obj.Type.Len && len(e.Path) == 0 {
				f.Begin(f.element(obj, draft.Integer(n, names.TInt32)), ListOf(e.X))
				n++
			}
		}
	}
	if n >= obj.Type.Len {
		return
	}
	i := f.Name("i")
	rest := f.Capture(func() { f.Begin(elementAt(obj, i), nil) })
	if len(rest) > 0 {
		f.Emit("for " + i + " := " + strconv.FormatInt(n, 10) + "; " + i + " < " + strconv.FormatInt(obj.Type.Len, 10) + "; " + i + "++ {")
		f.Lines = append(f.Lines, rest...)
		f.Emit("}")
	}
}

// finishMembers ends the members in reverse.
func (f *Function) finishMembers(obj draft.Value) {
	for i := len(obj.Type.Rec.Fields) - 1; i >= 0; i-- {
		fl := obj.Type.Rec.Fields[i]
		if (fl.Type.Kind == names.Struct || fl.Type.Kind == names.Array) && !obj.Type.Rec.Union {
			f.Finish(f.along(obj, []names.Step{{Of: obj.Type.Rec, Field: fl}}))
		}
	}
}

// ends reports whether objects of a type have something to do when they end.
func (f *Function) ends(t *names.Type, depth int) bool {
	if t.Kind == names.Array {
		return f.ends(t.Elem, depth)
	}
	if t.Kind != names.Struct || t.Rec.Foreign || depth > 16 {
		return false
	}
	if c := f.Unit.Prog.ClassOf(t.Rec); c != nil && len(c.Methods["~"+c.Name]) > 0 {
		return true
	}
	for _, fl := range t.Rec.Fields {
		if f.ends(fl.Type, depth+1) {
			return true
		}
	}
	return false
}

// Owe has an object end where its scope is left.
func (f *Function) Owe(obj draft.Value) {
	if len(f.Ways) == 0 || !f.ends(obj.Type, 0) {
		return
	}
	w := &f.Ways[len(f.Ways)-1]
	w.Leaves = append(w.Leaves, func(bool) {
		if f.Spared != obj.Text {
			f.Finish(obj)
		}
	})
}

// owed is how much the scope at hand has to do where it is left; forgive takes back
// what has come to it since.
func (f *Function) owed() int {
	if len(f.Ways) == 0 {
		return 0
	}
	return len(f.Ways[len(f.Ways)-1].Leaves)
}

func (f *Function) forgive(n int) {
	if len(f.Ways) > 0 {
		w := &f.Ways[len(f.Ways)-1]
		w.Leaves = w.Leaves[:n]
	}
}

// MethodLife makes what a constructor or destructor does beside its body.
func (f *Function) MethodLife() {
	c := f.Func.Class
	if c == nil || f.This == nil {
		return
	}
	obj := draft.Target(f.This.Name, f.This.Type.Elem)
	switch f.Func.C {
	case c.Name:
		if inits := f.Func.Decl.Inits; len(inits) == 1 && inits[0].Name.Last() == c.Name { // another one does it
			f.Begin(obj, ListOf(inits[0].X))
			return
		}
		f.beginMembers(obj, f.Func.Decl.Inits)
	case "~" + c.Name:
		f.classify(obj)
		f.Ways = append(f.Ways, draft.Way{Leaves: []func(bool){func(bool) { f.finishMembers(obj) }}})
	}
}
