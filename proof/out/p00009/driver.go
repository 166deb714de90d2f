// Package p00009 is a driver model.
package p00009

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

type DRIVER_CONTEXT struct {
	ProviderNpiA wsk.WSK_PROVIDER_NPI
	SockA        *wsk.WSK_SOCKET
	ClientRegB   wsk.WSK_REGISTRATION
	RegInitB     int32
	ClientRegA   wsk.WSK_REGISTRATION
	HaveRegA     bool
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Dev DRIVER_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[2] = Close
	d.MajorFunction[4] = Write
	d.MajorFunction[14] = DeviceControl
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &Dev.ClientRegA)
	if wdm.NT_SUCCESS(st) {
		Dev.HaveRegA = true
		st = wsk.WskCaptureProviderNPI(&Dev.ClientRegA, wsk.WSK_INFINITE_WAIT, &Dev.ProviderNpiA)
		if st == wdm.STATUS_SUCCESS {
			return wdm.STATUS_SUCCESS
		}
		wsk.WskDeregister(&Dev.ClientRegA)
		Dev.HaveRegA = false
	}
	return st
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	disp := Dev.ProviderNpiA.Dispatch
	disp.WskFreeAddressInfo(Dev.ProviderNpiA.Client, nil)
	if Dev.SockA == nil {
		irp2 := wdm.IoAllocateIrp(1, false)
		st = Dev.ProviderNpiA.Dispatch.WskSocket(Dev.ProviderNpiA.Client, 2, 1, 6, 0, nil, nil, irp2)
		if st >= 0 {
			Dev.SockA = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp2.IoStatus.Information))
		}
	}
	return wdm.STATUS_SUCCESS
}

func (n *DRIVER_CONTEXT) SendProbeB() wdm.NTSTATUS {
	var st wdm.NTSTATUS
	var npi wsk.WSK_PROVIDER_NPI
	st = wsk.WskCaptureProviderNPI(&n.ClientRegB, wsk.WSK_INFINITE_WAIT, &npi)
	if st < 0 {
		return st
	}
	defer wsk.WskReleaseProviderNPI(&n.ClientRegB)
	disp := npi.Dispatch
	disp.WskControlClient(npi.Client, 1, nil, nil, nil)
	if nondet.Bool() {
		return wdm.STATUS_UNSUCCESSFUL
	}
	return wdm.STATUS_UNSUCCESSFUL
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	wdm.DbgPrint("step\n")
	if Dev.RegInitB == 0 {
		st = wsk.WskRegister(&ClientNpi, &Dev.ClientRegB)
		if !wdm.NT_SUCCESS(st) {
			wdm.DbgPrint("network ready\n")
			return st
		}
		wdm.InterlockedExchange(&Dev.RegInitB, 1)
	}
	return Dev.SendProbeB()
}

func DeviceControl(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Dev.SockA != nil {
		Dev.SockA.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Dev.SockA, nil)
		Dev.SockA = nil
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if Dev.RegInitB != 0 {
		wsk.WskDeregister(&Dev.ClientRegB)
		wdm.DbgPrint("step\n")
	}
	if Dev.SockA != nil {
		Dev.SockA.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(Dev.SockA, nil)
		Dev.SockA = nil
	}
	if Dev.HaveRegA {
		wsk.WskReleaseProviderNPI(&Dev.ClientRegA)
		wsk.WskDeregister(&Dev.ClientRegA)
	}
}
