// Package socklib models a driver that sends reports to a server, by way of a
// socket library with a Start and a Stop.
//
// It has one bug, in the library's Start: see the mark below.
package socklib

import (
	"github.com/wskvet/wskvet/examples/socklib/sock"
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

const ioctlReport = 0x0012E000

// Times to wait are in units of 100 ns; negative ones count from now.
const second = -10_000_000

var (
	device *wdm.DEVICE_OBJECT

	// Where the reports go, and the report. A real driver reads the first two
	// from its registry key and the last from the caller's buffer.
	host    wdm.UNICODE_STRING
	service wdm.UNICODE_STRING
	report  wsk.WSK_BUF
	answer  wsk.WSK_BUF
)

// DriverEntry creates the control device and starts the library.
func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	driver.MajorFunction[wdm.IRP_MJ_CREATE] = succeed
	driver.MajorFunction[wdm.IRP_MJ_CLOSE] = succeed
	driver.MajorFunction[wdm.IRP_MJ_DEVICE_CONTROL] = control

	status := wdm.IoCreateDevice(driver, 0, nil, wdm.FILE_DEVICE_NETWORK, 0, false, &device)
	if !wdm.NT_SUCCESS(status) {
		return status
	}

	status = sock.Start()
	if !wdm.NT_SUCCESS(status) {
		wdm.IoDeleteDevice(device)
		// Start leaves the driver registered, with the provider captured, if
		// the provider refuses the event callbacks. To mend it, release and
		// deregister in Start before that return. To call sock.Stop here
		// instead would be wrong: the other failures leave nothing to stop.
		return status // want WSK006
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	sock.Stop()
	wdm.IoDeleteDevice(device)
}

func succeed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	return complete(irp, wdm.STATUS_SUCCESS)
}

func control(device *wdm.DEVICE_OBJECT, irp *wdm.IRP) wdm.NTSTATUS {
	stack := wdm.IoGetCurrentIrpStackLocation(irp)
	switch stack.IoControlCode {
	case ioctlReport:
		return complete(irp, deliver())
	default:
		return complete(irp, wdm.STATUS_INVALID_DEVICE_REQUEST)
	}
}

func complete(irp *wdm.IRP, status wdm.NTSTATUS) wdm.NTSTATUS {
	irp.IoStatus.Status = status
	irp.IoStatus.Information = 0
	wdm.IoCompleteRequest(irp, wdm.IO_NO_INCREMENT)
	return status
}

// deliver sends the report to the first address of the host that answers.
func deliver() wdm.NTSTATUS {
	var list *wsk.ADDRINFOEXW

	status := sock.Resolve(&host, &service, &list)
	if !wdm.NT_SUCCESS(status) {
		return status
	}

	status = wdm.STATUS_NOT_FOUND
	for a := list; a != nil; a = a.Ai_next {
		status = deliverTo(a.Ai_addr)
		if wdm.NT_SUCCESS(status) {
			break
		}
	}
	sock.Forget(list)
	return status
}

// deliverTo sends the report to an address and waits for an answer.
func deliverTo(address *wsk.SOCKADDR) wdm.NTSTATUS {
	stream, status := sock.Connect(address, 10*second)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	defer stream.Close()

	status = stream.Send(&report)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = stream.Receive(&answer, 5*second)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	return stream.Finish(second)
}
