package expr

import (
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

var precOf = map[string]int{"||": draft.PrecOr, "&&": draft.PrecAnd, "==": draft.PrecCompare, "!=": draft.PrecCompare, "<": draft.PrecCompare, ">": draft.PrecCompare, "<=": draft.PrecCompare, ">=": draft.PrecCompare,
	"+": draft.PrecAdd, "-": draft.PrecAdd, "|": draft.PrecAdd, "^": draft.PrecAdd, "*": draft.PrecMul, "/": draft.PrecMul, "%": draft.PrecMul, "<<": draft.PrecMul, ">>": draft.PrecMul, "&": draft.PrecMul}

func (f *Function) binary(x *syntax.Binary, want *names.Type) draft.Value {
	switch x.Op {
	case ",":
		if f.Unit.File.CPP && f.hasOperator(f.TypeOf(x.X), ",") {
			if v, ok := f.OperatorOn(",", f.Expr(x.X, nil), f.Expr(x.Y, nil)); ok {
				return v
			}
		}
		f.Effect(x.X)
		return f.Expr(x.Y, want)
	case "&&", "||":
		return f.shortCircuit(x)
	case ".*", "->*":
		f.Expr(x.X, nil)
		f.Expr(x.Y, nil)
		return draft.Guess(draft.OrInt(want))
	}
	if strings.HasSuffix(x.Op, "=") && precOf[x.Op] == 0 {
		return f.assign(x, valueUsed)
	}
	a := f.operand(x.X, nil)
	b := f.operand(x.Y, operandWant(a.Type, x.Y))
	if (a.Text == "" || a.Type.Kind == names.Void) && b.Type.Kind != names.Void {
		a = draft.Guess(b.Type)
	}
	if a.Type.Kind == names.Struct || b.Type.Kind == names.Struct {
		if v, ok := f.OperatorOn(x.Op, a, b); ok {
			return v
		}
		if x.Op == "!=" {
			if v, ok := f.OperatorOn("==", a, b); ok {
				return Not(f.Truth(v))
			}
		}
	}
	return f.Mark(x.X.Range().To, x, "", f.Operate(x.Op, a, b))
}

// operandWant is the type that an operand gets if the text does not tell. A
// condition is a number there: to want one of c ? 2 : 3 would lose which.
func operandWant(t *names.Type, x syntax.Expr) *names.Type {
	if t == nil || t.Kind != names.Bool {
		return t
	}
	switch syntax.Unparen(x).(type) {
	case *syntax.Ident, *syntax.Call, *syntax.Member, *syntax.Index:
		return t
	}
	return nil
}

// operand is an operand of an arithmetic operator: no array and no function.
func (f *Function) operand(x syntax.Expr, want *names.Type) draft.Value {
	v := f.Expr(x, want)
	if v.Type == nil || v.Type.Kind == names.Void {
		return draft.Guess(draft.OrInt(want))
	}
	if v.Type.Kind == names.Array {
		return f.decay(v)
	}
	if v.Type.Kind == names.Param {
		return draft.Guess(names.TInt32)
	}
	return v
}

// Operate is a op b, after the conversions of C.
func (f *Function) Operate(op string, a, b draft.Value) draft.Value {
	prec := precOf[op]
	if a.Type.IsAddress() || b.Type.IsAddress() {
		return f.operateAddress(op, a, b)
	}
	if a.Type.Kind == names.Struct || b.Type.Kind == names.Struct || prec == 0 || a.Type.Kind == names.String || b.Type.Kind == names.String || a.Type.Kind == names.Slice || b.Type.Kind == names.Slice {
		if prec == draft.PrecCompare {
			return undefined(a, b, names.TBool)
		}
		return undefined(a, b, names.TInt32)
	}
	if prec == draft.PrecCompare && a.Type.Kind == names.Bool && b.Type.Kind == names.Bool && (op == "==" || op == "!=") {
		return f.compareBools(op, a, b)
	}
	if op == "<<" || op == ">>" {
		return f.shift(op, f.Promote(a), f.Promote(b))
	}
	if (op == "&" || op == "|" || op == "^") && a.Type.Kind == names.Bool && b.Type.Kind == names.Bool {
		return f.bitsOfBools(op, a, b)
	}
	a, b = f.Promote(a), f.Promote(b)
	t := common(a.Type, b.Type)
	if t.Opaque && b.Type != nil && a.Type.Opaque != b.Type.Opaque {
		known, opaque := a.Type, b.Type
		if a.Type.Opaque {
			known, opaque = b.Type, a.Type
		}
		t = known
		if known.Size < 8 && prec == draft.PrecCompare { // what is not known may be wider
			t = opaque
		}
	}
	if t.Kind == names.Float && (op == "%" || prec == draft.PrecMul && op == "&" || op == "|" || op == "^") {
		return draft.Guess(names.TInt32)
	}
	a, b = f.Convert(a, t), f.Convert(b, t)
	if a.Const && b.Const && t.Kind == names.Int {
		if n, ok := names.Fold(op, a.N, b.N, t); ok {
			if prec == draft.PrecCompare {
				return draft.Integer(n, names.TBool)
			}
			return draft.Integer(n, t)
		}
		return draft.Guess(t)
	}
	if (op == "/" || op == "%") && b.Const && b.N == 0 && t.Kind == names.Int {
		return draft.Guess(t)
	}
	out := draft.Value{Text: a.At(prec) + " " + op + " " + b.At(prec+1), Type: t, Prec: prec, Calls: a.Calls || b.Calls}
	if prec == draft.PrecCompare {
		out.Text = a.At(prec+1) + " " + op + " " + b.At(prec+1)
		out.Type = names.TBool
	}
	return out
}

// undefined is an operation that C does not have on its operands: a class outside of the text
// may have it.
func undefined(a, b draft.Value, t *names.Type) draft.Value {
	v := unlike(a, t)
	if w := unlike(b, t); w.Text != v.Text {
		return draft.Unknown(t)
	}
	return v
}

// compareBools compares conditions; with a constant one is the condition itself.
func (f *Function) compareBools(op string, a, b draft.Value) draft.Value {
	if a.Const {
		a, b = b, a
	}
	if b.Const {
		if a.Const {
			n, _ := names.Fold(op, a.N, b.N, names.TBool)
			return draft.Integer(n, names.TBool)
		}
		switch {
		case b.N != 0 && b.N != 1: // a condition is neither
			never := draft.Value{Text: a.At(draft.PrecAnd) + " && false", Type: names.TBool, Prec: draft.PrecAnd, Calls: a.Calls}
			if op == "!=" {
				return Not(never)
			}
			return never
		case (b.N != 0) == (op == "=="):
			return a
		}
		return Not(a)
	}
	return draft.Value{Text: a.At(draft.PrecCompare+1) + " " + op + " " + b.At(draft.PrecCompare+1), Type: names.TBool, Prec: draft.PrecCompare, Calls: a.Calls || b.Calls}
}

// bitsOfBools is an operation of bits on conditions, of which each is evaluated.
func (f *Function) bitsOfBools(op string, a, b draft.Value) draft.Value {
	if a.Calls || b.Calls || op == "^" {
		return f.Operate(op, f.ToInt(a, names.TInt32), f.ToInt(b, names.TInt32))
	}
	o := op + op
	return draft.Value{Text: a.At(precOf[o]) + " " + o + " " + b.At(precOf[o]+1), Type: names.TBool, Prec: precOf[o]}
}

// negative is -v; two signs in a row would be an operator of their own.
func negative(v draft.Value) draft.Value {
	s := v.At(draft.PrecUnary)
	if strings.HasPrefix(s, "-") {
		s = "(" + s + ")"
	}
	return draft.Value{Text: "-" + s, Type: v.Type, Prec: draft.PrecUnary, Calls: v.Calls}
}

// Not is the negation of a condition.
func Not(v draft.Value) draft.Value {
	if v.Const {
		return draft.Integer(boolean(v.N == 0), names.TBool)
	}
	return draft.Value{Text: "!" + v.At(draft.PrecUnary), Type: names.TBool, Prec: draft.PrecUnary, Calls: v.Calls}
}

func (f *Function) shift(op string, a, b draft.Value) draft.Value {
	if a.Type.Kind != names.Int || b.Type.Kind != names.Int {
		return draft.Guess(names.TInt32)
	}
	if b.Const {
		if b.N < 0 || b.N >= 8*a.Type.Size {
			return draft.Guess(a.Type)
		}
		if a.Const {
			if n, ok := names.Fold(op, a.N, b.N, a.Type); ok {
				return draft.Integer(n, a.Type)
			}
		}
		return draft.Value{Text: f.typedAt(a, draft.PrecMul) + " " + op + " " + draft.Integer(b.N, names.TInt32).Text, Type: a.Type, Prec: draft.PrecMul, Calls: a.Calls}
	}
	if b.Type.Signed {
		b = f.ToInt(b, names.TUint32)
	}
	return draft.Value{Text: f.typedAt(a, draft.PrecMul) + " " + op + " " + b.At(draft.PrecUnary), Type: a.Type, Prec: draft.PrecMul, Calls: a.Calls || b.Calls}
}

func (f *Function) typedAt(v draft.Value, prec int) string {
	if v.Bare {
		return v.Typed()
	}
	return v.At(prec)
}

func (f *Function) unary(x *syntax.Unary, want *names.Type) draft.Value {
	switch x.Op {
	case "++", "--":
		return f.step(x, valueUsed)
	case "&":
		if f.hasOperator(f.TypeOf(x.X), "&") {
			if v, ok := f.OperatorOn("&", f.Expr(x.X, nil)); ok {
				return v
			}
		}
		return f.addressOf(x, want)
	case "*":
		return f.Deref(f.Expr(x.X, pointerWant(want)), want)
	case "!":
		if f.hasOperator(f.TypeOf(x.X), "!") {
			if v, ok := f.overloaded("!", f.Expr(x.X, nil), nil); ok {
				return f.Truth(v)
			}
		}
		return Not(f.Cond(x.X))
	case "throw":
		f.Expr(x.X, nil)
		f.Emit(`panic("exception")`)
		return draft.Value{Type: names.TVoid}
	}
	v := f.operand(x.X, operandWant(want, x.X))
	if v.Type.Kind == names.Struct {
		if w, ok := f.OperatorOn(x.Op, v); ok {
			return w
		}
	}
	if v.Type.IsAddress() || v.Type.Kind == names.Struct || v.Type.Kind == names.String || v.Type.Kind == names.Slice {
		return draft.Guess(draft.OrInt(want))
	}
	v = f.Promote(v)
	switch x.Op {
	case "+":
		return v
	case "-":
		if v.Const {
			return draft.Integer(names.Wrap(-v.N, v.Type), v.Type)
		}
		return negative(v)
	case "~":
		if v.Type.Kind != names.Int {
			return draft.Guess(v.Type)
		}
		if v.Const {
			return draft.Integer(names.Wrap(^v.N, v.Type), v.Type)
		}
		return draft.Value{Text: "^" + v.At(draft.PrecUnary), Type: v.Type, Prec: draft.PrecUnary, Calls: v.Calls}
	}
	return draft.Guess(draft.OrInt(want))
}

func (f *Function) cast(x *syntax.Cast, want *names.Type) draft.Value {
	t := f.Typ(x.Type)
	if l, ok := x.X.(*syntax.List); ok {
		if t.Kind == names.Array && t.Len == 0 {
			t = f.Unit.Sized(x.Type, l)
		}
		return f.construct(t, x.Type, l)
	}
	if t.Kind == names.Void {
		f.Effect(x.X)
		return draft.Value{Type: names.TVoid}
	}
	if t.Kind == names.Struct && x.Form == syntax.CastCall {
		return f.construct(t, x.Type, &syntax.List{Span: x.Span, Paren: true, Elems: []*syntax.Init{{Span: x.Span, X: x.X}}})
	}
	v := f.Expr(x.X, t)
	if x.Type != nil && (x.Type.Kind == syntax.TypeRef || x.Type.Kind == syntax.TypeRvalueRef) {
		if v.LValue && t.Kind == names.Pointer {
			p := draft.Value{Text: v.Address(), Type: names.PointerTo(Object(v.Type)), Prec: draft.PrecUnary}
			if v.Ptr != "" {
				p.Prec = draft.PrecPrimary
			}
			v = f.Deref(f.ToPointer(p, t), nil)
		}
		v.Moved = x.Type.Kind == syntax.TypeRvalueRef
		return v
	}
	if v.Type != nil && v.Type.Kind == names.Struct && t.Kind == names.Struct {
		return v
	}
	if f.mayFail(x, v, t) {
		return f.failing(f.Convert(v, t))
	}
	out := f.Convert(v, t)
	out.LValue = false
	if out.Const && out.Bare && !out.IsNull() {
		out.Type = t
	}
	return out
}

// mayFail reports whether a cast asks of which class an object is: not where the text has its
// class derive from the other.
func (f *Function) mayFail(x *syntax.Cast, v draft.Value, t *names.Type) bool {
	if x.Form != syntax.CastNamed || !f.Unit.File.Tokens[x.From].Is("dynamic_cast") || v.Type == nil || v.Type.Kind != names.Pointer || t.Kind != names.Pointer {
		return false
	}
	a, b := v.Type.Elem, t.Elem
	return a.Kind == names.Struct && b.Kind == names.Struct && a.Rec != b.Rec && !draft.Derives(a.Rec, b.Rec, 0)
}

// failing is a pointer, or NULL: which of them is not understood.
func (f *Function) failing(p draft.Value) draft.Value {
	v := f.Temp(p)
	f.Emit("if " + draft.Guess(names.TBool).Text + " {")
	f.Emit(v.Text + " = nil")
	f.Emit("}")
	return v
}
