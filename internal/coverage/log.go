// Package coverage says what of a driver's code the lives that were followed have
// come to, and, for the rest, why none has.
//
// The engine feeds a Log while it runs: how far each block was run, which calls of
// the life cycle were made, where lives ended, which roots came to their ends. The
// reasons are found afterwards, from the Log and the residual program. So a pass
// costs next to nothing more, and several passes over one program can feed one Log,
// as long as they name instructions as the program has them.
package coverage

import "github.com/wskvet/wskvet/internal/summary"

// Log is what the passes from the roots of one package have come to.
type Log struct {
	trails map[*summary.Func]*Trail
	roots  map[*summary.Func]bool // by root: whether one of its runs has come to its end
	cut    bool
}

// NewLog is a Log of nothing.
func NewLog() *Log {
	return &Log{trails: map[*summary.Func]*Trail{}, roots: map[*summary.Func]bool{}}
}

// Of is the trail in a function, to be fed.
func (l *Log) Of(f *summary.Func) *Trail {
	t := l.trails[f]
	if t == nil {
		t = &Trail{ran: make([]int32, len(f.Blocks)), calls: map[Place]bool{}, stops: map[Place]Stop{}}
		l.trails[f] = t
	}
	return t
}

// Root says that a root was run, and whether one of the runs has come to its end.
func (l *Log) Root(f *summary.Func, ended bool) { l.roots[f] = l.roots[f] || ended }

// Cut says that not all lives have been followed: the steps ran out.
func (l *Log) Cut() { l.cut = true }

// Place is an instruction of a function.
type Place struct{ Block, Instr int32 }

// Trail is where lives have been in one function. A nil trail takes and tells
// nothing.
type Trail struct {
	ran   []int32 // by block: how many of its instructions have been begun
	calls map[Place]bool
	stops map[Place]Stop
}

// Ran says that a life has begun the first n instructions of a block.
func (t *Trail) Ran(block, n int32) {
	if t != nil && n > t.ran[block] {
		t.ran[block] = n
	}
}

// Called says that a life has made the lifecycle call at a place.
func (t *Trail) Called(block, instr int32) {
	if t != nil {
		t.calls[Place{block, instr}] = true
	}
}

// Stopped says that a life has ended at a place. The reason that says most is kept.
func (t *Trail) Stopped(block, instr int32, why Stop) {
	if t != nil {
		p := Place{block, instr}
		t.stops[p] = max(t.stops[p], why)
	}
}

// Barred reports whether a rule is broken at a place behind which no life goes on: what
// comes after it is not looked at yet.
func (l *Log) Barred() bool {
	for _, t := range l.trails {
		for p, why := range t.stops {
			if why == Found && t.ran[p.Block] == p.Instr+1 {
				return true
			}
		}
	}
	return false
}

// entered reports whether a life has come to the function.
func (t *Trail) entered() bool { return t != nil && len(t.ran) > 0 && t.ran[0] > 0 }

// Stop is why a life ended at a place.
type Stop uint8

// The reasons, those that say more behind those that say less.
const (
	Loop     Stop = iota + 1 // it came to the head of a loop as it had been there before
	Inside                   // the call does not return
	Overfull                 // others like it wait already, and are followed in its stead
	Said                     // the analysis gave up, and says so
	Found                    // a rule is broken
	Wait                     // what it waits for does not come
	Lock                     // the lock is not given back
	NoReturn                 // the function never returns
	Panic
	Index
	Zero // division by zero
	Assertion
	NilMap
	Nil
)

// texts are what is said of a stop, behind "here".
var texts = map[Stop]string{
	Loop:      "a loop goes round for ever",
	Inside:    "a call does not return",
	Wait:      "as far as can be seen this waits for ever",
	Lock:      "a lock is waited for that is not given back",
	NoReturn:  "the function that is called never returns",
	Panic:     "the code panics",
	Index:     "an index is out of range",
	Zero:      "something is divided by zero",
	Assertion: "a type assertion fails",
	NilMap:    "a nil map is written to",
	Nil:       "a nil pointer is followed",
	Said:      "the analysis gives up",
	Found:     "a rule is broken",
	Overfull:  "a life goes on as others do",
}
