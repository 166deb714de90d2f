package wdm

// FAST_MUTEX is a mutex that raises to APC_LEVEL.
// Page: kernel/fast-mutexes-and-guarded-mutexes
type FAST_MUTEX struct{ _ uintptr }

// ExInitializeFastMutex makes a fast mutex.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exinitializefastmutex
func ExInitializeFastMutex(fastMutex *FAST_MUTEX) {}

// ExAcquireFastMutex takes a fast mutex and raises to APC_LEVEL.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exacquirefastmutex
func ExAcquireFastMutex(fastMutex *FAST_MUTEX) {}

// ExTryToAcquireFastMutex takes a fast mutex if nobody holds it.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-extrytoacquirefastmutex
func ExTryToAcquireFastMutex(fastMutex *FAST_MUTEX) bool { return false }

// ExReleaseFastMutex gives a fast mutex up and restores the IRQL.
// IRQL = APC_LEVEL. Page: wdm/nf-wdm-exreleasefastmutex
func ExReleaseFastMutex(fastMutex *FAST_MUTEX) {}

// ExAcquireFastMutexUnsafe takes a fast mutex and leaves the IRQL; APCs are
// disabled.
// IRQL = APC_LEVEL. Page: wdm/nf-wdm-exacquirefastmutexunsafe
func ExAcquireFastMutexUnsafe(fastMutex *FAST_MUTEX) {}

// ExReleaseFastMutexUnsafe gives a fast mutex up and leaves the IRQL.
// IRQL = APC_LEVEL. Page: wdm/nf-wdm-exreleasefastmutexunsafe
func ExReleaseFastMutexUnsafe(fastMutex *FAST_MUTEX) {}

// KGUARDED_MUTEX is a mutex that disables all APCs.
// Page: kernel/fast-mutexes-and-guarded-mutexes
type KGUARDED_MUTEX struct{ _ uintptr }

// KeInitializeGuardedMutex makes a guarded mutex.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-keinitializeguardedmutex
func KeInitializeGuardedMutex(mutex *KGUARDED_MUTEX) {}

// KeAcquireGuardedMutex takes a guarded mutex.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-keacquireguardedmutex
func KeAcquireGuardedMutex(mutex *KGUARDED_MUTEX) {}

// KeTryToAcquireGuardedMutex takes a guarded mutex, or is false.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-ketrytoacquireguardedmutex
func KeTryToAcquireGuardedMutex(mutex *KGUARDED_MUTEX) bool { return false }

// KeReleaseGuardedMutex gives a guarded mutex up.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-kereleaseguardedmutex
func KeReleaseGuardedMutex(mutex *KGUARDED_MUTEX) {}

// ERESOURCE is a reader-writer lock.
// Page: kernel/introduction-to-eresource-routines
type ERESOURCE struct{ _ uintptr }

// ExInitializeResourceLite makes a resource; it is owed one
// ExDeleteResourceLite.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exinitializeresourcelite
func ExInitializeResourceLite(resource *ERESOURCE) NTSTATUS { return STATUS_SUCCESS }

// ExDeleteResourceLite takes a resource out of the system's list.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exdeleteresourcelite
func ExDeleteResourceLite(resource *ERESOURCE) NTSTATUS { return STATUS_SUCCESS }

// ExAcquireResourceExclusiveLite takes a resource to write.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exacquireresourceexclusivelite
func ExAcquireResourceExclusiveLite(resource *ERESOURCE, wait bool) bool { return true }

// ExAcquireResourceSharedLite takes a resource to read.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exacquireresourcesharedlite
func ExAcquireResourceSharedLite(resource *ERESOURCE, wait bool) bool { return true }

// ExReleaseResourceLite gives a resource up.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exreleaseresourcelite
func ExReleaseResourceLite(resource *ERESOURCE) {}

// ExEnterCriticalRegionAndAcquireResourceExclusive disables normal APCs and
// takes a resource to write.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exentercriticalregionandacquireresourceexclusive
func ExEnterCriticalRegionAndAcquireResourceExclusive(resource *ERESOURCE) any { return nil }

// ExEnterCriticalRegionAndAcquireResourceShared disables normal APCs and takes a
// resource to read.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exentercriticalregionandacquireresourceexclusive
func ExEnterCriticalRegionAndAcquireResourceShared(resource *ERESOURCE) any { return nil }

// ExReleaseResourceAndLeaveCriticalRegion gives a resource up and enables APCs
// again.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exreleaseresourceandleavecriticalregion
func ExReleaseResourceAndLeaveCriticalRegion(resource *ERESOURCE) {}

// EX_PUSH_LOCK is a reader-writer lock of one word.
// Page: wdm/nf-wdm-exinitializepushlock
type EX_PUSH_LOCK struct{ _ uintptr }

// ExInitializePushLock makes a push lock.
// Page: wdm/nf-wdm-exinitializepushlock
func ExInitializePushLock(pushLock *EX_PUSH_LOCK) {}

// ExAcquirePushLockExclusive takes a push lock to write; normal APCs are
// disabled.
// Page: wdm/nf-wdm-exacquirepushlockexclusive
func ExAcquirePushLockExclusive(pushLock *EX_PUSH_LOCK) {}

// ExReleasePushLockExclusive gives a push lock up.
// Page: wdm/nf-wdm-exreleasepushlockexclusive
func ExReleasePushLockExclusive(pushLock *EX_PUSH_LOCK) {}

// ExAcquirePushLockShared takes a push lock to read; normal APCs are disabled.
// Page: wdm/nf-wdm-exacquirepushlockshared
func ExAcquirePushLockShared(pushLock *EX_PUSH_LOCK) {}

// ExReleasePushLockShared gives a push lock up.
// Page: wdm/nf-wdm-exreleasepushlockshared
func ExReleasePushLockShared(pushLock *EX_PUSH_LOCK) {}

// EX_RUNDOWN_REF protects an object that its users must leave before it goes.
// Page: kernel/run-down-protection
type EX_RUNDOWN_REF struct{ _ uintptr }

// ExInitializeRundownProtection makes run-down protection.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exinitializerundownprotection
func ExInitializeRundownProtection(runRef *EX_RUNDOWN_REF) {}

// ExReInitializeRundownProtection makes run-down protection ready again after
// its end.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exreinitializerundownprotection
func ExReInitializeRundownProtection(runRef *EX_RUNDOWN_REF) {}

// ExAcquireRundownProtection protects the object; false once run-down began.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exacquirerundownprotection
func ExAcquireRundownProtection(runRef *EX_RUNDOWN_REF) bool { return true }

// ExAcquireRundownProtectionEx protects the object several times.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exacquirerundownprotectionex
func ExAcquireRundownProtectionEx(runRef *EX_RUNDOWN_REF, count uint32) bool { return true }

// ExReleaseRundownProtection ends one protection.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exreleaserundownprotection
func ExReleaseRundownProtection(runRef *EX_RUNDOWN_REF) {}

// ExReleaseRundownProtectionEx ends several protections.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exreleaserundownprotectionex
func ExReleaseRundownProtectionEx(runRef *EX_RUNDOWN_REF, count uint32) {}

// ExWaitForRundownProtectionRelease begins run-down and waits until nobody
// protects the object.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exwaitforrundownprotectionrelease
func ExWaitForRundownProtectionRelease(runRef *EX_RUNDOWN_REF) {}

// ExRundownCompleted makes later waits return at once.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exrundowncompleted
func ExRundownCompleted(runRef *EX_RUNDOWN_REF) {}

// EX_RUNDOWN_REF_CACHE_AWARE is run-down protection with a count for each processor.
// Page: kernel/run-down-protection
type EX_RUNDOWN_REF_CACHE_AWARE struct{ _ uintptr }

// ExAllocateCacheAwareRundownProtection allocates run-down protection, or is nil; it is
// owed one ExFreeCacheAwareRundownProtection.
// IRQL <= APC_LEVEL. Page: wdm/nf-wdm-exallocatecacheawarerundownprotection
func ExAllocateCacheAwareRundownProtection(poolType POOL_TYPE, poolTag uint32) *EX_RUNDOWN_REF_CACHE_AWARE {
	return nil
}

// ExFreeCacheAwareRundownProtection frees run-down protection.
// Page: wdm/nf-wdm-exfreecacheawarerundownprotection
func ExFreeCacheAwareRundownProtection(runRef *EX_RUNDOWN_REF_CACHE_AWARE) {}

// ExAcquireRundownProtectionCacheAware protects the object; false once run-down began.
// Page: wdm/nf-wdm-exacquirerundownprotectioncacheaware
func ExAcquireRundownProtectionCacheAware(runRef *EX_RUNDOWN_REF_CACHE_AWARE) bool { return true }

// ExReleaseRundownProtectionCacheAware ends one protection.
// Page: wdm/nf-wdm-exreleaserundownprotectioncacheaware
func ExReleaseRundownProtectionCacheAware(runRef *EX_RUNDOWN_REF_CACHE_AWARE) {}

// ExWaitForRundownProtectionReleaseCacheAware begins run-down and waits until nobody
// holds the protection.
// Page: wdm/nf-wdm-exwaitforrundownprotectionreleasecacheaware
func ExWaitForRundownProtectionReleaseCacheAware(runRef *EX_RUNDOWN_REF_CACHE_AWARE) {}
