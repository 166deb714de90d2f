package model

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/names"
	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// expr is an expression. What it does beside its value is emitted in front. want
// is the type that its place asks for, nil for none: what is not known is taken
// to be of it.
func (f *function) expr(x syntax.Expr, want *names.Type) value {
	if x == nil {
		return unknown(orInt(want))
	}
	if !f.deeper(x) {
		return unknown(orInt(want))
	}
	defer func() { f.depth-- }()
	switch x := x.(type) {
	case *syntax.Paren:
		return f.expr(x.X, want)
	case *syntax.Ident:
		return f.ident(x, want)
	case *syntax.Lit:
		return f.lit(x)
	case *syntax.Unary:
		return f.unary(x, want)
	case *syntax.Binary:
		return f.binary(x, want)
	case *syntax.Cond:
		return f.choice(x, want)
	case *syntax.Call:
		return f.call(x, want)
	case *syntax.Index:
		return f.index(x, want)
	case *syntax.Member:
		return f.member(x, want)
	case *syntax.Cast:
		return f.cast(x, want)
	case *syntax.SizeOf:
		return f.sizeOf(x)
	case *syntax.StmtExpr:
		return f.stmtExpr(x, want)
	case *syntax.List:
		return f.braces(x, want)
	case *syntax.New:
		return f.newObject(x, want)
	case *syntax.Delete:
		f.deleteObject(x)
		return value{t: names.TVoid}
	case *syntax.Lambda:
		return f.lambda(x, want)
	case *syntax.TypeExpr:
		return unknown(orInt(want))
	}
	f.fail(x, "an expression could not be read")
	return unknown(orInt(want))
}

func orInt(t *names.Type) *names.Type {
	if t == nil || t.Kind == names.Void {
		return names.TInt32
	}
	return t
}

// rvalue is an expression converted to a type.
func (f *function) rvalue(x syntax.Expr, t *names.Type) value { return f.convert(f.expr(x, t), t) }

// cond is an expression as a condition.
func (f *function) cond(x syntax.Expr) value {
	return f.truth(f.noted(x, f.expr(x, names.TBool)))
}

func (f *function) lit(x *syntax.Lit) value {
	switch x.Kind {
	case scan.String:
		return stringLit(x)
	case scan.Ident: // a keyword of C++
		if v, ok := f.word(x.Text); ok {
			return v
		}
	case scan.Number, scan.Char:
		if n, t, ok := names.Literal(x); ok {
			v := integer(n, t)
			if x.Kind == scan.Number && strings.HasPrefix(strings.ToLower(x.Text), "0x") && n >= 0 {
				v.s = "0x" + strconv.FormatInt(n, 16)
			}
			return v
		}
		text := strings.TrimRight(x.Text, "fFlL")
		if n, err := strconv.ParseFloat(text, 64); err == nil && x.Kind == scan.Number {
			return primary(strconv.FormatFloat(n, 'g', -1, 64), names.TDouble)
		}
	}
	return unknown(names.TInt32)
}

// stringLit is a literal, its pieces joined.
func stringLit(x *syntax.Lit) value {
	elem := names.TInt8
	if strings.HasPrefix(x.Text, "L") || strings.HasPrefix(x.Text, "u\"") {
		elem = names.TUint16
	}
	text := characters(x.Text)
	return value{s: text, text: text, isStr: true, prec: precPrimary, t: names.ArrayOf(elem, int64(len(text))-1)}
}

// characters is a literal of C as one of Go.
func characters(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			break
		}
		s = s[i+1:]
		j := 0
		for j < len(s) && s[j] != '"' {
			if s[j] == '\\' {
				j++
			}
			j++
		}
		j = min(j, len(s))
		body := s[:j]
		for body != "" {
			c, _, rest, err := strconv.UnquoteChar(body, '"')
			if err != nil {
				c, rest = rune(body[0]), body[1:]
			}
			b.WriteRune(c)
			body = rest
		}
		if j+1 > len(s) {
			break
		}
		s = s[j+1:]
	}
	return strconv.QuoteToASCII(b.String())
}

func (f *function) ident(x *syntax.Ident, want *names.Type) value {
	name := x.Name.Last()
	if len(x.Name.Parts) == 1 && !x.Name.Global {
		switch l := f.lookup(name).(type) {
		case *local:
			return f.use(l)
		case *names.Var:
			return value{s: f.b.variable(l), t: l.Type(), prec: precPrimary, lv: true}
		case value:
			return l
		}
		if v, ok := f.ofThis(name); ok {
			return v
		}
	}
	if v, ok := f.staticMethod(x.Name); ok {
		return v
	}
	return f.global(x, name, want)
}

// use is a local as a value.
func (f *function) use(l *local) value {
	if l.ref {
		return target(l.name, l.t.Elem)
	}
	return value{s: l.name, t: l.t, prec: precPrimary, lv: true}
}

// word is a name that the language, or every header, gives its meaning.
func (f *function) word(name string) (value, bool) {
	switch name {
	case "NULL", "nullptr", "__null":
		return null(names.TPointer), true
	case "TRUE", "true":
		return integer(1, names.TBool), true
	case "FALSE", "false":
		return integer(0, names.TBool), true
	case "this":
		if f.this != nil {
			return f.use(f.this), true
		}
	case "__FUNCTION__", "__func__", "__FILE__", "__PRETTY_FUNCTION__", "__FUNCDNAME__":
		return value{s: `""`, text: `""`, isStr: true, prec: precPrimary, t: names.ArrayOf(names.TInt8, 1)}, true
	}
	return value{}, false
}

// global is a name from outside of the function.
func (f *function) global(x *syntax.Ident, name string, want *names.Type) value {
	if v, ok := f.word(name); ok {
		return v
	}
	switch o := f.u.Resolve(x.Name).(type) {
	case *names.Enumerator:
		out := primary(f.b.enumerator(o), names.TInt32)
		if o.Value != int64(int32(o.Value)) {
			out.t = names.TInt64
		}
		out.n, out.konst = o.Value, true
		return out
	case *names.Var:
		if c := f.u.Prog.Table.Const(name); c != nil && o.Init == nil {
			return constant(c)
		}
		if o.Defined || o.Init != nil || f.u.Prog.Table.Const(name) == nil {
			v := value{s: f.b.variable(o), t: o.Type(), prec: precPrimary, lv: true}
			if o.Decl.Type.Kind == syntax.TypeRef {
				return target(v.s, v.t.Elem)
			}
			return v
		}
	case *names.Function:
		if o.Defined() || f.u.Prog.Table.Func(name) == nil {
			return value{s: "nil", t: o.Type(), prec: precPrimary, fn: o}
		}
	}
	if c := f.u.Prog.Table.Const(name); c != nil {
		return constant(c)
	}
	if d := f.u.Prog.Table.Func(name); d != nil && !d.Generic {
		return primary(d.Name, d.Type)
	}
	if t, s := f.u.Prog.Table.Var(name); t != nil {
		return value{s: s, t: t, prec: precPrimary, lv: true}
	}
	return f.b.undeclared(name, want)
}

func constant(c *names.Const) value {
	return value{s: c.Name, t: c.Type, prec: precPrimary, n: c.Value, konst: true}
}

func (f *function) sizeOf(x *syntax.SizeOf) value {
	size := func(t *names.Type, text string) value {
		out := primary(text, names.TUintptr)
		out.n, out.konst = t.SizeOf(), true
		if text == "" {
			return integer(out.n, names.TUintptr)
		}
		return out
	}
	if x.Word == "offsetof" || x.Memb != nil {
		return f.offset(x)
	}
	switch of := x.Of.(type) {
	case *syntax.Type:
		return size(f.typ(of), "")
	case *syntax.TypeExpr:
		return size(f.typ(of.Type), "")
	case syntax.Expr:
		if id, ok := unparen(of).(*syntax.Ident); ok && f.lookup(id.Name.Last()) == nil {
			if f.u.Lookup(id.Name.Last()) == nil || isType(f.u.Lookup(id.Name.Last())) {
				if t := f.u.ByName(id.Name.Last()); t != nil {
					return size(t, "")
				}
			}
		}
		var v value
		saved := f.failed
		f.capture(func() { v = f.expr(of, nil) }) // not evaluated
		f.failed = saved
		if v.t != nil {
			return size(v.t, "")
		}
	}
	return integer(8, names.TUintptr)
}

func isType(o names.Object) bool {
	_, ok := o.(*names.Typedef)
	return ok
}

// offset is where a member stands in its structure.
func (f *function) offset(x *syntax.SizeOf) value {
	if t, ok := x.Of.(*syntax.Type); ok {
		if id, ok := x.Memb.(*syntax.Ident); ok {
			return f.offsetOf(f.typ(t), id.Name.Last())
		}
	}
	return unknown(names.TUintptr)
}

func (f *function) offsetOf(t *names.Type, member string) value {
	if t.Kind != names.Struct {
		return unknown(names.TUintptr)
	}
	path, ok := fieldPath(t.Rec, member)
	if !ok {
		return unknown(names.TUintptr)
	}
	return primary("unsafe.Offsetof("+t.String()+"{}."+path+")", names.TUintptr)
}

// fieldPath is the path of a member in Go, if no union is on the way.
func fieldPath(r *names.Record, member string) (string, bool) {
	var parts []string
	for _, name := range strings.Split(member, ".") {
		if r == nil {
			return "", false
		}
		steps := r.Find(name)
		if steps == nil {
			return "", false
		}
		for _, s := range steps {
			if s.Of.Union {
				return "", false
			}
			parts = append(parts, s.Field.Go)
		}
		r = nil
		if t := steps[len(steps)-1].Field.Type; t.Kind == names.Struct {
			r = t.Rec
		}
	}
	return strings.Join(parts, "."), len(parts) > 0
}

func unparen(x syntax.Expr) syntax.Expr {
	for {
		p, ok := x.(*syntax.Paren)
		if !ok {
			return x
		}
		x = p.X
	}
}

// typ is a type as written in the function.
func (f *function) typ(t *syntax.Type) *names.Type {
	if t == nil {
		return names.TInt32
	}
	if t.Kind == syntax.TypeOf {
		if x, ok := t.Of.(syntax.Expr); ok {
			var v value
			f.capture(func() { v = f.expr(x, nil) })
			return orInt(v.t)
		}
		if in, ok := t.Of.(*syntax.Type); ok {
			return f.typ(in)
		}
	}
	switch t.Kind {
	case syntax.TypeNamed:
		if l, ok := f.lookup(t.Name.Last()).(*names.Type); ok {
			return l
		}
	case syntax.TypePointer, syntax.TypeRef, syntax.TypeRvalueRef:
		return names.PointerTo(f.typ(t.Elem))
	case syntax.TypeArray:
		if t.Len == nil {
			break
		}
		n := int64(1)
		if _, fixed := f.u.Const(t.Len); fixed {
			return f.u.Type(t)
		}
		f.capture(func() {
			if v := f.expr(t.Len, nil); v.konst && v.n >= 0 && v.n < 1<<24 {
				n = v.n
			}
		})
		return names.ArrayOf(f.typ(t.Elem), n)
	}
	return f.u.Type(t)
}
