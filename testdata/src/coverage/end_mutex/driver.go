// Package end_mutex takes a mutex of Go's twice.
package end_mutex

import (
	"sync"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	mutex        sync.Mutex
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	mutex.Lock()
	defer mutex.Unlock()
	stop()
}

// stop deregisters; its caller holds the lock.
func stop() {
	mutex.Lock() // want inconclusive
	defer mutex.Unlock()
	wsk.WskDeregister(&registration) // want inconclusive
}
