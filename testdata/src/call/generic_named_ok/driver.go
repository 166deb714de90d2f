// Package generic_named_ok keeps the registration in a generic holder that
// remembers whether it is full. Its unload function is found by its name alone, so
// WskDeregister is the one function that is used as a value.
package generic_named_ok

import (
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
)

type holder[T any] struct {
	value T
	full  bool
}

func (h *holder[T]) fill(v T, status wdm.NTSTATUS) wdm.NTSTATUS {
	if wdm.NT_SUCCESS(status) {
		h.value, h.full = v, true
	}
	return status
}

func drain[T any](h *holder[T], undo func(T)) {
	if h.full {
		undo(h.value)
	}
	h.full = false
}

var live holder[*wsk.WSK_REGISTRATION]

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	return live.fill(&registration, wsk.WskRegister(&client, &registration))
}

func unload(driver *wdm.DRIVER_OBJECT) {
	drain(&live, wsk.WskDeregister)
}
