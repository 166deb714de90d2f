// Package freelistlong_ok fills its free list by a recursion that is deeper than what is
// followed, and remembers whether it has registered.
package freelistlong_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	registered   bool
	free         *node
)

type node struct{ next *node }

// fill puts up to n nodes on the free list.
func fill(n int) {
	if n == 0 {
		return
	}
	added := (*node)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, unsafe.Sizeof(node{}), 0))
	if added == nil {
		return
	}
	added.next = free
	free = added
	fill(n - 1)
}

// drain frees the list from its end.
func drain(n *node) {
	if n == nil { // want inconclusive
		return
	}
	drain(n.next)
	n.next = nil
	wdm.ExFreePool(unsafe.Pointer(n))
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	fill(1000)
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	registered = wdm.NT_SUCCESS(status)
	if !wdm.NT_SUCCESS(status) {
		drain(free)
		return status
	}
	return wdm.STATUS_SUCCESS
}

func unload(driver *wdm.DRIVER_OBJECT) {
	drain(free)
	if registered {
		wsk.WskDeregister(&registration)
	}
}
