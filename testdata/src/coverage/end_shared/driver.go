// Package end_shared takes a lock while it keeps a share of it.
package end_shared

import (
	"sync"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	lock         sync.RWMutex
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	lock.RLock()
	lock.RLock()
	lock.RUnlock()
	lock.Lock() // want inconclusive
	lock.Unlock()
	wsk.WskDeregister(&registration) // want inconclusive
}
