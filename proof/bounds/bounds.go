// Package bounds makes driver models at random that come to a bound of the engine: at it,
// one beyond it, or anywhere below. Half of the models are correct; the others have one
// mistake, in the last of what they have many of.
package bounds

import (
	"fmt"
	"go/format"
	"math/rand/v2"
	"slices"

	"github.com/wskvet/wskvet/internal/boundtest"
	"github.com/wskvet/wskvet/proof/draw"
)

// Make makes model n of a seed.
func Make(seed uint64, n int) (draw.Model, error) {
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	all := boundtest.Shapes()
	s := all[r.IntN(len(all))]
	size := size(s, r)
	slip := draw.Slip{Rule: s.Rule, Name: "forgets the last of the " + s.Name}
	if r.IntN(2) == 0 {
		slip = draw.Slip{}
	}
	pkg := fmt.Sprintf("m%05d", n)
	text, err := format.Source([]byte(s.Text(pkg, size, slip != draw.Slip{})))
	if err != nil {
		return draw.Model{}, fmt.Errorf("%s: %w", s.Name, err)
	}
	features := []string{s.Name}
	if slices.Contains(s.Above, size) {
		features = append(features, "beyond the bound")
	}
	return draw.Model{
		Files:    map[string]string{"bounds/" + pkg + "/driver.go": string(text)},
		Features: features,
		Slip:     slip,
	}, nil
}

// size is one of those that matter as often as not, and else any that is no greater.
func size(s boundtest.Shape, r *rand.Rand) int {
	marked := slices.Concat(s.Sizes, s.Above)
	if r.IntN(2) == 0 {
		return marked[r.IntN(len(marked))]
	}
	least := s.Sizes[0]
	return least + r.IntN(slices.Max(s.Sizes)-least+1)
}
