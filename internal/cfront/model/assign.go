package model

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// assign is x = y or x op= y; its value is asked for or not.
func (f *function) assign(x *syntax.Binary, wanted bool) value {
	if x.Op == "=" {
		return f.assignPlain(x, wanted)
	}
	op := strings.TrimSuffix(x.Op, "=")
	lv := f.once(f.lvalue(x.X, nil))
	if v, ok := f.overloaded(x.Op, lv, x.Y); ok {
		return v
	}
	y := f.operand(x.Y, lv.t)
	if lv.s == "_" {
		f.discard(y)
		return unknown(lv.t)
	}
	f.update(lv, op, y)
	return lv
}

// update is lv op= y.
func (f *function) update(lv value, op string, y value) {
	if lv.t.Kind == names.Int && lv.t.Size >= 4 && !y.t.IsAddress() && (y.t.Kind == names.Int || y.t.Kind == names.Bool) && op != "<<" && op != ">>" && lv.bits == 0 {
		py := f.promote(y)
		if names.Same(common(lv.t, py.t), lv.t) && !(op == "/" || op == "%") {
			f.emit(lv.s + " " + op + "= " + f.convert(py, lv.t).s)
			return
		}
	}
	r := narrowed(f.convert(f.operate(op, lv, y), lv.t), lv.bits)
	f.emit(lv.s + " = " + r.s)
}

// narrowed is what a bit field keeps of a value.
func narrowed(v value, bits int) value {
	if bits == 0 || v.t.Kind != names.Int {
		return v
	}
	shift := int64(8*v.t.Size) - int64(bits)
	if v.konst {
		n := v.n << (64 - bits) >> (64 - bits)
		if !v.t.Signed {
			n = v.n & (1<<bits - 1)
		}
		return integer(n, v.t)
	}
	if !v.t.Signed {
		return value{s: v.at(precMul) + " & " + strconv.FormatInt(1<<bits-1, 10), t: v.t, prec: precMul, calls: v.calls}
	}
	n := strconv.FormatInt(shift, 10)
	return value{s: v.at(precMul) + " << " + n + " >> " + n, t: v.t, prec: precMul, calls: v.calls}
}

// once is an lvalue that can be evaluated twice.
func (f *function) once(v value) value {
	if !v.calls || !v.lv {
		return v
	}
	p := f.temp(value{s: v.address(), t: names.PointerTo(object(v.t)), prec: precUnary})
	out := target(p.s, v.t)
	out.bits = v.bits
	return out
}

// lvalue is an expression that is assigned to.
func (f *function) lvalue(x syntax.Expr, want *names.Type) value {
	v := f.expr(x, want)
	if !v.lv {
		if v.t == nil || v.t.Kind == names.Void {
			v.t = orInt(want)
		}
		return value{s: "_", t: v.t, prec: precPrimary, lv: true}
	}
	return v
}

func (f *function) assignPlain(x *syntax.Binary, wanted bool) value {
	rhs := unparen(x.Y)
	if inner, ok := rhs.(*syntax.Binary); ok && inner.Op == "=" { // a = b = c
		v := f.assignPlain(inner, true)
		lv := f.lvalue(x.X, v.t)
		f.store(lv, v)
		return lv
	}
	// The type of the left side is asked for before the right side is evaluated;
	// the text of the left side comes behind that of the right one.
	t := f.typeOf(x.X)
	if c, ok := rhs.(*syntax.Cond); ok && c.A != nil && !wanted && t != nil {
		f.assignChoice(x, c)
		return value{t: names.TVoid}
	}
	if f.assignedUnknown(x, t) {
		return value{t: names.TVoid}
	}
	if f.hasOperator(t, "=", x.Y) {
		if v, ok := f.overloaded("=", f.lvalue(x.X, t), x.Y); ok {
			return v
		}
	}
	y := f.expr(x.Y, t)
	if y.t == nil || y.t.Kind == names.Void {
		y = unknown(orInt(t))
	}
	if y.calls && f.hasCall(x.X) {
		y = f.temp(f.settled(y))
	}
	lv := f.lvalue(x.X, f.wantOf(y))
	f.store(lv, y)
	if lv.s == "_" {
		return unknown(lv.t)
	}
	return lv
}

// wantOf is the type that an unknown left side has by its right side.
func (f *function) wantOf(y value) *names.Type {
	switch {
	case y.t.Kind == names.Array:
		return names.PointerTo(y.t.Elem)
	case y.isNull():
		return names.TPointer
	case y.t.Kind == names.Func && y.fn != nil:
		return y.t
	}
	return y.t
}

func (f *function) store(lv, y value) {
	if lv.s == "_" {
		if y.s != "" && y.calls {
			f.emit("_ = " + y.typed())
		}
		return
	}
	v := narrowed(f.convert(y, lv.t), lv.bits)
	if strings.HasSuffix(lv.s, ".DriverUnload") && strings.Contains(v.s, "wdm.Unknown") {
		f.b.unloads = append(f.b.unloads, Failure{qualified(f.fn), f.b.place(f.u, f.tok), "what DriverUnload is set to is not known"})
	}
	if v.s == lv.s {
		return
	}
	if lv.t.Kind == names.Struct && lv.t.Rec.Virtual() { // an assignment leaves the class of the object
		lv = f.once(lv)
		var kept []value
		for _, t := range tags(lv, f) {
			kept = append(kept, f.temp(t))
		}
		f.emit(lv.s + " = " + v.s)
		for i, t := range tags(lv, f) {
			f.emit(t.s + " = " + kept[i].s)
		}
		return
	}
	f.emit(lv.s + " = " + v.s)
}

// assignChoice is x = c ? a : b, as an if.
func (f *function) assignChoice(x *syntax.Binary, c *syntax.Cond) {
	one := func(y syntax.Expr) []line {
		return f.capture(func() {
			f.full(func() value {
				f.assignPlain(&syntax.Binary{Span: x.Span, Op: "=", X: x.X, Y: y}, false)
				return value{}
			})
		})
	}
	cond := f.cond(c.C)
	if cond.konst {
		y := c.A
		if cond.n == 0 {
			y = c.B
		}
		f.out = append(f.out, one(y)...)
		return
	}
	f.ifElse(cond, one(c.A), one(c.B))
}

// typeOf is the type of an expression that is not evaluated for it.
func (f *function) typeOf(x syntax.Expr) *names.Type {
	if id, ok := unparen(x).(*syntax.Ident); ok && len(id.Name.Parts) == 1 {
		if l, ok := f.lookup(id.Name.Last()).(*local); ok {
			if l.ref {
				return l.t.Elem
			}
			return l.t
		}
	}
	return f.look(x).t
}

// look is what an expression gives, without evaluating it. It has no type if the text
// does not tell.
func (f *function) look(x syntax.Expr) value {
	var v value
	saved, temps := f.failed, f.temps
	used := f.snapshot(x)
	top, owed, given := len(f.top), f.owed(), len(f.given)
	f.capture(func() { v = f.expr(x, nil) })
	f.failed, f.temps, f.top = saved, temps, f.top[:top]
	f.forgive(owed)
	used()
	for _, name := range f.given[given:] {
		delete(f.used, name)
	}
	f.given = f.given[:given]
	if v.t == nil || v.t.Kind == names.Void || strings.Contains(v.s, "wdm.Field[") || strings.HasPrefix(v.s, "wdm.Unknown[") {
		v.t = nil
	}
	return v
}

// snapshot remembers what evaluating x for its type alone must not change.
func (f *function) snapshot(syntax.Expr) func() {
	undeclared := len(f.b.order)
	return func() { f.b.forget(undeclared) }
}

// hasCall reports whether evaluating x does more than give a value.
func (f *function) hasCall(x syntax.Expr) bool {
	found := false
	syntax.Walk(x, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Call, *syntax.New:
			found = true
		case *syntax.Unary:
			found = found || n.Op == "++" || n.Op == "--"
		case *syntax.Binary:
			found = found || strings.HasSuffix(n.Op, "=") && precOf[n.Op] == 0
		}
		return !found
	})
	return found
}

// step is x++ and its like.
func (f *function) step(x *syntax.Unary, wanted bool) value {
	lv := f.once(f.lvalue(x.X, nil))
	if v, ok := f.overloaded(x.Op, lv, nil); ok {
		return v
	}
	if lv.s == "_" {
		return unknown(lv.t)
	}
	old := lv
	if wanted && x.Postfix {
		old = f.temp(lv)
	}
	switch {
	case lv.t.Kind == names.Bool && x.Op == "++":
		f.emit(lv.s + " = true")
	case lv.t.Kind == names.Int && lv.bits == 0:
		f.emit(stepText(lv, x.Op))
	case lv.t.Kind == names.Float:
		f.emit(stepText(lv, x.Op))
	default:
		one := integer(1, names.TInt32)
		f.store(lv, f.operate(x.Op[:1], lv, one))
	}
	return old
}

func stepText(lv value, op string) string {
	if lv.ptr != "" {
		return "(" + lv.s + ")" + op
	}
	return lv.s + op
}

// effect is an expression whose value is not asked for.
func (f *function) effect(x syntax.Expr) {
	switch y := x.(type) {
	case nil:
		return
	case *syntax.Paren:
		f.effect(y.X)
		return
	case *syntax.Binary:
		switch {
		case y.Op == ",":
			f.effect(y.X)
			f.effect(y.Y)
			return
		case strings.HasSuffix(y.Op, "=") && precOf[y.Op] == 0:
			f.assign(y, false)
			return
		case y.Op == "&&" || y.Op == "||":
			c := f.cond(y.X)
			if y.Op == "||" {
				c = not(c)
			}
			then := f.capture(func() { f.fullEffect(y.Y) })
			switch {
			case c.konst && c.n == 0:
			case c.konst:
				f.out = append(f.out, then...)
			case len(then) > 0:
				f.ifElse(c, then, nil)
			case c.calls:
				f.emit("_ = " + c.s)
			}
			return
		}
	case *syntax.Unary:
		if y.Op == "++" || y.Op == "--" {
			f.step(y, false)
			return
		}
	case *syntax.Cond:
		if y.A != nil {
			f.effectChoice(y)
			return
		}
	}
	f.discard(f.expr(x, names.TVoid))
}

func (f *function) effectChoice(x *syntax.Cond) {
	c := f.cond(x.C)
	a := f.capture(func() { f.fullEffect(x.A) })
	b := f.capture(func() { f.fullEffect(x.B) })
	switch {
	case c.konst && c.n != 0:
		f.out = append(f.out, a...)
	case c.konst:
		f.out = append(f.out, b...)
	case len(a) > 0:
		f.ifElse(c, a, b)
	case len(b) > 0:
		f.ifElse(not(c), b, nil)
	case c.calls:
		f.emit("_ = " + c.s)
	}
}

// discard evaluates a value and forgets it.
func (f *function) discard(v value) {
	switch {
	case v.s == "" || v.konst:
	case v.calls && !v.lv && v.t != nil && f.ends(v.t, 0):
		f.kept(v)
	case v.t == nil || v.t.Kind == names.Void:
		f.emit(v.s)
	case !v.calls, strings.HasPrefix(strip(v.s), "wdm.Unknown["):
	case isCallText(v.s):
		f.emit(v.s)
	default:
		f.emit("_ = " + v.typed())
	}
}

// isCallText reports whether a text is one call and nothing else.
func isCallText(s string) bool {
	s = strip(s)
	if !strings.HasSuffix(s, ")") || strings.IndexByte("(*&!^-", s[0]) >= 0 {
		return false
	}
	depth, open := 0, -1
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			for i++; i < len(s) && s[i] != '"'; i++ {
				if s[i] == '\\' {
					i++
				}
			}
		case '(', '[', '{':
			if depth == 0 && s[i] == '(' {
				open = i
			}
			depth++
		case ')', ']', '}':
			depth--
		case ' ':
			if depth == 0 {
				return false
			}
		}
	}
	return open > 0 && !conversion(s[:open])
}

// conversion reports whether what looks like a call is none that may stand alone.
func conversion(callee string) bool {
	switch callee {
	case "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "uintptr", "int", "bool", "float32", "float64", "unsafe.Pointer",
		"wdm.NTSTATUS", "wdm.HANDLE":
		return true
	}
	return false
}
