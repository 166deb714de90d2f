// Package portcls_restarted is the same, but registers each time when its device is started.
package portcls_restarted

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	registered   bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	status := wdm.PcInitializeAdapterDriver(driver, path, addDevice)
	driver.DriverUnload = unload
	return status
}

func start() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration) // want WSK008
	registered = registered || wdm.NT_SUCCESS(status)
	return status
}

func addDevice(driver *wdm.DRIVER_OBJECT, physical *wdm.DEVICE_OBJECT) wdm.NTSTATUS {
	return wdm.PcAddAdapterDevice(driver, physical, startDevice, 2, 0)
}

func startDevice(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, resources any) wdm.NTSTATUS {
	return start()
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if registered {
		wsk.WskDeregister(&registration)
	}
}
