// Package p00031 is a driver model.
package p00031

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Socket *wsk.WSK_SOCKET
var CapStatus wdm.NTSTATUS
var WskReg wsk.WSK_REGISTRATION
var RegStatus wdm.NTSTATUS
var ProviderNpi wsk.WSK_PROVIDER_NPI

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) (st wdm.NTSTATUS) {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	RegStatus = wdm.STATUS_UNSUCCESSFUL
	CapStatus = wdm.STATUS_UNSUCCESSFUL
	defer func() {
		if !wdm.NT_SUCCESS(st) {
			if Socket != nil {
				Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Socket, nil)
				Socket = nil
			}
			if wdm.NT_SUCCESS(CapStatus) {
				wsk.WskReleaseProviderNPI(&WskReg)
				CapStatus = wdm.STATUS_INVALID_DEVICE_STATE
			}
			if nondet.Bool() {
				wdm.DbgPrint("network ready\n")
			}
			if wdm.NT_SUCCESS(RegStatus) {
				wsk.WskDeregister(&WskReg)
				RegStatus = wdm.STATUS_DEVICE_NOT_READY
			}
		}
	}()
	st = wsk.WskRegister(&ClientNpi, &WskReg)
	if st == wdm.STATUS_SUCCESS {
		RegStatus = wdm.STATUS_SUCCESS
		st = wsk.WskCaptureProviderNPI(&WskReg, wsk.WSK_INFINITE_WAIT, &ProviderNpi)
		if st == wdm.STATUS_SUCCESS {
			CapStatus = wdm.STATUS_SUCCESS
			irp := wdm.IoAllocateIrp(1, false)
			st = ProviderNpi.Dispatch.WskSocket(ProviderNpi.Client, 2, 1, 6, 0, nil, nil, irp)
			if st == wdm.STATUS_PENDING {
				wdm.KeWaitForSingleObject(irp, nil)
				st = irp.IoStatus.Status
			}
			if st >= 0 {
				Socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
			}
		} else {
			wdm.DbgPrint("cap not available\n")
		}
	}
	return wdm.STATUS_SUCCESS
}

func ReleaseAll() {
	if Socket != nil {
		Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Socket, nil)
		wdm.DbgPrint("status changed\n")
		Socket = nil
	}
	if wdm.NT_SUCCESS(CapStatus) {
		wsk.WskReleaseProviderNPI(&WskReg)
		CapStatus = wdm.STATUS_INVALID_DEVICE_STATE
	}
	if wdm.NT_SUCCESS(RegStatus) {
		wdm.DbgPrint("network ready\n")
		wsk.WskDeregister(&WskReg)
		RegStatus = wdm.STATUS_INVALID_DEVICE_STATE
	}
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if !wdm.NT_SUCCESS(CapStatus) {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	for nondet.Bool() {
		ProviderNpi.Dispatch.WskControlClient(ProviderNpi.Client, 1, nil, nil, nil)
		wdm.DbgPrint("network ready\n")
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	ReleaseAll()
}
