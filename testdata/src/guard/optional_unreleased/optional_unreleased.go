// Package optional_unreleased has a reference for itself and for each of 8 optional devices, and does not give back that of the fifth.
package optional_unreleased

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	device       *wdm.DEVICE_OBJECT
	references   int32
)

var one, two, three, four, five, six, seven, eight bool

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	references = 1
	one = attach()
	two = attach()
	three = attach()
	four = attach()
	five = attach()
	six = attach()
	seven = attach()
	eight = attach()
	return wdm.STATUS_SUCCESS
}

// attach finds a device that may be there or not.
func attach() bool {
	if !wdm.NT_SUCCESS(wdm.IoRegisterShutdownNotification(device)) {
		return false
	}
	references++
	return true
}

func detach() {
	references--
	if references == 0 {
		wsk.WskDeregister(&registration)
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	if one {
		detach()
	}
	if two {
		detach()
	}
	if three {
		detach()
	}
	if four {
		detach()
	}
	if six {
		detach()
	}
	if seven {
		detach()
	}
	if eight {
		detach()
	}
	detach()
} // want WSK001
