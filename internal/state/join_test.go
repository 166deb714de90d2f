package state

import (
	"testing"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/witness"
)

// merging is a space with one object, whose cells the tests fill.
type merging struct {
	*Space
	object int32
}

func newMerging() merging {
	m := New(program.Link(nil))
	return merging{m, m.Object(Origin{Kind: "alloc"}, "", nil)}
}

// holding is a state of which the cells hold some values.
func (m merging) holding(cells map[string]domain.Value) State {
	st := State{}
	st.Objs = st.Objs.Set(uint64(m.object), Object{Escaped: true})
	for name, v := range cells {
		m.Put(&st, m.object, m.Paths.Below(0, name), v)
	}
	return st
}

// in is the value of a cell.
func (m merging) in(st *State, name string) domain.Value {
	v, _ := st.Mem.Get(Key(m.object, m.Paths.Below(0, name)))
	return v
}

// may reports whether a value can be n.
func (m merging) may(st *State, v domain.Value, n int64) bool {
	switch v.K {
	case domain.Any:
		return true
	case domain.Int, domain.Set:
		for _, w := range m.Members(v) {
			if w.N == n {
				return true
			}
		}
		return false
	}
	return m.Bounds(st, v).Has(n)
}

// TestMergeValues: after a merge a cell may hold what it held in one of the two states, and
// up to six values nothing else.
func TestMergeValues(t *testing.T) {
	for _, c := range []struct {
		name   string
		values []int64 // of the cell, in states that are merged one after the other
		not    []int64 // what it cannot hold then
	}{
		{"the same", []int64{3, 3}, []int64{2, 4}},
		{"two next to each other", []int64{3, 4}, []int64{2, 5}},
		{"two apart", []int64{3, 9}, []int64{2, 4, 8, 10}},
		{"six apart", []int64{10, 20, 30, 40, 50, 60}, []int64{9, 15, 61}},
		{"seven: anything between", []int64{10, 20, 30, 40, 50, 60, 70}, []int64{9, 71}},
		{"a flag", []int64{0, 1, 0, 1}, []int64{-1, 2}},
	} {
		m := newMerging()
		merged := m.holding(map[string]domain.Value{"cell": domain.Number(c.values[0])})
		for _, n := range c.values[1:] {
			next := m.holding(map[string]domain.Value{"cell": domain.Number(n)})
			merged = m.Merge(&merged, &next)
		}
		v := m.in(&merged, "cell")
		for _, n := range c.values {
			if !m.may(&merged, v, n) {
				t.Errorf("%s: the cell cannot be %d any more", c.name, n)
			}
		}
		for _, n := range c.not {
			if m.may(&merged, v, n) {
				t.Errorf("%s: the cell may be %d", c.name, n)
			}
		}
	}
}

// TestMergeOrder: which of two states comes first decides nothing about values.
func TestMergeOrder(t *testing.T) {
	m := newMerging()
	x := m.holding(map[string]domain.Value{"flag": domain.Number(0), "count": domain.Number(2)})
	y := m.holding(map[string]domain.Value{"flag": domain.Number(1), "count": domain.Number(7)})
	a, b := m.Merge(&x, &y), m.Merge(&y, &x)
	for _, name := range []string{"flag", "count"} {
		for n := int64(-1); n <= 9; n++ {
			if p, q := m.may(&a, m.in(&a, name), n), m.may(&b, m.in(&b, name), n); p != q {
				t.Errorf("%s may be %d: %v one way round, %v the other", name, n, p, q)
			}
		}
	}
}

// TestMergeEqualities: what was equal in both states is so in the merged one, though
// neither value is known there.
func TestMergeEqualities(t *testing.T) {
	for _, c := range []struct {
		name  string
		x, y  [2]int64 // the flag and the count
		flag  int64    // learned
		count int64    // known then
	}{
		{"a flag and a count", [2]int64{0, 0}, [2]int64{1, 1}, 1, 1},
		{"a flag and one more", [2]int64{0, 1}, [2]int64{1, 2}, 1, 2},
		{"a flag the other way round", [2]int64{0, 1}, [2]int64{1, 0}, 1, 0},
	} {
		m := newMerging()
		x := m.holding(map[string]domain.Value{"flag": domain.Number(c.x[0]), "count": domain.Number(c.x[1])})
		y := m.holding(map[string]domain.Value{"flag": domain.Number(c.y[0]), "count": domain.Number(c.y[1])})
		merged := m.Merge(&x, &y)
		if !m.Learn(&merged, m.in(&merged, "flag"), "==", c.flag) {
			t.Fatalf("%s: the flag cannot be %d", c.name, c.flag)
		}
		if got := m.Bounds(&merged, m.in(&merged, "count")); got != domain.Point(c.count) {
			t.Errorf("%s: where the flag is %d the count is %v, not %d", c.name, c.flag, got, c.count)
		}
	}
}

// TestMergeLossy: a merge that comes to one of the two states has lost nothing.
func TestMergeLossy(t *testing.T) {
	m := newMerging()
	one := m.holding(map[string]domain.Value{"cell": domain.Number(1)})
	same := m.holding(map[string]domain.Value{"cell": domain.Number(1)})
	two := m.holding(map[string]domain.Value{"cell": domain.Number(2)})
	if merged := m.Merge(&one, &same); merged.Lossy || merged.Hash() != one.Hash() {
		t.Error("two equal states are not the same when they are merged")
	}
	merged := m.Merge(&one, &two)
	if !merged.Lossy {
		t.Error("1 or 2 is taken for as much as 1")
	}
	if again := m.Merge(&merged, &merged); !again.Lossy {
		t.Error("what was lost once is found again")
	}
}

// TestMergeObjects: an object that is gone in one state, or that others know, is so in the
// merged one.
func TestMergeObjects(t *testing.T) {
	m := newMerging()
	private := State{}
	private.Objs = private.Objs.Set(uint64(m.object), Object{})
	for name, o := range map[string]Object{"escaped": {Escaped: true}, "freed": {freed: true}, "unknown": {Unknown: true}, "one of many": {summary: true}} {
		other := State{}
		other.Objs = other.Objs.Set(uint64(m.object), o)
		for _, merged := range []State{m.Merge(&private, &other), m.Merge(&other, &private)} {
			if got, _ := merged.Objs.Get(uint64(m.object)); got != o {
				t.Errorf("%s: the object is %+v", name, got)
			}
		}
	}
	merged := m.Merge(&State{}, &private)
	if _, there := merged.Objs.Get(uint64(m.object)); !there {
		t.Error("an object of one state is not there when it is merged")
	}
}

// TestMergeUnmade: a cell of an object that one of the states has not made is what the
// other one has there.
func TestMergeUnmade(t *testing.T) {
	m := newMerging()
	made := m.holding(map[string]domain.Value{"cell": domain.Number(5)})
	merged := m.Merge(&State{}, &made)
	if v := m.in(&merged, "cell"); v != domain.Number(5) {
		t.Errorf("the cell is %v", v)
	}
}

// TestMergeWitness: the shorter of two witnesses is told.
func TestMergeWitness(t *testing.T) {
	m := newMerging()
	short := &witness.Step{N: 1}
	long := &witness.Step{Up: short, N: 2}
	x, y := m.holding(nil), m.holding(nil)
	x.Trace, y.Trace = long, short
	if merged := m.Merge(&x, &y); merged.Trace != short {
		t.Error("the longer witness is told")
	}
	if merged := m.Merge(&y, &x); merged.Trace != short {
		t.Error("the longer witness is told, the other way round")
	}
}

// TestMergeNames: the name that a merge gives to what two states hold in a cell is not one
// that another cell comes to have from one of the two.
func TestMergeNames(t *testing.T) {
	m := newMerging()
	other := m.Object(Origin{Kind: "alloc", N: 1}, "", nil)
	kept := m.Paths.Below(0, "kept")
	x := m.holding(map[string]domain.Value{"cell": domain.Number(5)})
	y := m.holding(map[string]domain.Value{"cell": domain.Number(6)})
	y.Objs = y.Objs.Set(uint64(other), Object{Escaped: true})
	cell := program.Joined.Of(m.object, m.Paths.Below(0, "cell"))
	m.Put(&y, other, kept, m.UnknownIn(&y, &program.Site{Key: cell}, domain.Range{Lo: 7, Hi: 8}))
	merged := m.Merge(&x, &y)
	if got, _ := merged.Mem.Get(Key(other, kept)); got == m.in(&merged, "cell") {
		t.Errorf("the cell and what is kept elsewhere are both %s", m.Text(got))
	}
}
