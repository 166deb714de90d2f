package state

import (
	"slices"
	"testing"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
)

// A range covers another that has nothing else, and a union that is called exact
// has what either has and no more.
func TestCoverAndUnion(t *testing.T) {
	rs := slices.DeleteFunc(ranges(), domain.Range.Empty)
	for _, r := range rs {
		for _, s := range rs {
			covers, u := true, map[int64]bool{}
			for n := int64(low); n <= high; n++ {
				covers = covers && (r.Has(n) || !s.Has(n))
				u[n] = r.Has(n) || s.Has(n)
			}
			if got := r.Covers(s); got != covers {
				t.Errorf("%v covers %v: %v", r, s, got)
			}
			got, exact := r.Union(s)
			for n := int64(low); n <= high && exact; n++ {
				if got.Has(n) != u[n] {
					t.Errorf("%v union %v has %d: %v", r, s, n, got.Has(n))
				}
			}
		}
	}
	if u, exact := domain.Full.Without(3).Union(domain.Point(3)); !exact || u != domain.Full {
		t.Errorf("3 and what is not 3 are %v", u)
	}
	if _, exact := (domain.Range{Lo: 0, Hi: 1}).Union(domain.Range{Lo: 3, Hi: 4}); exact {
		t.Error("2 is in neither, and is in their union")
	}
}

// states are some of one typestate: each has a value of its own name in a cell, of
// which something is known.
func states(m *Space, known ...domain.Range) []State {
	var out []State
	for i, r := range known {
		st := State{}
		o := m.Object(Origin{Kind: AllocObject}, "", nil)
		st.Objs = st.Objs.Set(uint64(o), Object{Escaped: true})
		v := m.UnknownIn(&st, &program.Site{Key: program.SiteKey{Fn: int32(i), Block: 0, Instr: 0}}, r)
		m.Put(&st, o, m.Paths.Below(0, "flag"), v)
		out = append(out, st)
	}
	return out
}

func TestFewer(t *testing.T) {
	for _, c := range []struct {
		text  string
		known []domain.Range
		want  int
	}{
		{"few states stay as they are", []domain.Range{domain.Full, domain.Full}, 2},
		{"a name does not count", []domain.Range{domain.Full, domain.Full, domain.Full, domain.Full, domain.Full}, 1},
		{"what one covers is dropped", []domain.Range{domain.Point(1), domain.Point(3), domain.Point(5), domain.Point(7), domain.Full}, 1},
		{"two halves are one", []domain.Range{domain.Point(3), domain.Full.Without(3), domain.Point(5), domain.Full.Without(5), domain.Point(7)}, 1},
		{"what has a gap between stays", []domain.Range{domain.Point(1), domain.Point(3), domain.Point(5), domain.Point(7), domain.Point(9)}, 5},
	} {
		m := New(program.Link(nil))
		if got, _ := m.Fewer(states(m, c.known...)); len(got) != c.want {
			t.Errorf("%s: %d states are left, not %d", c.text, len(got), c.want)
		}
	}
}

// A value that something else holds too is not just any: a register, or another
// cell, says the same again.
func TestFewerHeld(t *testing.T) {
	m := New(program.Link(nil))
	all := states(m, domain.Full, domain.Full, domain.Full, domain.Full, domain.Full)
	for i := range all {
		all[i].Mem.Range(func(k uint64, v domain.Value) bool {
			m.Put(&all[i], ObjectOf(k), m.Paths.Below(0, "copy"), v)
			return true
		})
	}
	if got, _ := m.Fewer(all); len(got) != 5 {
		t.Errorf("%d states are left of 5 that differ in two cells of the same value", len(got))
	}
}
