package program

// Pseudo is a kind of place that no instruction of the program has. What is unknown there
// is told from what instructions make by a number below zero, in place of the block or of
// the function.
type Pseudo int32

// Places in a function: its start and its closing brace, a parameter of a root, the IRQL
// at which a routine is called, what a callback is lent, and NULL in its place.
const (
	Edge  Pseudo = -1
	Param Pseudo = -3
	Irql  Pseudo = -4
	Lent  Pseudo = -5
	Null  Pseudo = -6
)

// Places in no function: where the harness asks whether a root has succeeded, where the
// system looks at what a callback has returned, a cell or register of merged states, a
// cell that was forgotten.
const (
	Success   Pseudo = -9
	Answer    Pseudo = -10
	Joined    Pseudo = -11
	Forgotten Pseudo = -14
)

// In is the n-th place of a kind in a function.
func (p Pseudo) In(fn, n int32) SiteKey { return SiteKey{Fn: fn, Block: int32(p), Instr: n} }

// Of is the place of a kind that two numbers tell from others.
func (p Pseudo) Of(a, b int32) SiteKey { return SiteKey{Fn: int32(p), Block: a, Instr: b} }

// Marks reports whether k is a place in a function of that kind.
func (p Pseudo) Marks(k SiteKey) bool { return k.Block == int32(p) }
