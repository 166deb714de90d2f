// Package draw decides at random what a model is made of, and which mistake it has.
package draw

import (
	"maps"
	"math/rand/v2"
	"slices"
)

// A Slip is a mistake that a model has, or could have, and the rule that it breaks.
type Slip struct {
	Rule, Name string
	Also       string // a rule that it may break besides
}

func (s Slip) String() string { return s.Rule + " " + s.Name }

// A Model is a driver model that is made: the text of its files, by their paths below the
// root of the repository, and what it is made of. It is correct but for a slip and random
// edits, if it has any.
type Model struct {
	Files    map[string]string
	Features []string
	Slip     Slip     // zero if it has none
	Edits    []string // what they break is not known from how they are made
	Damaged  bool     // it is one of those that get edits, of which there may be none
	Early    bool     // it loads before the provider is ready
}

// A Drawer draws what a model is made of. What it draws does not depend on the slip
// that is taken.
type Drawer struct {
	r        *rand.Rand
	taken    int    // the index of the slip that is made; -1 for none
	slips    []Slip // those that can be
	features map[string]bool
}

// New draws model n of a seed.
func New(seed uint64, n, taken int) *Drawer {
	return &Drawer{r: rand.New(rand.NewPCG(seed, uint64(n))), taken: taken, features: map[string]bool{}}
}

// IntN is a number below n.
func (d *Drawer) IntN(n int) int { return d.r.IntN(n) }

// Chance is true in so many percent of all models.
func (d *Drawer) Chance(percent int) bool { return d.r.IntN(100) < percent }

// Pick is one of several features, of which the model then has it.
func (d *Drawer) Pick(names ...string) string {
	name := names[d.r.IntN(len(names))]
	d.features[name] = true
	return name
}

// Has decides whether the model has a feature.
func (d *Drawer) Has(percent int, name string) bool {
	ok := d.Chance(percent)
	if ok {
		d.features[name] = true
	}
	return ok
}

// Note says that the model has a feature.
func (d *Drawer) Note(name string) { d.features[name] = true }

// Noted reports whether it has.
func (d *Drawer) Noted(name string) bool { return d.features[name] }

// Features are those that the model has, sorted.
func (d *Drawer) Features() []string { return slices.Sorted(maps.Keys(d.features)) }

// Or is what is right, or what is wrong instead if this is the slip that is made.
func (d *Drawer) Or(rule, name, right, wrong string) string {
	return d.Either(Slip{Rule: rule, Name: name}, right, wrong)
}

// Either is Or for a slip of which more is known.
func (d *Drawer) Either(s Slip, right, wrong string) string {
	d.slips = append(d.slips, s)
	if len(d.slips)-1 == d.taken {
		return wrong
	}
	return right
}

// Slips are those that the model could have.
func (d *Drawer) Slips() []Slip { return d.slips }

// Slip is the one that it has; zero if it has none.
func (d *Drawer) Slip() Slip {
	if d.taken < 0 {
		return Slip{}
	}
	return d.slips[d.taken]
}

// Choose chooses one of the slips of model n, each rule as often as any other; -1 if
// there are none.
func Choose(seed uint64, n int, slips []Slip) int {
	byRule := map[string][]int{}
	for i, s := range slips {
		byRule[s.Rule] = append(byRule[s.Rule], i)
	}
	rules := slices.Sorted(maps.Keys(byRule))
	if len(rules) == 0 {
		return -1
	}
	r := rand.New(rand.NewPCG(seed, uint64(n)<<32))
	of := byRule[rules[r.IntN(len(rules))]]
	return of[r.IntN(len(of))]
}
