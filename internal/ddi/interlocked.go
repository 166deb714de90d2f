package ddi

import "strings"

// interlocked are the atomic operations by the stem of their names: each comes in
// several widths and with several fences, which change nothing of what it does.
// Pages: wdm/nf-wdm-interlockedexchange and its kin, wdm/nf-wdm-interlockedincrementacquire.
var interlocked = map[string]Op{
	"InterlockedExchange":             Swap,
	"InterlockedCompareExchange":      CompareSwap,
	"InterlockedIncrement":            Increment,
	"InterlockedDecrement":            Decrement,
	"InterlockedAdd":                  Add,
	"InterlockedExchangeAdd":          AddOld,
	"InterlockedOr":                   Or,
	"InterlockedAnd":                  And,
	"InterlockedXor":                  Xor,
	"InterlockedBitTestAndSet":        BitSet,
	"InterlockedBitTestAndReset":      BitReset,
	"InterlockedBitTestAndComplement": BitFlip,
	"Read":                            AtomicLoad,
	"Write":                           AtomicStore,
}

// What the names of interlocked operations end in. What reads and writes has a fence in
// its name, or it is none of them.
var (
	fences = []string{"Acquire", "Release", "NoFence", "_acq", "_rel", "_nf"}
	widths = []string{"8", "16", "64", "Pointer", "SizeT", "ULong", "ULong64", "UShort", "UChar", "Boolean", "Handle"}
)

// atomic is the operation of an interlocked function of any width and fence. The
// compiler's own, with an underscore before the name, are the same.
func atomic(name string) Op {
	stem, fenced := cutSuffix(strings.TrimPrefix(name, "_"), fences)
	stem, _ = cutSuffix(stem, widths)
	if !fenced {
		stem, fenced = cutSuffix(stem, fences) // some have the width last
	}
	if !fenced && !strings.HasPrefix(stem, "Interlocked") {
		return None
	}
	return interlocked[stem]
}

// cutSuffix is s without the longest of some endings.
func cutSuffix(s string, endings []string) (rest string, cut bool) {
	rest = s
	for _, e := range endings {
		if r, ok := strings.CutSuffix(s, e); ok && len(r) < len(rest) {
			rest, cut = r, true
		}
	}
	return rest, cut
}
