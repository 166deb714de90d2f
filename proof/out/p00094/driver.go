// Package p00094 is a driver model.
package p00094

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

type WSK_CONTEXT struct {
	WskReg      wsk.WSK_REGISTRATION
	RegDone     bool
	ProviderNpi wsk.WSK_PROVIDER_NPI
	Socket      *wsk.WSK_SOCKET
}

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var Net WSK_CONTEXT

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	d.MajorFunction[3] = Read
	var status wdm.NTSTATUS
	if status = CreateQueue(); status != wdm.STATUS_SUCCESS {
		return status
	}
	if nondet.Bool() {
		wdm.DbgPrint("enter\n")
	}
	status = Start()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	return wdm.STATUS_SUCCESS
}

func Start() wdm.NTSTATUS {
	var status wdm.NTSTATUS
	var irp *wdm.IRP
	if status = wsk.WskRegister(&ClientNpi, &Net.WskReg); !wdm.NT_SUCCESS(status) {
		goto fail0
	}
	Net.RegDone = true
	status = wsk.WskCaptureProviderNPI(&Net.WskReg, wsk.WSK_INFINITE_WAIT, &Net.ProviderNpi)
	if !wdm.NT_SUCCESS(status) {
		goto fail1
	}
	irp = wdm.IoAllocateIrp(1, false)
	status = Net.ProviderNpi.Dispatch.WskSocket(Net.ProviderNpi.Client, 2, 1, 6, 0, nil, nil, irp)
	if status >= 0 {
		Net.Socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
	}
	if !wdm.NT_SUCCESS(status) {
		goto fail2
	}
	return wdm.STATUS_SUCCESS
fail2:
	wsk.WskReleaseProviderNPI(&Net.WskReg)
fail1:
	wsk.WskDeregister(&Net.WskReg)
fail0:
	return status
}

func Stop(n *WSK_CONTEXT) {
	n.Socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(n.Socket, nil)
	n.Socket = nil
	wsk.WskReleaseProviderNPI(&n.WskReg)
	wsk.WskDeregister(&n.WskReg)
	wsk.WskDeregister(&n.WskReg)
}

func CreateQueue() wdm.NTSTATUS {
	if nondet.Bool() {
		if nondet.Bool() {
			wdm.DbgPrint("checkpoint\n")
		}
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	return wdm.STATUS_SUCCESS
}

func Read(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	if Net.ProviderNpi.Dispatch == nil {
		return wdm.STATUS_INVALID_DEVICE_STATE
	}
	disp := Net.ProviderNpi.Dispatch
	disp.WskGetNameInfo(Net.ProviderNpi.Client, nil, nil)
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	Stop(&Net)
}
