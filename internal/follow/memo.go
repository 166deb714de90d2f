package follow

import (
	"slices"

	"github.com/wskvet/wskvet/internal/witness"
)

// memoKey is a function and what it is run from.
type memoKey struct {
	fn   int32
	hash uint64
}

// memo is where a run ended, and the last step before it.
type memo struct {
	exits []Exit
	entry *witness.Step
	cuts  int // how often states were dropped in it
}

// memos are the runs that are remembered: of a large driver the last ones, as
// what is run again from the same state follows soon. They come in two
// generations, and the older one goes when the younger is full.
type memos struct {
	young, old map[memoKey]memo
	exits      int // of the younger generation
}

// maxExits bounds the exits of a generation: some megabytes.
const maxExits = 8192

func (ms *memos) get(k memoKey) (memo, bool) {
	if known, ok := ms.young[k]; ok {
		return known, true
	}
	known, ok := ms.old[k]
	if ok {
		ms.put(k, known)
	}
	return known, ok
}

func (ms *memos) put(k memoKey, known memo) {
	if ms.young == nil || ms.exits > maxExits {
		ms.young, ms.old, ms.exits = map[memoKey]memo{}, ms.young, 0
	}
	ms.young[k] = known
	ms.exits += 1 + len(known.exits)
}

// rebase gives remembered exits the witness of the call at hand. They are put into room, if
// there is enough.
func rebase(known memo, trace *witness.Step, room []Exit) []Exit {
	out := append(slices.Grow(room[:0], len(known.exits)), known.exits...)
	for i := range out {
		out[i].State.Trace = witness.Graft(out[i].State.Trace, known.entry, trace)
	}
	return out
}
