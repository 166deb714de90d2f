// Package fields_leak returns a failure through fields of its own while it is
// registered.
package fields_leak

type (
	NTSTATUS         int32
	WSK_REGISTRATION struct{ state uint64 }
	WSK_PROVIDER_NPI struct {
		Client   *int
		Dispatch *WSK_PROVIDER_DISPATCH
	}
	WSK_PROVIDER_DISPATCH struct {
		WskControlClient func(client *int) NTSTATUS
	}
	DRIVER_OBJECT struct{ DriverUnload func(*DRIVER_OBJECT) }
)

// functions holds the kernel's functions; the loader fills it.
type functions struct {
	WskRegister           func(reg *WSK_REGISTRATION) NTSTATUS
	WskDeregister         func(reg *WSK_REGISTRATION)
	WskCaptureProviderNPI func(npi *WSK_PROVIDER_NPI, reg *WSK_REGISTRATION) NTSTATUS
	WskReleaseProviderNPI func(reg *WSK_REGISTRATION)
}

var (
	netio        *functions
	registration WSK_REGISTRATION
	provider     WSK_PROVIDER_NPI
)

func DriverEntry(driver *DRIVER_OBJECT, kernel *functions) NTSTATUS {
	driver.DriverUnload = unload
	netio = kernel
	if status := netio.WskRegister(&registration); status < 0 {
		return status
	}
	if status := netio.WskCaptureProviderNPI(&provider, &registration); status < 0 {
		return status // want WSK006
	}
	provider.Dispatch.WskControlClient(provider.Client)
	netio.WskReleaseProviderNPI(&registration)
	return 0
}

func unload(driver *DRIVER_OBJECT) {
	netio.WskDeregister(&registration)
}
