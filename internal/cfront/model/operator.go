package model

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

var precOf = map[string]int{"||": precOr, "&&": precAnd, "==": precCompare, "!=": precCompare, "<": precCompare, ">": precCompare, "<=": precCompare, ">=": precCompare,
	"+": precAdd, "-": precAdd, "|": precAdd, "^": precAdd, "*": precMul, "/": precMul, "%": precMul, "<<": precMul, ">>": precMul, "&": precMul}

func (f *function) binary(x *syntax.Binary, want *names.Type) value {
	switch x.Op {
	case ",":
		f.effect(x.X)
		return f.expr(x.Y, want)
	case "&&", "||":
		return f.shortCircuit(x)
	case ".*", "->*":
		f.expr(x.X, nil)
		f.expr(x.Y, nil)
		return unknown(orInt(want))
	}
	if strings.HasSuffix(x.Op, "=") && precOf[x.Op] == 0 {
		return f.assign(x, true)
	}
	a := f.operand(x.X, nil)
	b := f.operand(x.Y, operandWant(a.t, x.Y))
	if (a.s == "" || a.t.Kind == names.Void) && b.t.Kind != names.Void {
		a = unknown(b.t)
	}
	return f.mark(x.X.Range().To, x, f.operate(x.Op, a, b))
}

// operandWant is the type that an operand gets if the text does not tell. A
// condition is a number there: to want one of c ? 2 : 3 would lose which.
func operandWant(t *names.Type, x syntax.Expr) *names.Type {
	if t == nil || t.Kind != names.Bool {
		return t
	}
	switch unparen(x).(type) {
	case *syntax.Ident, *syntax.Call, *syntax.Member, *syntax.Index:
		return t
	}
	return nil
}

// operand is an operand of an arithmetic operator: no array and no function.
func (f *function) operand(x syntax.Expr, want *names.Type) value {
	v := f.expr(x, want)
	if v.t == nil || v.t.Kind == names.Void {
		return unknown(orInt(want))
	}
	if v.t.Kind == names.Array {
		return f.decay(v)
	}
	if v.t.Kind == names.Param {
		return unknown(names.TInt32)
	}
	return v
}

// operate is a op b, after the conversions of C.
func (f *function) operate(op string, a, b value) value {
	prec := precOf[op]
	if a.t.IsAddress() || b.t.IsAddress() {
		return f.operateAddress(op, a, b)
	}
	if a.t.Kind == names.Struct || b.t.Kind == names.Struct || prec == 0 || a.t.Kind == names.String || b.t.Kind == names.String || a.t.Kind == names.Slice || b.t.Kind == names.Slice {
		if prec == precCompare {
			return unknown(names.TBool)
		}
		return unknown(names.TInt32)
	}
	if prec == precCompare && a.t.Kind == names.Bool && b.t.Kind == names.Bool && (op == "==" || op == "!=") {
		return f.compareBools(op, a, b)
	}
	if op == "<<" || op == ">>" {
		return f.shift(op, f.promote(a), f.promote(b))
	}
	if (op == "&" || op == "|" || op == "^") && a.t.Kind == names.Bool && b.t.Kind == names.Bool {
		return f.bitsOfBools(op, a, b)
	}
	a, b = f.promote(a), f.promote(b)
	t := common(a.t, b.t)
	if t.Opaque && b.t != nil && a.t.Opaque != b.t.Opaque {
		if t = a.t; !a.t.Opaque {
			t = a.t
		} else {
			t = b.t
		}
		if t.Size < 8 && prec == precCompare {
			t = a.t
			if !a.t.Opaque {
				t = b.t
			}
		}
	}
	if t.Kind == names.Float && (op == "%" || prec == precMul && op == "&" || op == "|" || op == "^") {
		return unknown(names.TInt32)
	}
	a, b = f.convert(a, t), f.convert(b, t)
	if a.konst && b.konst && t.Kind == names.Int {
		if n, ok := names.Fold(op, a.n, b.n, t); ok {
			if prec == precCompare {
				return integer(n, names.TBool)
			}
			return integer(n, t)
		}
		return unknown(t)
	}
	if (op == "/" || op == "%") && b.konst && b.n == 0 && t.Kind == names.Int {
		return unknown(t)
	}
	out := value{s: a.at(prec) + " " + op + " " + b.at(prec+1), t: t, prec: prec, calls: a.calls || b.calls}
	if prec == precCompare {
		out.s = a.at(prec+1) + " " + op + " " + b.at(prec+1)
		out.t = names.TBool
	}
	return out
}

// compareBools compares conditions; with a constant one is the condition itself.
func (f *function) compareBools(op string, a, b value) value {
	if a.konst {
		a, b = b, a
	}
	if b.konst {
		if a.konst {
			n, _ := names.Fold(op, a.n, b.n, names.TBool)
			return integer(n, names.TBool)
		}
		switch {
		case b.n != 0 && b.n != 1: // a condition is neither
			never := value{s: a.at(precAnd) + " && false", t: names.TBool, prec: precAnd, calls: a.calls}
			if op == "!=" {
				return not(never)
			}
			return never
		case (b.n != 0) == (op == "=="):
			return a
		}
		return not(a)
	}
	return value{s: a.at(precCompare+1) + " " + op + " " + b.at(precCompare+1), t: names.TBool, prec: precCompare, calls: a.calls || b.calls}
}

// bitsOfBools is an operation of bits on conditions, of which each is evaluated.
func (f *function) bitsOfBools(op string, a, b value) value {
	if a.calls || b.calls || op == "^" {
		return f.operate(op, f.toInt(a, names.TInt32), f.toInt(b, names.TInt32))
	}
	o := op + op
	return value{s: a.at(precOf[o]) + " " + o + " " + b.at(precOf[o]+1), t: names.TBool, prec: precOf[o]}
}

// negative is -v; two signs in a row would be an operator of their own.
func negative(v value) value {
	s := v.at(precUnary)
	if strings.HasPrefix(s, "-") {
		s = "(" + s + ")"
	}
	return value{s: "-" + s, t: v.t, prec: precUnary, calls: v.calls}
}

func not(v value) value {
	if v.konst {
		return integer(boolean(v.n == 0), names.TBool)
	}
	return value{s: "!" + v.at(precUnary), t: names.TBool, prec: precUnary, calls: v.calls}
}

func (f *function) shift(op string, a, b value) value {
	if a.t.Kind != names.Int || b.t.Kind != names.Int {
		return unknown(names.TInt32)
	}
	if b.konst {
		if b.n < 0 || b.n >= 8*a.t.Size {
			return unknown(a.t)
		}
		if a.konst {
			if n, ok := names.Fold(op, a.n, b.n, a.t); ok {
				return integer(n, a.t)
			}
		}
		return value{s: f.typedAt(a, precMul) + " " + op + " " + integer(b.n, names.TInt32).s, t: a.t, prec: precMul, calls: a.calls}
	}
	if b.t.Signed {
		b = f.toInt(b, names.TUint32)
	}
	return value{s: f.typedAt(a, precMul) + " " + op + " " + b.at(precUnary), t: a.t, prec: precMul, calls: a.calls || b.calls}
}

func (f *function) typedAt(v value, prec int) string {
	if v.bare {
		return v.typed()
	}
	return v.at(prec)
}

// operateAddress is an operation on pointers.
func (f *function) operateAddress(op string, a, b value) value {
	switch {
	case op == "==" || op == "!=":
		return f.compareAddress(op, a, b)
	case op == "+" && b.t.Kind == names.Pointer && a.t.Kind != names.Pointer:
		return f.advance(b, a, false)
	case (op == "+" || op == "-") && a.t.Kind == names.Pointer && !b.t.IsAddress():
		return f.advance(a, b, op == "-")
	case op == "-" && a.t.Kind == names.Pointer && b.t.Kind == names.Pointer:
		x, y := f.toInt(a, names.TInt64), f.toInt(b, names.TInt64)
		size := max(a.t.Elem.SizeOf(), 1)
		d := value{s: x.s + " - " + y.s, t: names.TInt64, prec: precAdd, calls: a.calls || b.calls}
		if size == 1 {
			return d
		}
		return f.operate("/", d, integer(size, names.TInt64))
	case precOf[op] == precCompare:
		return f.operate(op, f.toInt(a, names.TUintptr), f.toInt(b, names.TUintptr))
	}
	return f.operate(op, f.toInt(a, names.TUintptr), f.toInt(b, names.TUintptr))
}

func (f *function) compareAddress(op string, a, b value) value {
	if a.isNull() || a.konst && a.n == 0 {
		a, b = b, a
	}
	if b.isNull() || b.konst && b.n == 0 {
		if a.isNull() || a.konst {
			return integer(boolean((a.isNull() || a.n == 0) == (op == "==")), names.TBool)
		}
		if a.fn != nil || a.isStr || a.t.Kind == names.Array {
			return integer(boolean(op == "!="), names.TBool)
		}
		if !a.t.IsAddress() && a.t.Kind != names.Slice {
			if a = f.truth(a); op == "==" {
				return not(a)
			}
			return a
		}
		return value{s: a.at(precCompare+1) + " " + op + " nil", t: names.TBool, prec: precCompare, calls: a.calls}
	}
	if a.t.Kind == names.Func || b.t.Kind == names.Func {
		return unknown(names.TBool)
	}
	if !names.Same(a.t, b.t) {
		a, b = f.toPointer(a, names.TPointer), f.toPointer(b, names.TPointer)
	} else if a.t.Kind == names.Any {
		a, b = f.toPointer(a, names.TPointer), f.toPointer(b, names.TPointer)
	}
	return value{s: a.at(precCompare+1) + " " + op + " " + b.at(precCompare+1), t: names.TBool, prec: precCompare, calls: a.calls || b.calls}
}

// advance is p moved by n elements.
func (f *function) advance(p, n value, back bool) value {
	i := f.toInt(f.promote(n), names.TGoInt)
	if i.t.Kind != names.Int {
		return unknown(p.t)
	}
	if back {
		if i.konst {
			i = integer(-i.n, names.TGoInt)
		} else {
			i = negative(i)
		}
	}
	if i.konst && i.n == 0 {
		return p
	}
	if p.t.Elem.Kind == names.Void {
		q := f.advance(f.toPointer(p, names.PointerTo(names.TUint8)), i, false)
		return f.toPointer(q, names.TPointer)
	}
	return value{s: "wdm.At(" + p.typed() + ", " + i.s + ")", t: p.t, prec: precPrimary, calls: p.calls || i.calls}
}

func (f *function) unary(x *syntax.Unary, want *names.Type) value {
	switch x.Op {
	case "++", "--":
		return f.step(x, true)
	case "&":
		return f.addressOf(x, want)
	case "*":
		return f.deref(f.expr(x.X, pointerWant(want)), want)
	case "!":
		return not(f.cond(x.X))
	case "throw":
		f.expr(x.X, nil)
		f.emit(`panic("exception")`)
		return value{t: names.TVoid}
	}
	v := f.operand(x.X, operandWant(want, x.X))
	if v.t.IsAddress() || v.t.Kind == names.Struct || v.t.Kind == names.String || v.t.Kind == names.Slice {
		return unknown(orInt(want))
	}
	v = f.promote(v)
	switch x.Op {
	case "+":
		return v
	case "-":
		if v.konst {
			return integer(names.Wrap(-v.n, v.t), v.t)
		}
		return negative(v)
	case "~":
		if v.t.Kind != names.Int {
			return unknown(v.t)
		}
		if v.konst {
			return integer(names.Wrap(^v.n, v.t), v.t)
		}
		return value{s: "^" + v.at(precUnary), t: v.t, prec: precUnary, calls: v.calls}
	}
	return unknown(orInt(want))
}

func pointerWant(want *names.Type) *names.Type {
	if want == nil || want.Kind == names.Void {
		return nil
	}
	return names.PointerTo(want)
}

// deref is what a pointer points to.
func (f *function) deref(p value, want *names.Type) value {
	switch {
	case p.t.Kind == names.Func:
		return p
	case p.t.Kind == names.Array:
		p = f.decay(p)
	case p.t.Kind == names.Struct:
		return f.derefObject(p, want)
	}
	if p.t.Kind != names.Pointer || p.t.Elem.Kind == names.Void || p.isNull() {
		p = f.toPointer(p, names.PointerTo(orInt(want)))
	}
	if strings.HasPrefix(p.s, "&") && p.prec == precUnary {
		return value{s: p.s[1:], t: p.t.Elem, prec: precPrimary, lv: true, calls: p.calls}
	}
	if p.isNull() {
		out := target("("+p.t.String()+")(nil)", p.t.Elem)
		return out
	}
	out := target(p.at(precPrimary), p.t.Elem)
	out.calls = p.calls
	return out
}

func (f *function) addressOf(x *syntax.Unary, want *names.Type) value {
	var in *names.Type
	if want != nil && want.Kind == names.Pointer && want.Elem.Kind != names.Void {
		in = want.Elem
	}
	v := f.expr(x.X, in)
	switch {
	case v.fn != nil:
		return v
	case v.isStr:
		return f.decay(v)
	case !v.lv:
		if v.t == nil || v.t.Kind == names.Void {
			return unknown(names.TPointer)
		}
		v = f.temp(v)
	}
	t := names.PointerTo(v.t)
	if v.t.Kind == names.Func {
		t = &names.Type{Kind: names.Pointer, Size: 8, Elem: v.t}
	}
	out := value{s: v.address(), t: t, prec: precUnary, calls: v.calls}
	if v.ptr != "" {
		out.prec = precPrimary
	}
	return out
}

func (f *function) index(x *syntax.Index, want *names.Type) value {
	a := f.expr(x.X, nil)
	i := f.operand(x.I, nil)
	if i.t.Kind == names.Array || i.t.Kind == names.Pointer && a.t.Kind == names.Int {
		a, i = i, a
	}
	switch a.t.Kind {
	case names.Array:
		if a.isStr {
			a = f.decay(a)
			break
		}
		return f.element(a, i)
	case names.Slice:
		i = f.toInt(i, names.TGoInt)
		return value{s: a.at(precPrimary) + "[" + i.s + "]", t: a.t.Elem, prec: precPrimary, lv: true, calls: a.calls || i.calls}
	case names.Struct:
		return unknown(orInt(want))
	}
	if a.t.Kind != names.Pointer || a.t.Elem.Kind == names.Void {
		a = f.toPointer(a, names.PointerTo(orInt(want)))
	}
	if i.t.IsAddress() || a.isNull() {
		return f.deref(unknown(a.t), want)
	}
	return f.deref(f.advance(a, i, false), want)
}

// element is an element of an array.
func (f *function) element(a, i value) value {
	if i.t.Kind != names.Int && i.t.Kind != names.Bool {
		i = unknown(names.TInt32)
	}
	i = f.promote(i)
	if i.konst && (i.n < 0 || i.n >= a.t.Len) { // at the end of a structure that is longer than C says
		p := f.advance(f.decay(a), i, false)
		return f.deref(p, nil)
	}
	return value{s: a.base() + "[" + i.s + "]", t: a.t.Elem, prec: precPrimary, lv: true, calls: a.calls || i.calls}
}

func (f *function) cast(x *syntax.Cast, want *names.Type) value {
	t := f.typ(x.Type)
	if l, ok := x.X.(*syntax.List); ok {
		return f.construct(t, x.Type, l)
	}
	if t.Kind == names.Void {
		f.effect(x.X)
		return value{t: names.TVoid}
	}
	if t.Kind == names.Struct && x.How == "T()" {
		return f.construct(t, x.Type, &syntax.List{Span: x.Span, Paren: true, Elems: []*syntax.Init{{Span: x.Span, X: x.X}}})
	}
	v := f.expr(x.X, t)
	if x.Type != nil && (x.Type.Kind == syntax.TypeRef || x.Type.Kind == syntax.TypeRvalueRef) {
		if v.lv && t.Kind == names.Pointer {
			p := value{s: v.address(), t: names.PointerTo(v.t), prec: precUnary}
			if v.ptr != "" {
				p.prec = precPrimary
			}
			return f.deref(f.toPointer(p, t), nil)
		}
		return v
	}
	if v.t != nil && v.t.Kind == names.Struct && t.Kind == names.Struct {
		return v
	}
	out := f.convert(v, t)
	out.lv = false
	if out.konst && out.bare && !out.isNull() {
		out.t = t
	}
	return out
}

// choice is c ? a : b.
func (f *function) choice(x *syntax.Cond, want *names.Type) value {
	if x.A == nil {
		a := f.temp(f.settled(f.operand(x.C, want)))
		return f.branch(f.truth(a), func() value { return a }, func() value { return f.expr(x.B, a.t) }, want)
	}
	c := f.cond(x.C)
	if c.konst {
		if c.n != 0 {
			return f.expr(x.A, want)
		}
		return f.expr(x.B, want)
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
	ta := f.capture(func() { va = a() })
	tb := f.capture(func() { vb = b() })
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
	before := f.capture(func() { b = f.cond(x.Y) })
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
