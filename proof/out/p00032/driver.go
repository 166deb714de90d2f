// Package p00032 is a driver model.
package p00032

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

const REGISTERED = 0x1

type NET_CONTEXT struct {
	State        uint32
	ProviderNpi  wsk.WSK_PROVIDER_NPI
	Registration wsk.WSK_REGISTRATION
	Captured     bool
	Sock         *wsk.WSK_SOCKET
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Net *NET_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[14] = DeviceControl
	d.MajorFunction[3] = Read
	Net = &NET_CONTEXT{}
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &Net.Registration)
	if wdm.NT_SUCCESS(st) {
		Net.State |= REGISTERED
		st = AllocateBuffers()
		if st >= 0 {
			return wdm.STATUS_SUCCESS
		}
		wsk.WskDeregister(&Net.Registration)
		Net.State &^= REGISTERED
	} else {
		wdm.DbgPrint("reg failed\n")
	}
	return st
}

func AllocateBuffers() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return wdm.STATUS_SUCCESS
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	if Net.State&REGISTERED == 0 {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	if !Net.Captured {
		if st = wsk.WskCaptureProviderNPI(&Net.Registration, wsk.WSK_INFINITE_WAIT, &Net.ProviderNpi); st < 0 {
			return st
		}
		Net.Captured = true
	}
	for i := 0; i < 2; i++ {
		Net.ProviderNpi.Dispatch.WskControlClient(Net.ProviderNpi.Client, 1, nil, nil, nil)
	}
	if Net.Sock == nil {
		irp2 := wdm.IoAllocateIrp(1, false)
		st = Net.ProviderNpi.Dispatch.WskSocket(Net.ProviderNpi.Client, 2, 1, 6, 0, nil, nil, irp2)
		if st == wdm.STATUS_PENDING {
			wdm.KeWaitForSingleObject(irp2, nil)
			st = irp2.IoStatus.Status
		}
		if st >= 0 {
			Net.Sock = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp2.IoStatus.Information))
		}
		wdm.IoFreeIrp(irp2)
		if !wdm.NT_SUCCESS(st) {
			return wdm.STATUS_SUCCESS
		}
	}
	return wdm.STATUS_SUCCESS
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Net.Sock != nil {
		Net.Sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Net.Sock, nil)
		Net.Sock = nil
	}
	if Net.Captured {
		wsk.WskReleaseProviderNPI(&Net.Registration)
		Net.Captured = false
	}
	if Net.State&REGISTERED != 0 {
		wsk.WskDeregister(&Net.Registration)
		Net.State &^= REGISTERED
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Net.State&REGISTERED == 0 {
		return
	}
	if Net.Sock != nil {
		Net.Sock.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Net.Sock, nil)
		Net.Sock = nil
	}
	if Net.Captured {
		wsk.WskReleaseProviderNPI(&Net.Registration)
	}
	wsk.WskDeregister(&Net.Registration)
	Net.State &^= REGISTERED
}
