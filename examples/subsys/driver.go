// Package subsys models a framework driver with a network part that is on only
// when the device is powered and an application has enabled it. Package wskio is
// the network part, package power switches it.
//
// It has two bugs: one that starts in package power and shows in unload below,
// and one in package wskio. Both are marked.
package subsys

import (
	"github.com/wskvet/wskvet/examples/subsys/power"
	"github.com/wskvet/wskvet/examples/subsys/wskio"
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

// What an application may ask for.
const (
	ioctlEnable  = 0x0012E008
	ioctlDisable = 0x0012E00C
	ioctlKeep    = 0x0012E010 // stay connected while the device sleeps
	ioctlDrop    = 0x0012E014 // do not
	ioctlSend    = 0x0012E018
)

// message is what is sent. A real driver describes the caller's buffer.
var message wsk.WSK_BUF

// DriverEntry leaves everything to the framework: a load does not touch the
// network.
func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	power.Initialize()
	wskio.Initialize()

	config := wdm.WDF_DRIVER_CONFIG{EvtDriverDeviceAdd: deviceAdd, EvtDriverUnload: unload}
	return wdm.WdfDriverCreate(driver, path, nil, &config, nil)
}

// unload makes sure that the network part is off, should the device not have
// switched it off.
//
// That fails if the device left its working state while it was told to stay
// connected: power.Leave clears active before it has deactivated anything, and
// Shutdown believes it. To mend it, let Leave clear active where it calls
// Deactivate.
func unload(driver wdm.WDFDRIVER) {
	power.Shutdown()
} // want WSK001

// deviceAdd makes the device and its queue. The callbacks are for PASSIVE_LEVEL,
// which a real driver asks for in the attributes that are left out here.
func deviceAdd(driver wdm.WDFDRIVER, init *wdm.WDFDEVICE_INIT) wdm.NTSTATUS {
	callbacks := wdm.WDF_PNPPOWER_EVENT_CALLBACKS{EvtDeviceD0Entry: d0Entry, EvtDeviceD0Exit: d0Exit}
	wdm.WdfDeviceInitSetPnpPowerEventCallbacks(init, &callbacks)

	var device wdm.WDFDEVICE
	status := wdm.WdfDeviceCreate(&init, nil, &device)
	if !wdm.NT_SUCCESS(status) {
		return status
	}

	var queue wdm.WDFQUEUE
	config := wdm.WDF_IO_QUEUE_CONFIG{EvtIoDeviceControl: control}
	return wdm.WdfIoQueueCreate(device, &config, nil, &queue)
}

// d0Entry succeeds even if there is no network: the device works without.
func d0Entry(device wdm.WDFDEVICE, previous int32) wdm.NTSTATUS {
	status := power.Enter()
	if !wdm.NT_SUCCESS(status) {
		wdm.DbgPrint("subsys: no network: %x", status)
	}
	return wdm.STATUS_SUCCESS
}

func d0Exit(device wdm.WDFDEVICE, target int32) wdm.NTSTATUS {
	power.Leave()
	return wdm.STATUS_SUCCESS
}

func control(queue wdm.WDFQUEUE, request wdm.WDFREQUEST, output, input uintptr, code uint32) {
	wdm.WdfRequestComplete(request, serve(code))
}

func serve(code uint32) wdm.NTSTATUS {
	switch code {
	case ioctlEnable:
		return power.Enable()
	case ioctlDisable:
		power.Disable()
		return wdm.STATUS_SUCCESS
	case ioctlKeep:
		power.Keep(true)
		return wdm.STATUS_SUCCESS
	case ioctlDrop:
		power.Keep(false)
		return wdm.STATUS_SUCCESS
	case ioctlSend:
		return wskio.Send(&message)
	default:
		return wdm.STATUS_INVALID_DEVICE_REQUEST
	}
}
