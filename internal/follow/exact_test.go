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
		if m.Cuts == 0 {
			t.Error("nobody is told that states were dropped")
		}
		if len(kept) != 2 || kept[0].Trace.Fails != 0 {
			t.Errorf("%v: %d are kept, in the first %d calls have failed", typestates, len(kept), kept[0].Trace.Fails)
		}
	}
}

// A root takes a part of the steps that are left where some lives are followed, and the
// next one has the rest; what it calls on the way takes from its own.
func TestShares(t *testing.T) {
	m := newTestRunner()
	m.Some(1000, 1)
	if m.Shares()(); m.most() != 1000 {
		t.Errorf("DriverEntry may take %d steps, want 1000", m.most())
	}
	m.steps = 200
	end := m.Shares()
	inner := m.Shares()
	m.steps = 390
	inner()
	if m.over() {
		t.Error("over after 190 of 200 steps")
	}
	if m.steps = 401; !m.over() {
		t.Error("not over after 201 of 200 steps")
	}
	if end(); m.over() {
		t.Error("the next root has no steps")
	}
}
