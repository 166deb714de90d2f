// Package genericstack_failed does not unwind its stack where the second
// registration fails.
package genericstack_failed

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

// resource is what can be had and let go.
type resource interface {
	acquire() wdm.NTSTATUS
	drop()
}

// stack is resources that are let go in the reverse order.
type stack[R resource] struct {
	held []R
}

func (s *stack[R]) push(r R) wdm.NTSTATUS {
	status := r.acquire()
	if wdm.NT_SUCCESS(status) {
		s.held = append(s.held, r)
	}
	return status
}

func (s *stack[R]) unwind() {
	for n := len(s.held); n > 0; n-- {
		s.held[n-1].drop()
	}
	s.held = s.held[:0]
}

// client is a registration by its address.
type client struct {
	registration *wsk.WSK_REGISTRATION
}

func (c client) acquire() wdm.NTSTATUS {
	return wsk.WskRegister(&wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}, c.registration)
}

func (c client) drop() { wsk.WskDeregister(c.registration) }

var (
	dispatch      wsk.WSK_CLIENT_DISPATCH
	control, data wsk.WSK_REGISTRATION
	clients       stack[client]
)

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	status := clients.push(client{&control})
	if wdm.NT_SUCCESS(status) {
		status = clients.push(client{&data})
	}
	return status // want WSK006
}

func unload(driver *wdm.DRIVER_OBJECT) {
	clients.unwind()
}
