package model

import (
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// local makes a declaration among statements.
func (f *function) local(d syntax.Decl) *local {
	switch d := d.(type) {
	case *syntax.Var:
		return f.localVar(d)
	case *syntax.Record, *syntax.Enum, *syntax.Func:
		f.u.DeclareLocal(d)
	case *syntax.Bad:
		f.fail(d, "a declaration could not be read: "+d.Msg)
		f.emit("wdm.NotModelled()")
	}
	return nil
}

func (f *function) localVar(d *syntax.Var) *local {
	name := d.Name.Last()
	if name == "" {
		return nil
	}
	switch {
	case d.Storage&syntax.Typedef != 0:
		f.scopes[len(f.scopes)-1][name] = f.typ(d.Type)
		return nil
	case d.Storage&syntax.Extern != 0:
		f.u.Declare(d)
		return nil
	case d.Storage&syntax.Static != 0:
		v := f.u.StaticLocal(d, f.fn.Go)
		f.scopes[len(f.scopes)-1][name] = v
		f.beginOnce(v)
		return nil
	}
	if d.Type != nil && (d.Type.Kind == syntax.TypeRef || d.Type.Kind == syntax.TypeRvalueRef) {
		return f.localReference(d)
	}
	t := f.declared(d)
	if t == nil { // auto: by its value
		x := initExpr(d.Init)
		if c, ok := x.(*syntax.Call); ok && f.keepsLambda(x) && f.guard(d, calleeOf(c), c.Args) {
			return nil
		}
		if f.keepsLambda(x) {
			f.fail(d, "what "+name+" does with a lambda when its scope ends is not modelled")
			f.emit("wdm.NotModelled()")
		}
		if d.Type.Kind == syntax.TypeAuto {
			if t := f.typeOf(x); t != nil && t.Kind == names.Struct && f.hasLife(t) {
				return f.localObject(d, t)
			}
		}
		get := func() value { return orValue(f.settled(orValue(f.expr(x, nil)))) }
		var v value
		if _, ok := x.(*syntax.Lambda); ok { // what it keeps lives as long as it does
			v = get()
		} else {
			v = f.full(get)
		}
		if v.isNull() {
			v.t = names.TPointer
		}
		if d.Type.Kind == syntax.TypePointer && v.t.Kind != names.Pointer {
			v = f.toPointer(v, names.TPointer)
		}
		return f.introduce(name, v.t, v)
	}
	if t.Kind == names.Func && d.Init == nil && d.Type.Kind == syntax.TypeNamed && d.Type.Name != nil && f.u.ByName(d.Type.Name.Last()) == nil {
		return nil
	}
	if f.hasLife(t) {
		return f.localObject(d, t)
	}
	if l := listOf(d.Init); t.Kind != names.Struct && instance(d.Type) && l != nil && len(l.Elems) == 1 && f.handsCode(d.Init) && f.guard(d, d.Type.Name.Last(), []syntax.Expr{l.Elems[0].X}) {
		return nil
	}
	if t.Kind != names.Struct && instance(d.Type) && f.handsCode(d.Init) {
		f.fail(d, "what "+d.Type.Name.Last()+" does with a function that it is handed is not modelled")
		f.emit("wdm.NotModelled()")
	}
	if d.Init == nil {
		return f.introduce(name, t, value{})
	}
	return f.introduce(name, t, f.full(func() value { return f.initialValue(d, t) }))
}

// instance reports whether a type is an instance of a template.
func instance(t *syntax.Type) bool {
	if t.Kind != syntax.TypeNamed || t.Name == nil || len(t.Name.Parts) == 0 {
		return false
	}
	return t.Name.Parts[len(t.Name.Parts)-1].Template
}

// handsCode reports whether an initializer hands on a lambda or a function of the
// driver: an object of a class that is not modelled may call it when its scope ends.
func (f *function) handsCode(x syntax.Expr) (code bool) {
	if x == nil {
		return false
	}
	syntax.Walk(x, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Lambda:
			code = true
		case *syntax.Ident:
			if fn, ok := f.u.Lookup(n.Name.Last()).(*names.Function); ok && fn.Defined() {
				code = true
			}
		}
		return !code
	})
	return code
}

// keepsLambda reports whether a variable's value is what a function that is not the
// driver's makes of a lambda: a guard that calls it when the scope ends. Who calls a
// lambda of parameters is no guard.
func (f *function) keepsLambda(x syntax.Expr) bool {
	c, ok := x.(*syntax.Call)
	if !ok {
		return false
	}
	id, ok := c.Fun.(*syntax.Ident)
	if !ok {
		return false
	}
	if fn, ok := f.u.Lookup(id.Name.Last()).(*names.Function); ok && fn.Defined() {
		return false
	}
	for _, a := range c.Args {
		if l, ok := a.(*syntax.Lambda); ok && len(l.Type.Params) == 0 {
			return true
		}
	}
	return false
}

// declared is the type of a variable, nil for auto.
func (f *function) declared(d *syntax.Var) *names.Type {
	if d.Type == nil {
		return names.TInt32
	}
	base := d.Type
	for base.Kind == syntax.TypePointer && base.Elem != nil {
		base = base.Elem
	}
	if base.Kind == syntax.TypeAuto && d.Init != nil {
		return nil
	}
	t := f.typ(d.Type)
	if t.Kind == names.Array && t.Len == 0 {
		t = f.u.Sized(d.Type, d.Init)
	}
	if t.Kind == names.Void {
		return names.TInt32
	}
	return t
}

// initialValue is what a variable starts with.
func (f *function) initialValue(d *syntax.Var, t *names.Type) value {
	if l, ok := d.Init.(*syntax.List); ok && l.Paren && len(l.Elems) == 1 && t.Kind != names.Array {
		return f.initial(l.Elems[0].X, t)
	}
	return f.initial(d.Init, t)
}

// initExpr is the expression of an initializer.
func initExpr(x syntax.Expr) syntax.Expr {
	if l, ok := x.(*syntax.List); ok && len(l.Elems) == 1 {
		return l.Elems[0].X
	}
	return x
}

// introduce declares a variable with its value; none is zero.
func (f *function) introduce(name string, t *names.Type, v value) *local {
	l := f.declare(name, t)
	zero := v.s == "" || zeroText(v.s)
	if f.hoist {
		f.top = append(f.top, line{text: "var " + l.name + " " + t.String(), tok: f.tok}, line{text: "_ = " + l.name, tok: f.tok, local: l})
		switch {
		case v.s == "":
		case v.s == "0" && t.Kind == names.Int, !zero:
			f.emit(l.name + " = " + v.s)
		default:
			f.emit(l.name + " = " + zeroOf(t))
		}
		return l
	}
	if zero {
		f.emit("var " + l.name + " " + t.String())
	} else {
		f.emit("var " + l.name + " " + t.String() + " = " + v.s)
	}
	f.out = append(f.out, line{text: "_ = " + l.name, tok: f.tok, local: l})
	return l
}

// zeroOf is the zero value of a type.
func zeroOf(t *names.Type) string {
	switch t.Kind {
	case names.Bool:
		return "false"
	case names.Int, names.Float:
		return "0"
	case names.Struct, names.Array:
		return t.String() + "{}"
	case names.String:
		return `""`
	}
	return "nil"
}

// localReference is a reference: a pointer to what it is bound to.
func (f *function) localReference(d *syntax.Var) *local {
	x := initExpr(d.Init)
	v := orValue(f.expr(x, nil))
	if !v.lv {
		v = f.kept(f.settled(v)) // it lives as long as the reference
	}
	return f.bind(d.Name.Last(), v, d)
}

func (f *function) bind(name string, v value, d *syntax.Var) *local {
	elem := v.t
	if d.Type.Elem != nil && d.Type.Elem.Kind != syntax.TypeAuto {
		elem = f.typ(d.Type.Elem)
	}
	p := f.toPointer(value{s: v.address(), t: &names.Type{Kind: names.Pointer, Size: 8, Elem: v.t}, prec: precUnary}, &names.Type{Kind: names.Pointer, Size: 8, Elem: elem})
	l := f.introduce(name, p.t, p)
	l.ref = true
	return l
}

// bindVar declares a variable that gets its value from a statement.
func (f *function) bindVar(d *syntax.Var, v value) {
	name := d.Name.Last()
	if name == "" {
		return
	}
	if d.Type != nil && (d.Type.Kind == syntax.TypeRef || d.Type.Kind == syntax.TypeRvalueRef) {
		if !v.lv {
			v = f.temp(v)
		}
		f.bind(name, v, d)
		return
	}
	t := v.t
	if d.Type != nil && d.Type.Kind != syntax.TypeAuto {
		t = f.typ(d.Type)
	}
	f.introduce(name, t, f.convert(v, t))
}

// beginOnce begins a static object where the function first comes to it.
func (f *function) beginOnce(v *names.Var) {
	t := v.Type()
	if !f.hasLife(t) {
		return
	}
	obj := value{s: f.b.variable(v), t: t, prec: precPrimary, lv: true}
	made := f.capture(func() {
		f.full(func() value {
			f.begin(obj, listOf(v.Init))
			return value{}
		})
	})
	if len(made) == 0 {
		return
	}
	flag, ok := f.b.begun[v]
	if !ok {
		flag = f.b.prog.Unique(v.Go + "_begun")
		f.b.begun[v] = flag
	}
	f.emit("if !" + flag + " {")
	f.emit(flag + " = true")
	f.out = append(f.out, made...)
	f.emit("}")
}

// localObject is a variable of a class: it begins here and ends with its scope.
func (f *function) localObject(d *syntax.Var, t *names.Type) *local {
	name := d.Name.Last()
	out := f.introduce(name, t, value{})
	obj := f.use(out)
	f.full(func() value {
		switch x := d.Init.(type) {
		case nil:
			f.begin(obj, nil)
		case *syntax.List:
			f.begin(obj, x)
		default:
			f.start(obj, x)
		}
		return value{}
	})
	f.owe(obj)
	return out
}
