// Package end_shared_ok takes a share of a lock, gives it back, and takes the lock.
package end_shared_ok

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
	lock.RUnlock()
	lock.Lock()
	lock.Unlock()
	wsk.WskDeregister(&registration)
}
