// Package p00063 is a driver model.
package p00063

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

type DRIVER_CONTEXT struct {
	RegDone  bool
	Provider wsk.WSK_PROVIDER_NPI
	WskReg   wsk.WSK_REGISTRATION
	Socket   *wsk.WSK_SOCKET
	Enable   bool
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Driver DRIVER_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[2] = Close
	d.MajorFunction[4] = Write
	return Driver.InitNetwork()
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if !Driver.RegDone {
		return wdm.STATUS_UNSUCCESSFUL
	}
	if Driver.Provider.Dispatch == nil {
		if rc := wsk.WskCaptureProviderNPI(&Driver.WskReg, wsk.WSK_INFINITE_WAIT, &Driver.Provider); !wdm.NT_SUCCESS(rc) {
			return rc
		}
	}
	for i := 0; i < 3; i++ {
		wdm.DbgPrint("enter\n")
		Driver.Provider.Dispatch.WskGetAddressInfo(Driver.Provider.Client, nil, nil, nil, nil)
	}
	if Driver.Socket == nil {
		irp2 := wdm.IoAllocateIrp(1, false)
		st = Driver.Provider.Dispatch.WskSocket(Driver.Provider.Client, 2, 1, 6, 0, nil, nil, irp2)
		if st == wdm.STATUS_PENDING {
			wdm.KeWaitForSingleObject(irp2, nil)
			st = irp2.IoStatus.Status
			wdm.DbgPrint("checkpoint\n")
		}
		if wdm.NT_SUCCESS(st) {
			Driver.Socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp2.IoStatus.Information))
		}
		if st != wdm.STATUS_SUCCESS {
			return st
		}
	}
	return wdm.STATUS_SUCCESS
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	Driver.Socket = nil
	if Driver.Socket != nil {
		Driver.Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Driver.Socket, nil)
	}
	return wdm.STATUS_SUCCESS
}

func (n *DRIVER_CONTEXT) InitNetwork() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	n.Enable = nondet.Bool()
	st = wdm.STATUS_SUCCESS
	if n.Enable {
		st = wsk.WskRegister(&ClientNpi, &n.WskReg)
		if wdm.NT_SUCCESS(st) {
			n.RegDone = true
		}
	}
	if !wdm.NT_SUCCESS(st) {
		goto cleanup
	}
	return wdm.STATUS_SUCCESS
cleanup:
	if n.Enable {
		if n.RegDone {
			wsk.WskDeregister(&n.WskReg)
			n.RegDone = false
		}
	}
	return st
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Driver.Socket != nil {
		Driver.Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Driver.Socket, nil)
		Driver.Socket = nil
	}
	if Driver.Provider.Dispatch != nil {
		wsk.WskReleaseProviderNPI(&Driver.WskReg)
	}
	if Driver.Enable {
		if Driver.RegDone {
			wsk.WskDeregister(&Driver.WskReg)
			Driver.RegDone = false
		}
	}
	wdm.DbgPrint("step\n")
}
