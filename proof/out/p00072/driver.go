// Package p00072 is a driver model.
package p00072

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var RegStatusA wdm.NTSTATUS
var CapStatusA wdm.NTSTATUS
var RegStatusB wdm.NTSTATUS
var NpiA wsk.WSK_PROVIDER_NPI
var SocketA *wsk.WSK_SOCKET
var WskRegA wsk.WSK_REGISTRATION
var WskRegB wsk.WSK_REGISTRATION
var NpiB wsk.WSK_PROVIDER_NPI
var CapturedB bool

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	RegStatusA = wdm.STATUS_DEVICE_NOT_READY
	CapStatusA = wdm.STATUS_UNSUCCESSFUL
	RegStatusB = wdm.STATUS_DEVICE_NOT_READY
	var st wdm.NTSTATUS
	var step int
	st = wsk.WskRegister(&ClientNpi, &WskRegA)
	if wdm.NT_SUCCESS(st) {
		RegStatusA = wdm.STATUS_SUCCESS
		st = wsk.WskCaptureProviderNPI(&WskRegA, wsk.WSK_INFINITE_WAIT, &NpiA)
		if wdm.NT_SUCCESS(st) {
			CapStatusA = wdm.STATUS_SUCCESS
			irp := wdm.IoAllocateIrp(1, false)
			st = NpiA.Dispatch.WskSocket(NpiA.Client, 2, 1, 6, 0, nil, nil, irp)
			if wdm.NT_SUCCESS(st) {
				SocketA = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
			}
			wdm.IoFreeIrp(irp)
		} else {
			wdm.DbgPrint("cap not available\n")
		}
	}
	step = 1
	st = wsk.WskRegister(&ClientNpi, &WskRegB)
	if wdm.NT_SUCCESS(st) {
		RegStatusB = wdm.STATUS_SUCCESS
		step = 2
		st = wsk.WskCaptureProviderNPI(&WskRegB, wsk.WSK_INFINITE_WAIT, &NpiB)
		if st == wdm.STATUS_SUCCESS {
			CapturedB = true
			step = 3
		}
	}
	if wdm.NT_SUCCESS(st) {
		return wdm.STATUS_SUCCESS
	}
	switch step {
	case 3:
		wsk.WskReleaseProviderNPI(&WskRegB)
		fallthrough
	case 2:
		wsk.WskDeregister(&WskRegB)
		fallthrough
	case 1:
		if SocketA != nil {
			SocketA.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(SocketA, nil)
			SocketA = nil
		}
		if wdm.NT_SUCCESS(CapStatusA) {
			wsk.WskReleaseProviderNPI(&WskRegA)
			CapStatusA = wdm.STATUS_DEVICE_NOT_READY
		}
		if wdm.NT_SUCCESS(RegStatusA) {
			wsk.WskDeregister(&WskRegA)
			RegStatusA = wdm.STATUS_DEVICE_NOT_READY
		}
	}
	return st
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if nondet.Bool() {
		NpiB.Dispatch.WskControlClient(NpiB.Client, 1, nil, nil, nil)
	}
	if CapturedB {
		advance(&WskRegB)
	}
	settle()
	if wdm.NT_SUCCESS(RegStatusA) {
		wsk.WskDeregister(&WskRegA)
		RegStatusA = wdm.STATUS_UNSUCCESSFUL
	}
}

func advance(reg *wsk.WSK_REGISTRATION) {
	wsk.WskReleaseProviderNPI(reg)
}

func doPart(reg *wsk.WSK_REGISTRATION) {
	wsk.WskDeregister(reg)
}

func settle() {
	if wdm.NT_SUCCESS(RegStatusB) {
		doPart(&WskRegB)
	}
	if SocketA != nil {
		SocketA.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(SocketA, nil)
		SocketA = nil
	}
	if wdm.NT_SUCCESS(CapStatusA) {
		wsk.WskReleaseProviderNPI(&WskRegA)
		CapStatusA = wdm.STATUS_UNSUCCESSFUL
	}
}
