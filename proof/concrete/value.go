package concrete

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A value is one of: nil, bool, int64, float64, string, *node (a pointer),
// aggregate, tuple, iface, *closure, *native, slice, *dict, *channel, *unknown.
type value any

// A node is a variable: a place that a pointer may lead to. Structs and arrays
// have a node for each part.
type node struct {
	v    value
	kids []*node
	up   *node // the variable that this is a part of
	typ  types.Type

	global  bool   // a variable of a package
	nothing string // if it is nil, and must not be taken for a pointer: the rule that says so
}

type (
	aggregate []value // a struct or an array as a value
	tuple     []value
	slice     []*node
	iface     struct {
		t types.Type
		v value
	}
	closure struct {
		fn  *ssa.Function
		env []value
	}
	// native is a function of the system: of a dispatch table, or a method value.
	native struct {
		name string
		of   value // what the table belongs to
	}
	dict    struct{ keys, vals []value }
	channel struct {
		buf    []value
		cap    int
		closed bool
		takers int // threads that wait to receive
	}
	// unknown is a number of the system's choice, fixed as it is compared.
	unknown struct {
		known   bool
		failure bool // a status of severity error: below 0, its two top bits set
		n       int64
		not     []int64
		bounded bool // by lo and hi
		lo, hi  int64
	}
	// table is the dynamic type of a socket's Dispatch: whichever is asked for.
	tableOf struct{ socket *node }
)

func newNode(t types.Type) *node {
	n := &node{typ: t}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for i := range u.NumFields() {
			n.add(newNode(u.Field(i).Type()))
		}
	case *types.Array:
		for range u.Len() {
			n.add(newNode(u.Elem()))
		}
	default:
		n.v = zero(t)
	}
	return n
}

// become makes raw memory a variable of type t.
func (n *node) become(t types.Type) {
	m := newNode(t)
	n.typ, n.v = t, m.v
	for _, k := range m.kids {
		n.add(k)
	}
}

// pointee is what a pointer type points to, or nil.
func pointee(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return nil
}

func (n *node) add(kid *node) {
	kid.up = n
	n.kids = append(n.kids, kid)
}

func composite(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Struct, *types.Array:
		return true
	}
	return false
}

func (n *node) load() value {
	if !composite(n.typ) {
		return n.v
	}
	out := make(aggregate, len(n.kids))
	for i, k := range n.kids {
		out[i] = k.load()
	}
	return out
}

func (n *node) store(v value) {
	if !composite(n.typ) {
		n.v = v
		return
	}
	for i, k := range n.kids {
		k.store(v.(aggregate)[i])
	}
}

// within reports whether n is m or a part of it.
func (n *node) within(m *node) bool {
	for ; n != nil; n = n.up {
		if n == m {
			return true
		}
	}
	return false
}

// field is the part of a struct variable with a name, or nil. Embedded structs
// are looked into.
func (n *node) field(name string) *node {
	s, ok := n.typ.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for i, k := range n.kids {
		if s.Field(i).Name() == name {
			return k
		}
	}
	for i, k := range n.kids {
		if s.Field(i).Embedded() {
			if f := k.field(name); f != nil {
				return f
			}
		}
	}
	return nil
}

func zero(t types.Type) value {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsBoolean != 0:
			return false
		case u.Info()&types.IsInteger != 0:
			return int64(0)
		case u.Info()&types.IsFloat != 0:
			return float64(0)
		case u.Info()&types.IsString != 0:
			return ""
		}
	case *types.Struct:
		var out aggregate
		for i := range u.NumFields() {
			out = append(out, zero(u.Field(i).Type()))
		}
		return out
	case *types.Array:
		out := make(aggregate, u.Len())
		for i := range out {
			out[i] = zero(u.Elem())
		}
		return out
	case *types.Slice:
		return slice(nil)
	case *types.Tuple:
		var out tuple
		for i := range u.Len() {
			out = append(out, zero(u.At(i).Type()))
		}
		return out
	}
	return nil
}

// wrap cuts a number to the width of its type.
func wrap(n int64, t types.Type) int64 {
	b, ok := t.Underlying().(*types.Basic)
	if !ok {
		return n
	}
	switch b.Kind() {
	case types.Int8:
		return int64(int8(n))
	case types.Int16:
		return int64(int16(n))
	case types.Int32:
		return int64(int32(n))
	case types.Uint8:
		return int64(uint8(n))
	case types.Uint16:
		return int64(uint16(n))
	case types.Uint32:
		return int64(uint32(n))
	}
	return n
}

// null reports whether v is a nil or zero pointer.
func null(v value) bool {
	switch v := v.(type) {
	case nil:
		return true
	case int64:
		return v == 0
	case *node:
		return v == nil || v.nothing != ""
	case slice:
		return v == nil
	}
	return false
}

func (r *run) equal(a, b value) bool {
	if u, ok := a.(*unknown); ok {
		return r.same(u, b)
	}
	if u, ok := b.(*unknown); ok {
		return r.same(u, a)
	}
	if null(a) || null(b) {
		return null(a) && null(b)
	}
	switch x := a.(type) {
	case aggregate:
		y, ok := b.(aggregate)
		if !ok || len(x) != len(y) {
			return false
		}
		for i := range x {
			if !r.equal(x[i], y[i]) {
				return false
			}
		}
		return true
	case iface:
		y, ok := b.(iface)
		return ok && identical(x.t, y.t) && r.equal(x.v, y.v)
	case slice, tuple:
		r.unable("comparison of a slice")
	}
	return a == b
}

func identical(a, b types.Type) bool {
	if a == nil || b == nil {
		return a == b
	}
	return types.Identical(a, b)
}

// same fixes an unknown as far as a comparison with a number needs it.
func (r *run) same(u *unknown, v value) bool {
	if w, ok := v.(*unknown); ok {
		if !w.known {
			return r.choose(2) == 0
		}
		v = w.n
	}
	n, ok := v.(int64)
	switch {
	case !ok:
		r.unable("comparison of an unknown")
	case u.known:
		return u.n == n
	case slices.Contains(u.not, n), u.failure && n >= 0, u.bounded && (n < u.lo || n > u.hi):
		return false
	}
	if r.choose(2) == 0 {
		u.known, u.n = true, n
		return true
	}
	u.not = append(u.not, n)
	return false
}
