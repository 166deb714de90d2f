// Package p00026 is a driver model.
package p00026

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

type WSK_CONTEXT struct {
	ProviderNpi wsk.WSK_PROVIDER_NPI
	Socket      *wsk.WSK_SOCKET
	CapInit     int32
	WskReg      wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Net *WSK_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[4] = Write
	d.MajorFunction[0] = Create
	Net = &WSK_CONTEXT{}
	var status wdm.NTSTATUS
	var haveReg bool
	cleanup := func() {
		if Net.CapInit != 0 {
			wsk.WskReleaseProviderNPI(&Net.WskReg)
		}
		if haveReg {
			wsk.WskDeregister(&Net.WskReg)
		}
	}
	if rc := wsk.WskRegister(&ClientNpi, &Net.WskReg); !wdm.NT_SUCCESS(rc) {
		cleanup()
		return rc
	}
	haveReg = true
	status = wsk.WskCaptureProviderNPI(&Net.WskReg, wsk.WSK_INFINITE_WAIT, &Net.ProviderNpi)
	if status != wdm.STATUS_SUCCESS {
		cleanup()
		return status
	}
	wdm.InterlockedExchange(&Net.CapInit, 1)
	return wdm.STATUS_SUCCESS
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if nondet.Bool() {
		Net.ProviderNpi.Dispatch.WskGetNameInfo(Net.ProviderNpi.Client, nil, nil)
	}
	if Net.Socket == nil {
		irp2 := wdm.IoAllocateIrp(1, false)
		st = Net.ProviderNpi.Dispatch.WskSocket(Net.ProviderNpi.Client, 2, 1, 6, 0, nil, nil, irp2)
		if st == wdm.STATUS_PENDING {
			wdm.KeWaitForSingleObject(irp2, nil)
			st = irp2.IoStatus.Status
		}
		if wdm.NT_SUCCESS(st) {
			Net.Socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp2.IoStatus.Information))
		}
		if !wdm.NT_SUCCESS(st) {
			return st
		}
	}
	return wdm.STATUS_SUCCESS
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	func() {
		if Net.Socket != nil {
			Net.Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Net.Socket, nil)
			Net.Socket = nil
		}
	}()
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Net.Socket != nil {
		Net.Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Net.Socket, nil)
		Net.Socket = nil
	}
	if wdm.InterlockedExchange(&Net.CapInit, 0) == 1 {
		wsk.WskReleaseProviderNPI(&Net.WskReg)
	}
	wsk.WskDeregister(&Net.WskReg)
}
