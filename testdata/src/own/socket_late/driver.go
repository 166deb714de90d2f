// Package socket_late brings its own declarations without IRPs, and uses its
// socket when it has closed it.
package socket_late

type (
	NTSTATUS         int32
	WSK_REGISTRATION struct{ state uint64 }
	WSK_CLIENT       struct{ id int }
	WSK_SOCKET       struct {
		Dispatch *WSK_PROVIDER_CONNECTION_DISPATCH
	}
	WSK_PROVIDER_CONNECTION_DISPATCH struct {
		WskSend        func(socket *WSK_SOCKET, data []byte) NTSTATUS
		WskCloseSocket func(socket *WSK_SOCKET)
	}
	WSK_PROVIDER_DISPATCH struct {
		WskSocketConnect func(client *WSK_CLIENT, out **WSK_SOCKET) NTSTATUS
	}
	WSK_PROVIDER_NPI struct {
		Client   *WSK_CLIENT
		Dispatch *WSK_PROVIDER_DISPATCH
	}
	DRIVER_OBJECT struct{ DriverUnload func(*DRIVER_OBJECT) }
)

func WskRegister(r *WSK_REGISTRATION) NTSTATUS                                  { return 0 }
func WskDeregister(r *WSK_REGISTRATION)                                         {}
func WskCaptureProviderNPI(r *WSK_REGISTRATION, npi *WSK_PROVIDER_NPI) NTSTATUS { return 0 }
func WskReleaseProviderNPI(r *WSK_REGISTRATION)                                 {}

var (
	registration WSK_REGISTRATION
	provider     WSK_PROVIDER_NPI
	peer         *WSK_SOCKET
)

func DriverEntry(driver *DRIVER_OBJECT) NTSTATUS {
	driver.DriverUnload = unload
	if status := WskRegister(&registration); status < 0 {
		return status
	}
	status := WskCaptureProviderNPI(&registration, &provider)
	if status >= 0 {
		status = provider.Dispatch.WskSocketConnect(provider.Client, &peer)
		WskReleaseProviderNPI(&registration)
	}
	if status < 0 {
		WskDeregister(&registration)
	}
	return status
}

func unload(driver *DRIVER_OBJECT) {
	peer.Dispatch.WskCloseSocket(peer)
	peer.Dispatch.WskSend(peer, []byte("bye")) // want WSK012
	WskDeregister(&registration)
}
