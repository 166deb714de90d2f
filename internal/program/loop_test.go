package program

import (
	"slices"
	"testing"

	"github.com/wskvet/wskvet/internal/summary"
)

// A loop is what comes back to its head: not a break, and not what only follows.
func TestLoop(t *testing.T) {
	f := &Func{Func: &summary.Func{Blocks: []summary.Block{
		0: {Succs: []int32{1}},
		1: {Succs: []int32{2, 5}}, // head
		2: {Succs: []int32{3, 4}},
		3: {Succs: []int32{1}}, // the way back
		4: {Succs: []int32{6}}, // a break
		5: {Succs: []int32{6}},
		6: {},
	}}}
	if got, want := f.LoopOf(1), []bool{1: true, 2: true, 3: true, 6: false}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	endless := &Func{Func: &summary.Func{Blocks: []summary.Block{{Succs: []int32{1}}, {Succs: []int32{1}}}}}
	if got, want := endless.LoopOf(1), []bool{false, true}; !slices.Equal(got, want) {
		t.Errorf("of a block that leads to itself: got %v, want %v", got, want)
	}
}
