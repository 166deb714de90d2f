package state

import (
	"fmt"
	"testing"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
)

// What it costs to hash a state that has changed in one cell, to compare states that do so
// and to merge them. States share what they have in common: with sixteen times the cells it
// should cost little more.
func BenchmarkStates(b *testing.B) {
	for _, cells := range []int{16, 256, 4096} {
		m := newMerging()
		all := map[string]domain.Value{}
		for i := range cells {
			all[fmt.Sprintf("cell%d", i)] = domain.Number(int64(i))
		}
		st := m.holding(all)
		last := m.Paths.Below(0, "cell7")
		other := func(n int64) State {
			s := st
			m.Put(&s, m.object, last, domain.Number(-n))
			return s
		}
		x, y := other(1), other(2)
		b.Run(fmt.Sprintf("hash/cells=%d", cells), func(b *testing.B) {
			n := int64(0)
			for b.Loop() {
				n++
				s := other(n)
				if s.Hash() == st.Hash() {
					b.Fatal("two states have one hash")
				}
			}
		})
		b.Run(fmt.Sprintf("cover/cells=%d", cells), func(b *testing.B) {
			var side []State
			for i, r := range []domain.Range{domain.Point(1), domain.Point(3), domain.Point(5), domain.Point(7), domain.Full} {
				s := st
				at := &program.Site{Key: program.SiteKey{Fn: int32(i)}}
				m.Put(&s, m.object, last, m.UnknownIn(&s, at, r))
				side = append(side, s)
			}
			for b.Loop() {
				if left, _ := m.Fewer(side); len(left) == len(side) {
					b.Fatalf("%d states are left", len(left))
				}
			}
		})
		b.Run(fmt.Sprintf("merge/cells=%d", cells), func(b *testing.B) {
			for b.Loop() {
				j := m.Merge(&x, &y)
				if v := m.in(&j, "cell7"); !m.may(&j, v, -1) || !m.may(&j, v, -2) {
					b.Fatalf("the cell holds %v", v)
				}
			}
		})
	}
}
