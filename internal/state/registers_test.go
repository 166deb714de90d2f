package state

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/wskvet/wskvet/internal/domain"
)

// TestRegisters compares registers with a map, through any order of writes, and
// their hash with that of the same registers written in another order.
func TestRegisters(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var rs Registers
		want := map[uint32]domain.Value{}
		for range 60 {
			r, v := uint32(random.IntN(2*few+4)), domain.Number(random.Int64N(3))
			if random.IntN(3) > 0 {
				rs.Set(r, v)
				want[r] = v
				continue
			}
			old, had := rs.Drop(r)
			if w, ok := want[r]; had != ok || old != w {
				t.Fatalf("drop(%d) is %v, %v; want %v, %v", r, old, had, w, ok)
			}
			delete(want, r)
		}
		var again Registers
		for _, r := range slices.Backward(slices.Sorted(maps.Keys(want))) {
			if v, ok := rs.Get(r); !ok || v != want[r] {
				t.Fatalf("get(%d) is %v, %v; want %v", r, v, ok, want[r])
			}
			again.Set(r, want[r])
		}
		if rs.len() != len(want) || rs.Hash() != again.Hash() {
			t.Fatalf("%d registers, want %d; hashes %x and %x", rs.len(), len(want), rs.Hash(), again.Hash())
		}
		both(&rs, &again, func(r uint32, v domain.Value, _ bool, w domain.Value, _ bool) {
			t.Errorf("register %d: %v and %v", r, v, w)
		})
		live := []int32{0, 3, few + 1}
		rs.Keep(live, nil)
		rs.each(func(r uint32, _ domain.Value) bool {
			if !slices.Contains(live, int32(r)) {
				t.Errorf("register %d was to be dropped", r)
			}
			return true
		})
	}
}
