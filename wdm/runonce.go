package wdm

import (
	"sync/atomic"
	"unsafe"
)

// RTL_RUN_ONCE guards a one-time initialization; its zero value is ready.
// Page: ntddk/nf-ntddk-rtlrunonceinitialize
type RTL_RUN_ONCE struct {
	// state points to a runOnce, or is nil before the first attempt. The
	// functions of sync/atomic, not its types, leave the structure free to be
	// copied before use, as in C.
	state unsafe.Pointer
}

// runOnce is an attempt to initialize or, once done, its outcome. Only its
// channel changes.
type runOnce struct {
	done    bool
	racing  bool          // any number of callers try, the first to complete wins
	settled chan struct{} // closed when the attempt has ended
	context any
}

// Flags of RtlRunOnceBeginInitialize and RtlRunOnceComplete.
// Page: ntddk/nf-ntddk-rtlrunoncebegininitialize
const (
	RTL_RUN_ONCE_CHECK_ONLY  uint32 = 0x1
	RTL_RUN_ONCE_ASYNC       uint32 = 0x2
	RTL_RUN_ONCE_INIT_FAILED uint32 = 0x4
)

// RTL_RUN_ONCE_INIT_FN initializes; zero says that it failed.
// IRQL <= APC_LEVEL. Page: ntddk/nc-ntddk-rtl_run_once_init_fn
type RTL_RUN_ONCE_INIT_FN = func(runOnce *RTL_RUN_ONCE, parameter any, context *any) uint32

// RtlRunOnceInitialize makes a structure ready, as the zero value is.
// IRQL <= APC_LEVEL. Page: ntddk/nf-ntddk-rtlrunonceinitialize
func RtlRunOnceInitialize(runOnce *RTL_RUN_ONCE) { atomic.StorePointer(&runOnce.state, nil) }

// RtlRunOnceExecuteOnce runs initFn unless it has succeeded before; callers
// wait for one another. After a failure the next caller tries again.
// IRQL <= APC_LEVEL. Page: ntddk/nf-ntddk-rtlrunonceexecuteonce
func RtlRunOnceExecuteOnce(runOnce *RTL_RUN_ONCE, initFn RTL_RUN_ONCE_INIT_FN, parameter any, context *any) NTSTATUS {
	status := RtlRunOnceBeginInitialize(runOnce, 0, context)
	if status != STATUS_PENDING {
		return status
	}
	var data any
	if initFn(runOnce, parameter, &data) == 0 {
		RtlRunOnceComplete(runOnce, RTL_RUN_ONCE_INIT_FAILED, nil)
		return STATUS_UNSUCCESSFUL
	}
	if context != nil {
		*context = data
	}
	return RtlRunOnceComplete(runOnce, 0, data)
}

// RtlRunOnceBeginInitialize returns STATUS_SUCCESS where all is done, else
// STATUS_PENDING: the caller initializes and calls RtlRunOnceComplete.
// IRQL <= APC_LEVEL. Page: ntddk/nf-ntddk-rtlrunoncebegininitialize
func RtlRunOnceBeginInitialize(runOnce *RTL_RUN_ONCE, flags uint32, context *any) NTSTATUS {
	switch flags {
	case 0:
		return runOnce.begin(false, context)
	case RTL_RUN_ONCE_ASYNC:
		return runOnce.begin(true, context)
	case RTL_RUN_ONCE_CHECK_ONLY:
		if now := runOnce.now(); now == nil || !now.done {
			return STATUS_UNSUCCESSFUL
		}
		return runOnce.begin(false, context)
	}
	return STATUS_INVALID_PARAMETER_2
}

// RtlRunOnceComplete ends what RtlRunOnceBeginInitialize began; with
// RTL_RUN_ONCE_ASYNC it fails where another caller came first.
// IRQL <= APC_LEVEL. Page: ntddk/nf-ntddk-rtlrunoncecomplete
func RtlRunOnceComplete(runOnce *RTL_RUN_ONCE, flags uint32, context any) NTSTATUS {
	switch flags {
	case 0:
		return runOnce.end(false, outcome(context))
	case RTL_RUN_ONCE_ASYNC:
		return runOnce.end(true, outcome(context))
	case RTL_RUN_ONCE_INIT_FAILED:
		return runOnce.end(false, nil)
	}
	return STATUS_INVALID_PARAMETER_2
}

func outcome(context any) *runOnce { return &runOnce{done: true, context: context} }

func (o *RTL_RUN_ONCE) now() *runOnce { return (*runOnce)(atomic.LoadPointer(&o.state)) }

func (o *RTL_RUN_ONCE) swap(old, next *runOnce) bool {
	return atomic.CompareAndSwapPointer(&o.state, unsafe.Pointer(old), unsafe.Pointer(next))
}

// begin starts an attempt, joins a race, or waits for another caller's attempt.
// The two kinds of attempt do not mix.
func (o *RTL_RUN_ONCE) begin(racing bool, context *any) NTSTATUS {
	for {
		now := o.now()
		switch {
		case now == nil:
			if o.swap(nil, &runOnce{racing: racing, settled: make(chan struct{})}) {
				return STATUS_PENDING
			}
		case now.done:
			if context != nil {
				*context = now.context
			}
			return STATUS_SUCCESS
		case now.racing != racing:
			return STATUS_INVALID_PARAMETER
		case racing:
			return STATUS_PENDING
		default:
			<-now.settled
		}
	}
}

// end replaces an attempt by what comes of it: an outcome, or nil to try again.
func (o *RTL_RUN_ONCE) end(racing bool, next *runOnce) NTSTATUS {
	now := o.now()
	if now == nil || now.done || now.racing != racing || !o.swap(now, next) {
		return STATUS_UNSUCCESSFUL
	}
	close(now.settled)
	return STATUS_SUCCESS
}
