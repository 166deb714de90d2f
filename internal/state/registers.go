package state

import (
	"slices"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/persist"
)

// few is how many registers lie in the state itself. As they are dropped once
// nothing reads them, a state seldom has more.
const few = 6

// Registers are the values of a function's registers. Like the maps of a state
// they are copied by assignment; the first few are written in place, the others
// are in a map.
type Registers struct {
	n    int8
	ids  [few]uint32 // sorted
	vals [few]domain.Value
	rest *persist.Map[domain.Value]
}

// find is where register r is among the first few, or would be.
func (rs *Registers) find(r uint32) (int, bool) {
	i := 0
	for i < int(rs.n) && rs.ids[i] < r {
		i++
	}
	return i, i < int(rs.n) && rs.ids[i] == r
}

func (rs *Registers) Get(r uint32) (domain.Value, bool) {
	if i, ok := rs.find(r); ok {
		return rs.vals[i], true
	}
	return rs.rest.Get(uint64(r))
}

func (rs *Registers) Set(r uint32, v domain.Value) {
	i, ok := rs.find(r)
	switch {
	case ok:
		rs.vals[i] = v
		return
	case rs.n < few:
		if _, beyond := rs.rest.Get(uint64(r)); !beyond {
			copy(rs.ids[i+1:rs.n+1], rs.ids[i:rs.n])
			copy(rs.vals[i+1:rs.n+1], rs.vals[i:rs.n])
			rs.ids[i], rs.vals[i] = r, v
			rs.n++
			return
		}
	}
	rs.rest = rs.rest.Set(uint64(r), v)
}

// Drop forgets register r and returns what it held.
func (rs *Registers) Drop(r uint32) (domain.Value, bool) {
	i, ok := rs.find(r)
	if !ok {
		v, ok := rs.rest.Get(uint64(r))
		rs.rest = rs.rest.Delete(uint64(r))
		return v, ok
	}
	v := rs.vals[i]
	rs.n--
	copy(rs.ids[i:rs.n], rs.ids[i+1:rs.n+1])
	copy(rs.vals[i:rs.n], rs.vals[i+1:rs.n+1])
	rs.ids[rs.n], rs.vals[rs.n] = 0, domain.Value{}
	return v, true
}

// Keep drops all but the registers in live, which are sorted, and adds to gone the
// values dropped that something may be known of.
func (rs *Registers) Keep(live []int32, gone []domain.Value) []domain.Value {
	dead := func(r uint32, v domain.Value) bool {
		_, ok := slices.BinarySearch(live, int32(r))
		if !ok && v.Named() {
			gone = append(gone, v)
		}
		return !ok
	}
	n := 0
	for i := range int(rs.n) {
		if !dead(rs.ids[i], rs.vals[i]) {
			rs.ids[n], rs.vals[n] = rs.ids[i], rs.vals[i]
			n++
		}
	}
	clear(rs.ids[n:rs.n])
	clear(rs.vals[n:rs.n])
	rs.n = int8(n)
	rs.rest.Range(func(k uint64, v domain.Value) bool {
		if dead(uint32(k), v) {
			rs.rest = rs.rest.Delete(k)
		}
		return true
	})
	return gone
}

func (rs *Registers) len() int { return int(rs.n) + rs.rest.Len() }

// each visits the registers until visit returns false.
func (rs *Registers) each(visit func(r uint32, v domain.Value) bool) {
	for i := range int(rs.n) {
		if !visit(rs.ids[i], rs.vals[i]) {
			return
		}
	}
	rs.rest.Range(func(k uint64, v domain.Value) bool { return visit(uint32(k), v) })
}

// Hash is the same for the same registers, wherever they lie.
func (rs *Registers) Hash() uint64 {
	var h uint64
	for i := range int(rs.n) {
		h += rs.vals[i].HashAt(uint64(rs.ids[i]))
	}
	if rs.rest != nil {
		rs.rest.Range(func(k uint64, v domain.Value) bool { h += v.HashAt(k); return true })
	}
	return h
}

// entry is a register and its value.
type entry struct {
	r uint32
	v domain.Value
}

// sorted are the registers in order.
func (rs *Registers) sorted() []entry {
	out := make([]entry, 0, rs.len())
	rs.each(func(r uint32, v domain.Value) bool { out = append(out, entry{r, v}); return true })
	slices.SortFunc(out, func(a, b entry) int { return int(a.r) - int(b.r) })
	return out
}

// both visits in order the registers that x and y hold and that differ, and
// those that one of them does not hold.
func both(x, y *Registers, visit func(r uint32, v domain.Value, vok bool, w domain.Value, wok bool)) {
	a, b := x.sorted(), y.sorted()
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].r < b[0].r:
			visit(a[0].r, a[0].v, true, domain.Value{}, false)
			a = a[1:]
		case len(a) == 0 || b[0].r < a[0].r:
			visit(b[0].r, domain.Value{}, false, b[0].v, true)
			b = b[1:]
		default:
			if a[0].v != b[0].v {
				visit(a[0].r, a[0].v, true, b[0].v, true)
			}
			a, b = a[1:], b[1:]
		}
	}
}
