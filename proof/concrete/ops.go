package concrete

import (
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"slices"

	"golang.org/x/tools/go/ssa"
)

func (r *run) get(f *frame, v ssa.Value) value {
	switch v := v.(type) {
	case *ssa.Const:
		return constantOf(v)
	case *ssa.Global:
		return r.global(v)
	case *ssa.Function, *ssa.Builtin:
		return v
	}
	return f.env[v]
}

func (r *run) global(g *ssa.Global) *node {
	n := r.globals[g]
	if n == nil {
		n = newNode(g.Type().Underlying().(*types.Pointer).Elem())
		n.global = true
		r.globals[g] = n
	}
	return n
}

func constantOf(c *ssa.Const) value {
	if c.Value == nil {
		return zero(c.Type())
	}
	b, ok := c.Type().Underlying().(*types.Basic)
	if !ok {
		return zero(c.Type())
	}
	switch {
	case b.Info()&types.IsBoolean != 0:
		return constant.BoolVal(c.Value)
	case b.Info()&types.IsInteger != 0:
		if n, exact := constant.Int64Val(constant.ToInt(c.Value)); exact {
			return n
		}
		n, _ := constant.Uint64Val(constant.ToInt(c.Value))
		return int64(n)
	case b.Info()&types.IsFloat != 0:
		x, _ := constant.Float64Val(c.Value)
		return x
	case b.Info()&types.IsString != 0:
		return constant.StringVal(c.Value)
	}
	return nil
}

func (r *run) truth(v value) bool {
	b, ok := v.(bool)
	if !ok {
		r.unable("condition of type %T", v)
	}
	return b
}

func (r *run) pointer(v value) *node {
	n, _ := v.(*node)
	if n == nil {
		r.crash()
	}
	return n
}

// isNothing looks for nil that is taken for a pointer where a rule is about that.
func (r *run) isNothing(v value, at token.Position) {
	if n, ok := v.(*node); ok && n != nil && n.nothing != "" {
		r.violate(n.nothing, at)
		r.end()
	}
}

func (r *run) unary(f *frame, in *ssa.UnOp) value {
	x := r.get(f, in.X)
	switch in.Op {
	case token.MUL:
		r.isNothing(x, r.pos(in.Pos()))
		return r.pointer(x).load()
	case token.NOT:
		return !r.truth(x)
	}
	n, ok := x.(int64)
	if !ok {
		return &unknown{}
	}
	switch in.Op {
	case token.SUB:
		return wrap(-n, in.Type())
	case token.XOR:
		return wrap(^n, in.Type())
	}
	r.unable("operator %s", in.Op)
	return nil
}

func (r *run) eval(f *frame, in ssa.Value) value {
	switch in := in.(type) {
	case *ssa.BinOp:
		return r.binary(in.Op, r.get(f, in.X), r.get(f, in.Y), in.X.Type())
	case *ssa.ChangeType:
		return r.get(f, in.X)
	case *ssa.ChangeInterface:
		return r.get(f, in.X)
	case *ssa.Convert:
		return r.convert(r.get(f, in.X), in.X.Type(), in.Type())
	case *ssa.MakeInterface:
		return iface{in.X.Type(), r.get(f, in.X)}
	case *ssa.MakeClosure:
		c := &closure{fn: in.Fn.(*ssa.Function)}
		for _, b := range in.Bindings {
			c.env = append(c.env, r.get(f, b))
		}
		return c
	case *ssa.FieldAddr:
		x := r.get(f, in.X)
		if p, ok := in.X.Type().Underlying().(*types.Pointer); ok && null(x) && dispatchTable(p.Elem()) {
			r.noTable(r.pos(in.Pos()))
		}
		r.isNothing(x, r.pos(in.Pos()))
		return r.pointer(x).kids[in.Field]
	case *ssa.Field:
		return r.get(f, in.X).(aggregate)[in.Field]
	case *ssa.IndexAddr:
		return r.elementAddr(r.get(f, in.X), r.number(r.get(f, in.Index)))
	case *ssa.Index:
		a, ok := r.get(f, in.X).(aggregate)
		i := r.number(r.get(f, in.Index))
		if !ok || i < 0 || int(i) >= len(a) {
			r.crash()
		}
		return a[i]
	case *ssa.Extract:
		return r.get(f, in.Tuple).(tuple)[in.Index]
	case *ssa.TypeAssert:
		return r.asserted(f, in)
	case *ssa.MakeChan:
		return &channel{cap: int(r.number(r.get(f, in.Size)))}
	case *ssa.MakeMap:
		return &dict{}
	case *ssa.MakeSlice:
		return r.makeSlice(in.Type(), r.number(r.get(f, in.Len)), r.number(r.get(f, in.Cap)))
	case *ssa.Slice:
		return r.slices(f, in)
	case *ssa.Lookup:
		return r.lookup(f, in)
	case *ssa.Range:
		return r.iterator(r.get(f, in.X))
	case *ssa.Next:
		return r.following(f, in)
	}
	r.unable("instruction %T", in)
	return nil
}

func (r *run) number(v value) int64 {
	n, ok := v.(int64)
	if !ok {
		r.unable("arithmetic on %T", v)
	}
	return n
}

func (r *run) elementAddr(x value, i int64) value {
	var parts []*node
	switch x := x.(type) {
	case slice:
		parts = x
	default:
		parts = r.pointer(x).kids
	}
	if i < 0 || int(i) >= len(parts) {
		r.crash()
	}
	return parts[i]
}

func (r *run) makeSlice(t types.Type, n, c int64) value {
	elem := t.Underlying().(*types.Slice).Elem()
	out := make(slice, 0, c)
	for range c {
		out = append(out, newNode(elem))
	}
	return out[:n]
}

func (r *run) slices(f *frame, in *ssa.Slice) value {
	x := r.get(f, in.X)
	bound := func(v ssa.Value, def int) int {
		if v == nil {
			return def
		}
		return int(r.number(r.get(f, v)))
	}
	if s, ok := x.(string); ok {
		lo, hi := bound(in.Low, 0), bound(in.High, len(s))
		if lo < 0 || hi < lo || hi > len(s) {
			r.crash()
		}
		return s[lo:hi]
	}
	s, ok := x.(slice)
	if !ok {
		s = slice(r.pointer(x).kids)
	}
	lo, hi := bound(in.Low, 0), bound(in.High, len(s))
	limit := bound(in.Max, cap(s))
	if lo < 0 || hi < lo || hi > limit || limit > cap(s) {
		r.crash()
	}
	return s[lo:hi:limit]
}

func (r *run) find(d *dict, k value) int {
	return slices.IndexFunc(d.keys, func(x value) bool { return r.equal(x, k) })
}

func (r *run) lookup(f *frame, in *ssa.Lookup) value {
	x, k := r.get(f, in.X), r.get(f, in.Index)
	if s, ok := x.(string); ok {
		i := r.number(k)
		if i < 0 || int(i) >= len(s) {
			r.crash()
		}
		return int64(s[i])
	}
	v, found := zero(in.X.Type().Underlying().(*types.Map).Elem()), false
	if d, _ := x.(*dict); d != nil {
		if i := r.find(d, k); i >= 0 {
			v, found = d.vals[i], true
		}
	}
	if in.CommaOk {
		return tuple{v, found}
	}
	return v
}

func (r *run) update(d *dict, k, v value) {
	if i := r.find(d, k); i >= 0 {
		d.vals[i] = v
		return
	}
	d.keys, d.vals = append(d.keys, k), append(d.vals, v)
}

// iteration walks a map in the order of its insertions.
type iteration struct {
	d *dict
	i int
}

func (r *run) iterator(x value) value {
	d, ok := x.(*dict)
	if !ok && x != nil {
		r.unable("range over %T", x)
	}
	if d == nil {
		d = &dict{}
	}
	return &iteration{d: &dict{slices.Clone(d.keys), slices.Clone(d.vals)}}
}

func (r *run) following(f *frame, in *ssa.Next) value {
	it, ok := r.get(f, in.Iter).(*iteration)
	if !ok {
		r.unable("range over a string")
	}
	if it.i == len(it.d.keys) {
		return tuple{false, nil, nil}
	}
	it.i++
	return tuple{true, it.d.keys[it.i-1], it.d.vals[it.i-1]}
}

// asserted is a type assertion. A socket's table is whichever is asked for.
func (r *run) asserted(f *frame, in *ssa.TypeAssert) value {
	x := r.get(f, in.X)
	i, _ := x.(iface)
	var v value
	ok := false
	if t, is := i.v.(tableOf); is {
		if p, is := in.AssertedType.Underlying().(*types.Pointer); is {
			v, ok = r.table(p.Elem(), t.socket), true
		}
	} else if x != nil {
		if u, is := in.AssertedType.Underlying().(*types.Interface); is {
			if ok = i.t != nil && types.Implements(i.t, u); ok {
				v = x
			}
		} else if ok = identical(i.t, in.AssertedType); ok {
			v = i.v
		}
	}
	if !ok {
		v = zero(in.AssertedType)
	}
	if in.CommaOk {
		return tuple{v, ok}
	}
	if !ok {
		r.crash()
	}
	return v
}

func (r *run) convert(v value, from, to types.Type) value {
	b, ok := to.Underlying().(*types.Basic)
	if !ok {
		if n, ok := v.(*node); null(v) && !(ok && n != nil) {
			return nil // a pointer of 0
		}
		if n, raw := v.(*node); raw && n.typ == types.Typ[types.UnsafePointer] && pointee(to) != nil {
			n.become(pointee(to))
		}
		return v
	}
	switch x := v.(type) {
	case int64:
		if b.Info()&types.IsFloat != 0 {
			return float64(x)
		}
		if b.Info()&types.IsString != 0 {
			return string(rune(x))
		}
		if b.Kind() == types.UnsafePointer && x == 0 {
			return nil
		}
		return wrap(x, to)
	case float64:
		if b.Info()&types.IsInteger != 0 {
			return wrap(int64(x), to)
		}
	case nil:
		if b.Info()&types.IsInteger != 0 {
			return int64(0)
		}
	}
	return v
}

func (r *run) binary(op token.Token, x, y value, t types.Type) value {
	switch op {
	case token.EQL:
		return r.equal(x, y)
	case token.NEQ:
		return !r.equal(x, y)
	}
	switch a := x.(type) {
	case int64:
		b, ok := y.(int64)
		if u, is := y.(*unknown); is && u.failure && a == 0 {
			b, ok = -1, true
		}
		if m, order := mirrored[op]; order && !ok {
			return r.vague(m, y, x)
		}
		if !ok {
			return &unknown{}
		}
		return r.arith(op, a, b, t)
	case string:
		return text(op, a, y.(string))
	case *unknown:
		if b, ok := y.(int64); ok && a.known {
			return r.arith(op, a.n, b, t)
		}
		if b, ok := y.(int64); ok && a.failure && b == 0 {
			return r.arith(op, -1, 0, t)
		}
		if b, ok := y.(int64); ok && a.failure && op == token.SHR && b >= severity {
			return r.arith(op, wrap(-1, t), b, t)
		}
		return r.vague(op, x, y)
	}
	r.unable("operator %s on %T", op, x)
	return nil
}

// severity is where the two top bits of a status begin: both are set in an error.
// Page: kernel/defining-new-ntstatus-values
const severity = 30

// vague is an operation on a number that is not known.
func (r *run) vague(op token.Token, x, y value) value {
	u, ok := x.(*unknown)
	b, number := y.(int64)
	switch op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		if !ok || !number || u.failure {
			r.unable("order of numbers that the system chooses")
		}
		return r.order(u, op, b)
	}
	return &unknown{}
}

// order decides a comparison with a number, as far as earlier ones leave it open.
func (r *run) order(u *unknown, op token.Token, b int64) bool {
	if op == token.LEQ || op == token.GTR {
		b++ // at most b is below what follows it
	}
	if !u.bounded {
		u.bounded, u.lo, u.hi = true, math.MinInt64, math.MaxInt64
	}
	below := u.hi < b
	if u.lo < b && b <= u.hi {
		below = r.choose(2) == 0
	}
	if below {
		u.hi = min(u.hi, b-1)
	} else {
		u.lo = max(u.lo, b)
	}
	return below == (op == token.LSS || op == token.LEQ)
}

// mirrored are the comparisons with their sides exchanged.
var mirrored = map[token.Token]token.Token{token.LSS: token.GTR, token.LEQ: token.GEQ, token.GTR: token.LSS, token.GEQ: token.LEQ}

func text(op token.Token, a, b string) value {
	switch op {
	case token.ADD:
		return a + b
	case token.LSS:
		return a < b
	case token.LEQ:
		return a <= b
	case token.GTR:
		return a > b
	}
	return a >= b
}

func (r *run) arith(op token.Token, a, b int64, t types.Type) value {
	unsigned := false
	if u, ok := t.Underlying().(*types.Basic); ok {
		unsigned = u.Info()&types.IsUnsigned != 0
	}
	less := a < b
	if unsigned {
		less = uint64(a) < uint64(b)
	}
	switch op {
	case token.LSS:
		return less
	case token.LEQ:
		return less || a == b
	case token.GTR:
		return !less && a != b
	case token.GEQ:
		return !less
	}
	return wrap(r.compute(op, a, b), t)
}

func (r *run) compute(op token.Token, a, b int64) int64 {
	switch op {
	case token.ADD:
		return a + b
	case token.SUB:
		return a - b
	case token.MUL:
		return a * b
	case token.AND:
		return a & b
	case token.OR:
		return a | b
	case token.XOR:
		return a ^ b
	case token.AND_NOT:
		return a &^ b
	case token.SHL:
		return a << uint64(b)
	case token.SHR:
		return a >> uint64(b)
	}
	if b == 0 {
		r.crash()
	}
	if op == token.QUO {
		return a / b
	}
	return a % b
}
