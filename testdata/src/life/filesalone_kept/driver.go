// Package filesalone_kept releases nothing as a handle is closed.
package filesalone_kept

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
)

// handle is what belongs to one open file.
type handle struct {
	provider wsk.WSK_PROVIDER_NPI
	captured bool
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_CREATE] = create
	driver.MajorFunction[wdm.IRP_MJ_CLEANUP] = cleanup
	return wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
}

func create(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	h := &handle{}
	h.captured = wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&registration, wsk.WSK_NO_WAIT, &h.provider))
	wdm.IoGetCurrentIrpStackLocation(irp).FileObject.FsContext = h
	return complete(irp)
}

func cleanup(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	h := wdm.IoGetCurrentIrpStackLocation(irp).FileObject.FsContext.(*handle)
	if h.captured {
		h.captured = false
	}
	return complete(irp)
}

func complete(irp *wdm.IRP) wdm.NTSTATUS {
	irp.IoStatus.Status = wdm.STATUS_SUCCESS
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration) // want WSK003
}
