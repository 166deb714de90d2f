package state

import (
	"slices"
	"testing"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/summary"
)

// write is a write to an element of an array, "[*]" where its index is not known.
type write struct {
	elem  string
	value int64
}

// TestElements: an element of an unknown index is any of those that were written, or one
// that was not; a write to it may have hit any.
func TestElements(t *testing.T) {
	for _, c := range []struct {
		name   string
		size   int32 // of the array; 0 if it is not known
		writes []write
		load   string
		want   []int64
	}{
		{"nothing written", 4, nil, Star, []int64{0}},
		{"one of four", 4, []write{{"[1]", 7}}, Star, []int64{0, 7}},
		{"all of two", 2, []write{{"[0]", 7}, {"[1]", 8}}, Star, []int64{7, 8}},
		{"two of an unknown number", 0, []write{{"[0]", 7}, {"[1]", 8}}, Star, []int64{0, 7, 8}},
		{"one that may have been written", 4, []write{{Star, 7}}, "[1]", []int64{0, 7}},
		{"written, and perhaps once more", 4, []write{{"[1]", 7}, {Star, 8}}, "[1]", []int64{7, 8}},
		{"written for certain behind it", 4, []write{{Star, 8}, {"[1]", 7}}, "[1]", []int64{7}},
		{"any, behind a known and an unknown one", 4, []write{{"[1]", 7}, {Star, 8}}, Star, []int64{0, 7, 8}},
		{"any, behind an unknown and a known one", 4, []write{{Star, 8}, {"[1]", 7}}, Star, []int64{0, 7, 8}},
		{"any of two, both written, one perhaps once more", 2, []write{{"[0]", 7}, {"[1]", 8}, {Star, 9}}, Star, []int64{7, 8, 9}},
	} {
		m := newMerging()
		st := m.holding(nil)
		cell := func(elem string) int32 { return m.Paths.Below(m.Paths.Below(0, "table"), elem) }
		m.CountElements(domain.Value{K: domain.Ptr, O: m.object, P: cell(Star)}, c.size)
		for _, w := range c.writes {
			m.Store(&st, m.object, cell(w.elem), domain.Number(w.value))
		}
		v := m.Load(&st, m.object, cell(c.load), summary.Signed, nil)
		var got []int64
		for _, w := range m.Members(v) {
			got = append(got, w.N)
		}
		if v.K == domain.Int {
			got = []int64{v.N}
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// Where one of several elements has been written, nobody knows which, any that is looked at
// may be that one, or not: what is found behind it is as behind a merge.
func TestElementsGuessed(t *testing.T) {
	m := newMerging()
	st := m.holding(nil)
	flag := m.Paths.Below(m.Paths.Below(0, "table"), Star)
	m.CountElements(domain.Value{K: domain.Ptr, O: m.object, P: flag}, 12)
	m.Load(&st, m.object, flag, summary.Bool, nil)
	if st.Lossy {
		t.Fatal("nothing has been written, and a guess is seen")
	}
	m.Store(&st, m.object, flag, domain.Number(1))
	if v := m.Load(&st, m.object, flag, summary.Bool, nil); !st.Lossy {
		t.Errorf("loaded %v of 12 elements, and no guess is seen", v)
	}
}

// Elements of great known indices are one cell. Nothing is lost where one is made or written,
// as it is where one is read: it may be another that holds what is read.
func TestBeyond(t *testing.T) {
	m := newMerging()
	table := domain.Value{K: domain.Ptr, O: m.object, P: m.Paths.Below(0, "table")}
	at := func(st *State, i int64) domain.Value { return m.Element(st, table, domain.Number(i)) }
	for _, c := range []struct {
		name string
		do   func(st *State)
		want bool
	}{
		{"made", func(st *State) { at(st, maxIndex+1) }, false},
		{"written", func(st *State) { m.Store(st, m.object, at(st, maxIndex+1).P, domain.Number(1)) }, false},
		{"read", func(st *State) { m.Load(st, m.object, at(st, maxIndex+2).P, summary.Signed, nil) }, true},
		{"the last that is told apart read", func(st *State) { m.Load(st, m.object, at(st, maxIndex).P, summary.Signed, nil) }, false},
		{"moved on", func(st *State) { m.Further(st, at(st, maxIndex+1), domain.Number(1)) }, false},
		{"moved back, where to is not known", func(st *State) { m.Further(st, at(st, maxIndex+1), domain.Number(-1)) }, true},
		{"any read that may be one of them", func(st *State) {
			m.Store(st, m.object, at(st, maxIndex+1).P, domain.Number(0))
			m.Load(st, m.object, m.Element(st, table, domain.Value{K: domain.Any}).P, summary.Signed, nil)
		}, true},
		{"compared with itself", func(st *State) { m.equal(st, at(st, maxIndex+1), at(st, maxIndex+1)) }, true},
	} {
		st := m.holding(nil)
		if c.do(&st); st.Lossy != c.want {
			t.Errorf("%s: lossy: %v", c.name, st.Lossy)
		}
	}
}
