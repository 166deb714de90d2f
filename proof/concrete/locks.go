package concrete

// level is the IRQL that a thread runs at.
func (r *run) level(t *thread) int {
	if t.vague {
		t.vague = false
		t.irql = []int{dispatch, passive, apc}[r.choose(3)]
	}
	return t.irql
}

// set moves a thread to an IRQL.
func (t *thread) set(irql int) { t.irql, t.vague = irql, false }

// A keeper is where the IRQL at which a lock was acquired is kept until it is released.
type keeper uint8

const (
	inVariable keeper = iota // of the driver's, which hands it back
	inResult                 // the driver hands that back
	inHandle                 // the second argument, alone handed over to release it
	inState                  // the second argument, handed over behind the lock
	inLock
)

// hold makes a thread the holder of a lock that only one may hold; it is false where
// that has to wait, for ever if the thread holds it already.
func (r *run) hold(c *call, l *node) bool {
	if r.holders[l] == nil {
		r.holders[l] = c.t
		return true
	}
	return c.waits(func() bool { return r.holders[l] == nil })
}

// acquire takes a lock, and raises to an IRQL.
func acquire(irql int, k keeper, shared bool) handler {
	return func(r *run, c *call) bool {
		l := c.object(0)
		if l == nil {
			r.crash()
		}
		if !shared && !r.hold(c, l) {
			return false
		}
		old := r.level(c.t)
		c.t.set(max(irql, old))
		return c.done(r.keep(c, k, l, old))
	}
}

// keep puts the old IRQL where k says, and is the result of the function.
func (r *run) keep(c *call, k keeper, l *node, old int) value {
	switch k {
	case inResult:
		return int64(old)
	case inLock:
		r.old[l] = old
		return nil
	}
	n := c.object(1)
	if n == nil {
		r.crash()
	}
	if k == inVariable {
		n.v = int64(old)
		return nil
	}
	r.old[n], r.locks[n] = old, l
	return nil
}

// unlock gives a lock up, and restores the IRQL.
func unlock(k keeper) handler {
	return func(r *run, c *call) bool {
		l, old := c.object(0), passive
		switch k {
		case inLock:
			old = r.old[l]
		case inState:
			old = r.old[c.object(1)]
		case inHandle:
			l, old = r.locks[l], r.old[l]
		default:
			if n, ok := c.arg(1).(int64); ok {
				old = int(n)
			}
		}
		delete(r.holders, l)
		c.t.set(old)
		return c.done(nil)
	}
}

// held takes or gives up a lock at the IRQL at which the caller is.
func held(release bool) handler {
	return func(r *run, c *call) bool {
		l := c.object(0)
		if release {
			delete(r.holders, l)
			return c.done(nil)
		}
		return r.hold(c, l) && c.done(nil)
	}
}

// tryFastLock takes a mutex, unless another has it.
func tryFastLock(r *run, c *call) bool {
	l := c.object(0)
	if r.holders[l] != nil || r.choose(2) == 1 {
		return c.done(false)
	}
	r.holders[l], r.old[l] = c.t, r.level(c.t)
	c.t.set(apc)
	return c.done(true)
}

func raise(r *run, c *call) bool {
	if old, ok := c.arg(1).(*node); ok && old != nil {
		old.v = int64(r.level(c.t))
	}
	c.t.set(int(r.number(c.arg(0))))
	return c.done(nil)
}

func lower(r *run, c *call) bool {
	c.t.set(int(r.number(c.arg(0))))
	return c.done(nil)
}

// raised raises to an IRQL and returns the old one.
func raised(irql int) handler {
	return func(r *run, c *call) bool {
		old := int64(r.level(c.t))
		c.t.set(irql)
		return c.done(old)
	}
}

func currentIrql(r *run, c *call) bool { return c.done(int64(r.level(c.t))) }

// lockInterfaces are the functions that raise and lower the IRQL, and take locks.
var lockInterfaces = map[string]handler{
	"KeRaiseIrql": raise, "KeLowerIrql": lower, "KeRaiseIrqlToDpcLevel": raised(dispatch), "KeGetCurrentIrql": currentIrql,

	"KeAcquireSpinLock": acquire(dispatch, inVariable, false), "KeReleaseSpinLock": unlock(inVariable),
	"KeAcquireSpinLockRaiseToDpc": acquire(dispatch, inResult, false),
	"KeAcquireSpinLockAtDpcLevel": held(false), "KeReleaseSpinLockFromDpcLevel": held(true),
	"KeAcquireInStackQueuedSpinLock": acquire(dispatch, inHandle, false), "KeReleaseInStackQueuedSpinLock": unlock(inHandle),
	"ExAcquireSpinLockExclusive": acquire(dispatch, inResult, false), "ExReleaseSpinLockExclusive": unlock(inResult),
	"ExAcquireSpinLockShared": acquire(dispatch, inResult, true), "ExReleaseSpinLockShared": unlock(inResult),
	"ExAcquireSpinLockSharedAtDpcLevel": nothing, "ExReleaseSpinLockSharedFromDpcLevel": nothing,
	"KeAcquireInterruptSpinLock": raised(dirql), "KeReleaseInterruptSpinLock": unlock(inResult),

	"ExAcquireFastMutex": acquire(apc, inLock, false), "ExReleaseFastMutex": unlock(inLock), "ExTryToAcquireFastMutex": tryFastLock,
	"KeAcquireGuardedMutex": acquire(apc, inLock, false), "KeReleaseGuardedMutex": unlock(inLock),
	"KeTryToAcquireGuardedMutex": tryFastLock,

	"WdfSpinLockAcquire": acquire(dispatch, inLock, false), "WdfSpinLockRelease": unlock(inLock),
	"NdisAcquireSpinLock": acquire(dispatch, inLock, false), "NdisReleaseSpinLock": unlock(inLock),
	"NdisDprAcquireSpinLock": held(false), "NdisDprReleaseSpinLock": held(true),
	"NdisAllocateRWLock": allocate, "NdisReleaseRWLock": unlock(inState),
	"NdisAcquireRWLockRead": acquire(dispatch, inState, true), "NdisAcquireRWLockWrite": acquire(dispatch, inState, false),
}
