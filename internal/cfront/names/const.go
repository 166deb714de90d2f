package names

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
	"github.com/wskvet/wskvet/internal/cfront/syntax"
)

// Const is the value of an integer constant expression of file scope.
func (u *Unit) Const(x syntax.Expr) (int64, bool) {
	switch x := x.(type) {
	case *syntax.Paren:
		return u.Const(x.X)
	case *syntax.Lit:
		if x.Kind == scan.Ident { // a keyword of C++
			return u.constName(x.Text)
		}
		v, _, ok := Literal(x)
		return v, ok
	case *syntax.Ident:
		if len(x.Name.Parts) > 1 {
			return u.constQualified(x.Name)
		}
		return u.constName(x.Name.Last())
	case *syntax.Unary:
		v, ok := u.Const(x.X)
		switch {
		case !ok || x.Postfix:
		case x.Op == "-":
			return -v, true
		case x.Op == "+":
			return v, true
		case x.Op == "~":
			return ^v, true
		case x.Op == "!":
			return bit(v == 0), true
		}
	case *syntax.Cast:
		if x.Type == nil {
			return 0, false
		}
		v, ok := u.Const(x.X)
		if t := u.Type(x.Type); ok && t.Kind == Int {
			return Wrap(v, t), true
		}
	case *syntax.Cond:
		if c, ok := u.Const(x.C); ok && x.A != nil {
			if c != 0 {
				return u.Const(x.A)
			}
			return u.Const(x.B)
		}
	case *syntax.Binary:
		a, ok := u.Const(x.X)
		if !ok {
			return 0, false
		}
		if b, ok := u.Const(x.Y); ok {
			return Fold(x.Op, a, b, TInt64)
		}
	case *syntax.SizeOf:
		return u.constSize(x)
	}
	return 0, false
}

// constQualified is the value of a constant of a class or namespace.
func (u *Unit) constQualified(n *syntax.Name) (int64, bool) {
	for _, p := range n.Parts {
		if len(p.Args) > 0 { // of what a template was to make
			return 0, false
		}
	}
	switch o := u.Resolve(n).(type) {
	case *Enumerator:
		return o.Value, true
	case *Var:
		if o.Decl.Type != nil && o.Decl.Type.Const && o.Init != nil {
			defer o.Unit.Enter(o.Space)()
			return o.Unit.Const(o.Init)
		}
	}
	return 0, false
}

func (u *Unit) constName(name string) (int64, bool) {
	if e, ok := u.Lookup(name).(*Enumerator); ok {
		return e.Value, true
	}
	switch name {
	case "TRUE", "true":
		return 1, true
	case "FALSE", "false", "NULL", "nullptr":
		return 0, true
	}
	if v, ok := u.Lookup(name).(*Var); ok && v.Decl.Type != nil && v.Decl.Type.Const && v.Init != nil && u.File.CPP {
		return u.Const(v.Init)
	}
	if c := u.Prog.Table.Const(name); c != nil {
		return c.Value, true
	}
	return 0, false
}

func (u *Unit) constSize(x *syntax.SizeOf) (int64, bool) {
	if x.Word != "sizeof" {
		return 0, false
	}
	switch of := x.Of.(type) {
	case *syntax.Type:
		return u.Type(of).SizeOf(), true
	case *syntax.Paren:
		return u.constSize(&syntax.SizeOf{Word: x.Word, Of: of.X})
	case *syntax.Ident:
		switch o := u.Lookup(of.Name.Last()).(type) {
		case *Var:
			return o.Type().SizeOf(), true
		}
		if t := u.ByName(of.Name.Last()); t != nil {
			return t.SizeOf(), true
		}
	case *syntax.Lit:
		if of.Kind == scan.String {
			t := TextOf(of)
			return int64(len(t.Units)+1) * t.Elem.Size, true
		}
	}
	return 0, false
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// Wrap is a value as a type of integers holds it.
func Wrap(v int64, t *Type) int64 {
	switch {
	case t.Kind == Bool:
		return bit(v != 0)
	case t.Size == 1 && t.Signed:
		return int64(int8(v))
	case t.Size == 1:
		return int64(uint8(v))
	case t.Size == 2 && t.Signed:
		return int64(int16(v))
	case t.Size == 2:
		return int64(uint16(v))
	case t.Size == 4 && t.Signed:
		return int64(int32(v))
	case t.Size == 4:
		return int64(uint32(v))
	}
	return v
}

// Fold carries out an operation on values of a type. It fails for a division by
// zero and for a shift that C does not define.
func Fold(op string, a, b int64, t *Type) (int64, bool) {
	unsigned := t.Kind == Int && !t.Signed
	switch op {
	case "+":
		return Wrap(a+b, t), true
	case "-":
		return Wrap(a-b, t), true
	case "*":
		return Wrap(a*b, t), true
	case "/", "%":
		if b == 0 || a == -1<<63 && b == -1 {
			return 0, false
		}
		switch {
		case unsigned && op == "/":
			return Wrap(int64(uint64(a)/uint64(b)), t), true
		case unsigned:
			return Wrap(int64(uint64(a)%uint64(b)), t), true
		case op == "/":
			return Wrap(a/b, t), true
		}
		return Wrap(a%b, t), true
	case "<<", ">>":
		if b < 0 || b >= 64 || b >= 8*t.Size {
			return 0, false
		}
		switch {
		case op == "<<":
			return Wrap(a<<b, t), true
		case unsigned:
			return Wrap(int64(uint64(a)>>b), t), true
		}
		return Wrap(a>>b, t), true
	case "&":
		return a & b, true
	case "|":
		return a | b, true
	case "^":
		return Wrap(a^b, t), true
	case "&&":
		return bit(a != 0 && b != 0), true
	case "||":
		return bit(a != 0 || b != 0), true
	case ",":
		return b, true
	}
	return compare(op, a, b, unsigned)
}

func compare(op string, a, b int64, unsigned bool) (int64, bool) {
	less := a < b
	if unsigned {
		less = uint64(a) < uint64(b)
	}
	switch op {
	case "==":
		return bit(a == b), true
	case "!=":
		return bit(a != b), true
	case "<":
		return bit(less), true
	case ">=":
		return bit(!less), true
	case ">":
		return bit(!less && a != b), true
	case "<=":
		return bit(less || a == b), true
	}
	return 0, false
}

// Literal is the value and type of a number or character.
func Literal(x *syntax.Lit) (int64, *Type, bool) {
	switch x.Kind {
	case scan.Char:
		return charValue(x.Text)
	case scan.Number:
		return number(x.Text)
	}
	return 0, nil, false
}

func number(s string) (int64, *Type, bool) {
	s = strings.ToLower(strings.ReplaceAll(s, "'", ""))
	hex := strings.HasPrefix(s, "0x")
	body := strings.TrimRight(s, "uliz")
	if i := strings.IndexByte(s, 'i'); i > 0 && !hex || i > 2 { // 10i64, 0x10ui64
		body = strings.TrimRight(s[:i], "u")
	}
	suffix := s[len(body):]
	base := 0
	if len(body) > 1 && body[0] == '0' && !hex && body[1] != 'b' {
		body, base = body[1:], 8
	}
	v, err := strconv.ParseUint(body, base, 64)
	if err != nil {
		return 0, nil, false
	}
	unsigned := strings.Contains(suffix, "u")
	wide := strings.Contains(suffix, "ll") || strings.Contains(suffix, "64") || strings.Contains(suffix, "z")
	decimal := base == 0 && !hex
	switch {
	case !wide && !unsigned && v < 1<<31:
		return int64(v), TInt32, true
	case !wide && (unsigned || !decimal) && v < 1<<32:
		return int64(v), TUint32, true
	case !wide && decimal && strings.Contains(suffix, "l") && v < 1<<32 && unsigned:
		return int64(v), TUint32, true
	case !unsigned && v < 1<<63:
		return int64(v), TInt64, true
	}
	return int64(v), TUint64, true
}

// charValue is a character constant, whose type is int in C; a multi-character
// one, as pool tags are, has its first character on top.
func charValue(s string) (int64, *Type, bool) {
	i := strings.IndexByte(s, '\'')
	wide := i > 0
	if i < 0 || len(s) < i+3 {
		return 0, nil, false
	}
	body := s[i+1 : len(s)-1]
	v, n := int64(0), 0
	for len(body) > 0 && n < 8 {
		var c rune
		var err error
		if body[0] == '\\' && len(body) > 1 && body[1] == '0' && (len(body) == 2 || body[2] < '0' || body[2] > '7') {
			c, body = 0, body[2:]
		} else if body[0] == '\\' && len(body) > 1 && (body[1] == '\'' || body[1] == '"' || body[1] == '?') {
			c, body = rune(body[1]), body[2:]
		} else if c, _, body, err = strconv.UnquoteChar(body, 0); err != nil {
			return 0, nil, false
		}
		v, n = v<<8|int64(c), n+1
	}
	switch {
	case wide && n == 1:
		return v, TUint16, true
	case n == 1:
		return int64(int8(v)), TInt32, true
	}
	return int64(int32(v)), TInt32, true
}
