// Package handleuse_opened opens the handle whether or not the provider is there:
// control requests use it all the same.
package handleuse_opened

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	owned        int32
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_CREATE] = create
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	driver.MajorFunction[wdm.IRP_MJ_CLOSE] = closed
	return wdm.STATUS_SUCCESS
}

func create(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if wdm.InterlockedCompareExchange(&owned, 1, 0) != 0 {
		return complete(irp, wdm.STATUS_DEVICE_BUSY)
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.InterlockedExchange(&owned, 0)
		return complete(irp, status)
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wdm.DbgPrint("no provider yet: %x", status)
	}
	return complete(irp, wdm.STATUS_SUCCESS)
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	status := provider.Dispatch.WskControlClient(provider.Client, wsk.WSK_TRANSPORT_LIST_QUERY, 0, nil, 0, nil, nil, nil) // want WSK007
	return complete(irp, status)
}

func closed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if provider.Client != nil {
		wsk.WskReleaseProviderNPI(&registration)
		provider = wsk.WSK_PROVIDER_NPI{}
	}
	wsk.WskDeregister(&registration)
	wdm.InterlockedExchange(&owned, 0)
	return complete(irp, wdm.STATUS_SUCCESS)
}

func complete(irp *wdm.IRP, status wdm.NTSTATUS) wdm.NTSTATUS {
	irp.IoStatus.Status = status
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {}
