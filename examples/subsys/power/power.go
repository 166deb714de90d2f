// Package power decides when the network part is on: when the device is in its
// working state and an application has enabled it.
package power

import (
	"github.com/wskvet/wskvet/examples/subsys/wskio"
	"github.com/wskvet/wskvet/wdm"
)

// lock guards the rest. It is one that leaves the IRQL alone, since the network
// part is switched with it held, at PASSIVE_LEVEL.
var (
	lock    wdm.EX_PUSH_LOCK
	powered bool // the device is in its working state
	enabled bool // an application wants the network
	keep    bool // it stays connected while the device sleeps
	active  bool // the network part is on
)

// Initialize is called once, by DriverEntry.
func Initialize() {
	wdm.ExInitializePushLock(&lock)
}

// Enter is called when the device enters its working state.
func Enter() wdm.NTSTATUS {
	acquire()
	defer release()

	powered = true
	return update()
}

// Leave is called when the device leaves its working state, be it to sleep or
// for good.
func Leave() {
	acquire()
	defer release()

	powered = false
	if !active {
		return
	}
	active = false // the bug: it may stay on
	if keep {
		wdm.DbgPrint("power: stays connected")
		return
	}
	wskio.Deactivate()
}

// Enable switches the network on, now or when the device is powered.
func Enable() wdm.NTSTATUS {
	acquire()
	defer release()

	enabled = true
	return update()
}

// Disable switches it off.
func Disable() {
	acquire()
	defer release()

	enabled = false
	if active {
		wskio.Deactivate()
		active = false
	}
}

// Keep says whether to stay connected while the device sleeps.
func Keep(on bool) {
	acquire()
	defer release()

	keep = on
}

// Shutdown switches the network off for good.
func Shutdown() {
	acquire()
	defer release()

	if active {
		wskio.Deactivate()
		active = false
	}
}

// update switches the network on if it is wanted. The lock is held.
func update() wdm.NTSTATUS {
	if active || !powered || !enabled {
		return wdm.STATUS_SUCCESS
	}
	status := wskio.Activate()
	active = wdm.NT_SUCCESS(status)
	return status
}

func acquire() {
	wdm.KeEnterCriticalRegion()
	wdm.ExAcquirePushLockExclusive(&lock)
}

func release() {
	wdm.ExReleasePushLockExclusive(&lock)
	wdm.KeLeaveCriticalRegion()
}
