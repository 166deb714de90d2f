package program

import (
	"slices"
	"testing"

	"github.com/wskvet/wskvet/internal/summary"
)

// A loop is left where a block of its body leads out of it: at its head and at a break,
// not at what only follows.
func TestExits(t *testing.T) {
	f := &Func{Func: &summary.Func{Blocks: []summary.Block{
		0: {Succs: []int32{1}},
		1: {Succs: []int32{2, 5}}, // head
		2: {Succs: []int32{3, 4}},
		3: {Succs: []int32{1}}, // the way back
		4: {Succs: []int32{6}}, // a break
		5: {Succs: []int32{6}},
		6: {},
	}}}
	if got, want := f.Exits(1), []int32{4, 5}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	endless := &Func{Func: &summary.Func{Blocks: []summary.Block{{Succs: []int32{1}}, {Succs: []int32{1}}}}}
	if got := endless.Exits(1); len(got) != 0 {
		t.Errorf("a loop without an end is left at %v", got)
	}
}
