// Package end_lockkept keeps a lock for which a callback waits.
package end_lockkept

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	mutex        wdm.FAST_MUTEX
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	wdm.ExAcquireFastMutex(&mutex)
	return status
}

//wskvet:callback
func control() {
	wdm.ExAcquireFastMutex(&mutex) // want inconclusive
	wdm.ExReleaseFastMutex(&mutex)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	wsk.WskDeregister(&registration)
}
