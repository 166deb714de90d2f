package simulate

import (
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/slice"
)

// Space is what states are made of: paths, objects, values, and the names of what is not
// known. What it interns only grows.
type Space struct {
	prog      *program.Program
	paths     *paths
	objects   []objectInfo
	objIDs    map[origin]int32
	pointees  map[int64]int32 // by unknown value: the object that it points to
	aggs      []agg
	aggIDs    map[aggKey]int64
	sets      [][]Value
	setIDs    map[uint64]int64
	terms     []term
	termIDs   map[term]int64
	symbols   []symKey // unknown values
	symIDs    map[symKey]int64
	types     map[string]int32 // numbers of dynamic types, from 1
	typeNames []string
	forgets   [][]string     // cells that have been forgotten, by the numbers that states have
	gone      []Value        // likewise, for values of registers that have just died
	differ    gaps           // likewise
	found     marks          // what reach has found
	work      []int32        // what reach has yet to follow
	roots     []Value        // values that the harness holds
	assumed   map[int64]bool // unknown values that were there before an open run began
	deep      map[int64]int  // pointers of unknown memory that lead to an unknown value
	anyGlob   bool           // globals hold anything: the package is analysed without roots
	slice     *slice.Slice   // what of the program is run; nil for all of it
	classes   classes        // of cells, on a slice
	alone     bool           // the driver loads or unloads: nothing that the system calls runs beside it
}

// newSpace is a space for the states of a program.
func newSpace(p *program.Program) *Space {
	s := &Space{prog: p, paths: newPaths(), objIDs: map[origin]int32{}, pointees: map[int64]int32{}, aggIDs: map[aggKey]int64{},
		setIDs: map[uint64]int64{}, termIDs: map[term]int64{}, symIDs: map[symKey]int64{}, types: map[string]int32{}, typeNames: []string{""},
		forgets: [][]string{nil}, deep: map[int64]int{}}
	s.aggs = append(s.aggs, agg{}, agg{unknown: true})
	s.aggIDs[aggKey{}] = 0
	s.aggIDs[aggKey{unknown: true}] = 1
	for i, name := range p.Names {
		s.object(origin{kind: "global", n: int32(i)}, name, nil)
	}
	return s
}
