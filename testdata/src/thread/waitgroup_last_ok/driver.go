// Package waitgroup_last_ok deregisters in the goroutine of a WaitGroup that is done
// last, and waits for both.
package waitgroup_last_ok

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
	first := make(chan struct{})
	group.Add(2)
	go func() {
		group.Done()
		close(first)
	}()
	go func() {
		<-first
		wsk.WskDeregister(&registration)
		group.Done()
	}()
	group.Wait()
}
