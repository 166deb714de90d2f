package model

import (
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// choice is c ? a : b.
func (f *function) choice(x *syntax.Cond, want *names.Type) value {
	if x.A == nil {
		a := f.temp(f.settled(f.operand(x.C, want)))
		return f.branch(f.truth(a), func() value { return a }, func() value { return f.expr(x.B, a.t) }, want)
	}
	if v, ok := f.choiceOfObjects(x); ok {
		return v
	}
	c := f.cond(x.C)
	if c.konst {
		taken, other := x.A, x.B
		if c.n == 0 {
			taken, other = other, taken
		}
		v, t := f.expr(taken, want), f.typeOf(other)
		if v.t != nil && t != nil && v.t.Kind == names.Int && t.Kind == names.Int { // the other one has a say in the type
			return f.convert(v, common(f.promote(v).t, f.promote(primary("", t)).t))
		}
		return v
	}
	return f.branch(c, func() value { return f.expr(x.A, want) }, func() value { return f.expr(x.B, want) }, want)
}

// settled is v with a type that a variable can have.
func (f *function) settled(v value) value {
	if v.isNull() {
		v.t = names.TPointer
	}
	if v.t.Kind == names.Array {
		return f.decay(v)
	}
	return v
}

// branch evaluates one of two expressions into a variable.
func (f *function) branch(c value, a, b func() value, want *names.Type) value {
	var va, vb value
	ta := f.capture(func() { va = f.full(a) })
	tb := f.capture(func() { vb = f.full(b) })
	t := f.meet(va, vb, want)
	if t.Kind == names.Void {
		f.ifElse(c, append(ta, f.lineOf(va)...), append(tb, f.lineOf(vb)...))
		return value{t: names.TVoid}
	}
	name := f.variable(t)
	store := func(v value) []line {
		return f.capture(func() { f.emit(name + " = " + f.convert(v, t).s) })
	}
	f.ifElse(c, append(ta, store(va)...), append(tb, store(vb)...))
	return value{s: name, t: t, prec: precPrimary, lv: true}
}

func (f *function) lineOf(v value) []line {
	if v.s == "" || !v.calls {
		return nil
	}
	return []line{{text: v.s, tok: f.tok}}
}

func (f *function) ifElse(c value, a, b []line) {
	f.emit("if " + c.s + " {")
	f.out = append(f.out, a...)
	if len(b) > 0 {
		f.emit("} else {")
		f.out = append(f.out, b...)
	}
	f.emit("}")
}

// meet is the type of c ? a : b.
func (f *function) meet(a, b value, want *names.Type) *names.Type {
	at, bt := a.t, b.t
	if at == nil || bt == nil {
		return orInt(want)
	}
	if at.Kind == names.Array {
		at = names.PointerTo(at.Elem)
	}
	if bt.Kind == names.Array {
		bt = names.PointerTo(bt.Elem)
	}
	switch {
	case a.isNull() && b.isNull():
		if want != nil && want.IsAddress() {
			return want
		}
		return names.TPointer
	case a.isNull() || a.konst && bt.IsAddress():
		return bt
	case b.isNull() || b.konst && at.IsAddress():
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
		return common(f.promote(value{t: at, s: "x"}).t, f.promote(value{t: bt, s: "x"}).t)
	case at.Kind == names.Float || bt.Kind == names.Float:
		return common(at, bt)
	}
	return at
}

// shortCircuit is a && b or a || b, b evaluated only where C does so.
func (f *function) shortCircuit(x *syntax.Binary) value {
	a := f.cond(x.X)
	if a.konst {
		if (a.n != 0) == (x.Op == "||") {
			return a
		}
		return f.cond(x.Y)
	}
	var b value
	before := f.capture(func() { b = f.full(func() value { return f.cond(x.Y) }) })
	if len(before) == 0 {
		if b.konst && (b.n != 0) == (x.Op == "&&") {
			return a
		}
		p := precOf[x.Op]
		return value{s: a.at(p) + " " + x.Op + " " + b.at(p+1), t: names.TBool, prec: p, calls: a.calls || b.calls}
	}
	v := f.temp(a)
	c := v
	if x.Op == "||" {
		c = not(v)
	}
	f.emit("if " + c.s + " {")
	f.out = append(f.out, before...)
	f.emit(v.s + " = " + b.s)
	f.emit("}")
	return v
}

func (f *function) stmtExpr(x *syntax.StmtExpr, want *names.Type) value {
	b, ok := x.Body.(*syntax.Block)
	if !ok || len(b.List) == 0 {
		return value{t: names.TVoid}
	}
	last, ok := b.List[len(b.List)-1].(*syntax.ExprStmt)
	f.push()
	defer f.pop()
	hoist := f.hoist
	f.hoist = true
	defer func() { f.hoist = hoist }()
	n := len(b.List)
	if ok && last.X != nil {
		n--
	}
	for _, s := range b.List[:n] {
		f.stmt(s)
	}
	if n == len(b.List) {
		return value{t: names.TVoid}
	}
	v := f.expr(last.X, want)
	if v.t == nil || v.t.Kind == names.Void {
		if v.s != "" {
			f.emit(v.s)
		}
		return value{t: names.TVoid}
	}
	return f.temp(f.settled(v))
}
