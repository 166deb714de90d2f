package wdm

import (
	"sync/atomic"
	"unsafe"
)

// narrow is an integer of a width that sync/atomic has no operations for.
type narrow interface{ ~int8 | ~int16 }

// update replaces *p by next of it and returns the old value: in the 32 bits around it,
// whose bytes stand as Windows has them, the lowest first.
func update[T narrow](p *T, next func(T) T) T {
	within := uintptr(unsafe.Pointer(p)) & 3
	word := (*uint32)(unsafe.Pointer(uintptr(unsafe.Pointer(p)) &^ 3))
	mask := uint32(1)<<(8*unsafe.Sizeof(*p)) - 1
	for {
		all := atomic.LoadUint32(word)
		old := T(all >> (8 * within) & mask)
		changed := all&^(mask<<(8*within)) | uint32(next(old))&mask<<(8*within)
		if atomic.CompareAndSwapUint32(word, all, changed) {
			return old
		}
	}
}

// InterlockedExchange8 stores a value and returns the old one.
// Any IRQL. Page: wdm/nf-wdm-interlockedexchange
func InterlockedExchange8(target *int8, value int8) int8 {
	return update(target, func(int8) int8 { return value })
}

// InterlockedExchange16 stores a value and returns the old one.
// Any IRQL. Page: wdm/nf-wdm-interlockedexchange
func InterlockedExchange16(target *int16, value int16) int16 {
	return update(target, func(int16) int16 { return value })
}

// InterlockedCompareExchange16 stores exchange where the value is comperand, and
// returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedcompareexchange
func InterlockedCompareExchange16(destination *int16, exchange, comperand int16) int16 {
	return update(destination, func(old int16) int16 {
		if old == comperand {
			return exchange
		}
		return old
	})
}

// InterlockedIncrement16 adds one and returns the new value.
// Any IRQL. Page: wdm/nf-wdm-interlockedincrement
func InterlockedIncrement16(addend *int16) int16 {
	return update(addend, func(old int16) int16 { return old + 1 }) + 1
}

// InterlockedDecrement16 subtracts one and returns the new value.
// Any IRQL. Page: wdm/nf-wdm-interlockeddecrement
func InterlockedDecrement16(addend *int16) int16 {
	return update(addend, func(old int16) int16 { return old - 1 }) - 1
}

// InterlockedOr8 sets bits and returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedor
func InterlockedOr8(destination *int8, value int8) int8 {
	return update(destination, func(old int8) int8 { return old | value })
}

// InterlockedOr16 sets bits and returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedor
func InterlockedOr16(destination *int16, value int16) int16 {
	return update(destination, func(old int16) int16 { return old | value })
}

// InterlockedAnd8 keeps bits and returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedand
func InterlockedAnd8(destination *int8, value int8) int8 {
	return update(destination, func(old int8) int8 { return old & value })
}

// InterlockedAnd16 keeps bits and returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedand
func InterlockedAnd16(destination *int16, value int16) int16 {
	return update(destination, func(old int16) int16 { return old & value })
}

// InterlockedXor8 flips bits and returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedxor
func InterlockedXor8(destination *int8, value int8) int8 {
	return update(destination, func(old int8) int8 { return old ^ value })
}

// InterlockedXor16 flips bits and returns the old value.
// Any IRQL. Page: wdm/nf-wdm-interlockedxor
func InterlockedXor16(destination *int16, value int16) int16 {
	return update(destination, func(old int16) int16 { return old ^ value })
}
