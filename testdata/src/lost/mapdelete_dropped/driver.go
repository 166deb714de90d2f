// Package mapdelete_dropped deletes the pointer to a client from its map before it
// deregisters.
package mapdelete_dropped

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

type client struct{ registration wsk.WSK_REGISTRATION }

var (
	dispatch wsk.WSK_CLIENT_DISPATCH
	clients  = map[string]*client{}
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	for _, name := range []string{"ipv4", "ipv6"} {
		if status := add(name); !wdm.NT_SUCCESS(status) {
			removeAll()
			return status
		}
	}
	return wdm.STATUS_SUCCESS
}

func add(name string) wdm.NTSTATUS {
	if _, ok := clients[name]; ok {
		return wdm.STATUS_UNSUCCESSFUL
	}
	c := &client{}
	status := wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, &c.registration)
	if wdm.NT_SUCCESS(status) {
		clients[name] = c
	}
	return status
}

func removeAll() {
	for name, c := range clients {
		if c != nil {
			delete(clients, name)
		}
	}
}

func unload(driver *wdm.DRIVER_OBJECT) {
	removeAll()
} // want WSK001
