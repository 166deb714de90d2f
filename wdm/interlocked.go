package wdm

// InterlockedCompareExchange stores exchange if *target is comparand, and returns what *target was.
// Page: wdm/nf-wdm-interlockedcompareexchange
func InterlockedCompareExchange(target *int32, exchange, comparand int32) int32 {
	old := *target
	if old == comparand {
		*target = exchange
	}
	return old
}

// InterlockedCompareExchange64 is InterlockedCompareExchange for 64 bits.
// Page: wdm/nf-wdm-interlockedcompareexchange64
func InterlockedCompareExchange64(target *int64, exchange, comparand int64) int64 {
	old := *target
	if old == comparand {
		*target = exchange
	}
	return old
}

// InterlockedCompareExchangePointer is InterlockedCompareExchange for pointers.
// Page: wdm/nf-wdm-interlockedcompareexchangepointer
func InterlockedCompareExchangePointer(target *any, exchange, comparand any) any {
	old := *target
	if old == comparand {
		*target = exchange
	}
	return old
}

// InterlockedExchange stores value and returns what *target was.
// Page: wdm/nf-wdm-interlockedexchange
func InterlockedExchange(target *int32, value int32) int32 {
	old := *target
	*target = value
	return old
}

// InterlockedExchange64 is InterlockedExchange for 64 bits.
// Page: wdm/nf-wdm-interlockedexchange64
func InterlockedExchange64(target *int64, value int64) int64 {
	old := *target
	*target = value
	return old
}

// InterlockedExchangePointer is InterlockedExchange for pointers.
// Page: wdm/nf-wdm-interlockedexchangepointer
func InterlockedExchangePointer(target *any, value any) any {
	old := *target
	*target = value
	return old
}

// InterlockedIncrement adds one and returns the new value.
// Page: wdm/nf-wdm-interlockedincrement
func InterlockedIncrement(addend *int32) int32 {
	*addend++
	return *addend
}

// InterlockedDecrement takes one away and returns the new value.
// Page: wdm/nf-wdm-interlockeddecrement
func InterlockedDecrement(addend *int32) int32 {
	*addend--
	return *addend
}

// InterlockedAdd adds value and returns the new value.
// Page: winnt/nf-winnt-interlockedadd
func InterlockedAdd(addend *int32, value int32) int32 {
	*addend += value
	return *addend
}

// InterlockedExchangeAdd adds value and returns what *addend was.
// Page: wdm/nf-wdm-interlockedexchangeadd
func InterlockedExchangeAdd(addend *int32, value int32) int32 {
	old := *addend
	*addend += value
	return old
}

// InterlockedOr sets bits and returns what *target was.
// Page: wdm/nf-wdm-interlockedor
func InterlockedOr(target *int32, mask int32) int32 {
	old := *target
	*target |= mask
	return old
}

// InterlockedAnd keeps bits and returns what *target was.
// Page: wdm/nf-wdm-interlockedand
func InterlockedAnd(target *int32, mask int32) int32 {
	old := *target
	*target &= mask
	return old
}

// InterlockedBitTestAndSet sets a bit and returns what it was.
// Page: winnt/nf-winnt-interlockedbittestandset
func InterlockedBitTestAndSet(base *int32, bit int32) bool {
	old := *base&(1<<bit) != 0
	*base |= 1 << bit
	return old
}

// InterlockedBitTestAndReset clears a bit and returns what it was.
// Page: winnt/nf-winnt-interlockedbittestandreset
func InterlockedBitTestAndReset(base *int32, bit int32) bool {
	old := *base&(1<<bit) != 0
	*base &^= 1 << bit
	return old
}

// BitTest reads a bit.
// Page: winnt/nf-winnt-bittest
func BitTest(base *int32, bit int32) bool {
	return *base&(1<<bit) != 0
}
