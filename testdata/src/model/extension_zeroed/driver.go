// Package extension_zeroed is the same, but clears the extension while the registration is in it.
package extension_zeroed

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	device       *wdm.DEVICE_OBJECT
)

// EXTENSION is zero when the device is made.
type EXTENSION struct {
	Registered   bool
	Registration wsk.WSK_REGISTRATION
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := wdm.IoCreateDevice(driver, uint32(unsafe.Sizeof(EXTENSION{})), nil, wdm.FILE_DEVICE_UNKNOWN, 0, false, &device)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	extension := (*EXTENSION)(wdm.Pointer(device.DeviceExtension))
	if extension.Registered {
		return wdm.STATUS_SUCCESS
	}
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status = wsk.WskRegister(&client, &extension.Registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.IoDeleteDevice(device)
		return status
	}
	extension.Registered = true
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	extension := (*EXTENSION)(wdm.Pointer(driver.DeviceObject.DeviceExtension))
	wdm.RtlZeroMemory(extension, unsafe.Sizeof(EXTENSION{})) // want WSK009
	if extension.Registered {
		wsk.WskDeregister(&extension.Registration)
	}
	wdm.IoDeleteDevice(driver.DeviceObject)
}
