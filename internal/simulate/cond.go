package simulate

import (
	"math"
	"strconv"

	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// assume narrows st to where the boolean v is sense; it reports whether that is
// possible.
func (m *Machine) assume(st *State, v Value, sense bool) bool {
	switch v.K {
	case Int:
		return (v.N != 0) == sense
	case Sym:
		return m.learn(st, v, "==", boolean(sense).N)
	case Term:
		return m.assumeTerm(st, v, sense)
	case Set:
		for _, w := range m.sets[v.N] {
			if w.K != Int || (w.N != 0) == sense {
				return true
			}
		}
		return false
	}
	return true
}

func (m *Machine) assumeTerm(st *State, v Value, sense bool) bool {
	t := m.terms[v.N]
	if t.op == "!" {
		return m.assume(st, t.a, !sense)
	}
	op := t.op
	switch op {
	case "==", "!=", "<", "<=", ">", ">=":
	default:
		return m.learn(st, v, "==", boolean(sense).N)
	}
	if !sense {
		op = opposite(op)
	}
	if t.b.K == Int {
		return m.learn(st, t.a, op, t.b.N)
	}
	if !m.learn(st, v, "==", boolean(sense).N) {
		return false
	}
	// bounds of one side bound the other
	if r := m.bounds(st, t.b); r.Lo == r.Hi {
		return m.learn(st, t.a, op, r.Lo)
	}
	if r := m.bounds(st, t.a); r.Lo == r.Hi {
		return m.learn(st, t.b, mirrored(op), r.Lo)
	}
	return true
}

func (m *Machine) not(st *State, v Value) Value {
	switch v.K {
	case Int:
		return boolean(v.N == 0)
	case Term:
		t := m.terms[v.N]
		switch t.op {
		case "!":
			return t.a
		case "==", "!=", "<", "<=", ">", ">=":
			return m.makeTerm(st, opposite(t.op), t.a, t.b)
		}
	case Any:
		return v
	}
	return m.makeTerm(st, "!", v, Value{})
}

// binary is x op y.
func (m *Machine) binary(st *State, op string, x, y Value, in *summary.Instr, at *program.Site) Value {
	x, y = x.Tested(), y.Tested()
	if x.K == Int && x.T == 0 && y.K == Int && y.T == 0 {
		if v, ok := arithmetic(op, x.N, y.N, in.N); ok {
			return v
		}
	}
	if program.Comparison(op) {
		if in.N == -64 {
			return m.compareUnsigned(st, op, x, y, at)
		}
		return m.compare(st, op, x, y, at)
	}
	if x.K == Set || y.K == Set || x.K == Any || y.K == Any {
		return m.unknownOf(st, at, in.Kind)
	}
	switch op {
	case "+":
		if x.K == Int {
			x, y = y, x
		}
		return m.plus(st, x, y, in, at)
	case "-":
		if y.K == Int {
			return m.plus(st, x, integer(-y.N), in, at)
		}
	case ">>":
		if y.K == Int && y.N >= 0 && y.N < 63 && in.N != -64 { // NT_ERROR: the bounds may have the high bits in common
			if r := m.bounds(st, x); r.Lo>>y.N == r.Hi>>y.N {
				return integer(r.Lo >> y.N)
			}
		}
	case "&", "|", "&^":
		if x.K == Int && op != "&^" {
			x, y = y, x
		}
		if y.K == Int && (x.K == Sym || x.K == Term) {
			return m.bits(st, op, x, y.N)
		}
	}
	return m.unknownOf(st, at, in.Kind)
}

func (m *Machine) plus(st *State, x, y Value, in *summary.Instr, at *program.Site) Value {
	if y.K != Int || x.K != Sym && x.K != Term {
		return m.unknownOf(st, at, in.Kind)
	}
	if y.N == 0 {
		return x
	}
	if x.K == Term && m.terms[x.N].op == "+" {
		t := m.terms[x.N]
		return m.plus(st, t.a, integer(t.b.N+y.N), in, at)
	}
	return m.makeTerm(st, "+", x, y)
}

// bits is x op mask, simplified where x is itself such an expression.
func (m *Machine) bits(st *State, op string, x Value, mask int64) Value {
	if x.K == Term {
		t := m.terms[x.N]
		if t.b.K == Int {
			c := t.b.N
			switch {
			case op == "&" && t.op == "|" && mask&^c == 0:
				return integer(mask)
			case op == "&" && t.op == "|" && mask&c == 0:
				return m.bits(st, "&", t.a, mask)
			case op == "&" && t.op == "&^" && mask&^c == 0:
				return integer(0)
			case op == "&" && t.op == "&^" && mask&c == 0:
				return m.bits(st, "&", t.a, mask)
			case op == "&" && t.op == "&":
				return m.bits(st, "&", t.a, c&mask)
			case op == t.op && op != "&":
				return m.makeTerm(st, op, t.a, integer(c|mask))
			}
		}
	}
	if op == "&" && mask == 0 {
		return integer(0)
	}
	return m.makeTerm(st, op, x, integer(mask))
}

// compare is x op y for a comparison.
func (m *Machine) compare(st *State, op string, x, y Value, at *program.Site) Value {
	if x.K == Int && y.K != Int {
		x, y, op = y, x, mirrored(op)
	}
	if known, ok := m.equal(st, x, y); ok && (op == "==" || op == "!=") {
		return boolean(known == (op == "=="))
	}
	unknown := x.K == Any || y.K == Any || x.K == Set || y.K == Set || x.K == Agg || y.K == Agg
	if unknown {
		return m.unknownIn(st, at, Range{Lo: 0, Hi: 1})
	}
	if y.K == Int && y.T == 0 {
		if res, ok := m.bounds(st, x).Compare(op, y.N); ok {
			return boolean(res)
		}
		return m.makeTerm(st, op, x, y)
	}
	if (x.K == Sym || x.K == Term) && (y.K == Sym || y.K == Term) {
		if r := m.bounds(st, y); r.Lo == r.Hi {
			return m.compare(st, op, x, integer(r.Lo), at)
		}
		return m.makeTerm(st, op, x, y)
	}
	return m.unknownIn(st, at, Range{Lo: 0, Hi: 1})
}

// equal is whether x and y are equal, where it is certain.
func (m *Machine) equal(st *State, x, y Value) (equal, certain bool) {
	switch {
	case x.K == Any || y.K == Any || x.K == Set || y.K == Set || x.K == Agg || y.K == Agg:
		return false, false
	case x == y && x.K != Str:
		return true, x.K != Ptr || m.strong(st, x.O, x.P)
	case y.IsNil() && (x.T != 0 || x.K == Ptr || x.K == Func || x.K == API):
		return false, true
	case x.IsNil() && (y.T != 0 || y.K == Ptr || y.K == Func || y.K == API):
		return false, true
	case x.K == Str && y.K == Str:
		return x.N == y.N, true
	case x.K == Ptr && y.K == Ptr:
		if x.O != y.O || m.strong(st, x.O, x.P) {
			return false, true
		}
	}
	return false, false
}

// convert is v as the type of in.
func (m *Machine) convert(st *State, v Value, in *summary.Instr) Value {
	switch in.N {
	case 0:
		return v
	case -1:
		return v.Unboxed()
	}
	switch v.K {
	case Int:
		return integer(wrap(v.N, in.N, in.Kind == summary.Signed))
	case Sym, Term:
		r := m.bounds(st, v)
		span := int64(1) << in.N
		if in.Kind == summary.Signed && in.N < 63 && r.Lo >= span/2 && r.Hi < span {
			return m.plus(st, v, integer(-span), in, nil)
		}
		if in.Kind == summary.Unsigned && in.N < 63 && r.Hi < 0 && r.Lo >= -span/2 {
			return m.plus(st, v, integer(span), in, nil)
		}
	}
	return v
}

func wrap(n int64, bits int32, signed bool) int64 {
	shift := 64 - uint(bits)
	if signed {
		return n << shift >> shift
	}
	return int64(uint64(n) << shift >> shift)
}

// ---- addresses

// base is the object and path that v points to. An unknown pointer points to an
// object of its own, which nothing else points to.
func (m *Machine) base(st *State, v Value) (o, p int32, ok bool) {
	switch v.K {
	case Ptr:
		return v.O, v.P, true
	case Sym:
		// that it is followed here does not make what was there before fit the run
		if !m.presumes(v) && !m.learn(st, v, "!=", 0) {
			return 0, 0, false
		}
		o := m.pointee(v.N)
		m.objects[o].deep = m.deep[v.N]
		if _, ok := st.objs.Get(uint64(o)); !ok {
			st.objs = st.objs.Set(uint64(o), object{unknown: true, escaped: true})
		}
		return o, 0, true
	}
	return 0, 0, false
}

// below is the address of a field of what v points to.
func (m *Machine) below(st *State, v Value, elem string) Value {
	if v.IsNil() {
		return v
	}
	if v.K == Set {
		out := Value{K: Any}
		for i, w := range m.sets[v.N] {
			x := m.below(st, w, elem)
			if i == 0 {
				out = x
			} else {
				out = m.either(out, x)
			}
		}
		return out
	}
	o, p, ok := m.base(st, v)
	if !ok {
		return Value{K: Any}
	}
	return Value{K: Ptr, O: o, P: m.paths.below(p, elem)}
}

// maxIndex is the highest index of an array that is told from the others.
const maxIndex = 255

func (m *Machine) indexElem(i Value) string {
	switch {
	case i.K == Int && i.N >= 0 && i.N <= maxIndex:
		return "[" + strconv.FormatInt(i.N, 10) + "]"
	case i.K == Str:
		return "[#" + strconv.FormatInt(i.N, 10) + "]"
	}
	return star
}

func (m *Machine) element(st *State, v, i Value) Value {
	if i.K == Sym || i.K == Term {
		if r := m.bounds(st, i); r.Lo == r.Hi {
			i = integer(r.Lo)
		}
	}
	return m.below(st, v, m.indexElem(i))
}

func (m *Machine) length(st *State, v Value, at *program.Site) Value {
	unknown := func() Value { return m.unknownIn(st, at, Range{Lo: 0, Hi: math.MaxInt32}) }
	if v.IsNil() {
		return integer(0)
	}
	if v.K != Ptr {
		return unknown()
	}
	p := m.paths.below(v.P, "len")
	n, ok := st.mem.Get(key(v.O, p))
	if !ok {
		return unknown()
	}
	if n.K == Any || n.K == Set {
		n = unknown()
		if m.strong(st, v.O, p) {
			m.put(st, v.O, p, n)
		}
	}
	return n
}

// appendTo is append(x, y...). The elements stay where they are: a slice and
// what is appended to it share their cells.
func (m *Machine) appendTo(st *State, x, y Value, at *program.Site) Value {
	if x.IsNil() {
		x = Value{K: Ptr, O: m.allocate(st, "alloc", at, "", false)}
		m.put(st, x.O, m.paths.below(0, "len"), integer(0))
	}
	if x.K != Ptr || y.K != Ptr {
		return x
	}
	size := m.paths.below(x.P, "len")
	have, _ := st.mem.Get(key(x.O, size))
	more, _ := st.mem.Get(key(y.O, m.paths.below(y.P, "len")))
	if have.K != Int || more.K != Int || have.N+more.N > 8 || !m.strong(st, x.O, x.P) {
		m.resize(st, x, Value{K: Any})
		m.copyElements(st, x, y, func(int64) string { return star }, 8)
		return x
	}
	m.copyElements(st, x, y, func(i int64) string { return m.indexElem(integer(have.N + i)) }, more.N)
	m.put(st, x.O, size, integer(have.N+more.N))
	return x
}

func (m *Machine) copyElements(st *State, x, y Value, to func(int64) string, n int64) {
	for i := range n {
		from := m.paths.below(y.P, m.indexElem(integer(i)))
		if v, ok := st.mem.Get(key(y.O, from)); ok && v.K != Mark {
			m.store(st, x.O, m.paths.below(x.P, to(i)), v)
			continue
		}
		v := m.aggregate(st, y.O, from)
		if a := m.aggs[v.N]; a.cells.Len() > 0 {
			m.store(st, x.O, m.paths.below(x.P, to(i)), v)
		}
	}
}

// resize sets the length of the slice at v. Where it is not known, a loop over
// it may seem to leave out what it holds.
func (m *Machine) resize(st *State, v, n Value) {
	if n.K != Int {
		n = Value{K: Any}
		m.blur(st)
	}
	m.put(st, v.O, m.paths.below(v.P, "len"), n)
}
