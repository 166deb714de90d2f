// Package p00030 is a driver model.
package p00030

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

type DEVICE_EXTENSION struct {
	ClientRegB wsk.WSK_REGISTRATION
	ProviderB  wsk.WSK_PROVIDER_NPI
	ProviderA  wsk.WSK_PROVIDER_NPI
	SockA      *wsk.WSK_SOCKET
	RegStatusA wdm.NTSTATUS
	ClientRegA wsk.WSK_REGISTRATION
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var DeviceObject *wdm.DEVICE_OBJECT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[4] = Write
	if !wdm.NT_SUCCESS(wdm.IoCreateDevice(d, &DeviceObject)) {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	ext := &DEVICE_EXTENSION{}
	DeviceObject.DeviceExtension = ext
	ext.RegStatusA = wdm.STATUS_DEVICE_NOT_READY
	var status wdm.NTSTATUS
	ok := wdm.NT_SUCCESS(wsk.WskRegister(&ClientNpi, &ext.ClientRegA))
	if !ok {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	ext.RegStatusA = wdm.STATUS_SUCCESS
	status = ReadConfig()
	if status != wdm.STATUS_SUCCESS {
		return status
		wsk.WskDeregister(&ext.ClientRegA)
	}
	if rc := wsk.WskCaptureProviderNPI(&ext.ClientRegA, wsk.WSK_INFINITE_WAIT, &ext.ProviderA); !wdm.NT_SUCCESS(rc) {
		wsk.WskDeregister(&ext.ClientRegA)
		return rc
	}
	status = NetInitB(ext)
	if status != wdm.STATUS_SUCCESS {
		wsk.WskReleaseProviderNPI(&ext.ClientRegA)
		wsk.WskDeregister(&ext.ClientRegA)
		return status
	}
	return wdm.STATUS_SUCCESS
}

func NetInitB(ext *DEVICE_EXTENSION) wdm.NTSTATUS {
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&ClientNpi, &ext.ClientRegB)
	st = wsk.WskCaptureProviderNPI(&ext.ClientRegB, wsk.WSK_INFINITE_WAIT, &ext.ProviderB)
	if wdm.NT_SUCCESS(st) {
		return wdm.STATUS_SUCCESS
	} else {
		wdm.DbgPrint("cap failed\n")
	}
	wsk.WskDeregister(&ext.ClientRegB)
	return st
}

func NetCleanupB(ext *DEVICE_EXTENSION) {
	wsk.WskReleaseProviderNPI(&ext.ClientRegB)
	wsk.WskDeregister(&ext.ClientRegB)
}

func ReadConfig() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	return wdm.STATUS_SUCCESS
}

func Query(npi *wsk.WSK_PROVIDER_NPI) wdm.NTSTATUS {
	return npi.Dispatch.WskGetAddressInfo(npi.Client, nil, nil, nil, nil)
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	ext := dev.DeviceExtension.(*DEVICE_EXTENSION)
	var st wdm.NTSTATUS
	Query(&ext.ProviderA)
	if ext.SockA == nil {
		irp2 := wdm.IoAllocateIrp(1, false)
		st = ext.ProviderA.Dispatch.WskSocket(ext.ProviderA.Client, 2, 1, 6, 0, nil, nil, irp2)
		if wdm.NT_SUCCESS(st) {
			ext.SockA = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp2.IoStatus.Information))
		}
		wdm.IoFreeIrp(irp2)
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	ext := DeviceObject.DeviceExtension.(*DEVICE_EXTENSION)
	Query(&ext.ProviderB)
	if ext.SockA != nil {
		ext.SockA.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(ext.SockA, nil)
		ext.SockA = nil
	}
	NetCleanupB(ext)
	wsk.WskReleaseProviderNPI(&ext.ClientRegA)
	if wdm.NT_SUCCESS(ext.RegStatusA) {
		wsk.WskDeregister(&ext.ClientRegA)
		ext.RegStatusA = wdm.STATUS_INSUFFICIENT_RESOURCES
	}
}
