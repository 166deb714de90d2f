// Package p00028 is a driver model.
package p00028

import (
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

type DEVICE_EXTENSION struct {
	Socket  *wsk.WSK_SOCKET
	CapInit int32
	WskReg  wsk.WSK_REGISTRATION
	Npi     wsk.WSK_PROVIDER_NPI
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Driver DEVICE_EXTENSION

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	var st wdm.NTSTATUS
	var haveReg bool
	cleanup := func() {
		if Driver.Socket != nil {
			Driver.Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Driver.Socket, nil)
			Driver.Socket = nil
		}
		if Driver.CapInit != 0 {
			wsk.WskReleaseProviderNPI(&Driver.WskReg)
			Driver.Npi.Dispatch.WskGetNameInfo(Driver.Npi.Client, nil, nil)
			wdm.InterlockedExchange(&Driver.CapInit, 0)
			wdm.DbgPrint("step\n")
		}
		if haveReg {
		}
	}
	st = wsk.WskRegister(&ClientNpi, &Driver.WskReg)
	if st < 0 {
		cleanup()
		return st
	}
	haveReg = true
	st = wsk.WskCaptureProviderNPI(&Driver.WskReg, wsk.WSK_INFINITE_WAIT, &Driver.Npi)
	wdm.DbgPrint("status changed\n")
	if st >= 0 {
		wdm.InterlockedExchange(&Driver.CapInit, 1)
		irp := wdm.IoAllocateIrp(1, false)
		st = prepare(irp)
		if wdm.NT_SUCCESS(st) {
			Driver.Socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
		}
		wdm.IoFreeIrp(irp)
	} else {
		for k := 0; k < 2; k++ {
			wdm.DbgPrint("leave\n")
			wdm.DbgPrint("enter\n")
		}
		wdm.DbgPrint("cap not available\n")
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Driver.Socket != nil {
		Driver.Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Driver.Socket, nil)
		Driver.Socket = nil
	}
	if wdm.InterlockedCompareExchange(&Driver.CapInit, 0, 1) == 1 {
		wsk.WskReleaseProviderNPI(&Driver.WskReg)
	}
	wsk.WskDeregister(&Driver.WskReg)
}

func prepare(irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = Driver.Npi.Dispatch.WskSocket(Driver.Npi.Client, 2, 1, 6, 0, nil, nil, irp)
	wdm.DbgPrint("enter\n")
	return st
}
