package lives

import (
	"testing"

	"github.com/wskvet/wskvet/internal/boundtest"
	"github.com/wskvet/wskvet/internal/program"
	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/summary"
)

// Those who run beside are told apart by all that they say but their witness.
func TestActivityHash(t *testing.T) {
	a := Activity{Kind: Thread, At: &program.Site{}}
	none := a.hashed()
	boundtest.Fields(t, &a, a.hashed, "Kind", "At", "Trace", "Paused")
	for what, b := range map[string]Activity{
		"the kind":               {Kind: WorkItem, At: a.At},
		"the function":           {Kind: Thread, At: &program.Site{Key: program.SiteKey{Fn: 1}}},
		"the block":              {Kind: Thread, At: &program.Site{Key: program.SiteKey{Block: 1}}},
		"the call":               {Kind: Thread, At: &program.Site{Key: program.SiteKey{Instr: 1}}},
		"where it waits":         {Kind: Thread, At: a.At, Paused: &Continuation{hash: 1}},
		"who was started before": {Kind: Thread, At: a.At, next: &Activity{hash: 1}},
	} {
		if b.hashed() == none {
			t.Errorf("two that differ in %s alone are taken for one", what)
		}
	}
	c := Continuation{}
	boundtest.Fields(t, &c, c.hashed, "Frames", "Level")
	for what, d := range map[string]Continuation{
		"levels": {Level: state.Level{Slot: 1}},
		"events": {others: []uint64{1}},
		"calls":  {Frames: []state.CallFrame{{F: &program.Func{Func: &summary.Func{}}, At: &program.Site{}}}},
	} {
		if d.hashed() == c.hashed() {
			t.Errorf("two that wait at other %s are taken for one", what)
		}
	}
	alarm := Alarm{}
	boundtest.Fields(t, &alarm, alarm.Hash)
}
