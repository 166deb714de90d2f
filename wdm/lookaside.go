package wdm

import "unsafe"

// PAGED_LOOKASIDE_LIST is a list of blocks of one size in the paged pool.
// Page: wdm/nf-wdm-exinitializepagedlookasidelist
type PAGED_LOOKASIDE_LIST struct{ _ uintptr }

// LOOKASIDE_LIST_EX is a list of blocks of one size.
// Page: wdm/nf-wdm-exinitializelookasidelistex
type LOOKASIDE_LIST_EX struct{ _ uintptr }

// ExInitializePagedLookasideList makes a list.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exinitializepagedlookasidelist
func ExInitializePagedLookasideList(lookaside *PAGED_LOOKASIDE_LIST, allocate func(poolType POOL_TYPE, numberOfBytes uintptr, tag uint32) unsafe.Pointer, free func(buffer unsafe.Pointer), flags uint32, size uintptr, tag uint32, depth uint16) {
}

// ExDeletePagedLookasideList frees the blocks of a list.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exdeletepagedlookasidelist
func ExDeletePagedLookasideList(lookaside *PAGED_LOOKASIDE_LIST) {}

// ExAllocateFromPagedLookasideList is a block, or nil.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exallocatefrompagedlookasidelist
func ExAllocateFromPagedLookasideList(lookaside *PAGED_LOOKASIDE_LIST) unsafe.Pointer { return nil }

// ExFreeToPagedLookasideList gives a block back.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exfreetopagedlookasidelist
func ExFreeToPagedLookasideList(lookaside *PAGED_LOOKASIDE_LIST, entry unsafe.Pointer) {}

// ExInitializeLookasideListEx makes a list.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exinitializelookasidelistex
func ExInitializeLookasideListEx(lookaside *LOOKASIDE_LIST_EX, allocate func(poolType POOL_TYPE, numberOfBytes uintptr, tag uint32, lookaside *LOOKASIDE_LIST_EX) unsafe.Pointer, free func(buffer unsafe.Pointer, lookaside *LOOKASIDE_LIST_EX), poolType POOL_TYPE, flags uint32, size uintptr, tag uint32, depth uint16) NTSTATUS {
	return STATUS_SUCCESS
}

// ExDeleteLookasideListEx frees the blocks of a list.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exdeletelookasidelistex
func ExDeleteLookasideListEx(lookaside *LOOKASIDE_LIST_EX) {}

// ExAllocateFromLookasideListEx is a block, or nil.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exallocatefromlookasidelistex
func ExAllocateFromLookasideListEx(lookaside *LOOKASIDE_LIST_EX) unsafe.Pointer { return nil }

// ExFreeToLookasideListEx gives a block back.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exfreetolookasidelistex
func ExFreeToLookasideListEx(lookaside *LOOKASIDE_LIST_EX, entry unsafe.Pointer) {}
