package follow

import (
	"testing"

	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/witness"
)

// A beam keeps a life in which no call has failed, wherever it stands among the others: of
// one typestate, and of several.
func TestSpread(t *testing.T) {
	m := newTestRunner()
	m.Some(1000, 2)
	states := func(raised ...bool) []state.State {
		out := make([]state.State, len(raised))
		for i, r := range raised {
			out[i] = state.State{Panics: r, Trace: &witness.Step{Fails: i % 2}}
			if i == 0 {
				out[i].Trace.Fails = 3
			}
		}
		return out
	}
	for _, typestates := range [][]bool{{false, false, false, false}, {false, true, true, true}, {true, true, false, false}} {
		kept := m.spread(states(typestates...))
		if len(kept) != 2 || kept[0].Trace.Fails != 0 {
			t.Errorf("%v: %d are kept, in the first %d calls have failed", typestates, len(kept), kept[0].Trace.Fails)
		}
	}
}
