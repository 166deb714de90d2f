package program

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// What lies within a class is what a walk from it comes to, in circles and out of them, and
// as classes become one and get fields.
func TestWithin(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		p := &Points{names: map[int32]string{}}
		n := int32(2 + r.IntN(12))
		for range n {
			p.fresh()
		}
		for range 3 {
			for range r.IntN(int(n)) {
				p.has(r.Int32N(n), field{string(rune('a' + r.IntN(4))), r.Int32N(n)})
			}
			if r.IntN(2) == 0 {
				p.unify(r.Int32N(n), r.Int32N(n))
			}
			for c := range n {
				want := walked(p, c)
				if got := p.Fields(c); !slices.Equal(got, want) {
					t.Fatalf("seed %d: within class %d are %v, want %v", seed, c, got, want)
				}
				for d := range n {
					if got, want := p.Within(d, c), slices.Contains(want, p.Find(d)); got != want {
						t.Fatalf("seed %d: class %d within %d: %v, want %v", seed, d, c, got, want)
					}
				}
			}
		}
	}
}

func walked(p *Points, c int32) []int32 {
	var out []int32
	for work := []int32{c}; len(work) > 0; {
		x := p.Find(Pop(&work))
		if slices.Contains(out, x) {
			continue
		}
		out = append(out, x)
		for _, f := range p.fields[x] {
			work = append(work, f.class)
		}
	}
	slices.Sort(out)
	return out
}
