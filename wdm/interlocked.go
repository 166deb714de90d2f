package wdm

import (
	"sync/atomic"
	"unsafe"
)

// InterlockedIncrement adds one and returns the new value.
// Any IRQL. Page: wdm/nf-wdm-interlockedincrement
func InterlockedIncrement(addend *int32) int32 { return atomic.AddInt32(addend, 1) }

// InterlockedIncrement64 adds one and returns the new value.
// Any IRQL. Page: wdm/nf-wdm-interlockedincrement
func InterlockedIncrement64(addend *int64) int64 { return atomic.AddInt64(addend, 1) }

// InterlockedDecrement subtracts one and returns the new value.
// Any IRQL. Page: wdm/nf-wdm-interlockeddecrement
func InterlockedDecrement(addend *int32) int32 { return atomic.AddInt32(addend, -1) }

// InterlockedDecrement64 subtracts one and returns the new value.
// Any IRQL. Page: wdm/nf-wdm-interlockeddecrement
func InterlockedDecrement64(addend *int64) int64 { return atomic.AddInt64(addend, -1) }

// InterlockedAdd adds a value and returns the new value.
// Any IRQL. Page: wdm/nf-wdm-interlockedexchangeadd
func InterlockedAdd(addend *int32, value int32) int32 { return atomic.AddInt32(addend, value) }

// InterlockedAdd64 adds a value and returns the new value.
// Any IRQL. Page: wdm/nf-wdm-interlockedexchangeadd
func InterlockedAdd64(addend *int64, value int64) int64 { return atomic.AddInt64(addend, value) }

// InterlockedExchangeAdd adds a value and returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedexchangeadd
func InterlockedExchangeAdd(addend *int32, value int32) int32 {
	return atomic.AddInt32(addend, value) - value
}

// InterlockedExchangeAdd64 adds a value and returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedexchangeadd
func InterlockedExchangeAdd64(addend *int64, value int64) int64 {
	return atomic.AddInt64(addend, value) - value
}

// InterlockedExchange stores a value and returns the old one.
// Any IRQL. Page: wdm/nf-wdm-interlockedexchange
func InterlockedExchange(target *int32, value int32) int32 { return atomic.SwapInt32(target, value) }

// InterlockedExchange64 stores a value and returns the old one.
// Any IRQL. Page: wdm/nf-wdm-interlockedexchange
func InterlockedExchange64(target *int64, value int64) int64 { return atomic.SwapInt64(target, value) }

// InterlockedExchangePointer stores a pointer and returns the old one.
// Any IRQL. Page: wdm/nf-wdm-interlockedexchangepointer
func InterlockedExchangePointer[T any](target **T, value *T) *T {
	return (*T)(atomic.SwapPointer((*unsafe.Pointer)(unsafe.Pointer(target)), unsafe.Pointer(value)))
}

// InterlockedCompareExchange stores exchange where the value is comperand, and
// returns the old value. Mind the order: exchange comes first.
// Any IRQL. Page: wdm/nf-wdm-interlockedcompareexchange
func InterlockedCompareExchange(destination *int32, exchange, comperand int32) int32 {
	for {
		old := atomic.LoadInt32(destination)
		if old != comperand || atomic.CompareAndSwapInt32(destination, comperand, exchange) {
			return old
		}
	}
}

// InterlockedCompareExchange64 stores exchange where the value is comperand, and
// returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedcompareexchange
func InterlockedCompareExchange64(destination *int64, exchange, comperand int64) int64 {
	for {
		old := atomic.LoadInt64(destination)
		if old != comperand || atomic.CompareAndSwapInt64(destination, comperand, exchange) {
			return old
		}
	}
}

// InterlockedCompareExchangePointer stores exchange where the pointer is
// comperand, and returns the old pointer.
// Any IRQL. Page: wdm/nf-wdm-interlockedcompareexchangepointer
func InterlockedCompareExchangePointer[T any](destination **T, exchange, comperand *T) *T {
	cell := (*unsafe.Pointer)(unsafe.Pointer(destination))
	for {
		old := (*T)(atomic.LoadPointer(cell))
		if old != comperand || atomic.CompareAndSwapPointer(cell, unsafe.Pointer(comperand), unsafe.Pointer(exchange)) {
			return old
		}
	}
}

// InterlockedOr sets bits and returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedor
func InterlockedOr(destination *int32, value int32) int32 { return atomic.OrInt32(destination, value) }

// InterlockedOr64 sets bits and returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedor
func InterlockedOr64(destination *int64, value int64) int64 {
	return atomic.OrInt64(destination, value)
}

// InterlockedAnd keeps bits and returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedand
func InterlockedAnd(destination *int32, value int32) int32 {
	return atomic.AndInt32(destination, value)
}

// InterlockedAnd64 keeps bits and returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedand
func InterlockedAnd64(destination *int64, value int64) int64 {
	return atomic.AndInt64(destination, value)
}

// InterlockedXor flips bits and returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedxor
func InterlockedXor(destination *int32, value int32) int32 {
	for {
		old := atomic.LoadInt32(destination)
		if atomic.CompareAndSwapInt32(destination, old, old^value) {
			return old
		}
	}
}

// InterlockedXor64 flips bits and returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedxor
func InterlockedXor64(destination *int64, value int64) int64 {
	for {
		old := atomic.LoadInt64(destination)
		if atomic.CompareAndSwapInt64(destination, old, old^value) {
			return old
		}
	}
}

// InterlockedBitTestAndSet sets a bit (0 to 31) and returns what it was.
// Any IRQL. Page: wdm/nf-wdm-interlockedor
func InterlockedBitTestAndSet(base *int32, bit int32) bool {
	return atomic.OrInt32(base, 1<<(bit&31))&(1<<(bit&31)) != 0
}

// InterlockedBitTestAndReset clears a bit (0 to 31) and returns what it was.
// Any IRQL. Page: wdm/nf-wdm-interlockedand
func InterlockedBitTestAndReset(base *int32, bit int32) bool {
	return atomic.AndInt32(base, ^(1<<(bit&31)))&(1<<(bit&31)) != 0
}

// InterlockedBitTestAndComplement flips a bit (0 to 31) and returns what it was.
// Any IRQL. Page: wdm/nf-wdm-interlockedxor
func InterlockedBitTestAndComplement(base *int32, bit int32) bool {
	return InterlockedXor(base, 1<<(bit&31))&(1<<(bit&31)) != 0
}

// InterlockedBitTestAndSet64 sets a bit (0 to 63) and returns what it was.
// Any IRQL. Page: wdm/nf-wdm-interlockedor
func InterlockedBitTestAndSet64(base *int64, bit int64) bool {
	return atomic.OrInt64(base, 1<<(bit&63))&(1<<(bit&63)) != 0
}

// InterlockedBitTestAndReset64 clears a bit (0 to 63) and returns what it was.
// Any IRQL. Page: wdm/nf-wdm-interlockedand
func InterlockedBitTestAndReset64(base *int64, bit int64) bool {
	return atomic.AndInt64(base, ^(1<<(bit&63)))&(1<<(bit&63)) != 0
}

// BitTest reads a bit (0 to 31). It is not interlocked.
// Page: wdm/nf-wdm-rtltestbit
func BitTest(base *int32, bit int32) bool { return *base&(1<<(bit&31)) != 0 }

// BitTestAndSet sets a bit (0 to 31) and returns what it was. It is not
// interlocked.
// Page: wdm/nf-wdm-rtlsetbit
func BitTestAndSet(base *int32, bit int32) bool {
	old := BitTest(base, bit)
	*base |= 1 << (bit & 31)
	return old
}

// BitTestAndReset clears a bit (0 to 31) and returns what it was. It is not
// interlocked.
// Page: wdm/nf-wdm-rtlclearbit
func BitTestAndReset(base *int32, bit int32) bool {
	old := BitTest(base, bit)
	*base &^= 1 << (bit & 31)
	return old
}

// ReadAcquire reads before everything that follows.
// Page: wdm/nf-wdm-kememorybarrier
func ReadAcquire(source *int32) int32 { return atomic.LoadInt32(source) }

// ReadNoFence reads in one piece.
// Page: wdm/nf-wdm-kememorybarrier
func ReadNoFence(source *int32) int32 { return atomic.LoadInt32(source) }

// WriteRelease writes after everything that precedes.
// Page: wdm/nf-wdm-kememorybarrier
func WriteRelease(destination *int32, value int32) { atomic.StoreInt32(destination, value) }

// WriteNoFence writes in one piece.
// Page: wdm/nf-wdm-kememorybarrier
func WriteNoFence(destination *int32, value int32) { atomic.StoreInt32(destination, value) }

// ReadAcquire64 reads before everything that follows.
// Page: wdm/nf-wdm-kememorybarrier
func ReadAcquire64(source *int64) int64 { return atomic.LoadInt64(source) }

// ReadNoFence64 reads in one piece.
// Page: wdm/nf-wdm-kememorybarrier
func ReadNoFence64(source *int64) int64 { return atomic.LoadInt64(source) }

// WriteRelease64 writes after everything that precedes.
// Page: wdm/nf-wdm-kememorybarrier
func WriteRelease64(destination *int64, value int64) { atomic.StoreInt64(destination, value) }

// WriteNoFence64 writes in one piece.
// Page: wdm/nf-wdm-kememorybarrier
func WriteNoFence64(destination *int64, value int64) { atomic.StoreInt64(destination, value) }

// ReadULongAcquire reads before everything that follows.
// Page: wdm/nf-wdm-kememorybarrier
func ReadULongAcquire(source *uint32) uint32 { return atomic.LoadUint32(source) }

// ReadULongNoFence reads in one piece.
// Page: wdm/nf-wdm-kememorybarrier
func ReadULongNoFence(source *uint32) uint32 { return atomic.LoadUint32(source) }

// WriteULongRelease writes after everything that precedes.
// Page: wdm/nf-wdm-kememorybarrier
func WriteULongRelease(destination *uint32, value uint32) { atomic.StoreUint32(destination, value) }

// WriteULongNoFence writes in one piece.
// Page: wdm/nf-wdm-kememorybarrier
func WriteULongNoFence(destination *uint32, value uint32) { atomic.StoreUint32(destination, value) }

// ReadPointerNoFence reads a pointer in one piece.
// Page: wdm/nf-wdm-kememorybarrier
func ReadPointerNoFence[T any](source **T) *T { return ReadPointerAcquire(source) }

// ReadPointerAcquire reads a pointer before everything that follows.
// Page: wdm/nf-wdm-kememorybarrier
func ReadPointerAcquire[T any](source **T) *T {
	return (*T)(atomic.LoadPointer((*unsafe.Pointer)(unsafe.Pointer(source))))
}

// WritePointerRelease writes a pointer after everything that precedes.
// Page: wdm/nf-wdm-kememorybarrier
func WritePointerRelease[T any](destination **T, value *T) {
	atomic.StorePointer((*unsafe.Pointer)(unsafe.Pointer(destination)), unsafe.Pointer(value))
}
