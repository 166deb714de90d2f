// Package wskio is the network part: it keeps a connection to a server and sends
// messages over it. It may be activated and deactivated any number of times.
package wskio

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

// patience is how long Activate waits for the provider, in milliseconds.
const patience = 1000

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	registered   bool // and the provider captured

	// lock guards what is here. It leaves the IRQL alone: name resolution and
	// deregistration are for PASSIVE_LEVEL.
	lock wdm.EX_PUSH_LOCK

	// Whom to connect to. A real driver reads this from its registry key.
	host    wdm.UNICODE_STRING
	service wdm.UNICODE_STRING
)

// Initialize is called once, by DriverEntry.
func Initialize() {
	wdm.ExInitializePushLock(&lock)
}

// Activate registers and captures the provider. The connection is made when
// there is something to send. It does nothing to a part that is active.
func Activate() wdm.NTSTATUS {
	acquire()
	defer release()

	if registered {
		return wdm.STATUS_SUCCESS
	}
	if !call.allocate() {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}

	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		call.free()
		return status
	}

	status = wsk.WskCaptureProviderNPI(&registration, patience, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		call.free()
		return status
	}
	registered = true
	return wdm.STATUS_SUCCESS
}

// Deactivate undoes Activate. It waits for a message that is being sent.
func Deactivate() {
	acquire()
	defer release()

	if !registered {
		return
	}
	disconnect()
	wsk.WskReleaseProviderNPI(&registration)
	forget() // the second bug: this goes through the provider
	wsk.WskDeregister(&registration)
	call.free()
	registered = false
}

// Send sends a message, over a new connection if there is none. A connection
// that fails is given up, and so are the addresses: the server may have moved.
func Send(message *wsk.WSK_BUF) wdm.NTSTATUS {
	acquire()
	defer release()

	if !registered {
		return wdm.STATUS_DEVICE_NOT_READY
	}
	status := connect()
	if !wdm.NT_SUCCESS(status) {
		forget()
		return status
	}
	status = transmit(message)
	if !wdm.NT_SUCCESS(status) {
		disconnect()
		forget()
	}
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
