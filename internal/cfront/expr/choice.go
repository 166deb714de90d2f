package expr

import (
	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// choice is c ? a : b.
func (f *Function) choice(x *syntax.Cond, want *names.Type) draft.Value {
	if x.A == nil {
		a := f.Temp(f.Settled(f.operand(x.C, want)))
		return f.branch(f.Truth(a), func() draft.Value { return a }, func() draft.Value { return f.Expr(x.B, a.Type) }, want)
	}
	if v, ok := f.choiceOfObjects(x); ok {
		return v
	}
	c := f.Cond(x.C)
	if c.Const {
		taken, other := x.A, x.B
		if c.N == 0 {
			taken, other = other, taken
		}
		v, t := f.Expr(taken, want), f.TypeOf(other)
		if v.Type != nil && t != nil && v.Type.Kind == names.Int && t.Kind == names.Int { // the other one has a say in the type
			return f.Convert(v, common(f.Promote(v).Type, f.Promote(draft.Primary("", t)).Type))
		}
		return v
	}
	return f.branch(c, func() draft.Value { return f.Expr(x.A, want) }, func() draft.Value { return f.Expr(x.B, want) }, want)
}

// Object is an expression that something is done to.
func (f *Function) Object(x syntax.Expr, want *names.Type) draft.Value {
	if c, ok := syntax.Unparen(x).(*syntax.Cond); ok && c.A != nil {
		if v, ok := f.choiceOfPlaces(c); ok {
			return v
		}
	}
	return f.Expr(x, want)
}

// choiceOfPlaces is c ? a : b of C++ where a and b are objects of one type: it is the object
// itself. Where nothing is done to that, its value is as good.
func (f *Function) choiceOfPlaces(x *syntax.Cond) (draft.Value, bool) {
	if !f.Unit.File.CPP {
		return draft.Value{}, false
	}
	a, b := f.Look(x.A), f.Look(x.B)
	if a.Type == nil || b.Type == nil || !a.LValue || !b.LValue || a.Word != "" || b.Word != "" || !names.Same(a.Type, b.Type) {
		return draft.Value{}, false
	}
	t := names.PointerTo(Object(a.Type))
	p := f.Variable(t)
	to := func(x syntax.Expr) []draft.Line {
		return f.Capture(func() {
			f.Full(func() draft.Value {
				f.Emit(p + " = " + f.Expr(x, a.Type).Address())
				return draft.Value{}
			})
		})
	}
	f.IfElse(f.Cond(x.C), to(x.A), to(x.B))
	return draft.Target(p, a.Type), true
}

// Settled is v with a type that a variable can have.
func (f *Function) Settled(v draft.Value) draft.Value {
	if v.IsNull() {
		v.Type = names.TPointer
	}
	if v.Type.Kind == names.Array {
		return f.decay(v)
	}
	return v
}

// branch evaluates one of two expressions into a variable.
func (f *Function) branch(c draft.Value, a, b func() draft.Value, want *names.Type) draft.Value {
	var va, vb draft.Value
	ta := f.Capture(func() { va = f.Full(a) })
	tb := f.Capture(func() { vb = f.Full(b) })
	t := f.meet(va, vb, want)
	if t.Kind == names.Void {
		f.IfElse(c, append(ta, f.LineOf(va)...), append(tb, f.LineOf(vb)...))
		return draft.Value{Type: names.TVoid}
	}
	name := f.Variable(t)
	store := func(v draft.Value) []draft.Line {
		return f.Capture(func() { f.Emit(name + " = " + f.Convert(v, t).Text) })
	}
	f.IfElse(c, append(ta, store(va)...), append(tb, store(vb)...))
	return draft.Value{Text: name, Type: t, Prec: draft.PrecPrimary, LValue: true}
}

// meet is the type of c ? a : b.
func (f *Function) meet(a, b draft.Value, want *names.Type) *names.Type {
	if a.Type == nil || b.Type == nil {
		return draft.OrInt(want)
	}
	at, bt := fieldless(a), fieldless(b)
	if at.Kind == names.Array {
		at = names.PointerTo(at.Elem)
	}
	if bt.Kind == names.Array {
		bt = names.PointerTo(bt.Elem)
	}
	switch {
	case a.IsNull() && b.IsNull():
		if want != nil && want.IsAddress() {
			return want
		}
		return names.TPointer
	case a.IsNull() || a.Const && bt.IsAddress():
		return bt
	case b.IsNull() || b.Const && at.IsAddress():
		return at
	case names.Same(at, bt):
		return at
	case at.Kind == names.Void || bt.Kind == names.Void:
		return names.TVoid
	case at.IsAddress() && bt.IsAddress():
		if at.Kind == names.Any || bt.Kind == names.Any || at.Kind == names.Pointer && at.Elem.Kind == names.Void {
			return names.TPointer
		}
		return at
	case (at.Kind == names.Int || at.Kind == names.Bool) && (bt.Kind == names.Int || bt.Kind == names.Bool):
		if want != nil && want.Kind == names.Bool {
			return want
		}
		return common(f.Promote(draft.Value{Type: at, Text: "x"}).Type, f.Promote(draft.Value{Type: bt, Text: "x"}).Type)
	case at.Kind == names.Float || bt.Kind == names.Float:
		return common(at, bt)
	}
	return at
}

// fieldless is the type of a value that stands alone: a bit field is an int there.
func fieldless(v draft.Value) *names.Type {
	if v.Type.Kind == names.Int && v.Bits > 0 && v.Bits < 32 {
		return names.TInt32
	}
	return v.Type
}

// shortCircuit is a && b or a || b, b evaluated only where C does so.
func (f *Function) shortCircuit(x *syntax.Binary) draft.Value {
	a := f.Cond(x.X)
	if a.Const {
		if (a.N != 0) == (x.Op == "||") {
			return a
		}
		return f.Cond(x.Y)
	}
	var b draft.Value
	before := f.Capture(func() { b = f.Full(func() draft.Value { return f.Cond(x.Y) }) })
	if len(before) == 0 {
		if b.Const && (b.N != 0) == (x.Op == "&&") {
			return a
		}
		p := precOf[x.Op]
		return draft.Value{Text: a.At(p) + " " + x.Op + " " + b.At(p+1), Type: names.TBool, Prec: p, Calls: a.Calls || b.Calls}
	}
	v := f.Temp(a)
	c := v
	if x.Op == "||" {
		c = Not(v)
	}
	f.Emit("if " + c.Text + " {")
	f.Lines = append(f.Lines, before...)
	f.Emit(v.Text + " = " + b.Text)
	f.Emit("}")
	return v
}

func (f *Function) stmtExpr(x *syntax.StmtExpr, want *names.Type) draft.Value {
	b, ok := x.Body.(*syntax.Block)
	if !ok || len(b.List) == 0 {
		return draft.Value{Type: names.TVoid}
	}
	last, ok := b.List[len(b.List)-1].(*syntax.ExprStmt)
	f.Push()
	defer f.Pop()
	hoist := f.Hoist
	f.Hoist = true
	defer func() { f.Hoist = hoist }()
	n := len(b.List)
	if ok && last.X != nil {
		n--
	}
	for _, s := range b.List[:n] {
		f.Statements.Stmt(s)
	}
	if n == len(b.List) {
		return draft.Value{Type: names.TVoid}
	}
	v := f.Expr(last.X, want)
	if v.Type == nil || v.Type.Kind == names.Void {
		if v.Text != "" {
			f.Emit(v.Text)
		}
		return draft.Value{Type: names.TVoid}
	}
	return f.Temp(f.Settled(v))
}
