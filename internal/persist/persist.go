// Package persist is an immutable map from uint64 to comparable values: a
// Patricia trie after Okasaki and Gill ("Fast Mergeable Integer Maps", 1998).
//
// The trie's shape depends on its keys alone, so that equal maps have equal
// hashes, kept in each node. Get and Set cost the logarithm of the size, Hash
// costs nothing, and Zip skips what two maps share.
package persist

import (
	"hash/maphash"
	"math/bits"
	"unsafe"
)

// Map is an immutable map; nil is the empty one.
type Map[V comparable] struct {
	key         uint64  // of a leaf; of a branch the common bits, and below them the one that differs
	left, right *Map[V] // of a branch
	hash        uint64
}

// end is a leaf. Most nodes are branches, and each change of a map makes some: they have no
// room for a value, nor for where it is.
type end[V comparable] struct {
	Map[V]
	v V
}

func (m *Map[V]) leaf() bool { return m.left == nil }

// val is the value of a leaf.
func (m *Map[V]) val() *V { return &(*end[V])(unsafe.Pointer(m)).v } // leaf alone makes nodes without sides

var seed = maphash.MakeSeed()

func leaf[V comparable](k uint64, v V) *Map[V] {
	return &(&end[V]{Map[V]{key: k, hash: HashOf(k, v)}, v}).Map
}

// HashOf is what a key and its value add to the hash of a map.
func HashOf[V comparable](k uint64, v V) uint64 { return mix(k ^ maphash.Comparable(seed, v)) }

func mix(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

func branch[V comparable](key uint64, l, r *Map[V]) *Map[V] {
	return &Map[V]{key: key, left: l, right: r, hash: l.hash + r.hash}
}

// of is the branch m with other sides, of which one may be gone.
func (m *Map[V]) of(l, r *Map[V]) *Map[V] {
	switch {
	case l == m.left && r == m.right:
		return m
	case l == nil:
		return r
	case r == nil:
		return l
	}
	return branch(m.key, l, r)
}

// bit is the bit by which the sides of a branch differ, and 0 of a leaf.
func (m *Map[V]) bit() uint64 {
	if m.leaf() {
		return 0
	}
	return m.key & -m.key
}

// covers reports whether k may be in m, a branch that differs by bit.
func (m *Map[V]) covers(k, bit uint64) bool { return k&-bit|bit == m.key }

// Hash is equal for equal maps.
func (m *Map[V]) Hash() uint64 {
	if m == nil {
		return 0
	}
	return m.hash
}

// Sound reports whether the hashes that m keeps are those of what it holds, made again.
func (m *Map[V]) Sound() bool {
	switch {
	case m == nil:
		return true
	case m.leaf():
		return m.hash == HashOf(m.key, *m.val())
	}
	return m.hash == m.left.hash+m.right.hash && m.left.Sound() && m.right.Sound()
}

// Len is the number of keys, which are counted.
func (m *Map[V]) Len() int {
	switch {
	case m == nil:
		return 0
	case m.leaf():
		return 1
	}
	return m.left.Len() + m.right.Len()
}

// Get is the value at k.
func (m *Map[V]) Get(k uint64) (v V, ok bool) {
	for m != nil {
		if m.leaf() {
			if m.key == k {
				return *m.val(), true
			}
			return v, false
		}
		bit := m.bit()
		if !m.covers(k, bit) {
			return v, false
		}
		if k&bit == 0 {
			m = m.left
		} else {
			m = m.right
		}
	}
	return v, false
}

// join makes a branch of two maps with different prefixes.
func join[V comparable](a, b *Map[V]) *Map[V] {
	bit := uint64(1) << (63 - bits.LeadingZeros64(a.key^b.key))
	if a.key&bit == 0 {
		return branch(a.key&-bit|bit, a, b)
	}
	return branch(a.key&-bit|bit, b, a)
}

// Set is m with v at k.
func (m *Map[V]) Set(k uint64, v V) *Map[V] {
	if m == nil {
		return leaf(k, v)
	}
	if m.leaf() {
		if m.key == k {
			if *m.val() == v {
				return m
			}
			return leaf(k, v)
		}
		return join(m, leaf(k, v))
	}
	bit := m.bit()
	if !m.covers(k, bit) {
		return join(m, leaf(k, v))
	}
	if k&bit == 0 {
		if l := m.left.Set(k, v); l != m.left {
			return branch(m.key, l, m.right)
		}
	} else if r := m.right.Set(k, v); r != m.right {
		return branch(m.key, m.left, r)
	}
	return m
}

// Delete is m without k.
func (m *Map[V]) Delete(k uint64) *Map[V] {
	if m == nil {
		return nil
	}
	if m.leaf() {
		if m.key == k {
			return nil
		}
		return m
	}
	bit := m.bit()
	if !m.covers(k, bit) {
		return m
	}
	l, r := m.left, m.right
	if k&bit == 0 {
		l = l.Delete(k)
	} else {
		r = r.Delete(k)
	}
	return m.of(l, r)
}

// Range visits keys in order until visit returns false.
func (m *Map[V]) Range(visit func(k uint64, v V) bool) bool {
	if m == nil {
		return true
	}
	if m.leaf() {
		return visit(m.key, *m.val())
	}
	return m.left.Range(visit) && m.right.Range(visit)
}

// High visits the keys whose upper 32 bits are h, in order.
func (m *Map[V]) High(h uint32, visit func(k uint64, v V) bool) bool {
	want := uint64(h) << 32
	for m != nil && m.bit() >= 1<<32 {
		bit := m.bit()
		if !m.covers(want, bit) {
			return true
		}
		if want&bit == 0 {
			m = m.left
		} else {
			m = m.right
		}
	}
	if m == nil || m.key>>32 != uint64(h) {
		return true
	}
	return m.Range(visit)
}

// Zip visits the keys at which a and b differ, in order; a key missing on one
// side has ok false there.
func Zip[V comparable](a, b *Map[V], visit func(k uint64, x V, xok bool, y V, yok bool)) {
	ZipUntil(a, b, func(k uint64, x V, xok bool, y V, yok bool) bool { visit(k, x, xok, y, yok); return true })
}

// ZipUntil is Zip until visit returns false. It reports whether it never did.
func ZipUntil[V comparable](a, b *Map[V], visit func(k uint64, x V, xok bool, y V, yok bool) bool) bool {
	var none V
	switch {
	case a == b || a != nil && b != nil && a.hash == b.hash:
		return true
	case a == nil:
		return b.Range(func(k uint64, v V) bool { return visit(k, none, false, v, true) })
	case b == nil:
		return a.Range(func(k uint64, v V) bool { return visit(k, v, true, none, false) })
	}
	switch p, q := a.bit(), b.bit(); {
	case a.key == b.key && p == 0 && q == 0:
		return visit(a.key, *a.val(), true, *b.val(), true)
	case a.key == b.key && p == q:
		return ZipUntil(a.left, b.left, visit) && ZipUntil(a.right, b.right, visit)
	case p > q && a.covers(b.key, p):
		if b.key&p == 0 {
			return ZipUntil(a.left, b, visit) && ZipUntil(a.right, nil, visit)
		}
		return ZipUntil(a.left, nil, visit) && ZipUntil(a.right, b, visit)
	case q > p && b.covers(a.key, q):
		if a.key&q == 0 {
			return ZipUntil(a, b.left, visit) && ZipUntil(nil, b.right, visit)
		}
		return ZipUntil(nil, b.left, visit) && ZipUntil(a, b.right, visit)
	case a.key < b.key:
		return ZipUntil(a, nil, visit) && ZipUntil(nil, b, visit)
	}
	return ZipUntil(nil, b, visit) && ZipUntil(a, nil, visit)
}

// DeleteHigh is m without the keys whose upper 32 bits are h.
func (m *Map[V]) DeleteHigh(h uint32) *Map[V] {
	if m == nil {
		return nil
	}
	want := uint64(h) << 32
	bit := m.bit()
	if bit < 1<<32 {
		if m.key>>32 == uint64(h) {
			return nil
		}
		return m
	}
	if !m.covers(want, bit) {
		return m
	}
	l, r := m.left, m.right
	if want&bit == 0 {
		l = l.DeleteHigh(h)
	} else {
		r = r.DeleteHigh(h)
	}
	return m.of(l, r)
}
