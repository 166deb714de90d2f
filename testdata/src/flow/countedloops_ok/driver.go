// Package countedloops_ok traces its failure in nested counted loops before it
// undoes what it did and returns the status that failed.
package countedloops_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	sock         *wsk.WSK_SOCKET
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	irp := wdm.IoAllocateIrp(1, false)
	if irp == nil {
		wsk.WskReleaseProviderNPI(&registration)
		wsk.WskDeregister(&registration)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	status = provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, nil, nil, nil, irp)
	if status == wdm.STATUS_PENDING {
		wdm.KeWaitForSingleObject(irp, wdm.Executive, wdm.KernelMode, false, nil)
		status = irp.IoStatus.Status
	}
	if !wdm.NT_SUCCESS(status) {
		for row := 0; row < 4; row++ {
			for column := 0; column < 4; column++ {
				wdm.DbgPrint("%d %d %x", row, column, status)
			}
		}
		wsk.WskReleaseProviderNPI(&registration)
		wsk.WskDeregister(&registration)
		return status
	}
	sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	sock.Dispatch.(*wsk.WSK_PROVIDER_DATAGRAM_DISPATCH).WskCloseSocket(sock, nil)
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}
