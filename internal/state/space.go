package state

import (
	"github.com/wskvet/wskvet/internal/domain"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/slice"
)

// Space is what states are made of: paths, objects, values, and the names of what is not
// known. What it interns only grows.
type Space struct {
	Prog      *program.Program
	Paths     *paths
	Objects   []objectInfo
	objIDs    map[Origin]int32
	pointees  map[int64]int32 // by unknown value: the object that it points to
	aggs      []Agg
	aggIDs    map[aggKey]int64
	Sets      [][]domain.Value
	setIDs    map[uint64]int64
	terms     []term
	termIDs   map[term]int64
	nothing   []Part   // a part of each kind, which says nothing
	symbols   []symKey // unknown values
	symIDs    map[symKey]int64
	ranges    []domain.Range // that something is known to be in
	rangeIDs  map[domain.Range]int32
	types     map[string]int32 // numbers of dynamic types, from 1
	TypeNames []string
	forgets   [][]string         // cells that have been forgotten, by the numbers that states have
	Gone      []domain.Value     // likewise, for values of registers that have just died
	differ    gaps               // likewise
	sought    sought             // what is looked for among registers and parts
	found     marks              // what reach has found
	marks     func(domain.Value) // finds it: see look
	work      []int32            // what reach has yet to follow
	mine      []int32            // likewise, for what a function has allocated
	allocated map[int32][]int32  // by function: objects that it allocates, in order
	sizes     map[uint64]int32   // of arrays, by the cell of an element of an unknown index
	Roots     []domain.Value     // values that the harness holds
	Assumed   map[int64]bool     // unknown values that were there before an open run began
	guesses   map[int64]bool     // unknown values that are made of what the reader of C has guessed
	Deep      map[int64]int      // pointers of unknown memory that lead to an unknown value
	AnyGlob   bool               // globals hold anything: the package is analysed without roots
	Slice     *slice.Slice       // what of the program is run; nil for all of it
	classes   classes            // of cells, on a slice
	Exact     bool               // the driver is followed once more, and keeps more apart
	Hides     bool               // merges have hidden what the driver keeps: see Confound
	Dozes     bool               // a thread may do more with others than is followed: it has paused too often
	Patient   bool               // threads pause more often
	Alone     bool               // the driver loads or unloads: nothing that the system calls runs beside it
}

// New is a space for the states of a program.
func New(p *program.Program) *Space {
	s := &Space{Prog: p, Paths: newPaths(), objIDs: map[Origin]int32{}, pointees: map[int64]int32{}, allocated: map[int32][]int32{}, aggIDs: map[aggKey]int64{},
		setIDs: map[uint64]int64{}, termIDs: map[term]int64{}, symIDs: map[symKey]int64{}, types: map[string]int32{}, TypeNames: []string{""},
		ranges: []domain.Range{domain.Full}, rangeIDs: map[domain.Range]int32{domain.Full: 0},
		forgets: [][]string{nil}, Deep: map[int64]int{}, sizes: map[uint64]int32{}}
	s.marks, s.sought.look = s.look, s.seeks()
	s.aggs = append(s.aggs, Agg{}, Agg{Unknown: true})
	s.aggIDs[aggKey{}] = 0
	s.aggIDs[aggKey{unknown: true}] = 1
	for i, name := range p.Names {
		s.Object(Origin{Kind: GlobalObject, N: int32(i)}, name, nil)
	}
	return s
}
