// Package protocol_ok is a protocol driver that registers with its first binding and deregisters with its last.
package protocol_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	protocol     wdm.NDIS_HANDLE
	bindings     int32
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	characteristics := wdm.NDIS_PROTOCOL_DRIVER_CHARACTERISTICS{
		BindAdapterHandlerEx:   bind,
		UnbindAdapterHandlerEx: unbind,
	}
	return wdm.NdisRegisterProtocolDriver(nil, &characteristics, &protocol)
}

func start() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func bind(driverContext, bindContext wdm.NDIS_HANDLE, parameters any) wdm.NDIS_STATUS {
	if bindings == 0 {
		if status := start(); !wdm.NT_SUCCESS(status) {
			return status
		}
	}
	bindings++
	return wdm.STATUS_SUCCESS
}

func unbind(unbindContext, bindingContext wdm.NDIS_HANDLE) wdm.NDIS_STATUS {
	bindings--
	if bindings == 0 {
		wsk.WskDeregister(&registration)
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wdm.NdisDeregisterProtocolDriver(protocol)
}
