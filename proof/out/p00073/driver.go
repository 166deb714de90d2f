// Package p00073 is a driver model.
package p00073

import (
	"gen/nondet"
	"gen/wdm"
	"gen/wsk"
	"unsafe"
)

const REGISTERED_B = 0x1
const CAPTURED_B = 0x2

var ClientDispatch = wsk.WSK_CLIENT_DISPATCH{Version: 0x0100}
var ClientNpi = wsk.WSK_CLIENT_NPI{Dispatch: &ClientDispatch}
var RegistrationA wsk.WSK_REGISTRATION
var RegInitA int32
var ProviderNpiA wsk.WSK_PROVIDER_NPI
var HaveNpiA bool
var RegistrationB wsk.WSK_REGISTRATION
var Flags uint32
var ProviderNpiB wsk.WSK_PROVIDER_NPI
var SocketB *wsk.WSK_SOCKET

func DriverEntry(d *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	d.DriverUnload = Unload
	return StartAll()
}

func AllocateBuffers() wdm.NTSTATUS {
	if nondet.Bool() {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	return wdm.STATUS_SUCCESS
}

func StartAll() wdm.NTSTATUS {
	var status wdm.NTSTATUS
	if rc := wsk.WskRegister(&ClientNpi, &RegistrationA); rc != wdm.STATUS_SUCCESS {
		return rc
	}
	wdm.InterlockedExchange(&RegInitA, 1)
	ok := wdm.NT_SUCCESS(wsk.WskCaptureProviderNPI(&RegistrationA, wsk.WSK_INFINITE_WAIT, &ProviderNpiA))
	if !ok {
		wsk.WskDeregister(&RegistrationA)
		wsk.WskDeregister(&RegistrationA)
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	HaveNpiA = true
	if rc2 := AllocateBuffers(); rc2 != wdm.STATUS_SUCCESS {
		wsk.WskReleaseProviderNPI(&RegistrationA)
		wsk.WskDeregister(&RegistrationA)
		wdm.InterlockedExchange(&RegInitA, 0)
		return rc2
	}
	status = wsk.WskRegister(&ClientNpi, &RegistrationB)
	if !wdm.NT_SUCCESS(status) {
		if nondet.Bool() {
			wdm.DbgPrint("trace\n")
			wdm.DbgPrint("step\n")
		}
		wsk.WskReleaseProviderNPI(&RegistrationA)
		wdm.DbgPrint("leave\n")
		wsk.WskDeregister(&RegistrationA)
		return status
	}
	Flags |= REGISTERED_B
	status = wsk.WskCaptureProviderNPI(&RegistrationB, wsk.WSK_INFINITE_WAIT, &ProviderNpiB)
	if wdm.NT_SUCCESS(status) {
		Flags |= CAPTURED_B
		irp := wdm.IoAllocateIrp(1, false)
		status = ProviderNpiB.Dispatch.WskSocket(ProviderNpiB.Client, 2, 1, 6, 0, nil, nil, irp)
		if wdm.NT_SUCCESS(status) {
			SocketB = (*wsk.WSK_SOCKET)(unsafe.Pointer(irp.IoStatus.Information))
		}
		wdm.IoFreeIrp(irp)
	}
	return wdm.STATUS_SUCCESS
}

func Unload(d *wdm.DRIVER_OBJECT) {
	if SocketB != nil {
		SocketB.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH).WskCloseSocket(SocketB, nil)
		SocketB = nil
	}
	if Flags&CAPTURED_B != 0 {
		wsk.WskReleaseProviderNPI(&RegistrationB)
		Flags &^= CAPTURED_B
	}
	if Flags&REGISTERED_B != 0 {
		wsk.WskDeregister(&RegistrationB)
		Flags &^= REGISTERED_B
		wdm.DbgPrint("enter\n")
	}
	for k := 0; k < 2; k++ {
		wdm.DbgPrint("trace\n")
	}
	if HaveNpiA {
		wsk.WskReleaseProviderNPI(&RegistrationA)
		HaveNpiA = false
	}
	if RegInitA > 0 {
		wsk.WskDeregister(&RegistrationA)
		wdm.InterlockedExchange(&RegInitA, 0)
	}
}
