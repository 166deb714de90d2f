package follow

import (
	"testing"

	"github.com/wskvet/wskvet/internal/state"
	"github.com/wskvet/wskvet/internal/witness"
)

// run is a memo with some exits, of which the entry tells it from others.
func run(exits int) memo { return memo{exits: make([]Exit, exits), entry: new(witness.Step)} }

// TestMemos: a run is remembered as long as no more than a generation of others came since
// it was last asked for, and no more than two generations are kept.
func TestMemos(t *testing.T) {
	const others = 7 // exits of each of the others; with the run itself a power of two
	for _, c := range []struct {
		name  string
		since int  // exits of other runs that are put after it
		every int  // it is asked for after so many of these; 0 for never
		known bool // in the end
	}{
		{"at once", 0, 0, true},
		{"within a generation", maxExits / 2, 0, true},
		{"a generation later", maxExits, 0, true},
		{"three generations later", 3 * maxExits, 0, false},
		{"used again and again", 10 * maxExits, maxExits / 2, true},
	} {
		var ms memos
		key, first := memoKey{fn: 1, hash: 99}, run(1)
		ms.put(key, first)
		asked := 0
		for n := 0; n < c.since; n += others + 1 {
			ms.put(memoKey{fn: 2, hash: uint64(n)}, run(others))
			if c.every > 0 && n-asked >= c.every {
				asked = n
				ms.get(key)
			}
		}
		got, ok := ms.get(key)
		if ok != c.known || ok && got.entry != first.entry {
			t.Errorf("%s: it is known: %v", c.name, ok)
		}
		kept := 0
		for _, generation := range []map[memoKey]memo{ms.young, ms.old} {
			for _, known := range generation {
				kept += 1 + len(known.exits)
			}
		}
		if most := 2 * (maxExits + others + 1); kept > most {
			t.Errorf("%s: %d exits are kept, more than %d", c.name, kept, most)
		}
	}
}

// TestMemosTell: runs are told apart by their function and by what they begin with.
func TestMemosTell(t *testing.T) {
	var ms memos
	runs := map[memoKey]memo{{1, 1}: run(1), {1, 2}: run(2), {2, 1}: run(3)}
	for k, known := range runs {
		ms.put(k, known)
	}
	for k, want := range runs {
		if got, ok := ms.get(k); !ok || got.entry != want.entry {
			t.Errorf("%v: another run is known, or none", k)
		}
	}
	if _, ok := ms.get(memoKey{2, 2}); ok {
		t.Error("a run is known that has not been")
	}
}

// TestRebase: a run that is remembered ends as it did, and its witness goes on behind that
// of the call at hand. What is remembered stays as it is.
func TestRebase(t *testing.T) {
	entry := &witness.Step{Text: "the first call", N: 1}
	within := &witness.Step{Text: "within", Up: entry, N: 2}
	known := memo{exits: []Exit{{State: state.State{Trace: within}}, {State: state.State{Trace: entry}, Panics: true}}, entry: entry}
	here := &witness.Step{Text: "the call at hand", Up: &witness.Step{Text: "before it", N: 1}, N: 2}

	got := rebase(known, here, nil)
	if len(got) != 2 || got[0].Panics || !got[1].Panics {
		t.Fatalf("%d exits", len(got))
	}
	if s := got[0].State.Trace; s.Text != "within" || s.Up != here || s.N != 3 {
		t.Errorf("the first exit has the step %q of %d, behind %q", s.Text, s.N, s.Up.Text)
	}
	if s := got[1].State.Trace; s != here {
		t.Errorf("an exit without a step has %q", s.Text)
	}
	if known.exits[0].State.Trace != within || within.Up != entry {
		t.Error("what is remembered has changed")
	}
}
