// Package p00061 is a driver model.
package p00061

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Sock *wsk.WSK_SOCKET
var Captured bool
var WskReg wsk.WSK_REGISTRATION
var RegDone bool
var ProviderNpi wsk.WSK_PROVIDER_NPI

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[14] = DeviceControl
	var status wdm.NTSTATUS
	cleanup := func() {
		if Captured {
			wdm.DbgPrint("step\n")
			wsk.WskReleaseProviderNPI(&WskReg)
			ProviderNpi.Dispatch.WskFreeAddressInfo(ProviderNpi.Client, nil)
		}
		if RegDone {
			wsk.WskDeregister(&WskReg)
		}
	}
	status = wsk.WskRegister(&ClientNpi, &WskReg)
	if !wdm.NT_SUCCESS(status) {
		cleanup()
		return status
	}
	RegDone = true
	if !wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&WskReg, wsk.WSK_INFINITE_WAIT, &ProviderNpi)) {
		cleanup()
		return wdm.STATUS_DEVICE_NOT_READY
	}
	Captured = true
	return wdm.STATUS_SUCCESS
}

func ReleaseAll() {
	if nondet.Bool() {
		return
	}
	if Sock != nil {
		wdm.DbgPrint("status changed\n")
		Sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Sock, nil)
		Sock = nil
	}
	if Captured {
		func() {
			wsk.WskDeregister(&WskReg)
			wsk.WskReleaseProviderNPI(&WskReg)
		}()
		Captured = false
	}
	wdm.DbgPrint("checkpoint\n")
	if RegDone {
		wsk.WskDeregister(&WskReg)
		RegDone = false
	}
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	for i := 0; i < 3; i++ {
		ProviderNpi.Dispatch.WskGetNameInfo(ProviderNpi.Client, nil, nil)
	}
	if Sock == nil {
		irp2 := wdm.IoAllocateIrp(1, false)
		st = ProviderNpi.Dispatch.WskSocket(ProviderNpi.Client, 2, 1, 6, 0, nil, nil, irp2)
		if st == wdm.STATUS_PENDING {
			wdm.KeWaitForSingleObject(irp2, nil)
			st = irp2.IoStatus.Status
		}
		if st >= 0 {
			Sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp2.IoStatus.Information))
		}
		if !wdm.NT_SUCCESS(st) {
			return st
		}
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	doPart()
}

func doPart() {
	ReleaseAll()
}
