// Package p00034 is a driver model.
package p00034

import (
	"gen/nondet"
	"gen/p00034/net"
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[2] = Close
	d.MajorFunction[4] = Write
	d.MajorFunction[0] = Create
	if !wdm.NT_SUCCESS(wdm.IoCreateDevice(d, &net.DeviceObject)) {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	ext := &net.DEVICE_EXTENSION{}
	net.DeviceObject.DeviceExtension = ext
	var st wdm.NTSTATUS
	st = wsk.WskRegister(&net.ClientNpi, &ext.ClientReg)
	if wdm.NT_SUCCESS(st) {
		wdm.InterlockedExchange(&ext.RegInit, 1)
		st = wsk.WskCaptureProviderNPI(&ext.ClientReg, wsk.WSK_INFINITE_WAIT, &ext.ProviderNpi)
		if wdm.NT_SUCCESS(st) {
			ext.NpiReady = true
			wdm.DbgPrint("status changed\n")
		}
	} else {
		wdm.DbgPrint("enter\n")
		wdm.DbgPrint("reg not available\n")
	}
	return wdm.STATUS_SUCCESS
}

func Close(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	ext := dev.DeviceExtension.(*net.DEVICE_EXTENSION)
	var st wdm.NTSTATUS
	if ext.RegInit == 0 {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	if !ext.NpiReady {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	disp := ext.ProviderNpi.Dispatch
	disp.WskGetAddressInfo(ext.ProviderNpi.Client, nil, nil, nil, nil)
	irp2 := wdm.IoAllocateIrp(1, false)
	st = ext.ProviderNpi.Dispatch.WskSocket(ext.ProviderNpi.Client, 2, 1, 6, 0, nil, nil, irp2)
	if st == wdm.STATUS_SUCCESS {
		ext.Socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp2.IoStatus.Information))
	}
	if st < 0 {
		return st
	}
	return wdm.STATUS_SUCCESS
}

func Write(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	ext := dev.DeviceExtension.(*net.DEVICE_EXTENSION)
	if ext.Socket != nil {
		wdm.DbgPrint("checkpoint\n")
		ext.Socket = nil
	}
	wdm.DbgPrint("network ready\n")
	return wdm.STATUS_SUCCESS
}

func Create(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	ext := dev.DeviceExtension.(*net.DEVICE_EXTENSION)
	if !ext.NpiReady {
		return wdm.STATUS_UNSUCCESSFUL
	}
	if nondet.Bool() {
		net.NetStep(ext)
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	ext := net.DeviceObject.DeviceExtension.(*net.DEVICE_EXTENSION)
	if ext.Socket != nil {
		ext.Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(ext.Socket, nil)
		wdm.DbgPrint("enter\n")
		ext.Socket = nil
	}
	if ext.NpiReady {
		wsk.WskReleaseProviderNPI(&ext.ClientReg)
		ext.NpiReady = false
	}
	if wdm.InterlockedCompareExchange(&ext.RegInit, 0, 1) == 1 {
		wsk.WskDeregister(&ext.ClientReg)
	}
}
