package preprocess

import (
	"strconv"
	"strings"

	"github.com/wskvet/wskvet/internal/cfront/scan"
)

// eval is the truth of an #if. Unknown names are 0, and so are calls of unknown
// function-like macros.
func (p *pp) eval(in []scan.Token, at scan.Pos) bool {
	p.callFrom = p.steps
	e := evaluator{ts: p.expandList(p.answer(in))}
	v := e.binary(1)
	if e.i < len(e.ts) || e.broken {
		p.note(at, "#if %s: not understood", Spell(in))
	}
	return v.n != 0
}

// answer replaces defined X, defined(X) and __has_include(<x>) by 0 or 1, before
// their names are expanded.
func (p *pp) answer(in []scan.Token) (out []scan.Token) {
	for i := 0; i < len(in); i++ {
		t := in[i]
		var yes bool
		switch {
		case t.Is("defined"):
			yes, i = p.defined(in, i+1)
		case t.Is("__has_include"):
			yes, i = p.hasInclude(in, i+1)
		default:
			out = append(out, t)
			continue
		}
		t.Kind, t.Text = scan.Number, "0"
		if yes {
			t.Text = "1"
		}
		out = append(out, t)
	}
	return out
}

// defined answers for what stands at i, and gives the last token that it took.
func (p *pp) defined(in []scan.Token, i int) (bool, int) {
	last := i
	if i < len(in) && in[i].Kind == scan.LParen {
		i++
		last = i + 1
	}
	return i < len(in) && p.u.Macros[in[i].Text] != nil, last
}

func (p *pp) hasInclude(in []scan.Token, i int) (bool, int) {
	if i+1 >= len(in) || in[i].Kind != scan.LParen {
		return false, i
	}
	end := closing(in, i)
	s, ok := p.headerName(in[i+1 : max(end, i+1)])
	return ok && p.l.find(s) != "", end
}

// value is a number of preprocessing: 64 bits, with or without sign.
type value struct {
	n        int64
	unsigned bool
}

type evaluator struct {
	ts     []scan.Token
	i      int
	depth  int
	broken bool
}

func (e *evaluator) peek() scan.Kind {
	if e.i < len(e.ts) {
		return e.ts[e.i].Kind
	}
	return scan.EOF
}

var precedence = map[scan.Kind]int{
	scan.Comma: 1, scan.Quest: 2, scan.OrOr: 3, scan.AndAnd: 4, scan.Or: 5, scan.Xor: 6, scan.Amp: 7,
	scan.Eq: 8, scan.Ne: 8, scan.Lt: 9, scan.Gt: 9, scan.Le: 9, scan.Ge: 9, scan.Shl: 10, scan.Shr: 10,
	scan.Add: 11, scan.Sub: 11, scan.Star: 12, scan.Div: 12, scan.Rem: 12,
}

func truth(b bool) value {
	if b {
		return value{n: 1}
	}
	return value{}
}

// binary is an expression of operators that bind at least as strongly as least.
func (e *evaluator) binary(least int) value {
	if e.depth > maxNesting {
		e.broken = true
		return value{}
	}
	e.depth++
	defer func() { e.depth-- }()
	x := e.unary()
	for {
		op := e.peek()
		prec := precedence[op]
		if prec == 0 || prec < least {
			return x
		}
		e.i++
		if op == scan.Quest {
			a := e.binary(2)
			if e.peek() != scan.Colon {
				e.broken = true
				return x
			}
			e.i++
			b := e.binary(2)
			if x.n == 0 {
				a = b
			}
			x = a
			continue
		}
		x = apply(op, x, e.binary(prec+1))
	}
}

func apply(op scan.Kind, x, y value) value {
	u := x.unsigned || y.unsigned
	less := x.n < y.n
	if u {
		less = uint64(x.n) < uint64(y.n)
	}
	switch op {
	case scan.Comma:
		return y
	case scan.OrOr:
		return truth(x.n != 0 || y.n != 0)
	case scan.AndAnd:
		return truth(x.n != 0 && y.n != 0)
	case scan.Eq:
		return truth(x.n == y.n)
	case scan.Ne:
		return truth(x.n != y.n)
	case scan.Lt:
		return truth(less)
	case scan.Ge:
		return truth(!less)
	case scan.Gt:
		return truth(!less && x.n != y.n)
	case scan.Le:
		return truth(less || x.n == y.n)
	case scan.Shl:
		return value{x.n << uint64(y.n&63), x.unsigned}
	case scan.Shr:
		if x.unsigned {
			return value{int64(uint64(x.n) >> uint64(y.n&63)), true}
		}
		return value{x.n >> uint64(y.n&63), false}
	}
	r := value{unsigned: u}
	switch op {
	case scan.Or:
		r.n = x.n | y.n
	case scan.Xor:
		r.n = x.n ^ y.n
	case scan.Amp:
		r.n = x.n & y.n
	case scan.Add:
		r.n = x.n + y.n
	case scan.Sub:
		r.n = x.n - y.n
	case scan.Star:
		r.n = x.n * y.n
	case scan.Div, scan.Rem:
		if y.n == 0 || !u && y.n == -1 { // the second overflows for the least number
			if y.n == -1 && op == scan.Div {
				r.n = -x.n
			}
			return r
		}
		switch {
		case u && op == scan.Div:
			r.n = int64(uint64(x.n) / uint64(y.n))
		case u:
			r.n = int64(uint64(x.n) % uint64(y.n))
		case op == scan.Div:
			r.n = x.n / y.n
		default:
			r.n = x.n % y.n
		}
	}
	return r
}

func (e *evaluator) unary() value {
	if e.i >= len(e.ts) || e.depth > maxNesting {
		e.broken = true
		return value{}
	}
	e.depth++
	defer func() { e.depth-- }()
	t := e.ts[e.i]
	e.i++
	switch t.Kind {
	case scan.Not:
		return truth(e.unary().n == 0)
	case scan.Sub:
		v := e.unary()
		return value{-v.n, v.unsigned}
	case scan.Add:
		return e.unary()
	case scan.Tilde:
		v := e.unary()
		return value{^v.n, v.unsigned}
	case scan.LParen:
		v := e.binary(1)
		if e.peek() != scan.RParen {
			e.broken = true
			return v
		}
		e.i++
		return v
	case scan.Number:
		return number(t.Text)
	case scan.Char:
		return character(t.Text)
	case scan.Ident:
		if e.peek() == scan.LParen {
			e.i = closing(e.ts, e.i) + 1
		}
		return truth(t.Text == "true")
	}
	e.broken = true
	return value{}
}

func number(s string) value {
	s = strings.ToLower(strings.ReplaceAll(s, "'", ""))
	for _, w := range []string{"i64", "i32", "i16", "i8"} {
		s = strings.TrimSuffix(s, w)
	}
	body := strings.TrimRight(s, "ulz")
	n, err := strconv.ParseUint(body, 0, 64)
	if err != nil {
		n, _ = strconv.ParseUint(strings.TrimLeft(body, "0"), 10, 64) // 08 and the like
	}
	return value{int64(n), strings.Contains(s[len(body):], "u") || n > 1<<63-1}
}

func character(s string) value {
	if i := strings.IndexByte(s, '\''); i >= 0 {
		s = strings.TrimSuffix(s[i+1:], "'")
	}
	var n int64
	for s != "" {
		r, _, tail, err := strconv.UnquoteChar(s, 0)
		if err != nil { // \0, which Go does not know
			r, tail = 0, ""
		}
		n, s = n<<8|int64(r), tail // 'abcd' is a number of four bytes
	}
	return value{n: n}
}
