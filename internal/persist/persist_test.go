package persist

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestAgainstMap does the same to a Map and to a Go map.
func TestAgainstMap(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		var m *Map[int]
		want := map[uint64]int{}
		key := func() uint64 { return uint64(r.IntN(6))<<32 | uint64(r.IntN(12)) }
		for range 400 {
			k := key()
			switch r.IntN(4) {
			case 0:
				m = m.Delete(k)
				delete(want, k)
			case 1:
				if r.IntN(20) == 0 {
					h := uint32(k >> 32)
					m = m.DeleteHigh(h)
					maps.DeleteFunc(want, func(k uint64, _ int) bool { return uint32(k>>32) == h })
				}
			default:
				v := r.IntN(5)
				m = m.Set(k, v)
				want[k] = v
			}
			same(t, m, want)
			high(t, m, want, uint32(key()>>32))
		}
	}
}

func same(t *testing.T, m *Map[int], want map[uint64]int) {
	t.Helper()
	if m.Len() != len(want) {
		t.Fatalf("%d keys, want %d", m.Len(), len(want))
	}
	var keys []uint64
	m.Range(func(k uint64, v int) bool {
		keys = append(keys, k)
		if v != want[k] {
			t.Fatalf("key %d is %d, want %d", k, v, want[k])
		}
		return true
	})
	if !slices.Equal(keys, slices.Sorted(maps.Keys(want))) {
		t.Fatalf("keys %v are not those of the map, in order", keys)
	}
	for k := range uint64(12) {
		v, ok := m.Get(k)
		if w, had := want[k]; ok != had || v != w {
			t.Fatalf("Get(%d) is %d, %v; want %d, %v", k, v, ok, w, had)
		}
	}
}

func high(t *testing.T, m *Map[int], want map[uint64]int, h uint32) {
	t.Helper()
	n := 0
	m.High(h, func(k uint64, _ int) bool {
		if uint32(k>>32) != h {
			t.Fatalf("High(%d) visits %d", h, k)
		}
		n++
		return true
	})
	for k := range want {
		if uint32(k>>32) == h {
			n--
		}
	}
	if n != 0 {
		t.Fatalf("High(%d) visits %d keys too many", h, n)
	}
}

// TestHash: the order in which a map is made does not show, its contents do.
func TestHash(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 50 {
		keys := r.Perm(30)
		var a, b *Map[int]
		for _, k := range keys {
			a = a.Set(uint64(k)<<30, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			b = b.Set(uint64(k)<<30, -1).Set(uint64(k)<<30, k)
		}
		if a.Hash() != b.Hash() {
			t.Fatal("equal maps have different hashes")
		}
		if c := b.Set(uint64(3)<<30, 4); c.Hash() == b.Hash() {
			t.Fatal("different maps have the same hash")
		}
	}
}

// TestZip visits what differs, and nothing else.
func TestZip(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 3))
		var a, b *Map[int]
		for range 40 {
			k := r.Uint64N(64) << r.IntN(20)
			if r.IntN(3) > 0 {
				a = a.Set(k, r.IntN(3))
			}
			if r.IntN(3) > 0 {
				b = b.Set(k, r.IntN(3))
			}
		}
		visited := map[uint64]bool{}
		Zip(a, b, func(k uint64, x int, xok bool, y int, yok bool) {
			visited[k] = true
			v, vok := a.Get(k)
			w, wok := b.Get(k)
			if v != x || vok != xok || w != y || wok != yok {
				t.Fatalf("Zip gives %d %v, %d %v at %d", x, xok, y, yok, k)
			}
		})
		for _, m := range []*Map[int]{a, b} {
			m.Range(func(k uint64, _ int) bool {
				x, xok := a.Get(k)
				y, yok := b.Get(k)
				if differ := x != y || xok != yok; differ && !visited[k] {
					t.Fatalf("Zip passes over key %d, which differs", k)
				}
				return true
			})
		}
	}
}

// TestZipUntil visits what Zip does, and nothing behind what it is told to stop at.
func TestZipUntil(t *testing.T) {
	var a, b *Map[int]
	r := rand.New(rand.NewPCG(5, 5))
	for range 60 {
		a, b = a.Set(r.Uint64N(200), r.IntN(3)), b.Set(r.Uint64N(200), r.IntN(3))
	}
	var all []uint64
	Zip(a, b, func(k uint64, _ int, _ bool, _ int, _ bool) { all = append(all, k) })
	if len(all) < 20 || !slices.IsSorted(all) {
		t.Fatalf("the maps differ at %v", all)
	}
	for n := range all {
		var some []uint64
		whole := ZipUntil(a, b, func(k uint64, _ int, _ bool, _ int, _ bool) bool {
			some = append(some, k)
			return len(some) <= n
		})
		if whole || !slices.Equal(some, all[:n+1]) {
			t.Errorf("told to stop at the %d. of %v, it visits %v", n, all, some)
		}
	}
	if !ZipUntil(a, b, func(uint64, int, bool, int, bool) bool { return true }) {
		t.Error("it has not visited all")
	}
}
