// Package steps_kept has a thread that polls, and that registers once it has seen four requests.
package steps_kept

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
)

var (
	thread   any
	stopping bool
	stage    int32
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = ctl
	var handle wdm.HANDLE
	status := wdm.PsCreateSystemThread(&handle, 0, nil, nil, nil, serve, nil)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	wdm.ObReferenceObjectByHandle(handle, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, &thread, nil)
	wdm.ZwClose(handle)
	return wdm.STATUS_SUCCESS
}

func ctl(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if stage < 4 {
		stage++
	}
	irp.IoStatus.Status = wdm.STATUS_SUCCESS
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

func serve(context any) {
	seen := int32(0)
	live := false
	interval := wdm.LARGE_INTEGER{QuadPart: -10000}
	for !stopping {
		wdm.KeDelayExecutionThread(wdm.KernelMode, false, &interval)
		if stage > seen {
			seen++
			if seen == 4 && !live {
				live = wdm.NT_SUCCESS(wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration))
			}
		}
	}
	wdm.PsTerminateSystemThread(wdm.STATUS_SUCCESS)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	stopping = true
	wdm.KeWaitForSingleObject(thread, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.ObDereferenceObject(thread)
} // want WSK001
