// Package wdftimer_flagless makes a socket in a work item of KMDF that a timer
// enqueues, between EvtDevicePrepareHardware and EvtDeviceReleaseHardware, and
// stops WSK there also where it could not start.
package wdftimer_flagless

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	appDispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	reg         wsk.WSK_REGISTRATION
	npi         wsk.WSK_PROVIDER_NPI
)

var (
	timer   wdm.WDFTIMER
	item    wdm.WDFWORKITEM
	started bool
	sock    *wsk.WSK_SOCKET
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	var config wdm.WDF_DRIVER_CONFIG
	wdm.WDF_DRIVER_CONFIG_INIT(&config, deviceAdd)
	config.EvtDriverUnload = unload
	return wdm.WdfDriverCreate(driver, path, nil, &config, nil)
}

func deviceAdd(driver wdm.WDFDRIVER, init *wdm.WDFDEVICE_INIT) wdm.NTSTATUS {
	var callbacks wdm.WDF_PNPPOWER_EVENT_CALLBACKS
	var device wdm.WDFDEVICE
	wdm.WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&callbacks)
	callbacks.EvtDevicePrepareHardware = prepare
	callbacks.EvtDeviceReleaseHardware = release
	wdm.WdfDeviceInitSetPnpPowerEventCallbacks(init, &callbacks)
	status := wdm.WdfDeviceCreate(&init, nil, &device)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	var timing wdm.WDF_TIMER_CONFIG
	wdm.WDF_TIMER_CONFIG_INIT(&timing, tick)
	status = wdm.WdfTimerCreate(&timing, nil, &timer)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	var work wdm.WDF_WORKITEM_CONFIG
	wdm.WDF_WORKITEM_CONFIG_INIT(&work, connect)
	return wdm.WdfWorkItemCreate(&work, nil, &item)
}

func prepare(device wdm.WDFDEVICE, raw, translated wdm.WDFCMRESLIST) wdm.NTSTATUS {
	status := startWsk()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	started = true
	wdm.WdfTimerStart(timer, -10000000)
	return wdm.STATUS_SUCCESS
}

func tick(timer wdm.WDFTIMER) { wdm.WdfWorkItemEnqueue(item) }

func connect(item wdm.WDFWORKITEM) {
	if sock == nil {
		openSocket(wsk.SOCK_DGRAM, wsk.IPPROTO_UDP, wsk.WSK_FLAG_DATAGRAM_SOCKET, nil, nil, &sock)
	}
}

func release(device wdm.WDFDEVICE, translated wdm.WDFCMRESLIST) wdm.NTSTATUS {
	wdm.WdfTimerStop(timer, true)
	wdm.WdfWorkItemFlush(item)
	if sock != nil {
		closeSocket(sock)
		sock = nil
	}
	stopWsk()
	return wdm.STATUS_SUCCESS
}

func unload(driver wdm.WDFDRIVER) {}

func startWsk() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &appDispatch}
	status := wsk.WskRegister(&client, &reg)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&reg, 1000, &npi)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&reg)
	}
	return status
}

func stopWsk() {
	wsk.WskReleaseProviderNPI(&reg) // want WSK007
	wsk.WskDeregister(&reg)
}

type call struct {
	irp  *wdm.IRP
	done wdm.KEVENT
}

func (c *call) init() wdm.NTSTATUS {
	c.irp = wdm.IoAllocateIrp(1, false)
	if c.irp == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	wdm.KeInitializeEvent(&c.done, wdm.SynchronizationEvent, false)
	wdm.IoSetCompletionRoutine(c.irp, callDone, &c.done, true, true, true)
	return wdm.STATUS_SUCCESS
}

func (c *call) free() { wdm.IoFreeIrp(c.irp) }

func (c *call) finish(status wdm.NTSTATUS) wdm.NTSTATUS {
	if status == wdm.STATUS_PENDING {
		wdm.KeWaitForSingleObject(&c.done, wdm.Executive, wdm.KernelMode, false, nil)
		status = c.irp.IoStatus.Status
	}
	return status
}

func callDone(dev *wdm.DEVICE_OBJECT, irp *wdm.IRP, ctx any) wdm.NTSTATUS {
	if irp.PendingReturned {
		wdm.KeSetEvent(ctx.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	}
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func openSocket(typ uint16, proto, flags uint32, ctx any, disp any, out **wsk.WSK_SOCKET) wdm.NTSTATUS {
	var c call
	status := c.init()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = c.finish(npi.Dispatch.WskSocket(npi.Client, wsk.AF_INET, typ, proto, flags, ctx, disp, nil, nil, nil, c.irp))
	if wdm.NT_SUCCESS(status) {
		*out = (*wsk.WSK_SOCKET)(unsafe.Pointer(c.irp.IoStatus.Information))
	}
	c.free()
	return status
}

func closeSocket(s *wsk.WSK_SOCKET) {
	var irp wdm.IRP
	var done wdm.KEVENT
	wdm.IoInitializeIrp(&irp, wdm.IoSizeOfIrp(1), 1)
	wdm.KeInitializeEvent(&done, wdm.SynchronizationEvent, false)
	wdm.IoSetCompletionRoutine(&irp, callDone, &done, true, true, true)
	if s.Dispatch.(*wsk.WSK_PROVIDER_BASIC_DISPATCH).WskCloseSocket(s, &irp) == wdm.STATUS_PENDING {
		wdm.KeWaitForSingleObject(&done, wdm.Executive, wdm.KernelMode, false, nil)
	}
}
