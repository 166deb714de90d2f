package collector

import "github.com/wskvet/wskvet/wdm"

// request is an IRP that somebody waits for.
type request struct {
	irp  *wdm.IRP
	done wdm.KEVENT
}

func (r *request) allocate() bool {
	r.irp = wdm.IoAllocateIrp(1, false)
	return r.irp != nil
}

func (r *request) free() {
	if r.irp != nil {
		wdm.IoFreeIrp(r.irp)
		r.irp = nil
	}
}

// prepare makes the IRP ready for the next call. IoReuseIrp forgets the
// completion routine; the event may still be set if nobody has waited for it.
func (r *request) prepare() {
	wdm.KeInitializeEvent(&r.done, wdm.NotificationEvent, false)
	wdm.IoReuseIrp(r.irp, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(r.irp, completed, r, true, true, true)
}

// wait returns when the IRP is complete, whatever the call has returned.
func (r *request) wait() wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(&r.done, wdm.Executive, wdm.KernelMode, false, nil)
	return r.irp.IoStatus.Status
}

// completed stops the completion: the IRP is the driver's own.
func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(&context.(*request).done, wdm.IO_NETWORK_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}
