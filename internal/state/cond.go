package state

import (
	"math"
	"strconv"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/summary"
)

// Assume narrows st to where the boolean v is sense; it reports whether that is
// possible.
func (m *Space) Assume(st *State, v domain.Value, sense bool) bool {
	switch v.K {
	case domain.Int:
		return (v.N != 0) == sense
	case domain.Sym:
		return m.Learn(st, v, "==", domain.Boolean(sense).N)
	case domain.Term:
		return m.assumeTerm(st, v, sense)
	case domain.Set:
		for _, w := range m.Sets[v.N] {
			if w.K != domain.Int || (w.N != 0) == sense {
				return true
			}
		}
		return false
	}
	return true
}

func (m *Space) assumeTerm(st *State, v domain.Value, sense bool) bool {
	t := m.terms[v.N]
	if t.op == "!" {
		return m.Assume(st, t.a, !sense)
	}
	op := t.op
	switch op {
	case "==", "!=", "<", "<=", ">", ">=":
	default:
		return m.Learn(st, v, "==", domain.Boolean(sense).N)
	}
	if !sense {
		op = domain.Opposite(op)
	}
	if t.b.K == domain.Int {
		return m.Learn(st, t.a, op, t.b.N)
	}
	if !m.Learn(st, v, "==", domain.Boolean(sense).N) {
		return false
	}
	// bounds of one side bound the other
	if r := m.Bounds(st, t.b); r.Lo == r.Hi {
		return m.Learn(st, t.a, op, r.Lo)
	}
	if r := m.Bounds(st, t.a); r.Lo == r.Hi {
		return m.Learn(st, t.b, domain.Mirrored(op), r.Lo)
	}
	return true
}

func (m *Space) Not(st *State, v domain.Value) domain.Value {
	switch v.K {
	case domain.Int:
		return domain.Boolean(v.N == 0)
	case domain.Term:
		t := m.terms[v.N]
		switch t.op {
		case "!":
			return t.a
		case "==", "!=", "<", "<=", ">", ">=":
			return m.makeTerm(st, domain.Opposite(t.op), t.a, t.b)
		}
	case domain.Any:
		return v
	}
	return m.makeTerm(st, "!", v, domain.Value{})
}

// Binary is x op y.
func (m *Space) Binary(st *State, op string, x, y domain.Value, in *summary.Instr, at *program.Site) domain.Value {
	v := m.operate(st, op, x, y, in, at)
	m.madeOf(v, x, y)
	return v
}

func (m *Space) operate(st *State, op string, x, y domain.Value, in *summary.Instr, at *program.Site) domain.Value {
	x, y = x.Tested(), y.Tested()
	if x.K == domain.Int && x.T == 0 && y.K == domain.Int && y.T == 0 {
		if v, ok := arithmetic(op, x.N, y.N, in.N); ok {
			return v
		}
	}
	if op == summary.Between {
		return m.between(st, x, y, in, at)
	}
	if program.Comparison(op) {
		if in.N == -64 {
			return m.compareUnsigned(st, op, x, y, at)
		}
		return m.Compare(st, op, x, y, at)
	}
	if x.K == domain.Set || y.K == domain.Set || x.K == domain.Any || y.K == domain.Any {
		return m.UnknownOf(st, at, in.Kind)
	}
	switch op {
	case "+":
		if x.K == domain.Int {
			x, y = y, x
		}
		return m.plus(st, x, y, in, at)
	case "-":
		if y.K == domain.Int {
			return m.plus(st, x, domain.Number(-y.N), in, at)
		}
	case ">>":
		if y.K == domain.Int && y.N >= 0 && y.N < 63 && in.N != -64 { // NT_ERROR: the bounds may have the high bits in common
			if r := m.Bounds(st, x); r.Lo>>y.N == r.Hi>>y.N {
				return domain.Number(r.Lo >> y.N)
			}
		}
	case "&", "|", "&^":
		if x.K == domain.Int && op != "&^" {
			x, y = y, x
		}
		if y.K == domain.Int && (x.K == domain.Sym || x.K == domain.Term) {
			return m.bits(st, op, x, y.N)
		}
	}
	return m.UnknownOf(st, at, in.Kind)
}

func (m *Space) plus(st *State, x, y domain.Value, in *summary.Instr, at *program.Site) domain.Value {
	if y.K != domain.Int || x.K != domain.Sym && x.K != domain.Term {
		return m.UnknownOf(st, at, in.Kind)
	}
	if y.N == 0 {
		return x
	}
	if x.K == domain.Term && m.terms[x.N].op == "+" {
		t := m.terms[x.N]
		return m.plus(st, t.a, domain.Number(t.b.N+y.N), in, at)
	}
	return m.makeTerm(st, "+", x, y)
}

// bits is x op mask, simplified where x is itself such an expression.
func (m *Space) bits(st *State, op string, x domain.Value, mask int64) domain.Value {
	if x.K == domain.Term {
		t := m.terms[x.N]
		if t.b.K == domain.Int {
			c := t.b.N
			switch {
			case op == "&" && t.op == "|" && mask&^c == 0:
				return domain.Number(mask)
			case op == "&" && t.op == "|" && mask&c == 0:
				return m.bits(st, "&", t.a, mask)
			case op == "&" && t.op == "&^" && mask&^c == 0:
				return domain.Number(0)
			case op == "&" && t.op == "&^" && mask&c == 0:
				return m.bits(st, "&", t.a, mask)
			case op == "&" && t.op == "&":
				return m.bits(st, "&", t.a, c&mask)
			case op == t.op && op != "&":
				return m.makeTerm(st, op, t.a, domain.Number(c|mask))
			}
		}
	}
	if op == "&" && mask == 0 {
		return domain.Number(0)
	}
	return m.makeTerm(st, op, x, domain.Number(mask))
}

// Compare is x op y for a comparison.
func (m *Space) Compare(st *State, op string, x, y domain.Value, at *program.Site) domain.Value {
	if x.K == domain.Int && y.K != domain.Int {
		x, y, op = y, x, domain.Mirrored(op)
	}
	if known, ok := m.equal(st, x, y); ok && (op == "==" || op == "!=") {
		return domain.Boolean(known == (op == "=="))
	}
	unknown := x.K == domain.Any || y.K == domain.Any || x.K == domain.Set || y.K == domain.Set || x.K == domain.Agg || y.K == domain.Agg
	if unknown {
		return m.UnknownIn(st, at, domain.Range{Lo: 0, Hi: 1})
	}
	if y.K == domain.Int && y.T == 0 {
		if res, ok := m.Bounds(st, x).Compare(op, y.N); ok {
			return domain.Boolean(res)
		}
		return m.makeTerm(st, op, x, y)
	}
	if (x.K == domain.Sym || x.K == domain.Term) && (y.K == domain.Sym || y.K == domain.Term) {
		if r := m.Bounds(st, y); r.Lo == r.Hi {
			return m.Compare(st, op, x, domain.Number(r.Lo), at)
		}
		return m.makeTerm(st, op, x, y)
	}
	return m.UnknownIn(st, at, domain.Range{Lo: 0, Hi: 1})
}

// equal is whether x and y are equal, where it is certain.
func (m *Space) equal(st *State, x, y domain.Value) (equal, certain bool) {
	switch {
	case x.K == domain.Any || y.K == domain.Any || x.K == domain.Set || y.K == domain.Set || x.K == domain.Agg || y.K == domain.Agg:
		return false, false
	case x == y && x.K != domain.Str:
		m.Blends(st, x)
		return true, x.K != domain.Ptr || m.Strong(st, x.O, x.P)
	case y.IsNil() && (x.T != 0 || x.K == domain.Ptr || x.K == domain.Func || x.K == domain.API):
		return false, true
	case x.IsNil() && (y.T != 0 || y.K == domain.Ptr || y.K == domain.Func || y.K == domain.API):
		return false, true
	case x.K == domain.Ptr && tells(y), y.K == domain.Ptr && tells(x):
		return false, true
	case x.K == domain.Str && y.K == domain.Str:
		return x.N == y.N, true
	case x.K == domain.Ptr && y.K == domain.Ptr:
		if x.O != y.O || m.Strong(st, x.O, x.P) {
			return false, true
		}
	}
	return false, false
}

// tells reports whether v is a number that stands in the place of a pointer and says why
// there is none, as a status of success does: no object is in the first 64 KB of memory.
// Pages: ntifs/nf-ntifs-keremovequeue, gettingstarted/virtual-address-spaces.
func tells(v domain.Value) bool { return v.K == domain.Int && v.T == 0 && v.N > 0 && v.N < 1<<16 }

// Convert is v as the type of in.
func (m *Space) Convert(st *State, v domain.Value, in *summary.Instr) domain.Value {
	switch in.N {
	case 0:
		return v
	case -1:
		return v.Unboxed()
	}
	switch v.K {
	case domain.Int:
		return domain.Number(wrap(v.N, in.N, in.Kind == summary.Signed))
	case domain.Sym, domain.Term:
		r := m.Bounds(st, v)
		span := int64(1) << in.N
		if in.Kind == summary.Signed && in.N < 63 && r.Lo >= span/2 && r.Hi < span {
			return m.plus(st, v, domain.Number(-span), in, nil)
		}
		if in.Kind == summary.Unsigned && in.N < 63 && r.Hi < 0 && r.Lo >= -span/2 {
			return m.plus(st, v, domain.Number(span), in, nil)
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

// Base is the object and path that v points to. An unknown pointer points to an
// object of its own, which nothing else points to.
func (m *Space) Base(st *State, v domain.Value) (o, p int32, ok bool) {
	switch v.K {
	case domain.Ptr:
		return v.O, v.P, true
	case domain.Sym:
		// that it is followed here does not make what was there before fit the run
		if !m.Presumes(v) && !m.Learn(st, v, "!=", 0) {
			return 0, 0, false
		}
		o := m.pointee(v.N)
		m.Objects[o].deep = m.Deep[v.N]
		if _, ok := st.Objs.Get(uint64(o)); !ok {
			st.Objs = st.Objs.Set(uint64(o), Object{Unknown: true, Escaped: true})
		}
		return o, 0, true
	}
	return 0, 0, false
}

// Below is the address of a field of what v points to.
func (m *Space) Below(st *State, v domain.Value, elem string) domain.Value {
	if v.IsNil() {
		return v
	}
	if v.K == domain.Set {
		out := domain.Value{K: domain.Any}
		for i, w := range m.Sets[v.N] {
			x := m.Below(st, w, elem)
			if i == 0 {
				out = x
			} else {
				out = m.Either(out, x)
			}
		}
		return out
	}
	o, p, ok := m.Base(st, v)
	if !ok {
		return domain.Value{K: domain.Any}
	}
	return domain.Value{K: domain.Ptr, O: o, P: m.Paths.Below(p, elem)}
}

// maxIndex is the highest index of an array that is told from the others.
const maxIndex = 255

func (m *Space) IndexElem(i domain.Value) string {
	switch {
	case i.K == domain.Int && i.N >= 0 && i.N <= maxIndex:
		return "[" + strconv.FormatInt(i.N, 10) + "]"
	case i.K == domain.Str:
		return "[#" + strconv.FormatInt(i.N, 10) + "]"
	}
	return Star
}

func (m *Space) Element(st *State, v, i domain.Value) domain.Value {
	if i.K == domain.Sym || i.K == domain.Term {
		if r := m.Bounds(st, i); r.Lo == r.Hi {
			i = domain.Number(r.Lo)
		}
	}
	if i.K == domain.Int && i.N > maxIndex {
		return m.Below(st, v, beyond)
	}
	return m.Below(st, v, m.IndexElem(i))
}

func (m *Space) Length(st *State, v domain.Value, at *program.Site) domain.Value {
	unknown := func() domain.Value { return m.UnknownIn(st, at, domain.Range{Lo: 0, Hi: math.MaxInt32}) }
	if v.IsNil() {
		return domain.Number(0)
	}
	if v.K != domain.Ptr {
		return unknown()
	}
	if n, ok := v.Part(); ok {
		return domain.Number(n)
	}
	p := m.Paths.Below(v.P, "len")
	n, ok := st.Mem.Get(Key(v.O, p))
	if !ok {
		return unknown()
	}
	if n.K == domain.Any || n.K == domain.Set {
		n = unknown()
		if m.Strong(st, v.O, p) {
			m.Put(st, v.O, p, n)
		}
	}
	return n
}

// Long is how long a slice is, as far as that is known without asking.
func (m *Space) Long(st *State, v domain.Value) domain.Value {
	if n, ok := v.Part(); ok {
		return domain.Number(n)
	}
	switch v.K {
	case domain.Int: // nil
		return domain.Number(0)
	case domain.Ptr:
		n, _ := st.Mem.Get(Key(v.O, m.Paths.Below(v.P, "len")))
		return n
	}
	return domain.Value{K: domain.Any}
}

// AppendTo is append(x, y...). The elements stay where they are: a slice and
// what is appended to it share their cells.
func (m *Space) AppendTo(st *State, x, y domain.Value, at *program.Site) domain.Value {
	if x.IsNil() {
		x = domain.Value{K: domain.Ptr, O: m.Allocate(st, AllocObject, at, "", Zeroed)}
		m.Put(st, x.O, m.Paths.Below(0, "len"), domain.Number(0))
	}
	if x.K != domain.Ptr || y.K != domain.Ptr {
		return x
	}
	size := m.Paths.Below(x.P, "len")
	if n, ok := x.Part(); ok {
		x.N = 0
		m.Resize(st, x, domain.Number(n))
	}
	have, _ := st.Mem.Get(Key(x.O, size))
	more := m.Long(st, y)
	if have.K != domain.Int || more.K != domain.Int || have.N+more.N > 8 || !m.Strong(st, x.O, x.P) {
		m.Resize(st, x, domain.Value{K: domain.Any})
		m.copyElements(st, x, y, func(int64) string { return Star }, 8)
		return x
	}
	m.copyElements(st, x, y, func(i int64) string { return m.IndexElem(domain.Number(have.N + i)) }, more.N)
	m.Put(st, x.O, size, domain.Number(have.N+more.N))
	return x
}

func (m *Space) copyElements(st *State, x, y domain.Value, to func(int64) string, n int64) {
	for i := range n {
		from := m.Paths.Below(y.P, m.IndexElem(domain.Number(i)))
		if v, ok := st.Mem.Get(Key(y.O, from)); ok && v.K != domain.Mark {
			m.Store(st, x.O, m.Paths.Below(x.P, to(i)), v)
			continue
		}
		v := m.Aggregate(st, y.O, from)
		if a := m.aggs[v.N]; a.Cells.Len() > 0 {
			m.Store(st, x.O, m.Paths.Below(x.P, to(i)), v)
		}
	}
}

// Resize sets the length of the slice at v. Where it is not known, a loop over
// it may seem to leave out what it holds.
func (m *Space) Resize(st *State, v, n domain.Value) {
	if n.K != domain.Int {
		n = domain.Value{K: domain.Any}
		m.Confound(st)
	}
	m.Put(st, v.O, m.Paths.Below(v.P, "len"), n)
}
