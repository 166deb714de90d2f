package ddi

import "slices"

// Kept says how a framework comes to the context that it hands to the callbacks of what
// it has opened for a driver: an adapter, a filter module, a binding.
type Kept struct {
	Pair Pair // of the callbacks between which it keeps the context

	// By is the function by whose second argument the driver tells it. Without one, the
	// context is memory of the framework's own, zero at first.
	By string

	// Member is that of the structure which holds the context, if it is told so.
	Member string

	// ClosedBy is the parameter of the closing callback that it is handed as. The others
	// are handed it as their first.
	ClosedBy int
}

// At is the parameter of one of its callbacks that the context is handed as.
func (k Kept) At(slot string) int {
	if slot == k.Pair.Close {
		return k.ClosedBy
	}
	return 0
}

// kept are the contexts by the opening callback of their pair.
// Pages: ndis/nf-ndis-ndismsetminiportattributes, ndis/nf-ndis-ndisfsetattributes,
// ndis/nf-ndis-ndisopenadapterex, ndis/nc-ndis-protocol_unbind_adapter_ex,
// storport/nf-storport-storportinitialize.
var kept = []Kept{
	{Pair: opening("InitializeHandlerEx"), By: "NdisMSetMiniportAttributes", Member: "MiniportAdapterContext"},
	{Pair: opening("AttachHandler"), By: "NdisFSetAttributes"},
	{Pair: opening("BindAdapterHandlerEx"), By: "NdisOpenAdapterEx", ClosedBy: 1},
	{Pair: opening(FindAdapter)},
}

func opening(slot string) Pair {
	return pairs[slices.IndexFunc(pairs, func(p Pair) bool { return p.Open == slot })]
}

// KeptBy is the context that a function tells a framework.
func KeptBy(function string) (Kept, bool) {
	return find(func(k Kept) bool { return k.By == function })
}

// KeptFor is the context that a callback is handed.
func KeptFor(slot string) (Kept, bool) {
	return find(func(k Kept) bool {
		return slot == k.Pair.Close || slices.Contains(k.Pair.Within, slot) || k.By == "" && slot == k.Pair.Open
	})
}

func find(is func(Kept) bool) (Kept, bool) {
	if i := slices.IndexFunc(kept, is); i >= 0 {
		return kept[i], true
	}
	return Kept{}, false
}
