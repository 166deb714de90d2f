package stmt

import (
	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/expr"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// local makes a declaration among statements.
func (f *function) local(d syntax.Decl) *draft.Local {
	switch d := d.(type) {
	case *syntax.Var:
		l := f.localVar(d)
		if l != nil {
			l.Const = expr.Constant(d)
		}
		return l
	case *syntax.Record, *syntax.Enum, *syntax.Func:
		f.Unit.DeclareLocal(d)
	case *syntax.Bad:
		f.Fail(d, "a declaration could not be read: "+d.Msg)
		f.Emit("wdm.NotModelled()")
	}
	return nil
}

func (f *function) localVar(d *syntax.Var) *draft.Local {
	name := d.Name.Last()
	if name == "" {
		return nil
	}
	switch {
	case d.Storage&syntax.Typedef != 0:
		f.Scopes[len(f.Scopes)-1][name] = f.Typ(d.Type)
		return nil
	case d.Storage&syntax.Extern != 0:
		f.Unit.Declare(d)
		return nil
	case d.Storage&syntax.Static != 0:
		v := f.Unit.StaticLocal(d, f.Func.Go)
		f.Scopes[len(f.Scopes)-1][name] = v
		f.beginOnce(v)
		return nil
	}
	if d.Type != nil && (d.Type.Kind == syntax.TypeRef || d.Type.Kind == syntax.TypeRvalueRef) {
		return f.localReference(d)
	}
	t := f.declared(d)
	if t == nil { // auto: by its value
		x := syntax.InitExpr(d.Init)
		if c, ok := x.(*syntax.Call); ok && f.keepsLambda(x) && f.Guard(d, syntax.Callee(c), c.Args) {
			return nil
		}
		if f.keepsLambda(x) {
			f.Fail(d, "what "+name+" does with a lambda when its scope ends is not modelled")
			f.Emit("wdm.NotModelled()")
		}
		if d.Type.Kind == syntax.TypeAuto {
			if t := f.TypeOf(x); t != nil && t.Kind == names.Struct && f.HasLife(t) {
				return f.localObject(d, t)
			}
		}
		get := func() draft.Value { return expr.OrValue(f.Settled(expr.OrValue(f.Expr(x, nil)))) }
		var v draft.Value
		if _, ok := x.(*syntax.Lambda); ok { // what it keeps lives as long as it does
			v = get()
		} else {
			v = f.Full(get)
		}
		if v.IsNull() {
			v.Type = names.TPointer
		}
		if d.Type.Kind == syntax.TypePointer && v.Type.Kind != names.Pointer {
			v = f.ToPointer(v, names.TPointer)
		}
		return f.Introduce(name, v.Type, v)
	}
	if t.Kind == names.Func && d.Init == nil && d.Type.Kind == syntax.TypeNamed && d.Type.Name != nil && f.Unit.ByName(d.Type.Name.Last()) == nil {
		return nil
	}
	if f.HasLife(t) {
		return f.localObject(d, t)
	}
	if l := expr.ListOf(d.Init); t.Kind != names.Struct && instance(d.Type) && l != nil && len(l.Elems) == 1 && f.handsCode(d.Init) && f.Guard(d, d.Type.Name.Last(), []syntax.Expr{l.Elems[0].X}) {
		return nil
	}
	if t.Kind != names.Struct && instance(d.Type) && f.handsCode(d.Init) {
		f.Fail(d, "what "+d.Type.Name.Last()+" does with a function that it is handed is not modelled")
		f.Emit("wdm.NotModelled()")
	}
	if d.Init == nil {
		return f.Introduce(name, t, draft.Value{})
	}
	return f.Introduce(name, t, f.Full(func() draft.Value { return f.initialValue(d, t) }))
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
			if fn, ok := f.Unit.Lookup(n.Name.Last()).(*names.Function); ok && fn.Defined() {
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
	if fn, ok := f.Unit.Lookup(id.Name.Last()).(*names.Function); ok && fn.Defined() {
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
	t := f.Typ(d.Type)
	if t.Kind == names.Array && t.Len == 0 {
		t = f.Unit.Sized(d.Type, d.Init)
	}
	if t.Kind == names.Void {
		return names.TInt32
	}
	return t
}

// initialValue is what a variable starts with.
func (f *function) initialValue(d *syntax.Var, t *names.Type) draft.Value {
	if l, ok := d.Init.(*syntax.List); ok && l.Paren && len(l.Elems) == 1 && t.Kind != names.Array {
		return f.Initial(l.Elems[0].X, t)
	}
	return f.Initial(d.Init, t)
}

// localReference is a reference: a pointer to what it is bound to.
func (f *function) localReference(d *syntax.Var) *draft.Local {
	x := syntax.InitExpr(d.Init)
	v := expr.OrValue(f.Object(x, nil))
	if !v.LValue {
		v = f.Kept(f.Settled(v)) // it lives as long as the reference
	}
	return f.bind(d.Name.Last(), v, d)
}

func (f *function) bind(name string, v draft.Value, d *syntax.Var) *draft.Local {
	elem := v.Type
	if d.Type.Elem != nil && d.Type.Elem.Kind != syntax.TypeAuto {
		elem = f.Typ(d.Type.Elem)
	}
	p := f.ToPointer(draft.Value{Text: v.Address(), Type: &names.Type{Kind: names.Pointer, Size: 8, Elem: v.Type}, Prec: draft.PrecUnary}, &names.Type{Kind: names.Pointer, Size: 8, Elem: elem})
	l := f.Introduce(name, p.Type, p)
	l.Ref = true
	return l
}

// BindVar declares a variable that gets its value from a statement.
func (f *function) BindVar(d *syntax.Var, v draft.Value) {
	name := d.Name.Last()
	if name == "" {
		return
	}
	if d.Type != nil && (d.Type.Kind == syntax.TypeRef || d.Type.Kind == syntax.TypeRvalueRef) {
		if !v.LValue {
			v = f.Temp(v)
		}
		f.bind(name, v, d)
		return
	}
	t := v.Type
	if d.Type != nil && d.Type.Kind != syntax.TypeAuto {
		t = f.Typ(d.Type)
	}
	f.Introduce(name, t, f.Convert(v, t))
}

// beginOnce begins a static object where the function first comes to it.
func (f *function) beginOnce(v *names.Var) {
	t := v.Type()
	if !f.HasLife(t) {
		return
	}
	obj := draft.Value{Text: f.Draft.Variable(v), Type: t, Prec: draft.PrecPrimary, LValue: true}
	made := f.Capture(func() {
		f.Full(func() draft.Value {
			f.Begin(obj, expr.ListOf(v.Init))
			return draft.Value{}
		})
	})
	if len(made) == 0 {
		return
	}
	flag, ok := f.Draft.Begun[v]
	if !ok {
		flag = f.Draft.Program.Unique(v.Go + "_begun")
		f.Draft.Begun[v] = flag
	}
	f.Emit("if !" + flag + " {")
	f.Emit(flag + " = true")
	f.Lines = append(f.Lines, made...)
	f.Emit("}")
}

// localObject is a variable of a class: it begins here and ends with its scope.
func (f *function) localObject(d *syntax.Var, t *names.Type) *draft.Local {
	name := d.Name.Last()
	out := f.Introduce(name, t, draft.Value{})
	obj := f.Use(out)
	f.Full(func() draft.Value {
		switch x := d.Init.(type) {
		case nil:
			f.Begin(obj, nil)
		case *syntax.List:
			f.Begin(obj, x)
		default:
			f.Start(obj, x)
		}
		return draft.Value{}
	})
	f.Owe(obj)
	return out
}
