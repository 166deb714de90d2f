// Package interface_unset never stores the transport that it opened.
package interface_unset

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

type transport interface {
	open() wdm.NTSTATUS
	close()
}

type sockets struct{ opened bool }

func (s *sockets) open() wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	s.opened = wdm.NT_SUCCESS(status)
	return status
}

func (s *sockets) close() {
	if s.opened {
		wsk.WskDeregister(&registration)
	}
}

type loopback struct{}

func (loopback) open() wdm.NTSTATUS { return wdm.STATUS_SUCCESS }
func (loopback) close()             {}

var active transport = loopback{}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	next := &sockets{}
	if status := next.open(); !wdm.NT_SUCCESS(status) {
		return status
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	active.close()
} // want WSK001
