// Package implementers_ok releases through whichever of nine implementations of an interface has come last.
package implementers_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	released     int
)

type stopper interface{ stop() }

var owners = [...]stopper{file{}, pipe{}, port{}, queue{}, disk{}, timer{}, thread{}, mailbox{}, volume{}}

type file struct{}

func (file) stop() { wsk.WskDeregister(&registration) }

type pipe struct{}

func (pipe) stop() { wsk.WskDeregister(&registration) }

type port struct{}

func (port) stop() { wsk.WskDeregister(&registration) }

type queue struct{}

func (queue) stop() { wsk.WskDeregister(&registration) }

type disk struct{}

func (disk) stop() { wsk.WskDeregister(&registration) }

type timer struct{}

func (timer) stop() { wsk.WskDeregister(&registration) }

type thread struct{}

func (thread) stop() { wsk.WskDeregister(&registration) }

type mailbox struct{}

func (mailbox) stop() { wsk.WskDeregister(&registration) }

type volume struct{}

func (volume) stop() { wsk.WskDeregister(&registration) }

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return wsk.WskRegister(&client, &registration)
}

// newest is the number of the owner that has come last.
func newest() uint32

func unload(driver *wdm.DRIVER_OBJECT) {
	last := newest()
	if int(last) >= len(owners) {
		last = 0
	}
	owners[last].stop()
}
