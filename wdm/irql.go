package wdm

// KSPIN_LOCK is a spin lock; holding it means DISPATCH_LEVEL.
// Page: kernel/introduction-to-spin-locks
type KSPIN_LOCK struct{ _ uintptr }

// KLOCK_QUEUE_HANDLE is the place in the queue of an in-stack queued spin lock.
// Page: kernel/queued-spin-locks
type KLOCK_QUEUE_HANDLE struct{ _ uintptr }

// EX_SPIN_LOCK is a reader-writer spin lock.
// Page: kernel/reader-writer-spin-locks
type EX_SPIN_LOCK struct{ _ uintptr }

// KeGetCurrentIrql is the current IRQL.
// Any IRQL. Page: wdm/nf-wdm-kegetcurrentirql
func KeGetCurrentIrql() KIRQL { return PASSIVE_LEVEL }

// KeRaiseIrql raises the IRQL and stores the old one.
// Any IRQL. Page: wdm/nf-wdm-keraiseirql
func KeRaiseIrql(newIrql KIRQL, oldIrql *KIRQL) {}

// KfRaiseIrql raises the IRQL and returns the old one.
// Any IRQL. Page: wdm/nf-wdm-keraiseirql
func KfRaiseIrql(newIrql KIRQL) KIRQL { return PASSIVE_LEVEL }

// KeRaiseIrqlToDpcLevel raises the IRQL to DISPATCH_LEVEL and returns the old
// one.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-keraiseirqltodpclevel
func KeRaiseIrqlToDpcLevel() KIRQL { return PASSIVE_LEVEL }

// KeLowerIrql restores the IRQL that a raise gave.
// Any IRQL. Page: wdm/nf-wdm-kelowerirql
func KeLowerIrql(newIrql KIRQL) {}

// KfLowerIrql restores the IRQL that a raise gave.
// Any IRQL. Page: wdm/nf-wdm-kelowerirql
func KfLowerIrql(newIrql KIRQL) {}

// KeInitializeSpinLock makes a spin lock.
// Any IRQL. Page: wdm/nf-wdm-keinitializespinlock
func KeInitializeSpinLock(spinLock *KSPIN_LOCK) {}

// KeAcquireSpinLock raises to DISPATCH_LEVEL, takes the lock and stores the old
// IRQL.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-keacquirespinlock
func KeAcquireSpinLock(spinLock *KSPIN_LOCK, oldIrql *KIRQL) {}

// KeAcquireSpinLockRaiseToDpc raises to DISPATCH_LEVEL, takes the lock and
// returns the old IRQL.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-keacquirespinlockraisetodpc
func KeAcquireSpinLockRaiseToDpc(spinLock *KSPIN_LOCK) KIRQL { return PASSIVE_LEVEL }

// KeReleaseSpinLock gives the lock up and restores the IRQL.
// IRQL = DISPATCH_LEVEL. Page: wdm/nf-wdm-kereleasespinlock
func KeReleaseSpinLock(spinLock *KSPIN_LOCK, newIrql KIRQL) {}

// KeAcquireSpinLockAtDpcLevel takes the lock. IRQL >= DISPATCH_LEVEL.
// Page: wdm/nf-wdm-keacquirespinlockatdpclevel
func KeAcquireSpinLockAtDpcLevel(spinLock *KSPIN_LOCK) {}

// KeReleaseSpinLockFromDpcLevel gives the lock up and leaves the IRQL.
// IRQL = DISPATCH_LEVEL. Page: wdm/nf-wdm-kereleasespinlockfromdpclevel
func KeReleaseSpinLockFromDpcLevel(spinLock *KSPIN_LOCK) {}

// KeTryToAcquireSpinLockAtDpcLevel takes the lock if nobody holds it.
// IRQL = DISPATCH_LEVEL. Page: wdm/nf-wdm-ketrytoacquirespinlockatdpclevel
func KeTryToAcquireSpinLockAtDpcLevel(spinLock *KSPIN_LOCK) bool { return false }

// KeAcquireSpinLockForDpc takes the lock in a DPC, threaded or not. IRQL <=
// DISPATCH_LEVEL.
// Page: wdm/nf-wdm-keacquirespinlockfordpc
func KeAcquireSpinLockForDpc(spinLock *KSPIN_LOCK) KIRQL { return PASSIVE_LEVEL }

// KeReleaseSpinLockForDpc gives the lock up in a DPC, threaded or not.
// Page: wdm/nf-wdm-kereleasespinlockfordpc
func KeReleaseSpinLockForDpc(spinLock *KSPIN_LOCK, oldIrql KIRQL) {}

// KeAcquireInStackQueuedSpinLock raises to DISPATCH_LEVEL and takes the lock in
// turn.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-keacquireinstackqueuedspinlock
func KeAcquireInStackQueuedSpinLock(spinLock *KSPIN_LOCK, lockHandle *KLOCK_QUEUE_HANDLE) {}

// KeReleaseInStackQueuedSpinLock gives the lock up and restores the IRQL.
// IRQL = DISPATCH_LEVEL. Page: wdm/nf-wdm-kereleaseinstackqueuedspinlock
func KeReleaseInStackQueuedSpinLock(lockHandle *KLOCK_QUEUE_HANDLE) {}

// KeAcquireInStackQueuedSpinLockAtDpcLevel takes the lock in turn.
// IRQL >= DISPATCH_LEVEL. Page: wdm/nf-wdm-keacquireinstackqueuedspinlockatdpclevel
func KeAcquireInStackQueuedSpinLockAtDpcLevel(spinLock *KSPIN_LOCK, lockHandle *KLOCK_QUEUE_HANDLE) {}

// KeReleaseInStackQueuedSpinLockFromDpcLevel gives the lock up and leaves the
// IRQL.
// Page: wdm/nf-wdm-kereleaseinstackqueuedspinlockfromdpclevel
func KeReleaseInStackQueuedSpinLockFromDpcLevel(lockHandle *KLOCK_QUEUE_HANDLE) {}

// KeAcquireInStackQueuedSpinLockForDpc takes the lock in turn in a DPC, threaded
// or not.
// Page: wdm/nf-wdm-keacquireinstackqueuedspinlockfordpc
func KeAcquireInStackQueuedSpinLockForDpc(spinLock *KSPIN_LOCK, lockHandle *KLOCK_QUEUE_HANDLE) {}

// KeReleaseInStackQueuedSpinLockForDpc gives the lock up in a DPC, threaded or
// not.
// Page: wdm/nf-wdm-kereleaseinstackqueuedspinlockfordpc
func KeReleaseInStackQueuedSpinLockForDpc(lockHandle *KLOCK_QUEUE_HANDLE) {}

// ExAcquireSpinLockExclusive raises to DISPATCH_LEVEL and takes the lock to
// write.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exacquirespinlockexclusive
func ExAcquireSpinLockExclusive(spinLock *EX_SPIN_LOCK) KIRQL { return PASSIVE_LEVEL }

// ExReleaseSpinLockExclusive gives the lock up and restores the IRQL.
// IRQL = DISPATCH_LEVEL. Page: wdm/nf-wdm-exreleasespinlockexclusive
func ExReleaseSpinLockExclusive(spinLock *EX_SPIN_LOCK, oldIrql KIRQL) {}

// ExAcquireSpinLockShared raises to DISPATCH_LEVEL and takes the lock to read.
// IRQL = DISPATCH_LEVEL. Page: wdm/nf-wdm-exacquirespinlockshared
func ExAcquireSpinLockShared(spinLock *EX_SPIN_LOCK) KIRQL { return PASSIVE_LEVEL }

// ExReleaseSpinLockShared gives the lock up and restores the IRQL.
// IRQL = DISPATCH_LEVEL. Page: wdm/nf-wdm-exreleasespinlockshared
func ExReleaseSpinLockShared(spinLock *EX_SPIN_LOCK, oldIrql KIRQL) {}

// ExAcquireSpinLockExclusiveAtDpcLevel takes the lock to write.
// IRQL >= DISPATCH_LEVEL. Page: wdm/nf-wdm-exacquirespinlockexclusiveatdpclevel
func ExAcquireSpinLockExclusiveAtDpcLevel(spinLock *EX_SPIN_LOCK) {}

// ExReleaseSpinLockExclusiveFromDpcLevel gives the lock up.
// IRQL >= DISPATCH_LEVEL. Page: wdm/nf-wdm-exreleasespinlockexclusivefromdpclevel
func ExReleaseSpinLockExclusiveFromDpcLevel(spinLock *EX_SPIN_LOCK) {}

// ExAcquireSpinLockSharedAtDpcLevel takes the lock to read.
// IRQL >= DISPATCH_LEVEL. Page: wdm/nf-wdm-exacquirespinlocksharedatdpclevel
func ExAcquireSpinLockSharedAtDpcLevel(spinLock *EX_SPIN_LOCK) {}

// ExReleaseSpinLockSharedFromDpcLevel gives the lock up.
// IRQL >= DISPATCH_LEVEL. Page: wdm/nf-wdm-exreleasespinlocksharedfromdpclevel
func ExReleaseSpinLockSharedFromDpcLevel(spinLock *EX_SPIN_LOCK) {}

// KINTERRUPT is an interrupt that a driver is connected to.
// Page: wdm/nf-wdm-keacquireinterruptspinlock
type KINTERRUPT struct{ _ uintptr }

// KeAcquireInterruptSpinLock raises to the IRQL of an interrupt and takes its
// lock.
// IRQL <= DIRQL. Page: wdm/nf-wdm-keacquireinterruptspinlock
func KeAcquireInterruptSpinLock(interrupt *KINTERRUPT) KIRQL { return PASSIVE_LEVEL }

// KeReleaseInterruptSpinLock gives the lock up and restores the IRQL.
// IRQL = DIRQL. Page: wdm/nf-wdm-kereleaseinterruptspinlock
func KeReleaseInterruptSpinLock(interrupt *KINTERRUPT, oldIrql KIRQL) {}
