// Package exchange8_ok starts and stops by control requests: a byte that is exchanged lets one start pass until a stop has run.
package exchange8_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	active       uint8
)

const startClient = 0x12c804

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control
	driver.DriverUnload = unload
	return wdm.STATUS_SUCCESS
}

func start() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if wdm.IoGetCurrentIrpStackLocation(irp).IoControlCode != startClient {
		stop()
		return wdm.STATUS_SUCCESS
	}
	if wdm.InterlockedExchange8((*int8)(unsafe.Pointer(&active)), 1) != 0 {
		return wdm.STATUS_DEVICE_BUSY
	}
	status := start()
	if !wdm.NT_SUCCESS(status) {
		wdm.InterlockedExchange8((*int8)(unsafe.Pointer(&active)), 0)
	}
	return status
}

func stop() {
	if wdm.InterlockedExchange8((*int8)(unsafe.Pointer(&active)), 0) != 0 {
		wsk.WskDeregister(&registration)
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	stop()
}
