package state

import (
	"testing"

	"github.com/wskvet/wskvet/internal/affine"
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/slice"
)

// States that differ in one cell are one in which it holds either; those that differ in two
// are not, as that would be two more.
func TestUnite(t *testing.T) {
	m := New(program.Link(nil))
	o := m.Object(Origin{Kind: AllocObject}, "", nil)
	other := domain.Value{K: domain.Ptr, O: m.Object(Origin{Kind: AllocObject, N: 1}, "", nil)}
	flag, old := m.Paths.Below(0, "flag"), m.Paths.Below(0, "old")
	build := func(a, b domain.Value) State {
		st := State{}
		st.Objs = st.Objs.Set(uint64(o), Object{Escaped: true}).Set(uint64(other.O), Object{Escaped: true})
		m.Put(&st, o, flag, a)
		m.Put(&st, o, old, b)
		return st
	}
	zero, one, many := domain.Number(0), domain.Number(1), domain.Number(40)
	for _, c := range []struct {
		text          string
		x, y          State
		united, grown bool
	}{
		{"a flag", build(zero, zero), build(one, zero), true, true},
		{"a pointer", build(zero, zero), build(zero, other), true, true},
		{"both", build(zero, zero), build(one, other), false, false},
		{"numbers that do not follow each other", build(zero, zero), build(many, zero), false, false},
		{"the same", build(one, other), build(one, other), true, false},
	} {
		united, grown := m.Unite(&c.x, &c.y)
		if united != c.united || grown != c.grown {
			t.Errorf("states that differ in %s: united %v, more than before %v", c.text, united, grown)
		}
	}
	x, a, b, all := build(zero, zero), build(one, zero), build(zero, other), build(one, other)
	m.Unite(&x, &a)
	if united, _ := m.Unite(&x, &all); united {
		t.Error("a state with another flag and another pointer is lost")
	}
	m.Unite(&b, &all)
	m.Unite(&x, &b)
	if united, grown := m.Unite(&x, &all); !united || grown {
		t.Error("a state that has any flag and any pointer does not stand for one that has both")
	}
	if err := m.Sane(&x); err != nil {
		t.Error(err)
	}
}

// On a slice, what may be anything stands for a number, but not for a function: only one that
// is known is run. In a run of the whole driver it stands for neither.
func TestUniteAnything(t *testing.T) {
	m := New(program.Link(nil))
	o := m.Object(Origin{Kind: AllocObject}, "", nil)
	cell := m.Paths.Below(0, "cell")
	build := func(v domain.Value) *State {
		st := &State{}
		st.Objs = st.Objs.Set(uint64(o), Object{Escaped: true})
		m.Put(st, o, cell, v)
		return st
	}
	anything, number, function := domain.Value{}, domain.Number(3), domain.Value{K: domain.Func, O: domain.None}
	for _, c := range []struct {
		text   string
		slice  *slice.Slice
		x, y   domain.Value
		united bool
	}{
		{"anything and a number", &slice.Slice{}, anything, number, true},
		{"a number and anything", &slice.Slice{}, number, anything, true},
		{"anything and a function", &slice.Slice{}, anything, function, false},
		{"a function and anything", &slice.Slice{}, function, anything, false},
		{"anything and a number, in all of the driver", nil, anything, number, false},
	} {
		m.Slice = c.slice
		x := build(c.x)
		if united, _ := m.Unite(x, build(c.y)); united != c.united {
			t.Errorf("%s: united %v", c.text, united)
		}
		if v, _ := x.Mem.Get(Key(o, cell)); c.united && v != anything {
			t.Errorf("%s: %s is left", c.text, m.Text(v))
		}
	}
}

// At depth 0 of a slice two states merge whatever memory holds, but for functions.
func TestFunctionsKeepApart(t *testing.T) {
	m := New(program.Link(nil))
	o := m.Object(Origin{Kind: AllocObject}, "", nil)
	standing := func(depth int, v domain.Value) uint64 {
		m.Slice = &slice.Slice{Criterion: slice.Criterion{Depth: depth}}
		st := &State{}
		st.Objs = st.Objs.Set(uint64(o), Object{Escaped: true})
		m.Put(st, o, m.Paths.Below(0, "routine"), v)
		return m.Typestate(st)
	}
	routine := func(n int64) domain.Value { return domain.Value{K: domain.Func, O: domain.None, N: n} }
	for _, c := range []struct {
		depth int
		x, y  domain.Value
		apart bool
	}{
		{0, routine(1), routine(2), true},
		{0, routine(1), routine(1), false},
		{0, domain.Number(1), domain.Number(2), false},
		{1, routine(1), routine(2), false},
	} {
		if apart := standing(c.depth, c.x) != standing(c.depth, c.y); apart != c.apart {
			t.Errorf("depth %d, %s and %s: apart %v", c.depth, m.Text(c.x), m.Text(c.y), apart)
		}
	}
}

// What is known of a number goes into what equalities say of others, once nothing holds it.
func TestUnrelate(t *testing.T) {
	m := New(program.Link(nil))
	st := State{}
	o := m.Object(Origin{Kind: AllocObject}, "", nil)
	st.Objs = st.Objs.Set(uint64(o), Object{Escaped: true})
	v := m.UnknownIn(&st, &program.Site{Key: program.SiteKey{Fn: 1}}, domain.Range{Lo: 0, Hi: 1})
	w := m.UnknownIn(&st, &program.Site{Key: program.SiteKey{Fn: 2}}, domain.Range{Lo: 0, Hi: 9})
	m.Put(&st, o, m.Paths.Below(0, "flag"), v)
	m.Put(&st, o, m.Paths.Below(0, "count"), w)
	st.Related, _ = st.Related.And(affine.Equality{Terms: []affine.Term{{Of: uint64(v.N), By: 1}, {Of: uint64(w.N), By: 1}}, Is: 3})
	m.Learn(&st, v, "==", 1)
	m.Put(&st, o, m.Paths.Below(0, "flag"), domain.Number(0))
	m.UnlearnAll(&st)
	want, _ := (*affine.System)(nil).And(affine.Equality{Terms: []affine.Term{{Of: uint64(w.N), By: 1}}, Is: 2})
	if !st.Related.Equal(want) {
		t.Errorf("of a count that was 3 with a flag that was set, %v is known", st.Related.Equalities())
	}
}
