// Package genericinterface_untested puts on a generic stack of an interface type what
// has not started, too.
package genericinterface_untested

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	client   = service{npi: wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}}
	started  stack[closer]
)

type closer interface{ Close() }

type service struct {
	npi          wsk.WSK_CLIENT_NPI
	registration wsk.WSK_REGISTRATION
}

func (s *service) open() wdm.NTSTATUS { return wsk.WskRegister(&s.npi, &s.registration) }

func (s *service) Close() {
	wsk.WskDeregister(&s.registration) // want WSK007
}

// stack closes what is on it, last first.
type stack[T closer] struct{ items []T }

func (s *stack[T]) push(x T) { s.items = append(s.items, x) }

func (s *stack[T]) unwind() {
	for i := len(s.items); i > 0; i-- {
		s.items[i-1].Close()
	}
	s.items = nil
}

// add puts what opens on a stack.
func add[T closer](s *stack[T], x T, open func() wdm.NTSTATUS) wdm.NTSTATUS {
	status := open()
	s.push(x)
	return status
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := add[closer](&started, &client, client.open)
	if !wdm.NT_SUCCESS(status) {
		started.unwind()
	}
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	started.unwind()
}
