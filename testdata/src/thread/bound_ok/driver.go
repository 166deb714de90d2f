// Package bound_ok binds a socket to an address, accepts connections on it until it is to
// stop, and closes it, which it also does where it cannot be bound. It makes room for a
// connection before it accepts one.
package bound_ok

import (
	"unsafe"

	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

var (
	dispatch     = wsk.WSK_CLIENT_DISPATCH{Version: wsk.MAKE_WSK_VERSION(1, 0)}
	registration wsk.WSK_REGISTRATION
	provider     wsk.WSK_PROVIDER_NPI
	over         wdm.KEVENT
	stopping     bool
)

// connection is a socket with what its requests need.
type connection struct {
	socket *wsk.WSK_SOCKET
	irp    *wdm.IRP
	done   wdm.KEVENT
}

func DriverEntry(driver *wdm.DRIVER_OBJECT, path *wdm.UNICODE_STRING) wdm.NTSTATUS {
	driver.DriverUnload = unload
	client := wsk.WSK_CLIENT_NPI{Dispatch: &dispatch}
	status := wsk.WskRegister(&client, &registration)
	if !wdm.NT_SUCCESS(status) {
		return status
	}
	status = wsk.WskCaptureProviderNPI(&registration, wsk.WSK_INFINITE_WAIT, &provider)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskDeregister(&registration)
		return status
	}
	wdm.KeInitializeEvent(&over, wdm.NotificationEvent, false)
	var thread wdm.HANDLE
	status = wdm.PsCreateSystemThread(&thread, 0, nil, nil, nil, serve, nil)
	if !wdm.NT_SUCCESS(status) {
		wsk.WskReleaseProviderNPI(&registration)
		wsk.WskDeregister(&registration)
	}
	return status
}

func unload(driver *wdm.DRIVER_OBJECT) {
	stopping = true
	wdm.KeWaitForSingleObject(&over, wdm.Executive, wdm.KernelMode, false, nil)
}

// serve lets the provider go when it is done, and says so.
func serve(context any) {
	if listener := listen(); listener != nil {
		if listener.bind() {
			for !stopping {
				if c := listener.accept(); c != nil {
					c.close()
				}
			}
		}
		listener.close()
	}
	wsk.WskReleaseProviderNPI(&registration)
	wsk.WskDeregister(&registration)
	wdm.KeSetEvent(&over, wdm.IO_NO_INCREMENT, false)
}

// connect makes room for a connection; nil without memory.
func connect() *connection {
	c := (*connection)(wdm.ExAllocatePool2(wdm.POOL_FLAG_NON_PAGED, unsafe.Sizeof(connection{}), 0))
	if c == nil {
		return nil
	}
	wdm.KeInitializeEvent(&c.done, wdm.SynchronizationEvent, false)
	c.irp = wdm.IoAllocateIrp(1, false)
	if c.irp == nil {
		wdm.ExFreePool(unsafe.Pointer(c))
		return nil
	}
	wdm.IoSetCompletionRoutine(c.irp, completed, &c.done, true, true, true)
	return c
}

func (c *connection) free() {
	wdm.IoFreeIrp(c.irp)
	wdm.ExFreePool(unsafe.Pointer(c))
}

func listen() *connection {
	c := connect()
	if c == nil {
		return nil
	}
	provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, wsk.WSK_FLAG_LISTEN_SOCKET, nil, nil, nil, nil, nil, c.irp)
	if !wdm.NT_SUCCESS(c.wait()) {
		c.free()
		return nil
	}
	c.socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(c.irp.IoStatus.Information))
	return c
}

func (c *connection) bind() bool {
	c.again()
	address := wsk.SOCKADDR_IN{Sin_family: wsk.AF_INET}
	c.socket.Dispatch.(*wsk.WSK_PROVIDER_LISTEN_DISPATCH).WskBind(c.socket, (*wsk.SOCKADDR)(unsafe.Pointer(&address)), 0, c.irp)
	return wdm.NT_SUCCESS(c.wait())
}

// accept is the next connection; nil if there is none.
func (c *connection) accept() *connection {
	next := connect()
	if next == nil {
		return nil
	}
	c.again()
	c.socket.Dispatch.(*wsk.WSK_PROVIDER_LISTEN_DISPATCH).WskAccept(c.socket, 0, nil, nil, nil, nil, c.irp)
	if !wdm.NT_SUCCESS(c.wait()) {
		next.free()
		return nil
	}
	next.socket = (*wsk.WSK_SOCKET)(unsafe.Pointer(c.irp.IoStatus.Information))
	return next
}

func (c *connection) close() {
	c.again()
	c.socket.Dispatch.(*wsk.WSK_PROVIDER_BASIC_DISPATCH).WskCloseSocket(c.socket, c.irp)
	c.wait()
	c.free()
}

func (c *connection) again() {
	wdm.IoReuseIrp(c.irp, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(c.irp, completed, &c.done, true, true, true)
}

func (c *connection) wait() wdm.NTSTATUS {
	wdm.KeWaitForSingleObject(&c.done, wdm.Executive, wdm.KernelMode, false, nil)
	return c.irp.IoStatus.Status
}

func completed(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	wdm.KeSetEvent(context.(*wdm.KEVENT), wdm.IO_NO_INCREMENT, false)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}
