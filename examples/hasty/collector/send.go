package collector

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

// senders are inside Send. A socket must not be closed while somebody is inside
// a call of its functions; what is merely pending does not matter.
var senders wdm.EX_RUNDOWN_REF

// record is one send and all that it needs. Its completion routine frees it.
type record struct {
	irp    *wdm.IRP
	write  *wdm.IRP // that asked for it
	buffer wsk.WSK_BUF
}

// Send begins to send what an application writes. STATUS_PENDING leaves the
// write to the completion routine.
func Send(write *wdm.IRP) wdm.NTSTATUS {
	if !wdm.ExAcquireRundownProtection(&senders) {
		return wdm.STATUS_DEVICE_NOT_CONNECTED
	}
	defer wdm.ExReleaseRundownProtection(&senders)
	if socket == nil {
		return wdm.STATUS_DEVICE_NOT_CONNECTED
	}

	r := &record{irp: wdm.IoAllocateIrp(1, false), write: write}
	if r.irp == nil {
		wdm.ExFreePool(r)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	stack := wdm.IoGetCurrentIrpStackLocation(write)
	r.buffer = wsk.WSK_BUF{Mdl: write.MdlAddress, Length: uintptr(stack.Parameters.Write.Length)}
	wdm.IoMarkIrpPending(write)
	wdm.IoSetCompletionRoutine(r.irp, sent, r, true, true, true)
	status := table.WskSend(socket, &r.buffer, 0, r.irp)
	if !wdm.NT_SUCCESS(status) {
		// WskSend completes its IRP when it fails, too: sent has completed the
		// write and freed all this. Return STATUS_PENDING as below.
		wdm.IoFreeIrp(r.irp) // want WSK010
		wdm.ExFreePool(r)
		return status
	}
	return wdm.STATUS_PENDING
}

// sent completes the write, which owns the pages that were sent, and frees the
// rest.
func sent(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	r := context.(*record)
	r.write.IoStatus = irp.IoStatus
	wdm.IoCompleteRequest(r.write, wdm.IO_NETWORK_INCREMENT)
	wdm.IoFreeIrp(irp)
	wdm.ExFreePool(r)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}
