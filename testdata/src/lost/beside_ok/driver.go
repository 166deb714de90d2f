// Package beside_ok deregisters and frees one registration while a goroutine has
// another.
package beside_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

// client is a registration in memory of the pool.
type client struct{ registration wsk.WSK_REGISTRATION }

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	own      wsk.WSK_REGISTRATION // of the thread
	stop     chan struct{}
	ended    chan struct{}
	current  *client
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	stop, ended = make(chan struct{}), make(chan struct{})
	c := (*client)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, unsafe.Sizeof(client{}), 0))
	if c == nil {
		return wdm.STATUS_INSUFFICIENT_RESOURCES
	}
	npi := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&npi, &c.registration)
	if !wdm.NT_SUCCESS(status) {
		wdm.ExFreePool(c)
		return status
	}
	current = c
	go work()
	return wdm.STATUS_SUCCESS
}

// work has a registration of its own until it is told to stop.
func work() {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	if wdm.NT_SUCCESS(wsk.WskRegister(&client, &own)) {
		<-stop
		wsk.WskDeregister(&own)
	}
	close(ended)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&current.registration)
	wdm.ExFreePool(current)
	close(stop)
	<-ended
}
