package sock

import "github.com/wskvet/wskvet/wdm"

// request is an IRP, and the event that says that it is complete. It may live
// on the stack of its user, who waits for it in any case.
type request struct {
	irp  *wdm.IRP
	done wdm.KEVENT
}

func (r *request) allocate() wdm.NTSTATUS {
	wdm.KeInitializeEvent(&r.done, wdm.SynchronizationEvent, false)
	r.irp = wdm.IoAllocateIrp(1, false)
	if r.irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	return wdm.STATUS_SUCCESS
}

func (r *request) free() {
	wdm.IoFreeIrp(r.irp)
	r.irp = nil
}

// prepare makes the request ready for a call. Each call needs it: the IRP loses
// its completion routine when it is made ready again.
func (r *request) prepare() {
	wdm.IoReuseIrp(r.irp, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(r.irp, completed, &r.done, true, true, true)
}

// wait returns the result of the call. The routine runs whether the call
// pended, succeeded or failed, so the event is always there to be consumed.
func (r *request) wait() wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, nil)
	return r.irp.IoStatus.Status
}

// waitFor cancels the call when its time is up. The IRP is the provider's until
// it is complete, so that is awaited even then. The call may still have
// succeeded: the status says which.
func (r *request) waitFor(timeout int64) wdm.NTSTATUS {
	status := wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, &wdm.LARGE_INTEGER{QuadPart: timeout})
	if status == wdm.STATUS_TIMEOUT {
		wdm.IoCancelIrp(r.irp)
		wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, nil)
	}
	return r.irp.IoStatus.Status
}

// completed leaves the IRP to its owner, who waits.
func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), 0, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}
