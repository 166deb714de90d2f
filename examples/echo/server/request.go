package server

import "github.com/wskvet/wskvet/wdm"

// request is an IRP that the worker waits for.
type request struct {
	irp  *wdm.IRP
	done wdm.KEVENT
}

func (r *request) allocate() bool {
	wdm.KeInitializeEvent(&r.done, wdm.SynchronizationEvent, false)
	r.irp = wdm.IoAllocateIrp(1, false)
	return r.irp != nil
}

// prepare makes the IRP ready for the next call. IoReuseIrp forgets the
// completion routine, so it is set each time.
func (r *request) prepare() {
	wdm.IoReuseIrp(r.irp, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(r.irp, requestDone, r, true, true, true)
}

// wait returns when the IRP is complete. That is awaited whatever the call
// returned: the completion routine runs in every case, and would leave the
// event signalled for the next request.
func (r *request) wait() wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, nil)
	return r.irp.IoStatus.Status
}

func (r *request) free() {
	if r.irp != nil {
		wdm.IoFreeIrp(r.irp)
		r.irp = nil
	}
}

func requestDone(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	r := context.(*request)
	wdm.KeSetEvent(&r.done, 0, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}
