// Package p00048 is a driver model.
package p00048

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var WskReg wsk.WSK_REGISTRATION
var Registered bool
var ProviderNpi wsk.WSK_PROVIDER_NPI
var CapStatus wdm.NTSTATUS
var Sock *wsk.WSK_SOCKET

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	d.MajorFunction[4] = Write
	d.MajorFunction[0] = Create
	CapStatus = wdm.STATUS_INVALID_DEVICE_STATE
	var status wdm.NTSTATUS
	status = BringUp()
	if status != wdm.STATUS_SUCCESS {
		goto fail0
	}
	return wdm.STATUS_SUCCESS
fail0:
	return status
}

func BringUp() wdm.NTSTATUS {
	if rc := wsk.WskRegister(&ClientNpi, &WskReg); !wdm.NT_SUCCESS(rc) {
		return rc
	}
	Registered = true
	return wdm.STATUS_SUCCESS
}

func BringDown() {
	if Registered {
		wsk.WskDeregister(&WskReg)
		Registered = false
	}
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if !wdm.NT_SUCCESS(CapStatus) {
		if rc := wsk.WskCaptureProviderNPI(&WskReg, wsk.WSK_INFINITE_WAIT, &ProviderNpi); rc < 0 {
			return rc
		}
		wdm.DbgPrint("trace\n")
		CapStatus = wdm.STATUS_SUCCESS
	}
	if nondet.Bool() {
		ProviderNpi.Dispatch.WskControlClient(ProviderNpi.Client, 1, nil, nil, nil)
		wdm.DbgPrint("step\n")
	}
	if Sock == nil {
		irp2 := wdm.IoAllocateIrp(1, false)
		st = ProviderNpi.Dispatch.WskSocket(ProviderNpi.Client, 2, 1, 6, 0, nil, nil, irp2)
		if st == wdm.STATUS_SUCCESS {
			Sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp2.IoStatus.Information))
		}
		if !wdm.NT_SUCCESS(st) {
			return st
		}
	}
	return wdm.STATUS_SUCCESS
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Sock != nil {
		Sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Sock, nil)
		Sock = nil
	}
	return handle(&WskReg)
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if wdm.NT_SUCCESS(CapStatus) {
		for i := 0; i < 3; i++ {
			ProviderNpi.Dispatch.WskControlClient(ProviderNpi.Client, 1, nil, nil, nil)
		}
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Sock != nil {
		Sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Sock, nil)
		Sock = nil
	}
	if wdm.NT_SUCCESS(CapStatus) {
		ProviderNpi.Dispatch.WskControlClient(ProviderNpi.Client, 1, nil, nil, nil)
		wsk.WskReleaseProviderNPI(&WskReg)
	}
	BringDown()
}

func handle(reg *wsk.WSK_REGISTRATION) wdm.NTSTATUS {
	if wdm.NT_SUCCESS(CapStatus) {
		wsk.WskReleaseProviderNPI(reg)
		CapStatus = wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	return wdm.STATUS_SUCCESS
}
