package wdm

// NDIS_SPIN_LOCK is a spin lock that remembers the IRQL.
// Page: ndis/nf-ndis-ndisallocatespinlock
type NDIS_SPIN_LOCK struct{ _ uintptr }

// NdisAllocateSpinLock makes a spin lock.
// Page: ndis/nf-ndis-ndisallocatespinlock
func NdisAllocateSpinLock(spinLock *NDIS_SPIN_LOCK) {}

// NdisFreeSpinLock ends a spin lock.
// Page: ndis/nf-ndis-ndisfreespinlock
func NdisFreeSpinLock(spinLock *NDIS_SPIN_LOCK) {}

// NdisAcquireSpinLock raises to DISPATCH_LEVEL and takes the lock.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisacquirespinlock
func NdisAcquireSpinLock(spinLock *NDIS_SPIN_LOCK) {}

// NdisReleaseSpinLock gives the lock up and restores the IRQL.
// IRQL = DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisreleasespinlock
func NdisReleaseSpinLock(spinLock *NDIS_SPIN_LOCK) {}

// NdisDprAcquireSpinLock takes the lock.
// IRQL = DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisdpracquirespinlock
func NdisDprAcquireSpinLock(spinLock *NDIS_SPIN_LOCK) {}

// NdisDprReleaseSpinLock gives the lock up.
// IRQL = DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisdprreleasespinlock
func NdisDprReleaseSpinLock(spinLock *NDIS_SPIN_LOCK) {}

// NDIS_RW_LOCK_EX is a reader-writer lock.
// Page: ndis/nf-ndis-ndisallocaterwlock
type NDIS_RW_LOCK_EX struct{ _ uintptr }

// LOCK_STATE_EX remembers the IRQL while a reader-writer lock is held.
// Page: ndis/ns-ndis-_lock_state_ex
type LOCK_STATE_EX struct{ _ uintptr }

// NDIS_RWL_AT_DISPATCH_LEVEL says that the caller runs at DISPATCH_LEVEL.
// Page: ndis/nf-ndis-ndisacquirerwlockread
const NDIS_RWL_AT_DISPATCH_LEVEL = 1

// NdisAllocateRWLock makes a reader-writer lock, or is nil.
// Page: ndis/nf-ndis-ndisallocaterwlock
func NdisAllocateRWLock(ndisHandle NDIS_HANDLE) *NDIS_RW_LOCK_EX { return nil }

// NdisFreeRWLock ends a reader-writer lock.
// Page: ndis/nf-ndis-ndisfreerwlock
func NdisFreeRWLock(lock *NDIS_RW_LOCK_EX) {}

// NdisAcquireRWLockRead raises to DISPATCH_LEVEL and takes the lock to read.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisacquirerwlockread
func NdisAcquireRWLockRead(lock *NDIS_RW_LOCK_EX, lockState *LOCK_STATE_EX, flags uint8) {}

// NdisAcquireRWLockWrite raises to DISPATCH_LEVEL and takes the lock to write.
// IRQL <= DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisacquirerwlockwrite
func NdisAcquireRWLockWrite(lock *NDIS_RW_LOCK_EX, lockState *LOCK_STATE_EX, flags uint8) {}

// NdisReleaseRWLock gives the lock up and restores the IRQL.
// IRQL = DISPATCH_LEVEL. Page: ndis/nf-ndis-ndisreleaserwlock
func NdisReleaseRWLock(lock *NDIS_RW_LOCK_EX, lockState *LOCK_STATE_EX) {}
