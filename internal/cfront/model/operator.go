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
	if a.t.Kind == names.Struct || b.t.Kind == names.Struct {
		if v, ok := f.operatorOn(x.Op, a, b); ok {
			return v
		}
		if x.Op == "!=" {
			if v, ok := f.operatorOn("==", a, b); ok {
				return not(f.truth(v))
			}
		}
	}
	return f.mark(x.X.Range().To, x, "", f.operate(x.Op, a, b))
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
		known, opaque := a.t, b.t
		if a.t.Opaque {
			known, opaque = b.t, a.t
		}
		t = known
		if known.Size < 8 && prec == precCompare { // what is not known may be wider
			t = opaque
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

func (f *function) unary(x *syntax.Unary, want *names.Type) value {
	switch x.Op {
	case "++", "--":
		return f.step(x, true)
	case "&":
		return f.addressOf(x, want)
	case "*":
		return f.deref(f.expr(x.X, pointerWant(want)), want)
	case "!":
		if f.hasOperator(f.typeOf(x.X), "!") {
			if v, ok := f.overloaded("!", f.expr(x.X, nil), nil); ok {
				return f.truth(v)
			}
		}
		return not(f.cond(x.X))
	case "throw":
		f.expr(x.X, nil)
		f.emit(`panic("exception")`)
		return value{t: names.TVoid}
	}
	v := f.operand(x.X, operandWant(want, x.X))
	if v.t.Kind == names.Struct {
		if w, ok := f.operatorOn(x.Op, v); ok {
			return w
		}
	}
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
			p := value{s: v.address(), t: names.PointerTo(object(v.t)), prec: precUnary}
			if v.ptr != "" {
				p.prec = precPrimary
			}
			v = f.deref(f.toPointer(p, t), nil)
		}
		v.moved = x.Type.Kind == syntax.TypeRvalueRef
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
