package expr

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/draft"
	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// use says whether the value of an assignment is asked for.
type use uint8

const (
	valueDropped use = iota
	valueUsed
)

// assign is x = y or x op= y.
func (f *Function) assign(x *syntax.Binary, u use) draft.Value {
	if x.Op == "=" {
		return f.assignPlain(x, u)
	}
	op := strings.TrimSuffix(x.Op, "=")
	lv := f.once(f.lvalue(x.X, nil))
	if v, ok := f.overloaded(x.Op, lv, x.Y); ok {
		return v
	}
	y := f.operand(x.Y, lv.Type)
	if lv.Text == "_" {
		f.Discard(y)
		return draft.Unknown(lv.Type)
	}
	f.Update(lv, op, y)
	return lv
}

// Update is lv op= y.
func (f *Function) Update(lv draft.Value, op string, y draft.Value) {
	if lv.Type.Kind == names.Int && lv.Type.Size >= 4 && !y.Type.IsAddress() && (y.Type.Kind == names.Int || y.Type.Kind == names.Bool) && op != "<<" && op != ">>" && lv.Bits == 0 {
		py := f.Promote(y)
		if names.Same(common(lv.Type, py.Type), lv.Type) && !(op == "/" || op == "%") {
			f.Emit(lv.Text + " " + op + "= " + f.Convert(py, lv.Type).Text)
			return
		}
	}
	f.put(lv, narrowed(f.Convert(f.Operate(op, lv, y), lv.Type), lv.Bits))
}

// narrowed is what a bit field keeps of a value.
func narrowed(v draft.Value, bits int) draft.Value {
	if bits == 0 || v.Type.Kind != names.Int {
		return v
	}
	shift := int64(8*v.Type.Size) - int64(bits)
	if v.Const {
		n := v.N << (64 - bits) >> (64 - bits)
		if !v.Type.Signed {
			n = v.N & (1<<bits - 1)
		}
		return draft.Integer(n, v.Type)
	}
	if !v.Type.Signed {
		return draft.Value{Text: v.At(draft.PrecMul) + " & " + strconv.FormatInt(1<<bits-1, 10), Type: v.Type, Prec: draft.PrecMul, Calls: v.Calls}
	}
	n := strconv.FormatInt(shift, 10)
	return draft.Value{Text: v.At(draft.PrecMul) + " << " + n + " >> " + n, Type: v.Type, Prec: draft.PrecMul, Calls: v.Calls}
}

// once is an lvalue that can be evaluated twice.
func (f *Function) once(v draft.Value) draft.Value {
	if !v.Calls || !v.LValue {
		return v
	}
	if v.Word != "" {
		p := f.Temp(draft.Primary(v.Word, names.PointerTo(names.Unsigned(v.Type.Size))))
		v.Calls = false
		return inWord(v, p.Text)
	}
	p := f.Temp(draft.Value{Text: v.Address(), Type: names.PointerTo(Object(v.Type)), Prec: draft.PrecUnary})
	out := draft.Target(p.Text, v.Type)
	out.Bits = v.Bits
	return out
}

// lvalue is an expression that is assigned to.
func (f *Function) lvalue(x syntax.Expr, want *names.Type) draft.Value {
	v := f.Object(x, want)
	if !v.LValue {
		if v.Type == nil || v.Type.Kind == names.Void {
			v.Type = draft.OrInt(want)
		}
		return draft.Value{Text: "_", Type: v.Type, Prec: draft.PrecPrimary, LValue: true}
	}
	return v
}

func (f *Function) assignPlain(x *syntax.Binary, u use) draft.Value {
	rhs := syntax.Unparen(x.Y)
	if inner, ok := rhs.(*syntax.Binary); ok && inner.Op == "=" { // a = b = c
		v := f.assignPlain(inner, valueUsed)
		lv := f.lvalue(x.X, v.Type)
		f.store(lv, v)
		return lv
	}
	// The type of the left side is asked for before the right side is evaluated;
	// the text of the left side comes behind that of the right one.
	t := f.TypeOf(x.X)
	if c, ok := rhs.(*syntax.Cond); ok && c.A != nil && u == valueDropped && t != nil {
		f.assignChoice(x, c)
		return draft.Value{Type: names.TVoid}
	}
	if f.assignedUnknown(x, t) {
		return draft.Value{Type: names.TVoid}
	}
	if f.hasOperator(t, "=", x.Y) {
		if v, ok := f.overloaded("=", f.lvalue(x.X, t), x.Y); ok {
			return v
		}
	}
	y := f.Expr(x.Y, t)
	if y.Type == nil || y.Type.Kind == names.Void {
		y = draft.Guess(draft.OrInt(t))
	}
	if y.Calls && f.hasCall(x.X) {
		y = f.Temp(f.Settled(y))
	}
	lv := f.lvalue(x.X, f.wantOf(y))
	f.store(lv, y)
	if lv.Text == "_" {
		return draft.Unknown(lv.Type)
	}
	return lv
}

// wantOf is the type that an unknown left side has by its right side.
func (f *Function) wantOf(y draft.Value) *names.Type {
	switch {
	case y.Type.Kind == names.Array:
		return names.PointerTo(y.Type.Elem)
	case y.IsNull():
		return names.TPointer
	case y.Type.Kind == names.Func && y.Func != nil:
		return y.Type
	}
	return y.Type
}

func (f *Function) store(lv, y draft.Value) {
	if lv.Text == "_" {
		if y.Text != "" && y.Calls {
			f.Emit("_ = " + y.Typed())
		}
		return
	}
	if y.Func != nil && lv.Undeclared != "" && !f.Draft.Program.CallsMember(lv.Undeclared) {
		y.Func.Kept = true
	}
	v := narrowed(f.Convert(y, lv.Type), lv.Bits)
	if strings.HasSuffix(lv.Text, ".DriverUnload") && (strings.Contains(v.Text, "wdm.Unknown") || strings.Contains(v.Text, "wdm.Guess[")) {
		f.Draft.Unloads = append(f.Draft.Unloads, draft.Failure{Function: draft.Qualified(f.Func), At: f.Draft.Place(f.Unit, f.Token), Why: "what DriverUnload is set to is not known"})
	}
	if v.Text == lv.Text {
		return
	}
	if lv.Type.Kind == names.Struct && lv.Type.Rec.Virtual() { // an assignment leaves the class of the object
		lv = f.once(lv)
		var kept []draft.Value
		for _, t := range f.Tags(lv) {
			kept = append(kept, f.Temp(t))
		}
		f.Emit(lv.Text + " = " + v.Text)
		for i, t := range f.Tags(lv) {
			f.Emit(t.Text + " = " + kept[i].Text)
		}
		return
	}
	f.put(lv, v)
}

// assignChoice is x = c ? a : b, as an if.
func (f *Function) assignChoice(x *syntax.Binary, c *syntax.Cond) {
	one := func(y syntax.Expr) []draft.Line {
		return f.Capture(func() {
			f.Full(func() draft.Value {
				f.assignPlain(&syntax.Binary{Span: x.Span, Op: "=", X: x.X, Y: y}, valueDropped)
				return draft.Value{}
			})
		})
	}
	cond := f.Cond(c.C)
	if cond.Const {
		y := c.A
		if cond.N == 0 {
			y = c.B
		}
		f.Lines = append(f.Lines, one(y)...)
		return
	}
	f.IfElse(cond, one(c.A), one(c.B))
}

// hasCall reports whether evaluating x does more than give a value.
func (f *Function) hasCall(x syntax.Expr) bool {
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
func (f *Function) step(x *syntax.Unary, u use) draft.Value {
	lv := f.once(f.lvalue(x.X, nil))
	if x.Postfix && lv.Type.Kind == names.Struct { // the one with a parameter
		if fn, rec := f.MethodFor(lv.Type.Rec, "operator "+x.Op, []draft.Value{draft.Integer(0, names.TInt32)}, 0); fn != nil && fn.Defined() && len(fn.Type().Params) == 1 {
			return f.CallWith(fn, f.AsBase(lv, rec), []draft.Value{draft.Integer(0, names.TInt32)})
		}
	}
	if v, ok := f.overloaded(x.Op, lv, nil); ok {
		return v
	}
	if lv.Text == "_" {
		return draft.Unknown(lv.Type)
	}
	old := lv
	if u == valueUsed && x.Postfix {
		old = f.Temp(lv)
	}
	switch {
	case lv.Type.Kind == names.Bool && x.Op == "++":
		f.Emit(lv.Text + " = true")
	case lv.Type.Kind == names.Int && lv.Bits == 0:
		f.Emit(stepText(lv, x.Op))
	case lv.Type.Kind == names.Float:
		f.Emit(stepText(lv, x.Op))
	default:
		one := draft.Integer(1, names.TInt32)
		f.store(lv, f.Operate(x.Op[:1], lv, one))
	}
	return old
}

func stepText(lv draft.Value, op string) string {
	if lv.Ptr != "" {
		return "(" + lv.Text + ")" + op
	}
	return lv.Text + op
}

// Effect is an expression whose value is not asked for.
func (f *Function) Effect(x syntax.Expr) {
	switch y := x.(type) {
	case nil:
		return
	case *syntax.Paren:
		f.Effect(y.X)
		return
	case *syntax.Binary:
		switch {
		case y.Op == ",":
			f.Effect(y.X)
			f.Effect(y.Y)
			return
		case strings.HasSuffix(y.Op, "=") && precOf[y.Op] == 0:
			f.assign(y, valueDropped)
			return
		case y.Op == "&&" || y.Op == "||":
			c := f.Cond(y.X)
			if y.Op == "||" {
				c = Not(c)
			}
			then := f.Capture(func() { f.FullEffect(y.Y) })
			switch {
			case c.Const && c.N == 0:
			case c.Const:
				f.Lines = append(f.Lines, then...)
			case len(then) > 0:
				f.IfElse(c, then, nil)
			case c.Calls:
				f.Emit("_ = " + c.Text)
			}
			return
		}
	case *syntax.Unary:
		if y.Op == "++" || y.Op == "--" {
			f.step(y, valueDropped)
			return
		}
	case *syntax.Cond:
		if y.A != nil {
			f.effectChoice(y)
			return
		}
	}
	f.Discard(f.Expr(x, names.TVoid))
}

func (f *Function) effectChoice(x *syntax.Cond) {
	c := f.Cond(x.C)
	a := f.Capture(func() { f.FullEffect(x.A) })
	b := f.Capture(func() { f.FullEffect(x.B) })
	switch {
	case c.Const && c.N != 0:
		f.Lines = append(f.Lines, a...)
	case c.Const:
		f.Lines = append(f.Lines, b...)
	case len(a) > 0:
		f.IfElse(c, a, b)
	case len(b) > 0:
		f.IfElse(Not(c), b, nil)
	case c.Calls:
		f.Emit("_ = " + c.Text)
	}
}

// Discard evaluates a value and forgets it.
func (f *Function) Discard(v draft.Value) {
	switch {
	case v.Text == "" || v.Const:
	case v.Calls && !v.LValue && v.Type != nil && f.ends(v.Type, 0):
		f.Kept(v)
	case v.Type == nil || v.Type.Kind == names.Void:
		f.Emit(v.Text)
	case !v.Calls, draft.IsUnknown(draft.Strip(v.Text)):
	case isCallText(v.Text):
		f.Emit(v.Text)
	default:
		f.Emit("_ = " + v.Typed())
	}
}

// isCallText reports whether a text is one call and nothing else.
func isCallText(s string) bool {
	s = draft.Strip(s)
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
