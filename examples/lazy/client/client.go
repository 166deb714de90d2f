// Package client is a network client that starts when it is first used.
//
// Two things guard it. The state word decides who may start or stop it: whoever
// moves it from stopped to starting, or from started to stopping. The rundown
// reference is held by every use, and Stop waits for its release before it lets
// go of the provider.
package client

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

// The states, in the order in which they follow each other.
const (
	stopped int32 = iota
	starting
	started
	stopping
)

// patience is how long the first use waits for the provider, in milliseconds.
const patience = 2000

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI

	state int32
	users wdm.EX_RUNDOWN_REF
)

// Initialize is called once, by DriverEntry. The reference is run down at once,
// as it is whenever the client is not started.
func Initialize() {
	wdm.ExInitializeRundownProtection(&users)
	wdm.ExWaitForRundownProtectionRelease(&users)
	wdm.ExRundownCompleted(&users)
}

// start starts the client unless it is started. It does not wait for another
// thread that is at it: the application is told to ask again.
func start() wdm.NTSTATUS {
	switch wdm.InterlockedCompareExchange(&state, starting, stopped) {
	case stopped: // this thread is the one to start it
	case started:
		return wdm.STATUS_SUCCESS
	default:
		return wdm.STATUS_DEVICE_BUSY
	}

	status := attach()
	if !wdm.NT_SUCCESS(status) {
		wdm.InterlockedExchange(&state, stopped)
		return status
	}
	wdm.ExReInitializeRundownProtection(&users)
	wdm.InterlockedExchange(&state, started)
	return wdm.STATUS_SUCCESS
}

// Stop stops the client if it is started. It may be called at any time, also
// by several threads: one of them stops it.
func Stop() {
	if wdm.InterlockedCompareExchange(&state, stopping, started) != started {
		return
	}

	wdm.ExWaitForRundownProtectionRelease(&users)
	wdm.ExRundownCompleted(&users)
	detach()
	wdm.InterlockedExchange(&state, stopped)
}

// attach registers and captures, or does neither.
func attach() wdm.NTSTATUS {
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&npi, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}

	status = wsk.WskCaptureProviderNPI(&registration, patience, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
	}
	return status
}

func detach() {
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
}

// enter starts the client if need be, and keeps it started until leave.
func enter() wdm.NTSTATUS {
	status := start()
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	if !wdm.ExAcquireRundownProtection(&users) {
		return wdm.STATUS_DEVICE_BUSY // stopped again meanwhile
	}
	return wdm.STATUS_SUCCESS
}

func leave() {
	wdm.ExReleaseRundownProtection(&users)
}
