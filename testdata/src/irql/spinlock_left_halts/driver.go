// Package spinlock_left_halts keeps a spin lock when DriverEntry returns: whoever acquires
// it next spins for ever, though a thread runs beside.
package spinlock_left_halts

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     wsk.WSK_CLIENT_DISPATCH
	registration wsk.WSK_REGISTRATION
	lock         wdm.KSPIN_LOCK
	stopped      wdm.KEVENT
	stopping     bool
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	wdm.KeInitializeSpinLock(&lock)
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	var thread wdm.HANDLE
	wdm.KeInitializeEvent(&stopped, wdm.NotificationEvent, false)
	status = wdm.PsCreateSystemThread(&thread, wdm.THREAD_ALL_ACCESS, nil, nil, nil, work, nil)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	stop()
	return status
}

// stop tells the thread to end.
func stop() {
	var old wdm.KIRQL
	wdm.KeAcquireSpinLock(&lock, &old) // want inconclusive
	stopping = true
}

func work(context any) {
	wdm.KeSetEvent(&stopped, wdm.IO_NO_INCREMENT, false)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	stop()
	wsk.WskDeregister(&registration) // want inconclusive
	wdm.KeWaitForSingleObject(&stopped, wdm.Executive, wdm.KernelMode, false, nil)
}
