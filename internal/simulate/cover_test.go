package simulate

import (
	"slices"
	"testing"

	"github.com/wskvet/wskvet/internal/program"
)

// A range covers another that has nothing else, and a union that is called exact
// has what either has and no more.
func TestCoverAndUnion(t *testing.T) {
	rs := slices.DeleteFunc(ranges(), Range.Empty)
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
	if u, exact := full.Without(3).Union(point(3)); !exact || u != full {
		t.Errorf("3 and what is not 3 are %v", u)
	}
	if _, exact := (Range{Lo: 0, Hi: 1}).Union(Range{Lo: 3, Hi: 4}); exact {
		t.Error("2 is in neither, and is in their union")
	}
}

// states are some of one typestate: each has a value of its own name in a cell, of
// which something is known.
func states(m *Machine, known ...Range) []State {
	var out []State
	for i, r := range known {
		st := State{}
		o := m.object(origin{kind: "alloc"}, "", nil)
		st.objs = st.objs.Set(uint64(o), object{escaped: true})
		v := m.unknownIn(&st, &program.Site{Key: program.SiteKey{Fn: int32(i), Block: 0, Instr: 0}}, r)
		m.put(&st, o, m.paths.below(0, "flag"), v)
		out = append(out, st)
	}
	return out
}

func TestFewer(t *testing.T) {
	for _, c := range []struct {
		text  string
		known []Range
		want  int
	}{
		{"few states stay as they are", []Range{full, full}, 2},
		{"a name does not count", []Range{full, full, full, full, full}, 1},
		{"what one covers is dropped", []Range{point(1), point(3), point(5), point(7), full}, 1},
		{"two halves are one", []Range{point(3), full.Without(3), point(5), full.Without(5), point(7)}, 1},
		{"what has a gap between stays", []Range{point(1), point(3), point(5), point(7), point(9)}, 5},
	} {
		m := &Machine{Space: newSpace(program.Link(nil))}
		if got := m.fewer(states(m, c.known...)); len(got) != c.want {
			t.Errorf("%s: %d states are left, not %d", c.text, len(got), c.want)
		}
	}
}

// A value that something else holds too is not just any: a register, or another
// cell, says the same again.
func TestFewerHeld(t *testing.T) {
	m := &Machine{Space: newSpace(program.Link(nil))}
	all := states(m, full, full, full, full, full)
	for i := range all {
		all[i].mem.Range(func(k uint64, v Value) bool {
			m.put(&all[i], objectOf(k), m.paths.below(0, "copy"), v)
			return true
		})
	}
	if got := m.fewer(all); len(got) != 5 {
		t.Errorf("%d states are left of 5 that differ in two cells of the same value", len(got))
	}
}
