package state

import (
	"fmt"

	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/persist"
)

// Part is a component of a state beside its memory: the typestates of one kind of object,
// who runs beside, which callbacks are installed. A room has one for what it knows of, and
// a state holds it without knowing that. Each question that is asked of a whole state is a
// method here, so that no part can be left out of one. A part is immutable.
type Part interface {
	// Hash is of all that the part says, and 0 where it says nothing.
	Hash() uint64

	// Sound reports whether the hashes that the part keeps are those of what it says, made
	// again: only tests ask.
	Sound(m *Space) bool

	// Words are what the part says, for who looks inside.
	Words(m *Space) []string

	// Apart is the hash of what keeps states apart: those that differ there never merge.
	Apart() uint64

	// Visit visits the values that the part holds: what leads to objects, what keeps known
	// what is known of an unknown value, what else than a cell has its name.
	Visit(m *Space, st *State, look func(domain.Value))

	// Says visits the places of which the part says something.
	Says(visit func(o, p int32) bool)

	// Owes reports whether object o is, or holds, what has to be given back.
	Owes(o int32) bool

	// Without is the part once nothing leads to object o any more.
	Without(o int32) Part

	// Blurred is the part once what the driver keeps is not known exactly.
	Blurred() Part

	// Join is what x, whose part it is, and y say both, where what differs does not keep
	// them apart.
	Join(m *Space, x, y *State, with Part) Part

	// Renamed is the part with other objects in the place of some, or not ok if it cannot be.
	Renamed(m *Space, to map[int32]int32) (p Part, ok bool)
}

// maxParts is how many parts a state has room for.
const maxParts = 6

// Slot is where the states of a space hold a part.
type Slot[P Part] struct{ at int }

// NewSlot makes room for a part in the states of a space.
func NewSlot[P Part](m *Space) Slot[P] {
	var nothing P
	m.nothing = append(m.nothing, nothing)
	return Slot[P]{len(m.nothing) - 1}
}

// Of is the part of a state.
func (s Slot[P]) Of(st *State) P {
	p, _ := st.parts[s.at].(P)
	return p
}

// Put makes it the part of a state.
func (s Slot[P]) Put(st *State, p P) { st.put(s.at, p) }

func (st *State) put(at int, p Part) {
	if p.Hash() == 0 {
		p = nil // as in a state that never had one
	}
	st.parts[at] = p
}

// part is a part of a state, which may say nothing.
func (m *Space) part(st *State, at int) Part {
	if p := st.parts[at]; p != nil {
		return p
	}
	return m.nothing[at]
}

// apart is the hash of what keeps states apart in their parts.
func (st *State) apart() uint64 {
	var hs [maxParts]uint64
	for i, p := range st.parts {
		if p != nil {
			hs[i] = p.Apart()
		}
	}
	return domain.Combine(0, hs[:]...)
}

// partsHash is the hash of all parts.
func (st *State) partsHash() uint64 {
	var hs [maxParts]uint64
	for i, p := range st.parts {
		if p != nil {
			hs[i] = p.Hash()
		}
	}
	return domain.Combine(0, hs[:]...)
}

// visitParts visits the values that parts hold.
func (m *Space) visitParts(st *State, look func(domain.Value)) {
	for _, p := range st.parts {
		if p != nil {
			p.Visit(m, st, look)
		}
	}
}

// Says visits the places of which a part says something.
func (st *State) Says(visit func(o, p int32) bool) {
	for _, p := range st.parts {
		if p != nil {
			p.Says(visit)
		}
	}
}

// Owes reports whether object o is, or holds, what has to be given back.
func (st *State) Owes(o int32) bool {
	for _, p := range st.parts {
		if p != nil && p.Owes(o) {
			return true
		}
	}
	return false
}

// change changes each part that says something.
func (st *State) change(how func(Part) Part) {
	for i, p := range st.parts {
		if p != nil {
			st.put(i, how(p))
		}
	}
}

// Exists reports whether there is an object o.
func (st *State) Exists(o int32) bool {
	_, ok := st.Objs.Get(uint64(o))
	return ok
}

// joinParts gives j, which has been x, what the parts of x and y say both.
func (m *Space) joinParts(j, x, y *State) {
	for i := range m.nothing {
		if p, q := m.part(x, i), m.part(y, i); p.Hash() != q.Hash() {
			j.put(i, p.Join(m, x, y, q))
		}
	}
}

// Told is a part that says one thing of each of some places: a base for those of
// typestates. They hold no values, and no two of them are merged.
type Told[V comparable] struct{ *persist.Map[V] }

func (t Told[V]) Sound(*Space) bool                        { return t.Map.Sound() }
func (t Told[V]) Apart() uint64                            { return t.Hash() }
func (t Told[V]) Visit(*Space, *State, func(domain.Value)) {}

// Each visits what is told, by object.
func (t Told[V]) Each(visit func(o int32, v V) bool) {
	t.Range(func(k uint64, v V) bool { return visit(ObjectOf(k), v) })
}

// Words are what is told of each place.
func (t Told[V]) Words(m *Space) []string {
	var out []string
	t.Range(func(k uint64, v V) bool {
		out = append(out, fmt.Sprintf("%s: %v", m.CellText(k), v))
		return true
	})
	return out
}

func (t Told[V]) Says(visit func(o, p int32) bool) {
	t.Range(func(k uint64, _ V) bool { return visit(ObjectOf(k), PathOf(k)) })
}
