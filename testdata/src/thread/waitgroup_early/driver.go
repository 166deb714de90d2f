// Package waitgroup_early tells its WaitGroup that it is done before it deregisters.
package waitgroup_early

import (
	"sync"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

func unload(driver *wdm.DRIVER_OBJECT) {
	var group sync.WaitGroup
	group.Add(1)
	go func() { // want WSK005
		group.Done()
		wsk.WskDeregister(&registration)
	}()
	group.Wait()
}
